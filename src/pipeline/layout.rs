//! Where each take lies in the master: the timeline, and the times it gives the manifest.

use std::time::Duration;

use super::recorder::Take;
use crate::audio::{Frames, SampleRate, WordMark};
use crate::master::{CueWord, Finish, Manifest, Timeline, matching_gains};
use crate::script::Script;

/// Lays the takes out, with the script's pauses between them.
pub(super) fn lay_out(script: &Script, takes: &[Take], finish: &Finish) -> Timeline {
    let rate = SampleRate::MASTER;
    let silence = |ms| Frames::from_duration(Duration::from_millis(ms), rate);
    let mut timeline = Timeline::new(rate, finish.music.intro_length() + silence(finish.head_ms));
    for (sentence, take) in script.sentences.iter().zip(takes) {
        let pause = Frames::from_duration(sentence.pause_after, rate);
        timeline.push(take.key.clone(), (take.frames.clone(), take.level.clone()), pause);
    }
    if finish.target.is_some() {
        let levels: Vec<_> = takes.iter().map(|take| take.level.lufs()).collect();
        for (span, gain_db) in timeline.spans.iter_mut().zip(matching_gains(&levels)) {
            span.gain_db = gain_db;
        }
    }
    timeline.add_silence(silence(finish.tail_ms));
    timeline.end_with(finish.music.outro_length());
    timeline
}

/// Fills in who said each sentence and when, and when each word that the engine has marked.
pub(super) fn describe(manifest: &mut Manifest, takes: &[Take], timeline: &Timeline) {
    let ms = |frames: u64| Frames(frames).to_ms(timeline.rate);
    manifest.duration_ms = ms(timeline.length.0);
    for ((cue, span), take) in manifest.sentences.iter_mut().zip(&timeline.spans).zip(takes) {
        let is_other = |name: &&String| cue.recorded_by.is_none() && **name != manifest.voice;
        cue.voice = Some(&take.voice.name).filter(is_other).cloned();
        cue.doubt = take.doubt.as_ref().map(ToString::to_string);
        cue.start_ms = ms(span.start.0);
        cue.end_ms = ms(span.end().0);
        // What lies in silence that was cut off is heard at its edge.
        let at = |frame: u64| ms(span.start.0 + frame.clamp(span.heard.start, span.heard.end) - span.heard.start);
        let word = |mark: &WordMark| {
            let text = cue.spoken.get(mark.text.clone())?.to_owned();
            Some(CueWord { text, start_ms: at(mark.frames.start), end_ms: at(mark.frames.end) })
        };
        cue.words = take.words.iter().filter_map(word).collect();
    }
}
