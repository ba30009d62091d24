//! Reading an article at the moment it is narrated: from the content system where there is one, else from its page, feed or file.

use super::Channel;
use super::entry::Entry;
use super::settings::{CmsKind, Paid};
use crate::error::whole_message;
use crate::publication::{Audience, Edition};
use crate::source::{Lead, Seed};

/// What there is to read.
pub(super) enum Reading {
    /// The article.
    Article {
        /// It, or where it is.
        lead: Box<Lead>,
        /// When it becomes public, where it is not yet.
        release_ms: Option<u64>,
        /// The content system's time of its last change.
        stamp: Option<String>,
    },
    /// It is no longer public.
    Gone(String),
    /// It is not to be narrated.
    Passed(String),
    /// It cannot be had.
    Failed(String),
}

/// Reads an article.
pub(super) async fn read(channel: &Channel, entry: &Entry) -> Reading {
    let Some((cms, post)) = channel.cms.as_ref().zip(entry.post.as_deref()) else {
        let lead = entry.seed.clone().and_then(Seed::lead);
        return match lead {
            Some(lead) => Reading::Article { lead: Box::new(lead), release_ms: None, stamp: None },
            None => Reading::Passed("nothing leads to it any more".to_owned()),
        };
    };
    match cms.edition(post).await {
        Err(error) => Reading::Failed(whole_message(&error)),
        Ok(None) => Reading::Gone("it is deleted".to_owned()),
        Ok(Some(edition)) => of_edition(channel, entry, &edition),
    }
}

fn of_edition(channel: &Channel, entry: &Entry, edition: &Edition) -> Reading {
    let release_ms = match edition.audience {
        Audience::Everyone => None,
        Audience::Members if channel.settings.paid == Paid::Narrate => None,
        Audience::Members => return Reading::Gone("only some readers may read it".to_owned()),
        Audience::NoOne => return Reading::Gone("it is unpublished".to_owned()),
        Audience::Scheduled => match edition.published {
            Some(time) => Some(u64::try_from(time.timestamp_millis()).unwrap_or(0)),
            None => return Reading::Passed("it has no date".to_owned()),
        },
    };
    if edition.text.trim().is_empty() {
        return Reading::Passed("it has no text".to_owned());
    }
    let system = match channel.settings.cms {
        Some(CmsKind::WordPress) => "wordpress",
        _ => "ghost",
    };
    let mut article = edition.article(system);
    // A post stays the same article when its address becomes another.
    if entry.key.contains("://") {
        article.id.clone_from(&entry.key);
    }
    let seed = Seed::whole(article, system);
    match seed.lead() {
        Some(lead) => Reading::Article { lead: Box::new(lead), release_ms, stamp: stamp(edition) },
        None => Reading::Passed("it has no address".to_owned()),
    }
}

/// Returns what changes when the content system has changed a post.
pub(super) fn stamp(edition: &Edition) -> Option<String> {
    edition.changed.map(|time| time.timestamp_millis().to_string())
}
