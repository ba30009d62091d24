//! Reads plain text: as it was written, or as a page that was scraped.

use super::super::block::{Block, BlockKind, Verdict};
use super::super::document::Document;
use super::super::reason::Reason;
use super::super::text;
use super::super::{byline, notices};
use super::line::is_heading_like;
use super::page::Page;
use super::paragraphs::{self, Paragraph};
use super::{printed, wire};

/// Longest headline, in characters: the longest of the headlines at hand had 140; longer lines are text.
const LONGEST_TITLE: usize = 200;
/// What stands over texts that are sent to the press.
const RELEASES: [&str; 5] =
    ["for immediate release", "press release", "pressemitteilung", "communiqué de presse", "nota de prensa"];
/// Longest heading inside the text, in characters. Taste.
const LONGEST_HEADING: usize = 80;

/// Reads plain text. Text that shows no signs of a page around it is kept whole; of a page without prose nothing is.
pub(in crate::document) fn read(text: &str) -> Document {
    let text = printed::joined(text);
    let paragraphs = paragraphs::split(&text);
    match Page::of(&paragraphs) {
        Some(page) => page.read().unwrap_or_else(|| without_story(&paragraphs)),
        None => as_written(&paragraphs),
    }
}

/// Reads a page that holds nothing but what stands around stories.
fn without_story(paragraphs: &[Paragraph]) -> Document {
    let skipped =
        |paragraph: &Paragraph| Block::skipped(BlockKind::Boilerplate, paragraph.text.as_str(), Reason::NoStory);
    Document { blocks: paragraphs.iter().map(skipped).collect(), ..Document::default() }
}

/// Reads text that somebody wrote as it is.
fn as_written(paragraphs: &[Paragraph]) -> Document {
    let mut document = Document::default();
    let labelled = paragraphs.first().filter(|first| RELEASES.contains(&first.text.to_lowercase().as_str()));
    document
        .blocks
        .extend(labelled.map(|first| Block::skipped(BlockKind::Boilerplate, first.text.as_str(), Reason::Label)));
    let paragraphs = &paragraphs[document.blocks.len()..];
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let last = index + 1 == paragraphs.len();
        document.blocks.push(Block::kept(kind(paragraph, last), paragraph.text.as_str()));
    }
    take_title(&mut document, paragraphs);
    skip_unmistakable(&mut document);
    take_byline(&mut document);
    wire::skip(&mut document);
    document
}

/// Skips single lines that no author writes: "Advertisement", "Share this", "Read more: …".
fn skip_unmistakable(document: &mut Document) {
    const MOST_WORDS: usize = 6;
    const UNMISTAKABLE: [Reason; 3] = [Reason::Advertisement, Reason::ShareBar, Reason::Subscription];
    for block in document.blocks.iter_mut().skip(1) {
        let words = text::words(&block.text);
        let why = notices::why(&block.text, 0.0).filter(|_| !text::ends_sentence(&block.text));
        let short = |why: &Reason| words <= MOST_WORDS && UNMISTAKABLE.contains(why);
        let names = |why: &Reason| *why == Reason::Related && block.text.contains(": ");
        if let Some(why) = why.filter(|why| short(why) || names(why)) {
            block.kind = BlockKind::Boilerplate;
            block.verdict = Verdict::Skipped(why);
        }
    }
}

/// Judges what a paragraph is by its shape.
fn kind(paragraph: &Paragraph, last: bool) -> BlockKind {
    if let Some(number) = paragraph.item {
        return BlockKind::ListItem { number };
    }
    if let Some(level) = paragraph.heading {
        return BlockKind::Heading { level };
    }
    let short = paragraph.text.chars().count() <= LONGEST_HEADING;
    if !last && short && paragraph.alone && is_heading_like(&paragraph.text) {
        return BlockKind::Heading { level: 2 };
    }
    BlockKind::Paragraph
}

/// Takes the title from the first line, when it stands apart and is no sentence.
fn take_title(document: &mut Document, paragraphs: &[Paragraph]) {
    let first = document.blocks.iter_mut().find(|block| block.verdict.is_kept());
    let (Some(first), Some(paragraph)) = (first, paragraphs.first()) else { return };
    let followed = paragraphs.get(1).is_some_and(|next| paragraph.alone || byline::line(&next.text).is_some());
    let sized = first.text.chars().count() <= LONGEST_TITLE;
    let headline = paragraph.heading.is_some() || !text::ends_sentence(&first.text) || first.text.ends_with('?');
    if followed && sized && headline && paragraph.item.is_none() && !first.text.ends_with([':', ',', ';']) {
        first.kind = BlockKind::Heading { level: 1 };
        document.metadata.title = Some(first.text.clone());
    }
}

/// Takes the byline from a line "By …" near the top.
fn take_byline(document: &mut Document) {
    for block in document.blocks.iter_mut().take(3) {
        if let Some(names) = byline::line(&block.text) {
            document.metadata.authors = names;
            block.verdict = Verdict::Skipped(Reason::Byline);
            return;
        }
    }
}
