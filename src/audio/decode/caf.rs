//! Apple's Core Audio Format (Apple Core Audio Format Specification 1.0): plain samples here, other codecs by the general reader.

use super::plain::{Claim, Plain};
use super::{DecodeError, Interleaved, Rest, Samples, error, packed};

const FILE_HEADER_BYTES: usize = 8;
const CHUNK_HEADER_BYTES: usize = 12;
/// Bytes before the samples that count the edits.
const EDITS_BYTES: usize = 4;

/// Reads a CAF.
pub(super) fn read(bytes: Vec<u8>, rest: Rest) -> Result<Vec<Interleaved>, DecodeError> {
    let (mut at, mut plain) = (FILE_HEADER_BYTES, None);
    while let Some(header) = bytes.get(at..at.saturating_add(CHUNK_HEADER_BYTES)) {
        let length = i64::from_be_bytes(*header[4..].first_chunk().ok_or(DecodeError::CutOff)?);
        let start = at + CHUNK_HEADER_BYTES;
        // A length of −1 is one that nobody knew.
        let length = u64::try_from(length).unwrap_or(u64::MAX);
        match &header[..4] {
            b"desc" => match description(bytes.get(start..).unwrap_or_default())? {
                None => break,
                described => plain = described,
            },
            b"data" => {
                let plain: Plain = plain.ok_or_else(|| error::broken("its format is not told"))?;
                let length = length.saturating_sub(EDITS_BYTES as u64);
                let claim = Claim { bytes: &bytes, start: start + EDITS_BYTES, length, goes_on: is_chunk, rest };
                return Ok(vec![plain.read(&bytes[plain.extent(&claim)?], rest)?]);
            }
            _ => {}
        }
        let end = usize::try_from(length).ok().and_then(|length| start.checked_add(length));
        at = end.ok_or(DecodeError::CutOff)?;
    }
    if plain.is_some() {
        return Err(DecodeError::CutOff);
    }
    if is_short(&bytes) {
        return Err(DecodeError::CutOff);
    }
    packed::read(bytes, rest).map(|sound| vec![sound])
}

/// Reads the chunk `desc`; nothing for a codec of packets.
fn description(chunk: &[u8]) -> Result<Option<Plain>, DecodeError> {
    const IS_FLOAT: u32 = 1;
    const IS_LITTLE_ENDIAN: u32 = 2;
    let long = |at: usize| Some(u32::from_be_bytes(*chunk.get(at..)?.first_chunk()?));
    let rate = || Some(f64::from_be_bytes(*chunk.first_chunk()?));
    let fields = || Some((rate()?, chunk.get(8..12)?, long(12)?, long(24)?, long(28)?));
    let (hz, codec, flags, channels, bits) = fields().ok_or(DecodeError::CutOff)?;
    let samples = match (codec, flags & IS_FLOAT != 0, bits.div_ceil(8)) {
        (b"ulaw", ..) => Samples::Mulaw,
        (b"alaw", ..) => Samples::Alaw,
        (b"lpcm", false, 1) => Samples::S8,
        (b"lpcm", false, 2) => Samples::S16,
        (b"lpcm", false, 3) => Samples::S24,
        (b"lpcm", false, 4) => Samples::S32,
        (b"lpcm", true, 4) => Samples::F32,
        (b"lpcm", true, 8) => Samples::F64,
        (b"lpcm", ..) => return Err(error::broken(format!("its samples have {bits} bits"))),
        _ => return Ok(None),
    };
    let samples = if flags & IS_LITTLE_ENDIAN == 0 { samples.big_endian() } else { samples };
    Ok(Some(Plain { samples, channels: channels as usize, hz: hz as u32 }))
}

/// Returns whether a chunk begins here: a name in ASCII, and content that is there.
fn is_chunk(bytes: &[u8]) -> bool {
    let length = || Some(u64::from_be_bytes(*bytes.get(4..)?.first_chunk()?));
    let is_name = bytes.get(..4).is_some_and(|name| name.iter().all(u8::is_ascii_graphic));
    is_name && length().is_some_and(|length| length < bytes.len() as u64)
}

/// Returns whether the last chunk says that it goes on beyond the end.
fn is_short(bytes: &[u8]) -> bool {
    let mut at = FILE_HEADER_BYTES;
    while let Some(header) = bytes.get(at..at.saturating_add(CHUNK_HEADER_BYTES)) {
        let length = header[4..].first_chunk().map_or(-1, |length| i64::from_be_bytes(*length));
        let Ok(length) = usize::try_from(length) else { return false };
        at = at.saturating_add(CHUNK_HEADER_BYTES).saturating_add(length);
    }
    at > bytes.len()
}
