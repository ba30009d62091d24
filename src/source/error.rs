//! Why an article cannot be had, and what to do about it.

use std::io;

use super::text::NotText;

/// Why an article cannot be had. Messages name what was asked for; [`SourceError::hint`] says what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// There is no such file.
    #[error("{name} does not exist")]
    Missing {
        /// The path given.
        name: String,
    },
    /// A folder was given for a file.
    #[error("{name} is a folder, not a file")]
    Folder {
        /// The path given.
        name: String,
    },
    /// It cannot be opened or read.
    #[error("cannot read {name}")]
    Unreadable {
        /// The path given, or "standard input".
        name: String,
        /// Why.
        source: io::Error,
    },
    /// It is larger than an article can be.
    #[error("{name} is larger than {} MB", limit_bytes / 1_000_000)]
    TooLarge {
        /// The path or address given.
        name: String,
        /// The most that is read.
        limit_bytes: u64,
    },
    /// There is nothing in it.
    #[error("{name} is empty")]
    Empty {
        /// The path or address given.
        name: String,
    },
    /// There is nothing but white space in it.
    #[error("{name} has nothing in it but white space")]
    Blank {
        /// The path or address given.
        name: String,
    },
    /// It is not text.
    #[error("{name} {why}")]
    NotText {
        /// The path or address given.
        name: String,
        /// What it is.
        why: NotText,
    },
}

impl SourceError {
    /// Says what to do about it, where that is known: one sentence without a full stop.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Missing { .. } => Some("check the spelling; a path is looked up from the current folder".to_owned()),
            Self::Folder { name } => Some(format!("name a file in it, such as {name}/article.md")),
            Self::Unreadable { source, .. } if source.kind() == io::ErrorKind::PermissionDenied => {
                Some("give yourself the right to read it, for example with chmod u+r".to_owned())
            }
            Self::Unreadable { .. } => None,
            Self::TooLarge { .. } => {
                Some("an article is well under 1 MB of text; is this the right file? Else split it".to_owned())
            }
            Self::Empty { .. } | Self::Blank { .. } => Some("put the article's text in it".to_owned()),
            Self::NotText { name, why } => Some(hint_for(name, why)),
        }
    }
}

fn hint_for(name: &str, why: &NotText) -> String {
    match why {
        NotText::Binary("a PDF") => "extract its text first, for example with pdftotext".to_owned(),
        NotText::Binary(_) => "aloud reads Markdown, HTML and plain text".to_owned(),
        NotText::Undeclared { guess, .. } => {
            format!("convert it: iconv -f {} -t utf-8 '{name}' > converted.txt", guess.to_ascii_lowercase())
        }
        NotText::Misdeclared { declared } => {
            format!("save it again as UTF-8, or correct the {declared} declared in it")
        }
    }
}
