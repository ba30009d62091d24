//! The seam to whatever turns speech into text.

use async_trait::async_trait;

use crate::error::Hint;
use crate::language::Language;

/// The rate at which recognizers hear, in hertz.
pub(super) const HEARING_HZ: u32 = 16_000;

/// Something that turns speech into text.
#[async_trait]
pub trait Recognizer: Send + Sync {
    /// Names the recognizer, for what is kept of its answers.
    fn identity(&self) -> &str;

    /// Returns whether it understands a language.
    fn understands(&self, language: &Language) -> bool;

    /// Writes down what is said in mono samples of 16 kHz.
    ///
    /// # Errors
    /// When it cannot be asked.
    async fn hear(&self, samples: Vec<f32>, language: &Language) -> Result<String, ListenError>;
}

/// Why nothing was heard.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ListenError {
    /// The recognizer's weights are not here.
    #[error("the recognizer's weights are not here")]
    NoWeights,
    /// The recognizer cannot be used.
    #[error("the recognizer cannot be used: {0}")]
    Unusable(String),
    /// A service did not answer.
    #[error("the recognizer at {url} did not answer: {why}")]
    Service {
        /// Its address.
        url: String,
        /// Why.
        why: String,
    },
}

impl Hint for ListenError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::NoWeights => Some("`aloud voices fetch listener` brings them, 30 MB".to_owned()),
            Self::Unusable(_) => None,
            Self::Service { .. } => Some("check `url` in the table `listen` of the settings".to_owned()),
        }
    }
}
