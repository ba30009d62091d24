//! Who speaks: the lead, those who speak for it in other languages, and those who take over when it fails.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::Arc;

use serde::Deserialize;

use super::{NarrateError, SetupError};
use crate::engines;
use crate::language::Language;
use crate::script::{self, LanguageChoice, Reading, Script, Sentence};
use crate::secrets::Keyring;
use crate::speech::{self, ClipKey, Context, Engine, Purse, SpeechRequest};
use crate::voice::Voice;

/// Who speaks.
#[derive(Clone)]
pub struct Cast {
    /// Who speaks, unless another is to.
    pub lead: Speaker,
    /// Who speaks articles in another language, by that language without its region.
    pub languages: BTreeMap<Language, Speaker>,
    /// Who speaks quotations in another language than the article's, by that language without its region.
    pub quotations: BTreeMap<Language, Speaker>,
    /// Who takes over when the one who is to speak fails or lacks the language, in this order.
    pub understudies: Vec<Speaker>,
    /// When they do.
    pub takeover: Takeover,
    /// Every voice there is, to name those that speak a language this cast does not.
    pub roster: Arc<[Voice]>,
}

/// A voice and its engine.
#[derive(Clone)]
pub struct Speaker {
    /// The voice.
    pub voice: Arc<Voice>,
    /// Its engine.
    pub engine: Arc<dyn Engine>,
}

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

impl Speaker {
    /// Sets up a voice with its engine, made dependable and paid from the purse.
    ///
    /// # Errors
    /// When the engine cannot be built, or the purse is limited in dollars and the voice names no price.
    pub fn hire(voice: Voice, purse: &Arc<Purse>, keyring: &Keyring) -> Result<Self, SetupError> {
        purse.can_count(&voice)?;
        let engine = engines::build(&voice, keyring)?;
        Ok(Self::dependable(voice, engine, purse))
    }

    /// Makes an engine dependable for a voice, paid from the purse.
    #[must_use]
    pub fn dependable(voice: Voice, engine: Arc<dyn Engine>, purse: &Arc<Purse>) -> Self {
        // The seed keeps programs that share a service from asking again all at the same time.
        let seed = u64::from(std::process::id());
        let engine = speech::dependable(engine, &voice.limits, purse, seed);
        Self { voice: Arc::new(voice), engine }
    }

    /// Returns the key of the clip that answers a request.
    pub(super) fn key(&self, request: &SpeechRequest) -> ClipKey {
        ClipKey::new(self.engine.identity(), request)
    }
}

impl Cast {
    /// Makes a cast of one speaker.
    #[must_use]
    pub fn of(lead: Speaker) -> Self {
        Self {
            lead,
            languages: BTreeMap::new(),
            quotations: BTreeMap::new(),
            understudies: Vec::new(),
            takeover: Takeover::default(),
            roster: Arc::default(),
        }
    }

    /// Returns everyone in the cast, the lead first.
    pub fn speakers(&self) -> impl Iterator<Item = &Speaker> {
        let others = self.languages.values().chain(self.quotations.values()).chain(&self.understudies);
        std::iter::once(&self.lead).chain(others)
    }

    /// Returns the same cast with each engine behind another.
    #[must_use]
    pub fn behind(&self, mut wrap: impl FnMut(&Speaker) -> Arc<dyn Engine>) -> Self {
        let mut cast = self.clone();
        let others = cast.languages.values_mut().chain(cast.quotations.values_mut()).chain(&mut cast.understudies);
        for speaker in std::iter::once(&mut cast.lead).chain(others) {
            speaker.engine = wrap(speaker);
        }
        cast
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
        let set = self.languages.get(&language.to_primary());
        let first = set.unwrap_or(&self.lead);
        let mut able = std::iter::once(first).chain(&self.understudies);
        able.find(|speaker| speaker.voice.speaks(language))
            .ok_or_else(|| NarrateError::language(&first.voice, language, &self.roster))
    }

    /// Returns how the lead of an article reads: as directed, but for what depends on the voice.
    pub(super) fn reading(&self, lead: &Voice, directed: &Reading) -> Reading {
        let otherwise = lead.languages.first().map_or_else(Language::english, Language::to_primary);
        Reading {
            language: LanguageChoice { otherwise, ..directed.language.clone() },
            delivery: lead.delivery,
            quotations: self.quotations.keys().cloned().collect(),
            ..directed.clone()
        }
    }

    /// Returns who speaks a sentence of an article that `lead` reads.
    pub(super) fn speaker<'a>(&'a self, lead: &'a Speaker, sentence: &Sentence) -> &'a Speaker {
        let language = sentence.language.as_ref().map(Language::to_primary);
        language.and_then(|language| self.quotations.get(&language)).unwrap_or(lead)
    }

    /// Returns what is asked for each sentence of a script that `lead` reads.
    pub(super) fn requests(&self, lead: &Speaker, script: &Script, speed_percent: u16) -> Vec<SpeechRequest> {
        let spoken = |index: usize| script.sentences.get(index).map(|sentence| sentence.spoken.clone());
        let context = |index: usize| Context {
            before: index.checked_sub(1).and_then(spoken).unwrap_or_default(),
            after: spoken(index + 1).unwrap_or_default(),
        };
        let request = |(index, sentence): (usize, &Sentence)| {
            let Speaker { voice, engine } = self.speaker(lead, sentence);
            let capabilities = engine.capabilities();
            let request = SpeechRequest {
                text: sentence.spoken.clone(),
                voice: Arc::clone(voice),
                speed_percent,
                context: if capabilities.uses_context { context(index) } else { Context::default() },
                pronunciations: sentence.pronunciations.clone(),
            };
            request.suited_to(&capabilities)
        };
        script.sentences.iter().enumerate().map(request).collect()
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
        let takes_ipa = |sentence| self.speaker(lead, sentence).engine.capabilities().takes_ipa;
        for sentence in script.sentences.iter().filter(|&sentence| !takes_ipa(sentence)) {
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
