//! The whole way of one article, from markup to master.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use futures::StreamExt;
use futures::future::BoxFuture;
use futures::stream::FuturesUnordered;
use serde::Serialize;

use crate::audio::{Frames, Loudness, SampleRate, SpeechLevel, WordMark, speech_range};
use crate::document::{self, NoStory};
use crate::master::{
    self, Cue, CueWord, Finish, MANIFEST_VERSION, Manifest, Master, MasterError, Mix, OutputFolder, Timeline,
    matching_gains, slug,
};
use crate::room::Room;
use crate::script::{self, Reading, Script, Sentence, language};
use crate::source::{Article, Origin};
use crate::speech::{Cached, ClipKey, ClipStore, Context, Counts, Engine, EngineError, SpeechRequest};
use crate::voice::{self, Voice};

/// Changes when the same clips and pauses would make other bytes, so that narrations are made anew.
pub const MASTER_FORMAT: u32 = 4;

/// Everything a narration needs besides the article: who speaks, how, and where things are kept.
#[derive(Clone)]
pub struct Studio {
    /// Who speaks.
    pub voice: Arc<Voice>,
    /// The engine of that voice.
    pub engine: Arc<dyn Engine>,
    /// Who speaks quotations in another language than the article's, by that language's primary tag.
    pub quotations: BTreeMap<String, Speaker>,
    /// Where spoken clips are kept.
    pub store: Arc<ClipStore>,
    /// Where narrations go.
    pub folder: OutputFolder,
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
    pub listener: Arc<dyn Fn(Step) + Send + Sync>,
    /// Waited for before the master is written.
    pub ready: Ready,
    /// Waits when the disk is full.
    pub room: Room,
}

/// A voice and its engine.
#[derive(Clone)]
pub struct Speaker {
    /// The voice.
    pub voice: Arc<Voice>,
    /// Its engine.
    pub engine: Arc<dyn Engine>,
}

/// Something to wait for: a batch lets its masters out in order, so that names taken twice fall the same way each time.
pub type Ready = Arc<dyn Fn() -> BoxFuture<'static, ()> + Send + Sync>;

/// A step of a narration, for progress displays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The script is known.
    Scripted {
        /// How many sentences there are to speak.
        sentences: usize,
    },
    /// A sentence's clip is in the store.
    Spoken {
        /// How long its speech lasts.
        length: Frames,
    },
    /// Every clip is there; the master is being mixed.
    Mixing,
}

/// What became of an article.
#[derive(Debug, Clone, PartialEq)]
pub struct Narration {
    /// The finished files.
    pub master: Master,
    /// Whether they were there already, made from the same script by the same voice.
    pub unchanged: bool,
    /// How many clips were spoken and reused in this run.
    pub counts: Counts,
    /// Names of the project's lexicon that the engine had to guess: it takes no IPA, and they have no alias.
    pub guessed: Vec<String>,
}

/// Why an article was not narrated.
#[derive(Debug, thiserror::Error)]
pub enum NarrateError {
    /// There is nothing in it that can be said.
    #[error("there is nothing to read in it")]
    NothingToSay,
    /// It is a page without a story.
    #[error(transparent)]
    NoStory(#[from] NoStory),
    /// The voice does not speak the article's language.
    #[error("it is in the language `{language}`, which the voice `{voice}` does not speak")]
    Language {
        /// The language.
        language: String,
        /// The voice.
        voice: String,
        /// The voices that speak it.
        others: Vec<String>,
    },
    /// A sentence could not be spoken.
    #[error("sentence {number} of {count} was not spoken: “{text}”")]
    NotSpoken {
        /// Which sentence, from 1.
        number: usize,
        /// How many there are.
        count: usize,
        /// How it begins.
        text: String,
        /// Why.
        source: EngineError,
    },
    /// The master could not be made.
    #[error("the narration could not be finished")]
    Master(#[from] MasterError),
}

impl NarrateError {
    /// Says whether every other article would fail for the same reason, until somebody does something about it.
    #[must_use]
    pub fn ends_everything(&self) -> bool {
        matches!(self, Self::NotSpoken { source, .. } if source.ends_everything())
    }

    /// Says what to do, where we know.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Language { others, .. } if others.is_empty() => {
                Some("add a voice that speaks it, or say with --lang what language it is in".to_owned())
            }
            Self::Language { others, .. } => Some(format!(
                "the voices that speak it are: {}; or say with --lang what language it is in",
                others.join(", ")
            )),
            Self::NoStory(why) => Some(why.hint()),
            _ => None,
        }
    }
}

/// An article's script, ready to be spoken.
#[derive(Debug)]
pub struct Prepared {
    /// What is said.
    pub script: Script,
    /// Names of the project's lexicon that the engine has to guess: it takes no IPA, and they have no alias.
    pub guessed: Vec<String>,
    requests: Vec<SpeechRequest>,
    keys: Vec<ClipKey>,
    manifest: Manifest,
}

impl Prepared {
    /// Hashes headline and story: articles that are the same text have the same.
    #[must_use]
    pub fn text_hash(&self) -> String {
        let story = self.script.sentences.iter().filter(|sentence| sentence.block.is_some());
        let story: Vec<&str> = story.map(|sentence| sentence.written.trim()).collect();
        hash(&(&self.script.metadata.title, story))
    }

    /// Hashes every sentence as it is spoken, with the pauses.
    #[must_use]
    pub fn script_hash(&self) -> String {
        hash(&self.script.sentences)
    }
}

/// Narrates one article: understands it, composes the script, has it spoken, mixes the master.
///
/// # Errors
/// When there is nothing to say, a sentence cannot be spoken, or the files cannot be written.
pub async fn narrate(article: &Article, studio: &Studio) -> Result<Narration, NarrateError> {
    perform(prepare(article, studio)?, studio).await
}

/// Understands an article and composes its script; nothing is spoken yet.
///
/// # Errors
/// When there is nothing to say, or the voice does not speak its language.
pub fn prepare(article: &Article, studio: &Studio) -> Result<Prepared, NarrateError> {
    let document = document::read(article);
    if !studio.force {
        document::judge(article, &document)?;
    }
    let script = script::compose(document, &studio.reading);
    if script.sentences.is_empty() {
        return Err(NarrateError::NothingToSay);
    }
    studio.check_language(&script.language)?;
    let guessed = studio.guessed(&script);
    let requests = studio.requests(&script);
    let booth = Booth::new(studio);
    let keys: Vec<ClipKey> = requests.iter().map(|request| booth.of(request).key(request)).collect();
    let manifest = studio.manifest(article, &script, &keys);
    Ok(Prepared { script, guessed, requests, keys, manifest })
}

/// Has a script spoken and mixes the master.
///
/// Nothing is done when the folder holds the article's narration and it would come out the same. Clips are kept as they are
/// spoken, so a run that failed or was killed goes on where it stopped.
///
/// # Errors
/// When a sentence cannot be spoken, or the files cannot be written.
pub async fn perform(prepared: Prepared, studio: &Studio) -> Result<Narration, NarrateError> {
    let Prepared { script, guessed, requests, keys, mut manifest } = prepared;
    (studio.listener)(Step::Scripted { sentences: script.sentences.len() });
    if let Some(master) = studio.folder.find(manifest.audio.trim_end_matches(".wav"), &manifest.id)
        && master.manifest.fingerprint == manifest.fingerprint
    {
        let counts = Counts { reused: requests.len(), ..Counts::default() };
        return Ok(Narration { master, unchanged: true, counts, guessed });
    }

    let booth = Booth::new(studio);
    let mut heard = record(&requests, &booth, studio).await?;
    let words: Vec<_> = heard.iter_mut().map(|heard| std::mem::take(&mut heard.words)).collect();
    let timeline = Arc::new(lay_out(&script, keys, heard, &studio.finish));
    add_times(&mut manifest, &timeline, &words);

    (studio.ready)().await;
    (studio.listener)(Step::Mixing);
    let master = write(&timeline, &manifest, studio).await?;
    Ok(Narration { master, unchanged: false, counts: booth.counts(), guessed })
}

/// Writes the master, again while the disk is full and room may come.
async fn write(timeline: &Arc<Timeline>, manifest: &Manifest, studio: &Studio) -> Result<Master, MasterError> {
    loop {
        let (store, folder, finish) = (Arc::clone(&studio.store), studio.folder.clone(), studio.finish.clone());
        let (timeline, manifest) = (Arc::clone(timeline), manifest.clone());
        let writing = tokio::task::spawn_blocking(move || {
            let mix = Mix { timeline: &timeline, store: &store };
            master::write(mix, manifest, &finish, &folder)
        });
        match writing.await.expect("mixing does not panic") {
            Err(error) if studio.room.may_come(&error).await => {}
            written => {
                if written.is_ok() {
                    studio.room.was_found();
                }
                return written;
            }
        }
    }
}

impl Studio {
    fn requests(&self, script: &Script) -> Vec<SpeechRequest> {
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

    /// Gives who speaks a sentence.
    fn speaker(&self, sentence: &Sentence) -> (&Arc<Voice>, &Arc<dyn Engine>) {
        let language = sentence.language.as_deref().map(language::primary);
        match language.and_then(|language| self.quotations.get(language)) {
            Some(speaker) => (&speaker.voice, &speaker.engine),
            None => (&self.voice, &self.engine),
        }
    }

    /// Gives the names whose sounds the project has told in a way the engine that says them does not take.
    fn guessed(&self, script: &Script) -> Vec<String> {
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

    fn check_language(&self, language: &str) -> Result<(), NarrateError> {
        if self.voice.speaks(language) {
            return Ok(());
        }
        // A voice file that cannot be read is no help here, and no reason to say less.
        let others = voice::all(&self.voices).unwrap_or_default();
        let others = others.into_iter().filter(|voice| voice.speaks(language) && !voice.languages.is_empty());
        Err(NarrateError::Language {
            language: language.to_owned(),
            voice: self.voice.name.clone(),
            others: others.map(|voice| voice.name).collect(),
        })
    }

    /// Describes the narration as far as it is known before anyone speaks; the times come later.
    fn manifest(&self, article: &Article, script: &Script, keys: &[ClipKey]) -> Manifest {
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
            words: Vec::new(),
        };
        Manifest {
            version: MANIFEST_VERSION,
            software: concat!("aloud ", env!("CARGO_PKG_VERSION")).to_owned(),
            id: article.id.clone(),
            article: script.metadata.clone(),
            engine: self.engine.identity().to_owned(),
            voice: self.voice.name.clone(),
            audio: format!("{}.wav", slug(&name(article, script))),
            audio_bytes: 0,
            audio_hash: String::new(),
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

/// Hashes something that has a JSON form.
fn hash(value: &impl Serialize) -> String {
    let json = serde_json::to_vec(value).expect("strings and numbers have a JSON form");
    blake3::hash(&json).to_hex().to_string()
}

/// Names an article for people: its title, else its file's name, else how it begins.
fn name(article: &Article, script: &Script) -> String {
    match (&script.metadata.title, &article.origin) {
        (Some(title), _) => title.clone(),
        (None, Origin::File(path)) => path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        (None, _) => script.sentences.first().map(|sentence| sentence.written.clone()).unwrap_or_default(),
    }
}

/// The engines of a narration, each with the store of what it has spoken before.
struct Booth {
    main: Cached,
    others: Vec<(Arc<Voice>, Cached)>,
}

impl Booth {
    fn new(studio: &Studio) -> Self {
        let cached =
            |engine: &Arc<dyn Engine>| Cached::new(Arc::clone(engine), Arc::clone(&studio.store), studio.room.clone());
        let other = |speaker: &Speaker| (Arc::clone(&speaker.voice), cached(&speaker.engine));
        Self { main: cached(&studio.engine), others: studio.quotations.values().map(other).collect() }
    }

    /// Gives the engine of the voice that a request asks for.
    fn of(&self, request: &SpeechRequest) -> &Cached {
        let other = self.others.iter().find(|(voice, _)| Arc::ptr_eq(voice, &request.voice));
        other.map_or(&self.main, |(_, engine)| engine)
    }

    fn counts(&self) -> Counts {
        self.others.iter().fold(self.main.counts(), |sum, (_, engine)| sum + engine.counts())
    }
}

/// Has every sentence spoken into the store, as many at once as the engine takes, and gives what is to be heard of each
/// clip. After a failure no further sentence is begun, but those under way are let finish and are kept.
async fn record(requests: &[SpeechRequest], booth: &Booth, studio: &Studio) -> Result<Vec<Heard>, NarrateError> {
    let at_once = booth.main.capabilities().concurrency.max(1);
    let mut waiting = requests.iter().enumerate();
    let mut speaking = FuturesUnordered::new();
    let mut heard = vec![Heard::default(); requests.len()];
    let mut error = None;
    loop {
        let free = if error.is_none() { at_once - speaking.len() } else { 0 };
        for (index, request) in waiting.by_ref().take(free) {
            speaking.push(async move { (index, hear(booth.of(request), request).await) });
        }
        match speaking.next().await {
            Some((index, Ok(part))) => {
                let length = Frames(part.frames.end - part.frames.start);
                heard[index] = part;
                (studio.listener)(Step::Spoken { length });
            }
            Some((index, Err(source))) => {
                let text = opening(&requests[index].text);
                let not_spoken = NarrateError::NotSpoken { number: index + 1, count: requests.len(), text, source };
                error.get_or_insert(not_spoken);
            }
            None => break,
        }
    }
    error.map_or(Ok(heard), Err)
}

/// What is to be heard of a clip.
#[derive(Debug, Clone, Default)]
struct Heard {
    /// The frames that hold speech.
    frames: Range<u64>,
    /// How loud the speech is.
    level: SpeechLevel,
    /// Where its words lie in the clip, from an engine that says so.
    words: Vec<WordMark>,
}

/// Has one request spoken and finds the part of the clip to be heard.
async fn hear(engine: &Cached, request: &SpeechRequest) -> Result<Heard, EngineError> {
    let clip = engine.speak(request).await?;
    if clip.rate != SampleRate::MASTER {
        return Err(EngineError::BadAudio(format!(
            "{} Hz where {} Hz is needed",
            clip.rate.hz(),
            SampleRate::MASTER.hz()
        )));
    }
    let frames = speech_range(&clip);
    if frames.is_empty() {
        return Err(EngineError::BadAudio("it is silent".to_owned()));
    }
    let level = SpeechLevel::of(&clip, frames.clone());
    Ok(Heard { frames, level, words: clip.words })
}

/// Gives the first words of a text, for messages.
fn opening(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn lay_out(script: &Script, clips: Vec<ClipKey>, heard: Vec<Heard>, finish: &Finish) -> Timeline {
    let rate = SampleRate::MASTER;
    let silence = |ms| Frames::from_duration(Duration::from_millis(ms), rate);
    let levels: Vec<_> = heard.iter().map(|heard| heard.level.lufs()).collect();
    let mut timeline = Timeline::new(rate, silence(finish.head_ms));
    for ((sentence, clip), heard) in script.sentences.iter().zip(clips).zip(heard) {
        timeline.push(clip, (heard.frames, heard.level), Frames::from_duration(sentence.pause_after, rate));
    }
    if finish.target.is_some() {
        for (span, gain_db) in timeline.spans.iter_mut().zip(matching_gains(&levels)) {
            span.gain_db = gain_db;
        }
    }
    timeline.add_silence(silence(finish.tail_ms));
    timeline
}

/// Fills in when each sentence is said, and each word that the engine has marked.
fn add_times(manifest: &mut Manifest, timeline: &Timeline, words: &[Vec<WordMark>]) {
    let ms = |frames: u64| Frames(frames).to_ms(timeline.rate);
    manifest.duration_ms = ms(timeline.length.0);
    for ((cue, span), words) in manifest.sentences.iter_mut().zip(&timeline.spans).zip(words) {
        cue.start_ms = ms(span.start.0);
        cue.end_ms = ms(span.end().0);
        // What lies in silence that was cut off is heard at its edge.
        let at = |frame: u64| ms(span.start.0 + frame.clamp(span.heard.start, span.heard.end) - span.heard.start);
        let word = |mark: &WordMark| {
            let text = cue.spoken.get(mark.text.clone())?.to_owned();
            Some(CueWord { text, start_ms: at(mark.frames.start), end_ms: at(mark.frames.end) })
        };
        cue.words = words.iter().filter_map(word).collect();
    }
}
