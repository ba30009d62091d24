//! Which article it is: the same when its words change, when its file moves, and wherever it is found.

use crate::document::Metadata;
use crate::source::{self, Article, Origin};

/// Returns the identity of an article: its address where it has one or names one, else what its source names it by.
pub(super) fn of(article: &Article, metadata: &Metadata) -> String {
    if article.base().is_some() {
        return article.id.clone();
    }
    let address = metadata.url.as_deref().and_then(source::page_id);
    address.filter(|_| !is_named(article)).unwrap_or_else(|| article.id.clone())
}

/// Returns whether whoever listed the article gave it an id of its own.
fn is_named(article: &Article) -> bool {
    matches!(&article.origin, Origin::Listed { .. }) && !article.id.starts_with("text:")
}

/// Returns the identities that older versions gave an article: its file's absolute path.
pub(super) fn formerly(article: &Article) -> Vec<String> {
    let absolute = match &article.origin {
        Origin::File(path) => path.canonicalize().ok(),
        _ => None,
    };
    let absolute = absolute.map(|path| path.to_string_lossy().into_owned());
    absolute.into_iter().chain([article.id.clone()]).collect()
}
