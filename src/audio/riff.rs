//! RIFF, of which WAV files are made: chunks and headers, written and read (Multimedia Programming Interface and Data
//! Specifications 1.0, 1991; RF64 by EBU Tech 3306). In memory only; files are read by who has them.

use super::SampleRate;

/// Bytes before a chunk's content.
pub(crate) const CHUNK_HEADER_BYTES: usize = 8;
/// Bytes before the first chunk of a file.
pub(crate) const FILE_HEADER_BYTES: usize = 12;
/// What a size says that nobody knew when it was written, and in RF64 one that stands in the chunk `ds64`.
pub(crate) const UNKNOWN_SIZE: u32 = u32::MAX;
/// Bytes before the samples of a WAV that has nothing else.
pub(crate) const PLAIN_HEAD_BYTES: usize = FILE_HEADER_BYTES + CHUNK_HEADER_BYTES + FORMAT_BYTES + CHUNK_HEADER_BYTES;
/// Bytes of the chunk `fmt ` for samples of whole numbers.
const FORMAT_BYTES: usize = 16;
/// The code of whole numbers in the chunk `fmt `.
pub(crate) const WHOLE_NUMBERS: u16 = 1;

/// A chunk's header, or a file's but for its last four bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Header {
    /// What the chunk holds.
    pub(crate) id: [u8; 4],
    /// How many bytes it says that it has.
    pub(crate) size: u32,
}

impl Header {
    /// Reads the header at the start of these bytes; `None` where fewer are left.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let (id, rest) = bytes.split_first_chunk::<4>()?;
        Some(Self { id: *id, size: u32::from_le_bytes(*rest.first_chunk::<4>()?) })
    }

    /// Writes it.
    pub(crate) fn bytes(self) -> [u8; CHUNK_HEADER_BYTES] {
        let mut bytes = [0; CHUNK_HEADER_BYTES];
        bytes[..4].copy_from_slice(&self.id);
        bytes[4..].copy_from_slice(&self.size.to_le_bytes());
        bytes
    }
}

/// Builds a chunk; the pad byte after odd content is not counted in its size.
pub(crate) fn chunk(id: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut chunk = Header { id: *id, size: content.len() as u32 }.bytes().to_vec();
    chunk.extend_from_slice(content);
    if content.len() % 2 == 1 {
        chunk.push(0);
    }
    chunk
}

/// Builds the first bytes of a WAV of so many bytes in all; `None` when they are more than a RIFF file can have.
pub(crate) fn file_header(bytes: u64) -> Option<[u8; FILE_HEADER_BYTES]> {
    let size = u32::try_from(bytes.checked_sub(CHUNK_HEADER_BYTES as u64)?).ok()?;
    let mut header = [0; FILE_HEADER_BYTES];
    header[..CHUNK_HEADER_BYTES].copy_from_slice(&Header { id: *b"RIFF", size }.bytes());
    header[CHUNK_HEADER_BYTES..].copy_from_slice(b"WAVE");
    Some(header)
}

/// Samples of whole numbers, as the chunk `fmt ` describes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WaveFormat {
    /// Frames a second, in hertz.
    pub(crate) rate_hz: u32,
    /// Samples of a frame.
    pub(crate) channels: u16,
    /// Bytes of a sample.
    pub(crate) sample_bytes: u16,
}

impl WaveFormat {
    /// Describes mono samples of 16 bits.
    pub(crate) fn mono_16(rate: SampleRate) -> Self {
        Self { rate_hz: rate.hz(), channels: 1, sample_bytes: 2 }
    }

    /// Builds the chunk `fmt `.
    pub(crate) fn chunk(self) -> Vec<u8> {
        let Self { rate_hz, channels, sample_bytes } = self;
        let frame_bytes = channels.saturating_mul(sample_bytes);
        let mut format = Vec::with_capacity(FORMAT_BYTES);
        format.extend(WHOLE_NUMBERS.to_le_bytes());
        format.extend(channels.to_le_bytes());
        format.extend(rate_hz.to_le_bytes());
        format.extend(rate_hz.saturating_mul(frame_bytes.into()).to_le_bytes());
        format.extend(frame_bytes.to_le_bytes());
        format.extend(sample_bytes.saturating_mul(8).to_le_bytes());
        chunk(b"fmt ", &format)
    }

    /// Builds everything before the samples of a WAV that has nothing but them and `after` bytes of chunks behind them. Where
    /// the samples' length is not known, or is more than a RIFF file can have, the head says that nobody knows.
    pub(crate) fn head(self, data_bytes: Option<u64>, after: u64) -> Vec<u8> {
        let whole = |bytes: u64| bytes.checked_next_multiple_of(2)?.checked_add(PLAIN_HEAD_BYTES as u64 + after);
        let known = data_bytes.and_then(|bytes| Some((file_header(whole(bytes)?)?, bytes as u32)));
        let mut head = Vec::with_capacity(PLAIN_HEAD_BYTES);
        match known {
            Some((header, _)) => head.extend(header),
            None => {
                head.extend(Header { id: *b"RIFF", size: UNKNOWN_SIZE }.bytes());
                head.extend(b"WAVE");
            }
        }
        head.extend(self.chunk());
        head.extend(Header { id: *b"data", size: known.map_or(UNKNOWN_SIZE, |(_, bytes)| bytes) }.bytes());
        head
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_content_is_padded_and_not_counted() {
        assert_eq!(chunk(b"INAM", b"abc"), b"INAM\x03\0\0\0abc\0");
        assert_eq!(chunk(b"INAM", b"ab"), b"INAM\x02\0\0\0ab");
        assert_eq!(Header::read(b"INAM\x03\0\0\0abc\0"), Some(Header { id: *b"INAM", size: 3 }));
        assert_eq!(Header::read(b"INAM\x03\0\0"), None);
    }

    #[test]
    fn a_plain_head_tells_the_length_or_that_nobody_knows_it() {
        let format = WaveFormat::mono_16(SampleRate::MASTER);
        let head = format.head(Some(6), 0);
        assert_eq!(
            head,
            b"RIFF\x2a\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\xc0\x5d\0\0\x80\xbb\0\0\x02\0\x10\0data\x06\0\0\0"
        );
        for unknown in [format.head(None, 0), format.head(Some(u64::from(u32::MAX)), 0)] {
            assert_eq!((&unknown[4..8], &unknown[40..]), (&[0xFF; 4][..], &[0xFF; 4][..]));
        }
    }
}
