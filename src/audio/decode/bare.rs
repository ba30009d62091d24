//! Samples without a file around them: read as they are said to be, unless that gives noise and another way does not.

use serde::Deserialize;

use super::plain::Plain;
use super::{Declared, DecodeError, Interleaved, Rest, Samples, text};
use crate::audio::{SampleRate, whiteness};

/// From here on a sound may be noise, and another way to read its bytes is looked for.
const SUSPECT: f32 = 0.45;
/// From here on it is noise.
const NOISE: f32 = 0.7;
/// How much less white another way must be to be believed.
const BETTER: f32 = 0.6;
/// Bytes of which ways are compared.
const LOOKED_AT: usize = 1 << 20;

/// How bare samples are to be read: their order in time, all channels of a frame together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bare {
    /// Frames a second.
    pub rate: SampleRate,
    /// Channels, at least one; several become their mean.
    #[serde(default = "one")]
    pub channels: u16,
    /// How a sample is written.
    #[serde(default)]
    pub samples: Samples,
}

const fn one() -> u16 {
    1
}

impl From<SampleRate> for Bare {
    /// 16 bits, mono: what services mean by PCM.
    fn from(rate: SampleRate) -> Self {
        Self { rate, channels: one(), samples: Samples::default() }
    }
}

impl Bare {
    fn plain(self) -> Plain {
        Plain { samples: self.samples, channels: self.channels.max(1).into(), hz: self.rate.hz() }
    }

    fn with(self, samples: Samples) -> Self {
        Self { samples, ..self }
    }
}

/// Reads bare samples that are expected to be written so, as far as the answer does not say otherwise.
///
/// # Errors
/// When they are text, or noise in whatever way they are read.
pub(super) fn read(bytes: &[u8], expected: Bare, declared: Declared) -> Result<Interleaved, DecodeError> {
    if let Some(opening) = text::opening(bytes) {
        return Err(DecodeError::Text(opening));
    }
    // The same byte over and over is padding or a test; silence is left to those who listen.
    if bytes.first().is_some_and(|first| *first != 0 && bytes.iter().all(|byte| byte == first)) {
        return Err(DecodeError::UnknownFormat);
    }
    let looked_at = &bytes[..bytes.len().min(LOOKED_AT)];
    way(looked_at, expected, declared)?.plain().read(bytes, Rest::Refused)
}

/// Finds how samples are written: as expected, unless the bytes show something else.
fn way(bytes: &[u8], expected: Bare, declared: Declared) -> Result<Bare, DecodeError> {
    if let Some(bare) = by_pattern(bytes, expected, declared) {
        return Ok(bare);
    }
    let expected = in_order(bytes, expected);
    let white = |bare: Bare| whiteness(&bare.samples.read(bytes));
    let mut best = (white(expected), expected);
    let as_expected = best.0;
    let is_narrower = expected.samples.bytes() == 2 && are_all_alike(bytes);
    if as_expected < SUSPECT && !is_narrower {
        return Ok(expected);
    }
    const WAYS: [Samples; 9] = [
        Samples::S16,
        Samples::S16Be,
        Samples::S24,
        Samples::S24Be,
        Samples::S32,
        Samples::S32Be,
        Samples::Mulaw,
        Samples::Alaw,
        Samples::U8,
    ];
    for samples in WAYS {
        let other = expected.with(samples);
        let whiteness = white(other);
        if whiteness > 0.0 && whiteness < best.0 {
            best = (whiteness, other);
        }
    }
    match best {
        (found, other) if found < SUSPECT && found < as_expected * BETTER => {
            // One byte a sample tells nothing of how many there are in a second: at a wrong rate speech is drawled or squeaked.
            let is_rate_known = declared.rate.is_some() || !is_law(other.samples);
            if is_rate_known { Ok(other) } else { Err(DecodeError::UnknownRate) }
        }
        _ if as_expected < NOISE && !is_narrower => Ok(expected),
        _ => Err(DecodeError::Noise),
    }
}

/// Returns 16-bit samples in the other order of bytes where that is far smoother. `audio/L16` is written in both: RFC 3551 has the
/// highest byte first, services send the lowest first; and a steady tone in the wrong order is rough without being noise.
fn in_order(bytes: &[u8], expected: Bare) -> Bare {
    /// How much smoother the other order must be: speech in the wrong one is three times as rough and more. Measured on `heart`.
    const SMOOTHER: f32 = 0.5;
    /// Samples that tell: a tenth of a second at the master's rate.
    const ENOUGH: usize = 2_400;
    let other = match expected.samples {
        Samples::S16 => Samples::S16Be,
        Samples::S16Be => Samples::S16,
        _ => return expected,
    };
    let rough = |samples: Samples| roughness(&samples.read(bytes));
    let is_smoother = || rough(other) < rough(expected.samples) * SMOOTHER;
    if bytes.len() / 2 >= ENOUGH && is_smoother() { expected.with(other) } else { expected }
}

/// Returns whether samples are written as in telephony.
fn is_law(samples: Samples) -> bool {
    matches!(samples, Samples::Mulaw | Samples::Alaw)
}

/// Returns how far samples are from those before them beside how large they are: 0.1 for vowels, 1.3 for white noise.
fn roughness(samples: &[f32]) -> f32 {
    let steps: f32 = samples.windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum();
    let size: f32 = samples.iter().map(|sample| sample.abs()).sum();
    if size > 0.0 { steps / size } else { 0.0 }
}

/// Recognizes ways to write samples that leave a pattern in the bytes: floating point, 32 bits of which half are empty, and one channel
/// written twice.
fn by_pattern(bytes: &[u8], expected: Bare, declared: Declared) -> Option<Bare> {
    if expected.samples != Samples::F32 && are_floats(bytes, f32::from_le_bytes) {
        return Some(expected.with(Samples::F32));
    }
    if expected.samples != Samples::F32Be && are_floats(bytes, f32::from_be_bytes) {
        return Some(expected.with(Samples::F32Be));
    }
    if expected.samples != Samples::U8 && are_around_the_middle(bytes) {
        return Some(expected.with(Samples::U8));
    }
    if expected.samples != Samples::S16 {
        return None;
    }
    let (quads, _) = bytes.as_chunks::<4>();
    let has_sound = quads.iter().any(|quad| quad[2..] != [0, 0]);
    if has_sound && quads.iter().all(|quad| quad[..2] == [0, 0]) {
        return Some(expected.with(Samples::S32));
    }
    let is_twice = has_sound && quads.len() > 64 && quads.iter().all(|quad| quad[..2] == quad[2..]);
    (is_twice && expected.channels == 1 && declared.channels.is_none()).then_some(Bare { channels: 2, ..expected })
}

/// Returns whether most bytes are near 128, at even and at odd places: whole numbers of more bytes would be as loud as can be.
fn are_around_the_middle(bytes: &[u8]) -> bool {
    let near = |at: usize| bytes.iter().skip(at).step_by(2).filter(|byte| (0x60..0xA0).contains(*byte)).count();
    bytes.len() > 64 && [0, 1].iter().all(|at| near(*at) * 10 > bytes.len() / 2 * 7)
}

/// Returns whether bytes at even places are spread as those at odd ones: of samples of two bytes one is near 0 or 255 and the other
/// anything. Telephony has one byte a sample.
fn are_all_alike(bytes: &[u8]) -> bool {
    /// How far apart the counts may be, of all bytes; speech of two bytes a sample has a half and more.
    const APART: usize = 8;
    /// Groups of bytes that are there: silence has one.
    const GROUPS: usize = 5;
    let mut counts = [[0usize; 16]; 2];
    bytes.iter().enumerate().for_each(|(at, byte)| counts[at % 2][usize::from(byte >> 4)] += 1);
    let apart: usize = counts[0].iter().zip(&counts[1]).map(|(even, odd)| even.abs_diff(*odd)).sum();
    let groups = counts[0].iter().filter(|count| **count * 50 > bytes.len() / 2).count();
    bytes.len() > 4_096 && groups >= GROUPS && apart * APART < bytes.len()
}

/// Returns whether bytes are samples in floating point: whole numbers read so are far too large or too small.
fn are_floats(bytes: &[u8], float: fn([u8; 4]) -> f32) -> bool {
    const LARGEST: f32 = 8.0;
    const SMALLEST: f32 = 1e-20;
    let (quads, odd) = bytes.as_chunks::<4>();
    let is_one = |float: f32| float == 0.0 || (SMALLEST..LARGEST).contains(&float.abs());
    let loud = quads.iter().filter(|quad| float(**quad).abs() > 1e-4).count();
    odd.is_empty() && loud * 8 > quads.len() && quads.iter().all(|quad| is_one(float(*quad)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::to_i16;

    /// Harmonics that fall as a larynx makes them, with pauses.
    fn voice() -> Vec<f32> {
        let harmonic = |i: usize, n: f32| (std::f32::consts::TAU * 120.0 * n * i as f32 / 24_000.0).sin() / (n * n);
        let loud = |i: usize| 0.3 * (i as f32 / 3_000.0).sin().max(0.0);
        (0..24_000).map(|i| loud(i) * (1..40).map(|n| harmonic(i, n as f32)).sum::<f32>()).collect()
    }

    fn bytes_of(samples: Samples) -> Vec<u8> {
        let voice = voice();
        let whole = |scale: f32| voice.iter().map(move |sample| (sample * scale) as i32);
        match samples {
            Samples::S16 => voice.iter().flat_map(|sample| to_i16(*sample).to_le_bytes()).collect(),
            Samples::S16Be => voice.iter().flat_map(|sample| to_i16(*sample).to_be_bytes()).collect(),
            Samples::S24 => whole(8_388_607.0).flat_map(|sample| sample.to_le_bytes()[..3].to_vec()).collect(),
            Samples::S32 => whole(2_147_483_000.0).flat_map(i32::to_le_bytes).collect(),
            Samples::F32 => voice.iter().flat_map(|sample| sample.to_le_bytes()).collect(),
            Samples::F32Be => voice.iter().flat_map(|sample| sample.to_be_bytes()).collect(),
            Samples::U8 => whole(127.0).map(|sample| (sample + 128) as u8).collect(),
            other => unreachable!("{other:?} is not written here"),
        }
    }

    #[test]
    fn samples_written_otherwise_than_expected_are_known() {
        let ways =
            [Samples::S16, Samples::S16Be, Samples::S24, Samples::S32, Samples::F32, Samples::F32Be, Samples::U8];
        for samples in ways {
            let expected = Bare::from(SampleRate::MASTER);
            let found = way(&bytes_of(samples), expected, Declared::default()).unwrap();
            assert_eq!(found, expected.with(samples));
        }
        let twice: Vec<u8> =
            bytes_of(Samples::S16).as_chunks::<2>().0.iter().flat_map(|two| [*two, *two]).flatten().collect();
        assert_eq!(way(&twice, Bare::from(SampleRate::MASTER), Declared::default()).unwrap().channels, 2);
    }

    #[test]
    fn a_steady_tone_tells_the_order_of_its_bytes() {
        let tone = |at: usize| to_i16(0.25 * (at as f32 * std::f32::consts::TAU * 400.0 / 24_000.0).sin());
        let low_first: Vec<u8> = (0..24_000).flat_map(|at| tone(at).to_le_bytes()).collect();
        let high_first: Vec<u8> = (0..24_000).flat_map(|at| tone(at).to_be_bytes()).collect();
        for expected in [Samples::S16, Samples::S16Be] {
            let expected = Bare::from(SampleRate::MASTER).with(expected);
            let found = |bytes: &[u8]| way(bytes, expected, Declared::default()).unwrap().samples;
            assert_eq!((found(&low_first), found(&high_first)), (Samples::S16, Samples::S16Be));
        }
    }

    #[test]
    fn text_and_noise_are_no_samples() {
        let read = |bytes: &[u8]| read(bytes, SampleRate::MASTER.into(), Declared::default());
        assert!(matches!(read(b"The model is still loading, please wait!"), Err(DecodeError::Text(_))));
        let mut state = 1u64;
        let mut noise = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 56) as u8
        };
        let noise: Vec<u8> = (0..50_000).map(|_| noise()).collect();
        assert!(matches!(read(&noise), Err(DecodeError::Noise)));
    }

    #[test]
    fn what_lasts_longer_than_speech_is_refused() {
        let rate = SampleRate::new(8_000).unwrap();
        let long = |seconds: usize| read(&vec![0; seconds * 16_000], Bare::from(rate), Declared::default());
        assert!(long(600).is_ok());
        assert!(matches!(long(601), Err(DecodeError::TooLong)));
    }
}
