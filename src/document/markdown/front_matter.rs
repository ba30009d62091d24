//! Reads front matter, YAML between `---` lines or TOML between `+++` lines. What is malformed gives no metadata, and is
//! kept out of the story all the same.

use crate::language::Language;
use serde_json::Value;

use super::super::{Metadata, byline, date, fold_space};

/// Parts the front matter from the story. Text without any gives empty metadata and the whole text.
pub(super) fn part(text: &str) -> (Metadata, &str) {
    let text = text.trim_start_matches('\u{feff}');
    let opened = text.trim_start();
    if let Some((inside, rest)) = fenced(opened, "---", &["---", "..."]) {
        if let Ok(value) = serde_norway::from_str::<Value>(inside) {
            // A rule between two paragraphs opens with `---` too: front matter is a table, or text full of colons.
            return if value.is_object() || value.is_null() {
                (metadata(&value), rest)
            } else {
                (Metadata::default(), text)
            };
        }
        return if looks_like_fields(inside) { (Metadata::default(), rest) } else { (Metadata::default(), text) };
    }
    if let Some((inside, rest)) = fenced(opened, "+++", &["+++"]) {
        let value = toml::from_str::<toml::Table>(inside).ok().and_then(|table| serde_json::to_value(table).ok());
        return (value.map(|value| metadata(&value)).unwrap_or_default(), rest);
    }
    (Metadata::default(), text)
}

/// Returns what stands between two fence lines, and what follows.
fn fenced<'a>(text: &'a str, open: &str, close: &[&str]) -> Option<(&'a str, &'a str)> {
    let first_end = text.find('\n')?;
    if text[..first_end].trim_end() != open {
        return None;
    }
    let body = &text[first_end + 1..];
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        if close.contains(&line.trim_end()) {
            return Some((&body[..at], &body[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

/// Returns whether broken front matter was meant as such: most of its lines are `key: value`, list items or indented.
fn looks_like_fields(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let field = |line: &&str| {
        let key = line.split(':').next().unwrap_or("");
        let keyed = key.len() < line.len() && !key.is_empty() && !key.trim().contains(' ');
        keyed || line.starts_with([' ', '-', '#', '\t'])
    };
    lines.iter().filter(|line| field(line)).count() * 2 >= lines.len().max(1)
}

/// Takes the fields that are known, by any of the names publishing systems give them.
fn metadata(value: &Value) -> Metadata {
    let text = |keys: &[&str]| keys.iter().find_map(|key| text_of(value.get(key)?));
    let day = |keys: &[&str]| text(keys).map(|found| date::normalise(&found).unwrap_or(found));
    let authors =
        ["authors", "author", "byline"].iter().find_map(|key| value.get(key)).map(names_of).unwrap_or_default();
    Metadata {
        title: text(&["title", "headline"]),
        authors,
        published: day(&["date", "published", "pubDate", "publishDate", "published_at", "datePublished"]),
        modified: day(&["modified", "updated", "lastmod", "last_modified_at", "dateModified"]),
        language: text(&["lang", "language", "locale"]).as_deref().and_then(Language::parse),
        url: text(&["canonical", "canonical_url", "canonicalUrl", "url"]),
        site: text(&["site", "site_name", "publication"]),
        section: text(&["section", "category", "categories"]),
        image: text(&["image", "cover", "featured_image", "heroImage"]),
    }
}

/// Returns a value as text: itself, the first of a list, or the address or name in a table.
fn text_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => fold_space(text),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => return text_of(items.first()?),
        Value::Object(fields) => {
            // A TOML date arrives as a table with this one field (toml's own serde form).
            let inner = ["$__toml_private_datetime", "url", "src", "image", "name", "title"];
            return inner.iter().find_map(|key| text_of(fields.get(*key)?));
        }
        Value::Null | Value::Bool(_) => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// Returns the names in a value: a byline, a list of names, or tables with a `name`.
fn names_of(value: &Value) -> Vec<String> {
    match value {
        Value::String(byline) => byline::names(byline),
        Value::Array(items) => items.iter().filter_map(text_of).collect(),
        Value::Object(_) => text_of(value).into_iter().collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_and_toml_give_the_same() {
        let yaml =
            "---\ntitle: 'A: day'\nauthor: By Ada and Bo\ndate: 2024-06-12\ncategory: News\nlang: en-GB\n---\nStory.";
        let toml = "+++\ntitle = \"A: day\"\nauthors = [\"Ada\", \"Bo\"]\ndate = 2024-06-12\nsection = \"News\"\nlanguage = \"en-GB\"\n+++\nStory.";
        let (from_yaml, story) = part(yaml);
        assert_eq!(story, "Story.");
        assert_eq!(from_yaml.authors, ["Ada", "Bo"]);
        assert_eq!(from_yaml.published.as_deref(), Some("2024-06-12"));
        assert_eq!(part(toml), (from_yaml, "Story."));
    }

    #[test]
    fn malformed_front_matter_is_kept_out() {
        let (metadata, story) = part("---\ntitle: \"unclosed\nauthor: [x\n---\nStory.");
        assert_eq!((metadata, story), (Metadata::default(), "Story."));
        assert_eq!(part("+++\ntitle = \n+++\nStory.").1, "Story.");
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        let text = "---\nA paragraph of words here.\n\n---\nAnother.";
        assert_eq!(part(text), (Metadata::default(), text));
    }
}
