//! Containers of plain samples whose numbers have the highest byte first: AIFF, AIFF-C and AU (Apple, Audio Interchange File Format
//! AIFF-C, 1991; Sun Microsystems, audio(5)).

use super::plain::{Claim, Plain};
use super::{DecodeError, Interleaved, Rest, Samples, error};

const FILE_HEADER_BYTES: usize = 12;
const CHUNK_HEADER_BYTES: usize = 8;

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// Reads an AIFF.
pub(super) fn read_aiff(bytes: &[u8], rest: Rest) -> Result<Vec<Interleaved>, DecodeError> {
    let (mut at, mut plain, mut data) = (FILE_HEADER_BYTES, None, None);
    while let Some(length) = long(bytes, at + 4) {
        let start = at + CHUNK_HEADER_BYTES;
        let end = start.saturating_add(length as usize);
        match &bytes[at..at + 4] {
            b"COMM" => plain = Some(common(&bytes[start..end.min(bytes.len())])?),
            b"SSND" => data = Some((start, length)),
            _ => {}
        }
        if data.is_some() && plain.is_some() {
            break;
        }
        at = end.saturating_add(length as usize % 2);
    }
    let Some((plain, (start, length))) = plain.zip(data) else {
        return Err(if at > bytes.len() { DecodeError::CutOff } else { DecodeError::NoSound });
    };
    // The samples begin after an offset and the size of a block, which count.
    let before = CHUNK_HEADER_BYTES + long(bytes, start).unwrap_or_default() as usize;
    let length = u64::from(length).saturating_sub(before as u64);
    let extent =
        plain.extent(&Claim { bytes, start: start.saturating_add(before), length, goes_on: is_chunk, rest })?;
    Ok(vec![plain.read(&bytes[extent], rest)?])
}

/// Returns whether a chunk begins here, with or without the pad byte before it.
fn is_chunk(bytes: &[u8]) -> bool {
    let begins = |bytes: &[u8]| {
        let is_name =
            bytes.get(..4).is_some_and(|name| name.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' '));
        is_name && long(bytes, 4).is_some_and(|length| (length as usize) < bytes.len())
    };
    begins(bytes) || bytes.split_first().is_some_and(|(pad, rest)| *pad == 0 && begins(rest))
}

/// Reads the chunk `COMM`.
fn common(chunk: &[u8]) -> Result<Plain, DecodeError> {
    let short = |at: usize| Some(u16::from_be_bytes(*chunk.get(at..)?.first_chunk()?));
    let fields = || Some((short(0)?, short(6)?, extended(*chunk.get(8..)?.first_chunk()?)));
    let (channels, bits, hz) = fields().ok_or(DecodeError::CutOff)?;
    let integers = match bits.div_ceil(8) {
        1 => Samples::S8,
        2 => Samples::S16Be,
        3 => Samples::S24Be,
        4 => Samples::S32Be,
        _ => return Err(error::broken(format!("its samples have {bits} bits"))),
    };
    let samples = match chunk.get(18..22).unwrap_or(b"NONE") {
        b"NONE" | b"twos" | b"in24" | b"in32" => integers,
        b"sowt" => Samples::S16,
        b"42ni" => Samples::S24,
        b"23ni" => Samples::S32,
        b"raw " => Samples::U8,
        b"fl32" | b"FL32" => Samples::F32Be,
        b"fl64" | b"FL64" => Samples::F64Be,
        b"ulaw" | b"ULAW" => Samples::Mulaw,
        b"alaw" | b"ALAW" => Samples::Alaw,
        other => {
            let name = String::from_utf8_lossy(other).into_owned();
            return Err(error::broken(format!("its codec is called `{name}`, which is not read here")));
        }
    };
    Ok(Plain { samples, channels: channels.into(), hz })
}

/// Reads a rate in the extended precision of SANE: sign and exponent in two bytes, the whole mantissa in eight.
fn extended(bytes: [u8; 10]) -> u32 {
    const ONE: i32 = 16_383 + 63;
    let exponent = i32::from(u16::from_be_bytes([bytes[0], bytes[1]]) & 0x7FFF) - ONE;
    let mantissa = bytes[2..].iter().fold(0u64, |number, byte| number << 8 | u64::from(*byte));
    (mantissa as f64 * f64::from(exponent).exp2()) as u32
}

/// Reads the AUs that stand one after another.
pub(super) fn read_au(bytes: &[u8], rest: Rest) -> Result<Vec<Interleaved>, DecodeError> {
    let (mut sounds, mut at) = (Vec::new(), 0);
    while is_au(&bytes[at..]) {
        let here = &bytes[at..];
        let field = |number: usize| long(here, 4 * number).ok_or(DecodeError::CutOff);
        let (start, length, hz) = (field(1)? as usize, field(2)?, field(4)?);
        let samples = match field(3)? {
            1 => Samples::Mulaw,
            2 => Samples::S8,
            3 => Samples::S16Be,
            4 => Samples::S24Be,
            5 => Samples::S32Be,
            6 => Samples::F32Be,
            7 => Samples::F64Be,
            27 => Samples::Alaw,
            other => return Err(error::broken(format!("its codec has the number {other}, which is not read here"))),
        };
        let plain = Plain { samples, channels: field(5)? as usize, hz };
        let extent = plain.extent(&Claim { bytes: here, start, length: length.into(), goes_on: is_au, rest })?;
        at += extent.end;
        sounds.push(plain.read(&here[extent], rest)?);
    }
    Ok(sounds)
}

fn is_au(bytes: &[u8]) -> bool {
    bytes.starts_with(b".snd")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_in_extended_precision_are_read() {
        assert_eq!(extended([0x40, 0x0E, 0xAC, 0x44, 0, 0, 0, 0, 0, 0]), 44_100);
        assert_eq!(extended([0x40, 0x0D, 0xBB, 0x80, 0, 0, 0, 0, 0, 0]), 24_000);
        assert_eq!(extended([0; 10]), 0);
        assert_eq!(extended([0xFF; 10]), u32::MAX);
    }

    #[test]
    fn what_is_cut_short_is_an_error_and_never_a_panic() {
        let au = [&b".snd"[..], &[0, 0, 0, 24, 0, 0, 0, 4, 0, 0, 0, 3, 0, 0, 0x5D, 0xC0, 0, 0, 0, 1, 0x12, 0x34, 0, 0]];
        let au = au.concat();
        let read = read_au(&au.repeat(2), Rest::Refused).unwrap();
        assert_eq!((read.len(), read[1].samples[0]), (2, crate::audio::from_i16(0x1234)));
        for cut in 4..24 {
            assert!(read_au(&au[..cut], Rest::Refused).is_err(), "{cut}");
        }
        // Claims that no number of bytes a second can hold.
        let wild = [&au[..16], &[0xFF; 8][..], &au[24..]].concat();
        assert!(read_au(&wild, Rest::Refused).is_err());
        let aiff = b"FORM\0\0\0\0AIFFCOMM\0\0\0\x12\0\x01\0\0\0\x01\0\x10\x40\x0D\xBB\x80\0\0\0\0\0\0SSND\0\0\0\x0A\0\0\0\0\0\0\0\0\x12\x34";
        assert_eq!(read_aiff(aiff, Rest::Refused).unwrap()[0].samples, [crate::audio::from_i16(0x1234)]);
        for cut in 12..46 {
            assert!(read_aiff(&aiff[..cut], Rest::Refused).is_err(), "{cut}");
        }
    }
}
