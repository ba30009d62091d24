//! Turns what a server sent into a clip.

use crate::audio::{self, Bare, Clip, Declared, SampleRate};
use crate::speech::EngineError;

/// An offset that no voice has and no microphone leaves: it is taken out, lest every joint thump and no edge be found.
const OFFSET: f64 = 0.002;
/// The shortest clip whose mean says anything of an offset: a tenth of a second holds ten periods of the lowest voices.
const LONG_ENOUGH: usize = 2_400;

/// Reads a sound file, or samples of which `bare` says how they are written, and brings it to the master's rate: services
/// and servers answer at the rate of their model or their format.
///
/// # Errors
/// [`EngineError::BadAudio`] when it is neither, or ends before it should.
pub(super) fn clip(bytes: Vec<u8>, bare: Option<Bare>) -> Result<Clip, EngineError> {
    declared_clip(bytes, bare, Declared::default())
}

/// Reads the same, where the answer says how its samples are written: that counts more than what was asked for.
///
/// # Errors
/// As for [`clip`].
pub(super) fn declared_clip(bytes: Vec<u8>, asked: Option<Bare>, declared: Declared) -> Result<Clip, EngineError> {
    let clip = audio::decode_declared(bytes, asked, declared).map_err(EngineError::bad_audio)?;
    Ok(at_master_rate(without_offset(clip)))
}

/// Takes a constant offset out of a clip.
fn without_offset(mut clip: Clip) -> Clip {
    let sum: f64 = clip.samples.iter().copied().map(f64::from).sum();
    let offset = sum / clip.samples.len().max(1) as f64;
    if offset.abs() > OFFSET && clip.samples.len() >= LONG_ENOUGH {
        clip.samples.iter_mut().for_each(|sample| *sample -= offset as f32);
    }
    clip
}

/// Changes a clip's rate, unless it is the master's already.
pub(super) fn at_master_rate(clip: Clip) -> Clip {
    audio::at_rate(clip, SampleRate::MASTER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn wav(hz: u32) -> Vec<u8> {
        let sample_format = hound::SampleFormat::Int;
        let spec = hound::WavSpec { channels: 1, sample_rate: hz, bits_per_sample: 16, sample_format };
        let mut bytes = Cursor::new(Vec::new());
        let mut writer = hound::WavWriter::new(&mut bytes, spec).unwrap();
        for frame in 0..hz {
            let sample = (std::f32::consts::TAU * 440.0 * frame as f32 / hz as f32).sin() * 16_000.0;
            writer.write_sample(sample as i16).unwrap();
        }
        writer.finalize().unwrap();
        bytes.into_inner()
    }

    #[test]
    fn whatever_the_rate_a_clip_has_the_masters() {
        let expected = clip(wav(24_000), None).unwrap();
        for hz in [8_000, 16_000, 22_050, 44_100, 48_000] {
            let clip = clip(wav(hz), None).unwrap();
            assert_eq!((clip.rate, clip.samples.len()), (SampleRate::MASTER, 24_000), "{hz}");
            let inside = 2_000..22_000;
            let error = inside.map(|i| (clip.samples[i] - expected.samples[i]).abs()).fold(0.0, f32::max);
            assert!(error < 1e-3, "{hz}: {error}");
        }
        assert!(clip(wav(1), None).is_err());
    }

    #[test]
    fn a_constant_offset_is_taken_out() {
        let samples: Vec<f32> = (0..24_000).map(|i| 0.25 + 0.1 * (i as f32 / 20.0).sin()).collect();
        let bytes: Vec<u8> = samples.iter().flat_map(|sample| sample.to_le_bytes()).collect();
        let clip = clip(bytes, Some(SampleRate::MASTER.into())).unwrap();
        let mean = clip.samples.iter().sum::<f32>() / 24_000.0;
        assert!(mean.abs() < 1e-3 && (clip.samples[500] - 0.1 * 25f32.sin()).abs() < 1e-2, "{mean}");
    }
}
