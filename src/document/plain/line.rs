//! A line of a scraped page, and how headings are told from other lines.

use super::super::text;
use super::paragraphs::Paragraph;
use super::signs::Sign;

/// A line without a sentence that has more words is another story's headline; headings are shorter. Taste.
pub(super) const HEADING_WORDS: usize = 7;

/// A line of the page, and what it was found to be.
pub(super) struct Line {
    pub(super) paragraph: Paragraph,
    pub(super) sign: Sign,
    pub(super) words: usize,
}

/// Returns whether a line reads as a heading: it opens with a capital or a digit and is no sentence, quotation or label.
pub(super) fn is_heading_like(line: &str) -> bool {
    let opens = line.chars().next().is_some_and(|first| first.is_alphanumeric() && !first.is_lowercase());
    opens && !text::ends_sentence(line) && !line.ends_with([',', ';', ':', '-', '–', '—', '"', '”'])
}
