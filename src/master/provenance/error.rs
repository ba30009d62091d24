//! Why nothing can be signed.

use std::io;
use std::path::PathBuf;

use crate::audio::Format;
use crate::error::Hint;

/// Why nothing can be signed.
#[derive(Debug, thiserror::Error)]
pub enum ProvenanceError {
    /// This program was built without it.
    #[error("this build of aloud cannot sign")]
    NotBuiltIn,
    /// No certificate was named.
    #[error("signing needs a certificate")]
    NotNamed,
    /// What should be certificates is something else.
    #[error("{} holds more than certificates", path.as_ref().map_or("the certificate".to_owned(), |path| path.display().to_string()))]
    NoCertificate {
        /// The file, where it is one.
        path: Option<PathBuf>,
    },
    /// A file cannot be read or written.
    #[error("cannot use {}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Files of this format carry no signature.
    #[error("{} files cannot be signed", .0.extension())]
    Unsignable(Format),
    /// The WAV has outgrown RIFF.
    #[error("a WAV of 4 GiB or more cannot be signed")]
    TooLong,
    /// The time stamping authority gave no time stamp.
    #[error("no time stamp from {authority}: {message}")]
    NotStamped {
        /// The authority.
        authority: String,
        /// Why.
        message: String,
    },
    /// Certificate or key are not taken.
    #[error("certificate and key cannot sign: {0}")]
    Refused(String),
}

impl Hint for ProvenanceError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::NotBuiltIn => "build it with the feature: cargo install --path . --features provenance".to_owned(),
            Self::NotNamed => {
                "name certificate and key with --sign-certificate and --sign-key; `aloud keys new` makes some to try".to_owned()
            }
            Self::NoCertificate { .. } => {
                "use a PEM file with only certificates, which go into the recordings; keep the key in a file of its own".to_owned()
            }
            Self::Unsignable(format) => {
                format!("leave {} out of --format: wav, mp3, m4a and flac carry signatures", format.extension())
            }
            Self::File { source, .. } if source.kind() == io::ErrorKind::AlreadyExists => {
                "it is left as it is: name another folder".to_owned()
            }
            Self::File { source, .. } => return crate::error::for_write(source),
            Self::TooLong => "C2PA has no place in RF64: choose fewer --bits or a lower --rate, or split the article".to_owned(),
            Self::NotStamped { .. } => {
                "see that the authority answers, or name another; then run the same command again: what was spoken is kept".to_owned()
            }
            Self::Refused(_) => {
                "check that certificate, key and algorithm belong together and that the certificate is one for C2PA; `aloud keys new` \
                 makes some to try"
                    .to_owned()
            }
        })
    }
}
