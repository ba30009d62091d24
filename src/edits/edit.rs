//! The values: an edit, what it changes, and how it stands in the text as it is now.

use std::fmt;

use super::Anchor;
use crate::language::Language;
use crate::script::Recording;

/// The version of the format of files of edits.
pub const VERSION: u32 = 1;

/// The edits of one article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edits {
    /// The article's identity, as in its manifest.
    pub article: String,
    /// The language it was read in when it was edited; spoken forms hold in no other.
    pub language: Option<Language>,
    /// The name of the voice that reads the whole article; none for the one that would.
    pub voice: Option<String>,
    /// The edits, in the order in which they are applied.
    pub edits: Vec<Edit>,
}

impl Edits {
    /// Returns whether they change nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty() && self.voice.is_none()
    }
}

/// One edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Where it is.
    pub anchor: Anchor,
    /// What it changes.
    pub change: Change,
    /// Who made it, if they said.
    pub by: Option<String>,
    /// When it was made, RFC 3339.
    pub at: Option<String>,
}

/// What an edit changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// How words of a sentence are said; captions and pages keep them as they are written.
    Say {
        /// The words, as they are read out without the edit.
        words: String,
        /// Which of them, from 1, where the sentence has them more than once.
        nth: Option<usize>,
        /// How they are said.
        said: Said,
    },
    /// The silence after a sentence, in milliseconds.
    Pause(u64),
    /// The voice that says a sentence, or all sentences of a block, by its name.
    Voice(String),
    /// How fast a sentence is said, in percent of the others' pace.
    Speed(u16),
    /// Which take of a sentence is heard, from 1: the next after the one that was there.
    Take(u32),
    /// A person's recording that is heard in place of a sentence.
    Recording(Recording),
    /// Whether a block is read.
    Read(bool),
    /// A sentence to come back to, with a note that may be empty.
    Flag(String),
    /// A doubt about a sentence that someone has listened to and found unfounded.
    Heard(String),
}

impl Change {
    /// Returns whether it can be heard.
    #[must_use]
    pub fn is_audible(&self) -> bool {
        !matches!(self, Self::Flag(_) | Self::Heard(_))
    }
}

/// How words are said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// In ordinary letters.
    Alias(String),
    /// In the International Phonetic Alphabet, for engines that take it.
    Ipa(String),
    /// By the spelling of another language, for engines that take its sounds.
    In(Language),
}

/// How an edit stands in the text as it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The text is as it was: it applies.
    Applies,
    /// The sentence stands elsewhere, word for word: it applies there.
    Moved,
    /// The text around the edited words is another: it applies, and wants to be listened to.
    Changed,
    /// The text it is about is gone.
    Gone,
    /// The words it is about are gone from their sentence.
    WordsGone,
    /// There are several places that it could be about.
    Ambiguous,
    /// The article is in another language than when it was edited.
    OtherLanguage,
    /// The voice or the recording that it names is not here.
    NotHere,
}

impl Standing {
    /// Returns whether the edit was not applied.
    #[must_use]
    pub fn is_lost(self) -> bool {
        !matches!(self, Self::Applies | Self::Moved | Self::Changed)
    }

    /// Returns a word for it, for programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Applies => "applies",
            Self::Moved => "moved",
            Self::Changed => "changed",
            Self::Gone | Self::WordsGone | Self::Ambiguous | Self::OtherLanguage | Self::NotHere => "lost",
        }
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Applies => "applies",
            Self::Moved => "the sentence was moved",
            Self::Changed => "the text around it was changed",
            Self::Gone => "the text it is about is gone",
            Self::WordsGone => "the words it is about are gone",
            Self::Ambiguous => "it could be about several places",
            Self::OtherLanguage => "the article is in another language",
            Self::NotHere => "the voice or the recording it names is not here",
        })
    }
}
