//! Reads a page from its bytes to its blocks: the steps of the folder, in their order.

use dom_query::Document as Dom;

use super::super::block::{Block, Verdict};
use super::super::document::Document;
use super::super::metadata::Metadata;
use super::super::reason::Grounds;
use super::super::selection::Rules;
use super::passages::{self, Passage};
use super::{boilerplate, depth, json_ld, metadata, site, story};

/// A page larger than this with hardly a word in it has no story for the library to look for, which takes its time over empty
/// elements. Taste: large pages at hand had a letter of text for every hundred bytes.
const HOLLOW_PAGE_BYTES: usize = 200_000;
/// How many bytes of page there are for each byte of text in a hollow page.
const HOLLOW_SHARE: usize = 1_000;

/// Reads a page. Any text gives a document; a page without a story gives one without kept blocks. `rules` finds the site's
/// rules by what the page says of itself.
pub(in crate::document) fn read<'a>(page: &str, rules: impl FnOnce(&Metadata) -> Option<&'a Rules>) -> Document {
    let dom = Dom::from(depth::bounded(page).as_ref());
    let linked_data = json_ld::read(&dom);
    let metadata = metadata::read(&dom, &linked_data);
    if let Some(rules) = rules(&metadata) {
        site::mark(&dom, rules);
    }
    let mut passages = passages::gather(&dom, metadata.language.as_ref());
    let own_words = json_ld::body(&linked_data.articles);
    let words: usize = passages.iter().map(|passage| passage.text.len()).sum();
    let hollow = page.len() > HOLLOW_PAGE_BYTES && words < page.len() / HOLLOW_SHARE;
    story::choose((!hollow).then_some(dom), &mut passages, own_words.as_deref());
    site::confine(&mut passages);
    boilerplate::skip(&mut passages, &metadata);
    site::decide(&mut passages);
    Document { blocks: passages.into_iter().map(Passage::into_block).collect(), metadata }
}

/// Reads a piece of HTML that stands in Markdown: its words, all of them the story.
pub(in crate::document) fn fragment(html: &str) -> Vec<Block> {
    let dom = Dom::fragment(depth::bounded(html).as_ref());
    let mut passages = passages::gather(&dom, None);
    for passage in &mut passages {
        passage.verdict = passage.verdict_of_kind().unwrap_or(Verdict::Kept(Grounds::Story));
    }
    passages.into_iter().map(Passage::into_block).collect()
}
