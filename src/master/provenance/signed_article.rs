//! What a signature says of the article that was read.

use serde::{Deserialize, Serialize};

use crate::document::Selection;
#[cfg(feature = "provenance")]
use crate::master::{Manifest, words};

/// What a signature says of the article that was read: the assertion `aloud.article`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedArticle {
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The hash of its words that were read, SHA-256 in hexadecimal; see `words::hash`.
    pub text_sha256: String,
    /// Which of its parts were read.
    #[serde(default, skip_serializing_if = "Selection::is_default")]
    pub selection: Selection,
}

/// The assertion that names the article and its words.
#[cfg(feature = "provenance")]
pub(super) const ARTICLE_LABEL: &str = "aloud.article";

#[cfg(feature = "provenance")]
impl SignedArticle {
    /// Tells of the article that a manifest describes.
    pub(super) fn of(manifest: &Manifest) -> Self {
        Self {
            url: manifest.article.url.clone(),
            title: manifest.article.title.clone(),
            text_sha256: words::hash(&words::read_text(manifest)),
            selection: manifest.selection.clone(),
        }
    }
}
