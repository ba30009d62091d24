//! What the manifest says before anyone speaks: the article, its sentences, and the fingerprint of all the audio depends on.

use std::time::Duration;

use serde::Serialize;

use super::hash::{MASTER_FORMAT, hash};
use super::{Narrator, Speaker, identity};
use crate::audio::Loudness;
use crate::language::Language;
use crate::master::{Cue, MANIFEST_VERSION, Manifest, slug};
use crate::script::{Pronunciation, Script, Sentence};
use crate::source::{Article, Origin};
use crate::speech::ClipKey;

/// Who says a recording of which no one knows that.
const SOMEONE: &str = "a person";

/// A sentence as the audio and what is written beside it depend on it.
#[derive(Serialize)]
struct Heard<'a> {
    /// Counted among the blocks that are read.
    block: Option<usize>,
    kind: &'static str,
    written: &'a str,
    spoken: &'a str,
    pronunciations: &'a [Pronunciation],
    language: Option<&'a Language>,
    pause_after: Duration,
}

/// A script and what is known of it before anyone speaks.
#[derive(Clone, Copy)]
pub(super) struct Planned<'a> {
    pub(super) article: &'a Article,
    pub(super) script: &'a Script,
    pub(super) lead: &'a Speaker,
    pub(super) keys: &'a [ClipKey],
    /// The number in its album that the article says it has.
    pub(super) track: Option<u32>,
}

impl Planned<'_> {
    /// Describes the narration as far as it is known before anyone speaks; the times come later.
    pub(super) fn manifest(self, narrator: &Narrator) -> Manifest {
        let Self { article, script, lead, .. } = self;
        let finish = &narrator.direction.finish;
        let places = kept_places(script);
        let cue = |(sentence, speaker): (&Sentence, &Speaker)| {
            let speaker = &speaker.voice.name;
            let recording = sentence.manner.recording.as_ref();
            Cue {
                block: sentence.block.map(|block| places[block]),
                kind: kind(script, sentence).to_owned(),
                written: sentence.written.clone(),
                spoken: sentence.spoken.clone(),
                voice: Some(speaker).filter(|name| recording.is_none() && **name != lead.voice.name).cloned(),
                recorded_by: recording.map(|recording| recording.by.clone().unwrap_or_else(|| SOMEONE.to_owned())),
                start_ms: 0,
                end_ms: 0,
                doubt: None,
                words: Vec::new(),
            }
        };
        Manifest {
            version: MANIFEST_VERSION,
            software: concat!("aloud ", env!("CARGO_PKG_VERSION")).to_owned(),
            id: identity::of(article, &script.metadata),
            file: matches!(article.origin, Origin::File(_)).then(|| article.id.clone()),
            article: script.metadata.clone(),
            selection: narrator.direction.reading.selection.of(article, &script.metadata),
            track: self.track(narrator),
            engine: lead.engine.identity().to_owned(),
            voice: lead.voice.name.clone(),
            audio: format!("{}.wav", slug(&name(article, script))),
            audio_bytes: 0,
            audio_hash: String::new(),
            sound_hash: String::new(),
            sample_rate_hz: finish.rate.hz(),
            bits: finish.depth,
            duration_ms: 0,
            loudness: Loudness::default(),
            gain_db: None,
            chapters: Vec::new(),
            files: Vec::new(),
            fingerprint: self.fingerprint(narrator, &places),
            in_place_of: None,
            review: None,
            sentences: script.sentences.iter().zip(narrator.cast.parts(lead, script)).map(cue).collect(),
        }
    }

    /// Hashes all that the audio and the files beside it depend on: of the page, what is read and nothing else.
    fn fingerprint(self, narrator: &Narrator, places: &[usize]) -> String {
        let Self { script, lead, keys, .. } = self;
        let heard = |sentence| heard(script, sentence, places);
        let sentences: Vec<Heard<'_>> = script.sentences.iter().map(heard).collect();
        let all = (MASTER_FORMAT, &script.metadata, sentences, keys, &lead.voice.name, &narrator.direction.finish);
        match self.track(narrator) {
            None => hash(&all),
            Some(track) => hash(&(all, track)),
        }
    }

    /// Returns the number of the recording in its album: what the article says, else by the settings.
    fn track(self, narrator: &Narrator) -> Option<u32> {
        let place = match &self.article.origin {
            Origin::Web(address) => address.as_str(),
            _ => &self.article.id,
        };
        self.track.or_else(|| narrator.direction.finish.track?.of(place))
    }

    /// Returns the fingerprint that versions before December 2026 gave, which counted what is not read too.
    pub(super) fn older_fingerprint(self, narrator: &Narrator) -> String {
        let Self { script, lead, keys, .. } = self;
        let finish = &narrator.direction.finish;
        hash(&(MASTER_FORMAT, &script.metadata, &script.sentences, keys, &lead.voice.name, finish))
    }
}

fn heard<'a>(script: &Script, sentence: &'a Sentence, places: &[usize]) -> Heard<'a> {
    Heard {
        block: sentence.block.map(|block| places[block]),
        kind: kind(script, sentence),
        written: &sentence.written,
        spoken: &sentence.spoken,
        pronunciations: &sentence.pronunciations,
        language: sentence.language.as_ref(),
        pause_after: sentence.pause_after,
    }
}

fn kind(script: &Script, sentence: &Sentence) -> &'static str {
    sentence.block.map_or("around", |block| script.blocks[block].kind.name())
}

/// Returns for each block its place among those that are read.
fn kept_places(script: &Script) -> Vec<usize> {
    let mut kept = 0;
    let place = |is_kept: bool| {
        let place = kept;
        kept += usize::from(is_kept);
        place
    };
    script.blocks.iter().map(|block| block.verdict.is_kept()).map(place).collect()
}

/// Returns the first sentence of the story, not what is said around it.
fn own_words(script: &Script) -> Option<&Sentence> {
    script.sentences.iter().find(|sentence| sentence.block.is_some()).or(script.sentences.first())
}

/// Names an article for people: its title, else its file's name, else how it begins.
fn name(article: &Article, script: &Script) -> String {
    match (&script.metadata.title, &article.origin) {
        (Some(title), _) => title.clone(),
        (None, Origin::File(path)) => path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        (None, _) => own_words(script).map(|sentence| sentence.written.clone()).unwrap_or_default(),
    }
}
