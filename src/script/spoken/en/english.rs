//! Finds where English written forms stand, and has their rules say them.
//!
//! Most words of an article are said as they are written. They are passed over quickly; a rule looks only at words with
//! digits, signs or capitals, and at those that the tables of abbreviations and months know.

use std::borrow::Cow;
use std::collections::HashSet;

use super::super::conventions::DateOrder;
use super::rule::{Ready, Rule};
use super::{
    abbreviation, address, cardinal, citation, date, decimal, direction, electronic, emoji, era, fraction, initialism,
    measure, money, ordinal, range, roman, score, scripture, serial, symbol, telephone, time,
};

/// The rules in the order they are tried: what is more particular comes first.
const RULES: [&[Rule]; 23] = [
    electronic::RULES,
    address::RULES,
    direction::RULES,
    telephone::RULES,
    scripture::RULES,
    era::RULES,
    date::RULES,
    time::RULES,
    money::RULES,
    citation::RULES,
    score::RULES,
    measure::RULES,
    range::RULES,
    decimal::RULES,
    fraction::RULES,
    ordinal::RULES,
    roman::RULES,
    abbreviation::RULES,
    initialism::RULES,
    serial::RULES,
    cardinal::RULES,
    symbol::RULES,
    emoji::RULES,
];

/// Words that are no abbreviations, but that a rule begins with.
#[rustfmt::skip]
const OTHER_WORDS: &[&str] = &[
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "tv", "tvs", "dvd", "dvds", "cctv",
    "usa", "uk", "et", "v", "no", "nos", "p", "pp", "vol", "fig", "ch", "art", "sec", "c", "ca", "vols", "chs", "figs", "arts", "eqs", "paras", "eq", "pt", "ext", "para", "ms",
    "i", "rs", "s", "ss", "x", "ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "xiii", "xiv", "xv", "xvi", "mk", "b", "d", "fl", "fn",
    "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "zł", "kč", "kr", "hwy", "isbn", "u", "y", "z",
    "n", "e", "w", "agg", "aet", "pen", "pens", "og", "yoy", "tbsp", "tbsps", "tsp", "tsps", "concs", "qoq", "y-o-y", "q-o-q", "m-o-m", "cat", "jct", "jcts", "jn", "rte", "ref", "yr-on-yr", "ie", "eg",
];

/// The longest word in the tables.
const LONGEST: usize = 9;

/// Longer runs without a space are no words: encoded files, digits of pi. They stay as they are written.
const LONGEST_RUN: usize = 1_000;

/// The English reader: its rules by the byte that a form begins with, and the words that they look at.
pub(crate) struct English {
    rules: Vec<Ready>,
    by_byte: Vec<Vec<usize>>,
    words: HashSet<String>,
}

impl English {
    /// Makes the patterns.
    pub(crate) fn new() -> Self {
        let all = || RULES.iter().flat_map(|rules| rules.iter());
        let by_byte = (0..=u8::MAX).map(|byte| {
            let begun = all().enumerate().filter(|(_, rule)| (rule.starts)(byte));
            begun.map(|(index, _)| index).collect()
        });
        let units = measure::signs();
        let other = OTHER_WORDS.iter().map(|word| (*word).to_owned());
        Self {
            rules: all().map(|rule| rule.ready(&units)).collect(),
            by_byte: by_byte.collect(),
            words: abbreviation::words().chain(scripture::words()).chain(other).collect(),
        }
    }

    /// Returns the spoken form.
    pub(crate) fn read(&self, text: &str, order: DateOrder) -> String {
        let text = match order {
            DateOrder::DayFirst => date::day_first_in_words(text),
            DateOrder::MonthFirst => Cow::Borrowed(text),
        };
        self.read_once(&text)
    }

    fn read_once(&self, text: &str) -> String {
        let mut said = String::with_capacity(text.len() + text.len() / 8);
        let mut at = 0;
        while at < text.len() {
            let end = text[at..].find(' ').map_or(text.len(), |space| at + space + 1);
            if end - at > LONGEST_RUN || self.is_said_as_written(&text[at..end]) {
                said.push_str(&text[at..end]);
                at = end;
            } else {
                at = self.read_word(text, (at, end), &mut said);
            }
        }
        said
    }

    /// Returns whether no rule looks at a word, which has the space after it.
    fn is_said_as_written(&self, word: &str) -> bool {
        let core = word.trim_matches(|c: char| c.is_ascii_whitespace() || is_mark(c));
        let core = core.strip_suffix("'s").or_else(|| core.strip_suffix("’s")).unwrap_or(core);
        let has_one_capital = core.bytes().filter(u8::is_ascii_uppercase).take(2).count() < 2;
        // The endings of files: ".zip".
        let dotted = word.trim_start_matches(['(', '"', '“', '`']).strip_prefix('.');
        has_one_capital
            && !core.starts_with('-')
            && !dotted.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()))
            && core.chars().all(|c| c.is_alphabetic() || is_mark(c) && c != '.' || matches!(c, '-' | '—' | '…'))
            && (core.len() > LONGEST || !self.words.contains(core.to_ascii_lowercase().as_str()))
    }

    /// Reads a word, and what a form that begins in it takes of the words after; gives where it ends.
    fn read_word(&self, text: &str, (start, end): (usize, usize), said: &mut String) -> usize {
        let (mut at, mut formed) = (start, false);
        while at < end {
            let before = text[..at].chars().next_back();
            let Some(first) = text[at..].chars().next() else { break };
            let starts = |c: char| c.is_ascii_digit() || c.is_alphanumeric() && !first.is_ascii_digit();
            let inside = before.is_some_and(starts) && (first.is_alphabetic() || first.is_ascii_digit());
            if let Some((length, words)) = (!inside).then(|| self.read_form(text, at)).flatten() {
                at += length;
                push(said, &words, text[at..].chars().next());
                formed = true;
            } else {
                let length = written_length(&text[at..end]);
                // "(1)Hello": a mark between what was read and the next word has a space behind it.
                let parts =
                    formed && matches!(first, ',' | ';' | ')') && text[at + length..].starts_with(char::is_alphabetic);
                said.push_str(&text[at..at + length]);
                if parts {
                    said.push(' ');
                }
                formed = false;
                at += length;
            }
        }
        at
    }

    /// Reads the form that begins at a place by the first rule that knows it.
    fn read_form(&self, text: &str, at: usize) -> Option<(usize, String)> {
        let joined = text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '%'));
        // A sign that touches what is before it is no sign of a number.
        let signs_number = text[at..].starts_with(['-', '−', '–', '±', '+']) && joined;
        let rules = self.by_byte[usize::from(text.as_bytes()[at])].iter().map(|index| &self.rules[*index]);
        let is_number = |length: usize| text[at..at + length].contains(|c: char| c.is_ascii_digit());
        rules.filter_map(|rule| rule.read(text, at)).find(|(length, _)| !signs_number || !is_number(*length))
    }
}

/// Returns whether a character is a mark that stands around words and has no name. A dot inside a word is no such mark.
fn is_mark(character: char) -> bool {
    matches!(character, ',' | ';' | ':' | '!' | '?' | '"' | '\'' | '(' | ')' | '“' | '”' | '‘' | '’' | '.')
}

/// Returns how many bytes are copied where no form begins: a run of letters, or one character.
fn written_length(text: &str) -> usize {
    let letters = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    letters.max(text.chars().next().map_or(0, char::len_utf8))
}

/// Adds words, with spaces where they would touch others; `next` is the character that follows.
fn push(said: &mut String, words: &str, next: Option<char>) {
    let touches = |c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | ':' | '!' | '?' | ')' | ']');
    let words = if said.is_empty() || said.ends_with(' ') { words.trim_start() } else { words };
    let words = if words.starts_with(',') {
        said.truncate(said.trim_end().len());
        words
    } else {
        words
    };
    if words.is_empty() {
        if said.ends_with(' ') && next.is_none_or(|next| !next.is_alphanumeric()) {
            said.truncate(said.trim_end().len());
        }
        return;
    }
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '<' | '>');
    if said.ends_with(touches) && words.starts_with(is_word) {
        said.push(' ');
    }
    match next {
        Some(next) if next.is_alphanumeric() && words.ends_with(is_word) => {
            said.push_str(words);
            said.push(' ');
        }
        None => said.push_str(words.trim_end()),
        Some(' ' | '.' | ',' | '!' | '?' | ';' | ':' | ')') => said.push_str(words.trim_end()),
        Some(_) => said.push_str(words),
    }
}
