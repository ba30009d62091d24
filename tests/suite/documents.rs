//! What pages and scraped texts come to: each file of `tests/golden/pages` and `tests/golden/scraped` beside the document
//! that is expected of it.
//!
//! A document that differs is written where the failure says; read it, and where it is right put it into the expected
//! one's place.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use aloud::document::{self, BlockKind, Document, Selection};
use aloud::source::{Article, ListedMetadata, Markup, Origin};

use crate::bench::{repository, skip_without_shared};

/// Writes a document as golden files have it: the metadata, then a line a block, those that are not read with the reason.
fn told(document: &Document) -> String {
    let metadata = &document.metadata;
    let fields = [
        ("title", metadata.title.clone()),
        ("authors", Some(metadata.authors.join("; ")).filter(|authors| !authors.is_empty())),
        ("published", metadata.published.clone()),
        ("modified", metadata.modified.clone()),
        ("language", metadata.language.as_ref().map(ToString::to_string)),
        ("url", metadata.url.clone()),
        ("site", metadata.site.clone()),
        ("section", metadata.section.clone()),
        ("image", metadata.image.clone()),
    ];
    let mut text = String::new();
    for (name, value) in fields {
        if let Some(value) = value {
            writeln!(text, "{name}: {value}").unwrap();
        }
    }
    text.push('\n');
    for block in &document.blocks {
        let name = match block.kind {
            BlockKind::Heading { level } => format!("heading {level}"),
            BlockKind::ListItem { number: Some(number) } => format!("item {number}"),
            kind => kind.name().to_owned(),
        };
        let words = block.text.replace(document::LINE_END, " / ");
        let language = block.language.as_ref().map(|language| format!(" [{language}]")).unwrap_or_default();
        match block.verdict.is_kept() {
            true => writeln!(text, "{name}{language}: {words}").unwrap(),
            false => writeln!(text, "    - {}: {words}", block.verdict.why()).unwrap(),
        }
    }
    text
}

/// Compares the documents of a folder's files of this extension with the expected ones; gives how many there were.
fn compare(folder: &str, extension: &str) -> usize {
    let folder = repository("tests/golden").join(folder);
    let mut inputs: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    inputs.retain(|path| path.extension().is_some_and(|found| found == extension));
    inputs.sort();
    let mut different = Vec::new();
    for input in &inputs {
        let expected = input.with_extension("expected");
        let actual = told(&document::read(&Article::open(input).unwrap(), &Selection::default()));
        if fs::read_to_string(&expected).unwrap_or_default() != actual {
            let written = Path::new(env!("CARGO_TARGET_TMPDIR")).join(expected.file_name().unwrap());
            fs::write(&written, actual).unwrap();
            different.push(format!("diff {} {}", expected.display(), written.display()));
        }
    }
    assert!(different.is_empty(), "these documents are not as expected:\n{}", different.join("\n"));
    inputs.len()
}

#[test]
fn scraped_texts_come_to_their_stories() {
    assert!(compare("scraped", "txt") >= 10);
}

#[test]
fn pages_come_to_their_stories() {
    assert!(compare("pages", "html") >= 20);
}

fn kept(markup: Markup) -> (Document, Vec<String>) {
    let article = Article { id: "x".into(), origin: Origin::Stdin, markup, known: ListedMetadata::default() };
    let document = document::read(&article, &Selection::default());
    let kept = document.blocks.iter().filter(|block| block.verdict.is_kept()).map(|block| block.text.clone()).collect();
    (document, kept)
}

#[test]
fn the_scraped_page_that_was_given_comes_to_its_headline_byline_and_story() {
    let path = repository("../shared/inputs/news-page-scraped.txt");
    let Ok(text) = fs::read_to_string(&path) else {
        skip_without_shared();
        return;
    };
    let lines: Vec<&str> = text.lines().collect();
    let headline = lines.iter().position(|line| line.starts_with("Russian 'peacekeepers'")).unwrap();
    let first = lines.iter().position(|line| line.starts_with("The withdrawal of a Russian")).unwrap();
    let last = lines.iter().position(|line| line.starts_with("The CSTO did not")).unwrap();
    let story = lines[first..=last].iter().filter(|line| !line.is_empty()).copied();
    let expected: Vec<&str> = std::iter::once(lines[headline]).chain(story).collect();
    let (document, kept) = kept(Markup::Plain(text.clone()));
    assert_eq!(kept, expected);
    assert_eq!(document.metadata.title.as_deref(), Some(lines[headline]));
    assert_eq!(document.metadata.authors, ["Kateryna Denisova", "The Kyiv Independent news desk"]);
    assert_eq!(document.metadata.published.as_deref(), Some("2024-06-12"));
}
