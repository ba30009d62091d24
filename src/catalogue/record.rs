//! What the catalogue holds of one article.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::master::Review;
use crate::source::Version;

/// What became of an article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Record {
    /// What its source names it by, whatever becomes of its words: an address, an id, a path. Empty in records of older
    /// versions, which were kept under the article's name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key: String,
    /// The article's name: the path, address or line it was found at.
    pub article: String,
    /// The input it was found in, as the user named it.
    pub input: String,
    /// What became of it.
    #[serde(flatten)]
    pub state: State,
    /// How long the run took over it, in milliseconds.
    pub took_ms: u64,
    /// A hash of what the feed or sitemap that led to it says of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listed: Option<String>,
    /// The flags that the run was called with, as far as they shape narrations, where it looked at a part of the input only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flags: Option<Vec<String>>,
}

impl Record {
    /// Returns whether the two say the same of one article, however long it took.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        let Self { key, article, input, state, took_ms: _, listed, flags } = self;
        (key, article, input, state) == (&other.key, &other.article, &other.input, &other.state)
            && (listed, flags) == (&other.listed, &other.flags)
    }
}

/// What became of an article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(tag = "status", rename_all = "lowercase")]
pub enum State {
    /// It is narrated.
    Done(Box<Done>),
    /// It is the same article as another, which is narrated.
    Duplicate {
        /// The name of that one.
        of: String,
    },
    /// It is passed over.
    Skipped {
        /// Why.
        why: String,
    },
    /// It waits for another run, which nothing stops before it.
    Pending {
        /// Why it was not narrated yet.
        why: String,
    },
    /// It is not.
    Failed {
        /// Why, with the causes.
        error: String,
        /// Whether its script was ready: whatever failed then may do better in the next run.
        #[serde(default = "unless_said", skip_serializing_if = "Clone::clone")]
        ready: bool,
    },
}

/// A narration, and all it was made from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Done {
    /// The article's identity, as in the manifest.
    pub id: String,
    /// The file it was read from, where it was one, as in the manifest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The audio's file name in the folder: a WAV, or what is kept in its place. The manifest's is the same with `.json`.
    pub audio: String,
    /// Every file, the audio first, with its size in bytes.
    pub files: Vec<(String, u64)>,
    /// A hash of the article as it was found.
    pub content: String,
    /// What the server calls the version of the page it was.
    #[serde(default, skip_serializing_if = "Version::is_unknown")]
    pub version: Version,
    /// A hash of every sentence as it is spoken, with its pauses.
    pub script: String,
    /// A hash of headline and story, by which the same text under another address is known.
    pub text: String,
    /// When this version of it was made or published, as it says itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The canonical address that the article tells, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub canonical: Option<String>,
    /// A hash of every setting that shapes a narration: voice, lexicons, pauses, loudness and all.
    pub settings: String,
    /// A hash of what the article asks for itself: voice, speed, lexicon; empty where it asks for nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub own: String,
    /// The fingerprint of everything the audio depends on, as in the manifest.
    pub fingerprint: String,
    /// The voice.
    pub voice: String,
    /// The engine.
    pub engine: String,
    /// The audio's length.
    pub duration_ms: u64,
    /// How many sentences it has.
    pub sentences: usize,
    /// Their characters, as an engine is asked for them.
    #[serde(default)]
    pub chars: u64,
    /// What was asked of the engine for it in all runs, in characters.
    pub spoken_chars: u64,
    /// What that cost in US dollars, where the voice tells a price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_usd: Option<f64>,
    /// The headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// A hash of what editors changed; empty where no one did.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub edits: String,
    /// How many of their edits lost their place.
    #[serde(default, skip_serializing_if = "is_none")]
    pub lost_edits: usize,
    /// How many of them were applied to a text that was changed.
    #[serde(default, skip_serializing_if = "is_none")]
    pub changed_edits: usize,
    /// What was decided of it after it was listened to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    /// The sentences whose sound may not be what is written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubtful: Vec<Doubtful>,
    /// Where it was taken to, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered: Option<Delivered>,
}

/// Older versions did not say.
fn unless_said() -> bool {
    true
}

fn is_none(count: &usize) -> bool {
    *count == 0
}

/// Where a narration was taken to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Delivered {
    /// The bucket's address.
    pub to: String,
    /// The name of its manifest there.
    pub manifest: String,
}

/// A sentence whose sound may not be what is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Doubtful {
    /// Which sentence, from 1.
    pub sentence: usize,
    /// Where it begins in the audio.
    pub start_ms: u64,
    /// The sentence as written.
    pub text: String,
    /// What is odd about its sound.
    pub why: String,
}

impl Done {
    /// Returns whether all its files are in the folder, as long as they were.
    #[must_use]
    pub fn is_whole(&self, folder: &Path) -> bool {
        let is_there =
            |(name, bytes): &(String, u64)| fs::metadata(folder.join(name)).is_ok_and(|file| file.len() == *bytes);
        self.files.iter().all(is_there) && folder.join(&self.audio).with_extension("json").is_file()
    }

    /// Returns whether it was taken to this bucket.
    #[must_use]
    pub fn is_delivered_to(&self, address: &str) -> bool {
        self.delivered.as_ref().is_some_and(|delivered| delivered.to == address)
    }

    /// Returns what tells this article from others: its identity, its canonical address and its text.
    #[must_use]
    pub fn marks(&self) -> Vec<Mark> {
        marks(&self.id, self.canonical.as_deref(), &self.text)
    }

    /// Returns what every version of this article has in common: its identity and its canonical address.
    #[must_use]
    pub fn places(&self) -> Vec<Mark> {
        places(&self.id, self.canonical.as_deref())
    }

    /// Returns what another article of the same words has in common with this one.
    #[must_use]
    pub fn words(&self) -> Mark {
        mark("text", &self.text)
    }

    /// Returns whether this is known to be a later version than another, by what they say themselves.
    #[must_use]
    pub fn is_later_than(&self, other: &Self) -> bool {
        let time = |done: &Self| done.date.as_deref().and_then(crate::source::parse_time);
        time(self).zip(time(other)).is_some_and(|(own, other)| own > other)
    }
}

/// Something two articles have in common when they are the same: a hash of an identity, an address or a text.
pub type Mark = [u8; 16];

/// Returns what tells an article from others. An address is one mark, whether the article was found there or says so.
#[must_use]
pub fn marks(id: &str, canonical: Option<&str>, text: &str) -> Vec<Mark> {
    let mut marks = places(id, canonical);
    marks.insert(1, mark("text", text));
    marks
}

fn places(id: &str, canonical: Option<&str>) -> Vec<Mark> {
    let canonical = canonical.filter(|address| *address != id);
    std::iter::once(id).chain(canonical).map(|place| mark("at", place)).collect()
}

fn mark(kind: &str, of: &str) -> Mark {
    let hash = blake3::hash(format!("{kind} {of}").as_bytes());
    std::array::from_fn(|index| hash.as_bytes()[index])
}
