//! What holds a sound, told by its first bytes.

use super::chain::is_chain;
use super::{latm, mpeg, text};

/// What holds a sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    /// RIFF, RF64, BW64 or RIFX with the form WAVE.
    Wav,
    /// Sony's Wave64.
    Wave64,
    /// AIFF or AIFF-C.
    Aiff,
    /// Sun's and NeXT's AU.
    Au,
    /// Apple's Core Audio Format.
    Caf,
    /// Ogg, whatever codec is inside.
    Ogg,
    /// FLAC by itself.
    Flac,
    /// MPEG audio of any layer: packets one after another.
    Mpeg,
    /// AAC in ADTS: packets one after another.
    Adts,
    /// AAC in LATM, with its sync layer.
    Latm,
    /// MP4, M4A, MOV, 3GP.
    Mp4,
    /// Matroska and WebM.
    Matroska,
    /// One that is known by name and not read.
    Foreign(&'static str),
}

/// Bytes that tell a format, and where they stand.
struct Mark {
    at: usize,
    bytes: &'static [u8],
    container: Container,
}

const fn mark(at: usize, bytes: &'static [u8], container: Container) -> Mark {
    Mark { at, bytes, container }
}

const fn foreign(at: usize, bytes: &'static [u8], name: &'static str) -> Mark {
    mark(at, bytes, Container::Foreign(name))
}

/// The formats, those that are told by more bytes first.
const MARKS: &[Mark] = &[
    mark(0, b"riff\x2E\x91\xCF\x11\xA5\xD6\x28\xDB\x04\xC1\x00\x00", Container::Wave64),
    mark(8, b"WAVE", Container::Wav),
    mark(8, b"AIFF", Container::Aiff),
    mark(8, b"AIFC", Container::Aiff),
    foreign(8, b"8SVX", "an 8SVX recording"),
    foreign(8, b"AVI ", "an AVI film"),
    foreign(8, b"WEBP", "a WebP picture"),
    mark(0, b".snd", Container::Au),
    mark(0, b"caff", Container::Caf),
    mark(0, b"OggS", Container::Ogg),
    mark(0, b"fLaC", Container::Flac),
    mark(4, b"ftyp", Container::Mp4),
    mark(4, b"styp", Container::Mp4),
    mark(4, b"moov", Container::Mp4),
    mark(0, b"\x1A\x45\xDF\xA3", Container::Matroska),
    foreign(0, b"#!AMR", "AMR"),
    foreign(0, b"#!SILK", "SILK"),
    foreign(1, b"#!SILK", "SILK"),
    foreign(0, b"\x30\x26\xB2\x75\x8E\x66\xCF\x11", "Windows Media (ASF)"),
    foreign(0, b"wvpk", "WavPack"),
    foreign(0, b"TTA1", "True Audio"),
    foreign(0, b"MAC ", "Monkey's Audio"),
    foreign(0, b"MPCK", "Musepack"),
    foreign(0, b"MP+", "Musepack"),
    foreign(0, b"DSD ", "DSD"),
    foreign(0, b"FRM8", "DSD"),
    foreign(0, b"Creative Voice File", "a VOC recording"),
    foreign(0, b"NIST_1A", "a NIST SPHERE recording"),
    foreign(0, b"\x64\xA3", "an IRCAM recording"),
    foreign(2, b"\xA3\x64", "an IRCAM recording"),
    foreign(0, b"nut/multimedia", "a NUT film"),
    foreign(0, b"FLV\x01", "a Flash film"),
    foreign(0, b"MThd", "a MIDI file"),
    foreign(0, b"%PDF-", "a PDF"),
    foreign(0, b"\x89PNG\r\n", "a PNG picture"),
    foreign(0, b"GIF8", "a GIF picture"),
    foreign(0, b"\xFF\xD8\xFF", "a JPEG picture"),
    foreign(0, b"PK\x03\x04", "a ZIP archive"),
    foreign(0, b"PK\x05\x06", "a ZIP archive"),
    foreign(0, b"\x1F\x8B\x08", "gzip"),
    foreign(0, b"\x28\xB5\x2F\xFD", "Zstandard"),
    foreign(0, b"BZh", "bzip2"),
    foreign(0, b"\xFD7zXZ", "xz"),
    foreign(0, b"7z\xBC\xAF", "a 7z archive"),
    foreign(0, b"\x7FELF", "a program"),
    foreign(0, b"MZ\x90", "a program"),
];

/// The first bytes of files of chunks, which say what they are eight bytes later.
const FILES_OF_CHUNKS: [&[u8]; 5] = [b"RIFF", b"RF64", b"BW64", b"RIFX", b"FORM"];

impl Container {
    /// Returns what begins here; `None` for samples without a container, for text and for what nobody knows.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        let is_here = |mark: &&Mark| {
            let found = bytes.get(mark.at..).is_some_and(|bytes| bytes.starts_with(mark.bytes));
            found && (mark.at != 8 || FILES_OF_CHUNKS.iter().any(|file| bytes.starts_with(file)))
        };
        MARKS.iter().find(is_here).map(|mark| mark.container).or_else(|| packets(bytes))
    }
}

/// Recognizes packets without a container.
fn packets(bytes: &[u8]) -> Option<Container> {
    const TRANSPORT_PACKET: usize = 188;
    const PACKETS: usize = 3;
    // Half a byte says little: half a second of them.
    const GSM_PACKETS: usize = 25;
    if mpeg::is_layered(bytes) {
        Some(Container::Mpeg)
    } else if mpeg::is_adts(bytes) {
        Some(Container::Adts)
    } else if bytes.len() > 4 * TRANSPORT_PACKET && (0..4).all(|packet| bytes[packet * TRANSPORT_PACKET] == 0x47) {
        Some(Container::Foreign("an MPEG transport stream"))
    } else if is_chain(bytes, PACKETS, latm::packet) {
        Some(Container::Latm)
    } else if is_chain(bytes, PACKETS, ac3_packet) {
        Some(Container::Foreign("Dolby Digital"))
    } else if is_chain(bytes, GSM_PACKETS, gsm_packet) {
        Some(Container::Foreign("GSM"))
    } else {
        None
    }
}

/// Returns the length of a packet of GSM full rate, whose first half byte is the same in each (RFC 3551, 4.5.8).
fn gsm_packet(bytes: &[u8]) -> Option<usize> {
    const BYTES: usize = 33;
    const MARK: u8 = 0xD;
    (bytes.len() >= BYTES && bytes[0] >> 4 == MARK).then_some(BYTES)
}

/// Returns the length of a packet of Dolby Digital (ATSC A/52, tables 5.6 and 5.18).
fn ac3_packet(bytes: &[u8]) -> Option<usize> {
    const KBITS: [usize; 19] = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640];
    let header = bytes.first_chunk::<5>()?;
    if !header.starts_with(b"\x0B\x77") {
        return None;
    }
    let kbits = KBITS.get(usize::from(header[4] & 0x3F) / 2)?;
    let words = match header[4] >> 6 {
        0 => kbits * 2,
        1 => kbits * 96_000 / 44_100 + usize::from(header[4] & 1),
        2 => kbits * 3,
        _ => return None,
    };
    Some(words * 2)
}

/// Returns whether bytes begin as a file does and samples hardly ever do.
#[must_use]
pub fn is_file(bytes: &[u8]) -> bool {
    let bytes = mpeg::after_tags(bytes);
    Container::of(bytes).is_some_and(|container| !matches!(container, Container::Foreign(_))) && !text::is_text(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn containers_are_told_by_their_first_bytes() {
        let told = |bytes: &[u8]| Container::of(bytes);
        assert_eq!(told(b"RIFF\0\0\0\0WAVEfmt "), Some(Container::Wav));
        assert_eq!(told(b"FORM\0\0\0\0AIFCCOMM"), Some(Container::Aiff));
        assert_eq!(told(b"RIFF\0\0\0\0AVI LIST"), Some(Container::Foreign("an AVI film")));
        assert_eq!(told(b"xxxxxxxxWAVE"), None);
        assert_eq!(told(&[7; 4096]), None);
        assert_eq!(told(&[0xFF; 4096]), None);
        assert_eq!(told(b""), None);
    }
}
