//! Texts inside other languages: what of a text is written how, so that it is read there as the text it is.

/// Returns whether a character can stand in a text that people see: no control characters but tabs and ends of lines, and none
/// that XML 1.0 does not have (section 2.2).
fn is_shown(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
}

/// Writes a text without characters that nobody sees and that files of text do not have.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter(|c| is_shown(*c)).collect()
}

/// Writes a text so that XML and HTML read it as text, in attributes too.
pub(super) fn markup(text: &str) -> String {
    webvtt(text).replace('"', "&quot;")
}

/// Writes a text so that every program reads it as a cue's text in WebVTT: only these three are known to all (W3C WebVTT, section
/// 6.4; ffmpeg and what is built on it show `&quot;` as it stands).
pub(super) fn webvtt(text: &str) -> String {
    plain(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_the_language_are_text_and_control_characters_are_gone() {
        let text = "A \u{b}“<b>” & \u{1b}[31m\"it\"\u{0}\u{ffff}\u{9b}\ttab";
        assert_eq!(markup(text), "A “&lt;b&gt;” &amp; [31m&quot;it&quot;\ttab");
        assert_eq!(webvtt(text), "A “&lt;b&gt;” &amp; [31m\"it\"\ttab");
        assert_eq!(plain(text), "A “<b>” & [31m\"it\"\ttab");
    }
}
