//! What shapes the sound besides the voices: one value with one JSON form, whose hash tells whether it changed.

use serde::Serialize;

use crate::master::{Finish, SigningTerms};
use crate::script::{Lexicon, Reading};
use crate::voice::Voice;

use super::Casting;
use super::hash::{MASTER_FORMAT, hash};

/// The slowest and fastest speed, in percent; beyond them neural voices lose words.
pub const SPEED_PERCENT: std::ops::RangeInclusive<u16> = 50..=200;
/// Between the hashes of a shape.
const BETWEEN: char = '-';
/// Digits of each: 64 bits, of which no two that an output folder sees are the same by chance.
const DIGITS: usize = 16;
/// What each hash of a shape is of, in their order.
const CHANGED: [&str; 5] = [
    "aloud makes narrations otherwise since",
    "the voices or their files were changed since",
    "a lexicon was changed since",
    "the sound of narrations, their music or cover, or what is written beside them was changed since",
    "what is read and said was changed since",
];

/// What shapes the sound besides the voices.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Direction {
    /// How articles are read.
    pub reading: Reading,
    /// How fast voices speak, 100 being their own pace.
    pub speed_percent: u16,
    /// How the master is to sound.
    pub finish: Finish,
}

impl Default for Direction {
    fn default() -> Self {
        Self { reading: Reading::default(), speed_percent: 100, finish: Finish::default() }
    }
}

impl Direction {
    /// Hashes everything that shapes narrations besides the articles and the engines: the version of the program, the
    /// voices, the lexicons, how the master is to sound and is signed, and how articles are read. Of two shapes that differ
    /// [`change`] names what was changed.
    #[must_use]
    pub fn shape(&self, voices: &Voices<'_>, signing: Option<&SigningTerms>) -> String {
        let version = (env!("CARGO_PKG_VERSION"), MASTER_FORMAT);
        let sounds = |voices: &[&Voice]| voices.iter().map(|voice| sound_of(voice)).collect::<Vec<_>>();
        let casting = voices.casting.map(|voice| sound_of(voice));
        let has_roles = voices.casting.quote.is_some() || !voices.casting.speakers.is_empty();
        let voices = (sound_of(voices.lead), casting, sounds(&voices.understudies));
        let lexicon = &self.reading.lexicon;
        let reading = Reading { lexicon: Lexicon::default().into(), ..self.reading.clone() };
        let finish = Finish { signing: None, ..self.finish.clone() };
        let hashes = [
            hash(&version),
            hash(&voices),
            hash(lexicon),
            hash(&(finish, signing)),
            match has_roles {
                // They are composed otherwise since there are voices for what stands inside paragraphs.
                true => hash(&(reading, self.speed_percent, "roles")),
                false => hash(&(reading, self.speed_percent)),
            },
        ];
        hashes.map(|hash| hash[..DIGITS].to_owned()).join(&BETWEEN.to_string())
    }
}

/// The voices of a cast, and what each is for.
pub struct Voices<'a> {
    /// The one that reads.
    pub lead: &'a Voice,
    /// Those that say something besides.
    pub casting: Casting<&'a Voice>,
    /// Those that take over.
    pub understudies: Vec<&'a Voice>,
}

/// Returns what of a voice is heard: what is said of it, what its service allows and where its keys are kept is not.
fn sound_of(voice: &Voice) -> Voice {
    let (description, licence) = (String::new(), String::new());
    Voice { description, licence, limits: Default::default(), keys: Default::default(), ..voice.clone() }
}

/// What each hash of a shape is of, in their order, as what differs.
const DIFFERING: [&str; 5] = [
    "another version of aloud",
    "other voices or voice files",
    "another lexicon",
    "another sound, music or other files",
    "other settings of what is read and said",
];

/// Names all that differs between two shapes.
#[must_use]
pub fn differences(one: &str, other: &str) -> Vec<&'static str> {
    if one.split(BETWEEN).count() != other.split(BETWEEN).count() {
        return vec![DIFFERING[0]];
    }
    let differ = one.split(BETWEEN).zip(other.split(BETWEEN)).map(|(one, other)| one != other);
    DIFFERING.iter().zip(differ).filter(|(_, differs)| *differs).map(|(name, _)| *name).collect()
}

/// Names what was changed between two shapes.
#[must_use]
pub fn change(before: &str, now: &str) -> Option<&'static str> {
    let differ = before.split(BETWEEN).zip(now.split(BETWEEN)).position(|(before, now)| before != now);
    // One of another form was made by an older version.
    let otherwise = (before != now).then_some(CHANGED[0]);
    differ.and_then(|part| CHANGED.get(part).copied()).or(otherwise)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alone(lead: &Voice) -> Voices<'_> {
        Voices { lead, casting: Casting::default(), understudies: Vec::new() }
    }

    #[test]
    fn a_shape_tells_what_was_changed_and_nothing_else_changes_it() {
        let voice = Voice::parse(include_str!("../../voices/tone.toml"), "tone").unwrap();
        let direction = Direction::default();
        let shape = direction.shape(&alone(&voice), None);
        let paid = Voice { keys: [("k".into(), crate::secrets::KeyPlace::Env("K".into()))].into(), ..voice.clone() };
        assert_eq!(direction.shape(&alone(&paid), None), shape, "where a key is kept is not heard");
        let faster = Direction { speed_percent: 120, ..direction.clone() };
        assert_eq!(change(&shape, &faster.shape(&alone(&voice), None)), Some(CHANGED[4]));
        let louder = Direction { finish: Finish { target: None, ..Finish::default() }, ..direction.clone() };
        assert_eq!(change(&shape, &louder.shape(&alone(&voice), None)), Some(CHANGED[3]));
        let quoting = |voice| Casting { quote: Some(voice), ..Casting::default() };
        let quoted = direction.shape(&Voices { casting: quoting(&voice), ..alone(&voice) }, None);
        assert_eq!(change(&shape, &quoted), Some(CHANGED[1]));
        let helped = direction.shape(&Voices { understudies: vec![&voice], ..alone(&voice) }, None);
        assert!(change(&shape, &helped).is_some() && helped != quoted, "what a voice is for is part of it");
        assert_eq!(differences(&shape, &louder.shape(&alone(&voice), None)), [DIFFERING[3]]);
        assert_eq!((differences("older", &shape), differences(&shape, &shape)), (vec![DIFFERING[0]], Vec::new()));
        assert_eq!(change("older", &shape), Some(CHANGED[0]));
        assert_eq!(change(&shape, &shape), None);
    }
}
