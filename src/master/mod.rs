//! The finished narration: clips on a timeline, mixed by streaming into one WAV, and the manifest that describes it.

mod beside;
mod bext;
mod captions;
mod chain;
mod chapters;
mod check;
mod compare;
mod cue;
mod cue_points;
mod error;
mod escape;
mod finish;
mod finished;
mod folder;
mod info;
mod layout;
mod manifest;
mod matching;
mod mix;
mod music;
mod output;
mod part;
mod parts;
mod picture;
mod provenance;
mod repair;
mod texts;
mod timeline;
mod transcript;
mod verify;
mod wav;
mod words;
mod write;
mod xmp;

pub use beside::Beside;
pub use check::{Check, Verdict};
pub use compare::{compare, compare_signed};
pub use cue::{Cue, CueWord};
pub use error::MasterError;
pub use finish::{Finish, LoudnessChoice, MASTER_RATES_HZ, Measure, Target};
pub use finished::Master;
pub use folder::{Incoming, OutputFolder, slug};
pub use layout::WavError;
pub use manifest::{MANIFEST_VERSION, MAX_MANIFEST_BYTES, Manifest};
pub use matching::matching_gains;
pub use mix::Mix;
pub use music::{Music, MusicError, MusicFiles};
pub use output::Output;
pub use provenance::{
    Algorithm, ProvenanceError, SignedArticle, Signing, SigningTerms, Use, can_sign, certificates, make_keys,
};
pub use repair::{RepairError, Repaired, repair};
pub use timeline::{Span, Timeline};
pub use verify::{Verified, verify, watermark};
pub use write::write;
