//! Text from articles on its way into pages: written so that nothing in it is markup, and in ASCII alone, so that it reads the
//! same in every charset a page may be in.

use std::fmt::Write as _;

use serde::Serialize;

/// Writes a text as HTML text or as a quoted attribute's value.
pub(super) fn html(text: &str) -> String {
    written(
        text,
        |c| matches!(c, '&' | '<' | '>' | '"' | '\'') || c.is_control(),
        |c, to| {
            // HTML has no way to write control characters.
            if c.is_control() {
                to.push(' ');
                Ok(())
            } else if c.is_ascii() {
                write!(to, "&#{};", u32::from(c))
            } else {
                write!(to, "&#x{:x};", u32::from(c))
            }
        },
    )
}

/// Writes JSON for a `<script>`: no `<`, so that nothing in it ends the script or begins a comment.
pub(super) fn json(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).expect("what is written of a narration has names for keys");
    // Characters beyond ASCII stand in strings alone.
    written(
        &json,
        |c| matches!(c, '<' | '>' | '&'),
        |c, to| c.encode_utf16(&mut [0; 2]).iter().try_for_each(|unit| write!(to, "\\u{unit:04x}")),
    )
}

/// Writes a text with what is beyond ASCII, and what else is special, in another form.
fn written(text: &str, is_special: fn(char) -> bool, write: fn(char, &mut String) -> std::fmt::Result) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, c)) = rest.char_indices().find(|(_, c)| !c.is_ascii() || is_special(*c)) {
        written.push_str(&rest[..at]);
        write(c, &mut written).expect("a string takes everything");
        rest = &rest[at + c.len_utf8()..];
    }
    written + rest
}

/// Reads the character that an HTML character reference such as `&amp;` or `&#8217;` stands for, given without its ampersand
/// and with its semicolon.
pub(super) fn resolve(reference: &str) -> Option<String> {
    let name = reference.strip_suffix(';')?;
    let Some(number) = name.strip_prefix('#') else {
        return quick_xml::escape::resolve_html5_entity(name).map(str::to_owned);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => number.parse(),
    };
    let code = code.ok()?;
    // References of 128 to 159 mean what they mean in windows-1252 (HTML standard, 13.2.5.80).
    let byte = u8::try_from(code).ok().filter(|byte| (0x80..0xa0).contains(byte));
    byte.map(|byte| encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.into_owned())
        .or_else(|| char::from_u32(code).map(String::from))
}

/// The references that are read without a semicolon too (HTML standard, 13.5), as old pages write them.
const LENIENT: &str = " AElig AMP Aacute Acirc Agrave Aring Atilde Auml COPY Ccedil ETH Eacute Ecirc Egrave Euml GT Iacute Icirc Igrave \
    Iuml LT Ntilde Oacute Ocirc Ograve Oslash Otilde Ouml QUOT REG THORN Uacute Ucirc Ugrave Uuml Yacute aacute acirc acute aelig \
    agrave amp aring atilde auml brvbar ccedil cedil cent copy curren deg divide eacute ecirc egrave eth euml frac12 frac14 frac34 gt \
    iacute icirc iexcl igrave iquest iuml laquo lt macr micro middot nbsp not ntilde oacute ocirc ograve ordf ordm oslash otilde ouml \
    para plusmn pound quot raquo reg sect shy sup1 sup2 sup3 szlig thorn times uacute ucirc ugrave uml uuml yacute yen yuml ";

/// Reads the character reference that a page's text begins with, given without its ampersand: what it stands for, and its length.
pub(super) fn reference(text: &str) -> Option<(String, usize)> {
    let length = text.bytes().position(|b| !b.is_ascii_alphanumeric() && b != b'#').unwrap_or(text.len());
    let closed = text.get(..=length).and_then(resolve);
    if closed.is_some() {
        return Some((closed?, length + 1));
    }
    let open = |length: usize| Some((resolve(&format!("{};", text.get(..length)?))?, length));
    if let Some(number) = text.strip_prefix('#') {
        let is_digit = |b: u8| {
            if number.starts_with(['x', 'X']) {
                b.is_ascii_hexdigit() || b == b'x' || b == b'X'
            } else {
                b.is_ascii_digit()
            }
        };
        return open(1 + number.bytes().position(|b| !is_digit(b)).unwrap_or(number.len()));
    }
    // The longest that there is: `notin` begins with `not`.
    (2..=length.min(6)).rev().find(|length| LENIENT.contains(&format!(" {} ", &text[..*length]))).and_then(open)
}

/// Reads a text with character references.
pub(super) fn unescape(text: &str) -> String {
    let mut read = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        read.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let known = after.find(';').and_then(|end| Some((end + 1, resolve(&after[..=end])?)));
        let (length, character) = known.unwrap_or((0, "&".to_owned()));
        read.push_str(&character);
        rest = &after[length..];
    }
    read + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(html("</script><img onerror='x'>"), "&#60;/script&#62;&#60;img onerror=&#39;x&#39;&#62;");
        assert_eq!(html("Łódź \u{1}\"&"), "&#x141;&#xf3;d&#x17a;  &#34;&#38;");
        assert_eq!(
            json(&"</script><!--é😀\u{2028}&"),
            "\"\\u003c/script\\u003e\\u003c!--\\u00e9\\ud83d\\ude00\\u2028\\u0026\""
        );
    }

    #[test]
    fn character_references_are_read() {
        let read = |text: &'static str| reference(text).map(|(read, length)| (read, &text[length..]));
        assert_eq!(read("eacute;t"), Some(("é".to_owned(), "t")));
        assert_eq!(read("nbsp x"), Some(("\u{a0}".to_owned(), " x")));
        assert_eq!(read("notit; x"), Some(("¬".to_owned(), "it; x")));
        assert_eq!(read("#8217 x"), Some(("’".to_owned(), " x")));
        assert_eq!(read("#x2019y;"), Some(("’".to_owned(), "y;")));
        for text in ["T and R&amp;D", "", "#", "#x;", "é;", "pm 3"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(unescape("a &amp; b&eacute;&#8217;&#x2019;&#146; &nope; &"), "a & bé’’’ &nope; &");
    }
}
