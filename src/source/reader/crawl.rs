//! Goes through sitemaps: one in memory at a time, each once, as deep as sites nest them.

use std::collections::HashSet;

use url::Url;

use super::{Kind, Leads, Reader, Source};
use crate::source::sitemap::{self, Entry, Listed};
use crate::source::web::{FetchError, Fetched};
use crate::source::{Lead, ListedMetadata, SourceError, address};

/// How deep sitemaps may name sitemaps: the protocol knows one level, sites were seen to use two.
const MAX_SITEMAP_DEPTH: usize = 3;

/// How many sitemaps are fetched for one that was named: indexes of the largest papers list a few hundred, and three levels
/// of the protocol's 50 000 would never end. Taste.
const MAX_SITEMAPS: usize = 1_000;

/// A walk through sitemaps: those ahead, those met, and what was found.
#[derive(Default)]
struct Walk {
    /// How many sitemaps were asked for.
    fetched: usize,
    ahead: Vec<(Url, usize)>,
    seen: HashSet<Url>,
    left: usize,
    sent: bool,
    undated: usize,
}

/// Where a sitemap stands among those it was reached by.
#[derive(Clone, Copy)]
struct Level<'a> {
    base: Option<&'a Url>,
    depth: usize,
}

impl Reader {
    /// Goes through a sitemap and those it names, one in memory at a time and each once.
    pub(super) async fn open_sitemap(&self, text: String, source: Source<'_>, leads: &Leads) -> Option<()> {
        let mut walk = Walk { left: self.reading.limit, ..Walk::default() };
        walk.seen.extend(source.base.cloned());
        let mut current = Some((text, source.base.cloned(), 0));
        while walk.left > 0 {
            if let Some((text, base, depth)) = current.take() {
                self.take_listed(sitemap::parse(&text), Level { base: base.as_ref(), depth }, &mut walk, leads).await?;
            }
            let Some((url, depth)) = walk.ahead.pop() else { break };
            let shown = address::shown(&url);
            if walk.fetched >= MAX_SITEMAPS {
                let error = SourceError::TooManySitemaps { name: source.name.to_owned(), limit: MAX_SITEMAPS };
                leads.send(Lead::refused(source.name, error)).await.ok()?;
                break;
            }
            walk.fetched += 1;
            let fetched = self.fetch_sitemap(&url, source.base.unwrap_or(&url)).await;
            match fetched.and_then(|fetched| self.understand(fetched, &shown)) {
                Ok((Kind::Sitemap(text), base)) => current = Some((text, Some(base), depth)),
                Ok(_) => {
                    let why = FetchError::NotAPage("no sitemap".to_owned());
                    leads.send(Lead::refused(&shown, SourceError::Web { url: shown.clone(), why })).await.ok()?;
                }
                Err(error) => leads.send(Lead::refused(&shown, error)).await.ok()?,
            }
        }
        if walk.sent { Some(()) } else { leads.send(self.nothing_in(source.name, walk.undated)).await.ok() }
    }

    /// Fetches a sitemap that another names: as for pages, the site's robots.txt says whether and how fast.
    async fn fetch_sitemap(&self, url: &Url, home: &Url) -> Result<Fetched, SourceError> {
        let closed = |why| SourceError::Web { url: address::shown(url), why };
        self.robots.admit(url, &self.fetcher).await.map_err(closed)?;
        self.fetch_list(url, home).await
    }

    /// Takes what a sitemap lists: pages are sent, sitemaps put ahead.
    async fn take_listed(&self, listed: Listed, level: Level<'_>, walk: &mut Walk, leads: &Leads) -> Option<()> {
        let Level { base, depth } = level;
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
            Listed::Pages(entries) => self.send_pages(entries, base, walk, leads).await?,
        }
        Some(())
    }

    async fn send_pages(&self, entries: Vec<Entry>, base: Option<&Url>, walk: &mut Walk, leads: &Leads) -> Option<()> {
        for entry in entries {
            walk.undated += usize::from(entry.latest().is_none());
            if walk.left == 0 || !self.is_wanted(entry.latest()) {
                continue;
            }
            let lead = match address::join(base, &entry.location) {
                Some(url) => Lead::crawled(&url, base.cloned(), known(entry, &url)),
                None => {
                    let url = address::shown_text(&entry.location);
                    Lead::refused(&url.clone(), SourceError::Web { url, why: FetchError::Scheme })
                }
            };
            walk.left -= 1;
            walk.sent = true;
            leads.send(lead).await.ok()?;
        }
        Some(())
    }
}

fn known(entry: Entry, url: &Url) -> ListedMetadata {
    ListedMetadata {
        title: entry.title,
        published: entry.published,
        modified: entry.modified,
        language: entry.language,
        url: Some(address::id(url)),
        site: entry.site,
        ..ListedMetadata::default()
    }
}
