//! Turns what a server sent, a WAV or bare 16-bit samples, into a clip.

use std::io::Cursor;

use hound::{SampleFormat, WavReader};

use crate::audio::{Clip, SampleRate, from_i16};
use crate::speech::EngineError;

/// Servers that stream do not know the length when they write the header, and say some number near the largest.
const UNKNOWN_FROM_BYTES: usize = 0x7FFF_0000;

/// Reads a WAV, or, when it is none, bare mono little-endian 16-bit samples of the rate that was asked for.
///
/// # Errors
/// [`EngineError::BadAudio`] when it is neither, or ends before it should.
pub(super) fn clip(bytes: &[u8], bare: Option<SampleRate>) -> Result<Clip, EngineError> {
    match bare {
        _ if bytes.starts_with(b"RIFF") => wav(bytes),
        Some(rate) if bytes.len().is_multiple_of(2) => {
            let samples = bytes.as_chunks::<2>().0.iter().map(|pair| from_i16(i16::from_le_bytes(*pair)));
            Ok(Clip { samples: samples.collect(), rate, words: Vec::new() })
        }
        Some(_) => Err(bad("it ends in the middle of a sample")),
        None => Err(bad("it is no WAV")),
    }
}

fn wav(bytes: &[u8]) -> Result<Clip, EngineError> {
    let bytes = with_length(bytes).ok_or_else(|| bad("it is cut off"))?;
    let unreadable = |error: hound::Error| bad(&error.to_string());
    let mut reader = WavReader::new(Cursor::new(bytes)).map_err(unreadable)?;
    let spec = reader.spec();
    let rate = SampleRate::new(spec.sample_rate).ok_or_else(|| bad("its sample rate is zero"))?;
    let samples = match (spec.sample_format, spec.bits_per_sample) {
        (SampleFormat::Int, 16) => reader.samples().map(|sample| sample.map(from_i16)).collect::<Result<Vec<_>, _>>(),
        (SampleFormat::Float, 32) => reader.samples().collect(),
        (_, bits) => return Err(bad(&format!("its samples have {bits} bits"))),
    }
    .map_err(unreadable)?;
    let channels = usize::from(spec.channels.max(1));
    let mono = samples.chunks_exact(channels).map(|frame| frame.iter().sum::<f32>() / channels as f32);
    Ok(Clip { samples: mono.collect(), rate, words: Vec::new() })
}

/// Writes the true length into a header that could not know it; `None` when the samples do not come to their end.
fn with_length(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut at = 12;
    loop {
        let header = bytes.get(at..at + 8)?;
        let length = u32::from_le_bytes(header[4..].try_into().ok()?) as usize;
        let there = bytes.len() - at - 8;
        if header.starts_with(b"data") {
            let mut bytes = bytes.to_vec();
            if length >= UNKNOWN_FROM_BYTES {
                bytes[at + 4..at + 8].copy_from_slice(&u32::try_from(there).ok()?.to_le_bytes());
            } else if length > there {
                return None;
            }
            return Some(bytes);
        }
        at += 8 + length.checked_next_multiple_of(2)?;
    }
}

fn bad(why: &str) -> EngineError {
    EngineError::BadAudio(why.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wav_of(samples: &[i16], channels: u16) -> Vec<u8> {
        let spec =
            hound::WavSpec { channels, sample_rate: 24_000, bits_per_sample: 16, sample_format: SampleFormat::Int };
        let mut bytes = Cursor::new(Vec::new());
        let mut writer = hound::WavWriter::new(&mut bytes, spec).unwrap();
        samples.iter().for_each(|sample| writer.write_sample(*sample).unwrap());
        writer.finalize().unwrap();
        bytes.into_inner()
    }

    #[test]
    fn wavs_and_bare_samples_are_read() {
        let wav = wav_of(&[100, 300, -500, -700], 2);
        assert_eq!(clip(&wav, None).unwrap().samples, [from_i16(200), from_i16(-600)]);
        assert_eq!(clip(&wav, Some(SampleRate::MASTER)).unwrap().samples.len(), 2);
        let bare = clip(&[0x34, 0x12], Some(SampleRate::MASTER)).unwrap();
        assert_eq!(bare.samples, [from_i16(0x1234)]);
    }

    #[test]
    fn a_streamed_wav_has_no_length_and_a_short_one_is_cut_off() {
        let mut wav = wav_of(&[100, 300, -500, -700], 1);
        assert!(clip(&wav[..wav.len() - 2], None).is_err());
        for length in [0xFFFF_FFFF_u32, 0x7FFF_FFFF] {
            wav[4..8].copy_from_slice(&length.to_le_bytes());
            wav[40..44].copy_from_slice(&length.to_le_bytes());
            assert_eq!(clip(&wav, None).unwrap().samples.len(), 4, "{length:x}");
        }
        for wrong in [&b"RIFF"[..], b"", b"ID3\x04"] {
            assert!(clip(wrong, None).is_err());
        }
        assert!(clip(b"abc", Some(SampleRate::MASTER)).is_err());
    }
}
