//! RSS, Atom and JSON Feed: entries that carry the whole article are read from the feed, others from their page.

use chrono::{DateTime, Utc};
use feed_rs::model::{Content, Entry, Feed, Text};
use url::Url;

use super::{Article, Authority, Lead, ListedMetadata, Markup, Origin, SourceError, address, since};

/// An entry with fewer words is taken for a summary when it has a page to go to: a page read in vain costs a second, a
/// teaser read for the story is junk. Taste.
const FULL_TEXT_WORDS: usize = 100;
/// How teasers end, after their markup is dropped.
const CUT_OFF: [&str; 9] = [
    "…",
    "...",
    "[…]",
    "[...]",
    "read more",
    "continue reading",
    "read the full story",
    "weiterlesen",
    "lire la suite",
];

/// Reads a feed. `base` is its address, which relative links in it are counted from.
///
/// # Errors
/// When it is no feed. An entry that cannot be followed is no error, but told by its own lead.
pub(super) fn parse(text: &str, name: &str, base: Option<&Url>) -> Result<Vec<Dated>, SourceError> {
    let parser = feed_rs::parser::Builder::new().base_uri(base.map(Url::as_str)).build();
    let feed = parser.parse(without_declaration(text).as_bytes());
    let feed = feed.map_err(|error| SourceError::BadFeed {
        name: name.to_owned(),
        why: address::shown_text(&error.to_string()),
    })?;
    if feed.entries.is_empty() {
        return Err(SourceError::NothingListed { name: name.to_owned() });
    }
    let site = feed.title.as_ref().map(plain).filter(|title| !title.is_empty());
    let lead = |(index, entry): (usize, &Entry)| Dated {
        lead: lead(entry, &feed, site.clone(), &Place { name, number: index + 1, base }),
        latest: entry.updated.max(entry.published),
    };
    Ok(feed.entries.iter().enumerate().map(lead).collect())
}

/// The hub of a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hub {
    /// Where subscriptions are asked for.
    pub hub: Url,
    /// What the feed calls itself there.
    pub topic: Url,
}

/// Returns the hub that a feed names, and what the feed calls itself. `base` is its address.
pub(super) fn hub(text: &str, base: &Url) -> Option<Hub> {
    let parser = feed_rs::parser::Builder::new().base_uri(Some(base.as_str())).build();
    let feed = parser.parse(without_declaration(text).as_bytes()).ok()?;
    let named = |relation: &str| {
        let link = feed.links.iter().find(|link| link.rel.as_deref() == Some(relation))?;
        address::join(Some(base), &link.href).filter(|url| matches!(url.scheme(), "http" | "https"))
    };
    Some(Hub { hub: named("hub")?, topic: named("self").unwrap_or_else(|| base.clone()) })
}

/// A lead with the time its source tells.
pub(super) struct Dated {
    pub(super) lead: Lead,
    pub(super) latest: Option<DateTime<Utc>>,
}

/// Where an entry stands.
struct Place<'a> {
    name: &'a str,
    number: usize,
    base: Option<&'a Url>,
}

fn lead(entry: &Entry, feed: &Feed, site: Option<String>, place: &Place<'_>) -> Lead {
    let name = format!("{}#{}", place.name, place.number);
    let refused = |why: String| Lead::refused(&name, SourceError::Line { place: name.clone(), why });
    let link = match link(entry) {
        Some(link) => match address::join(place.base, link) {
            Some(url) => Some(url),
            None => {
                return refused(format!("links to “{}”, which is not a web address", address::shown_text(link)));
            }
        },
        None => None,
    };
    let known = known(entry, feed, site, link.as_ref());
    match (whole_text(entry), link) {
        (Some(markup), link) => {
            let id = link.as_ref().map_or_else(|| markup.hash_id(), address::id);
            let url = link.as_ref().map(address::shown);
            let name = url.clone().unwrap_or(name);
            let origin = Origin::Listed { place: place.name.to_owned(), url };
            Lead::here(&name, Article { id, origin, markup, known })
        }
        (None, Some(url)) => Lead::page(&url, place.base.cloned(), known),
        (None, None) => refused("has neither a link nor a whole article".to_owned()),
    }
}

/// Finds the link to an entry's page: the one without a relation or an alternate one that is no feed.
fn link(entry: &Entry) -> Option<&str> {
    let is_page = |link: &&feed_rs::model::Link| {
        let relation = link.rel.as_deref().unwrap_or("alternate");
        let kind = link.media_type.as_deref().unwrap_or("text/html");
        relation == "alternate" && kind.contains("html")
    };
    entry.links.iter().find(is_page).map(|link| link.href.as_str()).filter(|link| !link.trim().is_empty())
}

fn known(entry: &Entry, feed: &Feed, site: Option<String>, link: Option<&Url>) -> ListedMetadata {
    let names = |people: &[feed_rs::model::Person]| -> Vec<String> {
        people.iter().filter_map(|person| person.name.clone()).filter(|name| !name.trim().is_empty()).collect()
    };
    ListedMetadata {
        title: entry.title.as_ref().map(plain).filter(|title| !title.is_empty()),
        authors: Some(names(&entry.authors)).filter(|names| !names.is_empty()).unwrap_or_else(|| names(&feed.authors)),
        published: entry.published.or(entry.updated).map(since::written),
        modified: entry.updated.filter(|updated| Some(*updated) != entry.published).map(since::written),
        language: entry.language.clone().or_else(|| feed.language.clone()),
        url: link.map(address::id),
        site,
        section: entry.categories.first().map(|category| category.label.as_ref().unwrap_or(&category.term).clone()),
        image: None,
        draft: false,
        authority: Authority::Article,
        ..ListedMetadata::default()
    }
}

/// Returns the entry's text if it is the whole article.
fn whole_text(entry: &Entry) -> Option<Markup> {
    let (text, html) = match &entry.content {
        Some(Content { body: Some(body), content_type, .. }) => (body.as_str(), content_type.subty() != "plain"),
        // RSS without content:encoded: some put the whole article into the description.
        _ => entry.summary.as_ref().map(|text| {
            (text.content.as_str(), text.content_type.subty() != "plain" || looks_marked_up(&text.content))
        })?,
    };
    // Some feeds escape their HTML twice.
    let unescaped = quick_xml::escape::unescape_with(text, quick_xml::escape::resolve_html5_entity);
    let twice = unescaped.ok().filter(|inner| !looks_marked_up(text) && looks_marked_up(inner));
    let (text, html) = twice.as_deref().map_or((text, html), |inner| (inner, true));
    let said = if html { stripped(text) } else { text.to_owned() };
    let words = words(&said);
    let end = said.trim_end().trim_end_matches(['»', '›', '→', '>']).trim_end().to_lowercase();
    let cut_off = CUT_OFF.iter().any(|mark| end.ends_with(mark));
    let has_link = entry.links.iter().any(|link| !link.href.is_empty());
    let whole = words >= FULL_TEXT_WORDS && !cut_off;
    // Without a page to go to, what is there has to do.
    if !whole && has_link || words == 0 {
        return None;
    }
    Some(if html { Markup::Html(text.to_owned()) } else { Markup::Plain(text.to_owned()) })
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn looks_marked_up(text: &str) -> bool {
    ["<p", "<br", "<div", "</a>"].iter().any(|tag| text.contains(tag))
}

/// Returns the words of a title or summary, which may be marked up and escaped twice.
fn plain(text: &Text) -> String {
    stripped(&text.content)
}

fn stripped(html: &str) -> String {
    let mut words = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        words.push_str(&rest[..open]);
        // A tag may part words; "5 < 6" is no tag.
        let is_tag = rest[open + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
        let close = rest[open..].find('>').filter(|_| is_tag);
        words.push(if close.is_some() { ' ' } else { '<' });
        rest = &rest[open + close.unwrap_or(0) + 1..];
    }
    words.push_str(rest);
    let unescaped = quick_xml::escape::unescape_with(&words, quick_xml::escape::resolve_html5_entity);
    let words = unescaped.as_deref().unwrap_or(&words);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Drops the XML declaration: the text is decoded already, and what the declaration says of its bytes no longer holds.
fn without_declaration(text: &str) -> &str {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    match text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        Some((_, rest)) => rest,
        None => text,
    }
}
