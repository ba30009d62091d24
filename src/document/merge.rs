//! Joins what an article's source knows of it with what the article says of itself.

use super::metadata::Metadata;
use super::{byline, date};
use crate::language::Language;
use crate::source::{Authority, ListedMetadata};

/// Fills in what the article is silent on, or overrules it where the source's word counts.
pub(super) fn join(metadata: &mut Metadata, known: &ListedMetadata) {
    let overrules = known.authority == Authority::Source;
    let put = |field: &mut Option<String>, value| put(field, value, overrules);
    put(&mut metadata.title, known.title.clone());
    put(&mut metadata.published, known.published.as_deref().and_then(date::normalise));
    put(&mut metadata.modified, known.modified.as_deref().and_then(date::normalise));
    let language = known.language.as_deref().and_then(Language::parse);
    self::put(&mut metadata.language, language, overrules);
    put(&mut metadata.url, known.url.clone());
    put(&mut metadata.site, known.site.clone());
    put(&mut metadata.section, known.section.clone());
    put(&mut metadata.image, known.image.clone());
    let authors: Vec<String> = known.authors.iter().flat_map(|name| byline::names(name)).collect();
    if !authors.is_empty() && (overrules || metadata.authors.is_empty()) {
        metadata.authors = authors;
    }
}

/// Fills a field with what a source says, if it says something and may.
fn put<T>(field: &mut Option<T>, value: Option<T>, overrules: bool) {
    if value.is_some() && (overrules || field.is_none()) {
        *field = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_is_filled_in_and_a_sources_word_overrules_it_where_it_was_written_on_purpose() {
        let said = Metadata { title: Some("Page".into()), authors: vec!["Ann".into()], ..Metadata::default() };
        let mut known = ListedMetadata {
            title: Some("Feed".into()),
            authors: vec!["By Bo Li and Cy Young".into()],
            published: Some("Mon, 02 Mar 2026 10:00:00 GMT".into()),
            ..ListedMetadata::default()
        };
        let mut joined = said.clone();
        join(&mut joined, &known);
        assert_eq!((joined.title.as_deref(), &joined.authors[..]), (Some("Page"), &["Ann".to_owned()][..]));
        assert_eq!(joined.published.as_deref(), Some("2026-03-02T10:00:00Z"));

        known.authority = Authority::Source;
        let mut joined = said;
        join(&mut joined, &known);
        assert_eq!(joined.title.as_deref(), Some("Feed"));
        assert_eq!(joined.authors, ["Bo Li", "Cy Young"]);
    }
}
