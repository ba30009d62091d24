//! The `LIST/INFO` chunk: title, artist, date and origin, where every player and library looks for them.

use super::Manifest;
use super::chapters::comment;
use super::riff::chunk;
use crate::audio::Tags;

/// The longest text of one field, in bytes; longer ones are cut between characters.
const MAX_FIELD_BYTES: usize = 4_096;

/// Builds the `LIST/INFO` chunk of a narration (Multimedia Programming Interface and Data Specifications 1.0, 1991, and the
/// Exif 2.3 list of INFO tags). Text is UTF-8, which current readers expect, closed by a zero.
pub(super) fn list(manifest: &Manifest, tags: &Tags) -> Vec<u8> {
    let article = &manifest.article;
    let comment = comment(manifest);
    let mut fields = b"INFO".to_vec();
    let mut add = |id: &[u8; 4], text: Option<&str>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            push_field(&mut fields, id, text);
        }
    };
    add(b"INAM", article.title.as_deref());
    add(b"IART", Some(&article.authors.join(", ")));
    add(b"ICRD", article.published.as_deref());
    add(b"ILNG", article.language.as_deref());
    add(b"IPRD", article.site.as_deref());
    add(b"ISRC", article.url.as_deref());
    add(b"ICOP", Some(&tags.copyright));
    add(b"IGNR", Some("Speech"));
    add(b"ICMT", Some(&comment));
    add(b"ISFT", Some(&manifest.software));
    chunk(b"LIST", &fields)
}

fn push_field(fields: &mut Vec<u8>, id: &[u8; 4], text: &str) {
    let text = &text[..text.floor_char_boundary(MAX_FIELD_BYTES)];
    // A zero inside would end the field early for readers.
    let mut bytes: Vec<u8> = text.bytes().filter(|byte| *byte != 0).collect();
    bytes.push(0);
    fields.extend(chunk(id, &bytes));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_is_cut_between_characters() {
        let mut fields = Vec::new();
        push_field(&mut fields, b"INAM", &"я".repeat(3_000));
        assert_eq!(fields.len(), 8 + 4_096 + 1 + 1);
        assert!(std::str::from_utf8(&fields[8..8 + 4_096]).is_ok());
    }
}
