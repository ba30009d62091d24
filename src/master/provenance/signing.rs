//! What is needed to sign recordings.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;

use super::SigningTerms;

/// What is needed to sign recordings, tried out.
#[derive(Clone, Serialize)]
pub struct Signing {
    /// How they are signed.
    pub terms: SigningTerms,
    #[serde(skip)]
    pub(super) key: SecretString,
}

impl fmt::Debug for Signing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signing").field("terms", &self.terms).finish_non_exhaustive()
    }
}

impl PartialEq for Signing {
    fn eq(&self, other: &Self) -> bool {
        self.terms == other.terms && self.key.expose_secret() == other.key.expose_secret()
    }
}
