//! Makes a certificate chain to try signing with.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
};

use super::ProvenanceError;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// How long the certificates hold: long enough to try, too short to be forgotten in use. Taste.
const HOLDS_DAYS: u32 = 366;

/// Makes the chain: an authority, whose key is thrown away, and the signer below it.
pub(super) fn make(folder: &Path, now: SystemTime) -> Result<(PathBuf, PathBuf), ProvenanceError> {
    let refused = |error: rcgen::Error| ProvenanceError::Refused(error.to_string());
    let authority_key = KeyPair::generate().map_err(refused)?;
    let mut authority = params("aloud test authority", now);
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    authority.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let authority_certificate = authority.self_signed(&authority_key).map_err(refused)?;
    let key = KeyPair::generate().map_err(refused)?;
    // What C2PA 2.2 asks of a signer's certificate, section 14.5.1.
    let mut signer = params("aloud test signer", now);
    signer.is_ca = IsCa::ExplicitNoCa;
    signer.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    signer.extended_key_usages = vec![ExtendedKeyUsagePurpose::EmailProtection];
    signer.use_authority_key_identifier_extension = true;
    let issuer = Issuer::new(authority, authority_key);
    let certificate = signer.signed_by(&key, &issuer).map_err(refused)?;
    let chain = format!("{}{}", certificate.pem(), authority_certificate.pem());
    let (chain_path, key_path) = (folder.join("aloud-chain.pem"), folder.join("aloud-key.pem"));
    write(&key_path, &key.serialize_pem(), 0o600)?;
    write(&chain_path, &chain, 0o644)?;
    Ok((chain_path, key_path))
}

fn params(name: &str, now: SystemTime) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.distinguished_name.push(DnType::OrganizationName, "aloud test, trusted by nobody");
    // Clocks differ.
    params.not_before = (now - DAY).into();
    params.not_after = (now + HOLDS_DAYS * DAY).into();
    params
}

/// Writes a new file that has these permissions from its first moment.
fn write(path: &Path, text: &str, mode: u32) -> Result<(), ProvenanceError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    #[cfg(not(unix))]
    let _ = mode;
    let written = options.open(path).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|source| ProvenanceError::File { path: path.to_owned(), source })
}
