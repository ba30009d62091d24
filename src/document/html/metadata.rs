//! What a page says of itself: JSON-LD first, then OpenGraph, microdata and `<meta>`, then what can be seen.

use dom_query::{Document as Dom, NodeRef, local_name};
use serde_json::Value;

use super::super::metadata::Metadata;
use super::super::text::fold_space;
use super::super::{byline, date};
use super::json_ld::{self, Linked};
use crate::language::Language;

/// Between a headline and the site's name in titles.
const SEPARATORS: [&str; 7] = [" | ", " - ", " – ", " — ", " · ", " :: ", " » "];

/// Reads the page's metadata.
pub(super) fn read(dom: &Dom, linked: &Linked) -> Metadata {
    let page = Page::new(dom, &linked.articles);
    let site = page.first(&["publisher"], &["og:site_name"], &[], &["application-name", "al:android:app_name"]);
    Metadata {
        title: title(&page, site.as_deref()),
        authors: authors(&page),
        published: published(&page, &linked.pages),
        modified: modified(&page),
        language: language(&page),
        url: url(&page),
        section: page.first(
            &["articleSection"],
            &["article:section"],
            &["articleSection"],
            &["section", "parsely-section"],
        ),
        image: page.first(&["image", "thumbnailUrl"], &["og:image", "og:image:url"], &[], &["twitter:image"]),
        site,
    }
}

/// A page and its linked data.
struct Page<'a> {
    dom: &'a Dom,
    articles: &'a [Value],
    /// Its `<meta>` elements that say something: each is asked for many names.
    metas: Vec<NodeRef<'a>>,
    /// Its elements of microdata.
    items: Vec<NodeRef<'a>>,
    /// Its elements that say what a link leads to.
    links: Vec<NodeRef<'a>>,
}

impl<'a> Page<'a> {
    fn new(dom: &'a Dom, articles: &'a [Value]) -> Self {
        let mut page = Self { dom, articles, metas: Vec::new(), items: Vec::new(), links: Vec::new() };
        for node in dom.root().descendants_it() {
            let Some(element) = node.element_ref() else { continue };
            for attribute in &element.attrs {
                match &*attribute.name.local {
                    "itemprop" => page.items.push(node),
                    "rel" => page.links.push(node),
                    "content" if element.name.local == local_name!("meta") => page.metas.push(node),
                    _ => {}
                }
            }
        }
        page
    }

    /// Returns the elements whose links lead to something of this name.
    fn related(&self, name: &str) -> impl Iterator<Item = &NodeRef<'a>> {
        let is_named = move |rel: &str| rel.split_ascii_whitespace().any(|own| own.eq_ignore_ascii_case(name));
        self.links.iter().filter(move |link| link.attr("rel").is_some_and(|rel| is_named(&rel)))
    }

    /// Returns the first of these that the page states, in the order of trust.
    fn first(&self, linked: &[&str], open_graph: &[&str], micro: &[&str], meta: &[&str]) -> Option<String> {
        json_ld::text(self.articles, linked)
            .or_else(|| self.meta("property", open_graph).or_else(|| self.meta("name", open_graph)))
            .or_else(|| self.micro(micro))
            .or_else(|| self.meta("name", meta).or_else(|| self.meta("property", meta)))
    }

    fn meta(&self, attribute: &str, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| {
            let is_named = |meta: &&NodeRef<'_>| meta.attr(attribute).is_some_and(|own| own.eq_ignore_ascii_case(name));
            let mut contents = self.metas.iter().filter(is_named).filter_map(|meta| meta.attr("content"));
            contents.find_map(|content| Some(json_ld::decoded(&content)).filter(|text| !text.is_empty()))
        })
    }

    fn micro(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| {
            let is_named = |item: &&NodeRef<'_>| {
                item.attr("itemprop").is_some_and(|own| own.split_whitespace().any(|own| own == *name))
            };
            let node = self.items.iter().find(is_named)?;
            let value = ["content", "datetime"].iter().find_map(|attribute| node.attr(attribute));
            Some(fold_space(&value.unwrap_or_else(|| node.text()))).filter(|text| !text.is_empty())
        })
    }

    /// Returns the text of the first element that a selector finds.
    fn seen(&self, selector: &str) -> Option<String> {
        let found = self.dom.select_single(selector);
        Some(fold_space(&found.text())).filter(|text| !text.is_empty())
    }
}

fn title(page: &Page<'_>, site: Option<&str>) -> Option<String> {
    let stated =
        page.first(&["headline", "name"], &["og:title"], &["headline"], &["twitter:title", "dc.title", "title"]);
    // Search engines ask for at most 110 characters, and some systems cut: the page's own headline is whole.
    let cut = stated.as_deref().is_some_and(|title| title.ends_with(['…']) || title.ends_with("..."));
    let heading = || page.seen("h1");
    let title = match stated {
        Some(title) if cut => heading().filter(|heading| starts_alike(heading, &title)).or(Some(title)),
        Some(title) => Some(title),
        None => {
            let title = page.seen("title");
            let own = title.as_deref().and_then(|title| before_site(title, page));
            own.or_else(|| Some(without_site(&title?, site, true))).or_else(heading)
        }
    };
    title.map(|title| without_site(&title, site, false)).filter(|title| !title.is_empty())
}

/// Returns the part of a title before a separator, where it is a headline of the page: what follows is the site's name.
fn before_site(title: &str, page: &Page<'_>) -> Option<String> {
    let headings = page.dom.select("h1");
    let is_heading = |start: &&str| headings.iter().any(|heading| fold_space(&heading.text()) == *start);
    let starts = SEPARATORS.iter().filter_map(|mark| title.split_once(mark));
    starts.map(|(start, _)| start.trim()).find(is_heading).map(str::to_owned)
}

fn starts_alike(heading: &str, cut: &str) -> bool {
    let start: String = cut.trim_end_matches(['…', '.', ' ']).chars().take(30).collect();
    heading.starts_with(&start)
}

/// Takes the site's name off a title's end; where it is not known, `guess` takes the short last part for it.
fn without_site(title: &str, site: Option<&str>, guess: bool) -> String {
    let Some((start, end)) =
        SEPARATORS.iter().filter_map(|mark| title.rsplit_once(mark)).min_by_key(|(_, end)| end.len())
    else {
        return title.to_owned();
    };
    let alike = site.is_some_and(|site| {
        let (site, end) = (plain(site), plain(end));
        !end.is_empty() && (site.contains(&end) || end.contains(&site))
    });
    let guessed = guess && site.is_none() && end.split(' ').count() <= 4 && start.split(' ').count() >= 3;
    if alike || guessed { start.trim().to_owned() } else { title.to_owned() }
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn authors(page: &Page<'_>) -> Vec<String> {
    let linked = page.articles.iter().filter_map(|article| article.get("author").or_else(|| article.get("creator")));
    let linked: Vec<String> = linked.take(1).flat_map(json_ld::texts).flat_map(|text| byline::names(&text)).collect();
    let named = |names: Vec<String>| -> Vec<String> {
        let mut kept: Vec<String> = Vec::new();
        // Pages put the author's profile where the name belongs.
        for name in names.into_iter().filter(|name| !name.contains("://") && !name.starts_with('@')) {
            if !kept.contains(&name) {
                kept.push(name);
            }
        }
        kept
    };
    let from = |text: Option<String>| named(text.map(|text| byline::names(&text)).unwrap_or_default());
    let linked_to = || page.related("author").next().map(|link| fold_space(&link.text()));
    let seen = || page.seen(".byline, .author, .article-author").and_then(|text| byline::line(&text));
    // Each is asked where the ones before it say nothing.
    let places: [&dyn Fn() -> Vec<String>; 5] = [
        &|| from(page.meta("property", &["article:author", "og:article:author"])),
        &|| from(page.micro(&["author"])),
        &|| from(page.meta("name", &["author", "parsely-author", "sailthru.author", "dc.creator", "byl"])),
        &|| from(linked_to()),
        &|| seen().unwrap_or_default(),
    ];
    let others = || places.iter().map(|place| place()).find(|names| !names.is_empty());
    Some(named(linked)).filter(|names| !names.is_empty()).or_else(others).unwrap_or_default()
}

fn published(page: &Page<'_>, pages: &[Value]) -> Option<String> {
    let stated = page.first(
        &["datePublished", "dateCreated"],
        &["article:published_time", "og:published_time", "og:article:published_time"],
        &["datePublished"],
        &[
            "parsely-pub-date",
            "sailthru.date",
            "date",
            "dc.date",
            "dc.date.issued",
            "dcterms.date",
            "pubdate",
            "publishdate",
            "publish-date",
            "publish_date",
            "publication_date",
            "article.published",
            "cxenseparse:recs:publishtime",
            "citation_publication_date",
            "last-modified",
        ],
    );
    let stated = stated.as_deref().and_then(date::normalise);
    let of_page = || json_ld::text(pages, &["datePublished"]).as_deref().and_then(date::normalise);
    stated.or_else(of_page).or_else(|| seen_date(page))
}

/// Finds the first date that the page shows as one.
fn seen_date(page: &Page<'_>) -> Option<String> {
    let times = page.dom.select("time[datetime], time, [class*=publish], [class*=date], [class*=timestamp]");
    let mut shown = times.nodes().iter().take(20).flat_map(|node| [node.attr("datetime"), Some(node.text())]).flatten();
    shown.find_map(|text| date::normalise(&fold_space(&text)))
}

fn modified(page: &Page<'_>) -> Option<String> {
    let stated = page.first(&["dateModified"], &["article:modified_time", "og:updated_time"], &["dateModified"], &[]);
    stated.as_deref().and_then(date::normalise)
}

fn language(page: &Page<'_>) -> Option<Language> {
    let html = page.dom.select_single("html");
    let stated = json_ld::text(page.articles, &["inLanguage"])
        .or_else(|| html.attr("lang").or_else(|| html.attr("xml:lang")).map(|lang| lang.to_string()))
        .or_else(|| page.meta("http-equiv", &["content-language"]))
        .or_else(|| page.meta("property", &["og:locale"]));
    // Some pages name several; the first is the story's.
    stated?.split([',', ';', ' ']).next().and_then(Language::parse)
}

fn url(page: &Page<'_>) -> Option<String> {
    let canonical = page.related("canonical").find(|link| link.has_name("link"));
    let canonical = canonical.and_then(|link| link.attr("href")).map(|href| href.to_string());
    let stated = || page.first(&["mainEntityOfPage", "url"], &["og:url"], &["url"], &["twitter:url"]);
    canonical.filter(|href| href.starts_with("http")).or_else(stated).filter(|url| url.starts_with("http"))
}
