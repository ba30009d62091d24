//! The way of one article, from markup to master.

use std::sync::Arc;

use super::describe::Planned;
use super::layout::{describe, lay_out};
use super::own::Own;
use super::prepared::{KnownAs, Understood, Understudies};
use super::readers::{Readers, host};
use super::recorder::{Recorder, fell_back};
use super::{Bill, Edited, NarrateError, Narration, Narrator, Prepared, Speaker, Step, identity, picture};
use crate::audio::Cover;
use crate::document::{self, Document};
use crate::edits::{Applied, Shelved};
use crate::master::{self, Finish, Manifest, Master, MasterError, Mix, Timeline};
use crate::script::{self, Reading, Script};
use crate::source::Article;
use crate::speech::{Counts, SpeechRequest, aside};

/// How often an article is recorded when clips are pruned before it is mixed. A cache that cannot hold it never will.
const MOST_TRIES: usize = 3;

impl Narrator {
    /// Narrates one article.
    ///
    /// Nothing is done when the folder holds the article's narration and it would come out the same. Clips are kept as they
    /// are spoken, so a run that failed or was killed goes on where it stopped.
    ///
    /// # Errors
    /// When there is nothing to say, a sentence cannot be spoken, or the files cannot be written.
    pub async fn narrate(&self, article: &Article) -> Result<Narration, NarrateError> {
        narrate(article, self).await
    }
}

/// Narrates one article: understands it, composes the script, has it spoken, mixes the master.
///
/// # Errors
/// When there is nothing to say, a sentence cannot be spoken, or the files cannot be written.
pub async fn narrate(article: &Article, narrator: &Narrator) -> Result<Narration, NarrateError> {
    perform(prepare(article, narrator)?, narrator).await
}

/// Understands an article and composes its script; nothing is spoken yet.
///
/// # Errors
/// When there is nothing to say, or no one in the cast speaks its language.
pub fn prepare(article: &Article, narrator: &Narrator) -> Result<Prepared, NarrateError> {
    let mut own = narrator.own(article)?;
    let mut document = document::read(article, &narrator.direction.reading.selection);
    if !narrator.run.force {
        document::judge(article, &document)?;
    }
    if let Some(clock) = narrator.run.clock.filter(|_| !narrator.run.drafts) {
        document::published(article, clock())?;
    }
    let id = identity::of(article, &document.metadata);
    let older_ids = identity::formerly(article);
    let ids: Vec<&str> = std::iter::once(&id).chain(&older_ids).map(String::as_str).collect();
    let shelved = narrator.storage.edits.find(&ids)?;
    if let Some(shelved) = &shelved {
        narrator.hire(&shelved.edits, &mut own)?;
    }
    let narrator = &narrator.suited(&own);
    let (cast, reading) = (&narrator.cast, &narrator.direction.reading);
    let blocks = shelved.as_ref().map(|shelved| {
        // What editors name is here or it is not.
        shelved.edits.apply_to_blocks(&mut document, &|change| own.has(change))
    });
    let blocks = blocks.unwrap_or_default();
    let usual = cast.reading(&cast.lead, reading);
    let language = usual.language.settle(&document.metadata, &document.blocks);
    let address = article.base().or(document.metadata.url.as_deref()).and_then(host);
    let section = document.metadata.section.clone();
    let readers = Readers { guest: own.guest.as_ref(), section: section.as_deref(), host: address.as_deref() };
    let lead = cast.reader(&language, &readers)?;
    let understood = Understood { article: article.clone(), document, shelved, blocks, own: own.clone() };
    prepare_for(lead, understood, narrator)
}

/// Composes the script for the one who reads it.
fn prepare_for(lead: &Speaker, understood: Understood, narrator: &Narrator) -> Result<Prepared, NarrateError> {
    let (cast, direction) = (&narrator.cast, &narrator.direction);
    let for_another = cast.begins_again().then(|| understood.clone());
    let Understood { article, document, shelved, blocks, own } = understood;
    let article = &article;
    let reading = cast.reading(lead, &direction.reading);
    let language = reading.language.settle(&document.metadata, &document.blocks);
    let reading = Reading { roles: cast.roles(&lead.voice, &language), ..reading };
    let changed = shelved.map(|shelved| Changed { shelved, blocks });
    let Composed { script, unedited, edited } = composed(document, reading, changed.as_ref(), &own);
    if script.sentences.is_empty() {
        return Err(NarrateError::NothingToSay);
    }
    let requests = cast.requests(lead, &script, direction.speed_percent);
    let keys = requests.iter().map(|request| Ok(cast.answers(request)?.key(request)));
    let keys = keys.collect::<Result<Vec<_>, NarrateError>>()?;
    let planned = Planned { article, script: &script, lead, keys: &keys, track: own.track };
    let manifest = planned.manifest(narrator);
    let known_as =
        KnownAs { older_ids: identity::formerly(article), older_fingerprint: planned.older_fingerprint(narrator) };
    let understudies = for_another
        .map_or_else(|| understudies_of(&script, narrator), |understood| Understudies::Article(Box::new(understood)));
    let guessed = cast.guessed(lead, &script, &direction.reading);
    let picture = picture::file(article, &script.metadata);
    let lead = lead.clone();
    Ok(Prepared {
        script,
        guessed,
        edited,
        unedited,
        lead,
        requests,
        keys,
        understudies,
        manifest,
        picture,
        known_as,
        own,
    })
}

/// Returns what those who speak the script's language are asked for, sentence by sentence, where its reader cannot be had.
fn understudies_of(script: &Script, narrator: &Narrator) -> Understudies {
    let cast = &narrator.cast;
    let able = cast.understudies.iter().filter(|other| other.voice.speaks(&script.language));
    let requests = able.map(|other| cast.requests(other, script, narrator.direction.speed_percent));
    Understudies::Sentences(requests.collect())
}

/// A script with what editors changed in it.
struct Composed {
    script: Script,
    /// Each sentence as it would be said had no one edited it.
    unedited: Vec<String>,
    edited: Edited,
}

impl Composed {
    fn is_recorded(&self) -> bool {
        self.script.sentences.iter().any(|sentence| sentence.manner.recording.is_some())
    }
}

/// What editors changed in an article, of which the edits of blocks are applied already.
struct Changed {
    shelved: Shelved,
    blocks: Vec<(usize, Applied)>,
}

impl Changed {
    fn apply(&self, mut script: Script, own: &Own) -> Composed {
        let unedited = spoken_forms(&script);
        self.shelved.edits.cast_blocks(&mut script, &self.blocks);
        let mut applied = self.blocks.clone();
        applied.extend(self.shelved.edits.apply_to_script(&mut script, &|change| own.has(change)));
        Composed { script, unedited, edited: Edited::new(&self.shelved, applied) }
    }
}

/// Composes a script and applies what editors changed. Where a person's recording is heard in it the notice at the start is
/// another, so it is composed again.
fn composed(document: Document, mut reading: Reading, changed: Option<&Changed>, own: &Own) -> Composed {
    let Some(changed) = changed else {
        let script = script::compose(document, &reading);
        let unedited = spoken_forms(&script);
        return Composed { script, unedited, edited: Edited::default() };
    };
    let first = changed.apply(script::compose(document.clone(), &reading), own);
    if !first.is_recorded() {
        return first;
    }
    reading.around.recorded = true;
    let again = changed.apply(script::compose(document, &reading), own);
    // The notice itself may be what was recorded.
    if again.is_recorded() { again } else { first }
}

fn spoken_forms(script: &Script) -> Vec<String> {
    script.sentences.iter().map(|sentence| sentence.spoken.clone()).collect()
}

/// Has a script spoken and mixes the master; when the voice fails, an understudy begins the article again.
///
/// Nothing is done when the folder holds the article's narration and it would come out the same. Clips are kept as they are
/// spoken, so a run that failed or was killed goes on where it stopped.
///
/// # Errors
/// When a sentence cannot be spoken, or the files cannot be written.
pub async fn perform(mut prepared: Prepared, narrator: &Narrator) -> Result<Narration, NarrateError> {
    let narrator = &narrator.suited(&prepared.own);
    prepared.take_over(narrator)?;
    if let Some(master) = prepared.current(narrator) {
        let bill = Bill::new(&prepared.lead.voice, Counts::all_reused(&prepared.requests));
        let Prepared { guessed, edited, own, .. } = prepared;
        let (fell_back, ignored) = (Vec::new(), own.warnings);
        return Ok(Narration { master, unchanged: true, bill, fell_back, guessed, edited, ignored });
    }
    (narrator.run.listener)(Step::Scripted { sentences: prepared.requests.len() });
    // Rather now than after a day's worth of speech was paid for; what was guessed too short is refused before it is mixed.
    narrator.direction.finish.check_length(prepared.typical_length()).map_err(MasterError::Sign)?;
    if narrator.run.keeps_gain {
        prepared.keep_gain(narrator);
    }
    match std::mem::replace(&mut prepared.understudies, Understudies::Sentences(Vec::new())) {
        Understudies::Sentences(alternatives) => record_and_mix(prepared, &alternatives, narrator).await,
        Understudies::Article(understood) => by_anyone(prepared, *understood, narrator).await,
    }
}

/// Has an article read by its lead, else begun again by each understudy in turn.
async fn by_anyone(first: Prepared, understood: Understood, narrator: &Narrator) -> Result<Narration, NarrateError> {
    let (language, wanted) = (first.script.language.clone(), first.manifest.fingerprint.clone());
    let mut failing = Arc::clone(&first.lead.voice);
    let mut narrated = record_and_mix(first, &[], narrator).await;
    let mut fell_back = Vec::new();
    for understudy in narrator.cast.understudies.iter().filter(|other| other.voice.speaks(&language)) {
        let Some(why) = narrated.as_ref().err().and_then(NarrateError::of_the_engine) else { break };
        fell_back.push(format!("`{}` failed: {}", failing.name, why.whole_message()));
        failing = Arc::clone(&understudy.voice);
        let mut again = prepare_for(understudy, understood.clone(), narrator)?;
        again.manifest.in_place_of = Some(wanted.clone());
        narrated = record_and_mix(again, &[], narrator).await;
    }
    narrated.map(|narration| Narration { fell_back, ..narration })
}

/// Records each sentence, by its request or else by one of the alternatives, lays the takes out and mixes the master.
async fn record_and_mix(
    prepared: Prepared,
    alternatives: &[Vec<SpeechRequest>],
    narrator: &Narrator,
) -> Result<Narration, NarrateError> {
    let Prepared { script, guessed, edited, requests, mut manifest, picture, own, .. } = prepared;
    let ignored = own.warnings;
    let ways = |(index, request)| [request].into_iter().chain(alternatives.iter().map(move |other| &other[index]));
    let asks: Vec<Vec<&SpeechRequest>> = requests.iter().enumerate().map(|ask| ways(ask).collect()).collect();
    let recorder = Recorder::new(narrator);
    // A picture that cannot be used is not what was asked for: the narration is made without it.
    let own_picture = || Cover::open(&picture?).ok();
    let finish = &narrator.direction.finish;
    let finish = Finish { cover: finish.cover.clone().or_else(own_picture), ..finish.clone() };
    for tries in 1.. {
        let takes = recorder.record(&asks).await?;
        let timeline = Arc::new(lay_out(&script, &takes, &finish));
        describe(&mut manifest, &takes, &timeline);
        (narrator.run.turn)().await;
        (narrator.run.listener)(Step::Mixing);
        match write(&timeline, &manifest, &finish, narrator).await {
            // The cache was pruned meanwhile.
            Err(MasterError::ClipGone { .. }) if tries < MOST_TRIES => {}
            master => {
                let (bill, fell_back) = (recorder.bill(), fell_back(&takes));
                let master = master?;
                return Ok(Narration { master, unchanged: false, bill, fell_back, guessed, edited, ignored });
            }
        }
    }
    unreachable!("the last try returns")
}

/// Writes the master, again while the disk is full and there may be space.
async fn write(
    timeline: &Arc<Timeline>,
    manifest: &Manifest,
    finish: &Finish,
    narrator: &Narrator,
) -> Result<Master, MasterError> {
    let mut writer = narrator.run.disk.writer();
    loop {
        let (storage, finish) = (narrator.storage.clone(), finish.clone());
        let (timeline, manifest) = (Arc::clone(timeline), manifest.clone());
        let writing = aside(move || {
            let mix = Mix { timeline: &timeline, store: &storage.cache, music: &finish.music };
            master::write(mix, manifest, &finish, &storage.folder)
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
