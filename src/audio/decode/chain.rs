//! Packets that follow one another, each telling its length.

/// Returns whether at least so many packets follow one another, or fewer fill the bytes.
pub(super) fn is_chain(bytes: &[u8], packets: usize, length: impl Fn(&[u8]) -> Option<usize>) -> bool {
    let mut at = 0;
    for packet in 0..packets {
        match bytes.get(at..).and_then(&length) {
            Some(length) if length > 0 => at += length,
            _ => return packet > 0 && at >= bytes.len(),
        }
    }
    true
}
