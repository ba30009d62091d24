//! Text as SSML: what markup would misread is escaped, and what XML forbids is left out.

/// Escapes a text for an element or an attribute. Characters that XML 1.0 (section 2.2) forbids, such as most control
/// characters, become spaces: one of them would make the whole request invalid.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match entity(c) {
            Some(entity) => escaped.push_str(entity),
            None => escaped.push(if is_allowed(c) { c } else { ' ' }),
        }
    }
    escaped
}

/// Gives the bytes a character has once escaped.
pub(super) fn escaped_bytes(c: char) -> usize {
    entity(c).map_or(c.len_utf8(), str::len)
}

/// Gives the characters, in UTF-16, that a character has once escaped.
pub(super) fn escaped_chars(c: char) -> usize {
    entity(c).map_or(c.len_utf16(), str::len)
}

fn entity(c: char) -> Option<&'static str> {
    Some(match c {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&apos;",
        _ => return None,
    })
}

fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped_and_control_characters_are_left_out() {
        assert_eq!(escape("Tom & \"Jerry\" <b> it's é😀\n"), "Tom &amp; &quot;Jerry&quot; &lt;b&gt; it&apos;s é😀\n");
        assert_eq!(escape("a\0b\u{7}c\u{1b}d\u{ffff}e"), "a b c d e");
        for c in "&<>\"'aé😀".chars() {
            assert_eq!(escaped_bytes(c), escape(&c.to_string()).len());
        }
    }
}
