//! What a build without the feature `provenance` answers: that it cannot sign, and that it has not looked at signatures.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::{ProvenanceError, SignedArticle, Signing};
use crate::audio::Format;
use crate::master::{Check, Manifest, Verdict};

pub(super) fn try_out(_: &Signing) -> Result<(), ProvenanceError> {
    Err(ProvenanceError::NotBuiltIn)
}

pub(super) fn sign_wav(_: &Signing, _: &Manifest, _: &File) -> Result<(), ProvenanceError> {
    Err(ProvenanceError::NotBuiltIn)
}

pub(super) fn sign_copy(_: &Signing, _: &Manifest, _: Format, _: (&File, &File)) -> Result<(), ProvenanceError> {
    Err(ProvenanceError::NotBuiltIn)
}

pub(super) fn make(_: &Path, _: SystemTime) -> Result<(PathBuf, PathBuf), ProvenanceError> {
    Err(ProvenanceError::NotBuiltIn)
}

pub(super) fn read(_: &Path, _: &str, _: Option<&str>) -> Option<(Check, Option<SignedArticle>)> {
    let told = "not looked at: this build reads no signatures (cargo install --path . --features provenance)";
    Some((Check::new("signature", Verdict::Unknown, told), None))
}
