//! The narrations of an output folder, found by what a page says of itself: address, file, title.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::address::{self, Address};
use super::page::folded_text;
use crate::master::{Decision, MAX_MANIFEST_BYTES as MAX_BYTES, Manifest, Review};
use crate::regular_file;

/// Between a headline and the site's name in titles.
const SEPARATORS: [&str; 7] = [" | ", " - ", " – ", " — ", " · ", " :: ", " » "];

/// What is looked up of each manifest in a folder.
#[derive(Debug, Default)]
pub struct Narrations {
    manifests: Vec<PathBuf>,
    by_address: HashMap<Address, usize>,
    /// By path alone; none where several addresses share it.
    by_path: HashMap<String, Option<usize>>,
    /// By the whole path of the file, as older versions wrote it and as it is counted from the working folder.
    by_file: HashMap<PathBuf, usize>,
    /// By the path from a folder that is not known here.
    outside: Vec<(PathBuf, usize)>,
    /// None where several share it.
    by_title: HashMap<String, Option<usize>>,
}

/// What a page says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// The addresses it gives for itself, the most trusted first.
    pub addresses: Vec<String>,
    /// Its titles.
    pub titles: Vec<String>,
    /// Its file.
    pub file: Option<PathBuf>,
    /// Its path from the site's folder.
    pub path: Option<PathBuf>,
}

/// The part of a manifest that is looked up.
#[derive(Deserialize)]
struct Brief {
    id: String,
    file: Option<PathBuf>,
    article: Article,
    #[serde(default)]
    fingerprint: String,
    review: Option<Review>,
    /// Tells manifests from other JSON.
    #[serde(rename = "sentences")]
    _sentences: serde::de::IgnoredAny,
}

impl Brief {
    fn is_approved(&self) -> bool {
        let is_of_this = |review: &&Review| review.fingerprint == self.fingerprint;
        self.review.as_ref().filter(is_of_this).is_some_and(|review| review.verdict == Decision::Approved)
    }
}

#[derive(Deserialize)]
struct Article {
    title: Option<String>,
    url: Option<String>,
}

impl Narrations {
    /// Lists the manifests of a folder, in the order of their names. What is no manifest is passed over.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn open(folder: &Path) -> io::Result<Self> {
        Self::of(folder, |_| true)
    }

    /// Lists the manifests of the narrations of a folder that someone listened to and approved.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn open_approved(folder: &Path) -> io::Result<Self> {
        Self::of(folder, Brief::is_approved)
    }

    fn of(folder: &Path, is_wanted: impl Fn(&Brief) -> bool) -> io::Result<Self> {
        let mut narrations = Self::default();
        let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
        let mut paths = entries.collect::<io::Result<Vec<_>>>()?;
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
        paths.sort();
        for path in paths {
            if let Some(brief) =
                regular_file::read(&path, MAX_BYTES).ok().and_then(|json| serde_json::from_slice::<Brief>(&json).ok())
                && is_wanted(&brief)
            {
                narrations.add(path, brief);
            }
        }
        Ok(narrations)
    }

    fn add(&mut self, path: PathBuf, brief: Brief) {
        let number = self.manifests.len();
        self.manifests.push(path);
        for address in [Some(brief.id.as_str()), brief.article.url.as_deref()].into_iter().flatten() {
            let Some(address) = Address::read(address) else { continue };
            let others = |known: &mut Option<usize>| *known = known.filter(|known| *known == number);
            self.by_path.entry(address.path().to_owned()).and_modify(others).or_insert(Some(number));
            self.by_address.entry(address).or_insert(number);
        }
        if let Some(file) = brief.file.or_else(|| Some(brief.id.into()).filter(|id: &PathBuf| id.is_absolute())) {
            match file.canonicalize() {
                Ok(whole) => drop(self.by_file.entry(whole).or_insert(number)),
                Err(_) if file.is_absolute() => drop(self.by_file.entry(file).or_insert(number)),
                Err(_) => self.outside.push((file, number)),
            }
        }
        if let Some(title) =
            brief.article.title.map(|title| folded_text::fold(&title)).filter(|title| !title.is_empty())
        {
            self.by_title.entry(title).and_modify(|known| *known = None).or_insert(Some(number));
        }
    }

    /// Returns whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.manifests.is_empty()
    }

    /// Finds the manifest of a page's narration: by the addresses it gives, else by its file, else by its place in the site,
    /// else by a title that no other narration has.
    #[must_use]
    pub fn find(&self, page: &Identity) -> Option<&Path> {
        let mut addresses = page.addresses.iter().filter_map(|address| Address::read(address));
        let mut by_address = || addresses.find_map(|address| self.by_address.get(&address));
        let by_file = || self.by_file.get(page.file.as_ref()?).or_else(|| self.outside(page.file.as_ref()?));
        let by_path = || {
            let path = page.path.as_ref()?.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
            self.by_path.get(&address::folded(&format!("/{path}")))?.as_ref()
        };
        let by_title = || page.titles.iter().flat_map(|title| cuts(title)).find_map(|title| self.titled(title));
        let found = by_address().or_else(by_file).or_else(by_path).or_else(by_title)?;
        Some(&self.manifests[*found])
    }

    /// Finds the narration whose file's path ends a page's path: the longest, of two folders at least.
    fn outside(&self, page: &Path) -> Option<&usize> {
        let fits = self.outside.iter().filter(|(file, _)| file.components().count() > 1 && page.ends_with(file));
        fits.max_by_key(|(file, _)| file.components().count()).map(|(_, number)| number)
    }

    fn titled(&self, title: &str) -> Option<&usize> {
        self.by_title.get(&folded_text::fold(title))?.as_ref()
    }
}

/// Reads a manifest.
///
/// # Errors
/// When it cannot be read, or is none.
pub fn load(path: &Path) -> io::Result<Manifest> {
    Ok(serde_json::from_slice(&regular_file::read(path, MAX_BYTES)?)?)
}

/// Returns a title, and what is left of it before each separator, the longest first.
fn cuts(title: &str) -> Vec<&str> {
    let mut cuts: Vec<&str> =
        SEPARATORS.iter().flat_map(|separator| title.match_indices(separator)).map(|(at, _)| &title[..at]).collect();
    cuts.push(title);
    cuts.sort_by_key(|cut| std::cmp::Reverse(cut.len()));
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn narrations() -> Narrations {
        let mut narrations = Narrations::default();
        for (id, title, url) in [
            ("https://www.example.org/2026/bridge/", "Harbour Bridge", None),
            ("/site/tides.html", "Tides", Some("https://example.org/tides")),
            ("text:1", "Same", None),
            ("text:2", "Same", None),
        ] {
            let article = Article { title: Some(title.into()), url: url.map(str::to_owned) };
            let (fingerprint, review) = (String::new(), None);
            let _sentences = serde::de::IgnoredAny;
            let brief = Brief { id: id.into(), file: None, article, fingerprint, review, _sentences };
            narrations.add(title.into(), brief);
        }
        narrations
    }

    fn find(page: Identity) -> Option<String> {
        narrations().find(&page).map(|path| path.display().to_string())
    }

    #[test]
    fn pages_are_found_by_address_file_place_and_title() {
        let at = |address: &str| find(Identity { addresses: vec![address.into()], ..Identity::default() });
        assert_eq!(at("http://example.org/2026/bridge/index.html#top").as_deref(), Some("Harbour Bridge"));
        assert_eq!(at("https://example.org/2026/bridge?page=2"), None);
        assert_eq!(at("https://example.org/tides.html").as_deref(), Some("Tides"));
        let file = |path: &str| find(Identity { file: Some(path.into()), ..Identity::default() });
        assert_eq!(file("/site/tides.html").as_deref(), Some("Tides"));
        let place = |path: &str| find(Identity { path: Some(path.into()), ..Identity::default() });
        assert_eq!(place("2026/bridge/index.html").as_deref(), Some("Harbour Bridge"));
        let titled = |title: &str| find(Identity { titles: vec![title.into()], ..Identity::default() });
        assert_eq!(titled("HARBOUR bridge – The Daily | News").as_deref(), Some("Harbour Bridge"));
        assert_eq!(titled("Same"), None);
    }
}
