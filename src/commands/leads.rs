//! Leads on their way to a run: those that were asked for, counted before they are worked on.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use tokio::sync::mpsc::{Receiver, channel};

use super::progress::Progress;
use crate::source::Lead;

/// Leads that are counted ahead of the work: a path or an address each.
const COUNTED_AHEAD: usize = 10_000;

/// What is taken of the leads that are found.
pub(super) struct Choice {
    /// The names of the articles to take, where not all are.
    pub(super) only: Option<HashSet<String>>,
    /// The names of those that rest.
    pub(super) resting: HashSet<String>,
}

impl Choice {
    fn takes(&self, lead: &Lead) -> bool {
        let is_asked_for = |only: &HashSet<String>| only.contains(&lead.key()) || only.contains(&lead.name);
        self.only.as_ref().is_none_or(is_asked_for) && !self.resting.contains(&lead.name)
    }
}

/// Passes on the leads that are taken, and counts them as they are found.
pub(super) fn counted(mut leads: Receiver<Lead>, choice: Choice, progress: Arc<Progress>) -> Receiver<Lead> {
    let (sender, chosen) = channel(1);
    tokio::spawn(async move {
        let (mut waiting, mut is_more) = (VecDeque::new(), true);
        loop {
            // Leads that bring their article along are not heaped up.
            let has_room = waiting.len() < COUNTED_AHEAD && !waiting.back().is_some_and(Lead::is_read);
            tokio::select! {
                biased;
                lead = leads.recv(), if is_more && has_room => match lead {
                    Some(lead) if choice.takes(&lead) => {
                        progress.found(1, false);
                        waiting.push_back(lead);
                    }
                    Some(_) => {}
                    None => {
                        is_more = false;
                        progress.found(0, true);
                    }
                },
                permit = sender.reserve(), if !waiting.is_empty() => match (permit, waiting.pop_front()) {
                    (Ok(permit), Some(lead)) => permit.send(lead),
                    _ => return,
                },
                else => return,
            }
        }
    });
    chosen
}
