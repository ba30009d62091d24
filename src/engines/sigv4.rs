//! Amazon's signatures, version 4, by the crate that Amazon's own SDK uses.

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4::SigningParams;
use reqwest::Url;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};

use super::key::Clock;
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
    /// Gives the headers that sign a POST of this body.
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
            request.and_then(|request| sign(request, &parameters)).map_err(|_| EngineError::Unauthorised)?.into_parts();
        let header = |(name, value): (&str, &str)| {
            let mut value = HeaderValue::from_str(value).map_err(|_| EngineError::Unauthorised)?;
            value.set_sensitive(true);
            Ok((HeaderName::from_bytes(name.as_bytes()).expect("Amazon's headers have names"), value))
        };
        instructions.headers().map(header).collect()
    }
}
