//! Finds the articles in whatever the user named, and reads them: the one way in for every command.
//!
//! Finding and reading are two steps. [`Reader::find`] goes through files, folders, feeds and sitemaps in order and yields
//! leads, a few ahead of whoever takes them, so that a sitemap of a hundred thousand pages is never held as a list.
//! [`Reader::read`] reads what one lead names, as many at once as the caller likes.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::spawn_blocking;
use url::Url;

use super::feed::Dated;
use super::kind::{self, Kind};
use super::lead::Place;
use super::sitemap::{self, Entry, Listed};
use super::text::{self, Decoding};
use super::web::{FetchError, Fetched, Fetcher, Fetching, Robots, Version};
use super::{
    Article, Known, Lead, MAX_TEXT_BYTES, Markup, Origin, SourceError, address, feed, file, folder, lines, since,
};

/// How many leads are found ahead of their reading: enough to keep jobs busy, few enough to forget. Taste.
const LEADS_AHEAD: usize = 16;
/// How deep sitemaps may name sitemaps: the protocol knows one level, sites were seen to use two.
const MAX_SITEMAP_DEPTH: usize = 3;
/// The largest feed or sitemap that is kept to be asked for a newer one alone: feeds are smaller. Taste.
const MAX_KEPT_BYTES: usize = 4_000_000;
/// How standard input is typed, and named in outcomes.
const STDIN: &str = "-";

/// What to look for, and how.
#[derive(Debug, Clone)]
pub struct Reading {
    /// How the web is asked.
    pub fetching: Fetching,
    /// Takes only what feeds and sitemaps date at or after this time.
    pub since: Option<DateTime<Utc>>,
    /// Takes no more than this many articles of each feed or sitemap.
    pub limit: usize,
    /// A folder that holds our own files, to be passed over.
    pub except: Option<PathBuf>,
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
            for input in inputs {
                let leads = Leads { sender: sender.clone(), input: input.display().to_string().into() };
                if reader.open(&input, &leads).await.is_none() {
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
            Place::File(path) => blocking(move || file::read_file(&path)).await.map(unversioned),
            Place::Page { url, home, crawled, known } => {
                if crawled {
                    let closed = |why| SourceError::Web { url: url.to_string(), why };
                    self.robots.admit(&url, &self.fetcher).await.map_err(closed)?;
                }
                let fetched = self.fetcher.fetch_newer(&url, home.as_ref(), (MAX_TEXT_BYTES, than)).await?;
                let Some(fetched) = fetched else { return Ok(None) };
                let version = fetched.version.clone();
                page(fetched, &url, *known).map(|article| Some((article, version)))
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
                leads.send(Lead::refused(&name, SourceError::Web { url: name.clone(), why })).await.ok()
            }
            None if input.is_dir() => self.open_folder(input.to_owned(), leads.clone()).await,
            None if !input.exists() && folder::is_glob(input) => {
                self.open_folder(input.to_owned(), leads.clone()).await
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
        let shown = address::without_credentials(url).to_string();
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
        let newer = self.fetcher.fetch_newer(url, Some(home), (sitemap::MAX_BYTES, &than)).await?;
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
        let text = text_of(fetched.bytes, fetched.charset.as_deref(), name)?;
        Ok((kind::of(text, fetched.media_type.as_deref()), fetched.url))
    }

    /// Opens a file: a feed, a sitemap or JSON Lines by what is in it, else an article. Files that may be long and are
    /// told by their extension are not read whole.
    async fn open_file(&self, path: PathBuf, leads: &Leads) -> Option<()> {
        let name = path.display().to_string();
        let extension = path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase);
        match extension.as_deref() {
            Some("jsonl" | "ndjson") => open_lines(path, leads.clone()).await,
            Some("xml" | "rss" | "atom" | "rdf" | "json" | "gz") => {
                let read = blocking(move || {
                    text_of(file::read_file_bytes(&path, sitemap::MAX_BYTES)?, None, &path.display().to_string())
                });
                match read.await {
                    Ok(text) => self.open_kind(kind::of(text, None), Source { name: &name, base: None }, leads).await,
                    Err(error) => leads.send(Lead::refused(&name, error)).await.ok(),
                }
            }
            _ => leads.send(Lead::file(path)).await.ok(),
        }
    }

    async fn open_kind(&self, kind: Kind, source: Source<'_>, leads: &Leads) -> Option<()> {
        match kind {
            Kind::Article(markup) => leads.send(article(markup, &source)).await.ok(),
            Kind::Lines(text) => {
                let (name, leads) = (source.name.to_owned(), leads.clone());
                blocking_task(move || lines::read_text(&text, &name, |lead| leads.blocking_send(lead).is_ok())).await
            }
            Kind::Feed(text) => match feed::parse(&text, source.name, source.base) {
                Ok(entries) => self.send_dated(entries, source.name, leads).await,
                Err(error) => leads.send(Lead::refused(source.name, error)).await.ok(),
            },
            Kind::Sitemap(text) => self.open_sitemap(text, source, leads).await,
        }
    }

    async fn send_dated(&self, entries: Vec<Dated>, name: &str, leads: &Leads) -> Option<()> {
        let undated = entries.iter().filter(|entry| entry.latest.is_none()).count();
        let wanted = entries.into_iter().filter(|entry| self.is_wanted(entry.latest)).take(self.reading.limit);
        let mut sent = false;
        for entry in wanted {
            leads.send(entry.lead).await.ok()?;
            sent = true;
        }
        if sent { Some(()) } else { leads.send(self.nothing_in(name, undated)).await.ok() }
    }

    /// Goes through a sitemap and those it names, one in memory at a time and each once.
    async fn open_sitemap(&self, text: String, source: Source<'_>, leads: &Leads) -> Option<()> {
        let mut walk = Walk { left: self.reading.limit, ..Walk::default() };
        walk.seen.extend(source.base.cloned());
        let mut current = Some((text, source.base.cloned(), 0));
        while walk.left > 0 {
            if let Some((text, base, depth)) = current.take() {
                self.send_listed(sitemap::parse(&text), base.as_ref(), depth, (&mut walk, leads)).await?;
            }
            let Some((url, depth)) = walk.ahead.pop() else { break };
            let fetched = self.fetch_list(&url, source.base.unwrap_or(&url)).await;
            match fetched.and_then(|fetched| self.understand(fetched, url.as_str())) {
                Ok((Kind::Sitemap(text), base)) => current = Some((text, Some(base), depth)),
                Ok(_) => {
                    let why = FetchError::NotAPage("no sitemap".to_owned());
                    leads
                        .send(Lead::refused(url.as_str(), SourceError::Web { url: url.to_string(), why }))
                        .await
                        .ok()?;
                }
                Err(error) => leads.send(Lead::refused(url.as_str(), error)).await.ok()?,
            }
        }
        if walk.sent { Some(()) } else { leads.send(self.nothing_in(source.name, walk.undated)).await.ok() }
    }

    async fn send_listed(
        &self,
        listed: Listed,
        base: Option<&Url>,
        depth: usize,
        (walk, leads): (&mut Walk, &Leads),
    ) -> Option<()> {
        match listed {
            Listed::Sitemaps(_) if depth >= MAX_SITEMAP_DEPTH => {}
            Listed::Sitemaps(entries) => {
                // A sitemap that did not change since the day asked for lists no page that did.
                let fresh = |entry: &Entry| entry.latest().is_none() || self.is_wanted(entry.latest());
                let found = entries
                    .iter()
                    .filter(|entry| fresh(entry))
                    .filter_map(|entry| address::join(base, &entry.location));
                let new: Vec<_> =
                    found.filter(|url| walk.seen.insert(url.clone())).map(|url| (url, depth + 1)).collect();
                // The last is taken first.
                walk.ahead.extend(new.into_iter().rev());
            }
            Listed::Pages(entries) => {
                for entry in entries {
                    walk.undated += usize::from(entry.latest().is_none());
                    if walk.left == 0 || !self.is_wanted(entry.latest()) {
                        continue;
                    }
                    let lead = match address::join(base, &entry.location) {
                        Some(url) => Lead::crawled(&url, base.cloned(), known(entry, &url)),
                        None => {
                            let why = FetchError::Scheme;
                            let url = entry.location;
                            Lead::refused(&url.clone(), SourceError::Web { url, why })
                        }
                    };
                    walk.left -= 1;
                    walk.sent = true;
                    leads.send(lead).await.ok()?;
                }
            }
        }
        Some(())
    }

    fn is_wanted(&self, time: Option<DateTime<Utc>>) -> bool {
        self.reading.since.is_none_or(|since| time.is_some_and(|time| time >= since))
    }

    fn nothing_in(&self, name: &str, undated: usize) -> Lead {
        let nothing = match self.reading.since {
            Some(since) => SourceError::NothingSince { name: name.to_owned(), since: since::written(since), undated },
            None => SourceError::NothingListed { name: name.to_owned() },
        };
        Lead::refused(name, nothing)
    }

    /// Walks a folder or expands a glob.
    async fn open_folder(&self, input: PathBuf, leads: Leads) -> Option<()> {
        let except = self.reading.except.clone();
        blocking_task(move || {
            let name = input.display().to_string();
            let found: Box<dyn Iterator<Item = Result<PathBuf, SourceError>>> = match input.is_dir() {
                true => Box::new(folder::walk(&input)),
                false => match folder::expand(&input) {
                    Ok(found) => Box::new(found),
                    Err(error) => return drop(leads.blocking_send(Lead::refused(&name, error))),
                },
            };
            let mut empty = true;
            for found in found.filter(|found| !is_ours(found, except.as_deref())) {
                empty = false;
                let sent = match found {
                    Ok(path) if has_lines(&path) => send_lines(&path, &leads),
                    Ok(path) => leads.blocking_send(Lead::file(path)).is_ok(),
                    Err(error) => leads.blocking_send(Lead::refused(&name, error)).is_ok(),
                };
                if !sent {
                    return;
                }
            }
            if empty {
                let nothing = SourceError::NothingFound { name: name.clone() };
                let _ = leads.blocking_send(Lead::refused(&name, nothing));
            }
        })
        .await
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
}

/// Nobody wants more leads.
struct Unwanted;

impl Leads {
    async fn send(&self, lead: Lead) -> Result<(), Unwanted> {
        self.sender.send(Lead { input: Arc::clone(&self.input), ..lead }).await.map_err(|_| Unwanted)
    }

    fn blocking_send(&self, lead: Lead) -> Result<(), Unwanted> {
        self.sender.blocking_send(Lead { input: Arc::clone(&self.input), ..lead }).map_err(|_| Unwanted)
    }

    fn is_closed(&self) -> bool {
        self.sender.is_closed()
    }
}

/// Where a text came from.
#[derive(Clone, Copy)]
struct Source<'a> {
    name: &'a str,
    base: Option<&'a Url>,
}

/// A walk through sitemaps: those ahead, those met, and what was found.
#[derive(Default)]
struct Walk {
    ahead: Vec<(Url, usize)>,
    seen: std::collections::HashSet<Url>,
    left: usize,
    sent: bool,
    undated: usize,
}

/// Tells an address from a path; inside, `None` for an address of another kind than the web's.
fn web_address(input: &str) -> Option<Option<Url>> {
    let scheme = input.split_once("://")?.0;
    let is_scheme = !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_scheme.then(|| address::join(None, input))
}

/// Unpacks and decodes what a file or a server gave.
fn text_of(bytes: Vec<u8>, charset: Option<&str>, name: &str) -> Result<String, SourceError> {
    let limit_bytes = sitemap::MAX_BYTES;
    let name = || name.to_owned();
    let bytes = sitemap::unpacked(bytes).ok_or_else(|| SourceError::BadArchive { name: name(), limit_bytes })?;
    if bytes.is_empty() {
        return Err(SourceError::Empty { name: name() });
    }
    let text = text::decode(&bytes, charset, Decoding::AsBrowsers);
    let text = text.map_err(|why| SourceError::NotText { name: name(), why })?;
    if text.trim().is_empty() { Err(SourceError::Blank { name: name() }) } else { Ok(text) }
}

/// Makes an article of a page; `asked` names it in errors.
fn page(fetched: Fetched, asked: &Url, known: Known) -> Result<Article, SourceError> {
    let text = text_of(fetched.bytes, fetched.charset.as_deref(), asked.as_str())?;
    match kind::of(text, fetched.media_type.as_deref()) {
        Kind::Article(markup) => Ok(web_article(markup, &fetched.url, known)),
        Kind::Feed(_) => Err(not_an_article(asked, "a feed")),
        Kind::Sitemap(_) => Err(not_an_article(asked, "a sitemap")),
        Kind::Lines(_) => Err(not_an_article(asked, "JSON")),
    }
}

fn not_an_article(url: &Url, what: &str) -> SourceError {
    SourceError::Web { url: url.to_string(), why: FetchError::NotAPage(what.to_owned()) }
}

fn web_article(markup: Markup, url: &Url, mut known: Known) -> Article {
    let url = address::without_credentials(url);
    known.url.get_or_insert_with(|| address::id(&url));
    Article { id: address::id(&url), origin: Origin::Web(url.into()), markup, known }
}

/// Makes a lead of a text that turned out to be one article.
fn article(markup: Markup, source: &Source<'_>) -> Lead {
    if markup.text().len() as u64 > MAX_TEXT_BYTES {
        let too_large = SourceError::TooLarge { name: source.name.to_owned(), limit_bytes: MAX_TEXT_BYTES };
        return Lead::refused(source.name, too_large);
    }
    match source.base {
        Some(url) => Lead::here(source.name, web_article(markup, url, Known::default())),
        None => Lead::file(source.name.into()),
    }
}

fn known(entry: Entry, url: &Url) -> Known {
    Known {
        title: entry.title,
        published: entry.published,
        modified: entry.modified,
        language: entry.language,
        url: Some(address::id(url)),
        site: entry.site,
        ..Known::default()
    }
}

async fn open_lines(path: PathBuf, leads: Leads) -> Option<()> {
    blocking_task(move || {
        send_lines(&path, &leads);
    })
    .await
}

/// Sends each line of a file; says whether more are wanted.
fn send_lines(path: &Path, leads: &Leads) -> bool {
    let name = path.display().to_string();
    match File::open(path) {
        Ok(file) => {
            lines::read(BufReader::new(file), &name, |lead| leads.blocking_send(lead).is_ok());
            !leads.is_closed()
        }
        Err(source) if source.kind() == std::io::ErrorKind::NotFound => {
            leads.blocking_send(Lead::refused(&name, SourceError::Missing { name: name.clone() })).is_ok()
        }
        Err(source) => {
            leads.blocking_send(Lead::refused(&name, SourceError::Unreadable { name: name.clone(), source })).is_ok()
        }
    }
}

fn has_lines(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "jsonl" || extension == "ndjson")
}

fn is_ours(found: &Result<PathBuf, SourceError>, except: Option<&Path>) -> bool {
    matches!((found, except), (Ok(path), Some(except)) if path.starts_with(except))
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
