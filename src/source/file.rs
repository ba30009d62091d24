//! Reads an article from a file or from standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::error::SourceError;
use super::structured;
use super::text::{self, Decoding};
use super::{Article, ListedMetadata, Markup, Origin};
use crate::regular_file::{self, NotRegular};

/// The largest text read, 20 MB: some six times the longest novels. What is larger is a log, a dump or a mistake, and is
/// refused before it fills the memory.
pub const MAX_TEXT_BYTES: u64 = 20_000_000;

/// How standard input is named in errors.
pub(super) const STDIN: &str = "standard input";

/// Reads one article from a file. The markup is told by the file's extension (`.md`, `.markdown`, `.html`, `.htm`,
/// `.xhtml`, `.txt`), else by how the text begins.
///
/// # Errors
/// When the file is missing, a folder, unreadable, empty, larger than [`MAX_TEXT_BYTES`], or no text.
pub(super) fn read_file(path: &Path, id: String) -> Result<Article, SourceError> {
    let text = read_text(path)?;
    if let Some(what) = structured::kind(&text).filter(|_| !is_markup(path)) {
        return Err(SourceError::Data { name: path.display().to_string(), what });
    }
    let extension = path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase);
    let markup = match extension.as_deref() {
        Some("md" | "markdown" | "mdown" | "mkd" | "mdx" | "qmd" | "rmd") => Markup::Markdown(text),
        Some("html" | "htm" | "xhtml" | "xht") => Markup::Html(text),
        Some("txt" | "text") => Markup::Plain(text),
        _ => markup_of(text),
    };
    Ok(Article { id, origin: Origin::File(path.to_owned()), markup, known: ListedMetadata::default() })
}

/// Returns whether a file's name says that it is marked up, which data seldom is.
fn is_markup(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase);
    let markup = ["md", "markdown", "mdown", "mkd", "html", "htm", "xhtml", "xht"];
    extension.is_some_and(|extension| markup.contains(&extension.as_str()))
}

/// Reads one article from standard input, or from anything that stands in for it. Its markup is told by how the text
/// begins, and its id is a hash of the text.
///
/// # Errors
/// When it cannot be read, is empty, larger than [`MAX_TEXT_BYTES`], or no text.
pub fn read_stdin(input: impl Read) -> Result<Article, SourceError> {
    let text = decode(&read_bytes(input, STDIN, MAX_TEXT_BYTES)?, STDIN)?;
    let hash = blake3::hash(text.as_bytes()).to_hex();
    let id = format!("stdin:{}", &hash[..16]);
    Ok(Article { id, origin: Origin::Stdin, markup: markup_of(text), known: ListedMetadata::default() })
}

/// Reads a file's text.
fn read_text(path: &Path) -> Result<String, SourceError> {
    let name = path.display().to_string();
    decode(&read_file_bytes(path, MAX_TEXT_BYTES)?, &name)
}

/// Opens a file, and nothing else: a folder, a pipe and a device are refused.
pub(super) fn open(path: &Path) -> Result<File, SourceError> {
    let name = path.display().to_string();
    regular_file::open(path).map_err(|source| {
        match source.get_ref().and_then(|inner| inner.downcast_ref::<NotRegular>()) {
            Some(_) if path.is_dir() => SourceError::Folder { name },
            Some(NotRegular { what }) => SourceError::NotAFile { name, what },
            None if source.kind() == io::ErrorKind::NotFound => SourceError::Missing { name },
            None => SourceError::Unreadable { name, source },
        }
    })
}

/// Reads a file's bytes, its size checked before.
pub(super) fn read_file_bytes(path: &Path, limit_bytes: u64) -> Result<Vec<u8>, SourceError> {
    let name = path.display().to_string();
    let file = open(path)?;
    let length = file.metadata().map_err(|source| SourceError::Unreadable { name: name.clone(), source })?.len();
    if length > limit_bytes {
        return Err(SourceError::TooLarge { name, limit_bytes });
    }
    read_bytes(file, &name, limit_bytes)
}

/// Reads to the end, but no more than the limit: a pipe or a device has no size to check beforehand.
fn read_bytes(input: impl Read, name: &str, limit_bytes: u64) -> Result<Vec<u8>, SourceError> {
    let mut bytes = Vec::new();
    input
        .take(limit_bytes + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| SourceError::Unreadable { name: name.to_owned(), source })?;
    if bytes.len() as u64 > limit_bytes {
        return Err(SourceError::TooLarge { name: name.to_owned(), limit_bytes });
    }
    Ok(bytes)
}

/// Decodes what was read, refusing what has no words.
pub(super) fn decode(bytes: &[u8], name: &str) -> Result<String, SourceError> {
    let name = || name.to_owned();
    if bytes.is_empty() {
        return Err(SourceError::Empty { name: name() });
    }
    let text = text::decode(bytes, None, Decoding::Strict).map_err(|why| SourceError::NotText { name: name(), why })?;
    if text.trim().is_empty() {
        return Err(SourceError::Blank { name: name() });
    }
    Ok(text)
}

/// Tells a text's markup by how it begins.
pub(super) fn markup_of(text: String) -> Markup {
    if looks_like_html(&text) {
        Markup::Html(text)
    } else if looks_like_markdown(&text) {
        Markup::Markdown(text)
    } else {
        Markup::Plain(text)
    }
}

/// The tags that HTML pages and fragments of articles begin with.
const FIRST_TAGS: &[&str] = &[
    "<!doctype html", "<html", "<head", "<body", "<main", "<article", "<section", "<div", "<p>", "<p ", "<h1", "<h2",
    "<meta", "<title", "<figure", "<header", "<ul", "<ol", "<blockquote",
];

fn looks_like_html(text: &str) -> bool {
    let mut start = text.trim_start();
    // Comments and an XML declaration may stand before the first tag.
    while let Some((_, rest)) = match start {
        _ if start.starts_with("<!--") => start.split_once("-->"),
        _ if start.starts_with("<?xml") => start.split_once("?>"),
        _ => None,
    } {
        start = rest.trim_start();
    }
    FIRST_TAGS.iter().any(|tag| start.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag)))
}

/// How many lines are looked at for Markdown's marks (taste).
const LINES_LOOKED_AT: usize = 200;

/// Returns whether a text has front matter, a heading or a link as Markdown writes them. Emphasis alone is not enough: plain
/// text has stars too.
fn looks_like_markdown(text: &str) -> bool {
    let is_heading = |line: &str| line.trim_start_matches('#').starts_with(' ') && line.starts_with('#');
    let first = text.trim_start().lines().next().unwrap_or_default().trim_end();
    first == "---"
        || first == "+++"
        || text.lines().take(LINES_LOOKED_AT).any(|line| is_heading(line) || line.contains("](http"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn markup_is_told_by_how_the_text_begins() {
        let kind = |text: &str| match markup_of(text.to_owned()) {
            Markup::Html(_) => "html",
            Markup::Markdown(_) => "markdown",
            Markup::Plain(_) => "plain",
        };
        assert_eq!(kind("---\ntitle: A\n---\nText"), "markdown");
        assert_eq!(kind("+++\ntitle = 'A'\n+++\nText"), "markdown");
        assert_eq!(kind("# A heading\n\nText"), "markdown");
        assert_eq!(kind("Text with [a link](https://example.org/)."), "markdown");
        assert_eq!(kind("\n<!DOCTYPE HTML><p>Text"), "html");
        assert_eq!(kind("<!-- saved --><?xml version='1.0'?>\n<html>"), "html");
        assert_eq!(kind("<!-- never closed"), "plain");
        assert_eq!(kind("Text, #1 in the charts."), "plain");
        assert_eq!(kind("#hashtag"), "plain");
        assert_eq!(kind("<3 is a heart"), "plain");
    }

    #[test]
    fn standard_input_is_named_by_its_text() {
        let one = read_stdin("One text.".as_bytes()).unwrap();
        assert_eq!(one.id, read_stdin("One text.".as_bytes()).unwrap().id);
        assert_ne!(one.id, read_stdin("Another.".as_bytes()).unwrap().id);
        assert_eq!(one.id.len(), "stdin:".len() + 16);
    }

    #[test]
    fn endless_input_is_refused() {
        let refused = read_stdin(io::repeat(b'a')).unwrap_err();
        assert_eq!(refused.to_string(), "standard input is larger than 20 MB");
    }

    #[test]
    fn input_without_words_is_refused() {
        assert_eq!(read_stdin(io::empty()).unwrap_err().to_string(), "standard input is empty");
        let refused = read_stdin(" \n\t\u{a0}".as_bytes()).unwrap_err();
        assert_eq!(refused.to_string(), "standard input has nothing in it but white space");
    }

    #[test]
    fn files_that_are_no_articles_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("story.md");
        let refused = |path: &Path| read_file(path, String::new()).unwrap_err().to_string();
        assert_eq!(refused(&path), format!("{} does not exist", path.display()));
        assert_eq!(refused(folder.path()), format!("{} is a folder, not a file", folder.path().display()));
        fs::write(&path, b"%PDF-1.4 \xff\xfe").unwrap();
        assert_eq!(refused(&path), format!("{} is a PDF, not text", path.display()));
        File::create(&path).unwrap().set_len(MAX_TEXT_BYTES + 1).unwrap();
        assert_eq!(refused(&path), format!("{} is larger than 20 MB", path.display()));
        fs::write(&path, "L'été est fermé; c'était prévu.".chars().map(|c| c as u8).collect::<Vec<_>>()).unwrap();
        assert_eq!(
            read_file(&path, String::new()).unwrap().markup.text(),
            "L'été est fermé; c'était prévu.",
            "a charset is guessed"
        );
    }

    #[test]
    fn the_markup_is_told_by_the_extension() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("story.TXT");
        fs::write(&path, "# not a heading here").unwrap();
        let article = read_file(&path, "a".into()).unwrap();
        assert_eq!(article.markup, Markup::Plain("# not a heading here".to_owned()));
    }
}
