//! Reads an article: its markup by the reader of its kind, what its source knows, what the publisher chose.

use super::block::BlockKind;
use super::document::Document;
use super::selection::Selection;
use super::text::fold_space;
use super::{formula, html, markdown, mended, merge, plain};
use crate::source::{Article, Markup};

/// Reads an article's markup. Any text gives a document; text without a story gives one without kept blocks.
#[must_use]
pub fn read(article: &Article, selection: &Selection) -> Document {
    let mut document = match &article.markup {
        Markup::Markdown(text) => markdown::read(&mended::characters(text)),
        Markup::Html(text) => html::read(&mended::characters(text), |metadata| selection.rules(article, metadata)),
        Markup::Plain(text) => plain::read(&mended::entities(&mended::characters(text))),
    };
    merge::join(&mut document.metadata, &article.known);
    selection.apply(&mut document);
    let formula = formula::name(document.metadata.language.as_ref());
    for block in document.blocks.iter_mut().filter(|block| block.kind != BlockKind::Code && block.foreign.is_empty()) {
        if block.text.contains('&') {
            block.text = fold_space(&mended::entities(&block.text));
        }
        if block.text.contains(formula::LEFT_OUT) {
            block.text = fold_space(&block.text.replace(formula::LEFT_OUT, formula));
        }
    }
    document
}
