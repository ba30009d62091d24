//! Addresses of articles, compared however they are written.

use url::Url;

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
        let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
        let site = format!("{}{port}", host.strip_prefix("www.").unwrap_or(host));
        Some(Self { site, path: folded(url.path()) + &query })
    }

    /// Returns its place in the site, as [`folded`] does.
    pub(super) fn path(&self) -> &str {
        &self.path
    }
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
