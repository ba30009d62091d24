//! Plays a timeline: clip after clip from the store, faded at the cuts, with silence between. One clip is in memory at a time.

use std::time::Duration;

use super::{MasterError, Music, Timeline};
use crate::audio::{Frames, from_db};
use crate::speech::ClipCache;

/// The fade at each cut: long enough that no click is heard, too short to soften a plosive (taste; 3–10 ms is usual in editing).
const FADE: Duration = Duration::from_millis(5);
/// Silence is written in pieces of this many frames, a third of a second.
static SILENCE: [f32; 8_192] = [0.0; 8_192];

/// A timeline, the clips it names, and the music around them.
#[derive(Clone, Copy)]
pub struct Mix<'a> {
    /// Where each sentence lies.
    pub timeline: &'a Timeline,
    /// Where the clips are.
    pub store: &'a ClipCache,
    /// What is heard around and under the speech.
    pub music: &'a Music,
}

impl Mix<'_> {
    /// Plays the timeline into `write`, a few thousand samples to some seconds at a time.
    ///
    /// # Errors
    /// When a clip cannot be had, or whatever `write` fails with.
    pub(super) fn play(self, mut write: impl FnMut(&[f32]) -> Result<(), MasterError>) -> Result<(), MasterError> {
        match self.music.bed(self.timeline) {
            None => self.play_dry(write),
            Some(mut bed) => {
                let mut mixed = Vec::new();
                self.play_dry(|samples| {
                    mixed.clear();
                    mixed.extend_from_slice(samples);
                    bed.add_to(&mut mixed);
                    write(&mixed)
                })
            }
        }
    }

    /// Plays everything but the bed.
    fn play_dry(self, mut write: impl FnMut(&[f32]) -> Result<(), MasterError>) -> Result<(), MasterError> {
        let timeline = self.timeline;
        let fade = Frames::from_duration(FADE, timeline.rate).0 as usize;
        let mut intro = self.music.intro(timeline);
        fade_edges(&mut intro, fade);
        write(&intro)?;
        write_silence(Frames(timeline.head.0 - intro.len() as u64), &mut write)?;
        for span in &timeline.spans {
            let gone = || MasterError::ClipGone { key: span.clip.clone() };
            let mut clip = self.store.get(&span.clip)?.ok_or_else(gone)?.clip;
            let heard = span.heard.start as usize..span.heard.end as usize;
            let samples = clip.samples.get_mut(heard).ok_or_else(gone)?;
            if span.gain_db != 0.0 {
                let gain = from_db(span.gain_db);
                samples.iter_mut().for_each(|sample| *sample *= gain);
            }
            fade_edges(samples, fade);
            write(samples)?;
            write_silence(span.pause, &mut write)?;
        }
        let mut outro = self.music.outro(timeline);
        fade_edges(&mut outro, fade);
        write(&outro)
    }
}

fn write_silence(length: Frames, write: &mut impl FnMut(&[f32]) -> Result<(), MasterError>) -> Result<(), MasterError> {
    let mut left = length.0;
    while left > 0 {
        let piece = left.min(SILENCE.len() as u64);
        write(&SILENCE[..piece as usize])?;
        left -= piece;
    }
    Ok(())
}

/// Fades both ends in a straight line over `fade` frames, or half the samples when there are fewer.
fn fade_edges(samples: &mut [f32], fade: usize) {
    let fade = fade.min(samples.len() / 2);
    let last = samples.len().saturating_sub(1);
    for i in 0..fade {
        let gain = i as f32 / fade as f32;
        samples[i] *= gain;
        samples[last - i] *= gain;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fades_start_and_end_in_silence() {
        let mut samples = vec![1.0; 10];
        fade_edges(&mut samples, 4);
        assert_eq!(samples, [0.0, 0.25, 0.5, 0.75, 1.0, 1.0, 0.75, 0.5, 0.25, 0.0]);
        fade_edges(&mut [], 4);
        fade_edges(&mut [1.0], 4);
    }
}
