//! Undoes what printing left in text that was copied from pages of paper: hyphens at line ends, page numbers, running heads.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use regex::{Captures, Regex};

/// What stands at the end of a line where a word goes on in the next: hyphens of all kinds, and what some readers of PDF make
/// of them.
pub(super) const BREAKS: [char; 5] = ['-', '\u{2010}', '\u{ad}', '\u{fffe}', '\u{2011}'];
/// Most words of a running head. Taste.
const HEAD_WORDS: usize = 10;
/// A head comes on so many pages, at the least.
const LEAST_PAGES: usize = 3;

/// Returns the lines that are words of the text: page numbers that count up, and lines that come back on every page, go.
pub(super) fn without_page_marks<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let lines = &without_numbered_heads(lines);
    let numbers: Vec<(usize, u32)> =
        lines.iter().enumerate().filter_map(|(at, line)| Some((at, page_number(line)?))).collect();
    let counts_up =
        numbers.len() >= 2 && numbers.windows(2).all(|pair| pair[1].1 == pair[0].1 + 1 && pair[1].0 > pair[0].0 + 3);
    if !counts_up {
        return lines.to_vec();
    }
    let mut times: HashMap<String, usize> = HashMap::new();
    for line in lines {
        *times.entry(folded(line)).or_default() += 1;
    }
    let is_head = |at: usize, line: &str| {
        let words = super::super::text::words(line);
        let least = if stands_beside_a_number(lines, at) { 2 } else { LEAST_PAGES };
        (1..=HEAD_WORDS).contains(&words) && times.get(&folded(line)).is_some_and(|count| *count >= least)
    };
    let kept = lines.iter().enumerate().filter(|(at, line)| page_number(line).is_none() && !is_head(*at, line));
    kept.map(|(_, line)| *line).collect()
}

/// Returns the lines without those that are one head with a number that counts up: "HILL REVIEW   7", "8   HILL REVIEW".
fn without_numbered_heads<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    static HEAD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*(?:(?P<before>\d{1,4})(?:\s{2,}|\s*\|\s*|\t))?(?P<head>\p{L}[^\d]*?)(?:(?:\s{2,}|\s*\|\s*|\t)(?P<after>\d{1,4}))?\s*$")
            .expect("a constant that tests compile")
    });
    let read = |line: &str| {
        let found = HEAD.captures(line)?;
        let number: u32 = found.name("before").or(found.name("after"))?.as_str().parse().ok()?;
        let head = found["head"].trim().to_lowercase();
        (super::super::text::words(&head) <= HEAD_WORDS).then_some((head, number))
    };
    let found: Vec<Option<(String, u32)>> = lines.iter().map(|line| read(line)).collect();
    let mut numbers: HashMap<&str, Vec<u32>> = HashMap::new();
    for (head, number) in found.iter().flatten() {
        numbers.entry(head).or_default().push(*number);
    }
    let counts_up = |head: &str| {
        let numbers = &numbers[head];
        numbers.len() >= 2 && numbers.windows(2).all(|pair| pair[1] > pair[0] && pair[1] <= pair[0] + 2)
    };
    let kept = lines.iter().zip(&found).filter(|(_, found)| !found.as_ref().is_some_and(|(head, _)| counts_up(head)));
    kept.map(|(line, _)| *line).collect()
}

/// Returns whether the next line with words above or below is a page's number.
fn stands_beside_a_number(lines: &[&str], at: usize) -> bool {
    /// Empty lines between a number and a head. Taste.
    const REACH: usize = 3;
    let near = |mut lines: std::iter::Take<&mut dyn Iterator<Item = &&str>>| {
        lines.find(|line| !line.trim().is_empty()).is_some_and(|line| page_number(line).is_some())
    };
    let below: &mut dyn Iterator<Item = &&str> = &mut lines[at + 1..].iter();
    let above: &mut dyn Iterator<Item = &&str> = &mut lines[..at].iter().rev();
    near(below.take(REACH)) || near(above.take(REACH))
}

/// Returns the line without its digits, which differ from page to page.
fn folded(line: &str) -> String {
    line.trim().chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// Returns the number of a line that is a page's number: "12", "- 12 -", "Page 12 of 30".
fn page_number(line: &str) -> Option<u32> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?i)\s*(?:[-–—|•]\s*)?(?:page|seite|página|p\.|s\.)?\s*(\d{1,4})(?:\s*(?:of|von|de|/)\s*\d{1,4})?\s*(?:[-–—|•])?\s*$")
            .expect("a constant that tests compile")
    });
    NUMBER.captures(line)?[1].parse().ok()
}

/// Joins words that were parted at the end of a line that is no line any more: "engi- neers". Hyphens that wait for a word
/// stay: "pre- and post-war", "Vor- und Nachteile".
pub(super) fn joined(text: &str) -> Cow<'_, str> {
    static PARTED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(\p{L}*\p{Ll})[-\x{2010}\x{AD}\x{FFFE}] (\p{Ll}+)").expect("a constant that tests compile")
    });
    const WAITING: [&str; 24] = [
        "and", "or", "to", "und", "oder", "bis", "sowie", "bzw", "et", "ou", "à", "y", "o", "e", "u", "en", "of", "i",
        "lub", "та", "і", "й", "або", "als",
    ];
    if !text.contains("- ") && !text.contains("\u{2010} ") && !text.contains("\u{ad} ") && !text.contains("\u{fffe} ") {
        return Cow::Borrowed(text);
    }
    PARTED.replace_all(text, |found: &Captures<'_>| match WAITING.contains(&&found[2]) {
        true => found[0].to_owned(),
        false => together(&found[1], &found[2]),
    })
}

/// Puts the halves of a word together, with the hyphen where the first is a word that makes compounds with one.
pub(super) fn together(first: &str, second: &str) -> String {
    const COMPOUNDING: [&str; 14] =
        ["well", "self", "high", "low", "long", "short", "half", "all", "ever", "full", "part", "so", "ill", "cross"];
    let last = first.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or(first).to_lowercase();
    let mark = if COMPOUNDING.contains(&last.as_str()) { "-" } else { "" };
    format!("{first}{mark}{second}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_joined_and_waiting_hyphens_stay() {
        for (printed, text) in [
            ("It was re- built by engi- neers, a well- known firm.", "It was rebuilt by engineers, a well-known firm."),
            ("Vor- und Nachteile, pre- and post-war", "Vor- und Nachteile, pre- and post-war"),
            ("He came - as ever - late.", "He came - as ever - late."),
        ] {
            assert_eq!(joined(printed), text);
        }
    }

    #[test]
    fn page_numbers_that_count_up_go_with_the_heads_beside_them() {
        let page = |number: u32| {
            format!("The Bridge Review {number}\nOne line.\nTwo lines.\nThree lines.\nFour lines.\n{number}\n")
        };
        let text: String = (7..=9).map(page).collect();
        let lines: Vec<&str> = text.lines().collect();
        let kept = without_page_marks(&lines);
        assert!(!kept.iter().any(|line| page_number(line).is_some() || line.contains("Review")), "{kept:?}");
        let list = ["1", "apples", "2", "pears"];
        assert_eq!(without_page_marks(&list), list);
    }
}
