//! The melody of paragraphs: how a reader's voice and pauses move through one, for voices that would say each sentence alike.
//!
//! Readers begin a paragraph high and wide, sink and narrow through it, and rest longer after long sentences and before turns
//! (Lehiste 1975; Sluijter & Terken 1993). The amounts are ours, within what was found to cost nothing: listeners' scores
//! as DistillMOS predicts them stay as they were for the built-in voice up to a semitone either way and a range of 130 %.

use std::ops::Range;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::document::BlockKind;
use crate::language::Language;

/// How paragraphs are read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Prosody {
    /// Each as a whole, by voices whose pitch is in our hands.
    #[default]
    Paragraph,
    /// Every sentence like the one before.
    Flat,
}

impl Prosody {
    /// Returns whether paragraphs are read as wholes.
    #[must_use]
    pub fn is_paragraph(&self) -> bool {
        *self == Self::Paragraph
    }
}

/// How a sentence is intoned, beside how the voice would say it alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Intonation {
    /// How much higher it lies, in hundredths of a semitone; −200 to 200.
    pub cents: i16,
    /// How far its pitch moves about its middle, in percent of the voice's own range; 50 to 200.
    pub range_percent: u16,
    /// Whether what stands in parentheses within it is said aside.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub has_asides: bool,
}

impl Default for Intonation {
    /// Returns the voice's own.
    fn default() -> Self {
        Self { cents: 0, range_percent: 100, has_asides: false }
    }
}

impl Intonation {
    /// Returns whether it is the voice's own.
    #[must_use]
    pub fn is_own(&self) -> bool {
        *self == Self::default()
    }

    /// Returns how a part of the sentence is said that stands in parentheses: lower and flatter than the rest.
    #[must_use]
    pub fn aside(&self) -> Self {
        let range = u32::from(self.range_percent) * u32::from(ASIDE.range_percent) / 100;
        let cents = self.cents.saturating_add(ASIDE.cents).max(LOWEST_CENTS);
        Self { cents, range_percent: u16::try_from(range).unwrap_or(u16::MAX), has_asides: false }
    }
}

/// Where a paragraph begins, and how far it sinks with each sentence until it is at its floor, in cents: it spans two
/// semitones at the most.
const ONSET_CENTS: i16 = 80;
const FALL_CENTS: i16 = 45;
const FLOOR_CENTS: i16 = -55;
/// How much lower its last sentence lies, where it has at least three.
const FINAL_CENTS: i16 = -25;
/// A paragraph of one sentence neither begins nor ends anything.
const SINGLE_CENTS: i16 = 20;
/// What stands in parentheses is said aside: lower and flatter, as readers do (Kutik, Cooper & Boyce 1983).
const ASIDE: Intonation = Intonation { cents: -100, range_percent: 80, has_asides: false };
/// Listeners' scores fall below this.
const LOWEST_CENTS: i16 = -170;
/// A heading opens what follows.
const HEADING: Intonation = Intonation { cents: 60, range_percent: 110, has_asides: false };
/// What somebody else says lies apart from what the writer says.
const QUOTED_CENTS: i16 = 30;

/// Letters of a sentence below which it is short and above which it is long.
const SHORT_LETTERS: usize = 45;
const LONG_LETTERS: usize = 160;

/// Words that turn to something else, at a sentence's beginning, by language.
const TURNS: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "but", "yet", "however", "still", "meanwhile", "nevertheless", "instead", "then", "so", "now", "finally",
            "later",
        ],
    ),
    ("es", &["pero", "sin", "mientras", "ahora", "entonces", "finalmente", "luego", "aun"]),
    ("fr", &["mais", "pourtant", "cependant", "toutefois", "enfin", "maintenant", "puis", "or"]),
    ("it", &["ma", "però", "tuttavia", "intanto", "ora", "infine", "poi", "eppure"]),
    ("pt", &["mas", "porém", "contudo", "entretanto", "agora", "finalmente", "depois"]),
];

/// A sentence of a block, as far as its melody depends on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spoken<'a> {
    /// What is said.
    pub(super) text: &'a str,
    /// Whether it is someone's words inside a paragraph.
    pub(super) quoted: bool,
}

/// How a sentence is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Melody {
    pub(super) intonation: Intonation,
    /// The rest after it, in percent of the usual.
    rest_percent: u64,
}

impl Melody {
    /// Returns the pause after the sentence, of the usual one, to a hundredth of a second.
    pub(super) fn rest(&self, usual: Duration) -> Duration {
        let ms = u64::try_from(usual.as_millis()).unwrap_or(u64::MAX);
        Duration::from_millis(ms.saturating_mul(self.rest_percent) / 1_000 * 10)
    }
}

/// Returns the melody of the sentences of one block.
pub(super) fn melody(sentences: &[Spoken<'_>], kind: BlockKind, language: &Language) -> Vec<Melody> {
    let count = sentences.len();
    let all: usize = sentences.iter().map(|sentence| letters(sentence.text)).sum();
    let melody = |(index, sentence): (usize, &Spoken<'_>)| {
        let is_heading = matches!(kind, BlockKind::Heading { .. });
        let is_said_by_others = sentence.quoted || kind == BlockKind::Quote;
        Melody {
            intonation: match is_heading {
                true => HEADING,
                false => intonation(sentence.text, index, count, is_said_by_others),
            },
            rest_percent: match sentences.get(index + 1) {
                Some(next) => rest_percent(sentence.text, turns(next.text, language)),
                None if is_heading => 100,
                None => paragraph_percent(all),
            },
        }
    };
    sentences.iter().enumerate().map(melody).collect()
}

/// Intones a sentence by its place in its paragraph.
fn intonation(spoken: &str, index: usize, count: usize, is_quoted: bool) -> Intonation {
    if spoken.starts_with('(') && spoken.trim_end_matches(['.', '!', '?']).ends_with(')') {
        return ASIDE;
    }
    let is_last = index + 1 == count;
    let sunk = i16::try_from(index).unwrap_or(i16::MAX).saturating_mul(FALL_CENTS);
    let mut cents = match count {
        1 => SINGLE_CENTS,
        _ => (ONSET_CENTS - sunk.min(ONSET_CENTS - FLOOR_CENTS)) + if is_last && count > 2 { FINAL_CENTS } else { 0 },
    };
    if is_quoted {
        cents += QUOTED_CENTS;
    }
    let letters = letters(spoken);
    let by_place: u16 = match (index, is_last) {
        (0, _) if count > 1 => 118,
        (_, true) if count > 2 => 88,
        (index, _) if index % 2 == 1 => 96,
        _ => 106,
    };
    let by_length = if letters < SHORT_LETTERS { 8 } else { 0 };
    let by_kind = if spoken.trim_end_matches(['”', '"', '’', '»']).ends_with(['?', '!']) { 10 } else { 0 };
    let range_percent = (by_place + by_length + by_kind).min(130);
    Intonation { cents, range_percent, has_asides: !asides(spoken).is_empty() }
}

/// Returns the parts of a sentence that stand in parentheses, without these, in bytes: those that begin a word and have one.
pub(crate) fn asides(text: &str) -> Vec<Range<usize>> {
    let mut asides = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find('(').map(|at| from + at) {
        let start = open + 1;
        let Some(end) = text[start..].find(')').map(|at| start + at) else { break };
        let begins_word = text[..open].ends_with(char::is_whitespace);
        if begins_word && text[start..end].contains(char::is_alphabetic) {
            asides.push(start..end);
        }
        from = end + 1;
    }
    asides
}

/// Returns the rest after a sentence, in percent of the usual: up to 1.4 times after long ones, as readers do
/// (Kazlauskienė 2020), less after short ones, and a little more before a turn.
fn rest_percent(spoken: &str, before_turn: bool) -> u64 {
    const LEAST: u64 = 85;
    const MOST: u64 = 140;
    let (least, most) = (SHORT_LETTERS as u64, 240);
    let letters = (letters(spoken) as u64).clamp(least, most);
    let by_length = LEAST + (MOST - LEAST) * (letters - least) / (most - least);
    if before_turn { by_length * 115 / 100 } else { by_length }
}

/// Returns the rest after a paragraph, in percent of the usual: what was long is let sink in.
fn paragraph_percent(letters: usize) -> u64 {
    match letters {
        0..LONG_LETTERS => 90,
        LONG_LETTERS..450 => 105,
        _ => 125,
    }
}

/// Returns whether a sentence turns to something else.
fn turns(spoken: &str, language: &Language) -> bool {
    let first = spoken.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty());
    let words = TURNS.iter().find(|(tag, _)| *tag == language.primary()).map_or(&[][..], |(_, words)| words);
    first.is_some_and(|first| words.contains(&first.to_lowercase().as_str()))
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL: Duration = Duration::from_millis(400);
    const LONG: &str = "The council, which had met on every Tuesday of that long and rainy autumn without agreeing on anything \
                        at all, voted in the end to keep the old bridge open for another year.";

    fn melodies(texts: &[&str], kind: BlockKind) -> Vec<Melody> {
        let sentences: Vec<_> = texts.iter().map(|text| Spoken { text, quoted: false }).collect();
        melody(&sentences, kind, &Language::english())
    }

    #[test]
    fn a_paragraph_begins_high_and_sinks() {
        let texts = ["It rained for a week and nobody in the town was surprised.", LONG, LONG, "Then it stopped."];
        let cents: Vec<_> = melodies(&texts, BlockKind::Paragraph).iter().map(|one| one.intonation.cents).collect();
        assert!(cents.is_sorted_by(|one, next| one > next), "{cents:?}");
        assert_eq!((cents[0], cents[3]), (80, -80));
        assert_eq!(melodies(&texts[..1], BlockKind::Paragraph)[0].intonation.cents, SINGLE_CENTS);
        let aside = melodies(&[texts[0], "(Nobody asked why.)"], BlockKind::Paragraph);
        assert_eq!(aside[1].intonation, ASIDE);
        assert_eq!(melodies(&["The flood"], BlockKind::Heading { level: 2 })[0].intonation, HEADING);
    }

    #[test]
    fn what_stands_in_parentheses_is_said_aside() {
        let aside = |text: &str| asides(text).into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>();
        assert_eq!(aside("The club (founded in 1905) and teacher(s) met (twice)."), ["founded in 1905", "twice"]);
        assert_eq!(aside("A smile :) and (no end"), [""; 0]);
        let melody = melodies(&["The club (founded long ago) met."], BlockKind::Paragraph)[0].intonation;
        assert!(melody.has_asides && melody.aside().cents < melody.cents && !melody.aside().has_asides);
        let lowest = Intonation { cents: -160, range_percent: 100, has_asides: true };
        assert_eq!(lowest.aside(), Intonation { cents: LOWEST_CENTS, range_percent: 80, has_asides: false });
    }

    #[test]
    fn one_more_sentence_at_the_end_moves_only_its_neighbour() {
        let texts = ["One came.", "Two came.", "Three came.", "Four came.", "Five came."];
        let (four, five) = (melodies(&texts[..4], BlockKind::Paragraph), melodies(&texts, BlockKind::Paragraph));
        let intoned = |melodies: &[Melody]| melodies.iter().map(|one| one.intonation).collect::<Vec<_>>();
        assert_eq!(intoned(&four)[..3], intoned(&five)[..3]);
    }

    #[test]
    fn pauses_grow_after_long_sentences_and_before_turns() {
        let pause = |texts: &[&str]| melodies(texts, BlockKind::Paragraph)[0].rest(USUAL).as_millis();
        assert_eq!(pause(&["He came.", "He saw."]), 340);
        assert_eq!(pause(&["He came.", "But he saw nothing."]), 380);
        assert!((430..=520).contains(&pause(&[LONG, "He saw."])));
        let after = |texts: &[&str]| melodies(texts, BlockKind::Paragraph).last().unwrap().rest(USUAL).as_millis();
        assert_eq!((after(&["He came."]), after(&[LONG, LONG, LONG, LONG])), (360, 500));
    }
}
