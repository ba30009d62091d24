//! Spectral parts to sound. For each frame of 12.5 ms the network gives five parts; with E the spectrum of the pulse train
//! and Z complex Gaussian noise, the frame's spectrum is
//!
//! ```text
//! exp(lh)·exp(iπ·tanh(theta))·E  +  exp(ln)·Z  +  exp(lr)·exp(i·phi)
//! ```
//!
//! and the sound is its inverse short-time Fourier transform (the ONNX interface in the METADATA of `hibari-tts`).

use std::f32::consts::PI;
use std::sync::Arc;

use realfft::num_complex::Complex32;
use realfft::{ComplexToReal, RealFftPlanner, RealToComplex};
use rten_simd::SimdUnaryOp;
use rten_vecmath::{Cos, Exp, Sin, Tanh};

use super::noise::{Noise, SplitMix};
use super::pulses::pulses;

/// Frames a second of the sound, in hertz.
pub(super) const RATE_HZ: u32 = 24_000;
/// Samples between two frames.
pub(super) const HOP: usize = 300;
/// Samples a frame's spectrum covers.
const WINDOW: usize = 4 * HOP;
/// Bins of a spectrum.
pub(super) const BINS: usize = WINDOW / 2 + 1;
/// Magnitudes are held below e⁷: beyond it the network is wrong, and a click would follow.
const LOUDEST_LOG: f32 = 7.0;
/// Frames worked on together: 16 floats are one cache line of a part, which lies bin by bin.
const BLOCK: usize = 16;
/// The squared Hann windows that overlap on a sample sum to this, at a hop of a quarter window.
const OVERLAP_GAIN: f32 = 1.5;

/// What the network says of one piece of speech.
pub(super) struct Spectra {
    /// `lh`, `theta`, `ln`, `lr`, `phi`: each [`BINS`] rows of one number a frame.
    pub(super) parts: [Vec<f32>; 5],
    /// The pitch in hertz, one a frame; 0 where there is no voice.
    pub(super) pitch_hz: Vec<f32>,
}

/// Makes sound of spectral parts. Holds what every piece needs; the work is in [`Synthesizer::speak`].
pub(super) struct Synthesizer {
    forward: Arc<dyn RealToComplex<f32>>,
    inverse: Arc<dyn ComplexToReal<f32>>,
    /// A periodic Hann window.
    window: Vec<f32>,
    noise: Noise,
}

/// The memory of one piece's work.
struct Scratch {
    frame: Vec<f32>,
    excitation: Vec<Complex32>,
    spectrum: Vec<Complex32>,
    transform: Vec<Complex32>,
}

/// The parts of [`BLOCK`] frames as factors, frame by frame.
struct Factors {
    harmonic: Vec<f32>,
    turn_cos: Vec<f32>,
    turn_sin: Vec<f32>,
    noise: Vec<f32>,
    rest: Vec<f32>,
    rest_cos: Vec<f32>,
    rest_sin: Vec<f32>,
}

impl Synthesizer {
    pub(super) fn new() -> Self {
        let mut planner = RealFftPlanner::new();
        let hann = |i: usize| 0.5 - 0.5 * (2.0 * PI * i as f32 / WINDOW as f32).cos();
        Self {
            forward: planner.plan_fft_forward(WINDOW),
            inverse: planner.plan_fft_inverse(WINDOW),
            window: (0..WINDOW).map(hann).collect(),
            noise: Noise::new(),
        }
    }

    /// Adds the sound of these spectra to the end of `samples`: [`HOP`] samples a frame.
    pub(super) fn speak(&self, spectra: &Spectra, seed: u64, samples: &mut Vec<f32>) {
        let frames = spectra.pitch_hz.len();
        let train = pulses(&spectra.pitch_hz);
        let mut random = SplitMix(seed);
        let mut scratch = Scratch::new(self);
        let mut factors = Factors::new();
        // Frame k is centred on sample k · HOP: half a window hangs over at each end.
        let mut sound = vec![0.0f32; (frames.max(1) - 1) * HOP + WINDOW];
        for first in (0..frames).step_by(BLOCK) {
            factors.read(spectra, first);
            for (row, frame) in (first..frames.min(first + BLOCK)).enumerate() {
                self.excite(&train, frame, &mut scratch);
                let noise = self.noise.spectrum(&mut random);
                factors.shape(row, &scratch.excitation, noise, &mut scratch.spectrum);
                self.overlap(&mut scratch, &mut sound[frame * HOP..frame * HOP + WINDOW]);
            }
        }
        self.level(&mut sound, frames);
        samples.extend_from_slice(&sound[WINDOW / 2..][..frames * HOP]);
    }

    /// Transforms the pulses around a frame's middle; past the ends they are mirrored.
    fn excite(&self, train: &[f32], frame: usize, scratch: &mut Scratch) {
        let start = (frame * HOP) as isize - (WINDOW / 2) as isize;
        // A pulse of height 1 at each harmonic comes out with magnitude 1.
        let scale = 1.0 / HOP as f32;
        match usize::try_from(start).ok().and_then(|start| train.get(start..start + WINDOW)) {
            Some(inside) => {
                for ((sample, pulse), window) in scratch.frame.iter_mut().zip(inside).zip(&self.window) {
                    *sample = pulse * window * scale;
                }
            }
            None => {
                for (i, (sample, window)) in scratch.frame.iter_mut().zip(&self.window).enumerate() {
                    *sample = mirrored(train, start + i as isize) * window * scale;
                }
            }
        }
        self.forward
            .process_with_scratch(&mut scratch.frame, &mut scratch.excitation, &mut scratch.transform)
            .expect("the buffers were made for this transform");
    }

    /// Transforms the spectrum back and adds it to the sound.
    fn overlap(&self, scratch: &mut Scratch, sound: &mut [f32]) {
        // A real signal has no imaginary part at either end of its spectrum.
        scratch.spectrum[0].im = 0.0;
        scratch.spectrum[BINS - 1].im = 0.0;
        self.inverse
            .process_with_scratch(&mut scratch.spectrum, &mut scratch.frame, &mut scratch.transform)
            .expect("the buffers were made for this transform");
        for ((sound, sample), window) in sound.iter_mut().zip(&scratch.frame).zip(&self.window) {
            *sound += sample * window;
        }
    }

    /// Divides by the windows that overlap on each sample (fewer at both ends) and by the transform's gain.
    fn level(&self, sound: &mut [f32], frames: usize) {
        for (block, samples) in sound.chunks_mut(HOP).enumerate() {
            let covering: Vec<usize> = (0..4).filter(|back| *back <= block && block - back < frames).collect();
            for (i, sample) in samples.iter_mut().enumerate() {
                let gain = match covering.len() {
                    4 => OVERLAP_GAIN,
                    _ => covering.iter().map(|back| self.window[back * HOP + i].powi(2)).sum::<f32>().max(1e-9),
                };
                *sample /= gain * WINDOW as f32;
            }
        }
    }
}

/// Returns a sample of a signal that is mirrored at both ends; 0 past the mirror image.
fn mirrored(signal: &[f32], at: isize) -> f32 {
    let last = signal.len() as isize - 1;
    let inside = if at < 0 {
        -at
    } else if at > last {
        2 * last - at
    } else {
        at
    };
    usize::try_from(inside).ok().and_then(|inside| signal.get(inside)).copied().unwrap_or(0.0)
}

impl Scratch {
    fn new(synthesizer: &Synthesizer) -> Self {
        let zero = Complex32::new(0.0, 0.0);
        let transform = synthesizer.forward.get_scratch_len().max(synthesizer.inverse.get_scratch_len());
        Self {
            frame: vec![0.0; WINDOW],
            excitation: vec![zero; BINS],
            spectrum: vec![zero; BINS],
            transform: vec![zero; transform],
        }
    }
}

impl Factors {
    fn new() -> Self {
        let empty = || vec![0.0; BLOCK * BINS];
        Self {
            harmonic: empty(),
            turn_cos: empty(),
            turn_sin: empty(),
            noise: empty(),
            rest: empty(),
            rest_cos: empty(),
            rest_sin: empty(),
        }
    }

    /// Reads the block that begins at frame `first` and works out its factors.
    fn read(&mut self, spectra: &Spectra, first: usize) {
        let frames = spectra.pitch_hz.len();
        let [harmonic, turn, noise, rest, rest_phase] = &spectra.parts;
        for (magnitude, part) in [(&mut self.harmonic, harmonic), (&mut self.noise, noise), (&mut self.rest, rest)] {
            turn_around(part, frames, first, magnitude);
            magnitude.iter_mut().for_each(|log| *log = log.min(LOUDEST_LOG));
            Exp::default().map_mut(magnitude);
        }
        turn_around(turn, frames, first, &mut self.turn_cos);
        Tanh::default().map_mut(&mut self.turn_cos);
        self.turn_cos.iter_mut().for_each(|turn| *turn *= PI);
        turn_around(rest_phase, frames, first, &mut self.rest_cos);
        for (cos, sin) in [(&mut self.turn_cos, &mut self.turn_sin), (&mut self.rest_cos, &mut self.rest_sin)] {
            sin.copy_from_slice(cos);
            Sin::new().map_mut(sin);
            Cos::new().map_mut(cos);
        }
    }

    /// Makes one frame's spectrum.
    fn shape(&self, row: usize, excitation: &[Complex32], noise: &[Complex32], spectrum: &mut [Complex32]) {
        let row = row * BINS..(row + 1) * BINS;
        let (harmonic, turn_cos, turn_sin) =
            (&self.harmonic[row.clone()], &self.turn_cos[row.clone()], &self.turn_sin[row.clone()]);
        let (breath, rest) = (&self.noise[row.clone()], &self.rest[row.clone()]);
        let (rest_cos, rest_sin) = (&self.rest_cos[row.clone()], &self.rest_sin[row]);
        let (excitation, noise, spectrum) = (&excitation[..BINS], &noise[..BINS], &mut spectrum[..BINS]);
        for bin in 0..BINS {
            let turned = excitation[bin] * Complex32::new(turn_cos[bin], turn_sin[bin]);
            let rest = Complex32::new(rest_cos[bin], rest_sin[bin]) * rest[bin];
            spectrum[bin] = turned * harmonic[bin] + noise[bin] * breath[bin] + rest;
        }
    }
}

/// Copies a block of frames from a part, which lies bin by bin, to rows that lie frame by frame.
fn turn_around(part: &[f32], frames: usize, first: usize, rows: &mut [f32]) {
    let count = BLOCK.min(frames - first);
    for (bin, values) in part.chunks_exact(frames).enumerate() {
        for (row, value) in values[first..first + count].iter().enumerate() {
            rows[row * BINS + bin] = *value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Parts that let one branch through at unit magnitude and leave the others silent.
    fn spectra(frames: usize, pitch_hz: f32, loud: usize) -> Spectra {
        let silent = -30.0;
        let mut parts = [silent, 0.0, silent, silent, 0.0].map(|value| vec![value; BINS * frames]);
        parts[loud].fill(0.0);
        Spectra { parts, pitch_hz: vec![pitch_hz; frames] }
    }

    fn speak(spectra: &Spectra) -> Vec<f32> {
        let mut samples = Vec::new();
        Synthesizer::new().speak(spectra, 7, &mut samples);
        samples
    }

    #[test]
    fn a_flat_filter_gives_the_pulses_back() {
        for frames in [1, 3, 40] {
            let sound = speak(&spectra(frames, 100.0, 0));
            let expected = pulses(&vec![100.0; frames]);
            assert_eq!(sound.len(), expected.len());
            // With few frames the mirror at the ends is all there is; inside, the transform is its own inverse.
            let inside = if frames > 8 { 600..sound.len() - 900 } else { 0..0 };
            for i in inside {
                assert!((sound[i] - expected[i] / HOP as f32).abs() < 2e-3, "sample {i}: {} {}", sound[i], expected[i]);
            }
        }
    }

    #[test]
    fn noise_follows_the_seed() {
        let mut again = Vec::new();
        let noise = spectra(20, 0.0, 2);
        Synthesizer::new().speak(&noise, 8, &mut again);
        assert_eq!(speak(&noise), speak(&noise));
        assert_ne!(speak(&noise), again);
    }

    #[test]
    fn nothing_makes_no_sound() {
        assert!(speak(&spectra(0, 0.0, 0)).is_empty());
        assert!(speak(&spectra(20, 0.0, 0)).iter().all(|sample| sample.abs() < 1e-6));
    }
}
