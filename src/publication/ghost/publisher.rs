//! Narrations put on posts of Ghost and taken off.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reqwest::StatusCode;

use super::card;
use super::listing;
use super::site::Ghost;
use crate::publication::posts::{Choice, Post};
use crate::publication::upload::Upload;
use crate::publication::{Cms, Edition, Episode, Outcome, PublishError, Publisher, Run};

#[async_trait]
impl Publisher for Ghost {
    async fn attach(&self, episode: &Episode, run: Run) -> Result<Outcome, PublishError> {
        let post = self.post_of(episode).await?;
        let upload = Upload::of(episode);
        let post = match (post.is_older(), run) {
            // Only its own editor, or it itself, can make a tree of what it wrote before there were trees.
            (true, Run::Dry) => return Ok(Outcome::Attached),
            (true, Run::Real) => self.convert(&post).await?,
            (false, _) => post,
        };
        let old = card::find(&post.lexical);
        if old.as_ref().is_some_and(|old| upload.is_at(&old.address)) {
            return Ok(Outcome::Unchanged);
        }
        let outcome = if old.is_some() { Outcome::Replaced } else { Outcome::Attached };
        let (place, comma) = match &old {
            Some(old) => (old.place.clone(), ""),
            None => card::first_place(&post.lexical).ok_or_else(|| self.no_tree())?,
        };
        if run == Run::Dry {
            return Ok(outcome);
        }
        let address = self.send(&upload).await?;
        let card = card::written(episode, &upload, &address);
        let lexical = format!("{}{card}{comma}{}", &post.lexical[..place.start], &post.lexical[place.end..]);
        self.write(&post, lexical).await?;
        Ok(outcome)
    }

    async fn remove(&self, episode: &Episode, run: Run) -> Result<Outcome, PublishError> {
        let post = self.post_of(episode).await?;
        let Some(old) = card::find(&post.lexical) else { return Ok(Outcome::Unchanged) };
        if run == Run::Real {
            let (before, after) = (&post.lexical[..old.with_comma.start], &post.lexical[old.with_comma.end..]);
            self.write(&post, format!("{before}{after}")).await?;
        }
        Ok(Outcome::Removed)
    }
}

#[async_trait]
impl Cms for Ghost {
    async fn post(&self, address: &str) -> Result<Post, PublishError> {
        let (_, post) = self.find(address).await?;
        self.web.understood(listing::read(&post))
    }

    async fn posts(&self, choice: &Choice, tell: &mut (dyn FnMut(Post) + Send)) -> Result<(), PublishError> {
        self.list(choice, tell).await
    }

    async fn changes(
        &self,
        since: Option<DateTime<Utc>>,
        tell: &mut (dyn FnMut(Edition) + Send),
    ) -> Result<(), PublishError> {
        self.list_changes(since, tell).await
    }

    async fn edition(&self, id: &str) -> Result<Option<Edition>, PublishError> {
        self.edition_of(id).await
    }
}

impl Ghost {
    fn no_tree(&self) -> PublishError {
        let message =
            "the post is in an older format than Lexical; open it in Ghost's editor and save it once".to_owned();
        PublishError::Refused { place: self.web.place, status: StatusCode::OK, message }
    }
}
