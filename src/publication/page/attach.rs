//! The player put into a page, put in again, and taken out.

use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::LazyLock;

use super::blocks::{self, Attached};
use super::context::Context;
use super::follow::Said;
use super::marks::Finder;
use super::sought::Sought;
use super::source::Source;
use super::splice::{self, Edit, Spliced};
use super::survey::{self, Extent, PageFacts, SurveyError, Words};
use super::{Attaching, Narrated, Outcome, PageError, Way, marks, own, place, unmarked};
use crate::publication::narrations::{self, Identity, Narrations};
use crate::publication::{Run, companions};

static FINDER: LazyLock<Finder> = LazyLock::new(Finder::new);

/// Puts the player into a page, or puts it in anew; `site` is the folder whose addresses begin with `/`.
///
/// # Errors
/// When the page cannot be read, changed safely, or written; it is then as it was.
pub fn attach(path: &Path, site: Option<&Path>, attaching: &Attaching) -> Result<Outcome, PageError> {
    if own::is_ours(path) {
        return Ok(Outcome::Ours);
    }
    let page = Page::open(path)?;
    let Some((edits, narrated)) = page.attached(site, attaching)? else { return Ok(Outcome::NoNarration) };
    let fresh = || Ok(Spliced::new(page.original()?, &edits));
    if narrated.way == Way::Script {
        write_data(&narrated.manifest)?;
    }
    if !page.cuts.is_empty() && page.reading(fresh().and_then(|fresh| are_same(fresh, page.source.read()?)))? {
        return Ok(Outcome::Unchanged(narrated));
    }
    page.writing(fresh().and_then(|fresh| page.source.replace(fresh)))?;
    Ok(Outcome::Attached(narrated))
}

/// Writes what the player reads where it comes by its script alone: beside the narration, with which it is published.
fn write_data(manifest: &Path) -> Result<(), PageError> {
    let written = narrations::load(manifest).and_then(|loaded| companions::write_data(manifest, &loaded));
    written.map(drop).map_err(|source| PageError::Write { path: manifest.with_extension("player.json"), source })
}

/// Takes everything of ours out of a page, or finds out whether there is anything.
///
/// # Errors
/// When the page cannot be read or written; it is then as it was.
pub fn remove(path: &Path, run: Run) -> Result<Outcome, PageError> {
    let page = Page::open(path)?;
    if page.cuts.is_empty() {
        return Ok(Outcome::Clean);
    }
    if run == Run::Dry {
        return Ok(Outcome::Removed);
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

impl<'a> Page<'a> {
    fn open(path: &'a Path) -> Result<Self, PageError> {
        let opened = Source::open(path).and_then(|source| {
            let is_ours = Finder::any(source.read()?)?;
            let cuts = if is_ours { FINDER.cuts(source.read()?)? } else { Vec::new() };
            Ok(Self { path, source, cuts })
        });
        let mut page = opened.map_err(|source| PageError::Read { path: path.to_owned(), source })?;
        page.find_unmarked()?;
        Ok(page)
    }

    /// Finds what a minifier has left of ours beside what still stands between its marks.
    fn find_unmarked(&mut self) -> Result<(), PageError> {
        if !self.reading(self.original().and_then(Finder::any_unmarked))? {
            return Ok(());
        }
        let more = self.surveying(unmarked::cuts(self.reading(self.original())?))?;
        self.cuts = splice::joined(&self.cuts, &more);
        Ok(())
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

    /// Returns what is to be put into the original page; nothing when there is no narration of it.
    fn attached(&self, site: Option<&Path>, attaching: &Attaching) -> Result<Option<(Vec<Edit>, Narrated)>, PageError> {
        let about = self.surveying(survey::about(self.reading(self.original())?))?;
        let Some(sought) = self.sought(&about, site, &attaching.narrations)? else { return Ok(None) };
        let context = self.reading(self.original().and_then(Context::of))?;
        let mut words = self.words(&about, attaching, Extent::Story(sought.said.last()))?;
        let mut found = sought.said.find(&words);
        if found.len() < sought.said.count() {
            // Some of it may stand before what was taken for its beginning, or behind what was taken for its end.
            words = self.words(&about, attaching, Extent::Content)?;
            found = sought.said.find(&words);
        }
        found.retain(|(number, _)| *number < marks::MOST_SENTENCES);
        if about.is_amp {
            // Without scripts nothing can follow along.
            found.clear();
        }
        let narrated = Narrated {
            manifest: sought.path.clone(),
            sentences: sought.said.count(),
            found: found.len(),
            way: attaching.way.on(&about, &context),
            framework: context.framework,
        };
        let attached = Attached { about: &about, context: &context, words: &words, sought: &sought, attaching };
        let edits = match narrated.way {
            Way::Script => attached.mounted(),
            way => {
                let mut edits = attached.blocks(self.place(&attached)?);
                if way == Way::Spans {
                    edits.extend(blocks::sentences(&words, &found));
                }
                edits
            }
        };
        let mut edits = edits;
        edits.sort_by_key(|edit| edit.at);
        Ok(Some((edits, narrated)))
    }

    /// Returns where the player goes.
    fn place(&self, attached: &Attached<'_>) -> Result<u64, PageError> {
        let title = attached.sought.manifest.article.title.as_deref();
        let place = match &attached.attaching.at {
            Some(_) => attached.words.at.ok_or("element of that selector"),
            None => place::of(attached.about, attached.words, title).ok_or("headline"),
        };
        place.map_err(|wanted| PageError::NoPlace { path: self.path.to_owned(), wanted })
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
        let said = Said::by(&manifest);
        Ok(Some(Sought { path, manifest, said }))
    }

    fn words(&self, about: &PageFacts, attaching: &Attaching, extent: Extent<'_>) -> Result<Words, PageError> {
        let at = attaching.at.as_ref().map(|place| &place.selector);
        self.surveying(survey::words(self.reading(self.original())?, about, at, extent))
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
