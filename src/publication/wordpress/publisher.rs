//! Narrations put on posts of WordPress and taken off: by the field of our plugin where the site has it, else as audio in the text.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::block::{self, Audio, Form};
use super::listing;
use super::site::{WordPress, without};
use crate::publication::posts::{Choice, Post};
use crate::publication::upload::Upload;
use crate::publication::{Cms, Edition, Episode, Outcome, PublishError, Publisher, Run};

#[async_trait]
impl Publisher for WordPress {
    async fn attach(&self, episode: &Episode, run: Run) -> Result<Outcome, PublishError> {
        let post = self.post_of(episode).await?;
        if let Some(narration) = &post.narration {
            return self.attach_by_plugin(episode, &post, narration, run).await;
        }
        let (upload, old) = (Upload::of(episode), block::find(&post.text));
        let rest = old.as_ref().map_or_else(|| post.text.clone(), |old| without(&post.text, old));
        let form = Form::of(&rest);
        // A block that an earlier version of ours put into a classic post takes its paragraphs: it is written again.
        if old.as_ref().is_some_and(|old| upload.is_at(&old.address) && (old.form == form || rest.trim().is_empty())) {
            return Ok(Outcome::Unchanged);
        }
        let outcome = if old.is_some() { Outcome::Replaced } else { Outcome::Attached };
        if run == Run::Dry {
            return Ok(outcome);
        }
        self.check_rights(&post).await?;
        let (id, address) = self.media(&upload, episode, &post).await?;
        let new = block::written(form, &Audio { id, address: &address, caption: &episode.disclosure() });
        let text = match &old {
            Some(old) => format!("{}{new}{}", &post.text[..old.place.start], &post.text[old.place.end..]),
            None => new + &post.text,
        };
        self.write(&post, text).await?;
        self.forget_other(old.as_ref(), id).await?;
        Ok(outcome)
    }

    async fn remove(&self, episode: &Episode, run: Run) -> Result<Outcome, PublishError> {
        let post = self.post_of(episode).await?;
        if let Some(narration) = &post.narration {
            return self.remove_by_plugin(&post, narration, run).await;
        }
        let Some(old) = block::find(&post.text) else { return Ok(Outcome::Unchanged) };
        if run == Run::Real {
            self.check_rights(&post).await?;
            let text = without(&post.text, &old);
            self.write(&post, text).await?;
            self.forget_other(Some(&old), 0).await?;
        }
        Ok(Outcome::Removed)
    }
}

#[async_trait]
impl Cms for WordPress {
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
