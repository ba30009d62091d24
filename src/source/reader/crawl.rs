//! Goes through sitemaps: one in memory at a time, each once, as deep as sites nest them.

use std::collections::HashSet;

use url::Url;

use super::{Kind, Leads, Reader, Source};
use crate::source::sitemap::{self, Entry, Listed};
use crate::source::web::FetchError;
use crate::source::{Lead, ListedMetadata, SourceError, address};

/// How deep sitemaps may name sitemaps: the protocol knows one level, sites were seen to use two.
const MAX_SITEMAP_DEPTH: usize = 3;

/// A walk through sitemaps: those ahead, those met, and what was found.
#[derive(Default)]
struct Walk {
    ahead: Vec<(Url, usize)>,
    seen: HashSet<Url>,
    left: usize,
    sent: bool,
    undated: usize,
}

impl Reader {
    /// Goes through a sitemap and those it names, one in memory at a time and each once.
    pub(super) async fn open_sitemap(&self, text: String, source: Source<'_>, leads: &Leads) -> Option<()> {
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
