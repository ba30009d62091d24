//! Who speaks: the lead, those who speak for it in other languages, and those who take over when it fails.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::Arc;

use serde::Deserialize;

use super::own_recording::RECORDING;
use super::readers::Readers;
use super::{Casting, Guests, NarrateError, SPEED_PERCENT, Speaker};
use crate::language::Language;
use crate::script::{self, LanguageChoice, Prosody, Reading, Roles, Script, Sentence};
use crate::speech::{Context, Engine, SpeechRequest};
use crate::voice::Voice;

/// Who speaks.
#[derive(Clone)]
pub struct Cast {
    /// Who speaks, unless another is to.
    pub lead: Speaker,
    /// Who says what besides.
    pub casting: Casting<Speaker>,
    /// Who reads the article at hand, because it asks for it.
    pub guest: Option<Speaker>,
    /// Whom editors had say something in the article at hand, and the recordings of their own.
    pub hired: Vec<Speaker>,
    /// Who takes over when the one who is to speak fails or lacks the language, in this order.
    pub understudies: Vec<Speaker>,
    /// When they do.
    pub takeover: Takeover,
    /// Every voice there is, to name those that speak a language this cast does not.
    pub roster: Arc<[Voice]>,
    /// Whom articles may ask for.
    pub guests: Option<Arc<Guests>>,
    /// What stands before each engine, and is put before those of guests too.
    pub(super) wraps: Vec<Wrap>,
}

/// Puts something before the engine of a speaker.
type Wrap = Arc<dyn Fn(&Speaker) -> Arc<dyn Engine> + Send + Sync>;

/// When another voice takes over from one that fails.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Takeover {
    /// Between articles: the article is begun again, so that it never changes its voice in the middle.
    #[default]
    Article,
    /// Between sentences: only those that the voice fails to say are said by another.
    Sentence,
}

impl FromStr for Takeover {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.to_ascii_lowercase().as_str() {
            "article" => Ok(Self::Article),
            "sentence" => Ok(Self::Sentence),
            _ => Err("choose article or sentence".to_owned()),
        }
    }
}

impl Cast {
    /// Makes a cast of one speaker.
    #[must_use]
    pub fn of(lead: Speaker) -> Self {
        Self {
            lead,
            casting: Casting::default(),
            guest: None,
            hired: Vec::new(),
            understudies: Vec::new(),
            takeover: Takeover::default(),
            roster: Arc::default(),
            guests: None,
            wraps: Vec::new(),
        }
    }

    /// Returns everyone in the cast, the lead first.
    pub fn speakers(&self) -> impl Iterator<Item = &Speaker> {
        let others = self.casting.values().chain(&self.understudies).chain(&self.guest).chain(&self.hired);
        std::iter::once(&self.lead).chain(others)
    }

    /// Returns the same cast with each engine behind another, those of guests too.
    #[must_use]
    pub fn behind(&self, wrap: impl Fn(&Speaker) -> Arc<dyn Engine> + Send + Sync + 'static) -> Self {
        let mut cast = self.clone();
        let others = cast.casting.values_mut().chain(&mut cast.understudies).chain(&mut cast.guest);
        let others = others.chain(&mut cast.hired);
        for speaker in std::iter::once(&mut cast.lead).chain(others) {
            speaker.engine = wrap(speaker);
        }
        cast.wraps.push(Arc::new(wrap));
        cast
    }

    /// Returns a guest as those of the cast are, behind the same.
    pub(super) fn wrapped(&self, mut guest: Speaker) -> Speaker {
        for wrap in &self.wraps {
            guest.engine = wrap(&guest);
        }
        guest
    }

    /// Returns the voices that may be named for an article in a language, or for a part of it, by name.
    #[must_use]
    pub fn nameable(&self, language: &Language) -> Vec<&Voice> {
        let admitted = |voice: &&Voice| self.guests.as_ref().is_some_and(|guests| guests.admits(&voice.name));
        let own = self.speakers().map(|speaker| &*speaker.voice);
        let is_person = |voice: &&Voice| voice.engine != RECORDING;
        let all = own.filter(is_person).chain(self.roster.iter().filter(admitted));
        let by_name: BTreeMap<&str, &Voice> =
            all.filter(|voice| voice.speaks(language)).map(|voice| (voice.name.as_str(), voice)).collect();
        by_name.into_values().collect()
    }

    /// Returns whether someone in the cast speaks by the engine of this identity.
    #[must_use]
    pub fn has_engine(&self, identity: &str) -> bool {
        self.speakers().any(|speaker| speaker.engine.identity() == identity)
    }

    /// Returns whether an article that fails is begun again by another.
    pub(super) fn begins_again(&self) -> bool {
        self.takeover == Takeover::Article && !self.understudies.is_empty()
    }

    /// Returns who speaks an article in a language: the one set for it, else the lead, else the first understudy who can.
    ///
    /// # Errors
    /// [`NarrateError::Language`] when no one in the cast speaks it, naming the voices that do.
    pub fn lead_for(&self, language: &Language) -> Result<&Speaker, NarrateError> {
        self.reader(language, &Readers::default())
    }

    /// Returns who reads an article in a language: of those who may, the first who speaks it.
    pub(super) fn reader<'a>(
        &'a self,
        language: &Language,
        readers: &Readers<'a>,
    ) -> Result<&'a Speaker, NarrateError> {
        let set = self.casting.languages.get(&language.to_primary());
        // Where a language has a voice of its own, the usual one does not read it.
        let first = set.unwrap_or(&self.lead);
        let mut able = readers.before(&self.casting).chain([first]).chain(&self.understudies);
        able.find(|speaker| speaker.voice.speaks(language))
            .ok_or_else(|| NarrateError::language(&first.voice, language, &self.roster))
    }

    /// Returns how the lead of an article reads: as directed, but for what depends on the voice.
    pub(super) fn reading(&self, lead: &Speaker, directed: &Reading) -> Reading {
        let Speaker { voice, engine } = lead;
        let otherwise = voice.languages.first().map_or_else(Language::english, Language::to_primary);
        Reading {
            language: LanguageChoice { otherwise, ..directed.language.clone() },
            delivery: voice.delivery,
            voice: voice.name.clone(),
            prosody: if engine.capabilities().shapes_pitch { directed.prosody } else { Prosody::Flat },
            quotations: self.casting.quotations.keys().cloned().collect(),
            ..directed.clone()
        }
    }

    /// Returns whose words in an article in this language are said by others than its lead.
    pub(super) fn roles(&self, lead: &Voice, language: &Language) -> Roles {
        let speaks = |speaker: &&Speaker| speaker.voice.speaks(language);
        let quote = self.casting.quote.as_ref().filter(speaks);
        let speakers = self.casting.speakers.iter().filter(|(_, speaker)| speaks(speaker));
        Roles {
            quotes: quote.is_some_and(|quote| quote.voice.name != lead.name),
            speakers: speakers.map(|(name, speaker)| (name.clone(), speaker.voice.name.clone())).collect(),
        }
    }

    /// Returns what is asked for each sentence of a script that `lead` reads.
    pub(super) fn requests(&self, lead: &Speaker, script: &Script, speed_percent: u16) -> Vec<SpeechRequest> {
        let spoken = |index: usize| script.sentences.get(index).map(|sentence| sentence.spoken.clone());
        let context = |index: usize| Context {
            before: index.checked_sub(1).and_then(spoken).unwrap_or_default(),
            after: spoken(index + 1).unwrap_or_default(),
        };
        let request = |(index, (sentence, speaker)): (usize, (&Sentence, &Speaker))| {
            let Speaker { voice, engine } = speaker;
            let capabilities = engine.capabilities();
            let request = SpeechRequest {
                text: sentence.spoken.clone(),
                voice: Arc::clone(voice),
                speed_percent: sentence.manner.speed_percent.map_or(speed_percent, |own| paced(speed_percent, own)),
                take: sentence.manner.take.unwrap_or_default(),
                context: if capabilities.uses_context { context(index) } else { Context::default() },
                pronunciations: sentence.pronunciations.clone(),
                intonation: sentence.intonation,
            };
            request.suited_to(&capabilities)
        };
        script.sentences.iter().zip(self.parts(lead, script)).enumerate().map(request).collect()
    }

    /// Returns who answers a request.
    ///
    /// # Errors
    /// [`NarrateError::NotInCast`] when its voice is not in the cast.
    pub(super) fn answers(&self, request: &SpeechRequest) -> Result<&Speaker, NarrateError> {
        let same = |voice: &Arc<Voice>| Arc::ptr_eq(voice, &request.voice) || *voice == request.voice;
        let speaker = self.speakers().find(|speaker| same(&speaker.voice));
        speaker.ok_or_else(|| NarrateError::NotInCast { voice: request.voice.name.clone() })
    }

    /// Returns the names whose sounds the project has given in a way the engine that says them does not take.
    pub(super) fn guessed(&self, lead: &Speaker, script: &Script, reading: &Reading) -> Vec<String> {
        let mut names = Vec::new();
        let parts = script.sentences.iter().zip(self.parts(lead, script));
        for (sentence, _) in parts.filter(|(_, speaker)| !speaker.engine.capabilities().takes_ipa) {
            for (name, given) in script::segments(&sentence.spoken, &sentence.pronunciations) {
                let guessed = given.is_some_and(|given| given.alias.is_none()) && reading.lexicon.has_own(name);
                if guessed && !names.iter().any(|known| known == name) {
                    names.push(name.to_owned());
                }
            }
        }
        names
    }
}

/// Returns a speed in percent of another, as far as voices go.
fn paced(speed_percent: u16, own: u16) -> u16 {
    let paced = u32::from(speed_percent) * u32::from(own) / 100;
    u16::try_from(paced).unwrap_or(u16::MAX).clamp(*SPEED_PERCENT.start(), *SPEED_PERCENT.end())
}
