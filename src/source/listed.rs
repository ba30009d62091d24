//! What a source knows of an article before the article is read: a feed's entry, a line of JSON, the address it came from.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Facts;

/// What a source knows of an article; everything unknown is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedMetadata {
    /// The headline.
    pub title: Option<String>,
    /// The authors' names.
    pub authors: Vec<String>,
    /// When it was published, in any form a page may use.
    pub published: Option<String>,
    /// When it was last changed.
    pub modified: Option<String>,
    /// The language, a BCP 47 tag.
    pub language: Option<String>,
    /// The article's address.
    pub url: Option<String>,
    /// The site's or publication's name.
    pub site: Option<String>,
    /// The section it was published in.
    pub section: Option<String>,
    /// The address of the lead image.
    pub image: Option<String>,
    /// Whether it is a draft.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub draft: bool,
    /// What is asked of the narration, by the keys that it is asked by: `voice`, `speed`, `lexicon`, `track`, and what is near them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub asked: BTreeMap<String, String>,
    /// Whose word counts where source and article both speak.
    pub authority: Authority,
}

impl ListedMetadata {
    /// Returns what is known of the article, to choose by.
    pub(super) fn facts(&self) -> Facts<'_> {
        Facts {
            section: self.section.as_deref(),
            site: self.site.as_deref(),
            authors: &self.authors,
            language: self.language.as_deref(),
            dates: [self.published.as_deref(), self.modified.as_deref()],
        }
    }

    /// Hashes all of it.
    pub(super) fn hash(&self) -> String {
        let json = serde_json::to_vec(self).expect("strings have a JSON form");
        blake3::hash(&json).to_hex().to_string()
    }
}

/// Whose word counts where source and article both speak.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Authority {
    /// The article's: a feed and its page come from one desk, and the page is corrected first.
    #[default]
    Article,
    /// The source's: somebody wrote it down for this article on purpose.
    Source,
}
