//! Returns whether a file is what its manifest and its signature say: whole, unchanged, as long as told, and marked as synthetic.

use std::path::Path;

use super::layout::{self, Layout, WavError};
use super::{Check, Manifest, SignedArticle, Verdict, part, provenance, words};
use crate::audio::{DecodeError, Format, SampleRate, SourceType, decode, decode_opening, is_watermarked, sound_hash};
use crate::error::whole_message;
use crate::regular_file;

/// The largest compressed file that is read into memory.
const MAX_BYTES: u64 = 4 << 30;
/// How far a compressed file's length may be from the manifest's: two packets of AAC at 24 kHz.
const SLACK_MS: u64 = 90;

/// What was found of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// What was looked at.
    pub checks: Vec<Check>,
    /// What its signature says of the article, where it holds.
    pub signed: Option<SignedArticle>,
}

/// Looks at a file, beside its manifest where there is one; `trusted` are certificates of authorities, PEM.
#[must_use]
pub fn verify(path: &Path, manifest: Option<&Manifest>, trusted: Option<&str>) -> Verified {
    if let Err(error) = regular_file::open(path) {
        let unreadable = Check::new("structure", Verdict::Bad, format!("it cannot be read: {error}"));
        return Verified { checks: vec![unreadable], signed: None };
    }
    let recording = recording(path, manifest);
    let mut checks = if has_ending(path, "wav") {
        wav(path, manifest)
    } else if Format::ALL.iter().any(|format| has_ending(path, format.extension())) {
        compressed(path, manifest, recording[0].result)
    } else {
        Vec::new()
    };
    checks.extend(recording);
    let mut signed = None;
    if let Some((signature, article)) = provenance::signature(path, trusted) {
        checks.push(signature);
        if let Some((manifest, article)) = manifest.zip(article.as_ref()) {
            checks.push(same_words(manifest, article));
        }
        signed = article;
    }
    Verified { checks, signed }
}

/// Compares the hash of the words that is signed with the words the manifest has.
fn same_words(manifest: &Manifest, signed: &SignedArticle) -> Check {
    if words::hash(&words::read_text(manifest)) == signed.text_sha256 {
        Check::new("manifest", Verdict::Good, "its words are those that were signed")
    } else {
        Check::new("manifest", Verdict::Bad, "its words are not those that were signed")
    }
}

/// Compares the file's bytes with the hash the manifest has of them, and where they differ its sound with the hash of that.
fn recording(path: &Path, manifest: Option<&Manifest>) -> Vec<Check> {
    let tell = |result, told: &str| vec![Check::new("recording", result, told)];
    let Some(manifest) = manifest else { return tell(Verdict::Unknown, "there is no manifest beside it") };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = manifest.files.iter().find(|file| file.file == name).map(|file| (&file.hash, &file.sound_hash));
    let told = if manifest.audio == name { Some((&manifest.audio_hash, &manifest.sound_hash)) } else { beside };
    let Some((bytes, sound)) = told else { return tell(Verdict::Unknown, "the manifest does not name it") };
    match regular_file::open(path).and_then(|file| part::hash(&file)) {
        _ if bytes.is_empty() => tell(Verdict::Unknown, "the manifest was written before there were hashes"),
        Ok(found) if found == *bytes => tell(Verdict::Good, "as it was when it was made"),
        Ok(_) if !sound.is_empty() && sound_hash_of(path).is_some_and(|found| found == *sound) => vec![
            Check::new("recording", Verdict::Good, "its sound is as it was when it was made"),
            Check::new("tags", Verdict::Bad, "what the file says of itself was changed after it was made"),
        ],
        Ok(_) => tell(Verdict::Bad, "the recording was changed after it was made"),
        Err(error) => tell(Verdict::Bad, &format!("it cannot be read: {error}")),
    }
}

/// Hashes the sound of a file; nothing for one that is not to be read, which is told elsewhere.
fn sound_hash_of(path: &Path) -> Option<String> {
    let mut file = regular_file::open(path).ok()?;
    if has_ending(path, "wav") { layout::sound_hash(&mut file).ok() } else { sound_hash(file).ok() }
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}

fn wav(path: &Path, manifest: Option<&Manifest>) -> Vec<Check> {
    let read = regular_file::open(path).map_err(WavError::from).and_then(|mut file| {
        let layout = layout::read(&mut file)?;
        let described = layout.chunks.iter().filter(|(id, _)| id == b"id3 " || id == b"_PMX");
        let texts: Result<Vec<_>, _> = described.map(|(_, place)| layout::content_of(&mut file, place)).collect();
        Ok((layout, texts?.concat()))
    });
    match read {
        Err(error) => vec![Check::new("structure", Verdict::Bad, whole_message(&error))],
        Ok((layout, texts)) => vec![structure(&layout), length(frames_ms(&layout), manifest, 1), marked(&texts)],
    }
}

fn structure(layout: &Layout) -> Check {
    if layout.missing_bytes > 0 {
        let told = format!("it is cut off: {} bytes are missing", layout.missing_bytes);
        return Check::new("structure", Verdict::Bad, told);
    }
    let Layout { rate_hz, bits, channels, .. } = layout;
    Check::new("structure", Verdict::Good, format!("whole: {rate_hz} Hz, {bits} bits, {channels} channel"))
}

fn frames_ms(layout: &Layout) -> u64 {
    let frame_bytes = (u64::from(layout.bits) / 8 * u64::from(layout.channels)).max(1);
    let frames = (layout.data.end - layout.data.start) / frame_bytes;
    frames.saturating_mul(1_000) / u64::from(layout.rate_hz).max(1)
}

/// Looks at a compressed file. Its bytes are decoded only when no hash says already that the sound is as it was made.
fn compressed(path: &Path, manifest: Option<&Manifest>, recording: Verdict) -> Vec<Check> {
    let bytes = match regular_file::read(path, MAX_BYTES) {
        Ok(bytes) => bytes,
        Err(error) => return vec![Check::new("structure", Verdict::Bad, format!("it cannot be read: {error}"))],
    };
    let marked = marked(&bytes);
    if recording == Verdict::Good {
        let told = "whole, as its hash says";
        return vec![Check::new("structure", Verdict::Good, told), marked];
    }
    match decode(bytes, None) {
        Ok(clip) => {
            let ms = clip.length().to_ms(clip.rate);
            let told = format!("whole: {} Hz", SampleRate::hz(clip.rate));
            vec![Check::new("structure", Verdict::Good, told), length(ms, manifest, SLACK_MS), marked]
        }
        Err(error @ DecodeError::TooLong) => {
            let told = format!("not looked at without a hash: {error}");
            vec![Check::new("structure", Verdict::Unknown, told), marked]
        }
        Err(DecodeError::CutOff) => vec![Check::new("structure", Verdict::Bad, "it is cut off"), marked],
        Err(error) => vec![Check::new("structure", Verdict::Bad, whole_message(&error)), marked],
    }
}

fn length(ms: u64, manifest: Option<&Manifest>, slack_ms: u64) -> Check {
    let lasts = format!("{}:{:02}.{:03}", ms / 60_000, ms / 1_000 % 60, ms % 1_000);
    match manifest {
        Some(manifest) if manifest.duration_ms.abs_diff(ms) > slack_ms => {
            let told = format!("{lasts}, where the manifest says {} ms", manifest.duration_ms);
            Check::new("duration", Verdict::Bad, told)
        }
        _ => Check::new("duration", Verdict::Good, lasts),
    }
}

/// Looks for the mark that a machine spoke.
fn marked(texts: &[u8]) -> Check {
    let says = |kind: SourceType| memchr::memmem::find(texts, kind.address().as_bytes()).is_some();
    let (verdict, told) = if says(SourceType::Composite) {
        (Verdict::Good, "its metadata say that a part of it is synthetic, and a part recorded")
    } else if says(SourceType::Synthetic) {
        (Verdict::Good, "its metadata say that it is synthetic")
    } else {
        (Verdict::Bad, "its metadata do not say that it is synthetic")
    };
    Check::new("disclosure", verdict, told)
}

/// Looks for the mark inside the sound, in its first ten minutes.
#[must_use]
pub fn watermark(path: &Path) -> Check {
    let tell = |result, told: &str| Check::new("watermark", result, told);
    let clip = regular_file::read(path, MAX_BYTES).map_err(|error| error.to_string());
    match clip.and_then(|bytes| decode_opening(bytes).map_err(|error| error.to_string())) {
        Ok(clip) if is_watermarked(&clip) => {
            tell(Verdict::Good, "the sound carries aloud's mark: it is synthetic, or a part of it")
        }
        Ok(_) => tell(Verdict::Bad, "no mark was found in the sound"),
        Err(error) => tell(Verdict::Unknown, &format!("not looked for: {error}")),
    }
}
