//! Why an article was not narrated, and what to do.

use super::SetupError;
use crate::document::{NoStory, Unpublished};
use crate::edits::EditsError;
use crate::error::Hint;
use crate::language::Language;
use crate::master::MasterError;
use crate::script::lexicon::LexiconError;
use crate::speech::EngineError;
use crate::voice::Voice;

/// How many of the voices that could be fetched are named.
const FETCHABLE_SHOWN: usize = 6;

/// Why an article was not narrated.
#[derive(Debug, thiserror::Error)]
pub enum NarrateError {
    /// There is nothing in it that can be said.
    #[error("there is nothing to read in it")]
    NothingToSay,
    /// It is a page without a story.
    #[error(transparent)]
    NoStory(#[from] NoStory),
    /// It is not published yet, or no longer.
    #[error(transparent)]
    Unpublished(#[from] Unpublished),
    /// The voice does not speak the article's language.
    #[error("it is in the language `{language}`, which the voice `{voice}` does not speak")]
    Language {
        /// The language.
        language: Language,
        /// The voice.
        voice: String,
        /// The voices that speak it.
        others: Vec<String>,
        /// The voices that speak it once their weights are fetched.
        fetchable: Vec<String>,
    },
    /// The voice that the article asks for cannot speak.
    #[error("it asks for the voice `{voice}`, which cannot speak")]
    Guest {
        /// The voice.
        voice: String,
        /// Why.
        source: Box<SetupError>,
    },
    /// A lexicon that the article asks for cannot be used.
    #[error("it asks for a lexicon that cannot be used")]
    Lexicon(#[from] LexiconError),
    /// A sentence is to be spoken by a voice that is not in the cast.
    #[error("the voice `{voice}` is not in the cast")]
    NotInCast {
        /// The voice.
        voice: String,
    },
    /// A sentence could not be spoken.
    #[error("sentence {number} of {count} was not spoken: “{text}”")]
    NotSpoken {
        /// Which sentence, from 1.
        number: usize,
        /// How many there are.
        count: usize,
        /// How it begins.
        text: String,
        /// How many sentences of the article the engines spoke, in this run.
        spoken: usize,
        /// Why.
        source: EngineError,
    },
    /// Nothing of this article was spoken, as of those before it.
    #[error("the run ends: of {articles} articles in a row nothing was spoken")]
    InVain {
        /// How many articles.
        articles: usize,
        /// Why the last was not.
        source: Box<NarrateError>,
    },
    /// The article struck a bug.
    #[error("this is a bug in aloud: {message}")]
    Bug {
        /// What the program said.
        message: String,
    },
    /// What editors changed in it cannot be read.
    #[error("what was edited in it cannot be applied")]
    Edits(#[from] EditsError),
    /// The master could not be made.
    #[error("the narration could not be finished")]
    Master(#[from] MasterError),
}

impl NarrateError {
    /// Returns whether every other article would fail for the same reason, until somebody does something about it.
    #[must_use]
    pub fn ends_everything(&self) -> bool {
        match self {
            Self::NotSpoken { source, .. } => source.ends_everything(),
            Self::InVain { .. } => true,
            _ => false,
        }
    }

    /// Returns whether it only waits for more to be allowed.
    #[must_use]
    pub fn is_over_budget(&self) -> bool {
        matches!(self, Self::NotSpoken { source: EngineError::OverBudget(_), .. })
    }

    /// Returns whether the script was ready, and it failed when it was spoken or written.
    #[must_use]
    pub fn was_ready(&self) -> bool {
        matches!(self, Self::NotSpoken { .. } | Self::InVain { .. } | Self::Bug { .. } | Self::Master(_))
    }

    /// Returns whether the engine was asked for nothing: no sentence was spoken, for a reason that will last.
    #[must_use]
    pub fn is_in_vain(&self) -> bool {
        matches!(self, Self::NotSpoken { source, spoken: 0, .. } if source.is_lasting())
    }

    /// Returns whether it is no failure: what is not published yet, and what was found in a folder and tells no story.
    #[must_use]
    pub fn passes_over(&self, in_folder: bool) -> bool {
        matches!(self, Self::Unpublished(_)) || in_folder && matches!(self, Self::NoStory(_) | Self::NothingToSay)
    }

    /// Returns the engine's error, where another voice might say what this one did not.
    #[must_use]
    pub fn of_the_engine(&self) -> Option<&EngineError> {
        match self {
            Self::NotSpoken { source, .. } => Some(source).filter(|error| error.is_the_engines()),
            _ => None,
        }
    }

    /// Refuses a language that a voice does not speak, naming those of the roster that do.
    pub(super) fn language(voice: &Voice, language: &Language, roster: &[Voice]) -> Self {
        let others = roster.iter().filter(|voice| voice.speaks(language) && !voice.languages.is_empty());
        let (ready, rest): (Vec<_>, Vec<_>) = others.partition(|voice| voice.missing_weights().is_empty());
        let names = |voices: Vec<&Voice>| voices.into_iter().map(|voice| voice.name.clone()).collect();
        let (language, voice) = (language.clone(), voice.name.clone());
        Self::Language { language, voice, others: names(ready), fetchable: names(rest) }
    }
}

impl Hint for NarrateError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Language { language, others, fetchable, .. } => {
                let speak = if others.is_empty() {
                    "no voice here speaks it".to_owned()
                } else {
                    format!("the voices that speak it are: {}", others.join(", "))
                };
                let fetch = match &fetchable[..] {
                    [] if others.is_empty() => "; add one".to_owned(),
                    [] => String::new(),
                    [first, ..] => {
                        let names: Vec<_> = fetchable.iter().take(FETCHABLE_SHOWN).map(String::as_str).collect();
                        format!(
                            "; `aloud voices fetch {first}` brings one ({}), and [voices] {} = \"{first}\" in aloud.toml \
                             has it read these articles",
                            names.join(", "),
                            language.primary()
                        )
                    }
                };
                Some(format!("{speak}{fetch}; or say with --lang what language it is in"))
            }
            Self::Guest { source, .. } => source.hint(),
            Self::Lexicon(error) => error.hint(),
            Self::NoStory(why) => why.hint(),
            Self::NotSpoken { source, .. } => source.hint(),
            Self::InVain { source, .. } => source.hint(),
            Self::Master(error) => error.hint(),
            Self::Edits(error) => error.hint(),
            Self::Unpublished(_) => Some("--drafts narrates it all the same".to_owned()),
            Self::Bug { .. } => Some("the other articles went on; please report it, with the article".to_owned()),
            _ => None,
        }
    }
}
