//! `aloud say`: one line to a file or the system's player, to try a pronunciation.

use std::fs::OpenOptions;
use std::io::{self, Write, stderr};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;

use super::failure::{Context, Failure, Result};
use super::reader;
use super::refused::{NoPlayer, PLAYERS, UnknownEnding};
use crate::audio::{Clip, Depth, Encoder, Format, Piece, Shape, Tags, to_i16};
use crate::cli;
use crate::document::{Block, BlockKind, Document};
use crate::pipeline::{self, Cast, Speaker, Trial};
use crate::script::{self, Around, Disclosure};
use crate::secrets::Keyring;
use crate::settings::Settings;
use crate::speech::{Purse, SpeechRequest, Spoken};
use crate::voice;

/// Speaks the text, and writes or plays it.
pub(super) async fn run(typed: cli::Say, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    let kind = typed.to.as_deref().map(Kind::of).transpose()?;
    let settings = Settings::settle(typed.choices, config)?;
    if let Some(number) = typed.sentence {
        let spoken = sentence(&typed.text, number, &settings, keyring).await?;
        return put(&spoken, typed.to.as_deref().zip(kind));
    }
    let voice = settings.find_voice(&settings.voice)?;
    let Speaker { voice, engine } = Speaker::hire_live(voice, &Arc::new(Purse::default()), keyring)?;
    let mut reading = settings.reading(&voice)?;
    reading.around = Around { disclosure: Disclosure::Off, sign_off: String::new(), ..reading.around };
    // A line is too short to tell its language; the voice's own is meant.
    reading.language.asked.get_or_insert_with(|| reading.language.otherwise.clone());
    let document = Document { blocks: vec![Block::kept(BlockKind::Paragraph, typed.text)], ..Document::default() };
    let script = script::compose(document, &reading);
    if script.sentences.is_empty() {
        return Err(Failure::new("there is nothing to say in it"));
    }
    let roster = voice::all(&settings.voices).unwrap_or_default().into();
    let mut cast = Cast::of(Speaker { voice: Arc::clone(&voice), engine: Arc::clone(&engine) });
    cast.roster = roster;
    cast.lead_for(&script.language)?;
    let mut spoken: Option<Clip> = None;
    for sentence in script.sentences {
        let (text, pronunciations) = (sentence.spoken, sentence.pronunciations);
        let speed_percent = settings.speed_percent;
        let request = SpeechRequest { pronunciations, speed_percent, ..SpeechRequest::new(text, Arc::clone(&voice)) };
        let Spoken { clip, doubt } = engine.speak(&request.suited_to(&engine.capabilities())).await?;
        if let Some(why) = doubt {
            // No one is left to tell when stderr is gone.
            let _ = writeln!(stderr(), "warning: listen closely: {why}");
        }
        match &mut spoken {
            None => spoken = Some(clip),
            Some(whole) => whole.samples.extend(clip.samples),
        }
    }
    let spoken = spoken.context("there is nothing to say in it")?;
    put(&spoken, typed.to.as_deref().zip(kind))
}

/// Writes or plays what was spoken.
fn put(spoken: &Clip, to: Option<(&Path, Kind)>) -> Result<ExitCode> {
    match to {
        Some((file, kind)) => kind.write(spoken, file).with_context(|| format!("cannot write {}", file.display()))?,
        None => play(spoken)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Speaks a sentence of an article as it is narrated: by its voice, with the lexicon, and with what editors changed.
async fn sentence(input: &str, number: u32, settings: &Settings, keyring: &Keyring) -> Result<Clip> {
    // Edits lie in the folder of narrations; to listen makes none.
    let nowhere = tempfile::tempdir()?;
    let out = if settings.out.is_dir() { settings.out.clone() } else { nowhere.path().to_owned() };
    let settings = Settings { out, ..settings.clone() };
    let narrator = settings.narrator()?.keyring(keyring.clone()).build()?;
    let reader = reader(&cli::Finding::default(), &settings, keyring)?;
    let mut leads = reader.find(vec![input.into()]);
    let lead = leads.recv().await.with_context(|| format!("there is no article in {input}"))?;
    let prepared = pipeline::prepare(&reader.read(lead).await?, &narrator)?;
    let index = usize::try_from(number - 1).unwrap_or(usize::MAX);
    let count = prepared.script.sentences.len();
    let found = prepared.script.sentences.get(index);
    let said = found.with_context(|| format!("there is no sentence {number}: {input} has {count}"))?;
    // No one is left to tell when stderr is gone.
    let _ = writeln!(stderr(), "{}", said.spoken);
    let (spoken, pronunciations, manner) = (said.spoken.clone(), said.pronunciations.clone(), said.manner.clone());
    Ok(prepared.try_out(index, Trial { spoken, pronunciations, manner }, &narrator).await?)
}

/// What a file becomes, by its name.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Wav,
    Compressed(Format),
}

impl Kind {
    /// Reads the kind in a file's name; one without an ending is a WAV.
    fn of(file: &Path) -> Result<Self> {
        let ending = file.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        match ending.as_deref() {
            None | Some("wav" | "wave") => Ok(Self::Wav),
            Some(ending) => ending
                .parse()
                .map(Self::Compressed)
                .map_err(|_| UnknownEnding { file: file.to_owned(), ending: ending.to_owned() }.into()),
        }
    }

    fn write(self, clip: &Clip, file: &Path) -> Result<()> {
        match self {
            Self::Wav => Ok(write_wav(clip, file)?),
            Self::Compressed(format) => Ok(compress(clip, format, file)?),
        }
    }
}

fn compress(clip: &Clip, format: Format, file: &Path) -> io::Result<()> {
    let file = OpenOptions::new().read(true).write(true).create(true).truncate(true).open(file)?;
    let tags = Tags { software: concat!("aloud ", env!("CARGO_PKG_VERSION")).to_owned(), ..Tags::default() };
    let (rate, depth, frames) = (clip.rate, Depth::Sixteen, clip.samples.len() as u64);
    let mut encoder =
        Encoder::new(format, file, Shape { rate, depth, frames, tags: &tags, bit_rates: Default::default() })?;
    let numbers = clip.samples.iter().map(|sample| to_i16(*sample).into()).collect();
    encoder.add(&Piece { samples: clip.samples.clone(), numbers })?;
    encoder.finish()
}

fn write_wav(clip: &Clip, file: &Path) -> Result<(), hound::Error> {
    let Clip { samples, rate, .. } = clip;
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: rate.hz(),
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut wav = hound::WavWriter::create(file, spec)?;
    for sample in samples {
        wav.write_sample(to_i16(*sample))?;
    }
    wav.finalize()
}

/// Plays a clip by the first program that is there and can.
fn play(clip: &Clip) -> Result<()> {
    let file = tempfile::Builder::new().suffix(".wav").tempfile()?;
    write_wav(clip, file.path())?;
    for (player, arguments) in PLAYERS {
        let mut command = Command::new(player);
        command.args(*arguments).arg(file.path()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if command.status().is_ok_and(|status| status.success()) {
            return Ok(());
        }
    }
    Err(NoPlayer.into())
}
