//! Keys struck out of whatever a server says.

use secrecy::{ExposeSecret, SecretString};

use crate::speech::EngineError;

/// The keys of a voice, to be struck out.
pub(super) struct Redactor(Vec<SecretString>);

impl Redactor {
    pub(super) fn new(secrets: Vec<SecretString>) -> Self {
        Self(secrets)
    }

    /// Strikes the keys out of a text; `None` when there are none in it.
    fn clean(&self, text: &str) -> Option<String> {
        let cleaned = self.0.iter().fold(text.to_owned(), |text, key| text.replace(key.expose_secret(), "[key]"));
        (cleaned != text).then_some(cleaned)
    }

    /// Strikes the keys out of an error. A cause that quotes one is replaced by its cleaned message.
    pub(super) fn clean_error(&self, error: EngineError) -> EngineError {
        let cleaned = error.cause().and_then(|cause| self.clean(&crate::error::whole_message(&**cause)));
        match cleaned {
            None => error,
            Some(message) => error.because(Box::<dyn std::error::Error + Send + Sync>::from(message).into()),
        }
    }
}
