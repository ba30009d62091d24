//! WAV as it is found in the wild: RIFF, RF64, RIFX and Wave64, with lengths that are not true, one after another, and with other
//! codecs inside (Multimedia Programming Interface 1.0; EBU Tech 3306; RFC 2361).

use std::ops::Range;

use symphonia::core::audio::{Channels, Position};

use super::plain::{Claim, Plain};
use super::{DecodeError, Interleaved, Rest, Samples, channels, error, mpeg, packed};
use crate::audio::riff::{self, Header, UNKNOWN_SIZE};

/// What the chunk `fmt ` says.
#[derive(Debug, Clone)]
struct Format {
    code: u16,
    plain: Plain,
    /// Which places its channels have; 0 where that is not told.
    places: u32,
    /// The chunk as it stands.
    bytes: Vec<u8>,
}

/// Codes of formats (RFC 2361).
const INTEGERS: u16 = riff::WHOLE_NUMBERS;
const MS_ADPCM: u16 = 2;
const FLOATS: u16 = 3;
const ALAW: u16 = 6;
const MULAW: u16 = 7;
const IMA_ADPCM: u16 = 0x11;
const GSM: u16 = 0x31;
const MPEG: u16 = 0x50;
const MP3: u16 = 0x55;
const AAC: u16 = 0xFF;
const AAC_ADTS: u16 = 0x1600;
const EXTENSIBLE: u16 = 0xFFFE;

/// Reads the WAVs that stand one after another in these bytes.
pub(super) fn read(bytes: &[u8], rest: Rest) -> Result<Vec<Interleaved>, DecodeError> {
    let (mut sounds, mut left) = (Vec::new(), bytes.len());
    for one in each(bytes) {
        left = left.saturating_sub(one.len());
        // A head alone before another WAV is what is left of one around it.
        let is_head = left > 0 && one.len() <= riff::PLAIN_HEAD_BYTES;
        match read_one(one, rest) {
            Err(DecodeError::NoSound) => {}
            Err(DecodeError::CutOff) if is_head => {}
            read => sounds.extend(read?),
        }
    }
    if sounds.is_empty() { Err(DecodeError::NoSound) } else { Ok(sounds) }
}

/// Parts what holds several WAVs, one after another or one inside another: each begins with its own header, which no samples look
/// like by chance.
fn each(bytes: &[u8]) -> Vec<&[u8]> {
    const FORM_AT: usize = riff::CHUNK_HEADER_BYTES;
    let begins = |at: usize| {
        let start = at.checked_sub(FORM_AT)?;
        [b"RIFF", b"RF64", b"BW64", b"RIFX"].iter().any(|id| bytes[start..].starts_with(*id)).then_some(start)
    };
    let starts: Vec<usize> = memchr::memmem::find_iter(bytes, b"WAVE").filter_map(begins).collect();
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| &bytes[start..end]).collect()
}

/// Where samples and their description stand in one WAV.
#[derive(Default)]
struct Found {
    format: Option<Format>,
    /// The length that RF64 keeps apart.
    data_bytes: Option<u64>,
    data: Option<Range<usize>>,
}

fn read_one(bytes: &[u8], rest: Rest) -> Result<Vec<Interleaved>, DecodeError> {
    let is_big_endian = bytes.starts_with(b"RIFX");
    let mut found = Found::default();
    let mut at = riff::FILE_HEADER_BYTES;
    while let (Some(header), None) = (bytes.get(at..).and_then(Header::read), &found.data) {
        let header = if is_big_endian { Header { size: header.size.swap_bytes(), ..header } } else { header };
        let start = at + riff::CHUNK_HEADER_BYTES;
        let content = &bytes[start..start.saturating_add(header.size as usize).min(bytes.len())];
        match &header.id {
            b"fmt " => found.format = Some(Format::read(content, is_big_endian)?),
            b"ds64" => {
                found.data_bytes = content.get(8..).and_then(|size| Some(u64::from_le_bytes(*size.first_chunk()?)))
            }
            b"data" => {
                let format = found.format.as_ref().ok_or_else(|| error::broken("its format is not told"))?;
                let told = found.data_bytes.filter(|_| header.size == UNKNOWN_SIZE);
                let length = told.unwrap_or(header.size.into());
                let claim = Claim { bytes, start, length, goes_on: is_chunk, rest };
                found.data = Some(format.plain.extent(&claim)?);
            }
            _ => {}
        }
        at = next(bytes, start + content.len());
    }
    match (found.format, found.data) {
        (Some(format), Some(data)) => format.sound(&bytes[data], rest),
        _ if at > bytes.len() => Err(DecodeError::CutOff),
        _ => Err(DecodeError::NoSound),
    }
}

/// Returns where the next chunk begins: after the pad byte, which some forget.
fn next(bytes: &[u8], end: usize) -> usize {
    let padded = end.next_multiple_of(2);
    let is_pad = || bytes.get(end) == Some(&0) && bytes.get(padded..).is_some_and(is_chunk);
    let is_forgotten = end != padded && bytes.get(end..).is_some_and(is_chunk) && !is_pad();
    if is_forgotten { end } else { padded }
}

/// Returns whether a chunk begins here, or at least its header: a name in ASCII, and content that is there.
fn is_chunk(bytes: &[u8]) -> bool {
    let begins = |bytes: &[u8]| {
        let header = Header::read(bytes)?;
        let is_name = header.id.iter().all(|byte| byte.is_ascii_alphanumeric() || b" _-".contains(byte));
        // The last chunk's pad byte may be missing, or be all that is left of it.
        Some(is_name && (header.size.min(header.size.swap_bytes()) as usize) < bytes.len())
    };
    // Samples of an odd length have a pad byte behind them.
    begins(bytes).unwrap_or(false)
        || bytes.split_first().is_some_and(|(pad, rest)| *pad == 0 && begins(rest).unwrap_or(false))
        || mpeg::tag(bytes).is_some()
}

impl Format {
    fn read(chunk: &[u8], is_big_endian: bool) -> Result<Self, DecodeError> {
        const PLACES_AT: usize = 20;
        const EXTENDED_AT: usize = 24;
        let short = |at: usize| {
            let bytes = *chunk.get(at..)?.first_chunk()?;
            Some(if is_big_endian { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
        };
        let long = |at: usize| {
            let bytes = *chunk.get(at..)?.first_chunk()?;
            Some(if is_big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
        };
        let fields = || Some((short(0)?, short(2)?, long(4)?, short(12)?, short(14)?));
        let (code, channels, hz, frame_bytes, bits) = fields().ok_or(DecodeError::CutOff)?;
        let is_extensible = code == EXTENSIBLE;
        let code = short(EXTENDED_AT).filter(|_| is_extensible).unwrap_or(code);
        let places = long(PLACES_AT).filter(|_| is_extensible).unwrap_or_default();
        // How many bytes a sample has says the frame, where that can be; 12 bits stand in 16.
        let by_bits = bits.div_ceil(8);
        let by_frame =
            frame_bytes.checked_div(channels).filter(|bytes| bytes * channels == frame_bytes && *bytes >= by_bits);
        let samples = samples(code, by_frame.unwrap_or(by_bits).max(1), is_big_endian);
        let plain = Plain { samples: samples.unwrap_or_default(), channels: channels.into(), hz };
        Ok(Self { code, plain, places, bytes: chunk.to_vec() })
    }

    /// Reads the content of the chunk `data`.
    fn sound(&self, data: &[u8], rest: Rest) -> Result<Vec<Interleaved>, DecodeError> {
        match self.code {
            INTEGERS | FLOATS | ALAW | MULAW => {
                let mut sound = self.plain.read(data, rest)?;
                if self.places != 0 && self.places.count_ones() as usize == self.plain.channels {
                    let places = Position::from_bits_truncate(u64::from(self.places));
                    sound.weights = channels::weights(&Channels::Positioned(places));
                }
                Ok(vec![sound])
            }
            MS_ADPCM | IMA_ADPCM => {
                let head = [riff::chunk(b"fmt ", &self.bytes), riff::chunk(b"data", data)].concat();
                let size = (4 + head.len()) as u32;
                let whole = [&Header { id: *b"RIFF", size }.bytes()[..], b"WAVE", &head].concat();
                packed::read(whole, rest).map(|sound| vec![sound])
            }
            MPEG | MP3 => packed::recordings(mpeg::recordings(data), rest),
            AAC | AAC_ADTS if mpeg::is_adts(data) => packed::recordings(mpeg::adts_recordings(data), rest),
            GSM => Err(DecodeError::Foreign("GSM in a WAV")),
            code => Err(error::broken(format!("its codec has the number {code:#x}, which is not read here"))),
        }
    }
}

/// Returns how plain samples of a format are written, of so many bytes each.
fn samples(code: u16, bytes: u16, is_big_endian: bool) -> Option<Samples> {
    let samples = match (code, bytes) {
        (INTEGERS, 1) => Samples::U8,
        (INTEGERS, 2) => Samples::S16,
        (INTEGERS, 3) => Samples::S24,
        (INTEGERS, 4) => Samples::S32,
        (FLOATS, 4) => Samples::F32,
        (FLOATS, 8) => Samples::F64,
        (ALAW, _) => Samples::Alaw,
        (MULAW, _) => Samples::Mulaw,
        _ => return None,
    };
    Some(if is_big_endian { samples.big_endian() } else { samples })
}

/// Reads a Wave64: the same in chunks named by sixteen bytes, with lengths of eight that count their headers.
pub(super) fn read_wave64(bytes: &[u8], rest: Rest) -> Result<Vec<Interleaved>, DecodeError> {
    const NAME_BYTES: usize = 16;
    const HEADER_BYTES: usize = NAME_BYTES + 8;
    let mut at = HEADER_BYTES + NAME_BYTES;
    let mut format = None;
    while let Some(header) = bytes.get(at..at + HEADER_BYTES) {
        let length = u64::from_le_bytes(*header[NAME_BYTES..].first_chunk().ok_or(DecodeError::CutOff)?);
        let start = at + HEADER_BYTES;
        let content = length.saturating_sub(HEADER_BYTES as u64);
        if header.starts_with(b"data") {
            let format: Format = format.ok_or_else(|| error::broken("its format is not told"))?;
            let claim = Claim { bytes, start, length: content, goes_on: |bytes| bytes.len() >= HEADER_BYTES, rest };
            return format.sound(&bytes[format.plain.extent(&claim)?], rest);
        }
        let end =
            usize::try_from(content).ok().and_then(|content| start.checked_add(content)).ok_or(DecodeError::CutOff)?;
        if header.starts_with(b"fmt ") {
            format = Some(Format::read(bytes.get(start..end).ok_or(DecodeError::CutOff)?, false)?);
        }
        at = end.checked_next_multiple_of(8).ok_or(DecodeError::CutOff)?;
    }
    Err(DecodeError::CutOff)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::riff::WaveFormat;
    use crate::audio::{SampleRate, from_i16};

    const SAMPLES: [i16; 4] = [100, 300, -500, -700];

    fn data() -> Vec<u8> {
        SAMPLES.iter().flat_map(|sample| sample.to_le_bytes()).collect()
    }

    fn wav() -> Vec<u8> {
        [WaveFormat::mono_16(SampleRate::MASTER).head(Some(8), 0), data()].concat()
    }

    fn heard(bytes: &[u8]) -> Vec<f32> {
        read(bytes, Rest::Refused).unwrap().into_iter().flat_map(|sound| sound.samples).collect()
    }

    #[test]
    fn untrue_lengths_lose_nothing() {
        let expected = SAMPLES.map(from_i16);
        for length in [0, 8, 0xFFFF_FFFF_u32, 0x7FFF_FFFF, 2_000_000_000] {
            for riff in [0, length] {
                let mut wav = wav();
                wav[4..8].copy_from_slice(&riff.to_le_bytes());
                wav[40..44].copy_from_slice(&length.to_le_bytes());
                assert_eq!(heard(&wav), expected, "{length:x}");
                assert_eq!(heard(&wav.repeat(3)), expected.repeat(3), "{length:x}");
            }
        }
    }

    #[test]
    fn chunks_stand_anywhere_and_are_no_sound() {
        let wav = wav();
        let odd = riff::chunk(b"LIST", b"INFOodd");
        for after in [&odd[..], &odd[..odd.len() - 1], b"ID3\x04\0\0\0\0\0\0", b"\0\0\0"] {
            assert_eq!(heard(&[&wav, after].concat()), SAMPLES.map(from_i16));
        }
        for before in [&odd[..], &odd[..odd.len() - 1], &riff::chunk(b"JUNK", &[0; 30])] {
            let bytes = [&wav[..12], before, &wav[12..]].concat();
            assert_eq!(heard(&bytes), SAMPLES.map(from_i16));
        }
    }

    #[test]
    fn what_is_missing_or_unknown_is_an_error() {
        let plain = WaveFormat::mono_16(SampleRate::MASTER);
        let long = [plain.head(Some(96_000), 0), vec![1; 48_000]].concat();
        assert!(matches!(read(&long, Rest::Refused), Err(DecodeError::CutOff)));
        assert!(heard(&plain.head(Some(0), 0)).is_empty());
        for cut in 12..44 {
            assert!(read(&wav()[..cut], Rest::Refused).is_err(), "{cut}");
        }
        let gsm = |bytes: &mut Vec<u8>| bytes[20] = 0x31;
        let mut wav = wav();
        gsm(&mut wav);
        assert!(matches!(read(&wav, Rest::Refused), Err(DecodeError::Foreign(_))));
    }
}
