//! Names what is not text, by the marks files of each kind begin with.
//!
//! The marks are those of the formats' own specifications, as `file(1)` also knows them.

/// A mark and where in the file it stands.
struct Mark {
    at: usize,
    bytes: &'static [u8],
    /// What it is, with its article.
    name: &'static str,
}

const fn mark(at: usize, bytes: &'static [u8], name: &'static str) -> Mark {
    Mark { at, bytes, name }
}

/// The marks, the more telling before the more general.
const MARKS: &[Mark] = &[
    mark(0, b"%PDF-", "a PDF"),
    mark(0, b"\x89PNG\r\n", "a PNG image"),
    mark(0, b"\xff\xd8\xff", "a JPEG image"),
    mark(0, b"GIF87a", "a GIF image"),
    mark(0, b"GIF89a", "a GIF image"),
    mark(8, b"WEBPVP8", "a WebP image"),
    mark(8, b"WAVEfmt ", "a WAV recording"),
    mark(0, b"II*\0", "a TIFF image"),
    mark(0, b"MM\0*", "a TIFF image"),
    mark(0, b"ID3\x02", "an MP3 recording"),
    mark(0, b"ID3\x03", "an MP3 recording"),
    mark(0, b"ID3\x04", "an MP3 recording"),
    mark(0, b"OggS\0", "an Ogg recording"),
    mark(0, b"fLaC", "a FLAC recording"),
    mark(0, b"\x1a\x45\xdf\xa3", "a Matroska or WebM film"),
    mark(30, b"mimetypeapplication/epub+zip", "an EPUB book"),
    mark(30, b"mimetypeapplication/vnd.oasis", "an OpenDocument file"),
    mark(30, b"[Content_Types].xml", "an Office document"),
    mark(0, b"PK\x03\x04", "a ZIP archive"),
    mark(0, b"PK\x05\x06", "a ZIP archive"),
    mark(0, b"\x1f\x8b", "a gzip archive"),
    mark(0, b"BZh9", "a bzip2 archive"),
    mark(0, b"\xfd7zXZ\0", "an xz archive"),
    mark(0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    mark(0, b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    mark(0, b"Rar!\x1a\x07", "a RAR archive"),
    mark(257, b"ustar\0", "a tar archive"),
    mark(257, b"ustar  \0", "a tar archive"),
    mark(0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    mark(0, b"{\\rtf", "an RTF document"),
    mark(0, b"%!PS", "a PostScript document"),
    mark(0, b"\x7fELF", "a program"),
    mark(0, b"MZ\x90\0", "a program"),
    mark(0, b"\xcf\xfa\xed\xfe", "a program"),
    mark(0, b"\0asm", "a WebAssembly program"),
    mark(0, b"SQLite format 3\0", "an SQLite database"),
    mark(0, b"wOFF", "a font"),
    mark(0, b"wOF2", "a font"),
];

/// How far the look for NUL and control bytes goes: a binary file shows itself early (taste).
const SNIFFED_BYTES: usize = 64 * 1024;

/// A file with more control characters than one byte in this many is no text; text has next to none (taste).
const TEXT_BYTES_A_CONTROL: usize = 20;

/// Names what the bytes are when they are not text; [`None`] when they may be.
pub(super) fn name_of(bytes: &[u8]) -> Option<&'static str> {
    if let Some(mark) = MARKS.iter().find(|mark| bytes.get(mark.at..).is_some_and(|rest| rest.starts_with(mark.bytes)))
    {
        return Some(mark.name);
    }
    if is_mpeg_audio(bytes) {
        return Some("an MP3 recording");
    }
    if let [0, 0, _, _, b'f', b't', b'y', b'p', brand @ ..] = bytes {
        return Some(name_of_iso_media(brand));
    }
    let start = &bytes[..bytes.len().min(SNIFFED_BYTES)];
    let controls = start.iter().filter(|&&byte| is_control(byte)).count();
    if start.contains(&0) || controls * TEXT_BYTES_A_CONTROL > start.len() {
        return Some("binary data");
    }
    None
}

/// Returns whether the bytes begin with an MPEG audio frame header of layer III (ISO/IEC 11172-3, 2.4.1.3). Text in UTF-16
/// begins with the same first byte, so the frame's bit rate and sample rate must be ones there are.
fn is_mpeg_audio(bytes: &[u8]) -> bool {
    match bytes {
        [0xff, second, third, ..] => {
            matches!(second, 0xfa | 0xfb | 0xf2 | 0xf3) && third >> 4 != 0xf && third >> 4 != 0 && third & 0x0c != 0x0c
        }
        _ => false,
    }
}

/// Names an ISO base media file (ISO/IEC 14496-12) by its brand.
fn name_of_iso_media(brand: &[u8]) -> &'static str {
    match brand {
        [b'a', b'v', b'i', ..] => "an AVIF image",
        [b'h', b'e', b'i', ..] | [b'm', b'i', b'f', b'1', ..] => "a HEIC image",
        [b'M', b'4', b'A', ..] => "an M4A recording",
        _ => "an MP4 film",
    }
}

/// Returns whether a byte is a control character no text has; escape is let pass, as ISO-2022-JP needs it.
fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b)
}
