//! The engine that asks a service.

use std::sync::Arc;

use async_trait::async_trait;

use super::{Answer, Profile, Request, Service, Wire};
use crate::engines::pieces::Pieced;
use crate::speech::{Capabilities, Engine, EngineError, SpeechRequest, Spoken};

/// An engine that asks a service over HTTP.
pub(in crate::engines) struct HttpEngine<S> {
    service: S,
    profile: Profile,
    wire: Wire,
}

impl<S: Service> HttpEngine<S> {
    /// Makes an engine of a service, which is never asked for more text at once than it takes.
    pub(in crate::engines) fn start(service: S, profile: Profile, wire: Wire) -> Arc<dyn Engine> {
        let limit = profile.limit;
        Arc::new(Pieced::new(Self { service, profile, wire }, limit))
    }

    async fn answer(&self, request: &SpeechRequest) -> Result<Spoken, EngineError> {
        let answer = self.ask(self.service.request(request)?).await?;
        let mut clip = self.service.read(answer, request)?;
        if let Some(marks) = self.service.marks_request(request)? {
            let answer = self.ask(marks).await?;
            self.service.read_marks(&answer, request, &mut clip)?;
        }
        Ok(clip.into())
    }

    /// Returns an answer whose status is a success.
    async fn ask(&self, request: Request) -> Result<Answer, EngineError> {
        let answer = self.wire.send(request).await?;
        if answer.is_success() { Ok(answer) } else { Err(self.service.refuse(&answer)) }
    }
}

#[async_trait]
impl<S: Service> Engine for HttpEngine<S> {
    fn identity(&self) -> &str {
        &self.profile.identity
    }

    fn capabilities(&self) -> Capabilities {
        self.profile.capabilities
    }

    async fn speak(&self, request: &SpeechRequest) -> Result<Spoken, EngineError> {
        // Some services repeat what they were sent, the key with it.
        self.answer(request).await.map_err(|error| self.wire.without_secrets(error))
    }
}
