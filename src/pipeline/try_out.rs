//! A sentence of an article tried out: heard as it would be, before anything is changed; and whose it is to say it.

use std::sync::Arc;

use super::own::Own;
use super::{NarrateError, Narrator, Prepared, Speaker};
use crate::audio::{Clip, speech_range};
use crate::edits::{Anchor, Change, Edit, Edits};
use crate::script::{Manner, Pronunciation};
use crate::speech::{Cached, DoubtfulClips, Engine as _, SpeechRequest, aside};

/// The most takes of a sentence that are counted.
const MOST_TAKES: u32 = 99;

/// How a sentence is to be tried out.
#[derive(Debug, Clone)]
pub struct Trial {
    /// What is said.
    pub spoken: String,
    /// How words of it are pronounced.
    pub pronunciations: Vec<Pronunciation>,
    /// Who says it, how fast, and which take of it.
    pub manner: Manner,
}

impl Prepared {
    /// Has a text spoken as a sentence of this article would be, by its number from 0; what is spoken is kept in the cache, so
    /// that it is not asked for again when it becomes part of the narration. The clip holds the speech alone.
    ///
    /// # Errors
    /// When there is no such sentence, or it cannot be spoken.
    pub async fn try_out(&self, index: usize, trial: Trial, narrator: &Narrator) -> Result<Clip, NarrateError> {
        let own = self.own_for(&trial.manner, narrator)?;
        let narrator = &narrator.suited(&own);
        let request = self.request(index, trial, narrator)?;
        let engine = cached(narrator.cast.answers(&request)?, narrator);
        let spoken = engine.speak(&request).await.map_err(|source| NarrateError::NotSpoken {
            number: index + 1,
            count: self.requests.len(),
            text: request.text.clone(),
            spoken: 0,
            source,
        })?;
        let mut clip = spoken.clip;
        Ok(aside(move || {
            let heard = speech_range(&clip);
            let range = usize::try_from(heard.start).unwrap_or(0)..usize::try_from(heard.end).unwrap_or(0);
            clip.samples = clip.samples.get(range).unwrap_or_default().to_vec();
            clip
        })
        .await)
    }

    /// Returns for each sentence how many takes of it there are, where its voice says it otherwise each time it is asked; none
    /// where it does not.
    #[must_use]
    pub fn takes(&self, narrator: &Narrator) -> Vec<Option<u32>> {
        let narrator = &narrator.suited(&self.own);
        let takes = |request: &SpeechRequest| {
            let speaker = narrator.cast.answers(request).ok().filter(|it| it.engine.capabilities().varies)?;
            let engine = cached(speaker, narrator);
            let is_there = |take: &u32| engine.has(&SpeechRequest { take: *take, ..request.clone() }).unwrap_or(false);
            let others = (1..MOST_TAKES).take_while(is_there).count();
            Some(1 + u32::try_from(others).unwrap_or(MOST_TAKES))
        };
        self.requests.iter().map(takes).collect()
    }

    /// Makes the request for a sentence that is said otherwise.
    fn request(&self, index: usize, trial: Trial, narrator: &Narrator) -> Result<SpeechRequest, NarrateError> {
        let mut script = self.script.clone();
        let sentence = script.sentences.get_mut(index).ok_or(NarrateError::NothingToSay)?;
        (sentence.spoken, sentence.pronunciations) = (trial.spoken, trial.pronunciations);
        sentence.manner = trial.manner;
        let mut requests = narrator.cast.requests(&self.lead, &script, narrator.direction.speed_percent);
        Ok(requests.swap_remove(index))
    }

    /// Returns what the article is narrated by, with the voice that is tried out.
    fn own_for(&self, manner: &Manner, narrator: &Narrator) -> Result<Own, NarrateError> {
        let mut own = self.own.clone();
        if let Some(voice) = &manner.voice {
            let change = Change::Voice(voice.clone());
            let edit = Edit { anchor: Anchor::default(), change: change.clone(), by: None, at: None };
            narrator.hire(&Edits { edits: vec![edit], ..Edits::default() }, &mut own)?;
            if !own.has(&change) {
                return Err(NarrateError::NotInCast { voice: voice.clone() });
            }
        }
        Ok(own)
    }
}

fn cached(speaker: &Speaker, narrator: &Narrator) -> Cached {
    let cache = Arc::clone(&narrator.storage.cache);
    Cached::new(Arc::clone(&speaker.engine), cache, DoubtfulClips::Reuse, narrator.run.disk.clone())
}
