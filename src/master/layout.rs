//! Reads how a WAV or RF64 is built, and tells one that was cut off from one that is whole. The sound itself is not read.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

use crate::audio::riff::{self, Header};

/// Longest chunk that is read into memory: pictures in ID3 are the largest there are.
const MAX_CHUNK_BYTES: u64 = 64 << 20;
/// No file system has larger files.
const MAX_FILE_BYTES: u64 = 1 << 60;
/// Bytes before the first chunk, and before each chunk's content.
const RIFF_HEADER: u64 = riff::FILE_HEADER_BYTES as u64;
const CHUNK_HEADER: u64 = riff::CHUNK_HEADER_BYTES as u64;

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
    #[error("it is not a WAV")]
    NotWav,
    /// It ends before the sound begins.
    #[error("it is cut off before the sound begins")]
    NoSound,
    /// Its sizes contradict each other.
    #[error("its chunk sizes are inconsistent")]
    Sizes,
}

/// Reads the chunks of a file.
pub(super) fn read(file: &mut File) -> Result<Layout, WavError> {
    let there = file.metadata()?.len();
    let mut found = Found { promised: riff_size(file)?, ..Found::default() };
    let mut at = RIFF_HEADER;
    while at + CHUNK_HEADER <= there && (found.data.is_none() || at < found.promised + CHUNK_HEADER) {
        match found.take(file, at, there)? {
            Some(next) => at = next,
            None => break,
        }
    }
    found.layout(at, there)
}

/// Checks that a file begins as a WAV, and gives the size it says it has.
fn riff_size(file: &mut File) -> Result<u64, WavError> {
    let mut head = [0; RIFF_HEADER as usize];
    file.rewind()?;
    match file.read_exact(&mut head) {
        Ok(()) => match Header::read(&head) {
            Some(Header { id, size }) if [b"RIFF", b"RF64"].contains(&&id) && head[8..] == *b"WAVE" => Ok(size.into()),
            _ => Err(WavError::NotWav),
        },
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Err(WavError::NotWav),
        Err(error) => Err(error.into()),
    }
}

/// What was found so far.
#[derive(Default)]
struct Found {
    /// The size that the file says it has, but for its first eight bytes.
    promised: u64,
    /// The size of the sound, where it does not stand before it.
    data_bytes: Option<u64>,
    format: Option<Vec<u8>>,
    data: Option<Range<u64>>,
    chunks: Vec<([u8; 4], Range<u64>)>,
}

impl Found {
    /// Reads the chunk at a place, and gives where the next one is; nothing when this one is cut off.
    fn take(&mut self, file: &mut File, at: u64, there: u64) -> Result<Option<u64>, WavError> {
        let mut header = [0; CHUNK_HEADER as usize];
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(&mut header)?;
        let Header { id, size } = Header::read(&header).ok_or(WavError::Sizes)?;
        let size = match (&id, size) {
            (b"data", riff::UNKNOWN_SIZE) => self.data_bytes.ok_or(WavError::Sizes)?,
            (_, size) => size.into(),
        };
        let content = at + CHUNK_HEADER..at + CHUNK_HEADER + size;
        let next = content.end + size % 2;
        match &id {
            b"data" => self.data = Some(content),
            _ if content.end > there => return Ok(None),
            b"ds64" => {
                let sizes = content_of(file, &content)?;
                self.promised = long(&sizes, 0)?;
                self.data_bytes = Some(long(&sizes, 8)?);
            }
            b"fmt " => self.format = Some(content_of(file, &content)?),
            _ => self.chunks.push((id, content)),
        }
        Ok(Some(next))
    }

    /// Returns the layout when the chunks end at a place, and the file at another.
    fn layout(self, at: u64, there: u64) -> Result<Layout, WavError> {
        let Self { promised, format, data, chunks, .. } = self;
        let (format, data) = format.zip(data).ok_or(WavError::NoSound)?;
        let short = |at: usize| {
            let bytes = format.get(at..at + 2).ok_or(WavError::Sizes)?;
            Ok::<_, WavError>(u16::from_le_bytes([bytes[0], bytes[1]]))
        };
        let end = promised + CHUNK_HEADER;
        if end < at.min(data.end) || end < there {
            return Err(WavError::Sizes);
        }
        let rate_hz = format.get(4..8).map(number).ok_or(WavError::Sizes)?;
        let missing_bytes = end - there;
        Ok(Layout { format: short(0)?, channels: short(2)?, rate_hz, bits: short(14)?, data, chunks, missing_bytes })
    }
}

/// Reads a size of eight bytes; none that a file can have is near the end of what they can tell.
fn long(bytes: &[u8], at: usize) -> Result<u64, WavError> {
    let bytes = bytes.get(at..at + 8).and_then(|bytes| bytes.try_into().ok()).ok_or(WavError::Sizes)?;
    Some(u64::from_le_bytes(bytes)).filter(|size| *size < MAX_FILE_BYTES).ok_or(WavError::Sizes)
}

/// Hashes the sound of a file: its format and its samples, whatever its other chunks say. BLAKE3, in hexadecimal.
pub(super) fn sound_hash(file: &mut File) -> Result<String, WavError> {
    let Layout { format, channels, rate_hz, bits, data, .. } = read(file)?;
    let mut hasher = blake3::Hasher::new();
    hasher.update(format!("{format} {channels} {rate_hz} {bits}").as_bytes());
    file.seek(SeekFrom::Start(data.start))?;
    hasher.update_reader(file.take(data.end - data.start))?;
    Ok(hasher.finalize().to_hex().to_string())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chunk_as_long_as_is_allowed_is_read_and_a_longer_one_is_refused() {
        let mut file = tempfile::tempfile().unwrap();
        file.set_len(MAX_CHUNK_BYTES + 1).unwrap();
        assert_eq!(content_of(&mut file, &(1..MAX_CHUNK_BYTES + 1)).unwrap().len() as u64, MAX_CHUNK_BYTES);
        assert!(matches!(content_of(&mut file, &(0..MAX_CHUNK_BYTES + 1)), Err(WavError::Sizes)));
    }
}
