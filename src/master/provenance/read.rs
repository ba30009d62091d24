//! Reads the signature of a recording.

use std::fs::File;
use std::path::Path;

use c2pa::{Context, Error, Reader, ValidationState};
use serde_json::json;

use super::SignedArticle;
use super::signed_article::ARTICLE_LABEL;
use crate::master::{Check, Verdict};

/// What failed checks mean to people (C2PA 2.2, section 15.2), by the code's beginning.
const MEANINGS: [(&str, &str); 6] = [
    ("assertion.dataHash.mismatch", "the file was changed after it was signed"),
    ("assertion.bmffHash.mismatch", "the file was changed after it was signed"),
    ("assertion.hashedURI.mismatch", "what is said of the recording was changed after it was signed"),
    ("claimSignature", "the claim was changed after it was signed"),
    ("signingCredential.expired", "the certificate did not hold when it was signed"),
    ("signingCredential.revoked", "the certificate was revoked"),
];

/// Checks a file's signature, and gives what is signed of the article.
pub(super) fn read(path: &Path, media_type: &str, trusted: Option<&str>) -> Option<(Check, Option<SignedArticle>)> {
    let tell = |result, told: &str| (Check::new("signature", result, told), None);
    let file = File::open(path).ok()?;
    let reader = match context(trusted).and_then(|context| Reader::from_context(context).with_stream(media_type, file))
    {
        Ok(reader) => reader,
        Err(Error::JumbfNotFound | Error::JumbfBoxNotFound) => return Some(tell(Verdict::Unknown, "it is not signed")),
        // What is no file of its kind is told elsewhere.
        Err(Error::UnsupportedType | Error::InvalidAsset(_) | Error::RiffError(_) | Error::IoError(_)) => return None,
        Err(error) => return Some(tell(Verdict::Bad, &format!("its signature cannot be read: {error}"))),
    };
    let Some(manifest) = reader.active_manifest() else { return Some(tell(Verdict::Unknown, "it is not signed")) };
    let by = manifest.common_name().or_else(|| manifest.issuer()).unwrap_or_else(|| "nobody who is named".to_owned());
    if reader.validation_state() == ValidationState::Invalid {
        let told = format!("the signature by {by} does not hold: {}", failures(&reader));
        return Some(tell(Verdict::Bad, &told));
    }
    let of = manifest.issuer().filter(|issuer| *issuer != by).map(|issuer| format!(" ({issuer})")).unwrap_or_default();
    let when = manifest.time().map(|time| format!(", time stamped {time}")).unwrap_or_default();
    let trust = match (reader.validation_state(), trusted) {
        (ValidationState::Trusted, _) => "whom you trust",
        (_, Some(_)) => "whom none vouches for that you trust",
        (_, None) => "whose identity nobody vouches for here (name authorities with --trust)",
    };
    let check = Check::new("signature", Verdict::Good, format!("signed by {by}{of}, {trust}{when}"));
    Some((check, manifest.find_assertion(ARTICLE_LABEL).ok()))
}

/// Looks nothing up on the network.
fn context(trusted: Option<&str>) -> c2pa::Result<Context> {
    let settings = json!({
        "verify": { "remote_manifest_fetch": false, "ocsp_fetch": false },
        "trust": { "user_anchors": trusted },
    });
    Context::new().with_settings(settings)
}

/// Says what failed, each thing once.
fn failures(reader: &Reader) -> String {
    let mut told: Vec<String> = Vec::new();
    for status in reader.validation_status().into_iter().flatten() {
        let code = status.code();
        let meaning = MEANINGS.iter().find(|(start, _)| code.starts_with(start));
        let said = meaning.map_or_else(|| code.to_owned(), |(_, meaning)| format!("{meaning} ({code})"));
        if !code.ends_with(".untrusted") && !told.contains(&said) {
            told.push(said);
        }
    }
    told.join(", ")
}
