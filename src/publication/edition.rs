//! A post as its content system has it at this moment, drafts and all: what a service that follows the system reads.

use chrono::{DateTime, SecondsFormat, Utc};

use crate::source::{Article, Authority, ListedMetadata, Markup, Origin, page_id};

/// A post as its content system has it at this moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Names the post in its system, whatever becomes of its address: `posts/12`.
    pub id: String,
    /// Its address on the site, or the one that it will have.
    pub address: String,
    /// Its title, as text.
    pub title: String,
    /// Its text without our player: HTML. Empty in lists.
    pub text: String,
    /// The names of its authors.
    pub authors: Vec<String>,
    /// When it was or will be published.
    pub published: Option<DateTime<Utc>>,
    /// When it was last changed, by whomever.
    pub changed: Option<DateTime<Utc>>,
    /// Who may read it.
    pub audience: Audience,
}

/// Who may read a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everyone.
    Everyone,
    /// Everyone, once its time has come.
    Scheduled,
    /// Some readers alone: members, those who pay, those who know a password.
    Members,
    /// No reader: a draft, a private post, one in the bin.
    NoOne,
}

impl Edition {
    /// Makes the article that is narrated. The time of the last change is left out: our own player changes it.
    #[must_use]
    pub fn article(&self, place: &str) -> Article {
        let url = Some(self.address.clone());
        let known = ListedMetadata {
            title: Some(self.title.clone()).filter(|title| !title.is_empty()),
            authors: self.authors.clone(),
            published: self.published.map(|time| time.to_rfc3339_opts(SecondsFormat::Secs, true)),
            url: url.clone(),
            authority: Authority::Source,
            ..ListedMetadata::default()
        };
        let id = page_id(&self.address).unwrap_or_else(|| self.address.clone());
        let origin = Origin::Listed { place: place.to_owned(), url };
        Article { id, origin, markup: Markup::Html(self.text.clone()), known }
    }
}
