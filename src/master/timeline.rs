//! Where each sentence lies in the master: whole frames, in order, without overlap.

use std::ops::Range;

use crate::audio::{Frames, SampleRate};
use crate::speech::ClipKey;

/// One sentence's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The clip that is heard.
    pub clip: ClipKey,
    /// The part of the clip that is heard, in frames of the clip.
    pub heard: Range<u64>,
    /// Where it starts in the master.
    pub start: Frames,
    /// The silence after it.
    pub pause: Frames,
}

impl Span {
    /// Gives where the speech ends in the master.
    #[must_use]
    pub fn end(&self) -> Frames {
        self.start + Frames(self.heard.end - self.heard.start)
    }
}

/// The whole narration: spans that follow one another, each with the silence after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// The rate of the master and of every clip.
    pub rate: SampleRate,
    /// The sentences, in order.
    pub spans: Vec<Span>,
    /// The length of it all.
    pub length: Frames,
}

impl Timeline {
    /// Makes an empty timeline.
    #[must_use]
    pub fn new(rate: SampleRate) -> Self {
        Self { rate, spans: Vec::new(), length: Frames(0) }
    }

    /// Puts a clip at the end, with the silence after it.
    pub fn push(&mut self, clip: ClipKey, heard: Range<u64>, pause: Frames) {
        let span = Span { clip, heard, start: self.length, pause };
        self.length = span.end() + pause;
        self.spans.push(span);
    }
}
