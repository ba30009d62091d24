//! The elements of Matroska and WebM (RFC 8794, RFC 9559), as far as it takes to see whether a file was cut off.

/// The first bytes of every file.
pub(super) const MARK: &[u8] = b"\x1A\x45\xDF\xA3";
/// Elements that hold others and are looked into: the whole, and what stands between its parts.
const SEGMENT: u64 = 0x1853_8067;
const CLUSTER: u64 = 0x1F43_B675;
const BLOCK_GROUP: u64 = 0xA0;

/// Returns whether the last element goes on beyond the end. Elements of unknown length, as streams have, end where they may.
pub(super) fn is_cut_off(bytes: &[u8]) -> bool {
    let mut at = 0;
    while at < bytes.len() {
        let Some((id, id_bytes)) = number(&bytes[at..], false) else { return true };
        let Some((length, length_bytes)) = number(&bytes[at + id_bytes..], true) else { return true };
        let content = at + id_bytes + length_bytes;
        let is_unknown = length == (1 << (7 * length_bytes)) - 1;
        let end = content.saturating_add(usize::try_from(length).unwrap_or(usize::MAX));
        let is_opened = matches!(id, SEGMENT | CLUSTER | BLOCK_GROUP);
        if !is_unknown && end > bytes.len() {
            return true;
        }
        if is_unknown && !is_opened {
            return false;
        }
        at = if is_opened { content } else { end };
    }
    false
}

/// Reads a number of variable length, with or without the bit that marks its length, and how many bytes it has.
fn number(bytes: &[u8], is_unmarked: bool) -> Option<(u64, usize)> {
    let first = *bytes.first()?;
    let length = first.leading_zeros() as usize + 1;
    let all = bytes.get(..length).filter(|_| length <= 8)?;
    let mut number = all.iter().fold(0u64, |number, byte| number << 8 | u64::from(*byte));
    if is_unmarked {
        number &= (1 << (7 * length)) - 1;
    }
    Some((number, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_on_beyond_the_end_is_cut_off() {
        // A header of two bytes, a segment of unknown length, a cluster of unknown length, a block of three bytes.
        let live =
            b"\x1A\x45\xDF\xA3\x82ab\x18\x53\x80\x67\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x1F\x43\xB6\x75\xFF\xA3\x83abc";
        assert!(!is_cut_off(live));
        assert!(is_cut_off(&live[..live.len() - 1]));
        let whole = b"\x1A\x45\xDF\xA3\x82ab\x18\x53\x80\x67\x85\xA3\x83abc";
        assert!(!is_cut_off(whole));
        for cut in 1..whole.len() {
            assert!(cut == 7 || is_cut_off(&whole[..cut]), "{cut}");
        }
    }
}
