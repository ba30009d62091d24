//! Changes the rate of a mono sound that arrives in pieces, by `rubato`'s band-limited FFT resampling.

use rubato::audioadapter_buffers::direct::SequentialSlice;
use rubato::{Fft, FixedSync, Indexing, Resampler as _};

use super::{Clip, SampleRate};

/// Frames taken at a time: long enough for a filter that passes 95 % of the band.
const CHUNK: usize = 2_048;

/// A change of rate under way.
pub struct Resampler {
    fft: Fft<f32>,
    from: SampleRate,
    to: SampleRate,
    input: Vec<f32>,
    output: Vec<f32>,
    /// Output frames still to be left out: the filter's delay.
    delay: usize,
    taken: u64,
    given: u64,
}

impl Resampler {
    /// Makes a resampler between two rates.
    #[must_use]
    pub fn new(from: SampleRate, to: SampleRate) -> Self {
        let fft = Fft::new(from.hz() as usize, to.hz() as usize, CHUNK, 1, FixedSync::Input);
        let fft = fft.expect("both rates are above zero and there is a channel");
        let delay = fft.output_delay();
        let output = vec![0.0; fft.output_frames_max()];
        Self { fft, from, to, input: Vec::new(), output, delay, taken: 0, given: 0 }
    }

    /// Takes samples and puts those that are done at the end of `out`.
    pub fn add(&mut self, samples: &[f32], out: &mut Vec<f32>) {
        self.taken += samples.len() as u64;
        self.input.extend_from_slice(samples);
        self.convert(out);
    }

    /// Returns out what is left: in all as many samples as last the same time, to the nearest.
    pub fn finish(mut self, out: &mut Vec<f32>) {
        let length = resampled_length(self.taken, self.from, self.to);
        while self.given < length {
            let before = self.given;
            self.input.resize(self.fft.input_frames_next().max(self.input.len()), 0.0);
            self.convert(out);
            let excess = self.given.saturating_sub(length) as usize;
            out.truncate(out.len() - excess);
            debug_assert!(self.given > before || self.delay > 0, "a chunk of input makes output");
        }
    }

    fn convert(&mut self, out: &mut Vec<f32>) {
        let mut done = 0;
        while self.input.len() - done >= self.fft.input_frames_next() {
            let frames = self.fft.input_frames_next();
            let input =
                SequentialSlice::new(&self.input[done..done + frames], 1, frames).expect("the slice holds the frames");
            let room = self.output.len();
            let mut output = SequentialSlice::new_mut(&mut self.output, 1, room).expect("the slice holds the frames");
            let converted = self.fft.process_into_buffer(&input, &mut output, None::<&Indexing>);
            let (read, written) = converted.expect("the buffers are as long as the resampler asks");
            done += read;
            let skipped = written.min(self.delay);
            self.delay -= skipped;
            out.extend_from_slice(&self.output[skipped..written]);
            self.given += (written - skipped) as u64;
        }
        self.input.drain(..done);
    }
}

/// Changes a clip's rate, unless it has that rate already. The resampler may go past what came in, which is held; marks of words
/// are lost.
#[must_use]
pub fn at_rate(clip: Clip, rate: SampleRate) -> Clip {
    if clip.rate == rate {
        return clip;
    }
    let (mut resampler, mut samples) = (Resampler::new(clip.rate, rate), Vec::new());
    resampler.add(&clip.samples, &mut samples);
    resampler.finish(&mut samples);
    samples.iter_mut().for_each(|sample| *sample = sample.clamp(-1.0, 1.0));
    Clip { samples, rate, words: Vec::new() }
}

/// Returns how many frames last as long at another rate, to the nearest.
#[must_use]
pub fn resampled_length(frames: u64, from: SampleRate, to: SampleRate) -> u64 {
    let scaled = u128::from(frames) * u128::from(to.hz()) + u128::from(from.hz()) / 2;
    u64::try_from(scaled / u128::from(from.hz())).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f32::consts::TAU;

    fn sine(rate: u32, frames: usize) -> Vec<f32> {
        (0..frames).map(|i| 0.5 * (TAU * 997.0 * i as f32 / rate as f32).sin()).collect()
    }

    /// What is left of a tone's own frequency taken out of what came out of it, in dB against the tone, over a middle part.
    fn residue_db(samples: &[f32], hz: f64, rate: u32) -> f64 {
        let part = &samples[samples.len() / 4..samples.len() * 3 / 4];
        let angle = |i: usize| std::f64::consts::TAU * hz * i as f64 / f64::from(rate);
        // The tone that fits best, by least squares on sine and cosine.
        let mut sums = [0.0; 5];
        for (i, sample) in part.iter().enumerate() {
            let ((sin, cos), sample) = (angle(i).sin_cos(), f64::from(*sample));
            let terms = [sin * sin, sin * cos, cos * cos, sin * sample, cos * sample];
            sums.iter_mut().zip(terms).for_each(|(sum, term)| *sum += term);
        }
        let [ss, sc, cc, sx, cx] = sums;
        let determinant = ss * cc - sc * sc;
        let (a, b) = ((sx * cc - cx * sc) / determinant, (cx * ss - sx * sc) / determinant);
        let (mut left, mut tone) = (0.0, 0.0);
        for (i, sample) in part.iter().enumerate() {
            let (sin, cos) = angle(i).sin_cos();
            let fitted = a * sin + b * cos;
            left += (f64::from(*sample) - fitted).powi(2);
            tone += fitted * fitted;
        }
        10.0 * (left / tone).log10()
    }

    #[test]
    fn nothing_is_added_to_a_tone() {
        for (from, to, hz) in
            [(24_000, 48_000, 997.0), (48_000, 24_000, 997.0), (44_100, 24_000, 4_000.0), (22_050, 24_000, 997.0)]
        {
            let tone = |i: u32| (0.5 * (std::f64::consts::TAU * hz * f64::from(i) / f64::from(from)).sin()) as f32;
            let mut resampler = Resampler::new(SampleRate::new(from).unwrap(), SampleRate::new(to).unwrap());
            let mut out = Vec::new();
            resampler.add(&(0..from * 2).map(tone).collect::<Vec<_>>(), &mut out);
            resampler.finish(&mut out);
            let residue = residue_db(&out, hz, to);
            assert!(residue < -125.0, "{from} to {to} Hz: {residue:.1} dB");
        }
    }

    #[test]
    fn a_tone_stays_the_same_tone_in_the_same_place() {
        for to in [16_000, 24_000, 44_100, 48_000] {
            let mut resampler = Resampler::new(SampleRate::MASTER, SampleRate::new(to).unwrap());
            let mut out = Vec::new();
            sine(24_000, 36_001).chunks(5_000).for_each(|piece| resampler.add(piece, &mut out));
            resampler.finish(&mut out);
            assert_eq!(out.len() as u64, resampled_length(36_001, SampleRate::MASTER, SampleRate::new(to).unwrap()));
            let expected = sine(to, out.len());
            let inside = 2_000..out.len() - 2_000;
            let error = inside.map(|i| (out[i] - expected[i]).abs()).fold(0.0, f32::max);
            assert!(error < 1e-3, "{to}: {error}");
        }
    }
}
