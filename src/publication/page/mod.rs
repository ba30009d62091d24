//! Pages with the player in them: attached, attached anew, and as they were.

pub(super) mod folded_text;
mod follow;
mod letters;
mod marks;
mod place;
mod source;
mod splice;
mod survey;

use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use lol_html::Selector;
use serde::Serialize;
use url::Url;

use super::links::{AudioBase, Links};
use super::narrations::{self, Identity, Narrations};
use super::{player, schema};
use crate::error::Hint;
use crate::language::Language;
use crate::master::Manifest;
use follow::Said;
use marks::Finder;
use source::Source;
use splice::{Edit, Spliced};
use survey::{Extent, PageFacts, SurveyError, Words};

/// Where the player goes and where it finds its audio.
#[derive(Debug, Clone)]
pub struct Attaching {
    /// The narrations to attach.
    pub narrations: Arc<Narrations>,
    /// Where the audio is published.
    pub audio_base: AudioBase,
    /// Where the player's script is published.
    pub player_base: AudioBase,
    /// After which element the player goes; after the headline when none is named.
    pub at: Option<Place>,
    /// The nonce of the site's content security policy.
    pub csp_nonce: Option<String>,
}

/// An element of a page, as a CSS selector names it.
#[derive(Debug, Clone)]
pub struct Place(Selector);

impl std::str::FromStr for Place {
    type Err = String;

    fn from_str(selector: &str) -> Result<Self, String> {
        selector.parse().map(Self).map_err(|error| format!("`{selector}` is no selector we know: {error}"))
    }
}

/// What became of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    /// The player was put into it.
    Attached(Narrated),
    /// It has the player already, and everything is as it should be.
    Unchanged(Narrated),
    /// There is no narration of it.
    NoNarration,
    /// The player was taken out of it.
    Removed,
    /// There was nothing of ours in it.
    Clean,
}

/// Which narration a page has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Narrated {
    /// The narration's manifest.
    pub manifest: PathBuf,
    /// How many sentences the story has in it.
    pub sentences: usize,
    /// How many of them were found in the page's text.
    pub found: usize,
}

/// Why a page was left as it is.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// It cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The page or manifest.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It cannot be written.
    #[error("cannot write {}", path.display())]
    Write {
        /// The page.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It cannot be changed safely.
    #[error("{} is left as it is: {why}", path.display())]
    Markup {
        /// The page.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// It has no place for the player.
    #[error("{} has no {wanted} to put the player after", path.display())]
    NoPlace {
        /// The page.
        path: PathBuf,
        /// What was looked for.
        wanted: &'static str,
    },
}

impl Hint for PageError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::NoPlace { .. } => Some("name an element that it has with --at, such as --at '.headline'".to_owned()),
            Self::Write { source, .. } => crate::error::for_write(source),
            _ => None,
        }
    }
}

static FINDER: LazyLock<Finder> = LazyLock::new(Finder::new);

/// Puts the player into a page, or puts it in anew; `site` is the folder whose addresses begin with `/`.
///
/// # Errors
/// When the page cannot be read, changed safely, or written; it is then as it was.
pub fn attach(path: &Path, site: Option<&Path>, attaching: &Attaching) -> Result<Outcome, PageError> {
    let page = Page::open(path)?;
    let Some((edits, narrated)) = page.attached(site, attaching)? else { return Ok(Outcome::NoNarration) };
    let fresh = || Ok(Spliced::new(page.original()?, &edits));
    if !page.cuts.is_empty() && page.reading(fresh().and_then(|fresh| are_same(fresh, page.source.read()?)))? {
        return Ok(Outcome::Unchanged(narrated));
    }
    page.writing(fresh().and_then(|fresh| page.source.replace(fresh)))?;
    Ok(Outcome::Attached(narrated))
}

/// Takes everything of ours out of a page.
///
/// # Errors
/// When the page cannot be read or written; it is then as it was.
pub fn remove(path: &Path) -> Result<Outcome, PageError> {
    let page = Page::open(path)?;
    if page.cuts.is_empty() {
        return Ok(Outcome::Clean);
    }
    page.writing(page.original().and_then(|original| page.source.replace(original)))?;
    Ok(Outcome::Removed)
}

/// Compares two streams.
fn are_same(one: impl Read, other: impl Read) -> io::Result<bool> {
    let (mut one, mut other) = (BufReader::new(one), BufReader::new(other));
    loop {
        let (a, b) = (one.fill_buf()?, other.fill_buf()?);
        let length = a.len().min(b.len());
        if length == 0 {
            return Ok(a.is_empty() && b.is_empty());
        }
        if a[..length] != b[..length] {
            return Ok(false);
        }
        one.consume(length);
        other.consume(length);
    }
}

/// A page to be attached to.
struct Page<'a> {
    path: &'a Path,
    source: Source,
    /// What is ours in it.
    cuts: Vec<Edit>,
}

/// A narration, and what it says.
struct Sought {
    path: PathBuf,
    manifest: Manifest,
    said: Said,
}

impl<'a> Page<'a> {
    fn open(path: &'a Path) -> Result<Self, PageError> {
        let opened = Source::open(path).and_then(|source| {
            let is_ours = Finder::any(source.read()?)?;
            let cuts = if is_ours { FINDER.cuts(source.read()?)? } else { Vec::new() };
            Ok(Self { path, source, cuts })
        });
        opened.map_err(|source| PageError::Read { path: path.to_owned(), source })
    }

    fn reading<T>(&self, read: io::Result<T>) -> Result<T, PageError> {
        read.map_err(|source| PageError::Read { path: self.path.to_owned(), source })
    }

    fn writing<T>(&self, written: io::Result<T>) -> Result<T, PageError> {
        written.map_err(|source| PageError::Write { path: self.path.to_owned(), source })
    }

    fn surveying<T>(&self, surveyed: Result<T, SurveyError>) -> Result<T, PageError> {
        surveyed.map_err(|why| match why {
            SurveyError::Read(source) => PageError::Read { path: self.path.to_owned(), source },
            why => PageError::Markup { path: self.path.to_owned(), why: why.to_string() },
        })
    }

    /// Reads the page as it is without us.
    fn original(&self) -> io::Result<Spliced<'_, Box<dyn Read + '_>>> {
        Ok(Spliced::new(self.source.read()?, &self.cuts))
    }

    /// Says what is to be put into the original page; nothing when there is no narration of it.
    fn attached(&self, site: Option<&Path>, attaching: &Attaching) -> Result<Option<(Vec<Edit>, Narrated)>, PageError> {
        let about = self.surveying(survey::about(self.reading(self.original())?))?;
        let Some(sought) = self.sought(&about, site, &attaching.narrations)? else { return Ok(None) };
        let mut words = self.words(&about, attaching, Extent::Story(sought.said.last()))?;
        let mut found = sought.said.find(&words.keys);
        if found.len() < sought.said.count() {
            // Some of it may stand before what was taken for its beginning, or behind what was taken for its end.
            words = self.words(&about, attaching, Extent::Content)?;
            found = sought.said.find(&words.keys);
        }
        found.retain(|(number, _)| *number < marks::MOST_SENTENCES);
        if about.is_amp {
            // Without scripts nothing can follow along.
            found.clear();
        }
        let place = match &attaching.at {
            Some(_) => words.at.ok_or("element of that selector"),
            None => place::of(&about, &words, sought.manifest.article.title.as_deref()).ok_or("headline"),
        };
        let place = place.map_err(|wanted| PageError::NoPlace { path: self.path.to_owned(), wanted })?;
        let mut edits = blocks(&about, &sought.manifest, attaching, place);
        edits.extend(sentence_edits(&words, &found));
        edits.sort_by_key(|edit| edit.at);
        let narrated = Narrated { manifest: sought.path, sentences: sought.said.count(), found: found.len() };
        Ok(Some((edits, narrated)))
    }

    /// Finds and reads the page's narration.
    fn sought(
        &self,
        about: &PageFacts,
        site: Option<&Path>,
        narrations: &Narrations,
    ) -> Result<Option<Sought>, PageError> {
        let identity = Identity {
            addresses: about.addresses.clone(),
            titles: about.titles.clone(),
            file: Some(self.source.path().to_owned()),
            path: site.and_then(|site| self.path.strip_prefix(site).ok()).map(Path::to_owned),
        };
        let Some(path) = narrations.find(&identity).map(Path::to_owned) else { return Ok(None) };
        let manifest = narrations::load(&path).map_err(|source| PageError::Read { path: path.clone(), source })?;
        let said = Said::by(&manifest.sentences);
        Ok(Some(Sought { path, manifest, said }))
    }

    fn words(&self, about: &PageFacts, attaching: &Attaching, extent: Extent<'_>) -> Result<Words, PageError> {
        let at = attaching.at.as_ref().map(|place| &place.0);
        self.surveying(survey::words(self.reading(self.original())?, about, at, extent))
    }
}

/// Makes the blocks for the head and the body.
fn blocks(about: &PageFacts, manifest: &Manifest, attaching: &Attaching, place: u64) -> Vec<Edit> {
    let address = about.addresses.first().or(manifest.article.url.as_ref());
    let address = address.and_then(|address| Url::parse(address).ok());
    let base = |base: &AudioBase| base.seen_from(address.as_ref().filter(|_| about.has_base));
    let links = Links::of(manifest, &base(&attaching.audio_base), address.as_ref());
    let data = schema::linked_data(manifest, &links, address.as_ref().map(Url::as_str));
    let script = base(&attaching.player_base).join(player::FILE_NAME);
    let language =
        manifest.article.language.as_ref().or(about.language.as_ref()).cloned().unwrap_or_else(Language::english);
    let player = player::Player {
        manifest,
        links: &links,
        language: &language,
        script: &script,
        nonce: attaching.csp_nonce.as_deref(),
    };
    let mut body = if about.is_amp { player.amp() } else { player.html() };
    let Some(head_end) = about.head_end.filter(|end| *end <= place) else {
        // A piece of a page: what may stand in a body goes with the player.
        body.insert_str(0, &data);
        return vec![Edit::insert(place, marks::player(&body))];
    };
    let extension = if about.is_amp && !about.has_amp_audio { player::AMP_AUDIO } else { "" };
    let head = format!("{}{data}{extension}", schema::tags(&links));
    vec![Edit::insert(head_end, marks::head(&head)), Edit::insert(place, marks::player(&body))]
}

/// Makes the marks of the sentences found.
fn sentence_edits(words: &Words, found: &[(usize, std::ops::Range<usize>)]) -> Vec<Edit> {
    let mut edits = Vec::with_capacity(found.len() * 2);
    let mut end_before = 0;
    for (number, range) in found {
        for (start, end) in words.keys.stretches(range.clone()) {
            // The marks between two sentences are the first one's.
            let start = start.max(end_before);
            if start < end {
                edits.push(Edit::insert(start, marks::sentence_start(*number)));
                edits.push(Edit::insert(end, marks::sentence_end()));
                end_before = end;
            }
        }
    }
    edits
}

#[cfg(test)]
mod tests;
