//! The published posts of a Ghost site, those of a tag or time alone where they are asked for.

use chrono::{DateTime, Utc};
use reqwest::{Method, StatusCode};
use serde_json::Value;

use super::site::Ghost;
use crate::publication::PublishError;
use crate::publication::episode::moment;
use crate::publication::posts::{COLLECTIONS, Choice, Post, Term};
use crate::publication::text::html;

/// How many posts are asked for at once: the most that every version of Ghost gives.
const PER_PAGE: usize = 100;

impl Ghost {
    /// Tells of every published post of the choice, those that were made first before the others.
    pub(super) async fn list(&self, choice: &Choice, tell: &mut (dyn FnMut(Post) + Send)) -> Result<(), PublishError> {
        if let Some(term) = &choice.term {
            self.check(term).await?;
        }
        let filter = filter(choice);
        for collection in COLLECTIONS {
            for page in 1_usize.. {
                let (page, size) = (page.to_string(), PER_PAGE.to_string());
                let query = [
                    ("formats", "lexical,html"),
                    ("filter", &filter),
                    ("order", "id asc"),
                    ("limit", &size),
                    ("page", &page),
                ];
                let answer = self.web.json(self.request(Method::GET, collection, &query)?).await?;
                let posts = self.web.understood(answer[collection].as_array())?;
                for post in posts {
                    let post = self.web.understood(read(post))?;
                    if choice.holds(post.published) {
                        tell(post);
                    }
                }
                if posts.len() < PER_PAGE {
                    break;
                }
            }
        }
        Ok(())
    }

    /// Makes sure that there is such a tag: Ghost finds no posts of one that is misspelt.
    async fn check(&self, term: &Term) -> Result<(), PublishError> {
        let unknown = || PublishError::NoTerm { place: self.web.place, term: term.to_string() };
        if term.taxonomy != "tag" {
            return Err(unknown());
        }
        let answer = self.web.ask(self.request(Method::GET, &format!("tags/slug/{}", term.slug), &[])?).await?;
        match answer.status {
            StatusCode::NOT_FOUND if answer.json["errors"].is_array() => Err(unknown()),
            status if status.is_success() => Ok(()),
            _ => Err(self.web.refusal(&answer)),
        }
    }
}

/// Writes a choice in Ghost's language of filters (NQL). A term's name has no quotation mark in it.
fn filter(choice: &Choice) -> String {
    // As its databases write it, so that SQLite compares the texts as times.
    let time = |time: DateTime<Utc>| time.format("%Y-%m-%d %H:%M:%S");
    let mut filter = "status:published".to_owned();
    if let Some(term) = &choice.term {
        filter.push_str(&format!("+tag:'{}'", term.slug));
    }
    if let Some(since) = choice.since {
        filter.push_str(&format!("+published_at:>='{}'", time(since)));
    }
    if let Some(until) = choice.until {
        filter.push_str(&format!("+published_at:<'{}'", time(until)));
    }
    filter
}

/// Reads what Ghost tells of a post.
pub(super) fn read(post: &Value) -> Option<Post> {
    let (text, audio) = Post::parted(post["html"].as_str().unwrap_or_default());
    Some(Post {
        address: post["url"].as_str()?.to_owned(),
        title: post["title"].as_str()?.to_owned(),
        lead: html(post["custom_excerpt"].as_str().unwrap_or_default()),
        text,
        published: post["published_at"].as_str().and_then(moment),
        audio,
    })
}
