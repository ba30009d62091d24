//! Text as programs and servers take it that read more into some characters.

/// Returns a text that programs and servers read as nothing but text: on one line, and without the two brackets with which
/// espeak-ng, Piper and macOS's `say` begin phonemes and instructions.
pub(super) fn plain_text(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '[' if plain.ends_with('[') => plain.push_str(" ["),
            c if c.is_control() => plain.push(' '),
            c => plain.push(c),
        }
    }
    plain
}

/// Returns the same without marks that stand before the first word or alone after the last: some engines have no sound for
/// them and fail (wyoming-piper for every quotation that begins with an ellipsis). What is read with a number or a word
/// stays: `-5`, `$5`, `#1`, `¿qué?`, and the marks that end the last word.
pub(super) fn worded_text(text: &str) -> String {
    let plain = plain_text(text);
    let is_said = |word: &str| word.chars().any(char::is_alphanumeric);
    let words: Vec<&str> = plain.split_whitespace().collect();
    let (Some(first), Some(last)) =
        (words.iter().position(|word| is_said(word)), words.iter().rposition(|word| is_said(word)))
    else {
        return String::new();
    };
    let said = words[first..=last].join(" ");
    let start = said.find(char::is_alphanumeric).unwrap_or_default();
    let is_read = |c: &char| matches!(c, '-' | '−' | '+' | '#' | '@' | '&' | '¿' | '¡' | '.') || is_currency(*c);
    let kept: usize = said[..start].chars().rev().take_while(is_read).map(char::len_utf8).sum();
    // A point is read only before a number (`.5`); three of them are an ellipsis.
    let kept = &said[start - kept..start];
    let kept = if kept == "." || !kept.contains('.') { kept } else { "" };
    let is_number = said[start..].starts_with(char::is_numeric);
    let kept = if kept == "." && !is_number { "" } else { kept };
    said[start - kept.len()..].to_owned()
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '¢' | '£' | '¥' | '€' | '₴' | '₹' | '₽' | '₩' | '\u{20A0}'..='\u{20CF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_without_a_word_are_left_out() {
        for (text, expected) in [
            ("… and then it rained.", "and then it rained."),
            ("\u{201c}… and\u{201d} he left.", "and\u{201d} he left."),
            ("[…] The court agreed.", "The court agreed."),
            ("(…) The second.", "The second."),
            ("... And then", "And then"),
            ("— Well, yes!", "Well, yes!"),
            ("He left … —", "He left"),
            ("-5 degrees", "-5 degrees"),
            ("$5 or .5?", "$5 or .5?"),
            (".5 of it", ".5 of it"),
            ("¿Qué?", "¿Qué?"),
            ("“#1”", "#1”"),
            ("* * *", ""),
            ("Plain text.", "Plain text."),
            ("水が増えた。", "水が増えた。"),
        ] {
            assert_eq!(worded_text(text), expected, "{text}");
        }
    }
}
