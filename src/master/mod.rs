//! The finished narration: clips on a timeline, mixed by streaming into one WAV, and the manifest that describes it.

mod bext;
mod captions;
mod chain;
mod chapters;
mod chunks;
mod cue;
mod finish;
mod folder;
mod info;
mod make;
mod manifest;
mod matching;
mod mix;
mod music;
mod outputs;
mod picture;
mod provenance;
mod repair;
mod riff;
mod timeline;
mod verify;
mod wav;
mod words;
mod xmp;

use std::io;
use std::path::PathBuf;

use crate::error::Hint;
use crate::speech::{CacheError, ClipKey};

pub use chunks::WavError;
pub use finish::{Finish, LoudnessChoice, MASTER_RATES_HZ, Measure, Target};
pub use folder::{Incoming, OutputFolder, slug};
pub use manifest::{Cue, CueWord, MANIFEST_VERSION, Manifest};
pub use matching::matching_gains;
pub use mix::Mix;
pub use music::{Music, MusicError, MusicFiles};
pub use outputs::{Beside, Output};
pub use provenance::{
    Algorithm, ProvenanceError, SignedArticle, Signing, SigningTerms, Use, can_sign, certificates, make_keys,
};
pub use repair::{RepairError, Repaired, repair};
pub use timeline::{Span, Timeline};
pub use verify::{Check, Verdict, Verified, verify, watermark};
pub use words::{compare, compare_signed};

/// A finished narration on disk.
#[derive(Debug, Clone, PartialEq)]
pub struct Master {
    /// The WAV.
    pub audio: PathBuf,
    /// The manifest's file.
    pub manifest_path: PathBuf,
    /// What the manifest says.
    pub manifest: Manifest,
}

/// Why a master could not be made.
#[derive(Debug, thiserror::Error)]
pub enum MasterError {
    /// The output folder cannot be made or written.
    #[error("cannot write to {}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A clip was lost between speaking and mixing.
    #[error("the clip {key} is gone from the store")]
    ClipGone {
        /// The clip.
        key: ClipKey,
    },
    /// It cannot be signed.
    #[error("the recording cannot be signed")]
    Sign(#[from] ProvenanceError),
    /// The store failed.
    #[error("the clips cannot be read")]
    Cache(#[from] CacheError),
}

impl Hint for MasterError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Write { source, .. } => return crate::error::for_write(source),
            Self::ClipGone { .. } => "something removed it during the run; allow the clips more room with --cache-size, and run the same command again".into(),
            Self::Sign(error) => return error.hint(),
            Self::Cache(error) => return error.hint(),
        })
    }
}

/// How far from the target the finished sound may lie before it is made again with another gain: the limiter takes some
/// loudness away where it works hard.
const CLOSE_ENOUGH_DB: f64 = 0.1;
/// How often the sound is made at most.
const MOST_ROUNDS: usize = 6;
/// The least that a decibel of gain is taken to add to the loudness; where it adds less, the limiter takes nearly all of it.
const LEAST_EFFECT: f64 = 0.2;

/// Writes the master of a mix into the folder: makes the audio beside its place, then puts audio and manifest there
/// together. `manifest` comes with the wished file name, without size and loudness.
///
/// # Errors
/// When the folder cannot be written or the clips cannot be read; nothing half-written is left.
pub fn write(
    mix: Mix<'_>,
    mut manifest: Manifest,
    finish: &Finish,
    folder: &OutputFolder,
) -> Result<Master, MasterError> {
    let failed = |source| MasterError::Write { path: folder.path().to_owned(), source };
    finish.check_length(mix.timeline.length.duration(mix.timeline.rate)).map_err(MasterError::Sign)?;
    manifest.chapters = chapters::chapters(&manifest);
    let mut parts = make::Parts::open(folder, &finish.outputs).map_err(failed)?;
    let mut gain_db = finish.target.as_ref().map_or(0.0, |target| chain::first_gain(mix.timeline, target));
    let mut before = None;
    for round in 1.. {
        parts.make(mix, finish, gain_db, &mut manifest)?;
        let off = finish.target.as_ref().and_then(|target| Some(target.level - target.reached(&manifest.loudness)?));
        let Some(off) = off.filter(|off| off.abs() > CLOSE_ENOUGH_DB && round < MOST_ROUNDS) else { break };
        let tried = Tried { gain_db, off };
        gain_db += off / tried.effect_since(before);
        before = Some(tried);
    }
    if let Some(signing) = &finish.signing {
        parts.sign(signing, &manifest, folder)?;
    }
    folder.publish(parts, manifest).map_err(failed)
}

/// One making of the sound.
#[derive(Clone, Copy)]
struct Tried {
    gain_db: f64,
    /// How far the target lay above what was reached.
    off: f64,
}

impl Tried {
    /// Returns how much louder a decibel of gain made the sound since the making before.
    fn effect_since(self, before: Option<Self>) -> f64 {
        let effect = before.map_or(1.0, |before| (before.off - self.off) / (self.gain_db - before.gain_db));
        if effect.is_finite() { effect.clamp(LEAST_EFFECT, 1.0) } else { 1.0 }
    }
}

/// Writes a text so that XML, HTML and WebVTT read it as text.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
