//! Where articles come from: each source yields [`Article`]s, markup with a name and an origin, not yet understood.

mod address;
mod binary;
mod chosen;
mod error;
mod exclusions;
mod feed;
mod file;
mod file_ids;
mod folder;
mod kind;
mod lead;
mod lines;
mod listed;
mod only;
mod reader;
mod seed;
mod since;
mod sitemap;
mod structured;
mod text;
mod web;

use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

pub(crate) use address::shown_text;
pub use chosen::{Chosen, Condition, Facts};
pub use error::SourceError;
pub use exclusions::Exclusions;
pub use feed::Hub;
pub use file::{MAX_TEXT_BYTES, read_stdin};
use file_ids::FileIds;
pub use lead::Lead;
pub use listed::{Authority, ListedMetadata};
pub use only::only;
pub use reader::{Reader, Reading};
pub use seed::Seed;
pub use since::parse as parse_time;
pub use text::NotText;
pub use web::{FetchError, Fetching, NotPublic, Reach, Version, parse_header};

/// One article as it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Tells this article from every other: the canonical address where one is known, else the file's path from the
    /// project's folder or the input's, else a hash of the text.
    pub id: String,
    /// Where it was found.
    pub origin: Origin,
    /// Its content.
    pub markup: Markup,
    /// What its source knows of it.
    pub known: ListedMetadata,
}

impl Article {
    /// Reads one article from a file, named by its path from the working folder. The markup is told by the file's extension,
    /// else by how the text begins.
    ///
    /// ```
    /// # let folder = tempfile::tempdir()?;
    /// # std::env::set_current_dir(&folder)?;
    /// # std::fs::write("story.md", "# The ferry\n\nThe ferry is late.")?;
    /// let article = aloud::Article::open("story.md")?;
    /// assert_eq!(article.id, "story.md");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When the file is missing, a folder, unreadable, empty, larger than [`MAX_TEXT_BYTES`], or no text.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, SourceError> {
        let path = path.as_ref();
        file::read_file(path, FileIds::of_input(Path::new(""), path).id(path))
    }

    /// Hashes everything a narration takes from it.
    #[must_use]
    pub fn content_hash(&self) -> String {
        let mut hash = blake3::Hasher::new();
        for part in [&self.id, self.markup.name(), self.base().unwrap_or_default(), &self.known.hash()] {
            hash.update(part.as_bytes()).update(b"\n");
        }
        hash.update(self.markup.text().as_bytes()).finalize().to_hex().to_string()
    }

    /// Returns the address that relative links in the article are counted from, where one is known.
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Markup {
    /// An HTML page.
    Html(String),
    /// CommonMark, with front matter or without.
    Markdown(String),
    /// Text alone.
    Plain(String),
}

impl Markup {
    /// Returns the text, markup and all.
    #[must_use]
    pub fn text(&self) -> &str {
        let (Self::Html(text) | Self::Markdown(text) | Self::Plain(text)) = self;
        text
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Html(_) => "html",
            Self::Markdown(_) => "markdown",
            Self::Plain(_) => "plain",
        }
    }

    /// Names an article that has no other name by a hash of what it says.
    fn hash_id(&self) -> String {
        format!("text:{}", &blake3::hash(self.text().as_bytes()).to_hex()[..16])
    }
}

/// Returns how an input is named in leads, outcomes and the catalogue.
#[must_use]
pub fn input_name(input: &Path) -> String {
    address::shown_text(&input.display().to_string())
}

/// Returns the identity of the page at an address, as [`Article::id`] has it. A site's front page is none: sites were seen to
/// name it as the canonical address of everything.
#[must_use]
pub fn page_id(address: &str) -> Option<String> {
    let url = address::join(None, address)?;
    (url.path() != "/" || url.query().is_some()).then(|| address::id(&url))
}

/// Reads a text as a feed, a sitemap and JSON Lines, and holds what it lists to our promise: no panic, and no page that is
/// not on the web. For fuzzing and property tests.
#[cfg(any(test, fuzzing))]
pub fn check_listing(text: &str) {
    let base = url::Url::parse("https://example.org/list").ok();
    let mut leads = Vec::new();
    for entry in feed::parse(text, "feed", base.as_ref()).unwrap_or_default() {
        leads.push(entry.lead);
    }
    lines::read_text(text, "lines", |lead| {
        leads.push(lead);
        true
    });
    let (sitemap::Listed::Pages(entries) | sitemap::Listed::Sitemaps(entries)) = sitemap::parse(text);
    let urls = entries.iter().filter_map(|entry| address::join(base.as_ref(), &entry.location));
    leads.extend(urls.map(|url| Lead::crawled(&url, None, ListedMetadata::default())));
    kind::root(text);
    for lead in leads {
        if let Ok(lead::Place::Page { url, .. }) = lead.place {
            assert!(matches!(url.scheme(), "http" | "https") && url.has_host(), "{url}");
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    /// Feeds, sitemaps and lines to be damaged.
    const WHOLE: [&str; 4] = [
        "<?xml version='1.0'?><rss version='2.0'><channel><title>T</title><item><title>A &amp;amp; b</title><link>/a</link>\
         <description>&lt;p>Words…</description><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate></item></channel></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='file:///etc/'><entry><link href='passwd'/><updated>2026-03-02\
         </updated><content type='xhtml'><div>Words <b>more</b></div></content></entry></feed>",
        "<urlset xmlns:news='n'><url><loc>https://example.org/&lt;</loc><news:news><news:title><![CDATA[A]]></news:title>\
         </news:news><lastmod>2026</lastmod></url></urlset>",
        "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{\"id\": \"1\", \"url\": \"ftp://x/\", \"content_text\": \"W\"}]}",
    ];

    proptest! {
        #[test]
        fn damaged_listings_neither_panic_nor_leave_the_web(
            which in 0..WHOLE.len(), cut in 0.0..1.0_f64, inserted in "\\PC{0,12}|[<>&\"'{}\\[\\]:/;!-]{0,12}", dropped in 0..20_usize
        ) {
            let text = WHOLE[which];
            let at = text.floor_char_boundary((text.len() as f64 * cut) as usize);
            let rest = text.ceil_char_boundary((at + dropped).min(text.len()));
            super::check_listing(&format!("{}{inserted}{}", &text[..at], &text[rest..]));
        }
    }
}
