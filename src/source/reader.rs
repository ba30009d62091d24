//! Finds the articles in whatever the user named, and reads them: the one way in for every command.
//!
//! Finding and reading are two steps. [`Reader::find`] goes through files, folders, feeds and sitemaps in order and yields
//! leads, a few ahead of whoever takes them, so that a sitemap of a hundred thousand pages is never held as a list.
//! [`Reader::read`] reads what one lead names, as many at once as the caller likes.

mod crawl;
mod folders;
mod hubs;
mod texts;

use std::collections::HashMap;
use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::spawn_blocking;
use url::Url;

use super::feed::Dated;
use super::file_ids::FileIds;
use super::kind::{self, Kind};
use super::lead::Place;
use super::web::{Bounds, FetchError, Fetched, Fetcher, Fetching, Robots, Version};
use super::{
    Article, Chosen, Exclusions, Lead, MAX_TEXT_BYTES, SourceError, address, feed, file, folder, input_name, lines,
    since, sitemap,
};

/// How many leads are found ahead of their reading: enough to keep jobs busy, few enough to forget. Taste.
const LEADS_AHEAD: usize = 16;
/// The largest feed or sitemap that is kept to be asked for a newer one alone: feeds are smaller. Taste.
const MAX_KEPT_BYTES: usize = 4_000_000;
/// How standard input is typed, and named in outcomes.
const STDIN: &str = "-";

/// What to look for, and how.
#[derive(Debug, Clone)]
pub struct Reading {
    /// How the web is asked.
    pub fetching: Fetching,
    /// Which of the articles that are found are taken.
    pub chosen: Chosen,
    /// Takes no more than this many articles of each input.
    pub limit: usize,
    /// A folder that holds our own files, to be passed over.
    pub except: Option<PathBuf>,
    /// Files that are passed over in folders.
    pub exclude: Exclusions,
    /// The project's folder, which files are named from; empty for the working folder.
    pub project: PathBuf,
}

/// Finds and reads articles.
pub struct Reader {
    reading: Reading,
    fetcher: Fetcher,
    robots: Robots,
    /// What was fetched while finding, by address.
    kept: Mutex<HashMap<Url, Fetched>>,
}

impl Reader {
    /// Sets up a reader.
    ///
    /// # Errors
    /// When this machine's TLS or proxy settings cannot be used.
    pub fn new(reading: Reading) -> Result<Arc<Self>, FetchError> {
        let fetcher = Fetcher::new(reading.fetching.clone())?;
        Ok(Arc::new(Self { reading, fetcher, robots: Robots::default(), kept: Mutex::default() }))
    }

    /// Finds the articles in these inputs, in order: files, folders, globs, addresses, or `-` for standard input. What
    /// cannot be followed is a lead too, and [`Reader::read`] tells why. Dropping the receiver ends the search.
    #[must_use]
    pub fn find(self: &Arc<Self>, inputs: Vec<PathBuf>) -> Receiver<Lead> {
        let (sender, found) = channel(LEADS_AHEAD);
        let reader = Arc::clone(self);
        tokio::spawn(async move {
            let reading = &reader.reading;
            for input in inputs {
                let ids = FileIds::of_input(&reading.project, &input).into();
                let name = input_name(&input);
                let in_folder = input.is_dir() || !input.exists() && folder::is_glob(&input);
                let (input_name, left) = (name.into(), Arc::new(AtomicUsize::new(reading.limit)));
                let leads = Leads {
                    sender: sender.clone(),
                    input: input_name,
                    in_folder,
                    ids,
                    chosen: reading.chosen.clone(),
                    left,
                };
                if reader.open(&input, &leads).await.is_none() && !leads.has_enough() {
                    return;
                }
            }
        });
        found
    }

    /// Reads the article that a lead names.
    ///
    /// # Errors
    /// When it cannot be had, or is no article.
    pub async fn read(&self, lead: Lead) -> Result<Article, SourceError> {
        let name = lead.name.clone();
        let found = self.read_newer(lead, &Version::default()).await?;
        let nothing = || SourceError::Web { url: name, why: FetchError::Status { code: 304 } };
        found.map(|(article, _)| article).ok_or_else(nothing)
    }

    /// Reads the article that a lead names, with its version, unless it is a page that has none newer than this one.
    ///
    /// # Errors
    /// As for [`Reader::read`].
    pub async fn read_newer(&self, lead: Lead, than: &Version) -> Result<Option<(Article, Version)>, SourceError> {
        let unversioned = |article| Some((article, Version::default()));
        match lead.place? {
            Place::Here(article) => Ok(unversioned(*article)),
            Place::File { path, id } => blocking(move || file::read_file(&path, id)).await.map(unversioned),
            Place::Page { url, home, crawled, known } => {
                if crawled {
                    let closed = |why| SourceError::Web { url: address::shown(&url), why };
                    self.robots.admit(&url, &self.fetcher).await.map_err(closed)?;
                }
                let fetched =
                    self.fetcher.fetch_newer(&url, home.as_ref(), Bounds { limit_bytes: MAX_TEXT_BYTES, than }).await?;
                let Some(fetched) = fetched else { return Ok(None) };
                let version = fetched.version.clone();
                texts::page(fetched, &url, *known).map(|article| Some((article, version)))
            }
        }
    }

    /// Finds the articles of one input; `None` when nobody wants more.
    async fn open(&self, input: &Path, leads: &Leads) -> Option<()> {
        let name = input.display().to_string();
        match web_address(&name) {
            _ if name == STDIN => self.open_stdin(leads).await,
            Some(Some(url)) => self.open_web(&url, leads).await,
            Some(None) => {
                let why = FetchError::Scheme;
                let shown = address::shown_text(&name);
                leads.send(Lead::refused(&shown, SourceError::Web { url: shown.clone(), why })).await.ok()
            }
            None if input.is_dir() || !input.exists() && folder::is_glob(input) => {
                self.open_folder(input.to_owned(), leads).await
            }
            None => self.open_file(input.to_owned(), leads).await,
        }
    }

    /// Opens standard input: JSON Lines are taken as they come, since a pipe may never end; the rest is read whole.
    async fn open_stdin(&self, leads: &Leads) -> Option<()> {
        let lines = leads.clone();
        let read = blocking(move || {
            let mut input = std::io::stdin().lock();
            let start = input.fill_buf().unwrap_or_default();
            if start.trim_ascii_start().starts_with(b"{\"") && !contains(start, b"jsonfeed.org/version/") {
                lines::read(input, file::STDIN, |lead| lines.blocking_send(lead).is_ok());
                return Ok(None);
            }
            file::read_stdin(input).map(Some)
        });
        match read.await {
            Ok(None) => Some(()),
            Ok(Some(article)) => match kind::of(article.markup.text().to_owned(), None) {
                Kind::Article(_) => leads.send(Lead::here(STDIN, article)).await.ok(),
                kind => self.open_kind(kind, Source { name: file::STDIN, base: None }, leads).await,
            },
            Err(error) => leads.send(Lead::refused(STDIN, error)).await.ok(),
        }
    }

    async fn open_web(&self, url: &Url, leads: &Leads) -> Option<()> {
        let shown = address::shown(url);
        match self.fetch_list(url, url).await {
            Err(error) => leads.send(Lead::refused(&shown, error)).await.ok(),
            Ok(fetched) => match self.understand(fetched, &shown) {
                Ok((kind, base)) => self.open_kind(kind, Source { name: &shown, base: Some(&base) }, leads).await,
                Err(error) => leads.send(Lead::refused(&shown, error)).await.ok(),
            },
        }
    }

    /// Fetches what may list articles. What was fetched before is asked for again only where it changed.
    async fn fetch_list(&self, url: &Url, home: &Url) -> Result<Fetched, SourceError> {
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let before = kept().get(url).cloned();
        let than = before.as_ref().map(|before| before.version.clone()).unwrap_or_default();
        let newer =
            self.fetcher.fetch_newer(url, Some(home), Bounds { limit_bytes: sitemap::MAX_BYTES, than: &than }).await?;
        match (newer, before) {
            (None, Some(before)) => Ok(before),
            (Some(fetched), _) => {
                if !fetched.version.is_unknown() && fetched.bytes.len() <= MAX_KEPT_BYTES {
                    kept().insert(url.clone(), fetched.clone());
                }
                Ok(fetched)
            }
            (None, None) => unreachable!("without a version nothing is asked on condition"),
        }
    }

    /// Tells what an address gave.
    fn understand(&self, fetched: Fetched, name: &str) -> Result<(Kind, Url), SourceError> {
        let text = texts::text_of(fetched.bytes, fetched.charset.as_deref(), name)?;
        Ok((kind::of(text, fetched.media_type.as_deref()), fetched.url))
    }

    /// Opens a file: a feed, a sitemap or JSON Lines by what is in it, else an article. Files that may be long and are
    /// told by their extension are not read whole.
    async fn open_file(&self, path: PathBuf, leads: &Leads) -> Option<()> {
        if !folder::is_list(&path) {
            return leads.send(leads.file(path)).await.ok();
        }
        // A list in a folder has as many as a list of its own.
        let own = Leads { left: Arc::new(AtomicUsize::new(self.reading.limit)), ..leads.clone() };
        self.open_list(path, &own).await.or(own.has_enough().then_some(()))
    }

    async fn open_list(&self, path: PathBuf, leads: &Leads) -> Option<()> {
        let name = path.display().to_string();
        let extension = path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase);
        match extension.as_deref() {
            Some("jsonl" | "ndjson") => folders::open_lines(path, leads.clone()).await,
            Some("xml" | "rss" | "atom" | "rdf" | "json" | "gz") => {
                let read = blocking(move || {
                    texts::text_of(file::read_file_bytes(&path, sitemap::MAX_BYTES)?, None, &path.display().to_string())
                });
                match read.await {
                    Ok(text) => self.open_kind(kind::of(text, None), Source { name: &name, base: None }, leads).await,
                    Err(error) => leads.send(Lead::refused(&name, error)).await.ok(),
                }
            }
            _ => leads.send(leads.file(path)).await.ok(),
        }
    }

    async fn open_kind(&self, kind: Kind, source: Source<'_>, leads: &Leads) -> Option<()> {
        match kind {
            Kind::Article(markup) => leads.send(texts::article(markup, &source, leads)).await.ok(),
            Kind::Lines(text) => {
                let (name, leads) = (source.name.to_owned(), leads.clone());
                blocking_task(move || lines::read_text(&text, &name, |lead| leads.blocking_send(lead).is_ok())).await
            }
            // A site's own feed and sitemap list the pages beside them as they are on the web.
            Kind::Sitemap(_) if leads.in_folder => Some(()),
            Kind::Feed(text) => match feed::parse(&text, source.name, source.base) {
                Ok(entries) => self.send_dated(entries, source.name, leads).await,
                // That of a tag or category that no one uses.
                Err(SourceError::NothingListed { .. }) if leads.in_folder => Some(()),
                Err(error) => leads.send(Lead::refused(source.name, error)).await.ok(),
            },
            Kind::Sitemap(text) => self.open_sitemap(text, source, leads).await,
        }
    }

    async fn send_dated(&self, entries: Vec<Dated>, name: &str, leads: &Leads) -> Option<()> {
        let entries: Vec<Dated> =
            entries.into_iter().filter(|entry| !leads.in_folder || !entry.lead.is_page()).collect();
        if entries.is_empty() && leads.in_folder {
            return Some(());
        }
        let undated = entries.iter().filter(|entry| entry.latest.is_none()).count();
        let wanted = entries.into_iter().filter(|entry| self.is_wanted(entry.latest)).take(self.reading.limit);
        let mut sent = false;
        for entry in wanted {
            leads.send(entry.lead).await.ok()?;
            sent = true;
        }
        if sent { Some(()) } else { leads.send(self.nothing_in(name, undated)).await.ok() }
    }

    fn is_wanted(&self, time: Option<DateTime<Utc>>) -> bool {
        self.reading.chosen.since.is_none_or(|since| time.is_some_and(|time| time >= since))
    }

    fn nothing_in(&self, name: &str, undated: usize) -> Lead {
        let nothing = match self.reading.chosen.since {
            Some(since) => SourceError::NothingSince { name: name.to_owned(), since: since::written(since), undated },
            None => SourceError::NothingListed { name: name.to_owned() },
        };
        Lead::refused(name, nothing)
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Where leads go, each with the input it was found in.
#[derive(Clone)]
struct Leads {
    sender: Sender<Lead>,
    input: Arc<str>,
    in_folder: bool,
    /// How the input's files are named.
    ids: Arc<FileIds>,
    chosen: Chosen,
    /// How many articles are still to be taken.
    left: Arc<AtomicUsize>,
}

/// Nobody wants more leads.
struct Unwanted;

impl Leads {
    /// Makes the lead to a file.
    fn file(&self, path: PathBuf) -> Lead {
        let id = self.ids.id(&path);
        Lead::file(path, id)
    }

    /// Returns whether as many articles were taken as are wanted.
    fn has_enough(&self) -> bool {
        self.left.load(Ordering::Relaxed) == 0
    }

    /// Returns a lead as it is sent, with the input it was found in; none for one that is not to be taken.
    fn taken(&self, lead: Lead) -> Result<Option<Lead>, Unwanted> {
        if self.has_enough() {
            return Err(Unwanted);
        }
        if !lead.may_be(&self.chosen) {
            return Ok(None);
        }
        if lead.place.is_ok() {
            self.left.fetch_sub(1, Ordering::Relaxed);
        }
        Ok(Some(Lead { input: Arc::clone(&self.input), in_folder: self.in_folder, ..lead }))
    }

    async fn send(&self, lead: Lead) -> Result<(), Unwanted> {
        match self.taken(lead)? {
            Some(lead) => self.sender.send(lead).await.map_err(|_| Unwanted),
            None => Ok(()),
        }
    }

    fn blocking_send(&self, lead: Lead) -> Result<(), Unwanted> {
        match self.taken(lead)? {
            Some(lead) => self.sender.blocking_send(lead).map_err(|_| Unwanted),
            None => Ok(()),
        }
    }
}

/// Where a text came from.
#[derive(Clone, Copy)]
struct Source<'a> {
    name: &'a str,
    base: Option<&'a Url>,
}

/// Tells an address from a path; inside, `None` for an address of another kind than the web's.
fn web_address(input: &str) -> Option<Option<Url>> {
    let scheme = input.split_once("://")?.0;
    let is_scheme = !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_scheme.then(|| address::join(None, input))
}

/// Runs what reads files away from the tasks that wait for the network.
async fn blocking<T: Send + 'static>(
    read: impl FnOnce() -> Result<T, SourceError> + Send + 'static,
) -> Result<T, SourceError> {
    spawn_blocking(read).await.expect("reading does not panic")
}

async fn blocking_task(read: impl FnOnce() + Send + 'static) -> Option<()> {
    spawn_blocking(read).await.ok()
}
