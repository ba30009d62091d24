//! Where a number stands: the words around it, which tell its case and what it counts.

use super::forms::Noun;
use super::found::last_word;

/// What stands around a number.
pub(crate) struct Context<'t> {
    /// The text before it.
    pub(crate) before: &'t str,
    /// The words behind it, up to the first that is no adjective; none where a scale or a unit is counted.
    pub(crate) nouns: Vec<&'t str>,
    /// Whether those words are behind another number that this one is joined with: "w 3 i 5 klasach".
    pub(crate) is_shared: bool,
    /// The text behind it, and behind its unit.
    pub(crate) after: &'t str,
    /// The scale behind it: thousands, millions.
    pub(crate) scale: Option<&'static Noun>,
    /// The unit behind it.
    pub(crate) unit: Option<&'static Noun>,
    /// The number; zero for one with decimals.
    pub(crate) number: u64,
    /// Whether it has decimals.
    pub(crate) has_decimals: bool,
}

/// How far before a number the words that govern it are looked for, in bytes.
const NEAR: usize = 240;
/// The most words that are looked at.
const WORDS: usize = 14;
/// Scales and units that part one number from the next, which belongs to it.
const PARTS: [&str; 21] = [
    "tys", "mln", "mld", "bln", "zł", "godz", "min", "km", "m", "kg", "тис", "млн", "млрд", "трлн", "грн", "год", "хв",
    "км", "м", "кг", "дол",
];
/// The most words behind a number that are looked at for what it counts.
const MOST_NOUNS: usize = 3;
/// The most numbers that share what they count.
const MOST_JOINED: usize = 5;
/// The most words between two numbers that are joined: what the first of them counts.
const BETWEEN_JOINED: usize = 3;

impl<'t> Context<'t> {
    /// Returns the word behind the number, or nothing.
    pub(crate) fn noun(&self) -> &'t str {
        self.nouns.first().copied().unwrap_or_default()
    }

    /// Returns whether a scale or a unit is counted.
    pub(crate) fn is_measured(&self) -> bool {
        self.scale.is_some() || self.unit.is_some()
    }

    /// Returns whether the unit, in its first form, is one of these.
    pub(crate) fn is_unit(&self, names: &[&str]) -> bool {
        self.unit.is_some_and(|(_, forms, _)| names.contains(&forms[0]))
    }

    /// Returns the words before the number in its clause, in small letters, the nearest first: that one governs it. Skipped are
    /// words of `between`, which tell how exact a number is, and numbers that this one is joined with by a comma or a word of
    /// `joining`, with what they count: "z 3 miast i 5 wsi".
    pub(crate) fn governors(&self, between: &[&str], joining: &[&str]) -> Vec<String> {
        let tokens = self.tokens();
        let mut rest = &tokens[..];
        loop {
            let vague =
                rest.first().is_some_and(|token| !ends_clause(token) && between.contains(&last_word(token).as_str()));
            let skipped = if vague { 1 } else { joined(rest, joining) };
            if skipped == 0 {
                break;
            }
            rest = &rest[skipped..];
        }
        rest.iter().take_while(|token| !ends_clause(token)).map(|token| last_word(token)).collect()
    }

    /// Returns the words behind the last number before this one, in the same sentence: what it counted.
    pub(crate) fn counted_before(&self) -> Vec<String> {
        let tokens = self.tokens();
        let Some(at) = tokens.iter().position(|token| is_number(token)) else { return Vec::new() };
        let ends = |token: &&str| token.ends_with(['!', '?', '…']) || token.ends_with('.') && token.chars().count() > 4;
        if tokens[..at].iter().any(ends) {
            return Vec::new();
        }
        tokens[..at].iter().rev().take(2).map(|token| last_word(token)).collect()
    }

    /// Returns the last words before the number with their marks, the nearest first.
    fn tokens(&self) -> Vec<&'t str> {
        let near = &self.before[self.before.ceil_char_boundary(self.before.len().saturating_sub(NEAR))..];
        near.split_whitespace().rev().take(WORDS).collect()
    }
}

/// Returns the words behind a number and a space, up to the first that is no adjective.
pub(super) fn nouns_after(rest: &str, is_adjective: fn(&str) -> bool) -> Vec<&str> {
    let mut rest = rest.strip_prefix([' ', '\u{a0}']);
    let mut nouns = Vec::new();
    while let Some(words) = rest.take().filter(|_| nouns.len() < MOST_NOUNS) {
        let end = words.find(|c: char| !c.is_alphabetic() && !matches!(c, '’' | '\'')).unwrap_or(words.len());
        // A small word behind an adjective begins something else: "4 підозрюваних і".
        if end == 0 || !nouns.is_empty() && words[..end].chars().count() < 3 {
            break;
        }
        nouns.push(&words[..end]);
        if is_adjective(&words[..end]) {
            rest = words[end..].strip_prefix([' ', '\u{a0}']);
        }
    }
    nouns
}

/// Returns what follows the last of the numbers that the one before is joined with: " szkołach" of ", 4 i 5 szkołach".
pub(super) fn behind_joined<'t>(mut rest: &'t str, joining: &[&str]) -> Option<&'t str> {
    let mut by_word = false;
    for _ in 0..MOST_JOINED {
        let next = match rest.strip_prefix(", ") {
            Some(next) => next,
            None => {
                let word =
                    joining.iter().find_map(|word| rest.strip_prefix(' ')?.strip_prefix(word)?.strip_prefix(' '));
                by_word |= word.is_some();
                let Some(next) = word else { break };
                next
            }
        };
        rest = next.trim_start_matches(|c: char| c.is_ascii_digit());
        if rest.len() == next.len() {
            return None;
        }
    }
    by_word.then_some(rest)
}

/// Returns how many words, the nearest first, are numbers that a number is joined with, and what joins them.
fn joined(tokens: &[&str], joining: &[&str]) -> usize {
    let Some(first) = tokens.first() else { return 0 };
    // "1 mln 200 tys.": the number goes on.
    if PARTS.contains(&last_word(first).as_str()) && tokens.get(1).is_some_and(|token| is_number(token)) {
        return 2;
    }
    let listed = first.ends_with(',');
    let by_word = !ends_clause(first) && joining.contains(&last_word(first).as_str());
    if !listed && !by_word {
        return 0;
    }
    let inner = usize::from(by_word);
    for (at, token) in tokens.iter().enumerate().skip(inner).take(BETWEEN_JOINED + 1) {
        if is_number(token) {
            return at + 1;
        }
        if ends_clause(token) && !(listed && at == 0) {
            return 0;
        }
    }
    0
}

/// Returns whether a clause ends with a word.
fn ends_clause(token: &str) -> bool {
    token.ends_with([',', ';', ':', ')', '!', '?', '…', '.', '–', '—']) || token == "-"
}

/// Returns whether a word is a number in figures.
fn is_number(token: &str) -> bool {
    token.trim_start_matches(['(', '„', '«', '"']).starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn governors(before: &str) -> Vec<String> {
        let context = Context {
            before,
            nouns: Vec::new(),
            is_shared: false,
            after: "",
            scale: None,
            unit: None,
            number: 5,
            has_decimals: false,
        };
        context.governors(&["prawie"], &["i"])
    }

    #[test]
    fn a_word_governs_the_numbers_that_are_joined_behind_it() {
        assert_eq!(governors("przyszli z "), ["z", "przyszli"]);
        assert_eq!(governors("z 3 miast i "), ["z"]);
        assert_eq!(governors("z 3 miast, 4 wsi i prawie "), ["z"]);
        assert_eq!(governors("w domu, a "), ["a"]);
        assert_eq!(governors("w klasach 3 i "), ["klasach", "w"]);
        assert!(governors("pod domem, ").is_empty());
    }
}
