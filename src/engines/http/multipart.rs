//! Answers in several parts (RFC 2046, section 5.1), of which one is the sound.

use super::encoding;
use super::sound_in::Found;
use crate::audio::{self, Declared};

/// Parts of an answer: no service sends more.
const MOST_PARTS: usize = 64;

/// Returns the sound among the parts of a body of this type: the parts that are sound, one after another.
pub(super) fn sound(media_type: &str, body: &[u8]) -> Option<Found> {
    let boundary = boundary(media_type)?;
    let mark = format!("--{boundary}");
    let starts: Vec<usize> = memchr::memmem::find_iter(body, mark.as_bytes()).take(MOST_PARTS).collect();
    let ends = starts.iter().skip(1);
    let mut all: Option<Found> = None;
    for (start, end) in starts.iter().zip(ends) {
        let Some(part) = part(&body[start + mark.len()..*end]) else { continue };
        match &mut all {
            None => all = Some(part),
            Some(all) => all.bytes.extend(part.bytes),
        }
    }
    all
}

/// Returns what parts the parts, where the type is one of parts.
fn boundary(media_type: &str) -> Option<String> {
    let is_multipart = media_type.trim_start().to_ascii_lowercase().starts_with("multipart/");
    let mut parameters = media_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let (_, value) = parameters.find(|(name, _)| is_multipart && name.trim().eq_ignore_ascii_case("boundary"))?;
    Some(value.trim().trim_matches('"').to_owned()).filter(|boundary| !boundary.is_empty())
}

/// Reads a part: its headers, an empty line, its content and a line's end. `None` when it is no sound.
fn part(bytes: &[u8]) -> Option<Found> {
    let (head, content) = [&b"\r\n\r\n"[..], b"\n\n"].iter().find_map(|gap| {
        let at = memchr::memmem::find(bytes, gap)?;
        Some((&bytes[..at], &bytes[at + gap.len()..]))
    })?;
    let content = content.strip_suffix(b"\n").unwrap_or(content);
    let content = content.strip_suffix(b"\r").unwrap_or(content);
    let head = String::from_utf8_lossy(head);
    let header = |wanted: &str| {
        let mut headers = head.lines().filter_map(|line| line.split_once(':'));
        headers.find(|(name, _)| name.trim().eq_ignore_ascii_case(wanted)).map(|(_, value)| value.trim())
    };
    let kind = header("content-type").unwrap_or_default();
    let bytes = match header("content-transfer-encoding").map(str::to_ascii_lowercase).as_deref() {
        Some("base64") => encoding::decode(std::str::from_utf8(content).ok()?).ok()?,
        _ => content.to_vec(),
    };
    let is_named = kind.to_ascii_lowercase().starts_with("audio/");
    let is_sound = audio::is_file(&bytes) || is_named && !audio::is_text(&bytes);
    is_sound.then(|| Found { bytes, declared: Declared::of_media_type(kind) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sound_is_found_among_the_parts() {
        let sound_of = |body: &str| {
            let found = sound("Multipart/Mixed; charset=x; boundary=\"b 1\"", body.as_bytes())?;
            Some((String::from_utf8(found.bytes).unwrap(), found.declared.rate.map(|rate| rate.hz())))
        };
        let wav = "RIFF\0\0\0\0WAVEfmt ";
        let body = format!(
            "preamble\r\n--b 1\r\ncontent-type: application/json\r\n\r\n{{\"a\":1}}\r\n--b 1\r\nContent-Type: audio/wav\r\n\r\n{wav}\r\n--b 1--\r\n"
        );
        assert_eq!(sound_of(&body), Some((wav.to_owned(), None)));
        let encoded = format!(
            "--b 1\ncontent-type: audio/L16;rate=16000\ncontent-transfer-encoding: BASE64\n\n{}\n--b 1--",
            "UklGRgAAAABXQVZFZm10IA=="
        );
        assert_eq!(sound_of(&encoded), Some((wav.to_owned(), Some(16_000))));
        assert_eq!(sound_of("--b 1\r\n\r\nno sound\r\n--b 1--"), None);
        assert!(sound("audio/wav; boundary=b", body.as_bytes()).is_none());
    }
}
