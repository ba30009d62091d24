//! How loud sound is: ITU-R BS.1770 and EBU R 128 by `ebur128`, true peaks only where they can be, RMS and noise floor.

use std::collections::VecDeque;

use ebur128::{EbuR128, Mode};
use serde::{Deserialize, Serialize};

use super::oversample::Oversampler;
use super::{Clip, SampleRate};

/// Steps of 100 ms in EBU Tech 3341's momentary (400 ms) and short-term (3 s) windows, and in the half second over which
/// ACX's checkers measure the noise floor.
const MOMENTARY_STEPS: usize = 4;
const SHORT_TERM_STEPS: usize = 30;
const FLOOR_STEPS: usize = 5;
/// Below this there is nothing: BS.1770's absolute gate.
const SILENT_LUFS: f64 = -70.0;
/// Half a step of 16 bits, squared: digital silence.
const SILENT_POWER: f64 = (0.5 / 32_768.0) * (0.5 / 32_768.0);

/// What was measured of a sound. Silence has no loudness: such fields are empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
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

/// Measures a mono sound that arrives in pieces.
pub struct Meter {
    ebu: EbuR128,
    /// Absent where nobody asks for it.
    peak: Option<TruePeak>,
    step: usize,
    /// Samples and the sum of their squares in the step under way.
    step_samples: usize,
    step_power: f64,
    /// Weighted energies of the last steps, the newest last.
    energies: VecDeque<f64>,
    /// Plain powers of the last steps.
    powers: VecDeque<f64>,
    momentary_max: f64,
    short_term_max: f64,
    floor: f64,
    total_power: f64,
    total_samples: u64,
}

impl Meter {
    /// Makes a meter for a rate; one outside of what the standard's filters are made for is taken as the nearest.
    #[must_use]
    pub fn new(rate: SampleRate) -> Self {
        let hz = rate.hz().clamp(16, 2_822_400);
        let ebu = EbuR128::new(1, hz, Mode::I | Mode::LRA).expect("one channel at a rate within the limits");
        Self {
            ebu,
            peak: Some(TruePeak::new(rate)),
            step: (hz as usize / 10).max(1),
            step_samples: 0,
            step_power: 0.0,
            energies: VecDeque::with_capacity(SHORT_TERM_STEPS),
            powers: VecDeque::with_capacity(FLOOR_STEPS),
            momentary_max: 0.0,
            short_term_max: 0.0,
            floor: f64::INFINITY,
            total_power: 0.0,
            total_samples: 0,
        }
    }

    /// Makes a meter that leaves true peaks out, which take time to find.
    #[must_use]
    pub fn without_peaks(rate: SampleRate) -> Self {
        Self { peak: None, ..Self::new(rate) }
    }

    /// Takes the next samples.
    pub fn add(&mut self, samples: &[f32]) {
        if let Some(peak) = &mut self.peak {
            peak.add(samples);
        }
        let mut rest = samples;
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(rest.len().min(self.step - self.step_samples));
            rest = after;
            self.ebu.add_frames_f32(piece).expect("one channel has whole frames");
            self.step_power += power(piece);
            self.step_samples += piece.len();
            if self.step_samples == self.step {
                self.end_step();
            }
        }
    }

    fn end_step(&mut self) {
        let lufs = self.ebu.loudness_window(100).unwrap_or(f64::NEG_INFINITY);
        push(&mut self.energies, 10f64.powf(lufs / 10.0), SHORT_TERM_STEPS);
        push(&mut self.powers, self.step_power / self.step as f64, FLOOR_STEPS);
        self.momentary_max = self.momentary_max.max(mean(&self.energies, MOMENTARY_STEPS));
        self.short_term_max = self.short_term_max.max(mean(&self.energies, SHORT_TERM_STEPS));
        if self.powers.len() == FLOOR_STEPS {
            self.floor = self.floor.min(mean(&self.powers, FLOOR_STEPS));
        }
        self.total_power += self.step_power;
        self.total_samples += self.step_samples as u64;
        (self.step_power, self.step_samples) = (0.0, 0);
    }

    /// Gives what was measured.
    #[must_use]
    pub fn finish(mut self) -> Loudness {
        self.total_power += self.step_power;
        self.total_samples += self.step_samples as u64;
        let lufs = |value: f64| (value > SILENT_LUFS).then_some(value);
        let mean_power = self.total_power / self.total_samples.max(1) as f64;
        Loudness {
            integrated_lufs: lufs(self.ebu.loudness_global().unwrap_or(f64::NEG_INFINITY)),
            range_lu: self.ebu.loudness_range().unwrap_or(0.0),
            momentary_max_lufs: lufs(db(self.momentary_max)),
            short_term_max_lufs: lufs(db(self.short_term_max)),
            true_peak_dbtp: self.peak.and_then(TruePeak::finish).map(|peak| 2.0 * db(f64::from(peak))),
            rms_dbfs: (mean_power > SILENT_POWER).then(|| db(mean_power)),
            noise_floor_dbfs: (self.floor.is_finite() && self.floor > SILENT_POWER).then(|| db(self.floor)),
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

/// Measures how loud a clip's speech is, its pauses left out: the integrated loudness of the frames heard. A clip shorter than
/// BS.1770's 400 ms block, or silent, has none.
#[must_use]
pub fn speech_loudness(clip: &Clip, heard: std::ops::Range<u64>) -> Option<f64> {
    let samples = clip.samples.get(heard.start as usize..heard.end as usize)?;
    let mut ebu = EbuR128::new(1, clip.rate.hz(), Mode::I).ok()?;
    ebu.add_frames_f32(samples).ok()?;
    ebu.loudness_global().ok().filter(|lufs| *lufs > SILENT_LUFS)
}

/// Turns decibels into a factor of amplitude.
#[must_use]
pub fn from_db(db: f64) -> f32 {
    10f64.powf(db / 20.0) as f32
}

fn db(power: f64) -> f64 {
    10.0 * power.log10()
}

fn power(samples: &[f32]) -> f64 {
    samples.chunks(256).map(|chunk| f64::from(chunk.iter().map(|sample| sample * sample).sum::<f32>())).sum()
}

fn push(steps: &mut VecDeque<f64>, value: f64, longest: usize) {
    if steps.len() == longest {
        steps.pop_front();
    }
    steps.push_back(value);
}

/// The mean of the last `count` steps, 0 while there are fewer.
fn mean(steps: &VecDeque<f64>, count: usize) -> f64 {
    if steps.len() < count { 0.0 } else { steps.iter().rev().take(count).sum::<f64>() / count as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;
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
    fn silence_has_no_loudness() {
        let silent = measure(&[0.0; 24_000], 24_000);
        assert_eq!(silent, Loudness::default());
        assert_eq!(measure(&[], 24_000), Loudness::default());
    }
}
