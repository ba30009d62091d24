//! Packets one after another without a container: MPEG audio and AAC in ADTS, and the tags that stand around them (ISO/IEC 11172-3,
//! 13818-3 and 13818-7; ID3v2.4, ID3v1, APEv2).

use super::chain::is_chain;

/// Packets that follow one another at the beginning before they are believed; and anywhere, where soft samples of 16 bits look like a
/// packet's header every few hundred.
const PACKETS: usize = 3;
const MANY_PACKETS: usize = 8;
/// The stretch that is searched for a first packet behind something else.
const SEARCHED_BYTES: usize = 64 * 1024;
/// An ID3v1 tag is as long as any other.
pub(super) const ID3V1_BYTES: usize = 128;
/// Bits a second of each layer in MPEG-1 and then MPEG-2, in thousands (ISO/IEC 11172-3, 2.4.2.3; 13818-3, 2.4.2.3).
const KBITS: [[[usize; 15]; 3]; 2] = [
    [
        [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
        [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
        [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
    ],
    [
        [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
        [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
        [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    ],
];

/// A recording among packets: those from one encoder, without tags.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Recording {
    /// Its packets, one after another.
    pub(super) packets: Vec<u8>,
    /// Whether packets are missing at its end.
    pub(super) is_cut_off: bool,
}

/// The header of a packet of MPEG audio.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Packet {
    bytes: usize,
    /// Bytes from the header to where an encoder may describe the whole recording.
    description: usize,
}

/// Reads the header of a packet of MPEG audio.
fn packet(bytes: &[u8]) -> Option<Packet> {
    let header = u32::from_be_bytes(*bytes.first_chunk()?);
    let field = |shift: u32, bits: u32| (header >> shift & ((1 << bits) - 1)) as usize;
    let (version, layer, kbits, rate) = (field(19, 2), field(17, 2), field(12, 4), field(10, 2));
    if field(21, 11) != 0x7FF || version == 1 || layer == 0 || rate == 3 || field(0, 2) == 2 {
        return None;
    }
    let (layer, is_first, is_mono) = (3 - layer, version == 3, field(6, 2) == 3);
    let hz = [44_100, 48_000, 32_000][rate] >> [2, 0, 1, 0][version];
    let bits = 1_000 * *KBITS[usize::from(!is_first)][layer].get(kbits)?;
    let bytes = match layer {
        0 => (12 * bits / hz + field(9, 1)) * 4,
        2 if !is_first => 72 * bits / hz + field(9, 1),
        _ => 144 * bits / hz + field(9, 1),
    };
    let side = match (is_first, is_mono) {
        (true, false) => 32,
        (true, true) | (false, false) => 17,
        (false, true) => 9,
    };
    // Packets whose bits a second are not told are read by nobody here.
    (bits > 0).then_some(Packet { bytes, description: 4 + side })
}

/// Returns the length of a packet in ADTS.
fn adts_packet(bytes: &[u8]) -> Option<usize> {
    const HEADER_BYTES: usize = 7;
    let header = bytes.first_chunk::<HEADER_BYTES>()?;
    let is_one = header[0] == 0xFF && header[1] & 0xF6 == 0xF0 && header[2] >> 2 & 0x0F < 13;
    let length = usize::from(header[3] & 3) << 11 | usize::from(header[4]) << 3 | usize::from(header[5] >> 5);
    (is_one && length > HEADER_BYTES).then_some(length)
}

/// Returns whether packets of MPEG audio begin here.
pub(super) fn is_layered(bytes: &[u8]) -> bool {
    is_chain(bytes, PACKETS, |bytes| Some(packet(bytes)?.bytes))
}

/// Returns whether packets in ADTS begin here.
pub(super) fn is_adts(bytes: &[u8]) -> bool {
    is_chain(bytes, PACKETS, adts_packet)
}

/// Finds the first packets behind something that is not sound; `None` when there are none near the beginning.
pub(super) fn found(bytes: &[u8]) -> Option<&[u8]> {
    let searched = bytes.len().min(SEARCHED_BYTES);
    let begins = |at: &usize| {
        let here = &bytes[*at..];
        is_long_chain(here, |bytes| Some(packet(bytes)?.bytes)) || is_long_chain(here, adts_packet)
    };
    memchr::memchr_iter(0xFF, &bytes[..searched]).find(begins).map(|at| &bytes[at..])
}

/// Returns whether many packets follow one another, whole.
fn is_long_chain(bytes: &[u8], length: impl Fn(&[u8]) -> Option<usize>) -> bool {
    let mut at = 0;
    (0..MANY_PACKETS).all(|_| {
        at += bytes.get(at..).and_then(&length).unwrap_or(bytes.len());
        at <= bytes.len()
    }) && at > 0
}

/// Takes off the tags that stand before a sound, by their sizes: what stands inside is no packet, whatever it looks like.
pub(super) fn after_tags(mut bytes: &[u8]) -> &[u8] {
    while let Some(length) = tag(bytes).filter(|length| *length > 0) {
        bytes = &bytes[length.min(bytes.len())..];
    }
    bytes
}

/// Returns the length of the tag that begins here.
pub(super) fn tag(bytes: &[u8]) -> Option<usize> {
    const APE_FOOTER_BYTES: usize = 32;
    if bytes.starts_with(b"ID3") {
        const HEADER_BYTES: usize = 10;
        const HAS_FOOTER: u8 = 0x10;
        let header = bytes.first_chunk::<HEADER_BYTES>()?;
        let size = header[6..].iter().fold(0, |size, byte| size << 7 | usize::from(byte & 0x7F));
        let footer = if header[5] & HAS_FOOTER == 0 { 0 } else { HEADER_BYTES };
        Some(HEADER_BYTES + size + footer)
    } else if bytes.starts_with(b"APETAGEX") {
        let header = bytes.first_chunk::<APE_FOOTER_BYTES>()?;
        let size = u32::from_le_bytes(*header[12..].first_chunk()?) as usize;
        // Items and footer are counted; a header is not.
        let is_header = header[23] & 0x20 != 0;
        Some(if is_header { APE_FOOTER_BYTES + size } else { APE_FOOTER_BYTES })
    } else if bytes.starts_with(b"TAG") {
        Some(ID3V1_BYTES)
    } else if bytes.starts_with(b"LYRICSBEGIN") {
        const ENDS: &[u8] = b"LYRICS200";
        Some(memchr::memmem::find(bytes, ENDS)? + ENDS.len())
    } else {
        None
    }
}

/// What stands at a place between packets.
enum Part {
    /// A packet of so many bytes.
    Packet(usize),
    /// A packet that says what follows, of so many bytes, for so many packets where it says that.
    Description(usize, Option<u32>),
    /// A tag of so many bytes.
    Tag(usize),
    /// Something else.
    Other,
}

/// Takes apart what is packets of MPEG audio and tags: the recordings of it, one after another.
pub(super) fn recordings(bytes: &[u8]) -> Vec<Recording> {
    taken_apart(bytes, |bytes| match (tag(bytes), packet(bytes)) {
        (Some(length), _) => Part::Tag(length),
        (None, Some(packet)) => match description(bytes, packet) {
            Some(packets) => Part::Description(packet.bytes, packets),
            None => Part::Packet(packet.bytes),
        },
        (None, None) => Part::Other,
    })
}

/// Takes apart what is packets in ADTS and tags. They have no descriptions, so that they are one recording.
pub(super) fn adts_recordings(bytes: &[u8]) -> Vec<Recording> {
    taken_apart(bytes, |bytes| match (tag(bytes), adts_packet(bytes)) {
        (Some(length), _) => Part::Tag(length),
        (None, Some(length)) => Part::Packet(length),
        (None, None) => Part::Other,
    })
}

/// Reads what an encoder says of its recording in the first packet: `None` when it is a packet like others, else how many
/// packets follow, where that is told.
fn description(bytes: &[u8], packet: Packet) -> Option<Option<u32>> {
    const VBRI_AT: usize = 36;
    const HAS_PACKETS: u32 = 1;
    let number = |at: usize| Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?));
    let here = bytes.get(packet.description..)?;
    if here.starts_with(b"Xing") || here.starts_with(b"Info") {
        let has_packets = number(packet.description + 4)? & HAS_PACKETS != 0;
        let packets = number(packet.description + 8).filter(|packets| has_packets && *packets > 0);
        return Some(packets);
    }
    let is_vbri = bytes.get(VBRI_AT..)?.starts_with(b"VBRI");
    is_vbri.then(|| number(VBRI_AT + 14).filter(|packets| *packets > 0))
}

fn taken_apart(bytes: &[u8], part: impl Fn(&[u8]) -> Part) -> Vec<Recording> {
    let (mut recordings, mut one, mut promised) = (Vec::new(), Recording::default(), None);
    let (mut at, mut packets) = (0, 0u32);
    let mut end = |one: &mut Recording, promised: &mut Option<u32>, packets: &mut u32| {
        // One less is no loss: some count the description, and some do not.
        one.is_cut_off |= promised.take().is_some_and(|promised| packets.saturating_add(1) < promised);
        *packets = 0;
        let one = std::mem::take(one);
        if !one.packets.is_empty() {
            recordings.push(one);
        }
    };
    while at < bytes.len() {
        let here = &bytes[at..];
        match part(here) {
            Part::Tag(length) => {
                // What comes after a tag is another recording, but for tags at the end.
                end(&mut one, &mut promised, &mut packets);
                at += length.max(1);
            }
            Part::Packet(length) | Part::Description(length, _) if length > here.len() => {
                one.is_cut_off = true;
                break;
            }
            Part::Packet(length) => {
                one.packets.extend_from_slice(&here[..length]);
                (at, packets) = (at + length, packets + 1);
            }
            Part::Description(length, told) => {
                end(&mut one, &mut promised, &mut packets);
                one.packets.extend_from_slice(&here[..length]);
                (at, promised) = (at + length, told);
            }
            Part::Other => at += 1,
        }
    }
    end(&mut one, &mut promised, &mut packets);
    recordings
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A packet of layer III at 24 kHz, mono, 64 kbit/s, of silence.
    fn silence() -> Vec<u8> {
        let mut packet = vec![0xFF, 0xF3, 0x84, 0xC4];
        packet.resize(192, 0);
        packet
    }

    fn described(packets: u32) -> Vec<u8> {
        let mut packet = silence();
        packet[13..17].copy_from_slice(b"Info");
        packet[17..21].copy_from_slice(&1u32.to_be_bytes());
        packet[21..25].copy_from_slice(&packets.to_be_bytes());
        packet
    }

    fn id3(content: &[u8]) -> Vec<u8> {
        let mut tag = b"ID3\x04\0\0\0\0\0".to_vec();
        tag.push(content.len() as u8);
        tag.extend(content);
        tag
    }

    #[test]
    fn packets_are_known_by_what_follows_them() {
        assert_eq!(packet(&silence()), Some(Packet { bytes: 192, description: 13 }));
        let three = silence().repeat(3);
        assert!(is_layered(&three) && is_layered(&silence()));
        assert!(!is_layered(&[&silence()[..], b"something else"].concat()));
        assert!(!is_adts(&three));
        assert_eq!(found(&[&[0xFF; 100][..], &silence().repeat(9)].concat()).map(<[u8]>::len), Some(9 * 192));
    }

    #[test]
    fn tags_are_stepped_over_whatever_stands_in_them() {
        let tag = id3(&[0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xF3, 0x84, 0xC4]);
        let bytes = [&tag[..], &tag, &silence().repeat(2), b"TAG", &[0; 125]].concat();
        let expected = Recording { packets: silence().repeat(2), is_cut_off: false };
        assert_eq!(recordings(&bytes), [expected]);
        assert!(after_tags(&bytes).starts_with(&silence()));
    }

    #[test]
    fn recordings_after_one_another_are_told_apart_and_missing_packets_are_noticed() {
        let one = [described(2), silence().repeat(2)].concat();
        let read = recordings(&[&one[..], &id3(b"x"), &one, &one].concat());
        assert_eq!(read.len(), 3);
        assert!(read.iter().all(|recording| recording.packets == one && !recording.is_cut_off));
        assert!(recordings(&one[..one.len() - 5])[0].is_cut_off);
        assert!(recordings(&[described(9), silence().repeat(4)].concat())[0].is_cut_off);
    }
}
