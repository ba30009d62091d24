//! Where each sentence lies in the master: whole frames, in order, without overlap.

use std::ops::Range;

use crate::audio::{Frames, SampleRate, SpeechLevel};
use crate::speech::ClipKey;

/// One sentence's place.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// The clip that is heard.
    pub clip: ClipKey,
    /// The part of the clip that is heard, in frames of the clip.
    pub heard: Range<u64>,
    /// Where it starts in the master.
    pub start: Frames,
    /// The silence after it.
    pub pause: Frames,
    /// How loud its speech is, before the gain.
    pub level: SpeechLevel,
    /// How much it is turned up to match the others, in dB.
    pub gain_db: f64,
}

impl Span {
    /// Returns where the speech ends in the master.
    #[must_use]
    pub fn end(&self) -> Frames {
        self.start + Frames(self.heard.end - self.heard.start)
    }
}

/// The whole narration: silence, spans that follow one another, each with the silence after it, and silence.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// The rate of the master and of every clip.
    pub rate: SampleRate,
    /// The silence before the first span.
    pub head: Frames,
    /// The sentences, in order.
    pub spans: Vec<Span>,
    /// The length of it all.
    pub length: Frames,
}

impl Timeline {
    /// Makes a timeline that holds silence alone so far.
    #[must_use]
    pub fn new(rate: SampleRate, head: Frames) -> Self {
        Self { rate, head, spans: Vec::new(), length: head }
    }

    /// Puts a clip at the end, with the silence after it.
    pub fn push(&mut self, clip: ClipKey, (heard, level): (Range<u64>, SpeechLevel), pause: Frames) {
        let span = Span { clip, heard, start: self.length, pause, level, gain_db: 0.0 };
        self.length = span.end() + pause;
        self.spans.push(span);
    }

    /// Leaves room at the end for what is not speech.
    pub fn end_with(&mut self, sound: Frames) {
        self.length += sound;
    }

    /// Makes the silence after the last clip longer.
    pub fn add_silence(&mut self, silence: Frames) {
        if let Some(last) = self.spans.last_mut() {
            last.pause += silence;
            self.length += silence;
        }
    }
}
