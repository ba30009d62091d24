//! Reads HTML pages: what each passage is, which of them are the story, and what the page says of itself.
//!
//! The page's passages are gathered once, in order, each with the elements its words stand in. A library then says which
//! elements hold the story; rules on the passages' words, links and surroundings take out what it leaves in, and the
//! publisher's own copy of the text, where the page carries one, decides in doubt.

mod boilerplate;
mod depth;
mod json_ld;
mod metadata;
mod passages;
mod story;
mod surroundings;

use dom_query::Document as Dom;

use super::{Block, Document, Verdict};
use passages::Passage;

/// Reads a page. Any text gives a document; a page without a story gives one without kept blocks.
pub(super) fn read(page: &str) -> Document {
    let dom = Dom::from(depth::bounded(page).as_ref());
    let linked_data = json_ld::articles(&dom);
    let metadata = metadata::read(&dom, &linked_data);
    let mut passages = passages::gather(&dom, metadata.language.as_deref());
    let own_words = json_ld::body(&linked_data);
    story::choose(dom, &mut passages, own_words.as_deref());
    boilerplate::skip(&mut passages, &metadata);
    Document { blocks: passages.into_iter().map(Passage::into_block).collect(), metadata }
}

/// Reads a piece of HTML that stands in Markdown: its words, all of them the story.
pub(super) fn fragment(html: &str) -> Vec<Block> {
    let dom = Dom::fragment(depth::bounded(html).as_ref());
    let mut passages = passages::gather(&dom, None);
    for passage in &mut passages {
        passage.verdict = passage.verdict_of_kind().unwrap_or(Verdict::Kept("story"));
    }
    passages.into_iter().map(Passage::into_block).collect()
}

#[cfg(test)]
mod tests;
