//! Any Markdown with any front matter gives a document: no panic, no empty block.
#![no_main]

use aloud::document::{self, Selection};
use aloud::source::{Article, ListedMetadata, Markup, Origin};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let markup = Markup::Markdown(String::from_utf8_lossy(bytes).into_owned());
    let article = Article { id: "x".into(), origin: Origin::Stdin, markup, known: ListedMetadata::default() };
    for block in document::read(&article, &Selection::default()).blocks {
        assert!(!block.text.is_empty());
    }
});
