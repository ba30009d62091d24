//! Puts the mark into a sound.

use std::sync::Arc;

use realfft::num_complex::Complex32;
use realfft::{ComplexToReal, RealFftPlanner, RealToComplex};

use super::pattern::{BAND_BINS, BANDS, HOP, PAIRS, SLOT, WINDOW, bins, energies, pattern, window};

/// How much a band is turned up or down where it is weak, in dB.
const MOST_DB: f32 = 2.0;
/// The share of the whole energy at which a band is turned by half as much: strong bands are where the mark would be heard, and
/// where it costs. With it the mark lies 32 dB under the speech.
const STRONG_SHARE: f32 = 0.008;
/// How much of the energy that strength is held against each spectrum keeps of the one before: 130 ms are remembered.
const KEPT: f32 = 11.0 / 12.0;

/// A mark being put into a mono sound of 24 kHz that arrives in pieces.
pub struct Watermark {
    forward: Arc<dyn RealToComplex<f32>>,
    back: Arc<dyn ComplexToReal<f32>>,
    pattern: [[f32; BANDS]; PAIRS],
    window: Vec<f32>,
    /// The last samples taken, a window of them, and those that wait for a hop to be full.
    line: Vec<f32>,
    /// What the mark adds to each sample of the window, as far as it is known.
    added: Vec<f32>,
    windowed: Vec<f32>,
    spectrum: Vec<Complex32>,
    /// Spectra so far.
    spectra: usize,
    energy: f32,
    /// Samples still to be left out: the line starts with silence.
    late: usize,
}

impl Default for Watermark {
    fn default() -> Self {
        let mut planner = RealFftPlanner::new();
        let (forward, back) = (planner.plan_fft_forward(WINDOW), planner.plan_fft_inverse(WINDOW));
        let spectrum = forward.make_output_vec();
        Self {
            forward,
            back,
            pattern: pattern(),
            window: window(),
            line: vec![0.0; WINDOW - HOP],
            added: vec![0.0; WINDOW],
            windowed: vec![0.0; WINDOW],
            spectrum,
            spectra: 0,
            energy: 0.0,
            late: WINDOW - HOP,
        }
    }
}

impl Watermark {
    /// Takes samples and puts those that are done at the end of `out`.
    pub fn add(&mut self, samples: &[f32], out: &mut Vec<f32>) {
        self.line.extend_from_slice(samples);
        let mut done = 0;
        while self.line.len() - done >= WINDOW {
            self.mark(done);
            let late = self.late.min(HOP);
            self.late -= late;
            let marked = self.line[done..].iter().zip(&self.added).map(|(sample, added)| sample + added);
            out.extend(marked.take(HOP).skip(late));
            self.added.copy_within(HOP.., 0);
            self.added[WINDOW - HOP..].fill(0.0);
            done += HOP;
        }
        self.line.drain(..done);
    }

    /// Returns out what is left.
    pub fn finish(mut self, out: &mut Vec<f32>) {
        let end = out.len() + self.line.len() - self.late;
        self.add(&vec![0.0; WINDOW], out);
        out.truncate(end);
    }

    /// Works out what the mark adds to the window that starts in the line here.
    fn mark(&mut self, start: usize) {
        let samples = self.line[start..].iter().zip(&self.window);
        self.windowed.iter_mut().zip(samples).for_each(|(out, (sample, weight))| *out = sample * weight);
        self.forward.process(&mut self.windowed, &mut self.spectrum).expect("the buffers are as long as the transform");
        let energy: f32 = self.spectrum.iter().map(Complex32::norm_sqr).sum();
        self.energy = energy.max(energy + (self.energy - energy) * KEPT);
        let signs = [self.spectra, self.spectra + 1, self.spectra + 2].map(|spectrum| self.signs(spectrum));
        let bands = energies(&self.spectrum);
        self.spectrum[..bins(0).start].fill(Complex32::default());
        self.spectrum[bins(BANDS - 1).end..].fill(Complex32::default());
        for (band, energy) in bands.into_iter().enumerate() {
            // Signs go over into each other: a step of gain would be heard further off.
            let sign = 0.25 * signs[0][band] + 0.5 * signs[1][band] + 0.25 * signs[2][band];
            let share = energy * BAND_BINS as f32 / self.energy.max(f32::MIN_POSITIVE);
            let db = MOST_DB * sign / (1.0 + share / STRONG_SHARE);
            let gain = 10f32.powf(db / 20.0) - 1.0;
            self.spectrum[bins(band)].iter_mut().for_each(|bin| *bin *= gain);
        }
        self.back.process(&mut self.spectrum, &mut self.windowed).expect("the buffers are as long as the transform");
        // The transform there and back multiplies by its length, the windows together by two.
        let scale = 1.0 / (2 * WINDOW) as f32;
        let marks = self.windowed.iter().zip(&self.window);
        self.added.iter_mut().zip(marks).for_each(|(added, (mark, weight))| *added += mark * weight * scale);
        self.spectra += 1;
    }

    /// The pattern's signs for a spectrum.
    fn signs(&self, spectrum: usize) -> [f32; BANDS] {
        let slot = spectrum / SLOT % (2 * PAIRS);
        let half = if slot.is_multiple_of(2) { 1.0 } else { -1.0 };
        self.pattern[slot / 2].map(|sign| sign * half)
    }
}
