//! Time stamps from an authority (RFC 3161), fetched by the HTTP client that everything else here uses.

use std::io::Read;
use std::thread;
use std::time::Duration;

use c2pa::crypto::time_stamp::default_rfc3161_request;
use c2pa::http::http::{Request, Response, header};
use c2pa::http::{HttpResolverError, SyncHttpResolver};
use c2pa::{BoxedSigner, Context, Signer, SigningAlg};
use reqwest::StatusCode;

use crate::backoff::{self, ASKS_IF_UNREACHABLE};
use crate::http_client;

/// How long an authority may take. Taste.
const TIMEOUT: Duration = Duration::from_secs(30);

/// A signer whose signatures are stamped by an authority, if there is one.
pub(super) struct Stamped {
    pub(super) signer: BoxedSigner,
    pub(super) authority: Option<String>,
}

impl Signer for Stamped {
    fn sign(&self, data: &[u8]) -> c2pa::Result<Vec<u8>> {
        self.signer.sign(data)
    }

    fn alg(&self) -> SigningAlg {
        self.signer.alg()
    }

    fn certs(&self) -> c2pa::Result<Vec<Vec<u8>>> {
        self.signer.certs()
    }

    fn reserve_size(&self) -> usize {
        self.signer.reserve_size()
    }

    fn time_authority_url(&self) -> Option<String> {
        self.authority.clone()
    }

    fn send_timestamp_request(&self, message: &[u8]) -> Option<c2pa::Result<Vec<u8>>> {
        let authority = self.authority.as_deref()?;
        let context = Context::new().with_resolver(Post);
        let stamp = |body: Vec<u8>| Ok(default_rfc3161_request(authority, None, &body, message, &context)?);
        Some(self.timestamp_request_body(message).and_then(stamp))
    }
}

/// Sends requests, again after errors that pass.
struct Post;

impl SyncHttpResolver for Post {
    fn http_resolve(&self, request: Request<Vec<u8>>) -> Result<Response<Box<dyn Read>>, HttpResolverError> {
        let failed = |error: reqwest::Error| HttpResolverError::Other(error.without_url().into());
        let client = reqwest::blocking::ClientBuilder::from(http_client::builder()).timeout(TIMEOUT);
        let client = client.build().map_err(failed)?;
        let (head, body) = request.into_parts();
        let ask = || {
            let asking = client.request(head.method.clone(), head.uri.to_string()).headers(head.headers.clone());
            asking.body(body.clone()).send()
        };
        let mut answer = ask();
        for failures in 1..ASKS_IF_UNREACHABLE {
            if !may_pass(&answer) {
                break;
            }
            // No other request has the same body: there is a random number in it.
            thread::sleep(backoff::pause(failures, 0, &body));
            answer = ask();
        }
        let answer = answer.map_err(failed)?;
        let mut response = Response::builder().status(answer.status());
        // Nothing else is asked for, and what the authority says of the length is not relied on.
        if let Some(kind) = answer.headers().get(header::CONTENT_TYPE) {
            response = response.header(header::CONTENT_TYPE, kind);
        }
        Ok(response.body(Box::new(answer) as Box<dyn Read>)?)
    }
}

/// Returns whether another try may end otherwise: nobody answered, or one who is overloaded or out of order.
fn may_pass(answer: &reqwest::Result<reqwest::blocking::Response>) -> bool {
    match answer {
        Ok(answer) => {
            let status = answer.status();
            status.is_server_error() || matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT)
        }
        Err(error) => !error.is_builder(),
    }
}
