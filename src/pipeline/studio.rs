//! The studio: everything a narration needs besides the article, and what it makes of a script before anyone speaks.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use clap::ValueEnum;
use futures::future::BoxFuture;
use serde::Deserialize;

use super::{MASTER_FORMAT, NarrateError, Step, hash};
use crate::audio::Loudness;
use crate::full_disk::DiskGate;
use crate::language::Language;
use crate::master::{Cue, Finish, MANIFEST_VERSION, Manifest, OutputFolder, slug};
use crate::script::{self, Reading, Script, Sentence};
use crate::source::{Article, Origin};
use crate::speech::{ClipCache, ClipKey, Context, DoubtfulClips, Engine, SpeechRequest};
use crate::voice::Voice;

/// Everything a narration needs besides the article: who speaks, how, and where things are kept.
#[derive(Clone)]
pub struct Studio {
    /// Who speaks.
    pub voice: Arc<Voice>,
    /// The engine of that voice.
    pub engine: Arc<dyn Engine>,
    /// Who speaks quotations in another language than the article's, by that language without its region.
    pub quotations: BTreeMap<Language, Speaker>,
    /// Who takes over when the voice fails, in this order.
    pub standbys: Vec<Standby>,
    /// When they do.
    pub change: VoiceChange,
    /// Where spoken clips are kept.
    pub store: Arc<ClipCache>,
    /// Where narrations go.
    pub folder: OutputFolder,
    /// What becomes of clips kept with a doubt.
    pub doubtful: DoubtfulClips,
    /// The folder of the user's voices, to name those that speak a language this one does not.
    pub voices: PathBuf,
    /// How articles are read.
    pub reading: Reading,
    /// How fast the voice speaks, 100 being its own pace.
    pub speed_percent: u16,
    /// Whether pages without a story are narrated too.
    pub force: bool,
    /// How the master is to sound.
    pub finish: Finish,
    /// Told of each step, from whatever task makes it.
    pub listener: Listener,
    /// Waited for before the master is written.
    pub ready: Ready,
    /// Waits when the disk is full.
    pub room: DiskGate,
}

/// A voice and its engine.
#[derive(Clone)]
pub struct Speaker {
    /// The voice.
    pub voice: Arc<Voice>,
    /// Its engine.
    pub engine: Arc<dyn Engine>,
}

/// A voice that takes over when another fails.
#[derive(Clone)]
pub struct Standby {
    /// The voice and its engine.
    pub speaker: Speaker,
    /// How articles are read for it.
    pub reading: Reading,
}

/// When another voice takes over from one that fails.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum VoiceChange {
    /// Between articles: the article is begun again, so that it never changes its voice in the middle.
    #[default]
    Article,
    /// Between sentences: only those that the voice fails to say are said by another.
    Sentence,
}

/// Told of each step of a narration.
pub type Listener = Arc<dyn Fn(Step) + Send + Sync>;

/// Something to wait for: a batch lets its masters out in order, so that names taken twice fall the same way each time.
pub type Ready = Arc<dyn Fn() -> BoxFuture<'static, ()> + Send + Sync>;

impl Studio {
    /// Returns the same studio with a standby's voice, who has no standbys in turn.
    pub(super) fn with(&self, standby: &Standby) -> Self {
        let Speaker { voice, engine } = standby.speaker.clone();
        Self { voice, engine, reading: standby.reading.clone(), standbys: Vec::new(), ..self.clone() }
    }

    /// Returns whether the voice or a standby speaks by the engine of this identity.
    #[must_use]
    pub fn has_engine(&self, identity: &str) -> bool {
        let standbys = self.standbys.iter().map(|standby| &standby.speaker.engine);
        standbys.chain([&self.engine]).any(|engine| engine.identity() == identity)
    }

    pub(super) fn requests(&self, script: &Script) -> Vec<SpeechRequest> {
        let spoken = |index: usize| script.sentences.get(index).map(|sentence| sentence.spoken.clone());
        let context = |index: usize| Context {
            before: index.checked_sub(1).and_then(spoken).unwrap_or_default(),
            after: spoken(index + 1).unwrap_or_default(),
        };
        let request = |(index, sentence): (usize, &Sentence)| {
            let (voice, engine) = self.speaker(sentence);
            let request = SpeechRequest {
                text: sentence.spoken.clone(),
                voice: Arc::clone(voice),
                speed_percent: self.speed_percent,
                context: if engine.capabilities().uses_context { context(index) } else { Context::default() },
                pronunciations: sentence.pronunciations.clone(),
            };
            request.suited_to(&engine.capabilities())
        };
        script.sentences.iter().enumerate().map(request).collect()
    }

    /// Returns who speaks a sentence.
    fn speaker(&self, sentence: &Sentence) -> (&Arc<Voice>, &Arc<dyn Engine>) {
        match sentence.language.as_ref().and_then(|language| self.quotations.get(&language.to_primary())) {
            Some(speaker) => (&speaker.voice, &speaker.engine),
            None => (&self.voice, &self.engine),
        }
    }

    /// Returns the names whose sounds the project has told in a way the engine that says them does not take.
    pub(super) fn guessed(&self, script: &Script) -> Vec<String> {
        let mut names = Vec::new();
        let takes_ipa = |sentence| self.speaker(sentence).1.capabilities().takes_ipa;
        for sentence in script.sentences.iter().filter(|&sentence| !takes_ipa(sentence)) {
            for (name, told) in script::segments(&sentence.spoken, &sentence.pronunciations) {
                let guessed = told.is_some_and(|told| told.alias.is_none()) && self.reading.lexicon.has_own(name);
                if guessed && !names.iter().any(|known| known == name) {
                    names.push(name.to_owned());
                }
            }
        }
        names
    }

    pub(super) fn check_language(&self, language: &Language) -> Result<(), NarrateError> {
        NarrateError::unless_spoken(&self.voice, language, &self.voices)
    }

    /// Describes the narration as far as it is known before anyone speaks; the times come later.
    pub(super) fn manifest(&self, article: &Article, script: &Script, keys: &[ClipKey]) -> Manifest {
        let all = (MASTER_FORMAT, &script.metadata, &script.sentences, keys, &self.voice.name, &self.finish);
        let kind = |block: Option<usize>| block.map_or("around", |block| script.blocks[block].kind.name());
        let cue = |sentence: &Sentence| Cue {
            block: sentence.block,
            kind: kind(sentence.block).to_owned(),
            written: sentence.written.clone(),
            spoken: sentence.spoken.clone(),
            voice: Some(&self.speaker(sentence).0.name).filter(|name| **name != self.voice.name).cloned(),
            start_ms: 0,
            end_ms: 0,
            doubt: None,
            words: Vec::new(),
        };
        Manifest {
            version: MANIFEST_VERSION,
            software: concat!("aloud ", env!("CARGO_PKG_VERSION")).to_owned(),
            id: article.id.clone(),
            article: script.metadata.clone(),
            selection: self.reading.selection.of(article, &script.metadata),
            engine: self.engine.identity().to_owned(),
            voice: self.voice.name.clone(),
            audio: format!("{}.wav", slug(&name(article, script))),
            audio_bytes: 0,
            audio_hash: String::new(),
            sound_hash: String::new(),
            sample_rate_hz: self.finish.rate.hz(),
            bits: self.finish.depth,
            duration_ms: 0,
            loudness: Loudness::default(),
            chapters: Vec::new(),
            files: Vec::new(),
            fingerprint: hash(&all),
            sentences: script.sentences.iter().map(cue).collect(),
        }
    }
}

/// Names an article for people: its title, else its file's name, else how it begins.
fn name(article: &Article, script: &Script) -> String {
    match (&script.metadata.title, &article.origin) {
        (Some(title), _) => title.clone(),
        (None, Origin::File(path)) => path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        (None, _) => script.sentences.first().map(|sentence| sentence.written.clone()).unwrap_or_default(),
    }
}
