//! Narrations put on posts of Ghost and taken off.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reqwest::StatusCode;
use serde_json::Value;

use super::card::{self, GhostCard};
use super::listing;
use super::site::{Ghost, script_stem};
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
        let address = old.as_ref().map(|old| old.address.clone()).filter(|address| upload.is_at(address));
        if let (Some(old), Some(address)) = (&old, &address)
            && self.card_of(episode, &upload, (address, old.script.as_deref())).is_some_and(|card| old.is(&card))
            && card::is_single(&post.lexical)
        {
            return Ok(Outcome::Unchanged);
        }
        let outcome = if old.is_some() { Outcome::Replaced } else { Outcome::Attached };
        if run == Run::Dry {
            return Ok(outcome);
        }
        let address = match address {
            Some(address) => address,
            None => self.send(&upload).await?,
        };
        let script = if self.card == GhostCard::Html { self.script().await? } else { String::new() };
        let card = self.card_of(episode, &upload, (&address, Some(&script))).ok_or_else(|| self.no_tree())?;
        let mail = if self.card == GhostCard::Html { card::mail(episode) } else { None };
        let lexical = card::with(&post.lexical, &card, mail.as_ref()).ok_or_else(|| self.no_tree())?;
        self.write(&post, lexical).await?;
        Ok(outcome)
    }

    async fn remove(&self, episode: &Episode, run: Run) -> Result<Outcome, PublishError> {
        let post = self.post_of(episode).await?;
        let without = card::without(&post.lexical);
        if without == post.lexical {
            return Ok(Outcome::Unchanged);
        }
        if run == Run::Real {
            self.write(&post, without).await?;
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
    /// Makes the card; nothing where the script is of another version.
    fn card_of(&self, episode: &Episode, upload: &Upload, (address, script): (&str, Option<&str>)) -> Option<Value> {
        match self.card {
            GhostCard::Audio => Some(card::audio(episode, upload, address)),
            GhostCard::Html => {
                let script = script.filter(|script| script.contains(&script_stem()))?;
                Some(card::player(episode, upload, (address, script)))
            }
        }
    }

    fn no_tree(&self) -> PublishError {
        let message =
            "the post is in an older format than Lexical; open it in Ghost's editor and save it once".to_owned();
        PublishError::Refused { place: self.web.place, status: StatusCode::OK, message }
    }
}
