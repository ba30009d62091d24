//! The manifest: what a narration says and when, for players, captions, publishing and verification.

use serde::{Deserialize, Serialize};

use super::{Beside, Cue, Decision, Output, Review};
use crate::audio::{Chapter, Depth, Loudness, SourceType};
use crate::document::{Metadata, Selection};
use crate::file_name;

/// The manifest's version. It changes when a field changes its meaning or goes; new fields do not change it.
pub const MANIFEST_VERSION: u32 = 1;

/// The largest manifest that is read: one of a book of 24 hours has 10 MB.
pub const MAX_MANIFEST_BYTES: u64 = 256 << 20;

/// The media type of a WAV.
const WAV_TYPE: &str = "audio/wav";

/// Describes one narration. Written as JSON beside the audio.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Manifest {
    /// [`MANIFEST_VERSION`] of the program that wrote it.
    pub version: u32,
    /// The program and version that made the narration.
    pub software: String,
    /// The article's identity: its address, file or hash. The same article is narrated into the same files.
    pub id: String,
    /// The file it was read from, where it was one: its path from the project's folder, or from the input's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// What the article says of itself.
    pub article: Metadata,
    /// Which parts of the article are read, beside those that always are.
    #[serde(default, skip_serializing_if = "Selection::is_default")]
    pub selection: Selection,
    /// The number of the recording in its album, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub track: Option<u32>,
    /// The engine's identity.
    pub engine: String,
    /// The voice's name.
    pub voice: String,
    /// The audio's file name, beside the manifest: one plain component, whoever wrote it. The WAV, or the first of the other
    /// forms where no WAV is kept.
    #[serde(deserialize_with = "file_name::plain")]
    pub audio: String,
    /// The audio file's length in bytes.
    pub audio_bytes: u64,
    /// The BLAKE3 hash of the audio file, in hexadecimal; empty in manifests of older versions.
    #[serde(default)]
    pub audio_hash: String,
    /// The BLAKE3 hash of its sound alone, whatever its other chunks say; empty in manifests of older versions.
    #[serde(default)]
    pub sound_hash: String,
    /// Frames a second of the audio.
    pub sample_rate_hz: u32,
    /// Bits of a sample of the audio.
    #[serde(default)]
    pub bits: Depth,
    /// The audio's length in milliseconds.
    pub duration_ms: u64,
    /// How loud the audio is.
    #[serde(default)]
    pub loudness: Loudness,
    /// How much the speech was turned up to be so loud, in dB.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gain_db: Option<f64>,
    /// A hash of everything the audio depends on; equal means that there is nothing to do.
    pub fingerprint: String,
    /// The fingerprint of the narration that was wanted, where another voice spoke in place of the one that failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_place_of: Option<String>,
    /// What was decided of it after someone listened to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    /// The parts of the narration: one from the start, and one from each heading.
    #[serde(default)]
    pub chapters: Vec<Chapter>,
    /// The files beside the audio that say the same in other forms.
    #[serde(default)]
    pub files: Vec<Beside>,
    /// Each sentence that is said, in order.
    pub sentences: Vec<Cue>,
}

impl Manifest {
    /// Returns what the names of all its files begin with.
    #[must_use]
    pub fn name(&self) -> &str {
        file_name::stem(&self.audio)
    }

    /// Returns the media type of the audio.
    #[must_use]
    pub fn audio_type(&self) -> &'static str {
        let ending = self.audio.rsplit_once('.').map_or("", |(_, ending)| ending);
        Output::with_ending(ending).map_or(WAV_TYPE, Output::media_type)
    }

    /// Returns where its sound comes from: a person's recording of one sentence, and not all of it was made by a machine.
    #[must_use]
    pub fn source_type(&self) -> SourceType {
        match self.sentences.iter().any(|cue| cue.recorded_by.is_some()) {
            true => SourceType::Composite,
            false => SourceType::Synthetic,
        }
    }

    /// Returns whose recordings are heard in it, each once.
    #[must_use]
    pub fn recorded_by(&self) -> Vec<&str> {
        let mut people: Vec<&str> = Vec::new();
        for name in self.sentences.iter().filter_map(|cue| cue.recorded_by.as_deref()) {
            if !people.contains(&name) {
                people.push(name);
            }
        }
        people
    }

    /// Returns what was decided of this very narration: of the same script and the same sound.
    #[must_use]
    pub fn decision(&self) -> Option<&Review> {
        let is_of_this = |review: &&Review| {
            review.fingerprint == self.fingerprint
                && (review.sound_hash.is_empty() || review.sound_hash == self.sound_hash)
        };
        self.review.as_ref().filter(is_of_this)
    }

    /// Returns whether someone listened to this very narration and approved it.
    #[must_use]
    pub fn is_approved(&self) -> bool {
        self.decision().is_some_and(|review| review.verdict == Decision::Approved)
    }

    /// Returns the sentences whose sound is doubtful, each with its number from 1 and the reason.
    pub fn doubtful(&self) -> impl Iterator<Item = (usize, &Cue, &str)> {
        (1..).zip(&self.sentences).filter_map(|(number, cue)| Some((number, cue, cue.doubt.as_deref()?)))
    }
}
