//! Turns bytes into text: by byte-order mark, declared charset, UTF-8, or a guess.
//!
//! A file that is not what it declares is refused, since its owner can convert it. A page is read as browsers read it, saved or
//! on the web, with a broken character here and there let pass; a letter of another charset in a word is read as that.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::binary;

/// Why bytes are not text. The message goes on from the name of what was read: "notes.txt *is a PDF, not text*".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotText {
    /// They are something else.
    #[error("is {0}, not text")]
    Binary(&'static str),
    /// They are not in the charset they declare.
    #[error("says it is in {declared}, but is not")]
    Misdeclared {
        /// The charset declared.
        declared: &'static str,
    },
}

/// What to do with bytes that are not what they ought to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decoding {
    /// Refuse them: for files that are no pages.
    Strict,
    /// Let a few broken characters pass: for pages.
    AsBrowsers,
}

/// One broken character in this many is let pass in a page on the web: a cut-off teaser, an advertisement in another
/// charset; more are a wrong charset (taste).
const CHARACTERS_A_BROKEN_ONE: usize = 200;

/// How much of a page's start is searched for its declaration. The HTML standard says 1024 bytes (13.2.3.2); pages put
/// scripts before it.
const DECLARATION_BYTES: usize = 4096;

/// Decodes bytes: by their byte-order mark, else by the charset `label` they were sent with, else by what HTML or XML
/// declares in them, else as UTF-8. Line ends become `\n`.
///
/// # Errors
/// When they are no text, or not in that charset.
pub(super) fn decode(bytes: &[u8], label: Option<&str>, decoding: Decoding) -> Result<String, NotText> {
    if let Some(text) = decode_marked(bytes)? {
        return Ok(fold_line_ends(text));
    }
    if let Some(name) = binary::name_of(bytes) {
        let decoded =
            |encoding: &'static Encoding| fold_line_ends(encoding.decode_without_bom_handling(bytes).0.into_owned());
        return utf_16_without_mark(bytes).map(decoded).ok_or(NotText::Binary(name));
    }
    let decoding = if bytes.trim_ascii_start().starts_with(b"<") { Decoding::AsBrowsers } else { decoding };
    let declared = label.and_then(|label| Encoding::for_label(label.as_bytes())).or_else(|| declared_within(bytes));
    let text = match (declared.filter(|declared| *declared != UTF_8), std::str::from_utf8(bytes)) {
        (Some(declared), _) => decode_declared(bytes, declared, decoding)?,
        (None, Ok(text)) => text.to_owned(),
        (None, Err(_)) if declared == Some(UTF_8) && decoding == Decoding::Strict => {
            return Err(NotText::Misdeclared { declared: UTF_8.name() });
        }
        (None, Err(_)) => decode_undeclared(bytes, declared == Some(UTF_8)),
    };
    Ok(fold_line_ends(text))
}

/// Decodes bytes that begin with a byte-order mark; [`None`] when they do not.
fn decode_marked(bytes: &[u8]) -> Result<Option<String>, NotText> {
    // UTF-32 first: its little-endian mark begins with that of UTF-16.
    let utf_32 = match bytes {
        [0xff, 0xfe, 0, 0, ..] => Some("UTF-32LE"),
        [0, 0, 0xfe, 0xff, ..] => Some("UTF-32BE"),
        _ => None,
    };
    if let Some(declared) = utf_32 {
        let join = if declared == "UTF-32LE" { u32::from_le_bytes } else { u32::from_be_bytes };
        let (units, rest) = bytes[4..].as_chunks::<4>();
        let text: Option<String> = units.iter().map(|&unit| char::from_u32(join(unit))).collect();
        return text.filter(|_| rest.is_empty()).map(Some).ok_or(NotText::Misdeclared { declared });
    }
    let Some((encoding, length)) = Encoding::for_bom(bytes) else { return Ok(None) };
    let (text, broken) = encoding.decode_without_bom_handling(&bytes[length..]);
    if broken || text.contains('\0') {
        return Err(NotText::Misdeclared { declared: encoding.name() });
    }
    Ok(Some(text.into_owned()))
}

fn decode_declared(bytes: &[u8], declared: &'static Encoding, decoding: Decoding) -> Result<String, NotText> {
    let (text, broken) = declared.decode_without_bom_handling(bytes);
    if !broken || (decoding == Decoding::AsBrowsers && is_nearly_whole(&text)) {
        return Ok(text.into_owned());
    }
    // A page copied into UTF-8 keeps its old declaration.
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| NotText::Misdeclared { declared: declared.name() })
}

/// Decodes what declares no charset as browsers do: as UTF-8 with a broken character here and there where it says that it is
/// that, or has whole characters of it, else by a guess.
fn decode_undeclared(bytes: &[u8], is_declared: bool) -> String {
    let text = String::from_utf8_lossy(bytes);
    let is_utf_8 = is_declared || text.contains(|c: char| !c.is_ascii() && c != '\u{fffd}');
    if is_utf_8 && is_nearly_whole(&text) {
        with_strangers(bytes)
    } else {
        guess(bytes).decode_without_bom_handling(bytes).0.into_owned()
    }
}

/// Decodes UTF-8 in which some words have a letter of the Western charset, as an advertisement or a widget leaves them.
fn with_strangers(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        text.push_str(chunk.valid());
        if let [byte] = *chunk.invalid() {
            let letter = WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next();
            let goes_on = chunks.peek().is_some_and(|next| next.valid().starts_with(char::is_alphabetic));
            // One in a word: what stands alone may be anything.
            let in_word = goes_on || text.ends_with(char::is_alphabetic);
            text.push(letter.filter(|letter| letter.is_alphabetic() && in_word).unwrap_or('\u{fffd}'));
        } else if !chunk.invalid().is_empty() {
            text.push('\u{fffd}');
        }
    }
    text
}

fn is_nearly_whole(text: &str) -> bool {
    let broken = text.matches('\u{fffd}').count();
    broken * CHARACTERS_A_BROKEN_ONE <= text.len()
}

/// Guesses the charset of bytes that are not UTF-8.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Recognises UTF-16 without a mark by its NULs, which in Western text stand at every other byte.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let (pairs, _) = bytes[..bytes.len().min(DECLARATION_BYTES)].as_chunks::<2>();
    let share = |of: fn(&[u8; 2]) -> bool| pairs.iter().filter(|pair| of(pair)).count() * 10 >= pairs.len() * 9;
    let is_text = |byte: u8| byte >= 0x20 || byte.is_ascii_whitespace();
    if pairs.len() < 4 || !pairs.iter().flatten().all(|&byte| byte == 0 || is_text(byte)) {
        None
    } else if share(|pair| pair[0] != 0 && pair[1] == 0) {
        Some(UTF_16LE)
    } else if share(|pair| pair[0] == 0 && pair[1] != 0) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Finds the charset that HTML or XML declares in its first lines.
fn declared_within(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes[..bytes.len().min(DECLARATION_BYTES)].trim_ascii_start();
    if !start.starts_with(b"<") {
        return None;
    }
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let declared = match start.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        Some((declaration, _)) if declaration.contains("encoding") => value_after(declaration, "encoding"),
        _ => start
            .split("<meta")
            .skip(1)
            .filter_map(|rest| rest.split('>').next())
            .find_map(|tag| value_after(tag, "charset")),
    };
    let encoding = Encoding::for_label(declared?.as_bytes())?;
    // The declaration was read as ASCII, so it cannot be UTF-16 (HTML standard, 13.2.3.2).
    Some(if encoding == UTF_16LE || encoding == UTF_16BE {
        UTF_8
    } else if encoding == encoding_rs::X_USER_DEFINED {
        WINDOWS_1252
    } else {
        encoding
    })
}

/// Reads `name = value`, the value quoted or not.
fn value_after<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let value = tag.split_once(name)?.1.trim_start().strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    value.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '/' | '>' | '?')).next()
}

fn fold_line_ends(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byte_order_marks_are_obeyed_and_dropped() {
        assert_eq!(decode(b"\xef\xbb\xbfcaf\xc3\xa9", None, Decoding::Strict).unwrap(), "café");
        assert_eq!(decode(b"\xff\xfec\0\xe9\0", None, Decoding::Strict).unwrap(), "cé");
        assert_eq!(decode(b"\xfe\xff\0c\0\xe9", None, Decoding::Strict).unwrap(), "cé");
        assert_eq!(decode(b"\xff\xfe\0\0c\0\0\0\xe9\0\0\0", None, Decoding::Strict).unwrap(), "cé");
        assert_eq!(decode(b"\0\0\xfe\xff\0\0\0c", None, Decoding::Strict).unwrap(), "c");
        // The mark outranks what the server says.
        assert_eq!(decode(b"\xef\xbb\xbfcaf\xc3\xa9", Some("latin1"), Decoding::Strict).unwrap(), "café");
    }

    #[test]
    fn declared_charsets_are_obeyed() {
        let page = b"<html><head><META http-equiv=content-type content='text/html; charset=ISO-8859-1'>caf\xe9";
        assert!(decode(page, None, Decoding::Strict).unwrap().ends_with("café"));
        let page = b"<!doctype html><meta charset = \"windows-1251\"><p>\xcf\xf0\xe8\xe2\xe5\xf2";
        assert!(decode(page, None, Decoding::Strict).unwrap().ends_with("Привет"));
        let feed = b"<?xml version='1.0' encoding='Shift_JIS'?><a>\x93\xfa\x96{</a>";
        assert!(decode(feed, None, Decoding::Strict).unwrap().ends_with("<a>日本</a>"));
        assert_eq!(decode(b"caf\xe9", Some("latin1"), Decoding::Strict).unwrap(), "café");
        // Plain text that speaks of charsets declares none.
        assert!(decode("Write <meta charset=latin1>, café".as_bytes(), None, Decoding::Strict).unwrap().contains("é"));
    }

    #[test]
    fn undeclared_charsets_are_guessed() {
        let western = "Le café où l’on dînait à l’été était fermé, hélas.".to_owned();
        let (bytes, _, _) = WINDOWS_1252.encode(&western);
        assert_eq!(decode(&bytes, None, Decoding::Strict).unwrap(), western);
        assert_eq!(decode(&bytes, None, Decoding::AsBrowsers).unwrap(), western);
        assert_eq!(decode(b"a\0b\0c\0d\0e\0", None, Decoding::Strict).unwrap(), "abcde");
    }

    #[test]
    fn what_is_not_text_is_named() {
        let name = |bytes: &[u8]| decode(bytes, None, Decoding::AsBrowsers).unwrap_err().to_string();
        assert_eq!(name(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"), "is a PDF, not text");
        assert_eq!(name(b"\x89PNG\r\n\x1a\n\0\0"), "is a PNG image, not text");
        assert_eq!(name(b"RIFF\x24\0\0\0WAVEfmt "), "is a WAV recording, not text");
        assert_eq!(name(b"PK\x03\x04\x14\0"), "is a ZIP archive, not text");
        assert_eq!(name(b"some\0thing"), "is binary data, not text");
        assert_eq!(name(&[7; 100]), "is binary data, not text");
    }

    #[test]
    fn a_web_page_may_have_a_broken_character() {
        let mut page = "Ordinary words, and more of them. ".repeat(20).into_bytes();
        page.push(0xff);
        assert!(decode(&page, Some("utf-8"), Decoding::AsBrowsers).unwrap().ends_with('\u{fffd}'));
        assert!(decode(&page, Some("utf-8"), Decoding::Strict).is_err());
    }

    #[test]
    fn a_saved_page_is_read_as_browsers_do_and_a_letter_in_a_word_is_one() {
        let mut page = b"<!doctype html><meta charset=utf-8><p>Gr\xc3\xbc\xc3\x9fe. ".to_vec();
        page.extend("Ordinary words, and more of them. ".repeat(30).bytes());
        page.extend(b"Hosting f\xfcr alle.");
        let text = decode(&page, None, Decoding::Strict).unwrap();
        assert!(text.contains("Grüße.") && text.ends_with("Hosting für alle."), "{text}");
    }

    #[test]
    fn line_ends_are_folded() {
        assert_eq!(decode(b"a\r\nb\rc\n", None, Decoding::Strict).unwrap(), "a\nb\nc\n");
    }
}
