//! What of all that is found is narrated at all.

use crate::document;
use crate::pipeline::{self, NarrateError, Narrator, Prepared};
use crate::source::Article;

/// Why an article has no script.
#[derive(Debug)]
pub enum NotPrepared {
    /// It is passed over.
    Skipped {
        /// Why.
        why: String,
    },
    /// It cannot be narrated.
    Failed(NarrateError),
}

/// Composes an article's script. In a folder much is found that is no article, and passed over.
///
/// # Errors
/// When it is passed over or cannot be narrated.
pub fn prepare(article: &Article, narrator: &Narrator, in_folder: bool) -> Result<Prepared, NotPrepared> {
    if let Some(page) = document::site_page(article).filter(|_| in_folder && !narrator.run.force) {
        return Err(NotPrepared::Skipped { why: page.to_string() });
    }
    pipeline::prepare(article, narrator).map_err(|error| match error.passes_over(in_folder) {
        true => NotPrepared::Skipped { why: error.to_string() },
        false => NotPrepared::Failed(error),
    })
}
