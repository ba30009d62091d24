//! Seeks a page's narration as soon as the page has said what it is, and ends the pass where the story ends.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use memchr::memmem;

use super::follow::{self, Passage};
use super::survey::{Going, Survey, Surveyor};
use crate::master::Manifest;
use crate::publication::narrations::{self, Identity, Narrations};

/// Whether the pass ends with the story or the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Haste {
    StopWhenFound,
    ReadAll,
}

/// The narration of a page.
pub(super) struct Sought {
    pub(super) path: PathBuf,
    pub(super) manifest: Manifest,
    pub(super) passages: Vec<Passage>,
    /// Finds the passage where the story ends.
    last: Option<memmem::Finder<'static>>,
}

/// Seeks a page's narration.
pub(super) struct Seeker {
    narrations: Arc<Narrations>,
    identity: Identity,
    haste: Haste,
    /// Whether an element was asked for, without which the pass does not end.
    wants_place: bool,
    /// How much of the keys was searched for the last passage.
    searched: usize,
    pub(super) sought: Option<Sought>,
    /// Whether the pass was ended where the story seemed to end.
    pub(super) stopped: bool,
    /// A manifest that was found but cannot be read.
    pub(super) unreadable: Option<(PathBuf, io::Error)>,
}

impl Seeker {
    pub(super) fn new(narrations: Arc<Narrations>, identity: Identity, haste: Haste, wants_place: bool) -> Self {
        Self { narrations, identity, haste, wants_place, searched: 0, sought: None, stopped: false, unreadable: None }
    }

    fn is_over(&mut self, page: &Survey) -> bool {
        let has_place = if self.wants_place { page.at.is_some() } else { !page.headings.is_empty() };
        let last = self.sought.as_ref().and_then(|sought| sought.last.as_ref());
        let Some(last) = last.filter(|_| self.haste == Haste::StopWhenFound && has_place) else { return false };
        let from = self.searched.saturating_sub(last.needle().len());
        self.searched = page.keys.text.len();
        last.find(&page.keys.text[from..]).is_some()
    }
}

impl Surveyor for Seeker {
    fn meet(&mut self, page: &Survey) -> Going {
        self.identity.addresses.clone_from(&page.addresses);
        self.identity.titles.clone_from(&page.titles);
        let Some(path) = self.narrations.find(&self.identity).map(PathBuf::from) else { return Going::Stop };
        match narrations::load(&path) {
            Ok(manifest) => {
                let passages = follow::passages(&manifest.sentences);
                let last = follow::last_telling(&passages).map(|last| memmem::Finder::new(last).into_owned());
                self.sought = Some(Sought { path, manifest, passages, last });
                Going::On
            }
            Err(error) => {
                self.unreadable = Some((path, error));
                Going::Stop
            }
        }
    }

    fn read(&mut self, page: &Survey) -> Going {
        self.stopped = self.is_over(page);
        if self.stopped { Going::Stop } else { Going::On }
    }
}
