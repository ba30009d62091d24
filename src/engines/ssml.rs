//! Text as SSML: what markup would misread is escaped, and what XML forbids is left out.

use crate::script::Pronunciation;
use crate::speech::SpeechRequest;

/// Writes what a request says: its text escaped, with the words whose sounds are given inside `<phoneme>`.
pub(super) fn spoken(request: &SpeechRequest) -> String {
    let write = |(text, sounds): (&str, Option<&Pronunciation>)| match sounds {
        None => escape(text),
        Some(sounds) => format!("<phoneme alphabet=\"ipa\" ph=\"{}\">{}</phoneme>", escape(&sounds.ipa), escape(text)),
    };
    request.segments().into_iter().map(write).collect()
}

/// Returns the bytes that the `<phoneme>`s of a request add to its text.
pub(super) fn phoneme_bytes(request: &SpeechRequest) -> usize {
    const MARKUP: usize = "<phoneme alphabet=\"ipa\" ph=\"\"></phoneme>".len();
    let sounds = request.pronunciations.iter().map(|sounds| sounds.ipa.chars().map(escaped_bytes).sum::<usize>());
    sounds.map(|sounds| sounds + MARKUP).sum()
}

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

/// Returns the bytes a character has once escaped.
pub(super) fn escaped_bytes(c: char) -> usize {
    entity(c).map_or(c.len_utf8(), str::len)
}

/// Returns the characters, in UTF-16, that a character has once escaped.
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
    use std::sync::Arc;

    use super::*;
    use crate::voice::Voice;

    #[test]
    fn words_with_their_sounds_become_phonemes() {
        let voice = Voice::parse(include_str!("../../voices/tone.toml"), "tone").unwrap();
        let sounds = Pronunciation { range: 4..8, ipa: "ˈʒa\"k".to_owned(), alias: None };
        let request =
            SpeechRequest { pronunciations: vec![sounds], ..SpeechRequest::new("Mr. J&cq & co", Arc::new(voice)) };
        let ssml = spoken(&request);
        assert_eq!(ssml, "Mr. <phoneme alphabet=\"ipa\" ph=\"ˈʒa&quot;k\">J&amp;cq</phoneme> &amp; co");
        assert_eq!(phoneme_bytes(&request), ssml.len() - escape(&request.text).len());
    }

    #[test]
    fn markup_is_escaped_and_control_characters_are_left_out() {
        assert_eq!(escape("Tom & \"Jerry\" <b> it's é😀\n"), "Tom &amp; &quot;Jerry&quot; &lt;b&gt; it&apos;s é😀\n");
        assert_eq!(escape("a\0b\u{7}c\u{1b}d\u{ffff}e"), "a b c d e");
        for c in "&<>\"'aé😀".chars() {
            assert_eq!(escaped_bytes(c), escape(&c.to_string()).len());
        }
    }
}
