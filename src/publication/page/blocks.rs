//! What is put into a page: data for machines in its head, the player in its body or the script that brings it, and marks
//! around sentences.

use std::ops::Range;

use url::Url;

use super::context::Context;
use super::sought::Sought;
use super::splice::Edit;
use super::survey::{PageFacts, Words};
use super::{Attaching, Way, marks, place};
use crate::language::Language;
use crate::publication::companions;
use crate::publication::links::{AudioBase, Links};
use crate::publication::player::{self, Mount, Player};
use crate::publication::schema::{self, Described};

/// A page and its narration, about to be put together.
pub(super) struct Attached<'a> {
    pub(super) about: &'a PageFacts,
    pub(super) context: &'a Context,
    pub(super) words: &'a Words,
    pub(super) sought: &'a Sought,
    pub(super) attaching: &'a Attaching,
}

impl Way {
    /// Returns the way that is taken on a page.
    pub(super) fn on(self, about: &PageFacts, context: &Context) -> Self {
        match self {
            _ if about.is_amp => Self::Element,
            Self::Auto if context.framework.is_some() => Self::Script,
            Self::Auto => Self::Element,
            way => way,
        }
    }
}

/// The addresses that a page's blocks name.
struct Addresses {
    page: Option<Url>,
    links: Links,
    script: String,
    data: String,
}

impl Attached<'_> {
    fn addresses(&self) -> Addresses {
        let manifest = &self.sought.manifest;
        let page = self.about.addresses.first().or(manifest.article.url.as_ref());
        let page = page.and_then(|address| Url::parse(address).ok());
        let base = |base: &AudioBase| base.seen_from(page.as_ref().filter(|_| self.about.has_base));
        let audio = base(&self.attaching.audio_base);
        Addresses {
            links: Links::of(manifest, &audio, page.as_ref()),
            script: base(&self.attaching.player_base).join(player::FILE_NAME),
            data: audio.join(&companions::data_name(manifest)),
            page,
        }
    }

    fn player<'a>(&'a self, addresses: &'a Addresses) -> Player<'a> {
        let manifest = &self.sought.manifest;
        Player {
            manifest,
            links: &addresses.links,
            language: manifest
                .article
                .language
                .as_ref()
                .or(self.about.language.as_ref())
                .map_or("en", Language::as_str),
            script: &addresses.script,
            nonce: self.attaching.csp_nonce.as_deref(),
        }
    }

    /// Writes what machines are told.
    fn data(&self, addresses: &Addresses) -> String {
        let described = Described {
            manifest: &self.sought.manifest,
            links: &addresses.links,
            page: addresses.page.as_ref().map(Url::as_str),
            own: self.context.article.as_ref(),
            full_text: self.attaching.full_text,
        };
        described.linked_data()
    }

    /// Makes the blocks for the head and the body.
    pub(super) fn blocks(&self, place: u64) -> Vec<Edit> {
        let addresses = self.addresses();
        let player = self.player(&addresses);
        let mut body = if self.about.is_amp { player.amp() } else { player.html() };
        let Some(head_end) = self.about.head_end.filter(|end| *end <= place) else {
            // A piece of a page: what may stand in a body goes with the player.
            body.insert_str(0, &self.data(&addresses));
            return vec![Edit::insert(place, marks::player(&body))];
        };
        let extension = if self.about.is_amp && !self.about.has_amp_audio { player::AMP_AUDIO } else { "" };
        let head = format!("{}{}{extension}", schema::tags(&addresses.links), self.data(&addresses));
        vec![Edit::insert(head_end, marks::head(&head)), Edit::insert(place, marks::player(&body))]
    }

    /// Makes the block of a page that may not be touched: in its head, or where a piece of a page begins.
    pub(super) fn mounted(&self) -> Vec<Edit> {
        let addresses = self.addresses();
        let at = self.attaching.at.as_ref().map(super::Place::text);
        let title = self.sought.manifest.article.title.as_deref();
        let mount = Mount {
            data: &addresses.data,
            at,
            room_below: (at.is_none() && place::is_only_first(self.words, title)).then_some("h1"),
        };
        let script = self.player(&addresses).mounted(&mount);
        let head = format!("{}{}{script}", schema::tags(&addresses.links), self.data(&addresses));
        vec![Edit::insert(self.about.head_end.unwrap_or(0), marks::head(&head))]
    }
}

/// Makes the marks of the sentences found.
pub(super) fn sentences(words: &Words, found: &[(usize, Range<usize>)]) -> Vec<Edit> {
    let mut edits = Vec::with_capacity(found.len() * 2);
    let mut end_before = 0;
    for (number, range) in found {
        for (start, end) in words.keys.stretches(range.clone()) {
            // The marks between two sentences are the first one's.
            let start = start.max(end_before);
            if start < end {
                edits.push(Edit::insert(start, marks::sentence_start(*number)));
                edits.push(Edit::insert(end, marks::sentence_end()));
                end_before = end;
            }
        }
    }
    edits
}
