//! The words that were read, beside those of the article as it is now.

use super::words::{hash, read_text, words};
use super::{Check, Manifest, SignedArticle, Verdict};
use crate::document::Document;

/// Words told around the first that differs.
const WORDS_TOLD: usize = 6;

/// Compares the words that were read with those of the article as it is now, and its headline with the one that was told.
#[must_use]
pub fn compare(manifest: &Manifest, article: &Document) -> Check {
    let (read, now) = (read_text(manifest), kept_text(article));
    let (read, now) = (words(&read), words(&now));
    let differs = read
        .iter()
        .zip(&now)
        .position(|(read, now)| read != now)
        .or((read.len() != now.len()).then_some(read.len().min(now.len())));
    if let Some(at) = differs {
        let told = |words: &[&str]| match words.get(at..) {
            None | Some([]) => "nothing more".to_owned(),
            Some(rest) => format!("“{}”", rest[..rest.len().min(WORDS_TOLD)].join(" ")),
        };
        return changed(&format!("{} is {} now", told(&read), told(&now)));
    }
    match (&manifest.article.title, &article.metadata.title) {
        (Some(then), Some(now)) if words(then) != words(now) => {
            changed(&format!("the headline “{then}” is “{now}” now"))
        }
        _ => unchanged(),
    }
}

/// Compares the hash of the words that were read, as it is signed, with the article as it is now.
#[must_use]
pub fn compare_signed(signed: &SignedArticle, article: &Document) -> Check {
    if hash(&kept_text(article)) == signed.text_sha256 {
        unchanged()
    } else {
        changed("its words have another hash now")
    }
}

fn unchanged() -> Check {
    Check::new("article", Verdict::Good, "its words are those that are read")
}

fn changed(how: &str) -> Check {
    Check::new("article", Verdict::Bad, format!("the article was changed after it was read: {how}"))
}

fn kept_text(article: &Document) -> String {
    let kept = article.blocks.iter().filter(|block| block.verdict.is_kept());
    kept.map(|block| format!("{} ", block.text)).collect()
}
