//! What an engine is asked: one sentence, by one voice.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Capabilities;
use crate::script::{Intonation, Pronunciation, segments};
use crate::voice::Voice;

/// One text to be said. Equal requests to engines of equal identity may share one clip, so this one value is the key of
/// the clip store and the message to a remote worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SpeechRequest {
    /// What to say: one sentence in spoken form.
    pub text: String,
    /// Who says it.
    pub voice: Arc<Voice>,
    /// How fast, 100 being the voice's own pace; 50 to 200.
    pub speed_percent: u16,
    /// What is said around it; empty for engines that do not use it, so that a sentence sounds the same anywhere.
    #[serde(default)]
    pub context: Context,
    /// How words of the text are pronounced, in their order; empty for engines that take no IPA.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pronunciations: Vec<Pronunciation>,
    /// How it is intoned; as the voice would by itself for engines whose pitch is their own.
    #[serde(default, skip_serializing_if = "Intonation::is_own")]
    pub intonation: Intonation,
    /// Which time the same is asked for, from 0: engines that vary say it otherwise, and each time has a clip of its own.
    #[serde(default, skip_serializing_if = "is_first")]
    pub take: u32,
}

fn is_first(take: &u32) -> bool {
    *take == 0
}

impl SpeechRequest {
    /// Makes a request at the voice's own pace, with nothing around it.
    #[must_use]
    pub fn new(text: impl Into<String>, voice: Arc<Voice>) -> Self {
        Self {
            text: text.into(),
            voice,
            speed_percent: 100,
            context: Context::default(),
            pronunciations: Vec::new(),
            intonation: Intonation::default(),
            take: 0,
        }
    }

    /// Counts the characters of the text, as they are paid for.
    #[must_use]
    pub fn chars(&self) -> u64 {
        self.text.chars().count() as u64
    }

    /// Returns the text in order, cut at the words whose pronunciation is given: for engines that write it inline.
    #[must_use]
    pub fn segments(&self) -> Vec<(&str, Option<&Pronunciation>)> {
        segments(&self.text, &self.pronunciations)
    }

    /// Puts aliases in place of the words that an engine without IPA would mispronounce, and drops the context it would
    /// not use; what is left is all that shapes its sound.
    #[must_use]
    pub fn suited_to(mut self, engine: &Capabilities) -> Self {
        if !engine.takes_ipa && !self.pronunciations.is_empty() {
            let alias = |(word, of): (&str, Option<&Pronunciation>)| {
                of.and_then(|pronunciation| pronunciation.alias.clone()).unwrap_or_else(|| word.to_owned())
            };
            self.text = self.segments().into_iter().map(alias).collect();
            self.pronunciations.clear();
        }
        if !engine.uses_context {
            self.context = Context::default();
        }
        if !engine.shapes_pitch {
            self.intonation = Intonation::default();
        }
        self
    }

    /// Returns the request for a part of the text, with its pronunciations and without the context.
    ///
    /// # Panics
    /// When the range does not lie on characters of the text.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Self {
        let inside = |one: &&Pronunciation| range.start <= one.range.start && one.range.end <= range.end;
        let moved = |one: &Pronunciation| {
            let range = one.range.start - range.start..one.range.end - range.start;
            Pronunciation { range, ..one.clone() }
        };
        Self {
            text: self.text[range.clone()].to_owned(),
            voice: Arc::clone(&self.voice),
            speed_percent: self.speed_percent,
            context: Context::default(),
            pronunciations: self.pronunciations.iter().filter(inside).map(moved).collect(),
            intonation: self.intonation,
            take: self.take,
        }
    }
}

/// What is said before and after a text, for engines that carry intonation across sentences.
#[derive(Debug, Default, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Context {
    /// The sentence before; empty at the start of a story.
    pub before: String,
    /// The sentence after; empty at the end.
    pub after: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> SpeechRequest {
        let voice = Voice::parse(include_str!("../../voices/tone.toml"), "tone").unwrap();
        let at = |range, alias: Option<&str>| Pronunciation { range, ipa: "x".into(), alias: alias.map(str::to_owned) };
        let pronunciations = vec![at(0..2, Some("She")), at(7..9, None)];
        SpeechRequest { pronunciations, ..SpeechRequest::new("Xi met Li.", Arc::new(voice)) }
    }

    #[test]
    fn an_engine_without_ipa_gets_the_aliases() {
        let engine = Capabilities::default();
        let suited = request().suited_to(&engine);
        assert_eq!(suited.text, "She met Li.");
        assert!(suited.pronunciations.is_empty());
        let ipa = request().suited_to(&Capabilities { takes_ipa: true, ..engine });
        assert_eq!(ipa, request());
        let intoned =
            SpeechRequest { intonation: Intonation { cents: 50, range_percent: 110, has_asides: false }, ..request() };
        assert_eq!(intoned.clone().suited_to(&Capabilities { takes_ipa: true, ..engine }), request());
        let shapes_pitch = Capabilities { takes_ipa: true, shapes_pitch: true, ..engine };
        assert_eq!(intoned.clone().suited_to(&shapes_pitch), intoned);
    }

    #[test]
    fn a_part_keeps_the_pronunciations_inside_it() {
        let part = request().part(3..10);
        assert_eq!(part.text, "met Li.");
        assert_eq!(part.pronunciations[0].range, 4..6);
        assert_eq!(part.pronunciations.len(), 1);
    }
}
