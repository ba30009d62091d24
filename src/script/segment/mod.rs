//! Splits a block's text into sentences, losing no character.
//!
//! `sentencex` proposes the boundaries, on a text whose marks of quotation are hidden so that long speeches are split too;
//! our rules then add those it misses, take back those that are none, and tell lists written in a line apart.

mod list;
mod marks;
mod rules;
#[cfg(test)]
mod tests;
mod words;

use crate::document::LINE_END;
use crate::language::Language;
use std::collections::BTreeSet;

use marks::masked;
use words::Words;

/// Splits text into sentences, each with the white space that follows it; joined they give the text back. Quoted speech
/// and brackets are split too, at the ends of their sentences.
///
/// A language without rules of its own is split by the English ones.
#[must_use]
pub fn sentences<'a>(text: &'a str, language: &Language) -> Vec<&'a str> {
    let primary = language.primary();
    let words = Words::of(primary);
    let mut starts = proposed(text, primary);
    rules::add_missed(text, words, &mut starts);
    starts.retain(|&start| !rules::goes_on(text, start, words));
    list::take_apart(text, words, &mut starts);
    // A line of verse is said by itself.
    starts.extend(text.match_indices(LINE_END).map(|(at, end)| at + end.len()));
    cut(text, &starts)
}

/// Returns where sentences start by `sentencex`, each at a character that is no white space.
fn proposed(text: &str, language: &str) -> BTreeSet<usize> {
    let masked = masked(text);
    let start = |end: usize| {
        let end = marks::after_closing(text, masked[..end].trim_end().len());
        text.len() - text[end..].trim_start().len()
    };
    sentencex::get_sentence_boundaries(language, &masked)
        .iter()
        .map(|boundary| start(boundary.end_byte.min(text.len())))
        .collect()
}

/// Cuts the text at the starts; what has no letter or digit goes with the sentence before it.
fn cut<'a>(text: &'a str, starts: &BTreeSet<usize>) -> Vec<&'a str> {
    let mut sentences = Vec::new();
    let mut begin = 0;
    let first_said = |begin: usize| text[begin..].find(char::is_alphanumeric).map(|at| begin + at);
    // Looked for once for each sentence: marks without end are passed over once.
    let (mut first, last) = (first_said(begin), text.rfind(char::is_alphanumeric));
    for &start in starts.iter().filter(|&&start| start < text.len()) {
        let is_said = first.is_some_and(|first| first < start);
        if is_said && last.is_some_and(|last| last >= start) {
            sentences.push(&text[begin..start]);
            begin = start;
            first = first_said(begin);
        }
    }
    if begin < text.len() {
        sentences.push(&text[begin..]);
    }
    sentences
}
