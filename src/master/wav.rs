//! Writes a WAV with chunks between format and samples. hound writes `fmt ` and `data`; readers such as Symphonia stop
//! looking for metadata at `data`, so what describes the file has to stand before it.

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};

use crate::audio::{SampleRate, to_i16};

/// Where hound's header is opened: after `RIFF` (12 bytes) and `fmt ` (8 + 16 bytes, for 16-bit mono).
const OPENING: u64 = 36;
/// Room kept for the chunks in the opening when asking whether a narration fits; `info` writes less.
const MAX_CHUNK_BYTES: u64 = 64 * 1024;
/// Bytes of a sample in the file.
const SAMPLE_BYTES: u64 = 2;

/// The most frames one file holds: RIFF counts its bytes in 32 bits.
pub const MAX_FRAMES: u64 = (u32::MAX as u64 - OPENING - MAX_CHUNK_BYTES) / SAMPLE_BYTES;

/// A 16-bit mono WAV being written.
pub(super) struct WavWriter<'a> {
    wav: hound::WavWriter<Inset<'a>>,
    file: &'a File,
    chunk_bytes: u32,
}

impl<'a> WavWriter<'a> {
    /// Starts a file, empty so far. `chunks` are whole RIFF chunks of even length, at most 64 kB together.
    pub(super) fn new(file: &'a File, rate: SampleRate, chunks: &'a [u8]) -> io::Result<Self> {
        let spec = hound::WavSpec {
            channels: 1,
            sample_rate: rate.hz(),
            bits_per_sample: 16,
            sample_format: hound::SampleFormat::Int,
        };
        let inset = Inset { file: BufWriter::with_capacity(1 << 20, file), chunks, position: 0 };
        let wav = hound::WavWriter::new(inset, spec).map_err(to_io)?;
        Ok(Self { wav, file, chunk_bytes: chunks.len() as u32 })
    }

    /// Writes samples; they are clipped to [-1.0, 1.0].
    pub(super) fn write(&mut self, samples: &[f32]) -> io::Result<()> {
        // hound keeps one buffer as long as the longest piece.
        for piece in samples.chunks(1 << 16) {
            let mut block = self.wav.get_i16_writer(piece.len() as u32);
            piece.iter().for_each(|sample| block.write_sample(to_i16(*sample)));
            block.flush().map_err(to_io)?;
        }
        Ok(())
    }

    /// Ends the file: fills in the sizes and flushes.
    pub(super) fn finish(self) -> io::Result<()> {
        let data_bytes = self.wav.duration() * SAMPLE_BYTES as u32;
        self.wav.finalize().map_err(to_io)?;
        let mut file = self.file;
        file.seek(SeekFrom::Start(4))?;
        file.write_all(&(OPENING as u32 + self.chunk_bytes + data_bytes).to_le_bytes())
    }
}

/// A file with a gap: hound counts as if the chunks at [`OPENING`] were not there.
struct Inset<'a> {
    file: BufWriter<&'a File>,
    chunks: &'a [u8],
    position: u64,
}

impl Write for Inset<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let before = OPENING.saturating_sub(self.position).min(bytes.len() as u64) as usize;
        let written = self.file.write(if before > 0 { &bytes[..before] } else { bytes })?;
        let crossing = self.position < OPENING && self.position + written as u64 == OPENING;
        self.position += written as u64;
        if crossing {
            self.file.write_all(self.chunks)?;
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Inset<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let SeekFrom::Start(position) = to else {
            return Err(io::Error::new(io::ErrorKind::Unsupported, "positions are counted from the start"));
        };
        let gap = if position < OPENING { 0 } else { self.chunks.len() as u64 };
        self.file.seek(SeekFrom::Start(position + gap))?;
        self.position = position;
        Ok(position)
    }
}

fn to_io(error: hound::Error) -> io::Error {
    match error {
        hound::Error::IoError(error) => error,
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn chunks_stand_before_the_samples_and_sizes_are_right() {
        let mut file = tempfile::tempfile().unwrap();
        let mut wav = WavWriter::new(&file, SampleRate::MASTER, b"test\x04\0\0\0four").unwrap();
        wav.write(&[0.0, 1.0]).unwrap();
        wav.write(&[-1.0]).unwrap();
        wav.finish().unwrap();
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(0)).unwrap();
        file.read_to_end(&mut bytes).unwrap();
        assert_eq!(bytes.len(), 36 + 12 + 8 + 6);
        assert_eq!(&bytes[4..8], &(bytes.len() as u32 - 8).to_le_bytes());
        assert_eq!(&bytes[36..48], b"test\x04\0\0\0four");
        assert_eq!(&bytes[48..], b"data\x06\0\0\0\0\0\xff\x7f\x01\x80");
    }
}
