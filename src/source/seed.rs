//! A lead that can be written down and followed later, after a restart too.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::lead::Place;
use super::{Article, Lead, ListedMetadata, address, since};

/// Where an article is to be read, as it can be written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seed {
    /// Names it for people.
    pub name: String,
    /// The input it was found in.
    pub input: String,
    place: Spot,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Spot {
    File { path: PathBuf, id: String, in_folder: bool },
    Page { url: String, home: Option<String>, crawled: bool, known: Box<ListedMetadata> },
    Whole(Box<Article>),
}

impl Seed {
    /// Makes the seed of a page on the web; `None` when the address is none.
    #[must_use]
    pub fn page(url: &str, input: &str) -> Option<Self> {
        let url: String = address::join(None, url)?.into();
        let place = Spot::Page { home: Some(url.clone()), crawled: false, known: Box::default(), url: url.clone() };
        Some(Self { name: url, input: input.to_owned(), place })
    }

    /// Makes the seed of an article that is here.
    #[must_use]
    pub fn whole(article: Article, input: &str) -> Self {
        let name = article.base().unwrap_or(&article.id).to_owned();
        Self { name, input: input.to_owned(), place: Spot::Whole(Box::new(article)) }
    }

    /// Returns the seed for whoever works in another folder: a file by its absolute path, under the same name.
    ///
    /// # Errors
    /// When this program's folder is not known.
    pub fn absolute(mut self) -> std::io::Result<Self> {
        if let Spot::File { path, .. } = &mut self.place {
            *path = std::path::absolute(&path)?;
        }
        Ok(self)
    }

    /// Returns whether it names a page, and says little more of it.
    #[must_use]
    pub fn is_page(&self) -> bool {
        matches!(self.place, Spot::Page { .. })
    }

    /// Returns whether it names a file.
    #[must_use]
    pub fn is_file(&self) -> bool {
        matches!(self.place, Spot::File { .. })
    }

    /// Returns whether the article is here, and need not be fetched.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        matches!(self.place, Spot::Whole(_))
    }

    /// Makes the lead again; `None` when it was written by hand and names no address.
    #[must_use]
    pub fn lead(self) -> Option<Lead> {
        let in_folder = matches!(&self.place, Spot::File { in_folder: true, .. });
        let place = match self.place {
            Spot::File { path, id, .. } => Place::File { path, id },
            Spot::Page { url, home, crawled, known } => {
                let home = home.and_then(|home| address::join(None, &home));
                Place::Page { url: address::join(None, &url)?, home, crawled, known }
            }
            Spot::Whole(article) => Place::Here(article),
        };
        Some(Lead { name: self.name, input: Arc::from(self.input), in_folder, place: Ok(place) })
    }
}

impl Lead {
    /// Writes it down; `None` for what cannot be had.
    #[must_use]
    pub fn seed(&self) -> Option<Seed> {
        let place = match self.place.as_ref().ok()? {
            Place::File { path, id } => Spot::File { path: path.clone(), id: id.clone(), in_folder: self.in_folder },
            Place::Page { url, home, crawled, known } => Spot::Page {
                url: url.to_string(),
                home: home.as_ref().map(ToString::to_string),
                crawled: *crawled,
                known: known.clone(),
            },
            Place::Here(article) => Spot::Whole(article.clone()),
        };
        Some(Seed { name: self.name.clone(), input: self.input.to_string(), place })
    }

    /// Returns what changes when the article may have changed: a hash of what its list says, of the article where it came whole, or a
    /// file's length and time. `None` for what cannot be had.
    #[must_use]
    pub fn print(&self) -> Option<String> {
        match self.place.as_ref().ok()? {
            Place::Page { .. } => self.listed_hash(),
            Place::Here(article) => Some(article.content_hash()),
            Place::File { path, .. } => {
                let file = fs::metadata(path).ok()?;
                let changed = file.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
                Some(format!("{} {}", file.len(), changed.unwrap_or_default().as_nanos()))
            }
        }
    }

    /// Returns when the article was published, where its list says.
    #[must_use]
    pub fn published(&self) -> Option<DateTime<Utc>> {
        let known = match self.place.as_ref().ok()? {
            Place::Page { known, .. } => known,
            Place::Here(article) => &article.known,
            Place::File { .. } => return None,
        };
        since::parse(known.published.as_deref()?)
    }

    /// Returns the article's address on the web, where it has one.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        match self.place.as_ref().ok()? {
            Place::Page { url, .. } => Some(address::shown(url)),
            Place::Here(article) => article.base().map(str::to_owned),
            Place::File { .. } => None,
        }
    }

    /// Returns why it cannot be had, if it cannot.
    #[must_use]
    pub fn refusal(&self) -> Option<String> {
        self.place.as_ref().err().map(ToString::to_string)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_are_the_same_after_they_were_written_down() {
        let seed = Seed::page("https://example.org/a?utm_source=x#top", "feed").unwrap();
        let json = serde_json::to_string(&seed).unwrap();
        let lead = serde_json::from_str::<Seed>(&json).unwrap().lead().unwrap();
        assert_eq!((lead.key().as_str(), &*lead.input), ("https://example.org/a", "feed"));
        assert_eq!(lead.seed(), Some(seed));
        assert_eq!(Seed::page("file:///etc/passwd", "hook"), None);
    }
}
