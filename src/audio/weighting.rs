//! The ear's weighting of ITU-R BS.1770: a shelf that lifts what the head lifts, and a high pass, worked on eight samples at a time.

use std::f64::consts::PI;

use super::SampleRate;
use super::lanes::{LANES, add_scaled};

/// The analogue filters whose bilinear transform at 48 kHz has the coefficients of BS.1770-5, annex 1, tables 1 and 2: corner in hertz
/// and quality, of the shelf also its gain in dB and the share of it that is reached at the corner.
const SHELF_HZ: f64 = 1_681.974_450_955_533;
const SHELF_QUALITY: f64 = 0.707_175_236_955_419_6;
const SHELF_DB: f64 = 3.999_843_853_973_347;
const SHELF_AT_CORNER: f64 = 0.499_666_774_154_541_6;
const HIGH_PASS_HZ: f64 = 38.135_470_876_024_44;
const HIGH_PASS_QUALITY: f64 = 0.500_327_037_323_877_3;
/// The lowest rate that the shelf can be made for.
const LEAST_HZ: u32 = 8_000;
/// What the filters remember: two values each.
const MEMORY: usize = 4;
/// A memory this small is none: it would fade for a second more, in numbers so small that processors are slow with them.
const FORGOTTEN: f32 = 1e-15;

/// A block: what goes in with what is remembered, what comes out with what is to be remembered.
type Block<T> = [T; LANES + MEMORY];

/// Weights a mono sound that arrives in pieces.
#[derive(Debug, Clone)]
pub(super) struct Weighting {
    filters: [Filter; 2],
    /// What each value that goes in adds to each that comes out. The filters are linear: eight samples one after another are one
    /// product with a matrix, and need not wait for each other.
    columns: Block<Block<f32>>,
    memory: [f32; MEMORY],
}

impl Weighting {
    /// Makes the filters for a rate; one too low for them is taken as the lowest that is not.
    pub(super) fn new(rate: SampleRate) -> Self {
        let hz = f64::from(rate.hz().max(LEAST_HZ));
        let filters = [shelf(hz), high_pass(hz)];
        let columns = std::array::from_fn(|place| column(&filters, place));
        Self { filters, columns, memory: [0.0; MEMORY] }
    }

    /// Takes the next samples and gives the sum of the squares of what they become.
    pub(super) fn power(&mut self, samples: &[f32]) -> f64 {
        let (blocks, rest) = samples.as_chunks::<LANES>();
        let mut lanes = [0.0f32; LANES];
        for block in blocks {
            let weighted = self.weigh(block);
            for (lane, sample) in lanes.iter_mut().zip(weighted) {
                *lane += sample * sample;
            }
        }
        let mut sum: f64 = lanes.into_iter().map(f64::from).sum();
        let mut memory = self.memory.map(f64::from);
        for sample in rest {
            sum += run(&self.filters, &mut memory, f64::from(*sample)).powi(2);
        }
        self.memory = memory.map(|value| if value.abs() < f64::from(FORGOTTEN) { 0.0 } else { value as f32 });
        sum
    }

    fn weigh(&mut self, samples: &[f32; LANES]) -> [f32; LANES] {
        let mut out: Block<f32> = [0.0; LANES + MEMORY];
        // The memory comes last: only it waits for the block before.
        for (value, column) in samples.iter().chain(&self.memory).zip(&self.columns) {
            add_scaled(&mut out, column, *value);
        }
        let (weighted, memory) = out.split_at(LANES);
        self.memory.copy_from_slice(memory);
        std::array::from_fn(|place| weighted[place])
    }
}

/// A filter of the second order: what comes in and what came out are weighted.
#[derive(Debug, Clone, Copy)]
struct Filter {
    of_input: [f64; 3],
    of_output: [f64; 2],
}

impl Filter {
    /// Takes one sample ("transposed direct form II": what is remembered stays as small as the sound).
    fn next(&self, memory: &mut [f64], sample: f64) -> f64 {
        let out = self.of_input[0] * sample + memory[0];
        memory[0] = self.of_input[1] * sample - self.of_output[0] * out + memory[1];
        memory[1] = self.of_input[2] * sample - self.of_output[1] * out;
        out
    }
}

fn run(filters: &[Filter; 2], memory: &mut [f64; MEMORY], sample: f64) -> f64 {
    let [first, second] = filters;
    let (of_first, of_second) = memory.split_at_mut(MEMORY / 2);
    second.next(of_second, first.next(of_first, sample))
}

/// Returns what a one at a place of a block makes of the block.
fn column(filters: &[Filter; 2], place: usize) -> Block<f32> {
    let mut block: Block<f64> = [0.0; LANES + MEMORY];
    block[place] = 1.0;
    let (samples, rest) = block.split_at_mut(LANES);
    let mut memory = [0.0; MEMORY];
    memory.copy_from_slice(rest);
    samples.iter_mut().for_each(|sample| *sample = run(filters, &mut memory, *sample));
    rest.copy_from_slice(&memory);
    block.map(|value| value as f32)
}

fn shelf(hz: f64) -> Filter {
    let corner = (PI * SHELF_HZ / hz).tan();
    let (square, slope) = (corner * corner, corner / SHELF_QUALITY);
    let high = 10f64.powf(SHELF_DB / 20.0);
    let middle = high.powf(SHELF_AT_CORNER) * slope;
    let whole = 1.0 + slope + square;
    Filter {
        of_input: [high + middle + square, 2.0 * (square - high), high - middle + square].map(|value| value / whole),
        of_output: [2.0 * (square - 1.0), 1.0 - slope + square].map(|value| value / whole),
    }
}

fn high_pass(hz: f64) -> Filter {
    let corner = (PI * HIGH_PASS_HZ / hz).tan();
    let (square, slope) = (corner * corner, corner / HIGH_PASS_QUALITY);
    let whole = 1.0 + slope + square;
    // The standard leaves the numerator as it is, whatever the denominator: 0 dB lie a little above the band's.
    Filter {
        of_input: [1.0, -2.0, 1.0],
        of_output: [2.0 * (square - 1.0), 1.0 - slope + square].map(|value| value / whole),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_48_khz_the_coefficients_are_the_standards() {
        let near = |ours: &[f64], theirs: &[f64]| {
            assert!(ours.iter().zip(theirs).all(|(a, b)| (a - b).abs() < 1e-10), "{ours:?} {theirs:?}");
        };
        let (shelf, high_pass) = (shelf(48_000.0), high_pass(48_000.0));
        near(&shelf.of_input, &[1.535_124_859_586_97, -2.691_696_189_406_38, 1.198_392_810_852_85]);
        near(&shelf.of_output, &[-1.690_659_293_182_41, 0.732_480_774_215_85]);
        near(&high_pass.of_output, &[-1.990_047_454_833_98, 0.990_072_250_366_21]);
    }

    #[test]
    fn blocks_are_the_filters_one_sample_after_another() {
        let rate = SampleRate::MASTER;
        let (mut state, mut memory) = (1u32, [0.0; MEMORY]);
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 24) as f32
        };
        // Noise with a constant under it, which the high pass takes out.
        let samples: Vec<f32> = (0..24_000).map(|_| next()).collect();
        let mut weighting = Weighting::new(rate);
        let filters = weighting.filters;
        let expected: f64 = samples.iter().map(|sample| run(&filters, &mut memory, f64::from(*sample)).powi(2)).sum();
        let ours: f64 = samples.chunks(2_403).map(|part| weighting.power(part)).sum();
        assert!((ours / expected - 1.0).abs() < 1e-5, "{ours} {expected}");
    }

    #[test]
    fn silence_is_forgotten() {
        let mut weighting = Weighting::new(SampleRate::MASTER);
        weighting.power(&[0.9; 2_400]);
        assert!(weighting.power(&[0.0; 2_400]) > 0.0);
        let after: f64 = (0..3).map(|_| weighting.power(&[0.0; 2_400])).sum();
        assert!(after < 1e-9);
        assert_eq!(weighting.memory, [0.0; MEMORY]);
    }
}
