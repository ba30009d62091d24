//! Reads sound as programs and services send it: WAV, FLAC, MP3, Ogg Vorbis, Ogg Opus, AAC, M4A, and bare samples.

mod bare;
mod channels;
mod mp4;
mod opus;
mod packets;

use std::io::Cursor;

use hound::{SampleFormat, WavReader};
use symphonia::core::codecs::audio::well_known::CODEC_ID_OPUS;
use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoderOptions};
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatReader, TrackType};
use symphonia::core::io::MediaSourceStream;

use super::{Clip, SampleRate, from_i16};

pub use bare::{Bare, Samples, decode_bare};
pub use packets::sound_hash;

/// The longest sound that is read: no service speaks longer at once (Azure's ten minutes are the longest). A few kilobytes of
/// packed silence could last for days.
const MAX_SECONDS: usize = 600;
/// The most samples of all channels together: ten minutes of stereo at 48 kHz, 230 MB.
const MAX_SAMPLES: usize = MAX_SECONDS * 48_000 * 2;

/// Servers that stream do not know the length when they write the header, and say some number near the largest.
const UNKNOWN_FROM_BYTES: usize = 0x7FFF_0000;

/// Why bytes are not usable sound.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// They are in no format known here.
    #[error("it is in no sound format known here")]
    UnknownFormat,
    /// There is no sound in it.
    #[error("it holds no sound")]
    NoSound,
    /// It ends before it should.
    #[error("it is cut off")]
    CutOff,
    /// It lasts longer than any speech that is asked for.
    #[error("it lasts longer than {} minutes", MAX_SECONDS / 60)]
    TooLong,
    /// The format's reader gave up.
    #[error("it cannot be decoded: {0}")]
    Broken(String),
}

/// Samples of every channel in turn.
struct Interleaved {
    samples: Vec<f32>,
    /// How much each channel counts.
    weights: Vec<f32>,
    hz: u32,
}

/// Reads a sound file, or, when the bytes are none and `bare` says at which rate they were asked for, bare mono
/// little-endian 16-bit samples. Several channels become one. What an encoder put before and after the sound is
/// taken off where the file tells how much it is.
///
/// # Errors
/// When the bytes are not sound, or the sound is cut off.
pub fn decode(bytes: Vec<u8>, bare: Option<SampleRate>) -> Result<Clip, DecodeError> {
    match bare {
        Some(rate) if !is_file(&bytes) => decode_bare(&bytes, rate.into()),
        _ if bytes.starts_with(b"RIFF") => wav(bytes)?.mono(),
        _ => file(bytes, Rest::Refused)?.mono(),
    }
}

/// Reads the first ten minutes of a sound file of any length.
///
/// # Errors
/// When the bytes are not sound.
pub fn decode_opening(bytes: Vec<u8>) -> Result<Clip, DecodeError> {
    file(bytes, Rest::LeftOut)?.mono()
}

/// What becomes of a sound after the longest that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rest {
    /// The sound is refused.
    Refused,
    /// It is not looked at, nor missed.
    LeftOut,
}

/// Returns whether bytes begin as a sound file does and samples hardly ever do.
#[must_use]
pub fn is_file(bytes: &[u8]) -> bool {
    [&b"RIFF"[..], b"OggS", b"fLaC", b"ID3"].iter().any(|magic| bytes.starts_with(magic))
}

/// Reads a WAV. 16-bit samples of one or two channels come out exactly; others as the general reader gives them.
fn wav(mut bytes: Vec<u8>) -> Result<Interleaved, DecodeError> {
    write_length(&mut bytes).ok_or(DecodeError::CutOff)?;
    let Ok(mut reader) = WavReader::new(Cursor::new(&bytes)) else { return file(bytes, Rest::Refused) };
    let spec = reader.spec();
    let is_plain = (spec.sample_format, spec.bits_per_sample) == (SampleFormat::Int, 16) && spec.channels <= 2;
    if !is_plain {
        return file(bytes, Rest::Refused);
    }
    if reader.duration() as usize > MAX_SECONDS * spec.sample_rate as usize {
        return Err(DecodeError::TooLong);
    }
    let samples: Result<Vec<i16>, _> = reader.samples().collect();
    let samples = samples.map_err(broken)?.into_iter().map(from_i16).collect();
    let weights = vec![1.0 / f32::from(spec.channels.max(1)); spec.channels.into()];
    Ok(Interleaved { samples, weights, hz: spec.sample_rate })
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

/// Reads a file of any kind.
fn file(bytes: Vec<u8>, rest: Rest) -> Result<Interleaved, DecodeError> {
    let edit = mp4::edit(&bytes);
    if rest == Rest::Refused && bytes.starts_with(b"OggS") && !ends_as_ogg(&bytes) {
        return Err(DecodeError::CutOff);
    }
    let stream = MediaSourceStream::new(Box::new(Cursor::new(bytes)), Default::default());
    let mut format = symphonia::default::get_probe()
        .probe(&Hint::new(), stream, Default::default(), Default::default())
        .map_err(|_| DecodeError::UnknownFormat)?;
    let track = format.default_track(TrackType::Audio).ok_or(DecodeError::NoSound)?;
    let (id, promised) = (track.id, track.num_frames);
    let parameters = track.codec_params.as_ref().and_then(|parameters| parameters.audio()).cloned();
    let parameters = parameters.ok_or(DecodeError::NoSound)?;
    let mut sound = if parameters.codec == CODEC_ID_OPUS {
        opus::read(format.as_mut(), (id, rest), &parameters)?
    } else {
        read(format.as_mut(), (id, rest), &parameters)?
    };
    match edit {
        Some(edit) => sound.cut(&edit),
        None if rest == Rest::Refused
            && promised.is_some_and(|frames| sound.frames() < frames.saturating_sub(SLACK_FRAMES)) =>
        {
            return Err(DecodeError::CutOff);
        }
        None => {}
    }
    Ok(sound)
}

/// How much less than promised is no loss: one frame of MP3, whose headers count what some decoders leave out.
const SLACK_FRAMES: u64 = 1_152;

/// Decodes the packets of a track.
fn read(
    format: &mut dyn FormatReader,
    (track, rest): (u32, Rest),
    parameters: &AudioCodecParameters,
) -> Result<Interleaved, DecodeError> {
    let options = AudioDecoderOptions::default();
    let mut decoder = symphonia::default::get_codecs().make_audio_decoder(parameters, &options).map_err(broken)?;
    let (mut sound, mut part) = (Interleaved { samples: Vec::new(), weights: vec![1.0], hz: 0 }, Vec::new());
    while let Some(packet) = format.next_packet().map_err(broken)? {
        if packet.track_id != track {
            continue;
        }
        match decoder.decode(&packet) {
            Ok(decoded) => {
                let spec = decoded.spec();
                if sound.hz == 0 {
                    (sound.weights, sound.hz) = (channels::weights(spec.channels()), spec.rate());
                } else if (sound.weights.len(), sound.hz) != (spec.channels().count(), spec.rate()) {
                    return Err(broken("its rate or its channels change in the middle"));
                }
                part.resize(decoded.samples_interleaved(), 0.0);
                decoded.copy_to_slice_interleaved(&mut part);
                match sound.add(&part) {
                    Err(DecodeError::TooLong) if rest == Rest::LeftOut => break,
                    added => added?,
                }
            }
            // One broken frame is a click; a file of nothing else has no samples in the end.
            Err(Error::DecodeError(_)) => {}
            Err(error) => return Err(broken(error)),
        }
    }
    Ok(sound)
}

impl Interleaved {
    fn frames(&self) -> u64 {
        (self.samples.len() / self.weights.len().max(1)) as u64
    }

    /// Takes samples, unless they become more than any speech has.
    fn add(&mut self, samples: &[f32]) -> Result<(), DecodeError> {
        self.samples.extend_from_slice(samples);
        let is_too_long = self.frames() > MAX_SECONDS as u64 * u64::from(self.hz);
        if is_too_long || self.samples.len() > MAX_SAMPLES { Err(DecodeError::TooLong) } else { Ok(()) }
    }

    /// Leaves only what an edit list shows.
    fn cut(&mut self, edit: &mp4::Edit) {
        let range = edit.frames(self.hz, self.frames());
        let channels = self.weights.len();
        self.samples.truncate(range.end as usize * channels);
        self.samples.drain(..range.start as usize * channels);
    }

    /// Makes one channel of several: the same speech on two is as loud as on one. What is no number is silence.
    fn mono(self) -> Result<Clip, DecodeError> {
        let rate = SampleRate::new(self.hz).ok_or(DecodeError::NoSound)?;
        let mut samples = match self.weights.len() {
            0 | 1 => self.samples,
            several => {
                let frame =
                    |frame: &[f32]| frame.iter().zip(&self.weights).map(|(sample, weight)| sample * weight).sum();
                self.samples.chunks_exact(several).map(frame).collect()
            }
        };
        samples.iter_mut().filter(|sample| !sample.is_finite()).for_each(|sample| *sample = 0.0);
        if samples.is_empty() { Err(DecodeError::NoSound) } else { Ok(Clip { samples, rate, words: Vec::new() }) }
    }
}

/// Returns whether the last page of an Ogg file is marked as the last.
fn ends_as_ogg(bytes: &[u8]) -> bool {
    const FLAGS_AT: usize = 5;
    const END_OF_STREAM: u8 = 4;
    let last = bytes.windows(4).rposition(|window| window == b"OggS");
    last.and_then(|at| bytes.get(at + FLAGS_AT)).is_some_and(|flags| flags & END_OF_STREAM != 0)
}

fn broken(error: impl ToString) -> DecodeError {
    DecodeError::Broken(error.to_string())
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
        assert_eq!(decode(wav.clone(), None).unwrap().samples, [from_i16(200), from_i16(-600)]);
        assert_eq!(decode(wav.clone(), Some(SampleRate::MASTER)).unwrap().samples.len(), 2);
        let bare = decode(vec![0x34, 0x12], Some(SampleRate::MASTER)).unwrap();
        assert_eq!(bare.samples, [from_i16(0x1234)]);
    }

    #[test]
    fn other_files_are_read() {
        let ogg = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recorded/tone.ogg")).unwrap();
        for bare in [None, Some(SampleRate::MASTER)] {
            let clip = decode(ogg.clone(), bare).unwrap();
            assert_eq!((clip.samples.len(), clip.rate), (4_800, SampleRate::MASTER));
        }
    }

    #[test]
    fn a_streamed_wav_has_no_length_and_a_short_one_is_cut_off() {
        let mut wav = wav_of(&[100, 300, -500, -700], 1);
        assert!(decode(wav[..wav.len() - 2].to_vec(), None).is_err());
        for length in [0xFFFF_FFFF_u32, 0x7FFF_FFFF] {
            wav[4..8].copy_from_slice(&length.to_le_bytes());
            wav[40..44].copy_from_slice(&length.to_le_bytes());
            assert_eq!(decode(wav.clone(), None).unwrap().samples.len(), 4, "{length:x}");
        }
        for wrong in [&b"RIFF"[..], b"", b"ID3\x04"] {
            assert!(decode(wrong.to_vec(), None).is_err());
        }
        assert!(decode(b"abc".to_vec(), Some(SampleRate::MASTER)).is_err());
    }
}
