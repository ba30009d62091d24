//! Mends text that was damaged on its way: UTF-8 that was read as Windows-1252, and entities escaped more than once.

use std::borrow::Cow;
use std::sync::LazyLock;

use encoding_rs::WINDOWS_1252;
use regex::{Captures, Regex};

/// How often text is escaped on its way: once by a feed, once by its reader. Taste.
const MOST_ESCAPES: usize = 3;

/// Puts the characters back that were read as Windows-1252 instead of UTF-8: "â€™" is an apostrophe.
pub(super) fn characters(text: &str) -> Cow<'_, str> {
    if !may_be_damaged(text) {
        return Cow::Borrowed(text);
    }
    let mut mended = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = find_foreign(rest) {
        mended.push_str(&rest[..start]);
        rest = &rest[start..];
        let run = &rest[..rest.find(|c: char| c.is_ascii()).unwrap_or(rest.len())];
        mended.push_str(&mended_run(run));
        rest = &rest[run.len()..];
    }
    mended.push_str(rest);
    // The second byte of "à" is a space that was folded.
    if mended != text && mended.contains("Ã ") {
        mended = mended.replace("Ã  ", "à ").replace("Ã ", "à ");
    }
    Cow::Owned(mended)
}

/// Returns whether a text holds what the first bytes of two and of three come to, as letters: Ã, Â, â, Ð or Ñ. Text with none
/// of them is whole. Whole pages are asked, so bytes are looked at: all of these letters begin alike.
fn may_be_damaged(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = find_foreign(rest) {
        if matches!(rest.as_bytes()[at..], [0xC3, 0x82 | 0x83 | 0x90 | 0x91 | 0xA2, ..]) {
            return true;
        }
        rest = &rest[at + rest[at..].chars().next().map_or(1, char::len_utf8)..];
    }
    false
}

/// Finds the first character that is not of ASCII. Most of a page is, and is passed over by stretches.
fn find_foreign(text: &str) -> Option<usize> {
    const STRETCH: usize = 64;
    let plain = STRETCH * text.as_bytes().chunks_exact(STRETCH).take_while(|bytes| bytes.is_ascii()).count();
    text.bytes().skip(plain).position(|byte| !byte.is_ascii()).map(|at| plain + at)
}

/// Reads a run of foreign characters again: as UTF-8, where its bytes in Windows-1252 are that.
fn mended_run(run: &str) -> Cow<'_, str> {
    if run.chars().nth(1).is_none() {
        return Cow::Borrowed(run);
    }
    let (bytes, _, unmappable) = WINDOWS_1252.encode(run);
    match std::str::from_utf8(&bytes) {
        Ok(text) if !unmappable => Cow::Owned(text.to_owned()),
        _ => Cow::Borrowed(run),
    }
}

/// Puts characters in the place of the entities in a text that is no markup: "&amp;amp;" is "&".
pub(super) fn entities(text: &str) -> Cow<'_, str> {
    static ENTITY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
            .expect("a constant that tests compile")
    });
    let mut text = Cow::Borrowed(text);
    for _ in 0..MOST_ESCAPES {
        if !text.contains('&') || !ENTITY.is_match(&text) {
            break;
        }
        let resolved = |found: &Captures<'_>| {
            let unescaped = quick_xml::escape::unescape_with(&found[0], quick_xml::escape::resolve_html5_entity);
            unescaped.map_or_else(|_| found[0].to_owned(), Cow::into_owned)
        };
        text = Cow::Owned(ENTITY.replace_all(&text, resolved).into_owned());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_characters_are_mended_and_whole_ones_stay() {
        for (damaged, whole) in [
            ("The councilâ€™s plan isnâ€™t dead, said RenÃ©.", "The council’s plan isn’t dead, said René."),
            ("â€œYesâ€\u{9d} â€“ 5Â°", "“Yes” – 5°"),
            ("dÃ©jÃ  vu", "déjà vu"),
            ("Ð¿Ñ€Ð¸Ð²ÐµÑ‚", "привет"),
            ("São Paulo, NÃO, â, Ñandú, Âge", "São Paulo, NÃO, â, Ñandú, Âge"),
            ("Ça va? «À Âmes»", "Ça va? «À Âmes»"),
        ] {
            assert_eq!(characters(damaged), whole);
        }
    }

    #[test]
    fn entities_are_read_however_often_they_were_escaped() {
        for (escaped, read) in [
            ("Fish &amp;amp; chips &#8217;n&rsquo; tea", "Fish & chips ’n’ tea"),
            ("AT&T; R&D; a & b", "AT&T; R&D; a & b"),
            ("caf&eacute;&nbsp;x", "café\u{a0}x"),
        ] {
            assert_eq!(entities(escaped), read);
        }
    }
}
