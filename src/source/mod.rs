//! Where articles come from: each source yields [`Article`]s, markup with a name and an origin, not yet understood.

mod binary;
mod error;
mod file;
mod text;

use std::fmt;
use std::path::PathBuf;

pub use error::SourceError;
pub use file::{MAX_TEXT_BYTES, read_file, read_stdin};
pub use text::NotText;

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
}

/// Where an article was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A file on this machine.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Stdin => f.write_str("-"),
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
