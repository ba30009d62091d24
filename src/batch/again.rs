//! One article that was narrated before, narrated again as it is now.

use super::Finished;
use super::article::{finished, planned};
use crate::catalogue::Done;
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
