//! What a key and its certificate are used for: tried out, then put under finished files.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use secrecy::SecretString;

#[cfg(not(feature = "provenance"))]
use super::absent::{make, sign_copy, sign_wav, try_out};
use super::{ProvenanceError, Signing, SigningTerms};
#[cfg(feature = "provenance")]
use super::{keys::make, sign::sign_copy, sign::sign_wav, sign::try_out};
use crate::audio::Format;
use crate::master::{Manifest, Output};

/// Returns whether this build can sign at all.
///
/// # Errors
/// When it cannot.
pub fn can_sign() -> Result<(), ProvenanceError> {
    if cfg!(feature = "provenance") { Ok(()) } else { Err(ProvenanceError::NotBuiltIn) }
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
    pub(in crate::master) fn sign_wav(&self, manifest: &Manifest, wav: &File) -> Result<(), ProvenanceError> {
        sign_wav(self, manifest, wav)
    }

    /// Writes a signed copy of a finished compressed file.
    ///
    /// # Errors
    /// When a file cannot be read or written, or the time stamping authority does not answer.
    pub(in crate::master) fn sign_copy(
        &self,
        manifest: &Manifest,
        format: Format,
        files: (&File, &File),
    ) -> Result<(), ProvenanceError> {
        sign_copy(self, manifest, format, files)
    }
}

/// Makes a key (ES256), its certificate, and the authority above it, whose own key is thrown away; gives the certificate chain's file and
/// the key's, which its owner alone may read. Files that are there already are left alone.
///
/// # Errors
/// When the files cannot be written, or this build cannot sign.
pub fn make_keys(folder: &Path, now: SystemTime) -> Result<(PathBuf, PathBuf), ProvenanceError> {
    make(folder, now)
}
