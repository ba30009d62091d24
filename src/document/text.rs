//! Small judgements on a line of text, shared by all markups: does it end a sentence, which marks are not to be read.

/// Folds every run of white space to one space and drops it at the ends.
pub(crate) fn fold_space(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// Counts the words: runs of letters or digits, with apostrophes and hyphens inside. Where words are not parted by spaces,
/// as in Chinese and Japanese, two characters are one.
pub(super) fn words(text: &str) -> usize {
    if text.is_ascii() {
        // Vertical tab and form feed part words as well.
        let is_space = |byte: &u8| matches!(byte, b' ' | b'\t'..=b'\r');
        let runs = text.as_bytes().split(is_space);
        return runs.filter(|run| run.iter().any(u8::is_ascii_alphanumeric)).count();
    }
    let of_run = |word: &str| {
        if word.is_ascii() {
            return usize::from(word.bytes().any(|byte| byte.is_ascii_alphanumeric()));
        }
        let unparted = word.chars().filter(|c| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')).count();
        unparted.div_ceil(2).max(usize::from(word.chars().any(char::is_alphanumeric)))
    };
    text.split_whitespace().map(of_run).sum()
}

/// Returns the words of a text without the marks around them.
pub(super) fn tokens(lower: &str) -> impl Iterator<Item = &str> {
    let words = lower.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|word| !word.is_empty())
}

/// Returns whether the text ends as a sentence does, whatever quotes or brackets close after it.
pub(super) fn ends_sentence(text: &str) -> bool {
    let closers = ['"', '\'', '”', '’', '»', '«', '“', ')', ']', '」', '』', '）', ' '];
    let end = text.trim_end_matches(closers).chars().next_back();
    end.is_some_and(|last| matches!(last, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '।' | '؟' | '۔' | '։'))
}

/// Returns whether a line set apart reads as a heading: a few words that end in no mark.
pub(super) fn is_heading(line: &str) -> bool {
    /// Taste; longer lines in bold are leads.
    const MOST_WORDS: usize = 12;
    (1..=MOST_WORDS).contains(&words(line)) && line.ends_with(char::is_alphanumeric)
}

/// Drops what stands in text only to be looked up: `[1]`, `[a]`, `[note 2]`, `[citation needed]`, `[edit]` and raised
/// numbers after a full stop. A bracket at the start of the text is kept: it is what a mark refers to.
pub(super) fn drop_marks(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = find_mark(rest) {
        kept.push_str(&rest[..open]);
        rest = &rest[open..];
        let mark = mark_length(rest, &kept);
        if mark == 0 {
            let first = rest.chars().next().map_or(0, char::len_utf8);
            kept.push_str(&rest[..first]);
            rest = &rest[first..];
        } else {
            rest = &rest[mark..];
            if rest.is_empty() || rest.starts_with([' ', '.', ',', ';', ':', '!', '?', ')']) {
                kept.truncate(kept.trim_end().len());
            }
        }
    }
    kept.push_str(rest);
    kept
}

/// Finds the first opening bracket or raised digit, by the bytes that these begin with: all text of a page is asked.
fn find_mark(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_mark = |at: &usize| {
        matches!(bytes[*at..], [b'[', ..] | [0xC2, 0xB2 | 0xB3 | 0xB9, ..] | [0xE2, 0x81, 0xB0 | 0xB4..=0xB9, ..])
    };
    let begins = |byte: &u8| matches!(byte, b'[' | 0xC2 | 0xE2);
    bytes.iter().enumerate().filter(|(_, byte)| begins(byte)).map(|(at, _)| at).find(is_mark)
}

/// Returns the length in bytes of the mark that starts `rest`, zero when it is text; `before` is what stands before it.
fn mark_length(rest: &str, before: &str) -> usize {
    if !rest.starts_with('[') {
        let raised = |c: char| matches!(c, '¹' | '²' | '³' | '⁴'..='⁹' | '⁰');
        let ends = before.ends_with(['.', ',', ';', ':', '!', '?', '"', '”', '’', ')']);
        return if ends { rest.len() - rest.trim_start_matches(raised).len() } else { 0 };
    }
    // 24 bytes hold the longest mark known ("[citation needed]") with room.
    let Some(close) = rest.bytes().take(24).position(|byte| byte == b']') else { return 0 };
    let inside = &rest[1..close];
    let number = !inside.is_empty() && inside.len() <= 3 && inside.bytes().all(|b| b.is_ascii_digit());
    let letter = inside.len() == 1 && inside.bytes().all(|b| b.is_ascii_lowercase()) && !before.ends_with(' ');
    let named = ["note ", "nb ", "fn ", "footnote "].iter().any(|name| inside.to_ascii_lowercase().starts_with(name));
    let editing = ["edit", "citation needed", "clarification needed", "who?", "when?", "better source needed"];
    let spoken = before.trim().is_empty();
    if !spoken && (number || letter || named || editing.contains(&inside)) { close + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_dropped_and_words_in_brackets_kept() {
        assert_eq!(drop_marks("It fell.[1][2] It rose [3]."), "It fell. It rose.");
        assert_eq!(drop_marks("He saw [them] in [2023]."), "He saw [them] in [2023].");
        assert_eq!(drop_marks("A claim[citation needed] stands.¹²"), "A claim stands.");
        assert_eq!(drop_marks("An area of 5 km² lay"), "An area of 5 km² lay");
        assert_eq!(drop_marks("[1] Smith, 2020"), "[1] Smith, 2020");
        assert_eq!(drop_marks("open [ and é [é"), "open [ and é [é");
        assert_eq!(drop_marks("“Done.”⁹⁰ It is 5 €.³"), "“Done.” It is 5 €.");
    }

    #[test]
    fn sentence_ends_are_seen_behind_quotes() {
        assert!(ends_sentence("He left.”"));
        assert!(ends_sentence("Really?)"));
        assert!(!ends_sentence("Five things to know"));
        assert!(!ends_sentence(""));
    }
}
