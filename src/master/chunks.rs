//! Reads how a WAV or RF64 is built, and tells one that was cut off from one that is whole. The sound itself is not read.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

/// Longest chunk that is read into memory: pictures in ID3 are the largest there are.
const MAX_CHUNK_BYTES: u64 = 64 << 20;
/// What a size says when it stands in the `ds64` chunk.
const IN_DS64: u64 = u32::MAX as u64;

/// How a WAV is built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    /// The format's code, 1 for whole numbers.
    pub(super) format: u16,
    pub(super) channels: u16,
    pub(super) rate_hz: u32,
    pub(super) bits: u16,
    /// Where the samples stand; past the file's end when it was cut off.
    pub(super) data: Range<u64>,
    /// The other chunks that are whole, but for format and sizes.
    pub(super) chunks: Vec<([u8; 4], Range<u64>)>,
    /// Bytes that the file should have and has not.
    pub(super) missing_bytes: u64,
}

/// Why a file is not a WAV that can be read.
#[derive(Debug, thiserror::Error)]
pub enum WavError {
    /// It cannot be read at all.
    #[error("it cannot be read")]
    Unreadable(#[from] io::Error),
    /// It is something else.
    #[error("it is no WAV")]
    NotWav,
    /// It ends before the sound begins.
    #[error("it is cut off before the sound begins")]
    NoSound,
    /// Its sizes contradict each other.
    #[error("what it says of its sizes is wrong")]
    Sizes,
}

/// Reads the chunks of a file.
pub(super) fn read(file: &mut File) -> Result<Layout, WavError> {
    let there = file.metadata()?.len();
    let mut head = [0; 12];
    file.rewind()?;
    match file.read_exact(&mut head) {
        Ok(()) if [&b"RIFF"[..], b"RF64"].contains(&&head[..4]) && head[8..] == *b"WAVE" => {}
        Ok(()) => return Err(WavError::NotWav),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Err(WavError::NotWav),
        Err(error) => return Err(error.into()),
    }
    let (mut promised, mut data_bytes) = (u64::from(number(&head[4..])), None);
    let (mut format, mut data, mut chunks) = (None, None, Vec::new());
    let mut at = 12;
    while at + 8 <= there && (data.is_none() || at < promised + 8) {
        let mut header = [0; 8];
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(&mut header)?;
        let id = [header[0], header[1], header[2], header[3]];
        let mut size = u64::from(number(&header[4..]));
        if &id == b"data" && size == IN_DS64 {
            size = data_bytes.ok_or(WavError::Sizes)?;
        }
        let content = at + 8..at + 8 + size;
        at = content.end + size % 2;
        match &id {
            b"data" => data = Some(content),
            _ if content.end > there => break,
            b"ds64" => {
                let sizes = content_of(file, &content)?;
                let long =
                    |at: usize| sizes.get(at..at + 8).and_then(|bytes| bytes.try_into().ok()).map(u64::from_le_bytes);
                promised = long(0).ok_or(WavError::Sizes)?;
                data_bytes = long(8);
            }
            b"fmt " => format = Some(content_of(file, &content)?),
            _ => chunks.push((id, content)),
        }
    }
    let (format, data) = format.zip(data).ok_or(WavError::NoSound)?;
    let short =
        |at: usize| format.get(at..at + 2).map(|bytes| u16::from_le_bytes([bytes[0], bytes[1]])).ok_or(WavError::Sizes);
    let end = promised + 8;
    if end < at.min(data.end) || end < there {
        return Err(WavError::Sizes);
    }
    let rate_hz = format.get(4..8).map(number).ok_or(WavError::Sizes)?;
    let missing_bytes = end - there;
    Ok(Layout { format: short(0)?, channels: short(2)?, rate_hz, bits: short(14)?, data, chunks, missing_bytes })
}

/// Reads a chunk's content.
pub(super) fn content_of(file: &mut File, place: &Range<u64>) -> Result<Vec<u8>, WavError> {
    let bytes = place.end - place.start;
    if bytes > MAX_CHUNK_BYTES {
        return Err(WavError::Sizes);
    }
    let mut content = Vec::new();
    file.seek(SeekFrom::Start(place.start))?;
    file.take(bytes).read_to_end(&mut content)?;
    if content.len() as u64 == bytes { Ok(content) } else { Err(WavError::Sizes) }
}

fn number(bytes: &[u8]) -> u32 {
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
}
