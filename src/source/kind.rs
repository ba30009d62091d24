//! Tells what a text from outside is: a page, a feed, a sitemap, or JSON Lines.

use super::Markup;
use super::file::markup_of;

/// What a text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// One article.
    Article(Markup),
    /// RSS, Atom or JSON Feed.
    Feed(String),
    /// A sitemap or an index of sitemaps.
    Sitemap(String),
    /// JSON, one article a line.
    Lines(String),
}

/// Tells what a text is by how it begins, and where that says nothing by the media type it was sent with.
pub(super) fn of(text: String, media_type: Option<&str>) -> Kind {
    match root(&text) {
        Some("rss" | "RDF" | "feed") => return Kind::Feed(text),
        Some("urlset" | "sitemapindex") => return Kind::Sitemap(text),
        _ => {}
    }
    if is_json_feed(&text) {
        return Kind::Feed(text);
    }
    if text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '[']) {
        return Kind::Lines(text);
    }
    Kind::Article(match media_type {
        Some("text/html" | "application/xhtml+xml") => Markup::Html(text),
        Some("text/markdown" | "text/x-markdown") => Markup::Markdown(text),
        _ => markup_of(text),
    })
}

/// Returns whether a text, of which this is the start, is a feed or a sitemap.
pub(super) fn is_list(start: &str) -> bool {
    let root = root(start);
    matches!(root, Some("rss" | "RDF" | "feed" | "urlset" | "sitemapindex")) || is_json_feed(start)
}

fn is_json_feed(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('{') && text.contains("jsonfeed.org/version/")
}

/// Finds the name of an XML document's root element, without its prefix.
pub(super) fn root(text: &str) -> Option<&str> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let (open, close) = match rest {
            _ if rest.starts_with("<?") => ("<?", "?>"),
            _ if rest.starts_with("<!--") => ("<!--", "-->"),
            // An internal subset ends by "]>"; no feed at hand had one.
            _ if rest.starts_with("<!") => ("<!", ">"),
            _ => break,
        };
        rest = rest[open.len()..].split_once(close)?.1.trim_start();
    }
    let name = rest.strip_prefix('<')?.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next()?;
    Some(name.rsplit(':').next().unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str, media_type: Option<&str>) -> &'static str {
        match of(text.to_owned(), media_type) {
            Kind::Feed(_) => "feed",
            Kind::Sitemap(_) => "sitemap",
            Kind::Lines(_) => "lines",
            Kind::Article(Markup::Html(_)) => "html",
            Kind::Article(Markup::Markdown(_)) => "markdown",
            Kind::Article(Markup::Plain(_)) => "plain",
        }
    }

    #[test]
    fn texts_are_told_by_how_they_begin() {
        assert_eq!(name("<?xml version='1.0'?>\n<!-- made by X --><rss version='2.0'>", Some("text/html")), "feed");
        assert_eq!(name("\u{feff}<rdf:RDF xmlns:rdf=''>", None), "feed");
        assert_eq!(name("<atom:feed xmlns:atom=''>", None), "feed");
        assert_eq!(name("<?xml version='1.0'?><?xml-stylesheet href='a'?><urlset>", Some("text/plain")), "sitemap");
        assert_eq!(name("<sitemapindex/>", None), "sitemap");
        assert_eq!(name("{\"version\": \"https://jsonfeed.org/version/1.1\"}", None), "feed");
        assert_eq!(name("{\"url\": \"https://example.org/\"}\n", None), "lines");
        assert_eq!(name("<!doctype html><html>", None), "html");
        assert_eq!(name("Words.", Some("text/html")), "html");
        assert_eq!(name("Words.", Some("text/markdown")), "markdown");
        assert_eq!(name("Words.", Some("text/plain")), "plain");
        for odd in ["", "<", "<?", "<!--", "<!", "<>", "< a"] {
            root(odd);
        }
    }
}
