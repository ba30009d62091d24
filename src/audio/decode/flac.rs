//! The ends of FLACs: those that were made in a pipe do not know how long they are, and only their last frame says whether it is
//! whole (RFC 9639, sections 9.1 and 9.3).

use super::mpeg;

/// Where the description of the stream has its number of samples, in 36 bits of which the first four share a byte.
const TOTAL_AT: usize = 21;
/// The largest frame that is looked for: 65 535 samples of eight channels are far more than any encoder writes.
const LARGEST_FRAME: usize = 256 * 1024;

/// Parts FLACs that stand one after another: each begins with its mark and a description of 34 bytes.
pub(super) fn files(bytes: &[u8]) -> Vec<&[u8]> {
    let is_first = |at: &usize| {
        bytes.get(at + 4).is_some_and(|kind| kind & 0x7F == 0) && bytes.get(at + 5..at + 8) == Some(&[0, 0, 34])
    };
    let starts: Vec<usize> = memchr::memmem::find_iter(bytes, b"fLaC").filter(is_first).collect();
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| &bytes[start..end]).collect()
}

/// Returns whether one that does not tell its length ends inside of a frame.
pub(super) fn is_cut_off(file: &[u8]) -> bool {
    let Some(total) = file.get(TOTAL_AT..TOTAL_AT + 5) else { return true };
    let is_told = total[0] & 0x0F != 0 || total[1..] != [0; 4];
    !is_told && !ends_with_a_frame(without_tag(file))
}

/// Takes off a tag that stands behind the sound.
fn without_tag(file: &[u8]) -> &[u8] {
    let at = file.len().saturating_sub(mpeg::ID3V1_BYTES);
    if file[at..].starts_with(b"TAG") { &file[..at] } else { file }
}

fn ends_with_a_frame(bytes: &[u8]) -> bool {
    let bytes = &bytes[bytes.len().saturating_sub(LARGEST_FRAME)..];
    let is_frame = |at: usize| is_header(&bytes[at..]) && crc16(&bytes[at..]) == 0;
    memchr::memrchr_iter(0xFF, bytes).any(is_frame)
}

/// Returns whether the header of a frame begins here, by its sum.
fn is_header(bytes: &[u8]) -> bool {
    const SHORTEST: usize = 5;
    let Some([_, second, sizes, ..]) = bytes.first_chunk::<4>() else { return false };
    if second & 0xFE != 0xF8 {
        return false;
    }
    // The number of the frame is coded like a letter in UTF-8; then sizes that did not fit.
    let coded = bytes.get(4).map_or(0, |first| (first.leading_ones() as usize).max(1));
    let block = match sizes >> 4 {
        6 => 1,
        7 => 2,
        _ => 0,
    };
    let rate = match sizes & 0x0F {
        12 => 1,
        13 | 14 => 2,
        _ => 0,
    };
    bytes.get(..SHORTEST + coded + block + rate).is_some_and(|header| crc8(header) == 0)
}

/// The sum over a header and its own sum, by x⁸ + x² + x + 1; zero when it is right.
fn crc8(bytes: &[u8]) -> u8 {
    bytes
        .iter()
        .fold(0, |sum, byte| (0..8).fold(sum ^ byte, |sum, _| if sum & 0x80 == 0 { sum << 1 } else { sum << 1 ^ 0x07 }))
}

/// The sum over a frame and its own sum, by x¹⁶ + x¹⁵ + x² + 1; zero when it is right.
fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |sum, byte| {
        (0..8).fold(sum ^ u16::from(*byte) << 8, |sum, _| if sum & 0x8000 == 0 { sum << 1 } else { sum << 1 ^ 0x8005 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A header and a frame of so many bytes, with their sums.
    fn frame(length: usize) -> Vec<u8> {
        let mut frame = vec![0xFF, 0xF8, 0xC6, 0x08, 0x00];
        let sum = (0..=255).find(|sum| crc8(&[&frame[..], &[*sum]].concat()) == 0).unwrap();
        frame.push(sum);
        frame.extend((0..length).map(|i| (i * 37) as u8));
        let sum = (0..=u16::MAX).find(|sum| crc16(&[&frame[..], &sum.to_be_bytes()].concat()) == 0).unwrap();
        frame.extend(sum.to_be_bytes());
        frame
    }

    #[test]
    fn a_stream_of_unknown_length_is_whole_when_its_last_frame_is() {
        let head = [&b"fLaC\x80\0\0\x22"[..], &[0; 34]].concat();
        let file = [&head[..], &frame(40), &frame(90)].concat();
        assert!(!is_cut_off(&file));
        assert!(!is_cut_off(&[&file[..], b"TAG", &[0; 125]].concat()));
        for cut in head.len() + 1..file.len() {
            assert_eq!(is_cut_off(&file[..cut]), cut != head.len() + 48, "{cut}");
        }
        let mut told = file[..file.len() - 9].to_vec();
        told[TOTAL_AT + 4] = 1;
        assert!(!is_cut_off(&told), "its number of samples tells");
    }
}
