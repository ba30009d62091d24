//! Narrations on sites that have our plugin (`integrations/wordpress`): one field of a post, which the plugin shows. The post's
//! text stays as it is.

use serde_json::{Value, json};

use super::block;
use super::site::{FIELD, Found, WordPress, without};
use crate::language::Language;
use crate::publication::links::{Link, Links};
use crate::publication::player::PlayerData;
use crate::publication::upload::{self, Upload};
use crate::publication::{Episode, Outcome, PublishError, Run, text};

/// Returns the address of the audio of a field's narration.
pub(super) fn address(narration: &str) -> Option<String> {
    let narration: Value = serde_json::from_str(narration).ok()?;
    narration["audio"][0][0].as_str().filter(|address| upload::is_ours(address)).map(str::to_owned)
}

/// Writes the narration of an episode whose audio is at an address.
fn written(episode: &Episode, upload: &Upload, address: &str) -> String {
    let manifest = &episode.manifest;
    let link = Link {
        href: address.to_owned(),
        whole: Some(address.to_owned()),
        media_type: upload.media_type.clone(),
        bytes: manifest.audio_bytes,
    };
    let links = Links { audio: vec![link], transcript: None };
    let language = manifest.article.language.as_ref().map_or("en", Language::as_str);
    text::json(&PlayerData::of(manifest, &links, language))
}

/// Returns whether two narrations say the same, however PHP has written them.
fn are_same(one: &str, other: &str) -> bool {
    let parts = |text: &str| {
        let read: Value = serde_json::from_str(text).unwrap_or_default();
        ["id", "audio", "title", "keys", "labels"].map(|name| read[name].clone())
    };
    parts(one) == parts(other)
}

impl WordPress {
    pub(super) async fn attach_by_plugin(
        &self,
        episode: &Episode,
        post: &Found,
        narration: &str,
        run: Run,
    ) -> Result<Outcome, PublishError> {
        let (upload, old, block) = (Upload::of(episode), address(narration), block::find(&post.text));
        let is_there = old.as_ref().is_some_and(|old| {
            upload.is_at(old) && block.is_none() && are_same(narration, &written(episode, &upload, old))
        });
        if is_there {
            return Ok(Outcome::Unchanged);
        }
        let outcome = if old.is_some() || block.is_some() { Outcome::Replaced } else { Outcome::Attached };
        if run == Run::Real {
            let (id, address) = self.media(&upload, episode, post).await?;
            self.write_field(post, &written(episode, &upload, &address)).await?;
            self.forget_other(block.as_ref(), id).await?;
            self.forget_at(old.as_deref(), id).await?;
        }
        Ok(outcome)
    }

    pub(super) async fn remove_by_plugin(
        &self,
        post: &Found,
        narration: &str,
        run: Run,
    ) -> Result<Outcome, PublishError> {
        let (old, block) = (address(narration), block::find(&post.text));
        if narration.is_empty() && block.is_none() {
            return Ok(Outcome::Unchanged);
        }
        if run == Run::Real {
            self.write_field(post, "").await?;
            self.forget_other(block.as_ref(), 0).await?;
            self.forget_at(old.as_deref(), 0).await?;
        }
        Ok(Outcome::Removed)
    }

    /// Writes the field, and takes our audio out of the text, where it stood before the site had the plugin.
    async fn write_field(&self, post: &Found, narration: &str) -> Result<(), PublishError> {
        if let Some(block) = block::find(&post.text) {
            self.check_rights(post).await?;
            self.write(post, without(&post.text, &block)).await?;
        }
        let route = format!("{}/{}", post.collection, post.id);
        let saved = self.web.json(self.post_json(&route, &json!({ FIELD: narration }))).await?;
        let kept = saved[FIELD].as_str().unwrap_or_default();
        let is_kept = kept == narration || are_same(kept, narration);
        if is_kept { Ok(()) } else { Err(PublishError::Altered { place: self.web.place }) }
    }

    /// Deletes the file at an address, unless it is the one that is played now.
    async fn forget_at(&self, address: Option<&str>, now: u64) -> Result<(), PublishError> {
        let Some(address) = address else { return Ok(()) };
        let media = self.media_named(upload::stem_of(address)).await?;
        self.forget(media.and_then(|media| media["id"].as_u64()).filter(|id| *id != now)).await
    }
}
