//! Text, which is never sound, whatever its type says.

/// Characters of a text that are told.
const TOLD: usize = 80;
/// Bytes that are looked at: text is text from its beginning on.
const LOOKED_AT: usize = 64 * 1024;

/// Returns whether bytes are text throughout: UTF-8 without control characters, or UTF-16.
pub(crate) fn is_text(bytes: &[u8]) -> bool {
    as_text(bytes).is_some()
}

/// Returns the beginning of a text; `None` for what is none.
pub(super) fn opening(bytes: &[u8]) -> Option<String> {
    let text = as_text(bytes)?;
    let mut opening: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = opening.char_indices().nth(TOLD) {
        opening.truncate(end);
        opening.push('…');
    }
    Some(opening)
}

fn as_text(bytes: &[u8]) -> Option<String> {
    let looked_at = &bytes[..bytes.len().min(LOOKED_AT)];
    let is_shown = |c: char| !c.is_control() || c.is_whitespace();
    let is_text = |text: &String| text.chars().any(char::is_alphanumeric) && text.chars().all(is_shown);
    [utf8(looked_at), utf16(looked_at)].into_iter().flatten().find(is_text)
}

fn utf8(bytes: &[u8]) -> Option<String> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.to_owned()),
        // The end of what is looked at may stand inside a character.
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&bytes[..error.valid_up_to()]).ok().map(str::to_owned)
        }
        Err(_) => None,
    }
}

/// Reads UTF-16 in either order, of which most is ASCII: nine in ten of the other bytes are zero.
fn utf16(bytes: &[u8]) -> Option<String> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let zeros = |at: usize| pairs.iter().filter(|pair| pair[at] == 0 && pair[1 - at] != 0).count() * 10;
    let most = pairs.len() * 9;
    let order = match () {
        () if pairs.len() < 8 || odd.len() > 1 => return None,
        () if zeros(1) >= most => u16::from_le_bytes,
        () if zeros(0) >= most => u16::from_be_bytes,
        () => return None,
    };
    char::decode_utf16(pairs.iter().map(|pair| order(*pair))).collect::<Result<_, _>>().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_told_from_sound() {
        let utf16: Vec<u8> = "The model is still loading.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for text in ["{\"error\": 1}".as_bytes(), "Модель ещё загружается".as_bytes(), b"try again!\r\n", &utf16]
        {
            assert!(is_text(text), "{:?}", String::from_utf8_lossy(text));
        }
        for sound in [&b"RIFF\x24\0\0\0WAVE"[..], b"", b"\0\0\0\0", b"\x80\x81\x82\x80", b"    \n"] {
            assert!(!is_text(sound), "{sound:?}");
        }
        assert_eq!(opening(b"The model\n is  loading").as_deref(), Some("The model is loading"));
        assert!(opening("я".repeat(50_000).as_bytes()).is_some_and(|opening| opening.chars().count() == TOLD + 1));
    }
}
