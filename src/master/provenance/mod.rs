//! Proof of where a recording comes from: C2PA manifests, signed with the publisher's key, read again by anybody. Built in with the cargo
//! feature `provenance`.

#[cfg(not(feature = "provenance"))]
mod absent;
#[cfg(feature = "provenance")]
mod keys;
#[cfg(feature = "provenance")]
mod read;
#[cfg(feature = "provenance")]
mod sign;
#[cfg(feature = "provenance")]
mod stamp;

use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

#[cfg(feature = "provenance")]
use super::words;
use super::{Check, Manifest, Output};
use crate::audio::Format;
use crate::document::Selection;
use crate::error::Hint;

#[cfg(not(feature = "provenance"))]
use absent::{make, read, sign_copy, sign_wav, try_out};
#[cfg(feature = "provenance")]
use {keys::make, read::read, sign::sign_copy, sign::sign_wav, sign::try_out};

/// How each line of PEM begins that says what follows.
const BEGIN: &str = "-----BEGIN ";
/// What it says before a certificate.
const CERTIFICATE: &str = "CERTIFICATE-----";

/// How recordings are signed, but for the key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SigningTerms {
    /// The certificate and those above it, as PEM.
    pub certificate: String,
    /// The algorithm of its key.
    pub algorithm: Algorithm,
    /// The address of a time stamping authority (RFC 3161).
    pub authority: Option<String>,
    /// Whether machines may be trained on the recording.
    pub training_mining: Option<Use>,
}

/// The algorithms that C2PA knows (C2PA 2.2, section 13.2).
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Algorithm {
    /// ECDSA on P-256.
    #[default]
    Es256,
    /// ECDSA on P-384.
    Es384,
    /// ECDSA on P-521.
    Es512,
    /// RSASSA-PSS with SHA-256.
    Ps256,
    /// RSASSA-PSS with SHA-384.
    Ps384,
    /// RSASSA-PSS with SHA-512.
    Ps512,
    /// EdDSA on Curve25519.
    Ed25519,
}

/// What may be done with a recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Use {
    /// It may.
    Allowed,
    /// It may not.
    NotAllowed,
    /// It may, on terms that the publisher tells.
    Constrained,
}

/// Reads certificates: a PEM file, or PEM itself as environment variables carry it.
///
/// # Errors
/// When there are none, or there is something else: whatever stands there is put into the recordings.
pub fn certificates(told: &str) -> Result<String, ProvenanceError> {
    let (pem, path) = if told.contains(BEGIN) {
        (told.to_owned(), None)
    } else {
        let path = PathBuf::from(told);
        let read = fs::read_to_string(&path);
        (read.map_err(|source| ProvenanceError::File { path: path.clone(), source })?, Some(path))
    };
    let mut kinds = pem.split(BEGIN).skip(1).peekable();
    let are_certificates = kinds.peek().is_some() && kinds.all(|rest| rest.starts_with(CERTIFICATE));
    if are_certificates { Ok(pem) } else { Err(ProvenanceError::NoCertificate { path }) }
}

/// Returns whether this build can sign at all.
///
/// # Errors
/// When it cannot.
pub fn can_sign() -> Result<(), ProvenanceError> {
    if cfg!(feature = "provenance") { Ok(()) } else { Err(ProvenanceError::NotBuiltIn) }
}

/// What is needed to sign recordings, tried out.
#[derive(Clone, Serialize)]
pub struct Signing {
    /// How they are signed.
    pub terms: SigningTerms,
    #[serde(skip)]
    key: SecretString,
}

impl Signing {
    /// Tries the key, PEM, out with its certificate; nothing is sent anywhere.
    ///
    /// # Errors
    /// When they do not go together or are not what C2PA asks for, one of the outputs cannot carry a signature, or this build
    /// cannot sign.
    pub fn new(terms: SigningTerms, key: SecretString, outputs: &[Output]) -> Result<Self, ProvenanceError> {
        let signing = Self { terms, key };
        try_out(&signing)?;
        // Nothing of what is asked to be signed goes out unsigned.
        if outputs.contains(&Output::Audio(Format::Opus)) {
            return Err(ProvenanceError::Unsignable(Format::Opus));
        }
        Ok(signing)
    }

    /// Signs a finished WAV where it stands.
    ///
    /// # Errors
    /// When it cannot be read or written, has outgrown RIFF, or the time stamping authority does not answer.
    pub(super) fn sign_wav(&self, manifest: &Manifest, wav: &File) -> Result<(), ProvenanceError> {
        sign_wav(self, manifest, wav)
    }

    /// Writes a signed copy of a finished compressed file.
    ///
    /// # Errors
    /// When a file cannot be read or written, or the time stamping authority does not answer.
    pub(super) fn sign_copy(
        &self,
        manifest: &Manifest,
        format: Format,
        files: (&File, &File),
    ) -> Result<(), ProvenanceError> {
        sign_copy(self, manifest, format, files)
    }
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

/// What a signature says of the article that was read: the assertion `aloud.article`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedArticle {
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The hash of its words that were read, SHA-256 in hexadecimal; see `words::hash`.
    pub text_sha256: String,
    /// Which of its parts were read.
    #[serde(default, skip_serializing_if = "Selection::is_default")]
    pub selection: Selection,
}

/// The assertion that names the article and its words.
#[cfg(feature = "provenance")]
const ARTICLE_LABEL: &str = "aloud.article";

#[cfg(feature = "provenance")]
impl SignedArticle {
    /// Tells of the article that a manifest describes.
    pub(super) fn of(manifest: &Manifest) -> Self {
        Self {
            url: manifest.article.url.clone(),
            title: manifest.article.title.clone(),
            text_sha256: words::hash(&words::read_text(manifest)),
            selection: manifest.selection.clone(),
        }
    }
}

/// Looks at the signature of a recording: what was found, and what is signed of the article. Gives nothing for files that cannot
/// carry one. `trusted` are certificates of authorities, PEM.
pub(super) fn signature(path: &Path, trusted: Option<&str>) -> Option<(Check, Option<SignedArticle>)> {
    read(path, media_type(path.extension()?.to_str()?)?, trusted)
}

/// Makes a key (ES256), its certificate, and the authority above it, whose own key is thrown away; gives the certificate chain's file and
/// the key's, which its owner alone may read. Files that are there already are left alone.
///
/// # Errors
/// When the files cannot be written, or this build cannot sign.
pub fn make_keys(folder: &Path, now: SystemTime) -> Result<(PathBuf, PathBuf), ProvenanceError> {
    make(folder, now)
}

/// Returns the media type of files with this ending, if they can carry a signature.
fn media_type(ending: &str) -> Option<&'static str> {
    let known = [("wav", "audio/wav"), ("mp3", "audio/mpeg"), ("m4a", "audio/mp4"), ("flac", "audio/flac")];
    known.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(ending)).map(|(_, media_type)| media_type)
}

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
    #[error("{} does not hold certificates alone", path.as_ref().map_or("the certificate".to_owned(), |path| path.display().to_string()))]
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
    #[error("there is no time stamp from {authority}: {message}")]
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
            Self::NotBuiltIn => "build it with the feature: cargo install aloud --features provenance".to_owned(),
            Self::NotNamed => {
                "name certificate and key with --sign-certificate and --sign-key; `aloud keys new` makes some to try".to_owned()
            }
            Self::NoCertificate { .. } => {
                "it must be PEM, certificates alone: they are put into the recordings. Keep the key in a file of its own".to_owned()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certificates_are_taken_and_nothing_else() {
        let certificate = "-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----\n";
        assert_eq!(certificates(certificate).unwrap(), certificate);
        let key = "-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----\n";
        for told in [key.to_owned(), format!("{certificate}{key}")] {
            let error = certificates(&told).unwrap_err();
            assert!(matches!(error, ProvenanceError::NoCertificate { path: None }));
            assert!(!format!("{error} {error:?}").contains("secret"));
        }
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("chain.pem");
        fs::write(&file, "no PEM").unwrap();
        assert!(matches!(certificates(file.to_str().unwrap()), Err(ProvenanceError::NoCertificate { path: Some(_) })));
        assert!(matches!(certificates("no/such.pem"), Err(ProvenanceError::File { .. })));
    }
}
