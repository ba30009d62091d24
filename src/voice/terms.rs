//! What licences ask for or forbid.

use serde::{Deserialize, Serialize};

/// What the licence of a voice's weights asks for or forbids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Terms {
    /// Its makers must be named.
    Credit,
    /// What is made from the weights must be under the same licence.
    Copyleft,
    /// It forbids selling.
    NotForSale,
    /// Nobody says what is allowed.
    Unstated,
}

impl Terms {
    /// Returns what a user must know before using the voice; `None` where naming its makers is all.
    #[must_use]
    pub fn warning(self) -> Option<&'static str> {
        match self {
            Self::Credit => None,
            Self::Copyleft => Some("what is made from its weights must be under the same license"),
            Self::NotForSale => Some("its license forbids selling what it speaks"),
            Self::Unstated => Some("no one says what its license allows: ask its makers before you publish"),
        }
    }
}
