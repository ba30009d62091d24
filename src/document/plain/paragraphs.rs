//! Finds the paragraphs of plain text: undoes hard wrapping, keeps apart what was written apart.

use super::super::byline;
use super::super::text::{self, fold_space};
use super::printed;
use crate::months;

/// Widest column text is wrapped to, in characters: typewriter text is 60 to 80, some editors wrap at 100 or 120.
const WIDEST_WRAP: usize = 130;
/// Narrowest column taken for wrapping, in characters; narrower lines are verse or labels.
const NARROWEST_WRAP: usize = 40;

/// A paragraph found, with what its surroundings say of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Its words, white space folded.
    pub(super) text: String,
    /// Whether it is a single line with blank lines, or the text's ends, around it.
    pub(super) alone: bool,
    /// The number of the stretch without blank lines that it stands in.
    pub(super) chunk: usize,
    /// Set for a list item, with its number where it has one.
    pub(super) item: Option<Option<u64>>,
    /// Set for a line underlined with `=` or `-`: the level.
    pub(super) heading: Option<u8>,
}

#[cfg(test)]
impl Paragraph {
    /// Makes a paragraph of one line that stands alone.
    pub(super) fn line(text: &str) -> Self {
        Self { text: text.to_owned(), alone: true, ..Self::default() }
    }
}

/// Splits text into paragraphs.
pub(super) fn split(text: &str) -> Vec<Paragraph> {
    let lines: Vec<&str> = text.split(['\n', '\r', '\u{c}', '\u{2028}', '\u{2029}']).collect();
    // A CRLF leaves an empty line that was never blank: rejoin before blank lines are counted.
    let lines: Vec<&str> = if text.contains("\r\n") { text.lines().collect() } else { lines };
    let lines = printed::without_page_marks(&lines);
    let wrap = wrap_width(&lines);
    let mut paragraphs = Vec::new();
    let chunks = lines.split(|line| line.trim().is_empty()).filter(|chunk| !chunk.is_empty());
    for (number, chunk) in chunks.enumerate() {
        let start = paragraphs.len();
        split_chunk(chunk, wrap, &mut paragraphs);
        for paragraph in &mut paragraphs[start..] {
            paragraph.chunk = number;
            if paragraph.text.contains('[') {
                paragraph.text = text::drop_marks(&paragraph.text);
            }
        }
    }
    for at in lone_items(&paragraphs) {
        let paragraph = &mut paragraphs[at];
        if let Some(Some(number)) = paragraph.item.take() {
            paragraph.text = format!("{number}. {}", paragraph.text);
        }
    }
    paragraphs
}

/// Returns the numbered items that have no neighbour of their list: "2. Weltkrieg und Nachkriegszeit" is a sentence.
fn lone_items(paragraphs: &[Paragraph]) -> Vec<usize> {
    let numbers: Vec<u64> = paragraphs.iter().filter_map(|paragraph| paragraph.item.flatten()).collect();
    let is_lone = |paragraph: &Paragraph| {
        paragraph.item.flatten().is_some_and(|own| !numbers.iter().any(|other| own.abs_diff(*other) == 1))
    };
    paragraphs.iter().enumerate().filter(|(_, paragraph)| is_lone(paragraph)).map(|(at, _)| at).collect()
}

/// Returns the column the text is wrapped to, if it is: no line is wider, most lines that another follows directly could not
/// have held the next line's first word, and most of those break inside a sentence.
fn wrap_width(lines: &[&str]) -> Option<usize> {
    let widths: Vec<usize> = lines.iter().map(|line| line.trim_end().chars().count()).collect();
    let widest = *widths.iter().max()?;
    if !(NARROWEST_WRAP..=WIDEST_WRAP).contains(&widest) {
        return None;
    }
    // Short lines, such as those of an address, tell nothing of the column.
    let pairs = (1..lines.len()).filter(|&at| 2 * widths[at - 1] > widest && widths[at] > 0);
    let (mut followed, mut full, mut inside) = (0, 0, 0);
    for at in pairs {
        followed += 1;
        if is_full(lines[at - 1], lines[at], widest) {
            full += 1;
            inside += usize::from(!text::ends_sentence(lines[at - 1]));
        }
    }
    (full * 2 > followed && inside * 2 > full).then_some(widest)
}

/// Returns whether a line was broken because the next word did not fit.
fn is_full(line: &str, next: &str, wrap: usize) -> bool {
    let word = next.split_whitespace().next().map_or(0, |word| word.chars().count());
    // Ragged editors break a little early: a slack of an eighth of the column.
    line.trim_end().chars().count() + 1 + word + wrap / 8 > wrap
}

/// Splits lines that no blank line parts.
fn split_chunk(chunk: &[&str], wrap: Option<usize>, paragraphs: &mut Vec<Paragraph>) {
    let start = paragraphs.len();
    let mut open: Option<Paragraph> = None;
    for (at, line) in chunk.iter().enumerate() {
        let words = fold_space(line);
        if !words.chars().any(char::is_alphanumeric) {
            if let (Some(level), Some(paragraph)) = (underline_level(&words), &mut open) {
                paragraph.heading = Some(level);
            }
            paragraphs.extend(open.take());
            continue;
        }
        let item = list_item(&words);
        let byline = byline::opening_names(&words).is_some();
        let joins = item.is_none() && !byline && at > 0 && goes_on(chunk[at - 1], line, wrap);
        match &mut open {
            Some(paragraph) if joins => {
                append(&mut paragraph.text, &words);
            }
            _ => {
                paragraphs.extend(open.take());
                let (item, text) = item.map_or((None, words.as_str()), |(number, text)| (Some(number), text));
                open = Some(Paragraph { text: text.to_owned(), item, ..Paragraph::default() });
            }
        }
    }
    paragraphs.extend(open);
    if let [only] = &mut paragraphs[start..] {
        only.alone = chunk.len() == 1 || only.heading.is_some();
    }
}

/// Adds a line to the paragraph that it goes on with; a word that was parted at the line's end is put together.
fn append(text: &mut String, line: &str) {
    let parted = text.strip_suffix(printed::BREAKS).filter(|first| first.ends_with(char::is_lowercase));
    match parted.filter(|_| line.starts_with(char::is_lowercase)) {
        Some(first) => {
            let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
            let start = first.rfind(' ').map_or(0, |at| at + 1);
            let joined = printed::together(&first[start..], word);
            let begun = first[..start].len();
            text.truncate(begun);
            text.push_str(&joined);
            if !rest.is_empty() {
                text.extend([" ", rest]);
            }
        }
        None => text.extend([" ", line]),
    }
}

/// Returns whether a line goes on with the sentence of the line before.
fn goes_on(before: &str, line: &str, wrap: Option<usize>) -> bool {
    let lower = line.trim_start().chars().next().is_some_and(char::is_lowercase);
    let long = before.chars().count() >= NARROWEST_WRAP;
    let wrapped = wrap.is_some_and(|wrap| is_full(before, line, wrap));
    // A hyphen behind a letter: the word goes on.
    let parted =
        before.trim_end().strip_suffix(printed::BREAKS).is_some_and(|first| first.ends_with(char::is_lowercase));
    wrapped || (lower && (long || parted) && !text::ends_sentence(before))
}

/// Returns the level of the heading above a line of `=` or `-`.
fn underline_level(line: &str) -> Option<u8> {
    let mark = line.chars().next().filter(|mark| matches!(mark, '=' | '-'))?;
    let level = if mark == '=' { 1 } else { 2 };
    (line.len() >= 3 && line.chars().all(|c| c == mark)).then_some(level)
}

/// What German counts with a dot at the beginning of a line, beside days of its months.
const COUNTED: [&str; 9] =
    ["Jänner", "Jahrhundert", "Jahrhunderts", "Runde", "Spieltag", "Bundesliga", "Liga", "Etappe", "Auflage"];

/// Parts a list item's mark from its words: a bullet, or a number of up to three digits.
fn list_item(line: &str) -> Option<(Option<u64>, &str)> {
    let (mark, words) = line.split_once(' ')?;
    if matches!(mark, "-" | "*" | "•" | "‣" | "·" | "◦" | "–" | "+") {
        return Some((None, words));
    }
    // "1. Juli 2026 war ein Mittwoch": a date begins the paragraph.
    let first = words.split([' ', ',', ':']).next().unwrap_or_default();
    if mark.ends_with('.') && (months::GERMAN.contains(&first) || COUNTED.contains(&first)) {
        return None;
    }
    let digits = mark.strip_suffix(['.', ')']).filter(|digits| !digits.is_empty() && digits.len() <= 3)?;
    Some((Some(digits.parse().ok()?), words))
}
