//! Certificates as PEM, from a file or as they stand.

use std::path::PathBuf;

use super::ProvenanceError;

/// How each line of PEM begins that says what follows.
const BEGIN: &str = "-----BEGIN ";
/// What it says before a certificate.
const CERTIFICATE: &str = "CERTIFICATE-----";

/// Reads certificates: a PEM file, or PEM itself as environment variables carry it.
///
/// # Errors
/// When there are none, or there is something else: whatever stands there is put into the recordings.
pub fn certificates(told: &str) -> Result<String, ProvenanceError> {
    let (pem, path) = if told.contains(BEGIN) {
        (told.to_owned(), None)
    } else {
        let path = PathBuf::from(told);
        let read = crate::regular_file::read_text(&path);
        (read.map_err(|source| ProvenanceError::File { path: path.clone(), source })?, Some(path))
    };
    let mut kinds = pem.split(BEGIN).skip(1).peekable();
    let are_certificates = kinds.peek().is_some() && kinds.all(|rest| rest.starts_with(CERTIFICATE));
    if are_certificates { Ok(pem) } else { Err(ProvenanceError::NoCertificate { path }) }
}

#[cfg(test)]
mod tests {
    use std::fs;

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
