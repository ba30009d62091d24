//! Addresses of articles, compared however they are written.

use url::Url;

/// How the names of parameters begin that count readers: of Google Analytics, AT Internet, Matomo, Mailchimp, HubSpot.
const TRACKER_STARTS: [&str; 8] = ["utm_", "at_", "mtm_", "pk_", "mc_", "hsa_", "_hs", "ga_"];
/// The names of others, of ad networks, social networks and feeds.
const TRACKERS: [&str; 22] = [
    "fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "twclid", "ref", "ref_src", "source", "cmp", "cmpid",
    "ncid", "ito", "ftag", "smid", "xtor", "wt_mc", "s_cid", "icid", "rss", "partner",
];

/// What different ways of writing an address share: no scheme, `www.`, fragment, last slash, `index.html` or `.html`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Address {
    /// Host and port.
    site: String,
    /// Path and query.
    path: String,
}

impl Address {
    /// Reads an address of the web.
    pub(super) fn read(text: &str) -> Option<Self> {
        let url = Url::parse(text.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        let host = url.host_str()?;
        let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
        let query = meant(&url).map(|query| format!("?{query}")).unwrap_or_default();
        let site = format!("{}{port}", host.strip_prefix("www.").unwrap_or(host));
        Some(Self { site, path: folded(url.path()) + &query })
    }

    /// Reads an address that may lack its site, as one stands on a page of this address.
    pub(super) fn seen_from(site: Option<&Url>, text: &str) -> Option<Self> {
        // A guid may be any text, and nothing at all.
        let relative = || site?.join(text.trim()).ok().filter(|_| text.contains('/'));
        Self::read(text).or_else(|| Self::read(relative()?.as_str()))
    }

    /// Returns its place in the site, as [`folded`] does.
    pub(super) fn path(&self) -> &str {
        &self.path
    }
}

/// Returns a query without what only counts where readers come from.
fn meant(url: &Url) -> Option<String> {
    let is_meant = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default().to_ascii_lowercase();
        !TRACKERS.contains(&name.as_str()) && !TRACKER_STARTS.iter().any(|start| name.starts_with(start))
    };
    let pairs: Vec<&str> = url.query()?.split('&').filter(|pair| !pair.is_empty()).filter(is_meant).collect();
    (!pairs.is_empty()).then(|| pairs.join("&"))
}

/// Returns whether two texts are the same address.
pub(super) fn are_same(one: &str, other: &str) -> bool {
    Address::read(one).is_some_and(|one| Address::read(other) == Some(one))
}

/// Leaves out of a path what servers add: `/a/`, `/a/index.html` and `/a.html` are `/a`.
pub(super) fn folded(path: &str) -> String {
    let path = path.trim_end_matches('/');
    let path = [".html", ".htm", ".xhtml"].iter().find_map(|ending| path.strip_suffix(ending)).unwrap_or(path);
    path.strip_suffix("/index").unwrap_or(path).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_compared_however_they_are_written() {
        for (one, other) in [
            ("http://www.example.org/a/#top", "https://example.org/a"),
            ("https://example.org/a/index.html", "https://EXAMPLE.org/a/"),
            (" https://example.org/a.html", "https://example.org:443/a"),
            ("https://example.org/a?utm_source=rss&utm_medium=feed", "https://example.org/a"),
            ("https://example.org/?p=1&at_medium=RSS&source=rss----abc", "https://example.org/?p=1"),
        ] {
            assert!(are_same(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("https://example.org/?p=1", "https://example.org/?p=2"),
            ("https://example.org:8443/a", "https://example.org/a"),
            ("https://news.example.org/a", "https://example.org/a"),
            ("/home/somebody/story.md", "/home/somebody/story.md"),
        ] {
            assert!(!are_same(one, other), "{one} {other}");
        }
    }
}
