//! Reads a page from its bytes to its blocks: the steps of the folder, in their order.

use dom_query::Document as Dom;

use super::super::block::{Block, Verdict};
use super::super::document::Document;
use super::super::metadata::Metadata;
use super::super::reason::Grounds;
use super::super::selection::Rules;
use super::json_ld::Linked;
use super::neighbours;
use super::passages::{self, Gathered, Passage};
use super::story::{self, Told, Untouched};
use super::{boilerplate, depth, json_ld, metadata, site};
use crate::language::Language;

/// A page larger than this with hardly a word in it has no story for the library to look for, which takes its time over empty
/// elements. Taste: large pages at hand had a letter of text for every hundred bytes.
const HOLLOW_PAGE_BYTES: usize = 200_000;
/// How many bytes of page there are for each byte of text in a hollow page.
const HOLLOW_SHARE: usize = 1_000;

/// Reads a page. Any text gives a document; a page without a story gives one without kept blocks. `rules` finds the site's
/// rules by what the page says of itself.
pub(in crate::document) fn read<'a>(page: &str, rules: impl FnOnce(&Metadata) -> Option<&'a Rules>) -> Document {
    let bounded = depth::bounded(page);
    let dom = Dom::from(bounded.as_ref());
    let linked_data = json_ld::read(&dom);
    let metadata = metadata::read(&dom, &linked_data);
    let rules = rules(&metadata);
    if let Some(rules) = rules {
        site::mark(&dom, rules);
    }
    let mut gathered = passages::gather(&dom, metadata.language.as_ref());
    if !gathered.passages.iter().any(neighbours::is_prose) && bounded.to_ascii_lowercase().contains("<noscript") {
        // What is shown to those without scripts is the story where nothing else is.
        let dom = Dom::from(opened(&bounded).as_str());
        gathered = passages::gather(&dom, metadata.language.as_ref());
        return finish(gathered, None, metadata, &linked_data);
    }
    let language = metadata.language.clone();
    let again = || marked(&bounded, rules, language.as_ref());
    let untouched = (!is_hollow(page, &gathered)).then(|| Untouched { dom, again: &again });
    finish(gathered, untouched, metadata, &linked_data)
}

/// Parses a page once more and marks it as it was marked before.
fn marked(page: &str, rules: Option<&Rules>, language: Option<&Language>) -> Dom {
    let dom = Dom::from(page);
    if let Some(rules) = rules {
        site::mark(&dom, rules);
    }
    passages::gather(&dom, language);
    dom
}

/// Returns whether there is hardly a word in a page for its size.
fn is_hollow(page: &str, gathered: &Gathered) -> bool {
    let words: usize = gathered.passages.iter().map(|passage| passage.text.len()).sum();
    page.len() > HOLLOW_PAGE_BYTES && words < page.len() / HOLLOW_SHARE
}

/// Forgets the purposes of parts that hold the page's headline and prose below it: the wrapper of a whole page may be called
/// `comments-open`, but what holds the headline is not beside the story.
fn forget_wrappers(passages: &mut [Passage], metadata: &Metadata) {
    /// So much prose, in bytes, is more than what stands in the head of a page. Taste.
    const LEAST_PROSE: usize = 400;
    let Some(headline) = neighbours::headline(passages, passages.len(), metadata) else { return };
    let held: Vec<u32> = passages[headline].parts.iter().map(|(_, part)| *part).collect();
    for part in held {
        let inside = |passage: &Passage| passage.parts.iter().any(|(_, own)| *own == part);
        let below = passages[headline..].iter().filter(|passage| inside(passage) && neighbours::is_prose(passage));
        if below.map(|passage| passage.text.len()).sum::<usize>() >= LEAST_PROSE {
            passages.iter_mut().for_each(|passage| passage.parts.retain(|(_, own)| *own != part));
        }
    }
}

/// Chooses the story among what was gathered.
fn finish(mut gathered: Gathered, page: Option<Untouched<'_>>, metadata: Metadata, linked_data: &Linked) -> Document {
    forget_wrappers(&mut gathered.passages, &metadata);
    let own_words = json_ld::body(&linked_data.articles);
    let told = Told { metadata: &metadata, own_words: own_words.as_deref() };
    story::choose(page, &mut gathered, &told);
    let mut passages = gathered.passages;
    site::confine(&mut passages);
    boilerplate::skip(&mut passages, &metadata);
    site::decide(&mut passages);
    Document { blocks: passages.into_iter().map(Passage::into_block).collect(), metadata }
}

/// Returns a page whose `noscript` elements are elements like others.
fn opened(page: &str) -> String {
    let mut opened = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = rest.find("<noscript").or_else(|| rest.find("<NOSCRIPT")) {
        opened.push_str(&rest[..at]);
        opened.push_str("<div");
        rest = &rest[at + "<noscript".len()..];
    }
    opened.push_str(rest);
    opened.replace("</noscript", "</div").replace("</NOSCRIPT", "</div")
}

/// Reads a piece of HTML that stands in Markdown: its words, all of them the story.
pub(in crate::document) fn fragment(html: &str) -> Vec<Block> {
    let dom = Dom::fragment(depth::bounded(html).as_ref());
    let mut passages = passages::gather(&dom, None).passages;
    for passage in &mut passages {
        passage.verdict = passage.verdict_of_kind().unwrap_or(Verdict::Kept(Grounds::Story));
    }
    passages.into_iter().map(Passage::into_block).collect()
}
