//! Which pages of a site's folder are no articles: its front page, lists, search, errors, redirects, and transcripts that were
//! written beside narrations.

use std::path::Path;

use dom_query::{Document as Page, Selection as Elements};

use crate::source::{Article, Markup, Origin};

/// Folders whose pages list articles, in the words of common site generators.
const LIST_FOLDERS: [&str; 10] =
    ["tag", "tags", "category", "categories", "topics", "author", "authors", "archive", "archives", "page"];
/// Headings that lead to other pages; with fewer a page may be an article with further reading.
const FEWEST_TEASERS: usize = 3;
/// The most letters before the first of a few teasers: a motto, a sentence on who writes here. Taste.
const BEFORE_TEASERS: usize = 200;
/// How many times as long as any other the first of a few teasers may be: behind an article stand teasers too. Taste.
const ALIKE: usize = 3;
/// Letters of an item of a list besides its title, from which on it is a teaser and not an entry of a menu. Taste.
const LEAST_TEASER: usize = 20;
/// The share of a page's headings that lead elsewhere, from which on it is a list. Taste.
const MOSTLY: f64 = 0.6;
/// The share of a page's letters in links, from which on it is a list. Taste: articles at hand stay under a third.
const IN_LINKS: f64 = 0.5;

/// What a page is that is no article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SitePage {
    /// It leads to another page at once.
    #[error("it only leads to another page")]
    Redirect,
    /// It is shown where there is no page.
    #[error("it is the page for addresses that do not exist")]
    NotFound,
    /// It is a form to search the site by.
    #[error("it is the page to search by")]
    Search,
    /// It lists articles.
    #[error("it lists articles")]
    List,
    /// It was written beside a narration.
    #[error("it is the transcript of a narration")]
    Transcript,
}

/// Returns what a page is that was found in a site's folder and is no article.
#[must_use]
pub fn site_page(article: &Article) -> Option<SitePage> {
    let (Markup::Html(text), Origin::File(path)) = (&article.markup, &article.origin) else { return None };
    if is_transcript(path) {
        return Some(SitePage::Transcript);
    }
    let page = Page::from(text.as_str());
    if page.select("head meta[http-equiv=refresh i][content*=url i]").exists() {
        return Some(SitePage::Redirect);
    }
    // The name of a page is its file's, or its folder's.
    let stem = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let name = match (stem(path).as_str(), path.parent()) {
        ("index", Some(folder)) => stem(folder),
        (name, _) => name.to_owned(),
    };
    let says_article = says_article(&page);
    match name.as_str() {
        "404" | "not-found" | "notfound" => Some(SitePage::NotFound),
        "search" if !says_article => Some(SitePage::Search),
        _ if says_article => None,
        _ if is_in_list_folder(article) && links(&page) > 0.2 || lists(&page) => Some(SitePage::List),
        _ => None,
    }
}

/// Returns whether the page says that it is one article.
fn says_article(page: &Page) -> bool {
    let says = |selector: &str| page.select(selector).exists();
    let data = page.select("script[type='application/ld+json']");
    let data_says = data.iter().any(|script| {
        let text = script.text();
        ["\"Article\"", "\"NewsArticle\"", "\"BlogPosting\"", "\"ReportageNewsArticle\"", "\"OpinionNewsArticle\""]
            .iter()
            .any(|kind| text.contains(kind))
            && !text.contains("\"ItemList\"")
            && !text.contains("\"CollectionPage\"")
    });
    says("meta[property='og:type'][content='article']") || says("meta[property='article:published_time']") || data_says
}

/// Returns whether a page lies in a folder of lists: `tags/boats/index.html`, `page/2.html`.
fn is_in_list_folder(article: &Article) -> bool {
    article.id.split('/').rev().skip(1).any(|folder| LIST_FOLDERS.contains(&folder.to_ascii_lowercase().as_str()))
        || article.id.rsplit('/').next().is_some_and(|name| {
            LIST_FOLDERS.iter().any(|folder| name.to_ascii_lowercase().strip_suffix(".html") == Some(folder))
        })
}

/// Returns whether most of what a page says leads elsewhere.
fn lists(page: &Page) -> bool {
    let main = main(page);
    let headings = main.select("h1, h2, h3, h4");
    let leads = |heading: &Elements<'_>| {
        heading.select("a[href]:not([href^='#'])").exists() || heading.parent().is("a[href]:not([href^='#'])")
    };
    let all = headings.length();
    let teasers = headings.iter().filter(leads).count();
    teasers >= FEWEST_TEASERS && teasers as f64 >= MOSTLY * all as f64
        || links(page) > IN_LINKS
        || is_few_teasers(&main)
        || is_list_of_teasers(&main, is_front(page))
}

/// Returns whether the page says that it is the site's front page.
fn is_front(page: &Page) -> bool {
    let canonical = page.select("link[rel='canonical']").attr("href");
    let own = canonical.or_else(|| page.select("meta[property='og:url']").attr("content"));
    let path = own.as_deref().and_then(|own| own.split_once("://")).and_then(|(_, rest)| rest.split_once('/'));
    path.is_some_and(|(_, path)| matches!(path, "" | "index.html"))
}

/// Returns whether a page is mostly items that begin with the title of another page, as blogs without headings list their posts. An
/// article may list others too: but for the front page each item must have a date.
fn is_list_of_teasers(main: &Elements<'_>, is_front: bool) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let (mut titles, mut said) = (Vec::new(), 0);
    for item in main.select("li, article").iter().filter(|item| !item.select("li, article").exists()) {
        let (text, link) = (item.text(), item.select("a[href]:not([href^='#'])").first());
        let title = link.text();
        let begins = !title.trim().is_empty() && text.trim_start().starts_with(title.trim());
        let own = letters(&text);
        if begins && own > letters(&title) + LEAST_TEASER && (is_front || item.select("time").exists()) {
            titles.extend(link.attr("href"));
            said += own;
        }
    }
    titles.sort();
    titles.dedup();
    titles.len() >= FEWEST_TEASERS && said as f64 >= MOSTLY * letters(&main.text()) as f64
}

/// Returns whether a page is nothing but a few teasers, as the home page of a young blog is: beneath its name every heading leads
/// to another page and begins a teaser, the first no longer than the others.
fn is_few_teasers(main: &Elements<'_>) -> bool {
    let (mut before, mut teasers) = (0, Vec::new());
    for element in main.select("h1, h2, h3, h4, p").iter() {
        let letters = element.text().chars().filter(|c| c.is_alphanumeric()).count();
        let link = element.select("a[href]:not([href^='#'])");
        match (element.is("p"), element.is("h1"), teasers.last_mut()) {
            (true, _, Some((_, said))) => *said += letters,
            (true, _, None) => before += letters,
            (false, true, _) if !link.exists() => {}
            (false, ..) if link.exists() => {
                teasers.push((link.attr("href").unwrap_or_default().to_string(), 0));
            }
            (false, ..) => return false,
        }
    }
    let said: Vec<usize> = teasers.iter().map(|(_, said)| *said).collect();
    let others = said.iter().skip(1).max().copied().unwrap_or_default();
    let differ = teasers.windows(2).all(|pair| pair[0].0 != pair[1].0);
    teasers.len() >= 2 && differ && before <= BEFORE_TEASERS && said[0] <= ALIKE * others
}

/// Returns the share of a page's letters that are in links.
fn links(page: &Page) -> f64 {
    let main = main(page);
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let all = letters(&main.text());
    let linked: usize = main.select("a[href]:not([href^='#'])").iter().map(|link| letters(&link.text())).sum();
    if all == 0 { 0.0 } else { linked as f64 / all as f64 }
}

/// Returns the part of a page that holds what it is for.
fn main(page: &Page) -> Elements<'_> {
    let main = page.select("main");
    if main.exists() { main } else { page.select("body") }
}

/// Returns whether the file stands beside a narration of its name: the manifest says so.
fn is_transcript(path: &Path) -> bool {
    let Ok(json) = std::fs::read(path.with_extension("json")) else { return false };
    let manifest: Option<serde_json::Value> = serde_json::from_slice(&json).ok();
    let names = manifest.as_ref().and_then(|manifest| manifest.get("files")?.as_array());
    let own = path.file_name().unwrap_or_default().to_string_lossy();
    names.is_some_and(|files| files.iter().any(|file| file.get("file").and_then(|name| name.as_str()) == Some(&own)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::ListedMetadata;

    fn of(path: &str, page: &str) -> Option<SitePage> {
        let (origin, markup) = (Origin::File(path.into()), Markup::Html(page.to_owned()));
        site_page(&Article { id: path.into(), origin, markup, known: ListedMetadata::default() })
    }

    const STORY: &str = "<main><h1>Boats</h1><p>One went out. It came back with <a href='/fish'>fish</a> of many kinds.</p>\
                         <h2>The harbour</h2><p>It was small and full of people who had come to see the boat.</p></main>";

    #[test]
    fn pages_that_are_no_articles_are_told_from_those_that_are() {
        let teasers =
            "<main><h1>Blog</h1>".to_owned() + &"<h2><a href='/x'>A story</a></h2><p>How it begins.</p>".repeat(4);
        assert_eq!(of("public/posts/boats/index.html", STORY), None);
        assert_eq!(of("public/index.html", &teasers), Some(SitePage::List));
        let teaser = |page: &str, words: usize| {
            format!("<h2><a href='/{page}'>The {page}</a></h2><p>{}</p>", "It went out. ".repeat(words))
        };
        let young =
            format!("<body><h1>The Daily</h1><p>By Ann.</p>{}{}</body>", teaser("ferry", 9), teaser("heron", 8));
        assert_eq!(of("public/index.html", &young), Some(SitePage::List), "two posts make a home page");
        let items = |time: &str| -> String {
            let item =
                |page| format!("<li><a href='/{page}'>The {page}</a> {time}<p>It went out, and it came back.</p></li>");
            ["ferry", "heron", "boat"].map(item).concat()
        };
        let (dated, undated) = (items("<time>2026-10-02</time>"), items(""));
        let front = "<head><link rel='canonical' href='https://blog.example.org/'></head>";
        assert_eq!(of("public/index.html", &format!("{front}<h1>Small</h1><ul>{undated}</ul>")), Some(SitePage::List));
        assert_eq!(of("public/index.html", &format!("<h1>Small</h1><ul>{dated}</ul>")), Some(SitePage::List));
        assert_eq!(of("public/best.html", &format!("<h1>My best</h1><ul>{undated}</ul>")), None, "an article of links");
        let story = format!("<h1>Boats</h1><p>{}</p><ul>{dated}</ul>", "Out it went. ".repeat(40));
        assert_eq!(of("public/boats.html", &story), None, "an article with others below");
        let own_title = format!("<main>{}{}</main>", teaser("ferry", 60), teaser("heron", 3));
        assert_eq!(of("public/ferry/index.html", &own_title), None, "an article whose title leads to itself");
        let related = format!(
            "<main><h1>Boats</h1><p>{}</p>{}{}</main>",
            "Out it went. ".repeat(40),
            teaser("a", 3),
            teaser("b", 3)
        );
        assert_eq!(of("public/boats/index.html", &related), None, "an article with others below");
        assert_eq!(of("public/404.html", STORY), Some(SitePage::NotFound));
        assert_eq!(of("public/404/index.html", STORY), Some(SitePage::NotFound));
        assert_eq!(of("public/search/index.html", "<form></form>"), Some(SitePage::Search));
        let tags = "<ul><li><a href='/a'>A story of boats</a> in May</li><li><a href='/b'>Another one</a></li></ul>";
        assert_eq!(of("public/tags/boats/index.html", tags), Some(SitePage::List));
        let moved = "<html><head><meta http-equiv=\"refresh\" content=\"0; url=/new\"></head></html>";
        assert_eq!(of("public/old.html", moved), Some(SitePage::Redirect));
        let article = format!("<head><meta property='og:type' content='article'></head>{teasers}");
        assert_eq!(of("public/tags/x.html", &article), None, "it says so itself");
        assert_eq!(of("public/tags/x/index.html", STORY), None, "an article in such a folder");
    }
}
