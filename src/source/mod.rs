//! Where articles come from: each source yields [`Article`]s, markup with a name and an origin, not yet understood.

mod address;
mod binary;
mod error;
mod feed;
mod file;
mod folder;
mod kind;
mod known;
mod lead;
mod lines;
mod reader;
mod since;
mod sitemap;
mod text;
mod web;

use std::fmt;
use std::path::PathBuf;

pub use error::SourceError;
pub use file::{MAX_TEXT_BYTES, read_file, read_stdin};
pub use known::{Authority, Known};
pub use lead::Lead;
pub use reader::{Reader, Reading};
pub use since::parse as parse_time;
pub use text::NotText;
pub use web::{FetchError, Fetching, NotPublic, Reach, parse_header};

/// One article as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Tells this article from every other: the canonical address where one is known, else the file's absolute path, else
    /// a hash of the text.
    pub id: String,
    /// Where it was found.
    pub origin: Origin,
    /// Its content.
    pub markup: Markup,
    /// What its source knows of it.
    pub known: Known,
}

impl Article {
    /// Gives the address that relative links in the article are counted from, where one is known.
    #[must_use]
    pub fn base(&self) -> Option<&str> {
        match &self.origin {
            Origin::Web(url) => Some(url),
            Origin::Listed { url, .. } => url.as_deref(),
            Origin::File(_) | Origin::Stdin => None,
        }
    }
}

/// Where an article was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A file on this machine.
    File(PathBuf),
    /// Standard input.
    Stdin,
    /// A page on the web, by the address it was found at in the end.
    Web(String),
    /// A feed or a line of JSON that carried it whole.
    Listed {
        /// The file or feed, with the line's number.
        place: String,
        /// The article's address, if it has one.
        url: Option<String>,
    },
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Stdin => f.write_str("-"),
            Self::Web(url) | Self::Listed { url: Some(url), .. } => f.write_str(url),
            Self::Listed { place, url: None } => f.write_str(place),
        }
    }
}

/// An article's content and the language it is marked up in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Markup {
    /// An HTML page.
    Html(String),
    /// CommonMark, with front matter or without.
    Markdown(String),
    /// Text alone.
    Plain(String),
}

impl Markup {
    /// Gives the text, markup and all.
    #[must_use]
    pub fn text(&self) -> &str {
        let (Self::Html(text) | Self::Markdown(text) | Self::Plain(text)) = self;
        text
    }

    /// Names an article that has no other name by a hash of what it says.
    fn hash_id(&self) -> String {
        format!("text:{}", &blake3::hash(self.text().as_bytes()).to_hex()[..16])
    }
}
