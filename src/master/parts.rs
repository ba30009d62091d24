//! Makes the files of a narration in one pass over the finished samples, each encoder on a thread of its own.

use std::fs::File;
use std::io::{self, Seek, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{self, Scope, ScopedJoinHandle};

use tempfile::NamedTempFile;

use super::finish::Kept;
use super::picture::Sight;
use super::{
    Beside, Finish, Manifest, MasterError, Mix, Output, Signing, bext, chain, chapters, cue_points, info, layout, part,
    texts, wav, xmp,
};
use crate::audio::{Encoder, Format, Id3Texts, Piece, Shape, Tags, Waveform, resampled_length, riff, sound_hash};

/// Pieces that wait for a slow encoder: enough to let the others run on, little memory (some ten seconds, 2 MB).
const WAITING: usize = 64;

/// The files being made, beside their place.
pub(super) struct Parts<'a> {
    pub(super) wav: NamedTempFile,
    /// Which of the files beside it is used in place of the WAV, where that is not kept.
    main: Option<usize>,
    pub(super) beside: Vec<(Output, NamedTempFile)>,
    folder: &'a Path,
}

impl<'a> Parts<'a> {
    /// Opens a file for the WAV and one for each output.
    pub(super) fn open(folder: &'a Path, kept: Kept<'_>) -> io::Result<Self> {
        let beside: io::Result<Vec<_>> = kept.outputs.iter().map(|output| Ok((*output, part::open(folder)?))).collect();
        let has_sound = |output: &Output| matches!(output, Output::Audio(_));
        let main = if kept.wav { None } else { kept.outputs.iter().position(has_sound) };
        Ok(Self { wav: part::open(folder)?, main, beside: beside?, folder })
    }

    /// Returns the ending of the audio that the narration is known by: the WAV's, or that of the file in its place.
    pub(super) fn ending(&self) -> &'static str {
        self.main.map_or("wav", |main| self.beside[main].0.ending())
    }

    /// Returns the files that are kept: the audio that the narration is known by, then those beside it.
    pub(super) fn files(&mut self) -> impl Iterator<Item = &mut File> {
        let main = self.main;
        let (first, others): (Vec<_>, Vec<_>) =
            self.beside.iter_mut().enumerate().partition(|(index, _)| Some(*index) == main);
        let wav = main.is_none().then_some(self.wav.as_file_mut());
        wav.into_iter().chain(first.into_iter().chain(others).map(|(_, (_, part))| part.as_file_mut()))
    }

    /// Fills in what the manifest tells of the files, as they are when the narration has this name.
    pub(super) fn describe(&self, name: &str, manifest: &mut Manifest) -> io::Result<()> {
        manifest.files = self.beside(name)?;
        match self.main {
            None => {
                manifest.audio = format!("{name}.{}", self.ending());
                manifest.audio_bytes = self.wav.as_file().metadata()?.len();
                manifest.audio_hash = part::hash(self.wav.as_file())?;
                manifest.sound_hash = layout::sound_hash(&mut self.wav.reopen()?).map_err(io::Error::other)?;
            }
            Some(main) => {
                let Beside { file, bytes, hash, sound_hash, .. } = manifest.files.remove(main);
                (manifest.audio, manifest.audio_bytes) = (file, bytes);
                (manifest.audio_hash, manifest.sound_hash) = (hash, sound_hash);
            }
        }
        Ok(())
    }

    /// Puts the files into their place in a folder, the audio that the narration is known by last; a WAV that is not kept goes.
    pub(super) fn put(self, manifest: &Manifest) -> io::Result<()> {
        let Self { wav, main, mut beside, folder } = self;
        let audio = main.map_or(wav, |main| beside.remove(main).1);
        for ((_, written), file) in beside.into_iter().zip(&manifest.files) {
            part::put(written, &folder.join(&file.file))?;
        }
        part::put(audio, &folder.join(&manifest.audio))
    }

    /// Reports the files beside the WAV.
    fn beside(&self, name: &str) -> io::Result<Vec<Beside>> {
        let describe = |(output, file): &(Output, NamedTempFile)| {
            Ok(Beside {
                file: format!("{name}.{}", output.ending()),
                media_type: output.media_type().to_owned(),
                bytes: file.as_file().metadata()?.len(),
                hash: part::hash(file.as_file())?,
                sound_hash: match output {
                    Output::Audio(_) => sound_hash(file.reopen()?)?,
                    _ => String::new(),
                },
            })
        };
        self.beside.iter().map(describe).collect()
    }

    fn failed(&self, source: io::Error) -> MasterError {
        MasterError::Write { path: self.folder.to_owned(), source }
    }

    /// Makes the sound with a gain and writes it into every file that holds sound; fills in the manifest's loudness.
    pub(super) fn make(
        &self,
        mix: Mix<'_>,
        finish: &Finish,
        gain_db: f64,
        manifest: &mut Manifest,
    ) -> Result<(), MasterError> {
        let tags = chapters::tags(manifest, finish);
        let frames = resampled_length(mix.timeline.length.0, mix.timeline.rate, finish.rate);
        let bit_rates = finish.bit_rates;
        let shape = Shape { rate: finish.rate, depth: finish.depth, frames, tags: &tags, bit_rates };
        let mut wav =
            wav::WavWriter::new(self.wav.as_file(), shape, &chunks(manifest, &tags)).map_err(|e| self.failed(e))?;
        let mut quantizer = finish.quantizer(mix.timeline.rate, gain_db);
        let mut waveform =
            finish.outputs.iter().any(|output| output.is_seen()).then(|| Waveform::new(finish.rate, frames));
        let course = thread::scope(|scope| {
            let encoders = self.encoders(scope, shape)?;
            let mut numbers = Vec::new();
            let (loudness, course) = chain::render(mix, finish, gain_db, |samples| {
                numbers.clear();
                quantizer.add(samples, &mut numbers);
                if let Some(waveform) = &mut waveform {
                    waveform.add(samples);
                }
                send(&encoders, samples, &numbers);
                wav.write(&numbers).map_err(|e| self.failed(e))
            })?;
            manifest.loudness = loudness;
            end(encoders).map_err(|e| self.failed(e))?;
            Ok::<_, MasterError>(course)
        })?;
        wav.finish(&chunks(manifest, &tags)).map_err(|e| self.failed(e))?;
        let sight = waveform.map(|mut waveform| {
            waveform.finish();
            Sight { waveform, course_lufs: course }
        });
        self.write_texts(manifest, sight.as_ref()).map_err(|e| self.failed(e))
    }

    /// Signs every file that holds sound; those that a copy was made of go.
    pub(super) fn sign(&mut self, signing: &Signing, manifest: &Manifest) -> Result<(), MasterError> {
        if self.main.is_none() {
            signing.sign_wav(manifest, self.wav.as_file())?;
        }
        for (output, part) in &mut self.beside {
            let Output::Audio(format) = output else { continue };
            let signed = part::open(self.folder)
                .map_err(|source| MasterError::Write { path: self.folder.to_owned(), source })?;
            signing.sign_copy(manifest, *format, (part.as_file(), signed.as_file()))?;
            *part = signed;
        }
        Ok(())
    }

    /// Starts a thread for each compressed file.
    fn encoders<'scope, 'file: 'scope>(
        &'file self,
        scope: &'scope Scope<'scope, 'file>,
        shape: Shape<'file>,
    ) -> Result<Vec<Running<'scope>>, MasterError> {
        let audio = self.beside.iter().filter_map(|(output, part)| match output {
            Output::Audio(format) => Some((*format, part.as_file())),
            _ => None,
        });
        audio
            .map(|(format, file)| {
                empty(file).map_err(|e| self.failed(e))?;
                let file = file.try_clone().map_err(|e| self.failed(e))?;
                let (sender, pieces) = sync_channel::<Arc<Piece>>(WAITING);
                let encode = move || encode(format, file, shape, pieces);
                Ok((sender, scope.spawn(encode)))
            })
            .collect()
    }

    fn write_texts(&self, manifest: &Manifest, sight: Option<&Sight>) -> io::Result<()> {
        for (output, part) in &self.beside {
            let bytes =
                texts::text(*output, manifest).map(String::into_bytes).or_else(|| sight?.draw(*output, manifest));
            if let Some(bytes) = bytes {
                let mut file = part.as_file();
                empty(file)?;
                file.write_all(&bytes)?;
            }
        }
        Ok(())
    }
}

type Running<'scope> = (SyncSender<Arc<Piece>>, ScopedJoinHandle<'scope, io::Result<()>>);

/// Returns the next samples to every encoder.
fn send(encoders: &[Running<'_>], samples: &[f32], numbers: &[i32]) {
    if encoders.is_empty() {
        return;
    }
    let piece = Arc::new(Piece { samples: samples.to_vec(), numbers: numbers.to_vec() });
    for (sender, _) in encoders {
        // A receiver that is gone has failed, and tells why when it is waited for.
        let _ = sender.send(Arc::clone(&piece));
    }
}

/// Waits until every encoder has written its file.
fn end(encoders: Vec<Running<'_>>) -> io::Result<()> {
    for (sender, encoder) in encoders {
        drop(sender);
        encoder.join().expect("encoders do not panic")?;
    }
    Ok(())
}

fn encode(
    format: Format,
    file: File,
    shape: Shape<'_>,
    pieces: std::sync::mpsc::Receiver<Arc<Piece>>,
) -> io::Result<()> {
    let mut encoder = Encoder::new(format, file, shape)?;
    for piece in pieces {
        encoder.add(&piece)?;
    }
    encoder.finish()
}

fn empty(mut file: &File) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()
}

/// The chunks that describe the narration; what is not known yet takes the same room.
fn chunks(manifest: &Manifest, tags: &Tags) -> Vec<u8> {
    // What not every program would read right in the list stands in the ID3 too, at the price of a note from ffmpeg.
    let texts = if info::is_plain(tags) { Id3Texts::Elsewhere } else { Id3Texts::All };
    // Even, like the others: hound and others forget the pad byte of an odd chunk.
    let mut id3 = tags.id3(texts);
    id3.resize(id3.len().next_multiple_of(2), 0);
    let id3 = riff::chunk(b"id3 ", &id3);
    [bext::chunk(manifest), info::list(tags), cue_points::chunks(manifest), id3, xmp::chunk(manifest, tags)].concat()
}
