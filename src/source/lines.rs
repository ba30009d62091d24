//! JSON Lines: one article a line, by its address or its text.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Read};

use serde_json::{Map, Value};

use super::file::MAX_TEXT_BYTES;
use super::{Article, Authority, Lead, ListedMetadata, Markup, Origin, SourceError, address};
use crate::misspelt::near;

/// Reads lines one after the other, never more than one at a time, and gives each to `send` until it says stop.
pub(super) fn read(mut input: impl BufRead, name: &str, mut send: impl FnMut(Lead) -> bool) {
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        let read = (&mut input).take(MAX_TEXT_BYTES + 1).read_until(b'\n', &mut line);
        let place = format!("{name}:{number}");
        match read {
            Ok(0) => return,
            Ok(_) if line.len() as u64 > MAX_TEXT_BYTES => {
                send(Lead::refused(&place, SourceError::TooLarge { name: place.clone(), limit_bytes: MAX_TEXT_BYTES }));
                return;
            }
            Ok(_) if line.trim_ascii().is_empty() => {}
            Ok(_) => {
                if !send(lead(&line, &place)) {
                    return;
                }
            }
            Err(source) => {
                send(Lead::refused(&place, SourceError::Unreadable { name: place.clone(), source }));
                return;
            }
        }
    }
}

/// Reads a text that is either JSON Lines or a single object over several lines.
pub(super) fn read_text(text: &str, name: &str, mut send: impl FnMut(Lead) -> bool) {
    if text.len() as u64 <= MAX_TEXT_BYTES && serde_json::from_str::<serde_json::Map<_, _>>(text).is_ok() {
        send(lead(text.as_bytes(), name));
    } else {
        read(io::Cursor::new(text), name, send);
    }
}

/// Makes of a line what it names.
fn lead(line: &[u8], place: &str) -> Lead {
    let refused = |why: String| Lead::refused(place, SourceError::Line { place: place.to_owned(), why });
    let line: Map<String, Value> = match serde_json::from_slice(line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line)) {
        Ok(line) => line,
        Err(error) => return refused(format!("is not the JSON object of an article: {error}")),
    };
    let known = known(&line);
    let url = match known.url.as_deref().map(|url| address::join(None, url).ok_or(url)) {
        Some(Err(wrong)) => {
            return refused(format!("names “{}”, which is not a web address", address::shown_text(wrong)));
        }
        Some(Ok(url)) => Some(url),
        None => None,
    };
    let markup = first(&line, &["html"])
        .map(Markup::Html)
        .or_else(|| first(&line, &["markdown"]).map(Markup::Markdown))
        .or_else(|| first(&line, &["text"]).map(Markup::Plain));
    match (markup, url) {
        (Some(markup), url) => {
            let named = url.as_ref().map(address::id).or_else(|| first(&line, &["id"]));
            let id = named.unwrap_or_else(|| markup.hash_id());
            let origin = Origin::Listed { place: place.to_owned(), url: url.as_ref().map(address::shown) };
            Lead::here(place, Article { id, origin, markup, known })
        }
        (None, Some(url)) => Lead::page(&url, Some(url.clone()), known),
        (None, None) => refused("has none of url, html, markdown and text".to_owned()),
    }
}

/// Collects what a line tells of its article. Whoever wrote the line named things as their program does, so each field
/// goes by the names in use; a value of another type is passed over.
fn known(line: &Map<String, Value>) -> ListedMetadata {
    ListedMetadata {
        title: first(line, &["title", "headline"]),
        authors: authors(line),
        published: first(line, &["published", "date", "date_published", "published_at"]),
        modified: first(line, &["modified", "updated", "date_modified", "updated_at"]),
        language: first(line, &["language", "lang"]),
        url: first(line, &["url", "canonical_url", "link"]),
        site: first(line, &["site", "site_name", "publisher"]),
        section: first(line, &["section", "category"]),
        image: first(line, &["image", "image_url"]),
        draft: is_draft(line),
        asked: asked(line),
        authority: Authority::Source,
    }
}

/// What a line may ask of its narration.
const WISHES: [&str; 3] = ["voice", "speed", "lexicon"];

/// Collects what a line asks of its narration, with what is misspelt.
fn asked(line: &Map<String, Value>) -> BTreeMap<String, String> {
    let is_wish = |key: &str| key == "track" || WISHES.contains(&key) || near(key, &WISHES).is_some();
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), |text| text.trim().to_owned());
    line.iter().filter(|(key, _)| is_wish(key)).map(|(key, value)| (key.clone(), text(value))).collect()
}

/// Returns whether a line says that its article is not published.
fn is_draft(line: &Map<String, Value>) -> bool {
    let is = |name: &str, switch: bool| line.get(name) == Some(&Value::Bool(switch));
    let status = first(line, &["status", "state"]).map(|status| status.to_ascii_lowercase());
    let is_unpublished =
        |status: String| ["draft", "private", "pending", "scheduled", "future"].contains(&status.as_str());
    is("draft", true) || is("published", false) || is("publish", false) || status.is_some_and(is_unpublished)
}

/// Returns the first of these fields that is a text with words.
fn first(line: &Map<String, Value>, names: &[&str]) -> Option<String> {
    let texts = names.iter().filter_map(|name| line.get(*name)?.as_str());
    texts.map(str::trim).find(|text| !text.is_empty()).map(str::to_owned)
}

/// Returns the authors: a list of names, or one byline.
fn authors(line: &Map<String, Value>) -> Vec<String> {
    let lists = ["authors", "author", "byline"].iter().filter_map(|name| line.get(*name));
    let names = |value: &Value| -> Vec<String> {
        let list = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    lists.map(names).find(|names| !names.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::lead::Place;

    fn leads(text: &str) -> Vec<Lead> {
        let mut leads = Vec::new();
        read_text(text, "a.jsonl", |lead| {
            leads.push(lead);
            true
        });
        leads
    }

    #[test]
    fn lines_name_articles_or_carry_them() {
        let found = leads(
            "\u{feff}{\"text\": \"Words.\", \"title\": \"T\", \"author\": [\"A\", \"B\"], \"date\": 17, \"published\": \"2026\"}\n\n\
             {\"url\": \"https://example.org/a?utm_source=x\", \"date\": \"2026-01-02\"}\n\
             {\"html\": \"<p>H\", \"id\": \"42\", \"authors\": null, \"byline\": \"C\"}\n",
        );
        assert_eq!(found.len(), 3, "{found:?}");
        let Ok(Place::Here(first)) = &found[0].place else { panic!("{found:?}") };
        assert_eq!(first.known.authors, ["A", "B"]);
        assert_eq!(first.known.authority, Authority::Source);
        assert_eq!(found[0].name, "a.jsonl:1");
        assert!(
            matches!(&found[1].place, Ok(Place::Page { known, .. }) if known.published.as_deref() == Some("2026-01-02"))
        );
        assert!(matches!(&found[2].place, Ok(Place::Here(article)) if article.id == "42"), "{found:?}");
    }

    #[test]
    fn bad_lines_are_told_by_number_and_the_rest_go_on() {
        let found = leads(
            "{\"title\": \"T\"}\nnot json\n{\"url\": \"file:///etc/passwd\"}\n{\"text\": \"Good.\"}\n[1]\n{\"text\": 3}",
        );
        let why: Vec<_> = found.iter().map(|lead| lead.place.as_ref().err().map(ToString::to_string)).collect();
        let has = |index: usize, text: &str| why[index].as_ref().is_some_and(|why| why.contains(text));
        assert!(has(0, "a.jsonl:1 has none of url"), "{why:?}");
        assert!(has(1, "a.jsonl:2 is not the JSON object"), "{why:?}");
        assert!(has(2, "file:///etc/passwd"), "{why:?}");
        assert_eq!(why[3], None);
        assert!(has(4, "a.jsonl:5"), "{why:?}");
        assert!(has(5, "a.jsonl:6"), "{why:?}");
    }

    #[test]
    fn an_object_over_several_lines_is_one_article() {
        let found = leads("{\n  \"text\": \"Words.\"\n}\n");
        assert!(matches!(&found[..], [Lead { place: Ok(Place::Here(_)), .. }]), "{found:?}");
    }
}
