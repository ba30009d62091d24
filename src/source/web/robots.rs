//! What a site's robots.txt (RFC 9309) lets crawlers read, and how fast.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use robotxt::Robots as Robot;
use tokio::sync::OnceCell;
use tokio::time::Instant;
use url::Url;

use super::{FetchError, Fetcher};
use crate::source::SourceError;

/// The name that rules may be written for.
const AGENT: &str = "aloud";
/// What is read of a robots.txt: RFC 9309, section 2.5, asks for at least 500 KiB.
const MAX_BYTES: u64 = 500 * 1024;
/// The longest wait between two pages that a site may ask for. Taste.
const MAX_DELAY: Duration = Duration::from_secs(60);

/// The rules of every site met so far.
#[derive(Default)]
pub(in crate::source) struct Robots {
    sites: Mutex<HashMap<String, Arc<OnceCell<Site>>>>,
}

struct Site {
    rules: Rules,
    delay: Duration,
    /// When the next page may be asked for.
    next: tokio::sync::Mutex<Option<Instant>>,
}

enum Rules {
    Open,
    Closed,
    Written(Box<Robot>),
}

impl Robots {
    /// Waits until a page may be asked for.
    ///
    /// # Errors
    /// When the rules keep it from crawlers.
    pub(in crate::source) async fn admit(&self, url: &Url, fetcher: &Fetcher) -> Result<(), FetchError> {
        let site = {
            let mut sites = self.sites.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(sites.entry(url.origin().ascii_serialization()).or_default())
        };
        let site = site.get_or_init(|| Site::ask(url, fetcher)).await;
        let allowed = match &site.rules {
            Rules::Open => true,
            Rules::Closed => false,
            Rules::Written(robot) => robot.is_url_allowed(url),
        };
        if !allowed {
            return Err(FetchError::Robots);
        }
        site.wait().await;
        Ok(())
    }
}

impl Site {
    async fn ask(page: &Url, fetcher: &Fetcher) -> Self {
        let rules = match page.join("/robots.txt") {
            Ok(url) => rules(fetcher.fetch(&url, Some(page), MAX_BYTES).await.map(|fetched| fetched.bytes)),
            Err(_) => Rules::Closed,
        };
        let delay = match &rules {
            Rules::Written(robot) => robot.crawl_delay().unwrap_or_default(),
            _ => Duration::ZERO,
        };
        Self { rules, delay: delay.min(MAX_DELAY), next: tokio::sync::Mutex::default() }
    }

    async fn wait(&self) {
        if self.delay.is_zero() {
            return;
        }
        let mut next = self.next.lock().await;
        if let Some(next) = *next {
            tokio::time::sleep_until(next).await;
        }
        *next = Some(Instant::now() + self.delay);
    }
}

/// Reads the rules. RFC 9309, section 2.3.1: a site without the file may be read, one whose server fails may not.
fn rules(answer: Result<Vec<u8>, SourceError>) -> Rules {
    match answer {
        Ok(bytes) => Rules::Written(Box::new(Robot::parse(&bytes, AGENT))),
        Err(SourceError::Web { why: FetchError::Status { code: 400..=499 }, .. }) => Rules::Open,
        Err(SourceError::Web { why: FetchError::NotAPage(_) | FetchError::Redirects { .. }, .. }) => Rules::Open,
        Err(_) => Rules::Closed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(rules: &Rules, url: &str) -> bool {
        match rules {
            Rules::Open => true,
            Rules::Closed => false,
            Rules::Written(robot) => robot.is_url_allowed(&Url::parse(url).unwrap()),
        }
    }

    #[test]
    fn rules_follow_the_standard() {
        let written = rules(Ok(
            b"User-agent: *\nDisallow: /private\nAllow: /private/open\n\nUser-agent: aloud\nDisallow: /no-audio\n"
                .into(),
        ));
        assert!(allowed(&written, "https://example.org/private"), "our own group counts alone");
        assert!(!allowed(&written, "https://example.org/no-audio/story"));
        let general = rules(Ok(b"user-agent: *\ndisallow: /private\nallow: /private/open$\ncrawl-delay: 2\n".into()));
        assert!(!allowed(&general, "https://example.org/private/x"));
        assert!(allowed(&general, "https://example.org/private/open"));
        let failed = |code| rules(Err(SourceError::Web { url: String::new(), why: FetchError::Status { code } }));
        assert!(allowed(&failed(404), "https://example.org/"));
        assert!(!allowed(&failed(503), "https://example.org/"));
    }
}
