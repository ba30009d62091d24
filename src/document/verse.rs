//! Verse keeps its lines: a line ends with a sign of its own, at which the reader pauses.

use super::text::{self, fold_space};

/// What ends a line of verse inside a block (Unicode's line separator).
pub const LINE_END: char = '\u{2028}';

/// Fewer lines are a line break, not verse.
const FEWEST_LINES: usize = 3;
/// The longest line of verse, in characters: wrapped prose has 60 and more. Taste.
const LONGEST_LINE: usize = 60;
/// The share of lines that begin with a capital, at the least, of each ten. Taste.
const CAPITALS_OF_TEN: usize = 7;

/// Folds the white space of a block, and keeps its line ends where they are those of verse.
pub(super) fn folded(raw: &str) -> String {
    if !raw.contains(LINE_END) {
        return fold_space(raw);
    }
    let lines: Vec<String> = raw.split(LINE_END).map(fold_space).filter(|line| !line.is_empty()).collect();
    let between = if is_verse(&lines) { LINE_END } else { ' ' };
    lines.join(&between.to_string())
}

/// Returns whether lines are verse, or an address, or a list: several short ones that begin with capitals.
fn is_verse(lines: &[String]) -> bool {
    let begins = |line: &&String| line.chars().find(|c| c.is_alphanumeric()).is_some_and(|first| !first.is_lowercase());
    let short = |line: &String| line.chars().count() <= LONGEST_LINE && text::words(line) > 0;
    lines.len() >= FEWEST_LINES
        && lines.iter().all(short)
        && 10 * lines.iter().filter(begins).count() >= CAPITALS_OF_TEN * lines.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verse_keeps_its_lines_and_wrapped_text_does_not() {
        let owl = "The owl sat late upon the gate,\u{2028} The moon was thin,\u{2028} the hour was great;\u{2028}He asked the wind.";
        assert_eq!(folded(owl).matches(LINE_END).count(), 3);
        assert_eq!(folded("One line.\u{2028}Another."), "One line. Another.");
        let wrapped =
            "A long line of prose that was\u{2028}wrapped by hand somewhere in\u{2028}the middle of its sentences.";
        assert!(!folded(wrapped).contains(LINE_END));
    }
}
