//! The parts of RIFF files.

/// Builds a chunk's header.
pub(super) fn header(id: &[u8; 4], bytes: u32) -> [u8; 8] {
    let mut header = [0; 8];
    header[..4].copy_from_slice(id);
    header[4..].copy_from_slice(&bytes.to_le_bytes());
    header
}

/// Builds a chunk; the pad byte after odd content is not counted in its size.
pub(super) fn chunk(id: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut chunk = header(id, content.len() as u32).to_vec();
    chunk.extend_from_slice(content);
    if content.len() % 2 == 1 {
        chunk.push(0);
    }
    chunk
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_content_is_padded_and_not_counted() {
        assert_eq!(chunk(b"INAM", b"abc"), b"INAM\x03\0\0\0abc\0");
        assert_eq!(chunk(b"INAM", b"ab"), b"INAM\x02\0\0\0ab");
    }
}
