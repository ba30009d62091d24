//! The `LIST/INFO` chunk: title, artist, date and origin, where every player and library looks for them.

use crate::audio::Tags;
use crate::audio::riff::chunk;
use crate::language::Language;

/// The longest text of one field, in bytes; longer ones are cut between characters.
const MAX_FIELD_BYTES: usize = 4_096;
/// Signs that need no more than ASCII to be understood, and how they are written there.
const PLAIN: [(&str, &str); 11] = [
    ("‘’‚‛′‹›", "'"),
    ("“”„‟″«»", "\""),
    ("‐‑‒–—―−", "-"),
    ("\u{a0}\u{2009}\u{202f}", " "),
    ("…", "..."),
    ("©", "(c)"),
    ("®", "(R)"),
    ("™", "(TM)"),
    ("•·", "*"),
    ("×", "x"),
    ("\u{ad}\u{200b}", ""),
];

/// Builds the chunk (Multimedia Programming Interface and Data Specifications 1.0, 1991, and the Exif 2.3 list of INFO tags). Text is
/// UTF-8, as ffmpeg and most others read it, closed by a zero. The standard says Latin-1, and so do mediainfo and Windows:
/// typographic signs are written in ASCII, which is the same in both.
pub(super) fn list(tags: &Tags) -> Vec<u8> {
    let mut list = b"INFO".to_vec();
    for (id, text) in fields(tags).filter(|(_, text)| !text.is_empty()) {
        push_field(&mut list, id, &text);
    }
    chunk(b"LIST", &list)
}

/// Returns whether every program reads all texts of the chunk right, whatever it takes them for.
pub(super) fn is_plain(tags: &Tags) -> bool {
    fields(tags).all(|(_, text)| text.is_ascii())
}

fn fields(tags: &Tags) -> impl Iterator<Item = (&'static [u8; 4], String)> {
    let track = tags.track();
    let fields: [(&[u8; 4], &str); 12] = [
        (b"INAM", &tags.title),
        (b"IART", &tags.artist),
        (b"ICRD", &tags.date),
        (b"ILNG", tags.language.as_ref().map_or("", Language::as_str)),
        (b"IPRD", &tags.album),
        // ffmpeg and others look for the number in IPRT, exiftool and players by Microsoft in ITRK.
        (b"IPRT", &track),
        (b"ITRK", &track),
        (b"ISRC", &tags.url),
        (b"ICOP", &tags.copyright),
        (b"IGNR", "Speech"),
        (b"ICMT", &tags.comment),
        (b"ISFT", &tags.software),
    ];
    fields.map(|(id, text)| (id, plain(text))).into_iter()
}

/// Writes typographic signs in ASCII.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for letter in text.chars() {
        match PLAIN.iter().find(|(signs, _)| signs.contains(letter)) {
            Some((_, ascii)) => plain.push_str(ascii),
            None => plain.push(letter),
        }
    }
    plain
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

    #[test]
    fn typographic_signs_are_written_in_ascii_and_letters_stay() {
        assert_eq!(plain("“It’s” – wait… © 2026"), "\"It's\" - wait... (c) 2026");
        assert_eq!(plain("Café Мост"), "Café Мост");
        let tags = |title: &str| Tags { title: title.to_owned(), ..Tags::default() };
        assert!(is_plain(&tags("‘Tide’ — time")) && !is_plain(&tags("Café")));
    }
}
