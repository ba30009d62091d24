//! Addresses on the web: read from what a page, feed or file says, and brought to one form.

use url::Url;

/// Parameters that follow readers around and name no other page.
const TRACKING: [&str; 6] = ["fbclid", "gclid", "dclid", "mc_cid", "mc_eid", "igshid"];

/// Reads an address, relative to `base` where there is one. Only http and https with a host are addresses on the web: a
/// feed may name no file of this machine.
pub(super) fn join(base: Option<&Url>, text: &str) -> Option<Url> {
    let text = text.trim();
    let url = base.map_or_else(|| Url::parse(text), |base| base.join(text)).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
}

/// Names a page by its address: without fragment, tracking parameters and credentials.
pub(super) fn id(url: &Url) -> String {
    let mut url = without_credentials(url);
    url.set_fragment(None);
    let is_tracking = |name: &str| name.starts_with("utm_") || TRACKING.contains(&name);
    if url.query_pairs().any(|(name, _)| is_tracking(&name)) {
        let kept: Vec<_> = url.query_pairs().into_owned().filter(|(name, _)| !is_tracking(name)).collect();
        url.set_query(None);
        if !kept.is_empty() {
            url.query_pairs_mut().extend_pairs(kept);
        }
    }
    url.into()
}

/// Drops the name and password from an address, so that it can be shown.
pub(super) fn without_credentials(url: &Url) -> Url {
    let mut url = url.clone();
    // These fail for addresses without a host, which have no credentials either.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url
}

/// Writes an address so that it can be shown: without name and password.
pub(super) fn shown(url: &Url) -> String {
    without_credentials(url).into()
}

/// Writes what was typed or found in place of an address so that it can be shown: without a name and password, which may
/// stand in what is no address too, and without control characters, which steer terminals.
pub(crate) fn shown_text(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control()).collect();
    let Some(start) = plain.find("//").map(|at| at + 2) else { return plain };
    let end = plain[start..].find(['/', '?', '#', '\\']).map_or(plain.len(), |end| start + end);
    match plain[start..end].rfind('@') {
        Some(at) => format!("{}{}", &plain[..start], &plain[start + at + 1..]),
        None => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_has_addresses() {
        let base = Url::parse("https://example.org/feed/").unwrap();
        let read = |text: &str| join(Some(&base), text).map(String::from);
        assert_eq!(read("../a b").as_deref(), Some("https://example.org/a%20b"));
        assert_eq!(read("//cdn.example.org/x").as_deref(), Some("https://cdn.example.org/x"));
        assert_eq!(read(" http://other.org ").as_deref(), Some("http://other.org/"));
        for refused in
            ["file:///etc/passwd", "ftp://example.org/a", "javascript:alert(1)", "data:text/html,hi", "https://"]
        {
            assert_eq!(read(refused), None, "{refused}");
        }
        assert_eq!(join(None, "/etc/passwd"), None);
    }

    #[test]
    fn what_is_shown_holds_no_password_and_steers_no_terminal() {
        let url = Url::parse("https://me:secret@example.org/a@b").unwrap();
        assert_eq!(shown(&url), "https://example.org/a@b");
        assert_eq!(shown_text("ftp://me:se@cret@example.org/a@b"), "ftp://example.org/a@b");
        assert_eq!(shown_text("//me:secret@example.org"), "//example.org");
        assert_eq!(shown_text("x\u{1b}]0;PWNED\u{7}y"), "x]0;PWNEDy");
        assert_eq!(shown_text("stories/a@b.md"), "stories/a@b.md");
    }

    #[test]
    fn pages_are_named_without_what_follows_readers() {
        let named = |text: &str| id(&Url::parse(text).unwrap());
        assert_eq!(named("https://example.org/a?utm_source=rss&p=1&fbclid=x#top"), "https://example.org/a?p=1");
        assert_eq!(named("https://example.org/a?utm_medium=x"), "https://example.org/a");
        assert_eq!(named("https://me:secret@example.org/a?q=%20b"), "https://example.org/a?q=%20b");
    }
}
