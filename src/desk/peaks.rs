//! The shapes of sounds that were looked at, kept by the sound's hash: a browser that decoded an hour would need 300 MB.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use serde::Deserialize;

use crate::audio::decode;

/// Points a second: a sentence of a few seconds fills a panel.
const POINTS_A_SECOND: u64 = 50;
/// The most narrations whose shapes are kept. Taste.
const MOST: usize = 64;

/// The shapes of sounds that were looked at.
#[derive(Debug, Default)]
pub(super) struct Peaks(Mutex<HashMap<String, Arc<Vec<u8>>>>);

/// The part of audiowaveform's JSON that is used.
#[derive(Deserialize)]
struct Stored {
    sample_rate: u64,
    samples_per_pixel: u64,
    data: Vec<i16>,
}

impl Peaks {
    /// Returns the highest value of each fiftieth of a second, from 0 to 255: of the waveform beside a narration where there is
    /// a fine one, else of its sound.
    ///
    /// # Errors
    /// When the sound cannot be read.
    pub(super) fn of(&self, audio: &Path, hash: &str) -> io::Result<Arc<Vec<u8>>> {
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(peaks) = kept().get(hash) {
            return Ok(Arc::clone(peaks));
        }
        let peaks = match stored(&audio.with_extension("waveform.json")) {
            Some(peaks) => peaks,
            None => measured(audio)?,
        };
        let (peaks, mut kept) = (Arc::new(peaks), kept());
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(hash.to_owned(), Arc::clone(&peaks));
        Ok(peaks)
    }
}

/// Reads a waveform that was written beside the sound, if it has a point for each of ours.
fn stored(path: &Path) -> Option<Vec<u8>> {
    let Stored { sample_rate, samples_per_pixel, data } =
        serde_json::from_reader(BufReader::new(File::open(path).ok()?)).ok()?;
    let a_point = sample_rate.checked_div(POINTS_A_SECOND)?.checked_div(samples_per_pixel)?;
    if a_point == 0 {
        return None;
    }
    let highest = |pairs: &[i16]| pairs.iter().map(|value| value.unsigned_abs().min(127) as u8 * 2).max().unwrap_or(0);
    Some(data.chunks(usize::try_from(a_point).ok()? * 2).map(highest).collect())
}

/// Measures a sound: a WAV piece by piece, other forms in memory.
fn measured(audio: &Path) -> io::Result<Vec<u8>> {
    if audio.extension().is_none_or(|ending| ending != "wav") {
        let clip = decode(crate::regular_file::read_data(audio)?, None).map_err(io::Error::other)?;
        let a_point = (u64::from(clip.rate.hz()) / POINTS_A_SECOND) as usize;
        let highest = |samples: &[f32]| samples.iter().fold(0.0, |highest: f32, sample| highest.max(sample.abs()));
        return Ok(clip.samples.chunks_exact(a_point.max(1)).map(|samples| (highest(samples) * 255.0) as u8).collect());
    }
    let reader = hound::WavReader::new(BufReader::new(File::open(audio)?)).map_err(io::Error::other)?;
    let spec = reader.spec();
    let (full, a_point) = (1_i64 << (spec.bits_per_sample - 1), u64::from(spec.sample_rate) / POINTS_A_SECOND);
    let (mut peaks, mut highest, mut taken) = (Vec::new(), 0_i64, 0);
    for sample in reader.into_samples::<i32>() {
        highest = highest.max(i64::from(sample.map_err(io::Error::other)?).abs());
        taken += 1;
        if taken == a_point {
            peaks.push(u8::try_from(highest * 255 / full).unwrap_or(u8::MAX));
            (highest, taken) = (0, 0);
        }
    }
    Ok(peaks)
}
