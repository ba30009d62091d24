//! A sentence of an article tried out: heard as it would be, before anything is changed.

use std::sync::Arc;

use super::{NarrateError, Narrator, Prepared};
use crate::audio::{Clip, speech_range};
use crate::script::Pronunciation;
use crate::speech::{Cached, DoubtfulClips, Engine as _, SpeechRequest, aside};

impl Prepared {
    /// Has a text spoken as a sentence of this article would be, by its number from 0; what is spoken is kept in the cache, so
    /// that it is not asked for again when it becomes part of the narration. The clip holds the speech alone.
    ///
    /// # Errors
    /// When there is no such sentence, or it cannot be spoken.
    pub async fn try_out(
        &self,
        index: usize,
        (spoken, pronunciations): (&str, &[Pronunciation]),
        narrator: &Narrator,
    ) -> Result<Clip, NarrateError> {
        let usual = self.requests.get(index).ok_or(NarrateError::NothingToSay)?;
        let narrator = &narrator.suited(&self.own);
        let speaker = narrator.cast.answers(usual)?;
        let (text, pronunciations) = (spoken.to_owned(), pronunciations.to_vec());
        let request = SpeechRequest { text, pronunciations, ..usual.clone() }.suited_to(&speaker.engine.capabilities());
        let cache = Arc::clone(&narrator.storage.cache);
        let engine = Cached::new(Arc::clone(&speaker.engine), cache, DoubtfulClips::Reuse, narrator.run.disk.clone());
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
}
