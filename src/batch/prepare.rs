//! What of all that is found is narrated at all.

use crate::document::{self, Metadata};
use crate::language::Language;
use crate::pipeline::{self, NarrateError, Narrator, Prepared};
use crate::source::{Article, Chosen, Facts, Origin};

/// Why an article has no script.
#[derive(Debug)]
pub enum NotPrepared {
    /// It is passed over.
    Skipped {
        /// Why.
        why: String,
    },
    /// It was not asked for.
    NotChosen,
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
    let prepared = pipeline::prepare(article, narrator).map_err(|error| match error.passes_over(in_folder) {
        true => NotPrepared::Skipped { why: error.to_string() },
        false => NotPrepared::Failed(error),
    })?;
    if is_chosen(article, &prepared.script.metadata, &narrator.run.chosen) {
        Ok(prepared)
    } else {
        Err(NotPrepared::NotChosen)
    }
}

/// Returns whether an article is one of those that were asked for: what a list tells of it counts, else what it says itself.
#[must_use]
pub fn is_chosen(article: &Article, metadata: &Metadata, chosen: &Chosen) -> bool {
    if chosen.is_all() {
        return true;
    }
    let known = &article.known;
    let facts = Facts {
        section: known.section.as_deref().or(metadata.section.as_deref()),
        site: known.site.as_deref().or(metadata.site.as_deref()),
        authors: if known.authors.is_empty() { &metadata.authors } else { &known.authors },
        language: known.language.as_deref().or(metadata.language.as_ref().map(Language::as_str)),
        dates: [metadata.published.as_deref(), metadata.modified.as_deref()],
    };
    // What a list names was dated by the list.
    let is_file = matches!(article.origin, Origin::File(_) | Origin::Stdin);
    let since = chosen.since.filter(|_| is_file);
    Chosen { since, ..chosen.clone() }.takes(&facts)
}
