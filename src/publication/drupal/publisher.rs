//! Narrations put into a field of a node of Drupal and taken out of it.

use async_trait::async_trait;
use reqwest::StatusCode;

use super::site::Drupal;
use crate::publication::upload::Upload;
use crate::publication::{Episode, Outcome, PublishError, Publisher, Run};

#[async_trait]
impl Publisher for Drupal {
    async fn attach(&self, episode: &Episode, run: Run) -> Result<Outcome, PublishError> {
        let (node, upload) = (self.find(episode).await?, Upload::of(episode));
        if node.ours.as_ref().is_some_and(|(_, address)| upload.is_at(address)) {
            return Ok(Outcome::Unchanged);
        }
        if Self::is_taken(&node) {
            let message = "the field holds another media, and has room for one".to_owned();
            return Err(PublishError::Refused { place: self.web.place, status: StatusCode::OK, message });
        }
        if run == Run::Real {
            let media = self.make_media(&upload, episode).await?;
            self.refer(&node, Some(&media)).await?;
            self.forget(&node).await?;
        }
        Ok(if node.ours.is_some() { Outcome::Replaced } else { Outcome::Attached })
    }

    async fn remove(&self, episode: &Episode, run: Run) -> Result<Outcome, PublishError> {
        let node = self.find(episode).await?;
        if node.ours.is_none() {
            return Ok(Outcome::Unchanged);
        }
        if run == Run::Real {
            self.refer(&node, None).await?;
            self.forget(&node).await?;
        }
        Ok(Outcome::Removed)
    }
}
