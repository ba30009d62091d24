//! The `bext` chunk, version 2: who made the sound, of what, how loud it is (EBU Tech 3285 and its supplement 3).

use super::Manifest;
use crate::audio::riff;

/// Bytes of the fixed fields that are text.
const DESCRIPTION: usize = 256;
const ORIGINATOR: usize = 32;
const REFERENCE: usize = 32;
/// Bytes kept for a unique identifier, which is not given, and for later versions.
const UMID: usize = 64;
const RESERVED: usize = 180;
/// What a loudness field says when nothing was measured (Tech 3285, 2.4).
const NOT_MEASURED: i16 = 0x7FFF;

/// Builds the chunk. Its texts are ASCII, as the standard says; other letters are written with the nearest of it.
pub(super) fn chunk(manifest: &Manifest) -> Vec<u8> {
    let article = &manifest.article;
    let described = [article.title.as_deref(), Some(&*article.authors.join(", ")), article.url.as_deref()];
    let described: Vec<_> = described.into_iter().flatten().filter(|text| !text.is_empty()).collect();
    let (date, time) = date_and_time(article.published.as_deref().unwrap_or_default());
    let mut content = Vec::new();
    text(&mut content, &described.join(" / "), DESCRIPTION);
    text(&mut content, &manifest.software, ORIGINATOR);
    text(&mut content, &manifest.fingerprint, REFERENCE);
    text(&mut content, date, 10);
    text(&mut content, time, 8);
    content.extend(0u64.to_le_bytes());
    content.extend(2u16.to_le_bytes());
    content.extend([0; UMID]);
    let loudness = &manifest.loudness;
    let range = loudness.integrated_lufs.map(|_| loudness.range_lu);
    let (momentary, short_term) = (loudness.momentary_max_lufs, loudness.short_term_max_lufs);
    for field in [loudness.integrated_lufs, range, loudness.true_peak_dbtp, momentary, short_term] {
        content.extend(hundredths(field).to_le_bytes());
    }
    content.extend([0; RESERVED]);
    content.extend(coding_history(manifest).bytes());
    // Even, since hound and others forget the pad byte of an odd chunk.
    content.resize(content.len().next_multiple_of(2), 0);
    riff::chunk(b"bext", &content)
}

/// Tells how the sound came to be, a line a step (EBU R 98).
fn coding_history(manifest: &Manifest) -> String {
    let (hz, bits) = (manifest.sample_rate_hz, manifest.bits.bits());
    let tool = deunicode::deunicode(&format!("{}; text-to-speech {}", manifest.software, manifest.engine));
    let tool = tool.replace([',', '\r', '\n'], " ");
    format!("A=PCM,F={hz},W={bits},M=mono,T={tool}\r\n")
}

/// Puts a text of a fixed length: cut, or filled up with zeros.
fn text(content: &mut Vec<u8>, text: &str, bytes: usize) {
    let ascii = deunicode::deunicode(text);
    let end = content.len() + bytes;
    content.extend(ascii.bytes().filter(|byte| *byte != 0).take(bytes));
    content.resize(end, 0);
}

/// Splits RFC 3339 or a date into the chunk's two fields; a field not known is empty.
fn date_and_time(published: &str) -> (&str, &str) {
    let looks_like = |text: &str, form: &[u8]| {
        let fits = |(byte, form): (u8, &u8)| if *form == b'0' { byte.is_ascii_digit() } else { byte == *form };
        text.len() == form.len() && text.bytes().zip(form).all(fits)
    };
    let date = published.get(..10).filter(|date| looks_like(date, b"0000-00-00")).unwrap_or_default();
    let time = published.get(11..19).filter(|time| looks_like(time, b"00:00:00")).unwrap_or_default();
    (date, time)
}

fn hundredths(value: Option<f64>) -> i16 {
    value.map_or(NOT_MEASURED, |value| (value * 100.0).round() as i16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_split() {
        assert_eq!(date_and_time("2026-03-14T08:30:00+01:00"), ("2026-03-14", "08:30:00"));
        assert_eq!(date_and_time("2026-03-14"), ("2026-03-14", ""));
        assert_eq!(date_and_time("yesterday"), ("", ""));
        assert_eq!(date_and_time("gestern: schön, schön"), ("", ""));
    }

    #[test]
    fn text_is_ascii_of_a_fixed_length() {
        let mut content = Vec::new();
        text(&mut content, "Čtvrtek – 5 €", 20);
        assert_eq!(content.len(), 20);
        assert!(content.starts_with(b"Ctvrtek"));
        assert!(content.is_ascii());
        assert_eq!(hundredths(Some(-15.996)), -1600);
        assert_eq!(hundredths(None), NOT_MEASURED);
    }
}
