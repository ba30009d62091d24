//! Pages with the player in them: attached, attached anew, and as they were.

mod follow;
pub(super) mod keys;
mod marks;
mod place;
mod seeker;
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
use super::narrations::{Identity, Narrations};
use super::{player, schema};
use crate::master::Manifest;
use marks::Finder;
use seeker::{Haste, Seeker};
use source::Source;
use splice::{Edit, Spliced};
use survey::{Survey, SurveyError};

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

impl PageError {
    /// Says what to do, where we know.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::NoPlace { .. } => Some("name an element that it has with --at, such as --at '.headline'".to_owned()),
            Self::Write { source, .. } => crate::hint::for_write(source),
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
    let read = |source| PageError::Read { path: path.to_owned(), source };
    let source = Source::open(path).map_err(read)?;
    let identity = Identity {
        file: path.canonicalize().ok(),
        path: site.and_then(|site| path.strip_prefix(site).ok()).map(Path::to_owned),
        ..Identity::default()
    };
    let page = Page { path, source: &source, cuts: cuts(&source).map_err(read)? };
    let Some((edits, narrated)) = page.attached(identity, attaching)? else { return Ok(Outcome::NoNarration) };
    let fresh = || page.original(&page.cuts).map(|original| Spliced::new(original, edits.clone()));
    if !page.cuts.is_empty() && are_same(fresh().map_err(read)?, source.read().map_err(read)?).map_err(read)? {
        return Ok(Outcome::Unchanged(narrated));
    }
    let written = fresh().and_then(|fresh| source.replace(path, fresh));
    written.map_err(|source| PageError::Write { path: path.to_owned(), source })?;
    Ok(Outcome::Attached(narrated))
}

/// Takes everything of ours out of a page.
///
/// # Errors
/// When the page cannot be read or written; it is then as it was.
pub fn remove(path: &Path) -> Result<Outcome, PageError> {
    let read = |source| PageError::Read { path: path.to_owned(), source };
    let source = Source::open(path).map_err(read)?;
    let cuts = cuts(&source).map_err(read)?;
    if cuts.is_empty() {
        return Ok(Outcome::Clean);
    }
    let written = source.read().and_then(|page| source.replace(path, Spliced::new(page, cuts)));
    written.map_err(|source| PageError::Write { path: path.to_owned(), source })?;
    Ok(Outcome::Removed)
}

/// Finds what is ours in a page.
fn cuts(source: &Source) -> io::Result<Vec<Edit>> {
    if Finder::any(source.read()?)? { FINDER.cuts(source.read()?) } else { Ok(Vec::new()) }
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
    source: &'a Source,
    /// What is ours in it.
    cuts: Vec<Edit>,
}

impl Page<'_> {
    /// Reads the page as it is without us.
    fn original(&self, cuts: &[Edit]) -> io::Result<Spliced<Box<dyn Read + '_>>> {
        Ok(Spliced::new(self.source.read()?, cuts.to_vec()))
    }

    /// Says what is to be put into the original page; nothing when there is no narration of it.
    fn attached(&self, identity: Identity, attaching: &Attaching) -> Result<Option<(Vec<Edit>, Narrated)>, PageError> {
        let (mut survey, mut seeker) = self.survey(&identity, attaching, Haste::StopWhenFound)?;
        let Some(mut sought) = seeker.sought.take() else { return self.without(seeker) };
        let mut found = follow::find(&sought.passages, &survey.keys);
        if seeker.stopped && found.len() * 2 < follow::count(&sought.passages) {
            // What was taken for the story's end was not.
            (survey, seeker) = self.survey(&identity, attaching, Haste::ReadAll)?;
            let Some(again) = seeker.sought.take() else { return self.without(seeker) };
            sought = again;
            found = follow::find(&sought.passages, &survey.keys);
        }
        found.retain(|(number, _)| *number < marks::MOST_SENTENCES);
        if survey.is_amp {
            // Without scripts nothing can follow along.
            found.clear();
        }
        let place = place::of(&survey, &sought.manifest, attaching.at.is_some());
        let place = place.map_err(|wanted| PageError::NoPlace { path: self.path.to_owned(), wanted })?;
        let mut edits = blocks(&survey, &sought.manifest, attaching, place);
        edits.extend(sentence_edits(&survey, &found));
        edits.sort_by_key(|edit| edit.at);
        let sentences = follow::count(&sought.passages);
        let narrated = Narrated { manifest: sought.path, sentences, found: found.len() };
        Ok(Some((edits, narrated)))
    }

    fn survey(&self, identity: &Identity, attaching: &Attaching, haste: Haste) -> Result<(Survey, Seeker), PageError> {
        let seeker = Seeker::new(Arc::clone(&attaching.narrations), identity.clone(), haste, attaching.at.is_some());
        let original = self.original(&self.cuts).map_err(SurveyError::from);
        let at = attaching.at.as_ref().map(|place| &place.0);
        original.and_then(|original| survey::survey(original, at, seeker)).map_err(|why| match why {
            SurveyError::Read(source) => PageError::Read { path: self.path.to_owned(), source },
            why => PageError::Markup { path: self.path.to_owned(), why: why.to_string() },
        })
    }

    fn without<T>(&self, seeker: Seeker) -> Result<Option<T>, PageError> {
        match seeker.unreadable {
            Some((path, source)) => Err(PageError::Read { path, source }),
            None => Ok(None),
        }
    }
}

/// Makes the blocks for the head and the body.
fn blocks(survey: &Survey, manifest: &Manifest, attaching: &Attaching, place: u64) -> Vec<Edit> {
    let address = survey.addresses.first().or(manifest.article.url.as_ref());
    let address = address.and_then(|address| Url::parse(address).ok());
    let links = Links::of(manifest, &attaching.audio_base, address.as_ref());
    let data = schema::linked_data(manifest, &links, address.as_ref().map(Url::as_str));
    let script = attaching.player_base.join(player::FILE_NAME);
    let language = manifest.article.language.as_deref().or(survey.language.as_deref()).unwrap_or("en");
    let player =
        player::Player { manifest, links: &links, language, script: &script, nonce: attaching.csp_nonce.as_deref() };
    let mut body = if survey.is_amp { player.amp() } else { player.html() };
    let Some(head_end) = survey.head_end.filter(|end| *end <= place) else {
        // A piece of a page: what may stand in a body goes with the player.
        body.insert_str(0, &data);
        return vec![Edit::insert(place, marks::player(&body))];
    };
    let extension = if survey.is_amp && !survey.has_amp_audio { player::AMP_AUDIO } else { "" };
    let head = format!("{}{data}{extension}", schema::tags(&links));
    vec![Edit::insert(head_end, marks::head(&head)), Edit::insert(place, marks::player(&body))]
}

/// Makes the marks of the sentences found.
fn sentence_edits(survey: &Survey, found: &[(usize, std::ops::Range<usize>)]) -> Vec<Edit> {
    let mut edits = Vec::with_capacity(found.len() * 2);
    let mut end_before = 0;
    for (number, range) in found {
        for (start, end) in survey.keys.stretches(range.clone()) {
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
