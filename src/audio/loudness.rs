//! How loud sound is: ITU-R BS.1770 and EBU R 128, true peaks only where they can be, RMS and noise floor. The tests hold it against
//! the `ebur128` crate, whose filter takes each sample by itself and three times as long.

use std::collections::VecDeque;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::lanes::power;
use super::oversample::Oversampler;
use super::weighting::Weighting;
use super::{Clip, Frames, SampleRate};

/// Steps of 100 ms in EBU Tech 3341's momentary (400 ms) and short-term (3 s) windows, and in the half second over which
/// ACX's checkers measure the noise floor.
const MOMENTARY_STEPS: usize = 4;
const SHORT_TERM_STEPS: usize = 30;
/// Steps between the short-term values of the loudness range.
const RANGE_STEPS: usize = 10;
const FLOOR_STEPS: usize = 5;
/// The loudness of a weighted power of one (BS.1770-5, annex 1): a sine of 1 kHz reads what it is below full scale.
const AT_ONE_LUFS: f64 = -0.691;
/// Below this there is nothing: BS.1770's absolute gate.
const SILENT_LUFS: f64 = -70.0;
/// Half a step of 16 bits, squared: digital silence.
const SILENT_POWER: f64 = (0.5 / 32_768.0) * (0.5 / 32_768.0);

/// What was measured of a sound. Silence has no loudness: such fields are empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Loudness {
    /// Integrated loudness.
    pub integrated_lufs: Option<f64>,
    /// Loudness range, in LU.
    pub range_lu: f64,
    /// The loudest 400 ms.
    pub momentary_max_lufs: Option<f64>,
    /// The loudest 3 s.
    pub short_term_max_lufs: Option<f64>,
    /// The largest value a converter plays, in dB below full scale.
    pub true_peak_dbtp: Option<f64>,
    /// The root mean square over everything, in dB below full scale.
    pub rms_dbfs: Option<f64>,
    /// The root mean square of the quietest half second; empty for digital silence.
    pub noise_floor_dbfs: Option<f64>,
}

/// The loudness of each 100 ms of a mono sound: what everything else is made of.
struct Steps {
    weighting: Weighting,
    /// Samples of a step.
    step: usize,
    /// Those of the step under way.
    waiting: Vec<f32>,
    /// Weighted energies of the whole steps, 1 being 0 LUFS.
    energies: Vec<f32>,
}

impl Steps {
    fn new(rate: SampleRate) -> Self {
        let step = (rate.hz() as usize / 10).max(1);
        Self { weighting: Weighting::new(rate), step, waiting: Vec::with_capacity(step), energies: Vec::new() }
    }

    /// Takes the next samples, and shows each step that they end.
    fn add(&mut self, mut samples: &[f32], mut ended: impl FnMut(&[f32])) {
        while !samples.is_empty() {
            let (piece, rest) = samples.split_at(samples.len().min(self.step - self.waiting.len()));
            self.waiting.extend_from_slice(piece);
            samples = rest;
            if self.waiting.len() == self.step {
                let power = self.weighting.power(&self.waiting) / self.step as f64;
                self.energies.push((power * 10f64.powf(AT_ONE_LUFS / 10.0)) as f32);
                ended(&self.waiting);
                self.waiting.clear();
            }
        }
    }
}

/// Returns the integrated loudness of blocks of energy: their mean above the absolute gate, and above 10 LU under that (BS.1770-5, annex
/// 1).
fn gated(blocks: impl Iterator<Item = f64> + Clone) -> Option<f64> {
    let mean = |least: f64| {
        let (sum, count) = blocks
            .clone()
            .filter(|block| *block >= least)
            .fold((0.0, 0u64), |(sum, count), block| (sum + block, count + 1));
        if count == 0 { 0.0 } else { sum / count as f64 }
    };
    let silent = 10f64.powf(SILENT_LUFS / 10.0);
    let loudness = db(mean(silent.max(mean(silent) / 10.0)));
    (loudness > SILENT_LUFS).then_some(loudness)
}

/// Returns the means of so many steps that follow one another.
fn blocks(energies: &[f32], steps: usize) -> impl Iterator<Item = f64> + Clone {
    energies.windows(steps).map(|block| mean(block.iter().copied().map(f64::from), block.len()))
}

/// Returns the loudness range: from the 10th to the 95th of a hundred short-term values, a second apart, not further than 20 LU under
/// their mean (EBU Tech 3342).
fn range(energies: &[f32]) -> f64 {
    let silent = 10f64.powf(SILENT_LUFS / 10.0);
    let mut heard: Vec<f64> =
        blocks(energies, SHORT_TERM_STEPS).step_by(RANGE_STEPS).filter(|block| *block >= silent).collect();
    let least = mean(heard.iter().copied(), heard.len()) / 100.0;
    heard.retain(|block| *block >= least);
    heard.sort_by(f64::total_cmp);
    let at = |share: f64| heard.get(((heard.len().saturating_sub(1)) as f64 * share).round() as usize);
    at(0.95).zip(at(0.10)).map_or(0.0, |(high, low)| db(high / low))
}

/// Measures a mono sound that arrives in pieces.
pub struct Meter {
    steps: Steps,
    peak: TruePeak,
    plain: Plain,
    total_samples: u64,
}

/// Powers without weighting.
struct Plain {
    /// The sum of the squares of all whole steps.
    total: f64,
    /// The means of the last steps.
    last: VecDeque<f64>,
    /// The lowest mean of half a second.
    floor: f64,
}

impl Plain {
    fn add(&mut self, step: &[f32]) {
        let sum = power(step);
        if self.last.len() == FLOOR_STEPS {
            self.last.pop_front();
        }
        self.last.push_back(sum / step.len() as f64);
        if self.last.len() == FLOOR_STEPS {
            self.floor = self.floor.min(mean(self.last.iter().copied(), FLOOR_STEPS));
        }
        self.total += sum;
    }
}

impl Meter {
    /// Makes a meter for a rate.
    #[must_use]
    pub fn new(rate: SampleRate) -> Self {
        Self {
            steps: Steps::new(rate),
            peak: TruePeak::new(rate),
            plain: Plain { total: 0.0, last: VecDeque::with_capacity(FLOOR_STEPS), floor: f64::INFINITY },
            total_samples: 0,
        }
    }

    /// Takes the next samples.
    pub fn add(&mut self, samples: &[f32]) {
        self.peak.add(samples);
        self.steps.add(samples, |step| self.plain.add(step));
        self.total_samples += samples.len() as u64;
    }

    /// Returns how loud it was second by second, in LUFS, each over the 3 s before.
    #[must_use]
    pub fn course(&self) -> Vec<f32> {
        blocks(&self.steps.energies, SHORT_TERM_STEPS).step_by(RANGE_STEPS).map(|block| db(block) as f32).collect()
    }

    /// Returns what was measured.
    #[must_use]
    pub fn finish(self) -> Loudness {
        let energies = &self.steps.energies;
        let loudest = |steps: usize| {
            let lufs = db(blocks(energies, steps).fold(0.0, f64::max));
            (lufs > SILENT_LUFS).then_some(lufs)
        };
        let mean_power = (self.plain.total + power(&self.steps.waiting)) / self.total_samples.max(1) as f64;
        Loudness {
            integrated_lufs: gated(blocks(energies, MOMENTARY_STEPS)),
            range_lu: range(energies),
            momentary_max_lufs: loudest(MOMENTARY_STEPS),
            short_term_max_lufs: loudest(SHORT_TERM_STEPS),
            true_peak_dbtp: self.peak.finish().map(|peak| 2.0 * db(f64::from(peak))),
            rms_dbfs: (mean_power > SILENT_POWER).then(|| db(mean_power)),
            noise_floor_dbfs: Some(self.plain.floor).filter(|floor| floor.is_finite() && *floor > SILENT_POWER).map(db),
        }
    }
}

/// Finds the largest true peak of a sound that arrives in pieces.
struct TruePeak {
    oversampler: Oversampler,
    /// The last samples of what came before, then the piece under way.
    line: Vec<f32>,
    max: f32,
}

impl TruePeak {
    fn new(rate: SampleRate) -> Self {
        Self { oversampler: Oversampler::new(rate), line: vec![0.0; Oversampler::BEFORE], max: 0.0 }
    }

    fn add(&mut self, samples: &[f32]) {
        self.line.extend_from_slice(samples);
        let max = &mut self.max;
        // Nothing that cannot exceed the largest so far is looked at, and the largest grows: the more, the cheaper.
        self.oversampler.peaks(&self.line, *max, |_, peak| *max = max.max(peak));
        let keep = self.line.len().min(Oversampler::BEFORE + Oversampler::AFTER);
        self.line.drain(..self.line.len() - keep);
    }

    fn finish(mut self) -> Option<f32> {
        self.add(&[0.0; Oversampler::AFTER]);
        (self.max > 0.0).then_some(self.max)
    }
}

/// How loud the speech of a clip is, in steps of 100 ms: enough to tell the loudness of many together without hearing them again.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SpeechLevel {
    energies: Vec<f32>,
    square_sum: f64,
}

impl SpeechLevel {
    /// Measures the frames of a clip that are heard.
    #[must_use]
    pub fn of(clip: &Clip, heard: Range<u64>) -> Self {
        let samples = clip.samples.get(heard.start as usize..heard.end as usize).unwrap_or_default();
        let mut steps = Steps::new(clip.rate);
        steps.add(samples, |_| {});
        Self { energies: steps.energies, square_sum: power(samples) }
    }

    /// Returns the integrated loudness; a clip shorter than BS.1770's 400 ms block, or silent, has none.
    #[must_use]
    pub fn lufs(&self) -> Option<f64> {
        gated(blocks(&self.energies, MOMENTARY_STEPS))
    }

    /// Returns the integrated loudness of clips with pauses between, each turned up by so many dB; near to what is measured when they are
    /// played.
    #[must_use]
    pub fn lufs_of_all<'a>(clips: impl Iterator<Item = (&'a Self, f64)>) -> Option<f64> {
        let mut energies = Vec::new();
        for (clip, gain_db) in clips {
            let gain = 10f64.powf(gain_db / 10.0) as f32;
            // The blocks that hold the end of one and the pause after it count too.
            energies.extend([0.0; MOMENTARY_STEPS - 1]);
            energies.extend(clip.energies.iter().map(|energy| energy * gain));
        }
        energies.extend([0.0; MOMENTARY_STEPS - 1]);
        gated(blocks(&energies, MOMENTARY_STEPS))
    }

    /// Returns the root mean square of clips over so many frames, each turned up by so many dB, in dB below full scale.
    #[must_use]
    pub fn rms_of_all<'a>(clips: impl Iterator<Item = (&'a Self, f64)>, frames: Frames) -> Option<f64> {
        let sum: f64 = clips.map(|(clip, gain_db)| clip.square_sum * 10f64.powf(gain_db / 10.0)).sum();
        let mean_power = sum / frames.0.max(1) as f64;
        (mean_power > SILENT_POWER).then(|| db(mean_power))
    }
}

/// Turns decibels into a factor of amplitude.
#[must_use]
pub fn from_db(db: f64) -> f32 {
    10f64.powf(db / 20.0) as f32
}

fn db(power: f64) -> f64 {
    10.0 * power.log10()
}

fn mean(values: impl Iterator<Item = f64>, count: usize) -> f64 {
    values.sum::<f64>() / count.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use ebur128::{EbuR128, Mode};
    use std::f32::consts::TAU;

    fn sine(hz: f32, rate: u32, seconds: f32, amplitude: f32, phase: f32) -> Vec<f32> {
        let frames = (rate as f32 * seconds) as usize;
        (0..frames).map(|i| amplitude * (TAU * hz * i as f32 / rate as f32 + phase).sin()).collect()
    }

    fn measure(samples: &[f32], rate: u32) -> Loudness {
        let mut meter = Meter::new(SampleRate::new(rate).unwrap());
        // Odd pieces: what is measured must not depend on them.
        samples.chunks(777).for_each(|piece| meter.add(piece));
        meter.finish()
    }

    #[test]
    fn a_sine_of_tech_3341_reads_as_it_should() {
        // EBU Tech 3341 case 1: 1 kHz at −23 dBFS on two channels reads −23 LUFS; on one it is 3.01 LU less.
        for rate in [24_000, 44_100, 48_000] {
            let loudness = measure(&sine(1_000.0, rate, 20.0, from_db(-23.0), 0.0), rate);
            let expected = -23.0 - 3.01;
            assert!((loudness.integrated_lufs.unwrap() - expected).abs() < 0.1, "{rate}: {loudness:?}");
            assert!((loudness.momentary_max_lufs.unwrap() - expected).abs() < 0.1);
            assert!((loudness.short_term_max_lufs.unwrap() - expected).abs() < 0.1);
            assert!((loudness.rms_dbfs.unwrap() - expected).abs() < 0.01);
            assert!(loudness.range_lu < 0.1);
        }
    }

    #[test]
    fn a_peak_between_the_samples_is_found() {
        // Tech 3341 cases 15 and 16: a quarter of the rate, sampled 45° off its peaks, which lie 3 dB above every sample.
        for rate in [24_000, 48_000] {
            let samples = sine(rate as f32 / 4.0, rate, 1.0, 0.5, TAU / 8.0);
            let peak = measure(&samples, rate).true_peak_dbtp.unwrap();
            assert!((peak - -6.02).abs() < 0.2, "{rate}: {peak}");
        }
    }

    #[test]
    fn the_gates_and_the_range_are_ebur128s() {
        // Forty seconds that swell and fall silent, over 60 dB.
        let mut samples = sine(440.0, 24_000, 40.0, 0.7, 0.0);
        for (i, sample) in samples.iter_mut().enumerate() {
            let seconds = i as f32 / 24_000.0;
            *sample *=
                if (12.0..15.5).contains(&seconds) { 0.0 } else { 10f32.powf(-3.0 * (seconds / 7.0).sin().abs()) };
        }
        // The filters differ by rate.
        for rate in [24_000, 44_100, 48_000] {
            let mut reference = EbuR128::new(1, rate, Mode::I | Mode::LRA).unwrap();
            reference.add_frames_f32(&samples).unwrap();
            let ours = measure(&samples, rate);
            assert!((ours.integrated_lufs.unwrap() - reference.loudness_global().unwrap()).abs() < 0.001, "{ours:?}");
            assert!((ours.range_lu - reference.loudness_range().unwrap()).abs() < 0.001, "{ours:?}");
        }
    }

    #[test]
    fn silence_has_no_loudness() {
        let silent = measure(&[0.0; 24_000], 24_000);
        assert_eq!(silent, Loudness::default());
        assert_eq!(measure(&[], 24_000), Loudness::default());
    }
}
