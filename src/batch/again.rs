//! One article by itself: narrated as it is now, for the first time or again.

use super::Finished;
use super::article::{finished, planned};
use crate::catalogue::Done;
use crate::master::Master;
use crate::pipeline::{self, NarrateError, Narrator};
use crate::source::Article;
use crate::speech::aside;

/// Narrates an article again that is narrated: in the same place, by what editors changed and the lexicon as they are now.
/// `settings` is the hash of all that shapes narrations. Only what is not in the cache is spoken.
///
/// # Errors
/// As for [`pipeline::narrate`].
pub async fn again(
    article: &Article,
    before: &Done,
    narrator: &Narrator,
    settings: &str,
) -> Result<Finished, NarrateError> {
    let (to_read, by) = (article.clone(), narrator.clone());
    let mut prepared = aside(move || pipeline::prepare(&to_read, &by)).await?;
    prepared.continue_from(&before.id, &before.audio);
    let known = Done {
        content: article.content_hash(),
        version: before.version.clone(),
        settings: settings.to_owned(),
        ..Done::default()
    };
    let done = planned(&prepared, Some(before), known);
    let narration = pipeline::perform(prepared, narrator).await?;
    // Where it was taken to has the narration of before.
    Ok(finished(narration, done))
}

/// Narrates an article by itself, and returns the files with what a catalogue is to know of them. `settings` is the hash of all
/// that shapes narrations.
///
/// # Errors
/// As for [`pipeline::narrate`].
pub async fn narrate(
    article: &Article,
    narrator: &Narrator,
    settings: &str,
) -> Result<(Master, Finished), NarrateError> {
    let (to_read, by) = (article.clone(), narrator.clone());
    let prepared = aside(move || pipeline::prepare(&to_read, &by)).await?;
    let known = Done { content: article.content_hash(), settings: settings.to_owned(), ..Done::default() };
    let done = planned(&prepared, None, known);
    let narration = pipeline::perform(prepared, narrator).await?;
    Ok((narration.master.clone(), finished(narration, done)))
}
