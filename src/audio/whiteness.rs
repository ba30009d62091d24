//! How near a sound is to white noise, which speech never is: what comes of bytes that are read in a wrong way.

use realfft::RealFftPlanner;
use realfft::num_complex::Complex32;

use super::lanes::power;

/// Samples of a spectrum.
const WINDOW: usize = 512;
/// Spectra that are looked at, of the loudest moments: enough for a median, few enough to cost nothing.
const SPECTRA: usize = 48;
/// The bands that are compared: all but the lowest and the highest, which filters take away.
const FIRST_BIN: usize = 6;
const BAND_BINS: usize = 10;
const BANDS: usize = 24;

/// Returns how even the loudest moments' spectra are, from 0 to 1: the geometric mean of their bands beside the arithmetic one,
/// at the median. White noise has 0.9 and more, vowels 0.1 and less, whatever the rate; silence and what is too short have 0.
#[must_use]
pub fn whiteness(samples: &[f32]) -> f32 {
    let moments = loudest(samples);
    let mut planner = RealFftPlanner::<f32>::new();
    let fft = planner.plan_fft_forward(WINDOW);
    let (mut spectrum, mut scratch) = (fft.make_output_vec(), fft.make_scratch_vec());
    let hann = |i: usize| 0.5 - 0.5 * (std::f32::consts::TAU * i as f32 / WINDOW as f32).cos();
    let window: Vec<f32> = (0..WINDOW).map(hann).collect();
    let mut evenness: Vec<f32> = Vec::with_capacity(moments.len());
    for moment in moments {
        let mut moment: Vec<f32> = moment.iter().zip(&window).map(|(sample, gain)| sample * gain).collect();
        if fft.process_with_scratch(&mut moment, &mut spectrum, &mut scratch).is_ok() {
            evenness.push(even(&spectrum));
        }
    }
    evenness.sort_unstable_by(f32::total_cmp);
    evenness.get(evenness.len() / 2).copied().unwrap_or_default()
}

/// Returns the loudest moments, all of one length.
fn loudest(samples: &[f32]) -> Vec<&[f32]> {
    let mut moments: Vec<(f64, &[f32])> = samples.chunks_exact(WINDOW).map(|moment| (power(moment), moment)).collect();
    moments.retain(|(power, _)| *power > 0.0);
    if moments.len() > SPECTRA {
        moments.select_nth_unstable_by(SPECTRA, |one, other| other.0.total_cmp(&one.0));
        moments.truncate(SPECTRA);
    }
    moments.into_iter().map(|(_, moment)| moment).collect()
}

fn even(spectrum: &[Complex32]) -> f32 {
    let bands = spectrum[FIRST_BIN..].chunks_exact(BAND_BINS).take(BANDS);
    let powers: Vec<f32> = bands.map(|band| band.iter().map(Complex32::norm_sqr).sum::<f32>().max(1e-20)).collect();
    let arithmetic = powers.iter().sum::<f32>() / powers.len() as f32;
    let geometric = (powers.iter().map(|power| power.ln()).sum::<f32>() / powers.len() as f32).exp();
    geometric / arithmetic
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_white_and_a_voice_is_not() {
        let mut state = 1u32;
        let noise: Vec<f32> = (0..24_000)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 8) as f32 / (1 << 23) as f32 - 1.0
            })
            .collect();
        assert!(whiteness(&noise) > 0.85, "{}", whiteness(&noise));
        // Harmonics of 120 Hz that fall by 12 dB an octave, as a larynx makes them.
        let harmonic = |i: usize, n: f32| (std::f32::consts::TAU * 120.0 * n * i as f32 / 24_000.0).sin() / (n * n);
        let voice: Vec<f32> = (0..24_000).map(|i| (1..80).map(|n| harmonic(i, n as f32)).sum()).collect();
        assert!(whiteness(&voice) < 0.15, "{}", whiteness(&voice));
        assert_eq!((whiteness(&[]), whiteness(&[0.0; 4_096])), (0.0, 0.0));
    }
}
