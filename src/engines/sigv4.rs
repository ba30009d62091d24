//! Amazon's signatures, version 4, by the crate that Amazon's own SDK uses.

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4::SigningParams;
use reqwest::Url;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};

use crate::secrets::Clock;
use crate::speech::EngineError;

/// Signs requests to one service in one region.
pub(super) struct Signer {
    pub(super) access: SecretString,
    pub(super) secret: SecretString,
    /// The token of temporary credentials.
    pub(super) session: Option<SecretString>,
    pub(super) region: String,
    pub(super) service: &'static str,
    pub(super) clock: Clock,
}

impl Signer {
    /// Returns the headers that sign a POST of this body.
    ///
    /// # Errors
    /// [`EngineError::Unauthorised`] when nothing can be signed with these keys.
    pub(super) fn sign(&self, url: &Url, kind: &'static str, body: &str) -> Result<HeaderMap, EngineError> {
        let session = self.session.as_ref().map(|token| token.expose_secret().to_owned());
        let (access, secret) = (self.access.expose_secret(), self.secret.expose_secret());
        let identity = Credentials::new(access, secret, session, None, "voice file").into();
        let parameters = SigningParams::builder()
            .identity(&identity)
            .region(&self.region)
            .name(self.service)
            .time((self.clock)())
            .settings(SigningSettings::default())
            .build()
            .expect("every part is given")
            .into();
        let headers = std::iter::once((CONTENT_TYPE.as_str(), kind));
        let request = SignableRequest::new("POST", url.as_str(), headers, SignableBody::Bytes(body.as_bytes()));
        let (instructions, _) =
            request.and_then(|request| sign(request, &parameters)).map_err(|_| unsignable())?.into_parts();
        let header = |(name, value): (&str, &str)| {
            let mut value = HeaderValue::from_str(value).map_err(|_| unsignable())?;
            value.set_sensitive(true);
            Ok((HeaderName::from_bytes(name.as_bytes()).expect("Amazon's headers have names"), value))
        };
        instructions.headers().map(header).collect()
    }
}

/// The cause is not told: it may quote the key.
fn unsignable() -> EngineError {
    EngineError::unauthorised("it holds characters that no key has")
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use serde_json::Value;

    use super::*;

    #[test]
    fn signatures_are_those_of_the_official_sdk() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recorded/polly.json");
        let recording: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let signer = Signer {
            access: "AKIDEXAMPLE".into(),
            secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY".into(),
            session: None,
            region: "eu-central-1".to_owned(),
            service: "polly",
            clock: || SystemTime::UNIX_EPOCH + Duration::from_secs(1_773_480_413),
        };
        for exchange in recording["exchanges"].as_array().unwrap() {
            let signed = &exchange["requests"][0]["signed"];
            let url = Url::parse(&format!("http://{}/v1/speech", signed["host"].as_str().unwrap())).unwrap();
            let headers = signer.sign(&url, "application/json", signed["body"].as_str().unwrap()).unwrap();
            let sdk = &exchange["requests"][0]["headers"];
            for name in ["authorization", "x-amz-date"] {
                assert_eq!(headers[name].to_str().unwrap(), sdk[name].as_str().unwrap(), "{}", exchange["case"]);
            }
        }
    }
}
