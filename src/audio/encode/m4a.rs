//! AAC-LC in MP4 by `syom`, an encoder under the MIT licence, with tags and chapters by `mp4ameta`.
//!
//! AAC's own patents on the low-complexity profile have run out or are near it; who distributes at scale should ask a lawyer.

use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::time::Duration;

use mp4ameta::{Chapter, Data, Fourcc, FreeformIdent, Tag};
use syom::{EncodeOptions, Encoder};

use super::mp4::{Movie, movie};
use super::shape::failed;
use super::{Shape, Sink};
use crate::audio::tags::{Tags, iso_639_2};
use crate::language::Language;

/// Bits a second for one channel of speech.
const BITS_PER_SECOND: u32 = 64_000;
/// What stands before the samples: the file type.
const FILE_TYPE: &[u8] = b"\0\0\0\x20ftypM4A \0\0\0\0M4A mp42isom\0\0\0\0";

/// An M4A being written: type, samples, and at the end the movie that tells where they are.
pub struct M4a<W: Sink> {
    encoder: Encoder,
    file: BufWriter<W>,
    tags: Tags,
    hz: u32,
    frames: u64,
    /// Bytes of each packet.
    sizes: Vec<u32>,
    clipped: Vec<f32>,
}

impl<W: Sink> M4a<W> {
    pub(super) fn new(sink: W, shape: Shape<'_>) -> io::Result<Self> {
        let options = EncodeOptions::raw().with_bitrate_bps(BITS_PER_SECOND);
        let encoder = Encoder::new(shape.rate.hz(), 1, &options).map_err(failed)?;
        let mut file = BufWriter::new(sink);
        file.write_all(FILE_TYPE)?;
        file.write_all(&mdat(0))?;
        let (hz, frames, tags) = (shape.rate.hz(), shape.frames, shape.tags.clone());
        Ok(Self { encoder, file, tags, hz, frames, sizes: Vec::new(), clipped: Vec::new() })
    }

    pub(super) fn add(&mut self, samples: &[f32]) -> io::Result<()> {
        self.clipped.clear();
        self.clipped.extend(samples.iter().map(|sample| sample.clamp(-1.0, 1.0)));
        let mut written = Ok(());
        let (file, sizes) = (&mut self.file, &mut self.sizes);
        let fed = self.encoder.feed(&[&self.clipped], |frame| {
            sizes.push(frame.payload.len() as u32);
            written = file.write_all(frame.payload);
            Ok(())
        });
        fed.map_err(failed)?;
        written
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        let mut written = Ok(());
        let (file, sizes) = (&mut self.file, &mut self.sizes);
        let finished = self.encoder.finish(|frame| {
            sizes.push(frame.payload.len() as u32);
            written = file.write_all(frame.payload);
            Ok(())
        });
        let ended = finished.map_err(failed)?;
        written?;
        let bytes = self.sizes.iter().map(|size| u64::from(*size)).sum();
        let movie = movie(&Movie {
            hz: self.hz,
            frames: self.frames,
            priming: ended.priming,
            language: iso_639_2(self.tags.language.as_ref()),
            config: self.encoder.asc(),
            sizes: &self.sizes,
            data_at: (FILE_TYPE.len() + MDAT_HEADER) as u64,
        });
        self.file.write_all(&movie)?;
        self.file.seek(SeekFrom::Start(FILE_TYPE.len() as u64))?;
        self.file.write_all(&mdat(bytes))?;
        let mut file = self.file.into_inner().map_err(|error| error.into_error())?;
        file.rewind()?;
        write_tags(&self.tags, &mut file)
    }
}

/// Bytes of the header of a `mdat` box with a 64-bit size.
const MDAT_HEADER: usize = 16;

fn mdat(bytes: u64) -> Vec<u8> {
    let mut header = b"\0\0\0\x01mdat".to_vec();
    header.extend((bytes + MDAT_HEADER as u64).to_be_bytes());
    header
}

fn write_tags(tags: &Tags, file: &mut impl Sink) -> io::Result<()> {
    let mut tag = Tag::default();
    let texts = [
        (*b"\xa9nam", &*tags.title),
        (*b"\xa9ART", &*tags.artist),
        (*b"\xa9alb", &*tags.album),
        (*b"\xa9day", &*tags.date),
        (*b"\xa9gen", "Speech"),
        (*b"cprt", &*tags.copyright),
        (*b"\xa9cmt", &*tags.comment),
        (*b"\xa9too", &*tags.software),
    ];
    for (id, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        tag.set_data(Fourcc(id), Data::Utf8(text.to_owned()));
    }
    if let Some(number) = tags.track.and_then(|number| u16::try_from(number).ok()) {
        tag.set_track_number(number);
    }
    if let Some(cover) = &tags.cover {
        let bytes = cover.bytes().to_vec();
        let picture = if cover.media_type() == "image/png" { Data::Png(bytes) } else { Data::Jpeg(bytes) };
        tag.set_data(Fourcc(*b"covr"), picture);
    }
    let language = tags.language.as_ref().map_or("", Language::as_str);
    let own = [("LANGUAGE", language), ("WEBSITE", &*tags.url), ("DIGITALSOURCETYPE", tags.source_type.address())];
    for (name, text) in own.into_iter().filter(|(_, text)| !text.is_empty()) {
        tag.set_data(FreeformIdent::new_static("com.apple.iTunes", name), Data::Utf8(text.to_owned()));
    }
    let chapter =
        |chapter: &super::super::Chapter| Chapter::new(Duration::from_millis(chapter.start_ms), chapter.title.clone());
    tag.chapter_list_mut().extend(tags.chapters.iter().map(chapter));
    tag.write_to(file).map_err(failed)
}
