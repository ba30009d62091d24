//! Why the service ended.

use std::io;

use super::LedgerError;
use crate::catalogue::CatalogueError;
use crate::error::Hint;

/// Why the service ended.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// Its memory cannot be used.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The catalogue cannot be used.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// It cannot be reached any more.
    #[error("the address cannot be listened on")]
    Listener(#[from] io::Error),
}

impl Hint for ServiceError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Ledger(error) => error.hint(),
            Self::Catalogue(error) => error.hint(),
            Self::Listener(_) => Some("choose another address with --listen".to_owned()),
        }
    }
}
