//! The way to a server and back: bounded in time and size, and sure that what it gives is an answer.

use std::sync::Arc;
use std::time::Duration;

use reqwest::{Client, Response, Url, redirect};

use super::{Answer, Request};
use crate::engines::BuildError;
use crate::engines::key::VoiceKeys;
use crate::error::{root_cause, whole_message};
use crate::http_client;
use crate::redactor::Redactor;
use crate::speech::{Advised, EngineError};

/// The longest wait for a whole answer: services speak a sentence in seconds, small servers without a GPU in tens. Taste.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(120);
/// The longest silence in the middle of an answer. Taste.
const READ_TIMEOUT: Duration = Duration::from_secs(60);
/// The largest answer: ten minutes of 24 kHz in 16 bits as Base64 in JSON, twice as much at higher rates without.
const MAX_ANSWER_BYTES: usize = 64 * 1024 * 1024;
/// The largest error text that is read.
const MAX_ERROR_BYTES: usize = 64 * 1024;

/// A connection to one service, which keeps its keys out of errors.
pub(in crate::engines) struct Wire {
    client: Client,
    redactor: Redactor,
}

impl Wire {
    /// Makes a client for the server at this address, with the keys that it may repeat.
    ///
    /// # Errors
    /// When the machine has no certificates to know the server by.
    pub(in crate::engines) fn new(url: &Url, keys: VoiceKeys) -> Result<Self, BuildError> {
        // A redirect is not followed: it would carry key and text to a place no one named.
        let builder = http_client::builder_for(url)
            .redirect(redirect::Policy::none())
            .timeout(ANSWER_TIMEOUT)
            .read_timeout(READ_TIMEOUT);
        let client = builder.build().map_err(|error| BuildError::NoTls(root_cause(&error)))?;
        Ok(Self { client, redactor: Redactor::new(keys.into_values()) })
    }

    /// Sends a request and reads its answer, whatever its status.
    ///
    /// # Errors
    /// When no whole answer comes, or it is larger than any sentence.
    pub(super) async fn send(&self, request: Request) -> Result<Answer, EngineError> {
        let Request { method, url, headers, body } = request;
        let sent = self.client.request(method, url).headers(headers).body(body).send().await;
        let mut response = sent.map_err(unreachable)?;
        let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
        let body = match status.is_success() {
            true => read(response, MAX_ANSWER_BYTES).await?,
            // A refusal whose text did not arrive is still one.
            false => read(response, MAX_ERROR_BYTES).await.unwrap_or_default(),
        };
        Ok(Answer { status, headers, body })
    }

    /// Strikes the keys out of an error. A cause that quotes one is replaced by its cleaned message.
    pub(super) fn without_secrets(&self, error: EngineError) -> EngineError {
        let Some(cause) = error.cause() else { return error };
        let advice = cause.downcast_ref::<Advised>().map(|advised| advised.hint.clone());
        let Some(message) = self.redactor.clean(&whole_message(&**cause)) else { return error };
        match advice {
            Some(hint) => error.because(Arc::new(Advised { message, hint })),
            None => error.because(Box::<dyn std::error::Error + Send + Sync>::from(message).into()),
        }
    }
}

/// Reads a body of bounded length.
async fn read(mut response: Response, most: usize) -> Result<Vec<u8>, EngineError> {
    let mut body = Vec::new();
    let url = response.url().clone();
    while let Some(chunk) = response.chunk().await.map_err(|error| unreachable(error.with_url(url.clone())))? {
        if body.len() + chunk.len() > most {
            return Err(EngineError::bad_audio(format!("the answer is larger than {} MB", most / 1024 / 1024)));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// Why no answer came, and from where: scheme, host and port, for paths and queries may hold what is nobody's business.
#[derive(Debug, thiserror::Error)]
enum WireError {
    #[error("{0} did not answer in time")]
    TooSlow(String),
    /// The last cause is the one that tells: those above it name steps of the connection.
    #[error("{server}: {}", root_cause(.why))]
    Broken { server: String, why: reqwest::Error },
}

fn unreachable(error: reqwest::Error) -> EngineError {
    let server = error.url().map_or_else(|| "it".to_owned(), |url| url.origin().ascii_serialization());
    let why = error.without_url();
    EngineError::unreachable(match why.is_timeout() {
        true => WireError::TooSlow(server),
        false => WireError::Broken { server, why },
    })
}
