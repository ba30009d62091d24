//! Reads front matter, YAML between `---` lines or TOML between `+++` lines. What is malformed gives no metadata, and is
//! kept out of the story all the same.

use crate::language::Language;
use serde_json::Value;

use super::super::metadata::Metadata;
use super::super::text::fold_space;
use super::super::{byline, date};

/// Parts the front matter from the story. Text without any gives empty metadata and the whole text.
pub(super) fn part(text: &str) -> (Metadata, &str) {
    let text = text.trim_start_matches('\u{feff}');
    let opened = text.trim_start();
    if let Some((inside, rest)) = fenced(opened, "---", &["---", "..."]) {
        if let Some(value) = yaml(inside) {
            // A rule between two paragraphs opens with `---` too: front matter is a table, or text full of colons.
            return if value.is_object() || value.is_null() {
                (metadata(&value), rest)
            } else {
                (Metadata::default(), text)
            };
        }
        // A title with a colon in it is the commonest reason that YAML is none.
        return if looks_like_fields(inside) { (metadata(&fields(inside)), rest) } else { (Metadata::default(), text) };
    }
    if let Some(parted) = title_block(opened).or_else(|| header(opened)) {
        return parted;
    }
    if let Some((inside, rest)) = fenced(opened, "+++", &["+++"]) {
        let value = toml::from_str::<toml::Table>(inside).ok().and_then(|table| serde_json::to_value(table).ok());
        return (value.map(|value| metadata(&value)).unwrap_or_default(), rest);
    }
    (Metadata::default(), text)
}

/// Reads YAML, which is foreign text: nesting and aliases are bounded, so that it takes time in proportion to its length.
fn yaml(text: &str) -> Option<Value> {
    /// Front matter nests three deep, four with lists of tables. Taste.
    const DEEPEST: usize = 16;
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! { max_depth: DEEPEST, flow_nesting_limit: DEEPEST, max_events: 20_000, max_aliases: 100 },
    };
    serde_saphyr::from_str_with_options(text, options).ok()
}

/// Returns the fields of front matter, in YAML, TOML or JSON.
pub(in crate::document) fn all_fields(text: &str) -> Option<Value> {
    let opened = text.trim_start_matches('\u{feff}').trim_start();
    if let Some((inside, _)) = fenced(opened, "---", &["---", "..."]) {
        return yaml(inside).or_else(|| looks_like_fields(inside).then(|| fields(inside)));
    }
    if let Some((inside, _)) = fenced(opened, "---json", &["---"]) {
        return serde_json::from_str(inside).ok();
    }
    if let Some((inside, _)) = fenced(opened, "+++", &["+++"]) {
        return serde_json::to_value(toml::from_str::<toml::Table>(inside).ok()?).ok();
    }
    let mut whole = serde_json::Deserializer::from_str(opened).into_iter();
    opened.starts_with('{').then(|| whole.next()?.ok()).flatten()
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

/// Reads what is meant as fields, line by line, and nothing that is nested.
fn fields(text: &str) -> Value {
    let field = |line: &str| {
        let (key, value) = line.split_once(':').filter(|(key, _)| !key.starts_with([' ', '-', '#', '\t']))?;
        let value = value.trim();
        let quoted = ['"', '\''].iter().find_map(|mark| value.strip_prefix(*mark)?.strip_suffix(*mark));
        let value = quoted.unwrap_or(value);
        let whole = !value.is_empty() && !value.starts_with(['[', '{', '"', '\'', '|', '>', '&', '*']);
        whole.then(|| (key.trim().to_owned(), Value::String(value.to_owned())))
    };
    Value::Object(text.lines().filter_map(field).collect())
}

/// Reads pandoc's title block: up to three lines that begin with `%`, for title, authors and date.
fn title_block(text: &str) -> Option<(Metadata, &str)> {
    let mut rest = text;
    let mut lines = Vec::new();
    while let Some(line) = rest.strip_prefix('%').filter(|_| lines.len() < 3) {
        let (line, after) = line.split_once('\n').unwrap_or((line, ""));
        lines.push(fold_space(line));
        rest = after;
    }
    // `%%` is a comment, and `%` by itself an empty field.
    let titled = lines.first().is_some_and(|title| title.starts_with(char::is_alphanumeric));
    let line = |at: usize| lines.get(at).filter(|line| !line.is_empty()).cloned();
    titled.then(|| {
        let authors = line(1).map(|names| byline::names(&names)).unwrap_or_default();
        let published = line(2).map(|day| date::normalise(&day).unwrap_or(day));
        (Metadata { title: line(0), authors, published, ..Metadata::default() }, rest)
    })
}

/// Reads fields that open a text without fences, as MultiMarkdown and Pelican have them: `Title: …`, and more such lines.
fn header(text: &str) -> Option<(Metadata, &str)> {
    const FIRST: [&str; 4] = ["title:", "author:", "date:", "slug:"];
    let begins = FIRST.iter().any(|key| text.get(..key.len()).is_some_and(|start| start.eq_ignore_ascii_case(key)));
    let (inside, rest) = text.split_once("\n\n").filter(|_| begins)?;
    let key = |line: &str| line.split_once(": ").is_some_and(|(key, _)| !key.contains(' ') && key.len() <= 20);
    let lower = |line: &str| {
        line.split_once(':').map_or(String::new(), |(key, value)| format!("{}:{value}\n", key.to_lowercase()))
    };
    let lines = inside.lines().count();
    (lines >= 2 && inside.lines().all(key))
        .then(|| (metadata(&fields(&inside.lines().map(lower).collect::<String>())), rest))
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
        let (metadata, story) = part("---\ntitle: Rust: a review\nauthor: Ada Low\ntags: [a: b\n---\nStory.");
        assert_eq!(
            (metadata.title.as_deref(), &metadata.authors[..], story),
            (Some("Rust: a review"), &["Ada Low".to_owned()][..], "Story.")
        );
        assert_eq!(part("+++\ntitle = \n+++\nStory.").1, "Story.");
    }

    #[test]
    fn headers_without_fences_are_read() {
        let (metadata, story) = part("% The bridge\n% Ada Low; Bo Li\n% 4 March 2026\n\nStory.");
        assert_eq!(metadata.title.as_deref(), Some("The bridge"));
        assert_eq!(metadata.authors, ["Ada Low", "Bo Li"]);
        assert_eq!((metadata.published.as_deref(), story.trim()), (Some("2026-03-04"), "Story."));
        let (metadata, story) = part("Title: The bridge\nDate: 2026-03-04\nAuthor: Ada Low\n\nStory.");
        assert_eq!((metadata.title.as_deref(), story), (Some("The bridge"), "Story."));
        let text = "Title: a word for what names a text.\n\nStory.";
        assert_eq!(part(text), (Metadata::default(), text));
    }

    #[test]
    fn what_nests_without_end_takes_no_time() {
        let text = format!("---\ntitle: {}\n---\nStory.", "[".repeat(50_000));
        assert_eq!(part(&text), (Metadata::default(), "Story."));
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        let text = "---\nA paragraph of words here.\n\n---\nAnother.";
        assert_eq!(part(text), (Metadata::default(), text));
    }
}
