//! Why an article cannot be had, and what to do about it.

use std::io;

use super::text::NotText;
use super::web::FetchError;
use crate::error::Hint;

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
    /// It is a pipe, a device or a socket, which may never end.
    #[error("{name} is {what}, not a file")]
    NotAFile {
        /// The path given.
        name: String,
        /// What it is.
        what: &'static str,
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
    /// It cannot be fetched from the web.
    #[error("{url} {why}")]
    Web {
        /// The address asked for.
        url: String,
        /// Why.
        why: FetchError,
    },
    /// A feed, or a line of JSON, names an article in no way that can be followed.
    #[error("{place} {why}")]
    Line {
        /// The file or feed, with the line or the entry's number.
        place: String,
        /// What is wrong with it.
        why: String,
    },
    /// It looks like a feed but cannot be read as one.
    #[error("{name} cannot be read as a feed: {why}")]
    BadFeed {
        /// The path or address given.
        name: String,
        /// What is wrong with it.
        why: String,
    },
    /// A feed or sitemap lists nothing.
    #[error("{name} lists no articles")]
    NothingListed {
        /// The path or address given.
        name: String,
    },
    /// Nothing a feed or sitemap lists is new enough.
    #[error("{name} lists no articles since {since}{}", if *undated == 0 { String::new() } else { format!("; {undated} have no date") })]
    NothingSince {
        /// The path or address given.
        name: String,
        /// The day or time asked for.
        since: String,
        /// How many entries tell no date.
        undated: usize,
    },
    /// A sitemap names more sitemaps than are read.
    #[error("{name} names more than {limit} sitemaps; the pages of the first were taken")]
    TooManySitemaps {
        /// The address given.
        name: String,
        /// How many are read.
        limit: usize,
    },
    /// Something gzipped is damaged, or unpacks to more than a sitemap can be.
    #[error("{name} is a gzip archive that is damaged, or unpacks to more than {} MB", limit_bytes / 1_000_000)]
    BadArchive {
        /// The path or address given.
        name: String,
        /// The most that is unpacked.
        limit_bytes: u64,
    },
    /// It is data, under the name of a text.
    #[error("{name} holds {what}, not an article")]
    Data {
        /// The path given.
        name: String,
        /// What it holds.
        what: &'static str,
    },
    /// A glob is malformed.
    #[error("the glob {glob} is malformed: {why}")]
    Glob {
        /// The glob.
        glob: String,
        /// What is wrong with it.
        why: String,
    },
    /// A folder or a glob holds no articles.
    #[error("{name} holds no articles")]
    NothingFound {
        /// The folder or glob given.
        name: String,
    },
}

impl Hint for SourceError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Missing { .. } => Some("check the spelling; a path is looked up from the current folder".to_owned()),
            Self::Folder { name } => Some(format!("name a file in it, such as {name}/article.md")),
            Self::NotAFile { .. } => {
                Some("give its text to standard input: `aloud … - < file`".to_owned())
            }
            Self::Unreadable { source, .. } if source.kind() == io::ErrorKind::PermissionDenied => {
                Some("give yourself the right to read it, for example with chmod u+r".to_owned())
            }
            Self::Unreadable { .. } => None,
            Self::TooLarge { .. } => {
                Some("an article is well under 1 MB of text; is this the right file? Else split it".to_owned())
            }
            Self::Empty { .. } | Self::Blank { .. } => Some("put the article's text in it".to_owned()),
            Self::NotText { name, why } => Some(hint_for(name, why)),
            Self::Web { why, .. } => why.hint(),
            Self::Line { .. } => Some(
                "each line is a JSON object with url, html, markdown or text; a feed's entry links to a page on the web"
                    .to_owned(),
            ),
            Self::BadFeed { .. } => Some("check the feed with a feed validator; an article's own address works too".to_owned()),
            Self::NothingListed { .. } => {
                Some("check it in a browser; the site may keep its articles in another feed or sitemap".to_owned())
            }
            Self::NothingSince { .. } => Some("give an earlier --since, or leave it out".to_owned()),
            Self::TooManySitemaps { .. } => {
                Some("name the sitemaps that you want, or a feed, or use --since to pass over old ones".to_owned())
            }
            Self::BadArchive { .. } => Some("unpack it with gunzip and name the file in it".to_owned()),
            Self::Data { what: "JSON", .. } => {
                Some("articles as JSON, one a line, are read from files that end in .jsonl".to_owned())
            }
            Self::Data { .. } => Some("write its articles as JSON, one a line, into a file that ends in .jsonl".to_owned()),
            Self::Glob { .. } => Some("for example 'articles/**/*.md', in quotes".to_owned()),
            Self::NothingFound { .. } => {
                Some("articles are files that end in .md, .html, .txt or .jsonl; a glob names any file".to_owned())
            }
        }
    }
}

fn hint_for(name: &str, why: &NotText) -> String {
    match why {
        NotText::Binary("a PDF") if name.contains("://") => {
            "give the address of the page that shows the article; or download it and extract its text with pdftotext"
                .to_owned()
        }
        NotText::Binary("a PDF") => "extract its text first, for example with pdftotext".to_owned(),
        NotText::Binary(_) => "aloud reads web pages, feeds, Markdown and plain text".to_owned(),
        NotText::Misdeclared { declared } => {
            format!("save it again as UTF-8, or correct the {declared} declared in it")
        }
    }
}
