//! The pattern of the mark, and the spectra it is put into and looked for in.

use realfft::num_complex::Complex32;

use crate::audio::SampleRate;

/// The rate at which the spectrum is looked at.
pub(super) const RATE: SampleRate = SampleRate::MASTER;
/// Samples of a spectrum, and from one to the next: 43 and 11 ms.
pub(super) const WINDOW: usize = 1_024;
pub(super) const HOP: usize = WINDOW / 4;
/// The bands: from 445 Hz, under which speech is strongest, to 7.4 kHz, which 16 kHz sound still holds; each 188 Hz wide, as wide as
/// those of Opus and wider than those of MP3.
pub(super) const BANDS: usize = 37;
pub(super) const FIRST_BIN: usize = 19;
pub(super) const BAND_BINS: usize = 8;
/// Spectra for which a sign of the pattern holds: 85 ms.
pub(super) const SLOT: usize = 8;
/// Pairs of slots after which the pattern comes again: 2.7 s.
pub(super) const PAIRS: usize = 16;

/// The signs of the pattern: in the first half of each pair of slots these, in the second their opposites, so that what changes slowly
/// in speech counts in neither.
pub(super) fn pattern() -> [[f32; BANDS]; PAIRS] {
    // Any number but zero.
    let mut state = 0x9E37_79B9_u32;
    let mut sign = || {
        // Marsaglia's xorshift (2003).
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        if state >> 31 == 0 { 1.0 } else { -1.0 }
    };
    std::array::from_fn(|_| std::array::from_fn(|_| sign()))
}

/// The root of Hann's window: what is taken apart and put together with it at this hop is whole again, twice.
pub(super) fn window() -> Vec<f32> {
    let hann = |i: usize| 0.5 - 0.5 * (std::f64::consts::TAU * i as f64 / WINDOW as f64).cos();
    (0..WINDOW).map(|i| hann(i).sqrt() as f32).collect()
}

/// The bins of a band.
pub(super) fn bins(band: usize) -> std::ops::Range<usize> {
    let first = FIRST_BIN + band * BAND_BINS;
    first..first + BAND_BINS
}

/// The mean energy of each band.
pub(super) fn energies(spectrum: &[Complex32]) -> [f32; BANDS] {
    let energy = |band| spectrum[bins(band)].iter().map(Complex32::norm_sqr).sum::<f32>() / BAND_BINS as f32;
    std::array::from_fn(energy)
}
