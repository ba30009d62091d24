//! Lists written in a line, `1. The first 2. The second`: each item is a sentence, and its mark belongs to it.

use std::collections::{BTreeSet, HashMap};
use std::iter::Peekable;
use std::str::CharIndices;

use super::words::Words;

/// A mark that may begin an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    /// Where it begins, a bullet before it included.
    start: usize,
    /// Where it ends, its stop included.
    end: usize,
    /// The number, or the letter's place in the alphabet.
    value: u32,
    /// How it is written: items of one list are written alike.
    style: Style,
}

/// How a mark is written: what it counts with, and its stop.
type Style = (Kind, &'static str);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Number,
    Letter,
}

/// Bullets that may stand before a mark.
const BULLETS: [char; 9] = ['•', '◦', '▪', '●', '○', '⁃', '‣', '–', '-'];
/// What may stand after a number or letter, the longest first.
const STOPS: [&str; 3] = [".)", ")", "."];

/// Longer words do not stand before ordinals.
const LONGEST_LEAD: usize = 100;

/// Makes each item one that starts a sentence, and takes back starts right behind a mark.
pub(super) fn take_apart(text: &str, words: &Words, starts: &mut BTreeSet<usize>) {
    // "Der 1. Platz": an ordinal in a sentence is no mark.
    let is_ordinal = |mark: &Mark| {
        let near = &text[text.ceil_char_boundary(mark.start.saturating_sub(LONGEST_LEAD))..mark.start];
        let lead = near.split_whitespace().next_back().unwrap_or_default().to_lowercase();
        let next = text[mark.end..].split_whitespace().next().unwrap_or_default();
        words.before_ordinals.contains(&lead.as_str())
            || words.months.contains(&next.trim_end_matches(|c: char| !c.is_alphanumeric()))
    };
    let marks: Vec<Mark> = marks(text).into_iter().filter(|mark| !is_ordinal(mark)).collect();
    for mark in items(&marks) {
        starts.insert(mark.start);
        forget_start_after(text, mark.end, starts);
    }
    // A paragraph or a line that begins with a number is an item of a list whose other items are other ones.
    let begins_line = |mark: &&Mark| {
        let before = text[..mark.start].trim_end_matches([' ', '\t', '\u{a0}']);
        before.is_empty() || before.ends_with('\n')
    };
    for mark in marks.iter().filter(begins_line) {
        forget_start_after(text, mark.end, starts);
    }
}

fn forget_start_after(text: &str, end: usize, starts: &mut BTreeSet<usize>) {
    starts.remove(&(text.len() - text[end..].trim_start().len()));
}

/// Returns the marks of runs of two and more that count up from the first of a list, one by one, and are written alike.
fn items(marks: &[Mark]) -> Vec<Mark> {
    let mut in_run = vec![false; marks.len()];
    // The marks that wait for the next of their run, by how they are written and what comes next.
    let mut waiting: HashMap<(Style, u32), Vec<usize>> = HashMap::new();
    for (index, mark) in marks.iter().enumerate() {
        let mut follows = false;
        if let Some(before) = waiting.get_mut(&(mark.style, mark.value)) {
            // An item says something: marks that stand side by side are initials or a version.
            before.retain(|&last| {
                let says_something = mark.start >= marks[last].end + 4;
                follows |= says_something;
                in_run[last] |= says_something;
                !says_something
            });
        }
        in_run[index] = follows;
        // Sentences often end in a number: two such ends are a list only when it begins at the beginning.
        if follows || mark.value == 1 || mark.start == 0 {
            waiting.entry((mark.style, mark.value + 1)).or_default().push(index);
        }
    }
    marks.iter().zip(in_run).filter(|(_, is_item)| *is_item).map(|(mark, _)| *mark).collect()
}

/// Finds the marks: at the start or behind white space, with white space behind them.
fn marks(text: &str) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut at_word = true;
    let mut bullet = None;
    while let Some((at, c)) = chars.next() {
        if at_word && BULLETS.contains(&c) {
            bullet = Some(at);
        } else if at_word && let Some(mark) = mark(text, at, &mut chars) {
            found.push(Mark { start: bullet.take().unwrap_or(mark.start), ..mark });
        } else if !c.is_whitespace() {
            bullet = None;
        }
        at_word = c.is_whitespace() || bullet.is_some();
    }
    found
}

/// Reads a mark that begins at `at`.
fn mark(text: &str, at: usize, rest: &mut Peekable<CharIndices<'_>>) -> Option<Mark> {
    let token = text[at..].split(char::is_whitespace).next()?;
    let (body, stop) = STOPS.iter().find_map(|stop| Some((token.strip_suffix(stop)?, *stop)))?;
    let (value, kind) = match body.as_bytes() {
        [letter] if letter.is_ascii_lowercase() => (u32::from(letter - b'a') + 1, Kind::Letter),
        digits if digits.iter().all(u8::is_ascii_digit) && (1..=3).contains(&digits.len()) => {
            (body.parse().ok()?, Kind::Number)
        }
        _ => return None,
    };
    let end = at + token.len();
    let follows = text[end..].trim_start();
    if follows.is_empty() || (kind == Kind::Letter && !follows.starts_with(char::is_uppercase)) {
        return None;
    }
    while rest.next_if(|(next, _)| *next < end).is_some() {}
    Some(Mark { start: at, end, value, style: (kind, stop) })
}
