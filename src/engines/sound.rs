//! Turns what a server sent, a file or bare samples, into a clip.

use std::io::Cursor;

use hound::{SampleFormat, WavReader};
use symphonia::core::codecs::audio::AudioDecoderOptions;
use symphonia::core::errors::Error;
use symphonia::core::formats::TrackType;
use symphonia::core::formats::probe::Hint;
use symphonia::core::io::MediaSourceStream;

use crate::audio::{Clip, SampleRate, from_i16};
use crate::speech::EngineError;

/// Servers that stream do not know the length when they write the header, and say some number near the largest.
const UNKNOWN_FROM_BYTES: usize = 0x7FFF_0000;

/// Reads a WAV, Ogg Vorbis, MP3 or FLAC file, or, when it is none, bare mono little-endian 16-bit samples of the rate that
/// was asked for.
///
/// # Errors
/// [`EngineError::BadAudio`] when it is neither, or ends before it should.
pub(super) fn clip(bytes: Vec<u8>, bare: Option<SampleRate>) -> Result<Clip, EngineError> {
    match bare {
        _ if bytes.starts_with(b"RIFF") => wav(bytes),
        Some(_) if bytes.starts_with(b"OggS") || bytes.starts_with(b"ID3") || bytes.starts_with(b"fLaC") => file(bytes),
        Some(rate) if bytes.len().is_multiple_of(2) => {
            let samples = bytes.as_chunks::<2>().0.iter().map(|pair| from_i16(i16::from_le_bytes(*pair)));
            Ok(Clip { samples: samples.collect(), rate, words: Vec::new() })
        }
        Some(_) => Err(bad("it ends in the middle of a sample")),
        None => file(bytes),
    }
}

fn wav(mut bytes: Vec<u8>) -> Result<Clip, EngineError> {
    write_length(&mut bytes).ok_or_else(|| bad("it is cut off"))?;
    let mut reader = WavReader::new(Cursor::new(bytes)).map_err(bad)?;
    let spec = reader.spec();
    let samples = match (spec.sample_format, spec.bits_per_sample) {
        (SampleFormat::Int, 16) => reader.samples().map(|sample| sample.map(from_i16)).collect::<Result<Vec<_>, _>>(),
        (SampleFormat::Float, 32) => reader.samples().collect(),
        (_, bits) => return Err(bad(format!("its samples have {bits} bits"))),
    };
    mono(&samples.map_err(bad)?, usize::from(spec.channels), spec.sample_rate)
}

/// Writes the true length into a header that could not know it; `None` when the samples do not come to their end.
fn write_length(bytes: &mut [u8]) -> Option<()> {
    let mut at = 12;
    loop {
        let header = bytes.get(at..at + 8)?;
        let length = u32::from_le_bytes(header[4..].try_into().ok()?) as usize;
        let there = bytes.len() - at - 8;
        if !header.starts_with(b"data") {
            at += 8 + length.checked_next_multiple_of(2)?;
        } else if length <= there {
            return Some(());
        } else if length >= UNKNOWN_FROM_BYTES {
            bytes[at + 4..at + 8].copy_from_slice(&u32::try_from(there).ok()?.to_le_bytes());
            return Some(());
        } else {
            return None;
        }
    }
}

/// Reads a file of any other kind.
fn file(bytes: Vec<u8>) -> Result<Clip, EngineError> {
    let stream = MediaSourceStream::new(Box::new(Cursor::new(bytes)), Default::default());
    let mut format = symphonia::default::get_probe()
        .probe(&Hint::new(), stream, Default::default(), Default::default())
        .map_err(|_| bad("it is in no format known here"))?;
    let track = format.default_track(TrackType::Audio).ok_or_else(|| bad("it holds no sound"))?;
    let id = track.id;
    let parameters = track.codec_params.as_ref().and_then(|parameters| parameters.audio());
    let parameters = parameters.ok_or_else(|| bad("it holds no sound"))?;
    let options = AudioDecoderOptions::default();
    let mut decoder = symphonia::default::get_codecs().make_audio_decoder(parameters, &options).map_err(bad)?;
    let (mut samples, mut shape, mut packet_samples) = (Vec::new(), (1, 0), Vec::new());
    while let Some(packet) = format.next_packet().map_err(bad)? {
        if packet.track_id != id {
            continue;
        }
        match decoder.decode(&packet) {
            Ok(sound) => {
                shape = (sound.spec().channels().count(), sound.spec().rate());
                packet_samples.resize(sound.samples_interleaved(), 0.0);
                sound.copy_to_slice_interleaved(&mut packet_samples);
                samples.extend_from_slice(&packet_samples);
            }
            // One broken frame is a click; a file of nothing else has no samples in the end.
            Err(Error::DecodeError(_)) => {}
            Err(error) => return Err(bad(error)),
        }
    }
    mono(&samples, shape.0, shape.1)
}

fn mono(samples: &[f32], channels: usize, hz: u32) -> Result<Clip, EngineError> {
    let rate = SampleRate::new(hz).ok_or_else(|| bad("it holds no sound"))?;
    let channels = channels.max(1);
    let mono = samples.chunks_exact(channels).map(|frame| frame.iter().sum::<f32>() / channels as f32);
    Ok(Clip { samples: mono.collect(), rate, words: Vec::new() })
}

fn bad(why: impl ToString) -> EngineError {
    EngineError::BadAudio(why.to_string())
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
        assert_eq!(clip(wav.clone(), None).unwrap().samples, [from_i16(200), from_i16(-600)]);
        assert_eq!(clip(wav.clone(), Some(SampleRate::MASTER)).unwrap().samples.len(), 2);
        let bare = clip(vec![0x34, 0x12], Some(SampleRate::MASTER)).unwrap();
        assert_eq!(bare.samples, [from_i16(0x1234)]);
    }

    #[test]
    fn other_files_are_read() {
        let ogg = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recorded/tone.ogg")).unwrap();
        for bare in [None, Some(SampleRate::MASTER)] {
            let clip = clip(ogg.clone(), bare).unwrap();
            assert_eq!((clip.samples.len(), clip.rate), (4_800, SampleRate::MASTER));
        }
    }

    #[test]
    fn a_streamed_wav_has_no_length_and_a_short_one_is_cut_off() {
        let mut wav = wav_of(&[100, 300, -500, -700], 1);
        assert!(clip(wav[..wav.len() - 2].to_vec(), None).is_err());
        for length in [0xFFFF_FFFF_u32, 0x7FFF_FFFF] {
            wav[4..8].copy_from_slice(&length.to_le_bytes());
            wav[40..44].copy_from_slice(&length.to_le_bytes());
            assert_eq!(clip(wav.clone(), None).unwrap().samples.len(), 4, "{length:x}");
        }
        for wrong in [&b"RIFF"[..], b"", b"ID3\x04"] {
            assert!(clip(wrong.to_vec(), None).is_err());
        }
        assert!(clip(b"abc".to_vec(), Some(SampleRate::MASTER)).is_err());
    }
}
