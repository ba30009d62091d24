//! Reads an article: its markup by the reader of its kind, what its source knows, what the publisher chose.

use super::document::Document;
use super::selection::Selection;
use super::{html, markdown, merge, plain};
use crate::source::{Article, Markup};

/// Reads an article's markup. Any text gives a document; text without a story gives one without kept blocks.
#[must_use]
pub fn read(article: &Article, selection: &Selection) -> Document {
    let mut document = match &article.markup {
        Markup::Markdown(text) => markdown::read(text),
        Markup::Html(text) => html::read(text, |metadata| selection.rules(article, metadata)),
        Markup::Plain(text) => plain::read(text),
    };
    merge::join(&mut document.metadata, &article.known);
    selection.apply(&mut document);
    document
}
