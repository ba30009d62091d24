//! What an article says of itself: headline, authors, dates, language, places.

use serde::{Deserialize, Serialize};

use crate::language::Language;

/// What an article says of itself; everything unknown is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// The authors' names, in the order of the byline, without "By".
    pub authors: Vec<String>,
    /// When it was published, as RFC 3339 or a date `YYYY-MM-DD` where the article's own form can be read as one.
    pub published: Option<String>,
    /// When it was last changed, in the form of `published`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// The language, as the article states it.
    #[serde(deserialize_with = "crate::language::lenient")]
    pub language: Option<Language>,
    /// The article's canonical address.
    pub url: Option<String>,
    /// The site's or publication's name.
    pub site: Option<String>,
    /// The section or category it was published in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The address of the lead image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
}
