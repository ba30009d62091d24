//! What programs and servers say, made readable: one line of words, without what only a terminal or a machine reads.

use encoding_rs::{Encoding, WINDOWS_1252};

/// A run of so many characters of Base64 or hexadecimal is no word. The longest word of any dictionary is shorter.
const DATA_CHARS: usize = 80;

/// Decodes what is most likely text; `None` when the bytes are no text.
pub(super) fn text(bytes: &[u8]) -> Option<String> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return Some(encoding.decode_without_bom_handling(&bytes[length..]).0.into_owned());
    }
    let start = &bytes[..bytes.len().min(1_024)];
    let is_odd = |byte: &&u8| matches!(byte, 0..=8 | 14..=26 | 28..=31);
    // A stray control character happens; every twentieth byte does not.
    if start.contains(&0) || start.iter().filter(is_odd).count() * 20 > start.len() {
        return None;
    }
    // What is cut in the middle of a character is UTF-8 as well.
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.to_owned()),
        Err(error) if error.error_len().is_none() => {
            Some(String::from_utf8_lossy(&bytes[..error.valid_up_to()]).into_owned())
        }
        Err(_) => Some(WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()),
    }
}

/// Writes a text on one line: without escape sequences, control characters and long runs of data.
pub(super) fn one_line(text: &str) -> String {
    let plain = without_escapes(text);
    let words = plain.split(|c: char| c.is_whitespace() || c.is_control() || is_format(c));
    words.filter(|word| !word.is_empty()).map(shortened).collect::<Vec<_>>().join(" ")
}

/// Cuts a text after so many characters, and shows that it was.
pub(super) fn up_to(text: &str, chars: usize) -> String {
    match text.char_indices().nth(chars) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Characters that only change how others are shown: zero width, direction.
fn is_format(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Takes out the sequences that terminals read (ECMA-48, section 5.4): colors, titles, links.
fn without_escapes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\u{9B}', _) => skip_to_final(&mut chars),
            ('\x1b', Some('[')) => {
                chars.next();
                skip_to_final(&mut chars);
            }
            ('\x1b', Some(']' | 'P' | '_' | '^')) => {
                // A string goes to BEL or to `ESC \`.
                while let Some(c) = chars.next() {
                    if c == '\x07' || c == '\x1b' && chars.next_if_eq(&'\\').is_some() {
                        break;
                    }
                }
            }
            ('\x1b', Some('(' | ')' | '#')) => {
                chars.next();
                chars.next();
            }
            ('\x1b', Some(_)) => {
                chars.next();
            }
            _ => plain.push(c),
        }
    }
    plain
}

fn skip_to_final(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    while chars.next_if(|c| ('\u{20}'..='\u{3F}').contains(c)).is_some() {}
    chars.next_if(|c| ('\u{40}'..='\u{7E}').contains(c));
}

/// Puts a note in place of data that stands amid words.
fn shortened(word: &str) -> String {
    let is_data = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '-' | '_');
    let (mut short, mut run) = (String::new(), String::new());
    for c in word.chars().map(Some).chain([None]) {
        match c {
            Some(c) if is_data(c) => run.push(c),
            other => {
                match run.len() {
                    DATA_CHARS.. => short.push_str("[data]"),
                    _ => short.push_str(&run),
                }
                run.clear();
                short.extend(other);
            }
        }
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_terminals_and_machines_read_is_left_out() {
        let colored = "\x1b[31mError:\x1b[0m \x1b]8;;http://x\x07bad\x1b]8;;\x1b\\ \x1b(Btext\r\n\tend\u{202e}\0";
        assert_eq!(one_line(colored), "Error: bad text end");
        let data = format!("{{\"audio\":\"{}\",\"text\":\"no\"}}", "QUJD/+".repeat(60));
        assert_eq!(one_line(&data), "{\"audio\":\"[data]\",\"text\":\"no\"}");
        assert_eq!(one_line("\x1b["), "");
    }

    #[test]
    fn text_is_told_from_bytes() {
        assert_eq!(text(b"Ger\xe4t nicht gefunden").as_deref(), Some("Gerät nicht gefunden"));
        assert_eq!(text("Gerät".as_bytes()).as_deref(), Some("Gerät"));
        assert_eq!(text(&"é".as_bytes()[..1]).as_deref(), Some(""));
        assert_eq!(text(b"\xff\xfeN\0o\0").as_deref(), Some("No"));
        assert_eq!(text(b"RIFF\x24\0\0\0WAVEfmt "), None);
        assert_eq!(text(b"\xff\xfb\x90\x64\x01\x02\x03"), None);
        assert_eq!(up_to("äöü", 2), "äö…");
    }
}
