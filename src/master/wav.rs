//! Writes a WAV, or beyond 4 GiB an RF64, with chunks between format and samples: readers such as Symphonia stop looking for
//! metadata at `data`, so what describes the file stands before it.

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};

use crate::audio::riff::{self, Header, UNKNOWN_SIZE, WaveFormat};
use crate::audio::{Depth, Shape};

fn data_bytes(shape: Shape<'_>) -> u64 {
    shape.frames * u64::from(shape.depth.bytes())
}

/// Builds everything before the samples. `chunks` are whole RIFF chunks of even length.
pub(super) fn head(shape: Shape<'_>, chunks: &[u8]) -> Vec<u8> {
    let (rate_hz, sample_bytes) = (shape.rate.hz(), shape.depth.bytes());
    let format = WaveFormat { rate_hz, channels: 1, sample_bytes }.chunk();
    let data_bytes = data_bytes(shape);
    let described = (format.len() + chunks.len() + riff::CHUNK_HEADER_BYTES) as u64;
    let content = described + data_bytes.next_multiple_of(2);
    let mut head = Vec::new();
    let mut data = Header { id: *b"data", size: data_bytes as u32 };
    if let Some(header) = riff::file_header(riff::FILE_HEADER_BYTES as u64 + content) {
        head.extend(header);
    } else {
        // The sizes stand in the chunk `ds64` (EBU Tech 3306, ITU-R BS.2088).
        data.size = UNKNOWN_SIZE;
        head.extend(Header { id: *b"RF64", size: UNKNOWN_SIZE }.bytes());
        head.extend(b"WAVE");
        head.extend(sizes(shape, content));
    }
    head.extend(format);
    head.extend(chunks);
    head.extend(data.bytes());
    head
}

/// Builds the chunk `ds64` of a file that holds so many bytes beside it.
fn sizes(shape: Shape<'_>, content: u64) -> Vec<u8> {
    const BYTES: u64 = 28;
    let riff_bytes = 4 + riff::CHUNK_HEADER_BYTES as u64 + BYTES + content;
    let mut sizes = Vec::with_capacity(BYTES as usize);
    sizes.extend(riff_bytes.to_le_bytes());
    sizes.extend(data_bytes(shape).to_le_bytes());
    sizes.extend(shape.frames.to_le_bytes());
    sizes.extend(0u32.to_le_bytes());
    riff::chunk(b"ds64", &sizes)
}

/// A mono WAV being written.
pub(super) struct WavWriter<'a> {
    file: BufWriter<&'a File>,
    shape: Shape<'a>,
    bytes: Vec<u8>,
    written: u64,
}

impl<'a> WavWriter<'a> {
    /// Starts at the beginning of a file; `chunks` hold the place of those given to [`finish`](Self::finish).
    pub(super) fn new(file: &'a File, shape: Shape<'a>, chunks: &[u8]) -> io::Result<Self> {
        let mut file = BufWriter::with_capacity(1 << 18, file);
        file.rewind()?;
        file.write_all(&head(shape, chunks))?;
        Ok(Self { file, shape, bytes: Vec::new(), written: 0 })
    }

    /// Writes samples, whole numbers of the file's depth.
    pub(super) fn write(&mut self, samples: &[i32]) -> io::Result<()> {
        self.written += samples.len() as u64;
        self.bytes.resize(samples.len() * usize::from(self.shape.depth.bytes()), 0);
        match self.shape.depth {
            Depth::Sixteen => {
                let places = self.bytes.as_chunks_mut::<2>().0;
                places.iter_mut().zip(samples).for_each(|(place, sample)| *place = (*sample as i16).to_le_bytes());
            }
            Depth::TwentyFour => {
                let places = self.bytes.as_chunks_mut::<3>().0;
                places.iter_mut().zip(samples).for_each(|(place, sample)| {
                    let [low, middle, high, _] = sample.to_le_bytes();
                    *place = [low, middle, high];
                });
            }
        }
        self.file.write_all(&self.bytes)
    }

    /// Ends the file: writes the head again with the chunks as they are now known, of the same length.
    pub(super) fn finish(mut self, chunks: &[u8]) -> io::Result<()> {
        if self.written != self.shape.frames {
            return Err(io::Error::other(format!("{} samples were mixed, not {}", self.written, self.shape.frames)));
        }
        if data_bytes(self.shape) % 2 == 1 {
            self.file.write_all(&[0])?;
        }
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(&head(self.shape, chunks))?;
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::{SampleRate, Tags};
    use std::io::Read;

    fn file(depth: Depth, samples: &[i32]) -> Vec<u8> {
        let mut file = tempfile::tempfile().unwrap();
        let tags = Tags::default();
        let shape = Shape {
            rate: SampleRate::MASTER,
            depth,
            frames: samples.len() as u64,
            tags: &tags,
            bit_rates: Default::default(),
        };
        let mut wav = WavWriter::new(&file, shape, b"test\x04\0\0\0    ").unwrap();
        samples.chunks(2).for_each(|samples| wav.write(samples).unwrap());
        wav.finish(b"test\x04\0\0\0four").unwrap();
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(0)).unwrap();
        file.read_to_end(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn chunks_stand_before_the_samples_and_sizes_are_right() {
        let bytes = file(Depth::Sixteen, &[0, 32_767, -32_767]);
        assert_eq!(bytes.len(), 36 + 12 + 8 + 6);
        assert_eq!(&bytes[4..8], &(bytes.len() as u32 - 8).to_le_bytes());
        assert_eq!(&bytes[36..48], b"test\x04\0\0\0four");
        assert_eq!(&bytes[48..], b"data\x06\0\0\0\0\0\xff\x7f\x01\x80");
    }

    #[test]
    fn odd_samples_of_three_bytes_are_padded_and_not_counted() {
        let bytes = file(Depth::TwentyFour, &[1, -2, 8_388_607]);
        assert_eq!(&bytes[48..], b"data\x09\0\0\0\x01\0\0\xfe\xff\xff\xff\xff\x7f\0");
        assert_eq!(&bytes[4..8], &(bytes.len() as u32 - 8).to_le_bytes());
    }

    #[test]
    fn beyond_four_gigabytes_the_sizes_stand_in_ds64() {
        let frames = 3_000_000_000;
        let tags = Tags::default();
        let shape = Shape {
            rate: SampleRate::MASTER,
            depth: Depth::Sixteen,
            frames,
            tags: &tags,
            bit_rates: Default::default(),
        };
        let head = head(shape, b"test\x04\0\0\0four");
        assert_eq!(&head[..20], b"RF64\xff\xff\xff\xffWAVEds64\x1c\0\0\0");
        assert_eq!(head[20..28], (head.len() as u64 - 8 + 2 * frames).to_le_bytes());
        assert_eq!(head[28..36], (2 * frames).to_le_bytes());
        assert_eq!(head[36..44], frames.to_le_bytes());
        assert_eq!(&head[head.len() - 8..], b"data\xff\xff\xff\xff");
    }
}
