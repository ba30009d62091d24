//! Keeps true peaks under a ceiling: looks ahead, turns down smoothly around a peak, and leaves everything else untouched.

use std::collections::VecDeque;
use std::time::Duration;

use super::oversample::Oversampler;
use super::{Frames, SampleRate};

/// How long before a peak turning down begins: shorter is heard as a click, longer as pumping (taste; 1–5 ms is usual).
const LOOK_AHEAD: Duration = Duration::from_millis(5);
/// How fast the gain comes back: 63 % of the way in this time (taste; below 30 ms low voices are distorted).
const RELEASE: Duration = Duration::from_millis(60);
/// A gain this close to one is one.
const SETTLED: f32 = 0.999_9;
/// Samples worked on together; stretches without peaks are passed on in such blocks.
const BLOCK: usize = 1_024;

/// A limiter for a mono sound that arrives in pieces.
pub struct Limiter {
    oversampler: Oversampler,
    ceiling: f32,
    /// Samples not yet given out, after the few before them on which their peaks depend.
    line: Vec<f32>,
    /// How many of the line's samples the gain has already heard of.
    decided: usize,
    /// The gain each sample of the block needs, and the one after it.
    needs: Vec<f32>,
    gain: Gain,
}

impl Limiter {
    /// Makes a limiter that lets no true peak above `ceiling`, a factor of full scale.
    #[must_use]
    pub fn new(rate: SampleRate, ceiling: f32) -> Self {
        Self {
            oversampler: Oversampler::new(rate),
            ceiling,
            line: vec![0.0; Oversampler::BEFORE],
            decided: 0,
            needs: vec![1.0],
            gain: Gain::new(rate),
        }
    }

    /// Takes samples and puts those that are done at the end of `out`: as many as came in, a look-ahead later.
    pub fn add(&mut self, samples: &[f32], out: &mut Vec<f32>) {
        for block in samples.chunks(BLOCK) {
            self.line.extend_from_slice(block);
            self.decide();
            self.give(out);
        }
    }

    /// Returns out what is left.
    pub fn finish(mut self, out: &mut Vec<f32>) {
        let end = out.len() + self.line.len() - Oversampler::BEFORE;
        self.add(&vec![0.0; self.gain.look + Oversampler::AFTER], out);
        out.truncate(end);
    }

    /// Finds what gain each sample needs, as far as the samples after it are known.
    fn decide(&mut self) {
        let first = Oversampler::BEFORE + self.decided;
        let count = (self.line.len() - first).saturating_sub(Oversampler::AFTER);
        // The last need of the block before belongs to the first sample of this one.
        let carried = self.needs.last().copied().unwrap_or(1.0);
        self.needs.clear();
        self.needs.resize(count + 1, 1.0);
        self.needs[0] = carried;
        let (needs, ceiling) = (&mut self.needs, self.ceiling);
        let known = &self.line[self.decided..self.line.len().min(first + count + Oversampler::AFTER)];
        self.oversampler.peaks(known, ceiling, |place, peak| {
            // The peak lies between two samples: both are turned down.
            for need in &mut needs[place..=place + 1] {
                *need = need.min(ceiling / peak);
            }
        });
    }

    /// Returns out the samples whose look-ahead is known.
    fn give(&mut self, out: &mut Vec<f32>) {
        let needs = &self.needs[..self.needs.len() - 1];
        let known = self.decided + needs.len();
        let ready = (known + 1).saturating_sub(self.gain.look);
        if self.gain.is_open() && needs.iter().all(|need| *need >= 1.0) {
            out.extend_from_slice(&self.line[Oversampler::BEFORE..Oversampler::BEFORE + ready]);
        } else {
            let (first, needs) = needs.split_at(needs.len() - ready);
            for need in first {
                self.gain.next(*need);
            }
            let samples = &self.line[Oversampler::BEFORE..Oversampler::BEFORE + ready];
            out.extend(needs.iter().zip(samples).map(|(need, sample)| self.gain.next(*need) * sample));
        }
        self.decided = known - ready;
        self.line.drain(..ready);
    }
}

/// The gain's course: what is needed goes in, what is applied comes out `look - 1` samples later. It is the mean over the
/// look-ahead of a held minimum, and so never above what any sample needs.
struct Gain {
    look: usize,
    release: f32,
    /// Smaller and smaller needs under one of the last `look` samples, each with its place: a sliding minimum.
    lowest: VecDeque<(u64, f32)>,
    place: u64,
    /// The needs held and released: the last `look` of them in a ring, the oldest at `oldest`.
    held: Vec<f32>,
    oldest: usize,
    last: f32,
    sum: f64,
    /// What each of them counts in the mean.
    share: f64,
    /// How many of the last held gains are one.
    open: usize,
}

impl Gain {
    fn new(rate: SampleRate) -> Self {
        let look = Frames::from_duration(LOOK_AHEAD, rate).0.max(1) as usize;
        let release = 1.0 - (-1.0 / (RELEASE.as_secs_f32() * rate.hz() as f32)).exp();
        let (lowest, held) = (VecDeque::new(), vec![1.0; look]);
        let (sum, share) = (look as f64, 1.0 / look as f64);
        Self { look, release, lowest, place: 0, held, oldest: 0, last: 1.0, sum, share, open: look }
    }

    /// Returns whether the gain is one and stays so while nothing else is needed.
    fn is_open(&self) -> bool {
        self.open >= self.look
    }

    fn next(&mut self, need: f32) -> f32 {
        let low = self.lowest(need);
        let released = if low < self.last { low } else { self.last + (low - self.last) * self.release };
        let released = if released > SETTLED && low >= 1.0 { 1.0 } else { released };
        self.last = released;
        self.sum += f64::from(released) - f64::from(std::mem::replace(&mut self.held[self.oldest], released));
        self.oldest = if self.oldest + 1 == self.look { 0 } else { self.oldest + 1 };
        self.open = if released >= 1.0 { self.open + 1 } else { 0 };
        if self.is_open() {
            self.sum = self.look as f64;
        }
        (self.sum * self.share) as f32
    }

    /// Takes what the next sample needs, and gives the lowest of the last `look`.
    fn lowest(&mut self, need: f32) -> f32 {
        self.place += 1;
        if need < 1.0 {
            while self.lowest.back().is_some_and(|(_, low)| *low >= need) {
                self.lowest.pop_back();
            }
            self.lowest.push_back((self.place, need));
        }
        while self.lowest.front().is_some_and(|(place, _)| place + self.look as u64 <= self.place) {
            self.lowest.pop_front();
        }
        self.lowest.front().map_or(1.0, |(_, low)| *low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::loudness::{Meter, from_db};
    use std::f32::consts::TAU;

    fn limit(samples: &[f32], ceiling: f32, piece: usize) -> Vec<f32> {
        let mut limiter = Limiter::new(SampleRate::MASTER, ceiling);
        let mut out = Vec::new();
        samples.chunks(piece).for_each(|piece| limiter.add(piece, &mut out));
        limiter.finish(&mut out);
        out
    }

    fn true_peak(samples: &[f32]) -> f64 {
        let mut meter = Meter::new(SampleRate::MASTER);
        meter.add(samples);
        meter.finish().true_peak_dbtp.unwrap()
    }

    /// A voice-like sound: a pulse train through decaying resonances, its level rising and falling.
    fn pulses(amplitude: f32) -> Vec<f32> {
        let pulse = |i: usize| {
            let t = (i % 190) as f32 / 24_000.0;
            (-t * 300.0).exp() * (TAU * 730.0 * t).cos() + 0.5 * (-t * 500.0).exp() * (TAU * 6_100.0 * t).sin()
        };
        (0..48_000).map(|i| amplitude * pulse(i) * (0.6 + 0.4 * (TAU * 3.0 * i as f32 / 24_000.0).sin())).collect()
    }

    #[test]
    fn peaks_stay_under_the_ceiling_and_the_length_stays() {
        let samples = pulses(2.0);
        let limited = limit(&samples, from_db(-1.0), 5_000);
        assert_eq!(limited.len(), samples.len());
        let peak = true_peak(&limited);
        assert!(peak <= -1.0 + 0.02, "{peak}");
        assert!(peak > -1.5, "no more is turned down than must be: {peak}");
        assert_eq!(limited, limit(&samples, from_db(-1.0), 333), "pieces do not matter");
    }

    #[test]
    fn what_is_under_the_ceiling_is_untouched() {
        let samples = pulses(0.4);
        assert_eq!(limit(&samples, from_db(-1.0), 5_000), samples);
        let mut one_peak = samples.clone();
        one_peak[24_000] = 3.0;
        let limited = limit(&one_peak, from_db(-1.0), 5_000);
        // Untouched until the look-ahead before the peak, and again a second after.
        assert_eq!(limited[..24_000 - 140], samples[..24_000 - 140]);
        assert_eq!(limited[47_000..], samples[47_000..]);
        assert!(limited[24_000].abs() <= from_db(-1.0) * 1.001);
    }

    #[test]
    fn turning_down_makes_no_step() {
        let mut samples = vec![0.5; 24_000];
        samples[12_000] = 1.5;
        let limited = limit(&samples, from_db(-1.0), 5_000);
        let step = |i: usize| (limited[i + 1] - limited[i]).abs();
        let steepest = (0..23_999).filter(|i| !(11_998..=12_001).contains(i)).map(step).fold(0.0, f32::max);
        assert!(steepest < 0.003, "the gain's own steps stay under −50 dB: {steepest}");
    }

    #[test]
    fn nothing_in_gives_nothing_out() {
        assert_eq!(limit(&[], 0.9, 10), [0.0; 0]);
        assert_eq!(limit(&[0.1, 0.2], 0.9, 10), [0.1, 0.2]);
    }
}
