//! Packs samples into what a client asked for, piece by piece as they come.

use std::io;

use super::order::Container;
use super::pipe::Pipe;
use crate::audio::riff::WaveFormat;
use crate::audio::{Adts, Depth, Encoder, Format, Piece, SampleRate, Shape, Tags, to_i16};

/// Sound being packed.
pub(super) enum Packing {
    /// As it is, the header of a WAV going ahead of the first samples.
    Bare { header: Vec<u8> },
    /// As AAC in frames.
    Aac(Box<Adts>),
    /// By an encoder.
    Encoded {
        encoder: Box<Encoder<Pipe>>,
        pipe: Pipe,
        /// Whether an MP3's first frame is still to go out as if it told the length.
        hides_info: bool,
    },
}

impl Packing {
    /// Returns whether the pieces can go out one by one: FLAC tells the length in its head, which only the end knows.
    pub(super) fn can_stream(container: Container) -> bool {
        container != Container::Compressed(Format::Flac)
    }

    /// Begins; `frames` is how many there will be, where that is known.
    ///
    /// # Errors
    /// When the encoder does not begin.
    pub(super) fn begin(container: Container, frames: Option<u64>) -> io::Result<Self> {
        let format = match container {
            Container::Pcm => return Ok(Self::Bare { header: Vec::new() }),
            Container::Wav => return Ok(Self::Bare { header: wav_header(frames) }),
            Container::Aac => return Ok(Self::Aac(Box::new(Adts::new(SampleRate::MASTER)?))),
            Container::Compressed(format) => format,
        };
        let tags = Tags { software: concat!("aloud ", env!("CARGO_PKG_VERSION")).to_owned(), ..Tags::default() };
        let (rate, depth) = (SampleRate::MASTER, Depth::Sixteen);
        let shape =
            Shape { rate, depth, frames: frames.unwrap_or_default(), tags: &tags, bit_rates: Default::default() };
        let pipe = Pipe::default();
        let encoder = Box::new(Encoder::new(format, pipe.clone(), shape)?);
        Ok(Self::Encoded { encoder, pipe, hides_info: format == Format::Mp3 && frames.is_none() })
    }

    /// Packs the next samples, and gives what is done.
    ///
    /// # Errors
    /// When the encoder fails.
    pub(super) fn add(&mut self, samples: &[f32]) -> io::Result<Vec<u8>> {
        match self {
            Self::Bare { header } => {
                let mut bytes = std::mem::take(header);
                bytes.extend(samples.iter().flat_map(|sample| to_i16(*sample).to_le_bytes()));
                Ok(bytes)
            }
            Self::Aac(adts) => adts.add(samples),
            Self::Encoded { encoder, pipe, hides_info } => {
                let numbers = samples.iter().map(|sample| to_i16(*sample).into()).collect();
                encoder.add(&Piece { samples: samples.to_vec(), numbers })?;
                let mut bytes = pipe.drain();
                if *hides_info && !bytes.is_empty() {
                    hide_info(&mut bytes);
                    *hides_info = false;
                }
                Ok(bytes)
            }
        }
    }

    /// Ends, and gives the rest.
    ///
    /// # Errors
    /// When the encoder fails.
    pub(super) fn finish(self) -> io::Result<Vec<u8>> {
        match self {
            Self::Bare { header } => Ok(header),
            Self::Aac(adts) => adts.finish(),
            Self::Encoded { encoder, pipe, hides_info } => {
                encoder.finish()?;
                let mut bytes = pipe.drain();
                if hides_info {
                    hide_info(&mut bytes);
                }
                Ok(bytes)
            }
        }
    }

    /// Packs a whole sound, whose file then knows its length.
    ///
    /// # Errors
    /// When the encoder fails.
    pub(super) fn whole(container: Container, samples: &[f32]) -> io::Result<Vec<u8>> {
        let mut packing = Self::begin(container, Some(samples.len() as u64))?;
        if let Self::Encoded { encoder, .. } = &mut packing {
            // Nothing is taken out before the end, so that the head can be filled in.
            let numbers = samples.iter().map(|sample| to_i16(*sample).into()).collect();
            encoder.add(&Piece { samples: samples.to_vec(), numbers })?;
            return packing.finish();
        }
        let mut bytes = packing.add(samples)?;
        bytes.extend(packing.finish()?);
        Ok(bytes)
    }
}

/// Makes the frame that tells an MP3's length, which nobody knows yet, one of silence: readers believe it that there is none.
fn hide_info(bytes: &mut [u8]) {
    const MARK: &[u8] = b"Info";
    // It is in the first frame, after the tags.
    const NEAR: usize = 4_096;
    let near = bytes.len().min(NEAR);
    if let Some(at) = bytes[..near].windows(MARK.len()).position(|window| window == MARK || window == b"Xing") {
        bytes[at..at + MARK.len()].fill(0);
    }
}

/// Builds the header of a WAV; without a length it says that nobody knows it.
fn wav_header(frames: Option<u64>) -> Vec<u8> {
    WaveFormat::mono_16(SampleRate::MASTER).head(frames.map(|frames| frames.saturating_mul(2)), 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::decode;

    const CONTAINERS: [Container; 6] = [
        Container::Pcm,
        Container::Wav,
        Container::Aac,
        Container::Compressed(Format::Mp3),
        Container::Compressed(Format::Opus),
        Container::Compressed(Format::Flac),
    ];

    fn tone() -> Vec<f32> {
        (0..120_001).map(|frame| 0.5 * (frame as f32 / 10.0).sin()).collect()
    }

    #[test]
    fn a_whole_sound_comes_back_with_its_length() {
        for container in CONTAINERS {
            let bytes = Packing::whole(container, &tone()).unwrap();
            let clip = decode(bytes, Some(SampleRate::MASTER)).unwrap();
            let frames = clip.samples.len() as f64 * 24_000.0 / f64::from(clip.rate.hz());
            // Frames of AAC cannot tell the encoder's delay and padding.
            let slack = if container == Container::Aac { 3_100.0 } else { 2.0 };
            assert!((frames - 120_001.0).abs() < slack, "{container:?}: {frames}");
        }
    }

    #[test]
    fn a_streamed_sound_comes_back() {
        for container in CONTAINERS.into_iter().filter(|container| Packing::can_stream(*container)) {
            let mut packing = Packing::begin(container, None).unwrap();
            let mut bytes = Vec::new();
            for piece in tone().chunks(50_000) {
                bytes.extend(packing.add(piece).unwrap());
            }
            let early = bytes.len();
            bytes.extend(packing.finish().unwrap());
            assert!(early > 0, "{container:?} gave nothing before the end");
            let clip = decode(bytes, Some(SampleRate::MASTER)).unwrap();
            let frames = clip.samples.len() as f64 * 24_000.0 / f64::from(clip.rate.hz());
            // An MP3 whose head is sent cannot tell its encoder's delay and padding.
            let slack = match container {
                Container::Compressed(Format::Mp3) | Container::Aac => 3_100.0,
                _ => 2.0,
            };
            assert!((frames - 120_001.0).abs() < slack, "{container:?}: {frames}");
        }
    }
}
