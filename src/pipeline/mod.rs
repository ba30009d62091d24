//! The whole way of one article, from markup to master.

mod cast;
mod error;
mod estimate;
mod studio;

use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;

use crate::audio::{Frames, SampleRate, WordMark};
use crate::document;
use crate::master::{self, CueWord, Finish, Manifest, Master, MasterError, Mix, Timeline, matching_gains};
use crate::script::{self, Script};
use crate::source::Article;
use crate::speech::{ClipKey, Counts, DoubtfulClips, SpeechRequest, aside};

pub use cast::Bill;
use cast::{Cast, Heard};
pub use error::NarrateError;
pub use estimate::{Estimate, Part};
pub use studio::{Listener, Ready, Speaker, Standby, Studio, VoiceChange};

/// Changes when the same clips and pauses would make other bytes, so that narrations are made anew.
pub const MASTER_FORMAT: u32 = 6;

/// How often an article is recorded when clips are pruned before it is mixed. A store that cannot hold it never will.
const MOST_TRIES: usize = 3;

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
    /// How much was spoken and reused in this run, and what that cost and saved.
    pub bill: Bill,
    /// Why the voices that were to speak before did not, in their order; empty when the first one spoke.
    pub fell_back: Vec<String>,
    /// Names of the project's lexicon that the engine had to guess: it takes no IPA, and they have no alias.
    pub guessed: Vec<String>,
}

/// An article's script, ready to be spoken.
#[derive(Debug)]
pub struct Prepared {
    /// What is said.
    pub script: Script,
    /// Names of the project's lexicon that the engine has to guess: it takes no IPA, and they have no alias.
    pub guessed: Vec<String>,
    requests: Vec<SpeechRequest>,
    /// The same sentences as requests to each voice that may take over in the middle.
    alternatives: Vec<Vec<SpeechRequest>>,
    keys: Vec<ClipKey>,
    manifest: Manifest,
    /// Kept for the voices that may begin it again.
    article: Option<Article>,
}

impl Prepared {
    /// Hashes headline and story: articles that are the same text have the same.
    #[must_use]
    pub fn text_hash(&self) -> String {
        text_hash(&self.script)
    }

    /// Hashes every sentence as it is spoken, with the pauses.
    #[must_use]
    pub fn script_hash(&self) -> String {
        hash(&self.script.sentences)
    }

    /// Returns the narration that the folder holds, if this one would be the same: by the voice, or by a standby that spoke it.
    fn stands(&self, studio: &Studio) -> Option<Master> {
        let master = studio.folder.find(self.manifest.audio.trim_end_matches(".wav"), &self.manifest.id)?;
        let holds = |manifest: &Manifest| manifest.fingerprint == master.manifest.fingerprint;
        let is_same = holds(&self.manifest)
            || studio.standbys.iter().any(|standby| {
                let again = self.article.as_ref().filter(|_| standby.speaker.voice.name == master.manifest.voice);
                let again = again.and_then(|article| prepare(article, &studio.with(standby)).ok());
                again.is_some_and(|again| holds(&again.manifest))
            });
        let is_wanted = studio.doubtful == DoubtfulClips::Reuse || master.manifest.doubtful().next().is_none();
        (is_same && is_wanted).then_some(master)
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
    let document = document::read(article, &studio.reading.selection);
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
    let cast = Cast::new(studio);
    let keys: Vec<ClipKey> = requests.iter().map(|request| cast.of(request).key(request)).collect();
    let manifest = studio.manifest(article, &script, &keys);
    let (mut alternatives, mut again) = (Vec::new(), None);
    match studio.change {
        VoiceChange::Sentence => {
            let able = studio.standbys.iter().filter(|standby| standby.speaker.voice.speaks(&script.language));
            alternatives.extend(able.map(|standby| studio.with(standby).requests(&script)));
        }
        VoiceChange::Article => again = (!studio.standbys.is_empty()).then(|| article.clone()),
    }
    Ok(Prepared { script, guessed, requests, alternatives, keys, manifest, article: again })
}

/// Has a script spoken and mixes the master; when the voice fails, a standby's voice begins the article again.
///
/// Nothing is done when the folder holds the article's narration and it would come out the same. Clips are kept as they are
/// spoken, so a run that failed or was killed goes on where it stopped.
///
/// # Errors
/// When a sentence cannot be spoken, or the files cannot be written.
pub async fn perform(mut prepared: Prepared, studio: &Studio) -> Result<Narration, NarrateError> {
    (studio.listener)(Step::Scripted { sentences: prepared.script.sentences.len() });
    if let Some(master) = prepared.stands(studio) {
        let bill = Bill::new(&studio.voice, Counts::all_reused(&prepared.requests));
        return Ok(Narration { master, unchanged: true, bill, fell_back: Vec::new(), guessed: prepared.guessed });
    }
    // Rather now than after a day's worth of speech was paid for; what was guessed too short is refused before it is mixed.
    studio.finish.check_length(prepared.typical_length()).map_err(MasterError::Sign)?;
    let article = prepared.article.take();
    let mut performance = perform_by(prepared, studio).await;
    let Some(article) = article else { return performance };
    let (mut voice, mut fell_back) = (&studio.voice.name, Vec::new());
    for standby in &studio.standbys {
        let Some(why) = performance.as_ref().err().and_then(NarrateError::of_the_engine) else { break };
        let studio = studio.with(standby);
        // A standby may not speak the article's language.
        let Ok(prepared) = prepare(&article, &studio) else { continue };
        fell_back.push(format!("`{voice}` failed: {}", why.whole_message()));
        voice = &standby.speaker.voice.name;
        performance = perform_by(prepared, &studio).await;
    }
    performance.map(|narration| Narration { fell_back, ..narration })
}

/// Has a script spoken by the studio's voice.
async fn perform_by(prepared: Prepared, studio: &Studio) -> Result<Narration, NarrateError> {
    let Prepared { script, guessed, requests, alternatives, mut manifest, .. } = prepared;
    let takes = |(index, request)| [request].into_iter().chain(alternatives.iter().map(move |other| &other[index]));
    let takes: Vec<Vec<&SpeechRequest>> = requests.iter().enumerate().map(|take| takes(take).collect()).collect();
    let cast = Cast::new(studio);
    for tries in 1.. {
        let heard = cast.record(&takes, studio).await?;
        let fell_back = fell_back(&heard);
        match finish(heard, &script, &mut manifest, studio).await {
            // The store was pruned meanwhile.
            Err(MasterError::ClipGone { .. }) if tries < MOST_TRIES => {}
            master => {
                return Ok(Narration { master: master?, unchanged: false, bill: cast.bill(), fell_back, guessed });
            }
        }
    }
    unreachable!("the last try returns")
}

/// Lays the clips out, tells the manifest what they are, and mixes the master.
async fn finish(
    mut heard: Vec<Heard>,
    script: &Script,
    manifest: &mut Manifest,
    studio: &Studio,
) -> Result<Master, MasterError> {
    for (cue, heard) in manifest.sentences.iter_mut().zip(&heard) {
        cue.voice = Some(&heard.voice.name).filter(|name| **name != studio.voice.name).cloned();
        cue.doubt = heard.doubt.as_ref().map(ToString::to_string);
    }
    let words: Vec<_> = heard.iter_mut().map(|heard| std::mem::take(&mut heard.words)).collect();
    let timeline = Arc::new(lay_out(script, heard, &studio.finish));
    add_times(manifest, &timeline, &words);
    (studio.ready)().await;
    (studio.listener)(Step::Mixing);
    write(&timeline, manifest, studio).await
}

/// Tells of the sentences that the voice did not say.
fn fell_back(heard: &[Heard]) -> Vec<String> {
    let mut reasons = heard.iter().filter_map(|heard| heard.fell_back.as_ref());
    let first = reasons.next();
    let others = reasons.count();
    let told = first.map(|why| if others == 0 { why.clone() } else { format!("{why} (and {others} sentences more)") });
    told.into_iter().collect()
}

/// Writes the master, again while the disk is full and room may come.
async fn write(timeline: &Arc<Timeline>, manifest: &Manifest, studio: &Studio) -> Result<Master, MasterError> {
    let mut writer = studio.room.writer();
    loop {
        let (store, folder, finish) = (Arc::clone(&studio.store), studio.folder.clone(), studio.finish.clone());
        let (timeline, manifest) = (Arc::clone(timeline), manifest.clone());
        let writing = aside(move || {
            let mix = Mix { timeline: &timeline, store: &store, music: &finish.music };
            master::write(mix, manifest, &finish, &folder)
        });
        match writing.await {
            Ok(master) => {
                writer.has_written();
                return Ok(master);
            }
            Err(error) if writer.may_try_again(&error).await => {}
            Err(error) => return Err(error),
        }
    }
}

/// Hashes headline and story of a script.
#[must_use]
pub fn text_hash(script: &Script) -> String {
    let story = script.sentences.iter().filter(|sentence| sentence.block.is_some());
    let story: Vec<&str> = story.map(|sentence| sentence.written.trim()).collect();
    hash(&(&script.metadata.title, story))
}

/// Hashes something that has a JSON form.
fn hash(value: &impl Serialize) -> String {
    let json = serde_json::to_vec(value).expect("strings and numbers have a JSON form");
    blake3::hash(&json).to_hex().to_string()
}

fn lay_out(script: &Script, heard: Vec<Heard>, finish: &Finish) -> Timeline {
    let rate = SampleRate::MASTER;
    let silence = |ms| Frames::from_duration(Duration::from_millis(ms), rate);
    let levels: Vec<_> = heard.iter().map(|heard| heard.level.lufs()).collect();
    let mut timeline = Timeline::new(rate, finish.music.intro_length() + silence(finish.head_ms));
    for (sentence, heard) in script.sentences.iter().zip(heard) {
        timeline.push(heard.key, (heard.frames, heard.level), Frames::from_duration(sentence.pause_after, rate));
    }
    if finish.target.is_some() {
        for (span, gain_db) in timeline.spans.iter_mut().zip(matching_gains(&levels)) {
            span.gain_db = gain_db;
        }
    }
    timeline.add_silence(silence(finish.tail_ms));
    timeline.end_with(finish.music.outro_length());
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
