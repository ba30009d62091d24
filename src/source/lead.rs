//! An article that was found and is not read yet, cheap enough to have thousands of.

use std::path::PathBuf;
use std::sync::Arc;

use url::Url;

use super::{Article, Authority, Chosen, ListedMetadata, SourceError, address};

/// An article that was found and is not read yet.
#[derive(Debug)]
pub struct Lead {
    /// Names it for people: the path, address or line it was found at.
    pub name: String,
    /// The input it was found in, as the user named it.
    pub input: Arc<str>,
    /// Whether it was found in a folder, where much is that is no article.
    pub in_folder: bool,
    /// Where it is, or why it cannot be had.
    pub(super) place: Result<Place, SourceError>,
}

/// Where an article is.
#[derive(Debug)]
pub(super) enum Place {
    /// A file, and its name.
    File { path: PathBuf, id: String },
    /// A page on the web.
    Page {
        url: Url,
        /// The address whose host may see the user's headers.
        home: Option<Url>,
        /// Whether robots.txt is to be asked: nobody named this page, a sitemap did.
        crawled: bool,
        known: Box<ListedMetadata>,
    },
    /// It came with the source.
    Here(Box<Article>),
}

impl Lead {
    /// Returns whether it brings its article along.
    #[must_use]
    pub fn is_read(&self) -> bool {
        matches!(self.place, Ok(Place::Here(_)))
    }

    /// Hashes what the feed or sitemap that it was found in says of the page: while it is the same, the list knows of no
    /// change. `None` for what no list tells of.
    #[must_use]
    pub fn listed_hash(&self) -> Option<String> {
        match &self.place {
            Ok(Place::Page { known, .. }) => Some(known.hash()),
            _ => None,
        }
    }

    /// Returns what its source names the article by: an address, an id, a path; its name where it cannot be had.
    #[must_use]
    pub fn key(&self) -> String {
        match &self.place {
            Ok(Place::File { id, .. }) => id.clone(),
            Ok(Place::Page { url, .. }) => address::id(url),
            Ok(Place::Here(article)) => article.id.clone(),
            Err(_) => self.name.clone(),
        }
    }

    /// Returns whether it may be taken, as far as it is known here: of a line of a list all is known.
    pub(super) fn may_be(&self, chosen: &Chosen) -> bool {
        match &self.place {
            Ok(Place::Here(article)) if article.known.authority == Authority::Source => {
                chosen.may_take(&article.known.facts()) && chosen.is_recent(&article.known.facts())
            }
            Ok(Place::Here(article)) => chosen.may_take(&article.known.facts()),
            Ok(Place::Page { known, .. }) => {
                let is_line = known.authority == Authority::Source && known.published.is_some();
                chosen.may_take(&known.facts()) && (!is_line || chosen.is_recent(&known.facts()))
            }
            Ok(Place::File { .. }) | Err(_) => true,
        }
    }

    /// Returns whether it leads to the web.
    pub(super) fn is_page(&self) -> bool {
        matches!(self.place, Ok(Place::Page { .. }))
    }

    pub(super) fn file(path: PathBuf, id: String) -> Self {
        let name = address::shown_text(&path.display().to_string());
        Self { input: Arc::default(), in_folder: false, name, place: Ok(Place::File { path, id }) }
    }

    pub(super) fn here(name: &str, article: Article) -> Self {
        Self {
            input: Arc::default(),
            in_folder: false,
            name: name.to_owned(),
            place: Ok(Place::Here(Box::new(article))),
        }
    }

    /// Makes the lead to a page that somebody named.
    pub(super) fn page(url: &Url, home: Option<Url>, known: ListedMetadata) -> Self {
        let name = address::without_credentials(url).into();
        Self {
            input: Arc::default(),
            in_folder: false,
            name,
            place: Ok(Place::Page { url: url.clone(), home, crawled: false, known: Box::new(known) }),
        }
    }

    /// Makes the lead to a page that a sitemap lists.
    pub(super) fn crawled(url: &Url, home: Option<Url>, known: ListedMetadata) -> Self {
        let name = address::without_credentials(url).into();
        Self {
            input: Arc::default(),
            in_folder: false,
            name,
            place: Ok(Place::Page { url: url.clone(), home, crawled: true, known: Box::new(known) }),
        }
    }

    pub(super) fn refused(name: &str, error: SourceError) -> Self {
        Self { input: Arc::default(), in_folder: false, name: name.to_owned(), place: Err(error) }
    }
}
