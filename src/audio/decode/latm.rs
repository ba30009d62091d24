//! AAC in LATM with the sync layer LOAS, as broadcasts have it (ISO/IEC 14496-3, 1.7): taken apart into packets in ADTS.

use super::mpeg::Recording;

/// The mark of a packet, its first eleven bits.
const SYNC: u32 = 0x2B7;
const HEADER_BYTES: usize = 3;

/// Returns the length of a packet.
pub(super) fn packet(bytes: &[u8]) -> Option<usize> {
    let mut bits = Bits { bytes: bytes.get(..HEADER_BYTES)?, at: 0 };
    (bits.take(11)? == SYNC).then_some(HEADER_BYTES + bits.take(13)? as usize)
}

/// Takes packets apart; `None` where one is of a kind that no one sends: several programs, layers, or another codec.
pub(super) fn recording(bytes: &[u8]) -> Option<Recording> {
    let (mut recording, mut stream) = (Recording::default(), None);
    let mut at = 0;
    // What follows the packets is padding or a tag.
    while let Some(length) = bytes.get(at..).and_then(packet) {
        let Some(content) = bytes.get(at + HEADER_BYTES..at + length) else {
            recording.is_cut_off = true;
            break;
        };
        take_apart(&mut Bits { bytes: content, at: 0 }, &mut stream, &mut recording.packets)?;
        at += length;
    }
    // So little is left that it is no header, of a packet that is not all there.
    recording.is_cut_off |= bytes.len() - at.min(bytes.len()) < HEADER_BYTES && bytes.get(at) == Some(&0x56);
    Some(recording)
}

/// What a stream says of its packets, once in a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stream {
    /// The profile of AAC, as ADTS counts them.
    profile: u32,
    /// The number of the rate in the standard's table.
    rate: u32,
    channels: u32,
    /// How many packets of AAC are in one of these.
    frames: u32,
}

/// Reads one packet, and adds what is in it.
fn take_apart(bits: &mut Bits<'_>, stream: &mut Option<Stream>, packets: &mut Vec<u8>) -> Option<()> {
    if bits.take(1)? == 0 {
        *stream = Some(Stream::read(bits)?);
    }
    let stream = (*stream)?;
    for _ in 0..stream.frames {
        let mut length = 0;
        loop {
            let more = bits.take(8)?;
            length += more;
            if more != 255 {
                break;
            }
        }
        packets.extend(stream.header(length)?);
        for _ in 0..length {
            packets.push(bits.take(8)? as u8);
        }
    }
    Some(())
}

impl Stream {
    /// Reads `StreamMuxConfig`.
    fn read(bits: &mut Bits<'_>) -> Option<Self> {
        let is_later = bits.take(1)? == 1;
        if is_later {
            // A version that is reserved, and a measure of buffers.
            (bits.take(1)? == 0).then_some(())?;
            bits.value()?;
        }
        let _same_time = bits.take(1)?;
        let frames = bits.take(6)? + 1;
        (bits.take(4)? == 0 && bits.take(3)? == 0).then_some(())?;
        let end = if is_later { Some(bits.value()? as usize + bits.at) } else { None };
        let mut stream = Self::specific(bits)?;
        bits.at = end.unwrap_or(bits.at);
        // How long packets are is told by each of them, and how full buffers are does not matter.
        (bits.take(3)? == 0).then_some(())?;
        bits.take(8)?;
        if bits.take(1)? == 1 {
            if is_later {
                bits.value()?;
            } else {
                while bits.take(9)? > 255 {}
            }
        }
        if bits.take(1)? == 1 {
            bits.take(8)?;
        }
        stream.frames = frames;
        Some(stream)
    }

    /// Reads `AudioSpecificConfig`: of AAC, with or without the band that is made up.
    fn specific(bits: &mut Bits<'_>) -> Option<Self> {
        const SPECTRAL: [u32; 2] = [5, 29];
        let (mut kind, rate, channels) = (bits.take(5)?, bits.take(4)?, bits.take(4)?);
        if SPECTRAL.contains(&kind) {
            // The rate of what is made up.
            (bits.take(4)? != 15).then_some(())?;
            kind = bits.take(5)?;
        }
        let (_short, is_dependent, is_extended) = (bits.take(1)?, bits.take(1)?, bits.take(1)?);
        let is_plain = (1..=4).contains(&kind) && rate < 13 && (1..=7).contains(&channels);
        (is_plain && is_dependent == 0 && is_extended == 0).then_some(Self {
            profile: kind - 1,
            rate,
            channels,
            frames: 1,
        })
    }

    /// Writes the header of a packet in ADTS with so many bytes in it.
    fn header(self, length: u32) -> Option<[u8; 7]> {
        const ADTS_BYTES: u32 = 7;
        const LONGEST: u32 = 0x1FFF;
        let length = Some(length + ADTS_BYTES).filter(|length| *length <= LONGEST)?;
        let Self { profile, rate, channels, .. } = self;
        // Sync, MPEG-4, no checksum; then profile, rate, channels, length; buffers are variable, one frame.
        let bits: u64 = 0xFFF1 << 40
            | u64::from(profile) << 38
            | u64::from(rate) << 34
            | u64::from(channels) << 30
            | u64::from(length) << 13
            | 0x7FF << 2;
        bits.to_be_bytes()[1..].first_chunk().copied()
    }
}

/// Bits, the highest of a byte first.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    /// Takes so many bits, 32 at most.
    fn take(&mut self, count: usize) -> Option<u32> {
        let bit = |at: usize| Some(u32::from(self.bytes.get(at / 8)? >> (7 - at % 8) & 1));
        let number = (self.at..self.at + count).try_fold(0, |number, at| Some(number << 1 | bit(at)?))?;
        self.at += count;
        Some(number)
    }

    /// Takes a number that says how many bytes it has.
    fn value(&mut self) -> Option<u32> {
        let bytes = self.take(2)? as usize + 1;
        self.take(bytes * 8)
    }
}

#[cfg(test)]
mod tests {
    use super::super::mpeg;
    use super::*;

    /// Puts numbers into bits.
    fn packed(fields: &[(u32, usize)]) -> Vec<u8> {
        let bits: Vec<u8> = fields
            .iter()
            .flat_map(|(number, count)| (0..*count).rev().map(move |at| (number >> at & 1) as u8))
            .collect();
        bits.chunks(8).map(|chunk| chunk.iter().enumerate().fold(0, |byte, (at, bit)| byte | bit << (7 - at))).collect()
    }

    fn loas(content: &[u8]) -> Vec<u8> {
        [packed(&[(SYNC, 11), (content.len() as u32, 13)]), content.to_vec()].concat()
    }

    /// A packet of AAC-LC at 24 kHz, mono, with its description, then two without.
    fn stream() -> Vec<u8> {
        let config = [
            (0, 1),
            (0, 1),
            (1, 1),
            (0, 6),
            (0, 4),
            (0, 3),
            (2, 5),
            (6, 4),
            (1, 4),
            (0, 3),
            (0, 3),
            (0xFF, 8),
            (0, 1),
            (0, 1),
        ];
        let payload = [(3, 8), (0x21, 8), (0x00, 8), (0x49, 8)];
        let first = packed(&[&config[..], &payload].concat());
        let other = packed(&[&[(1, 1)][..], &payload].concat());
        [loas(&first), loas(&other), loas(&other)].concat()
    }

    #[test]
    fn packets_become_those_of_adts() {
        let stream = stream();
        let recording = recording(&stream).unwrap();
        assert!(!recording.is_cut_off && mpeg::is_adts(&recording.packets));
        assert_eq!(recording.packets.len(), 3 * 10);
        assert_eq!(recording.packets[..10], [0xFF, 0xF1, 0x58, 0x40, 0x01, 0x5F, 0xFC, 0x21, 0x00, 0x49]);
    }

    #[test]
    fn what_is_missing_is_noticed_and_what_is_foreign_is_no_recording() {
        let stream = stream();
        for cut in 1..6 {
            assert!(recording(&stream[..stream.len() - cut]).unwrap().is_cut_off, "{cut}");
        }
        assert!(!recording(&[&stream[..], &[0; 50]].concat()).unwrap().is_cut_off);
        let celp = packed(&[(0, 1), (0, 1), (1, 1), (0, 6), (0, 4), (0, 3), (8, 5), (6, 4), (1, 4), (0, 30)]);
        assert_eq!(recording(&loas(&celp)), None);
        assert_eq!(recording(&loas(&[0x80; 20])), None, "nothing describes it");
    }
}
