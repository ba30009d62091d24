//! From the mix to finished samples: watermark, rate, gain, room tone, limiter, and a measurement of what comes out.

use super::finish::{Finish, Measure, Target};
use super::{MasterError, Mix, Timeline};
use crate::audio::{Limiter, Loudness, Meter, Resampler, RoomTone, SpeechLevel, Watermark, from_db};

/// Kept below the ceiling: what dither and the last rounding may add, and what another program's longer filter may find.
const MARGIN_DB: f64 = 0.1;
/// The most the whole is turned up or down: a narration that is nearly silent is no narration.
const MOST_DB: f64 = 40.0;

/// Samples on their way together: few enough that each stage finds them in the processor's nearest memory.
const PIECE: usize = 4_096;

/// Returns the gain that brings the spans to the target, in dB, from what each was found to be when it was spoken: near enough that the
/// sound is seldom made again.
pub(super) fn first_gain(timeline: &Timeline, target: &Target) -> f64 {
    let levels = timeline.spans.iter().map(|span| (&span.level, span.gain_db));
    let level = match target.measure {
        Measure::Integrated => SpeechLevel::lufs_of_all(levels),
        Measure::Rms => SpeechLevel::rms_of_all(levels, timeline.length),
    };
    level.map_or(0.0, |level| (target.level - level).clamp(-MOST_DB, MOST_DB))
}

/// Plays the mix with the gain through the chain into `write`, and gives what was measured at its end, with the loudness second by
/// second.
pub(super) fn render(
    mix: Mix<'_>,
    finish: &Finish,
    gain_db: f64,
    mut write: impl FnMut(&[f32]) -> Result<(), MasterError>,
) -> Result<(Loudness, Vec<f32>), MasterError> {
    let mut chain = Chain::new(mix, finish, gain_db);
    mix.play(|samples| samples.chunks(PIECE).try_for_each(|piece| write(chain.add(piece))))?;
    write(chain.finish())?;
    let course = chain.meter.course();
    Ok((chain.meter.finish(), course))
}

/// The stages, each with the samples on their way to the next.
struct Chain {
    watermark: Option<Watermark>,
    resampler: Option<Resampler>,
    gain: f32,
    room_tone: Option<RoomTone>,
    limiter: Option<Limiter>,
    meter: Meter,
    marked: Vec<f32>,
    at_rate: Vec<f32>,
    done: Vec<f32>,
}

impl Chain {
    fn new(mix: Mix<'_>, finish: &Finish, gain_db: f64) -> Self {
        let from = mix.timeline.rate;
        let limiter = |target: &Target| Limiter::new(finish.rate, from_db(target.ceiling_dbtp - MARGIN_DB));
        Self {
            watermark: finish.watermark.then(Watermark::default),
            resampler: (from != finish.rate).then(|| Resampler::new(from, finish.rate)),
            gain: from_db(gain_db),
            room_tone: finish.room_tone_dbfs.map(RoomTone::new),
            limiter: finish.target.as_ref().map(limiter),
            meter: Meter::new(finish.rate),
            marked: Vec::new(),
            at_rate: Vec::new(),
            done: Vec::new(),
        }
    }

    /// Takes samples of the mix and gives those that are finished.
    fn add(&mut self, samples: &[f32]) -> &[f32] {
        self.at_rate.clear();
        match &mut self.watermark {
            Some(watermark) => {
                self.marked.clear();
                watermark.add(samples, &mut self.marked);
                change_rate(&mut self.resampler, &self.marked, &mut self.at_rate);
            }
            None => change_rate(&mut self.resampler, samples, &mut self.at_rate),
        }
        self.level()
    }

    /// Returns what is left in the stages.
    fn finish(&mut self) -> &[f32] {
        self.at_rate.clear();
        if let Some(watermark) = self.watermark.take() {
            self.marked.clear();
            watermark.finish(&mut self.marked);
            change_rate(&mut self.resampler, &self.marked, &mut self.at_rate);
        }
        if let Some(resampler) = self.resampler.take() {
            resampler.finish(&mut self.at_rate);
        }
        self.level();
        if let Some(limiter) = self.limiter.take() {
            let before = self.done.len();
            limiter.finish(&mut self.done);
            self.meter.add(&self.done[before..]);
        }
        &self.done
    }

    fn level(&mut self) -> &[f32] {
        if self.gain != 1.0 {
            self.at_rate.iter_mut().for_each(|sample| *sample *= self.gain);
        }
        if let Some(room_tone) = &mut self.room_tone {
            room_tone.add_to(&mut self.at_rate);
        }
        self.done.clear();
        match &mut self.limiter {
            Some(limiter) => limiter.add(&self.at_rate, &mut self.done),
            None => self.done.extend_from_slice(&self.at_rate),
        }
        self.meter.add(&self.done);
        &self.done
    }
}

fn change_rate(resampler: &mut Option<Resampler>, samples: &[f32], out: &mut Vec<f32>) {
    match resampler {
        Some(resampler) => resampler.add(samples, out),
        None => out.extend_from_slice(samples),
    }
}
