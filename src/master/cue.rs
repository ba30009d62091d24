//! The sentences and words of a narration, and when they are heard.

use serde::{Deserialize, Serialize};

/// One sentence in the audio.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Cue {
    /// The index of its block among those that are read; none for what is said around the story.
    pub block: Option<usize>,
    /// What kind of block it stands in, as in `aloud script --json`.
    pub kind: String,
    /// The sentence as written, with the white space that follows it.
    pub written: String,
    /// The sentence as it is read out.
    pub spoken: String,
    /// The voice that says it, where that is not the narration's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voice: Option<String>,
    /// Who says it, where it is a person's own recording and no machine speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_by: Option<String>,
    /// Where its speech starts, in milliseconds from the audio's start.
    pub start_ms: u64,
    /// Where its speech ends.
    pub end_ms: u64,
    /// Why what is heard may not be the sentence; none for a good clip.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<String>,
    /// Its words, from an engine that says when each is spoken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<CueWord>,
}

/// One word in the audio.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct CueWord {
    /// The word as it is read out.
    pub text: String,
    /// Where it starts, in milliseconds from the audio's start.
    pub start_ms: u64,
    /// Where it ends.
    pub end_ms: u64,
}
