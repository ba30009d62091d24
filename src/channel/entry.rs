//! What the service knows of one article, and how that changes. Nothing here touches the world: times are told to it, and what is to
//! be done is read off it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::approval::Verdict;
use super::delivery::{Delivery, GIVE_UP_MS, Wish};
use super::recording::Recording;
use super::settings::{ChannelSettings, LONGEST_QUIET, Then, WhileWaiting, Withdrawn};
use super::withdrawal::{BY_HAND, Withdrawal};
use crate::source::Seed;

/// What the service knows of one article.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// The channel it is in.
    pub channel: String,
    /// What its source names it by.
    pub key: String,
    /// Its address on the web, where it has one.
    pub address: Option<String>,
    /// Its name in the content system.
    pub post: Option<String>,
    /// Where it is read, where that is not the content system.
    pub seed: Option<Seed>,
    /// What changes when it may have changed: its list's word.
    pub listed: Option<String>,
    /// Likewise: the content system's time of the last change.
    pub stamp: Option<String>,
    /// How urgent it is.
    pub lane: Lane,
    /// Where it stands.
    pub stage: Stage,
    /// When it is to be read, in milliseconds since 1970, as all times here.
    pub due_ms: u64,
    /// When it was first asked for since it was last read.
    pub asked_ms: u64,
    /// When it was found.
    pub found_ms: u64,
    /// How often in a row it failed.
    pub failures: u32,
    /// Its recording.
    pub recording: Option<Recording>,
    /// When it becomes public, where it is not yet.
    pub release_ms: Option<u64>,
    /// That it was withdrawn.
    pub withdrawal: Option<Withdrawal>,
    /// How it stands at each place.
    pub deliveries: BTreeMap<String, Delivery>,
    /// How often in a row its page was not there, and since when.
    pub missing: Option<(u32, u64)>,
    /// Whether it was asked for without a place to go to.
    pub unlisted: bool,
    /// Whether someone agreed to its being narrated again, however many are.
    pub may_renew: bool,
}

/// How urgent an article is; those above go first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lane {
    /// A reader waits for it.
    Click,
    /// It was just published or changed.
    #[default]
    Live,
    /// It was there before the service was.
    Backfill,
}

/// Where an article stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "lowercase")]
pub enum Stage {
    /// It waits to be read.
    #[default]
    Waiting,
    /// It is worked on.
    Working,
    /// It is narrated as it was last read.
    Settled,
    /// It is passed over.
    Passed {
        /// Why.
        why: String,
    },
    /// It failed, and will be tried again.
    Failed {
        /// Why.
        error: String,
    },
    /// It failed for too long: a dead letter, which someone must look at.
    Dead {
        /// Why.
        error: String,
    },
}

impl Stage {
    /// Returns its name, as figures have it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Working => "working",
            Self::Settled => "settled",
            Self::Passed { .. } => "passed",
            Self::Failed { .. } => "failed",
            Self::Dead { .. } => "dead",
        }
    }
}

/// What became of reading and narrating it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Result {
    /// It is narrated.
    Narrated {
        /// The audio's file name.
        audio: String,
        /// The fingerprint.
        fingerprint: String,
    },
    /// It is not to be narrated.
    Passed(String),
    /// It failed.
    Failed(String),
    /// It failed for a reason that is not its own: it is tried again at this time, without counting.
    Later(String, u64),
    /// It was stopped, and is read again.
    Stopped,
}

impl Entry {
    /// Asks for the article to be read: after a quiet time, which begins again with each change but never lasts for ever.
    pub fn ask(&mut self, lane: Lane, now_ms: u64, channel: &ChannelSettings) {
        let quiet = match (lane, &self.recording) {
            (Lane::Click | Lane::Backfill, _) => 0,
            (Lane::Live, None) => channel.quiet.ms(),
            (Lane::Live, Some(_)) => channel.quiet_edit.ms(),
        };
        let waits = matches!(self.stage, Stage::Waiting | Stage::Working) && self.asked_ms > 0;
        if !waits {
            (self.asked_ms, self.failures, self.lane) = (now_ms, 0, lane);
        }
        self.lane = self.lane.min(lane);
        let longest = self.asked_ms.saturating_add(LONGEST_QUIET.ms().max(quiet));
        self.due_ms = now_ms.saturating_add(quiet).min(longest);
        self.stage = Stage::Waiting;
        self.dispute();
    }

    /// Notes that the article is asked for although it is withdrawn.
    pub fn dispute(&mut self) {
        if let Some(withdrawal) = &mut self.withdrawal {
            withdrawal.asked_again = true;
        }
    }

    /// Notes that the article is gone: what waits is not read any more, and what is being narrated is kept and not published.
    /// Returns whether there was a narration to withdraw, or is one to come.
    pub fn go(&mut self, withdrawal: Withdrawal) -> bool {
        let has_any = self.stage == Stage::Working || self.recording.is_some() || self.is_published();
        let is_news = has_any && self.withdrawal.as_ref().is_none_or(|before| before.asked_again);
        if matches!(self.stage, Stage::Waiting | Stage::Failed { .. }) {
            (self.stage, self.asked_ms) = (Stage::Passed { why: withdrawal.why.clone() }, 0);
        }
        if is_news {
            self.withdraw(withdrawal);
        }
        is_news
    }

    /// Notes what became of reading it. Where it was asked for again meanwhile, it goes on waiting.
    pub fn note(&mut self, result: Result, now_ms: u64) {
        let was_asked_again = self.stage == Stage::Waiting;
        let stage = match result {
            Result::Narrated { audio, fingerprint } => {
                self.keep(audio, fingerprint, now_ms);
                Stage::Settled
            }
            Result::Passed(why) => {
                self.failures = 0;
                Stage::Passed { why }
            }
            Result::Failed(error) if now_ms.saturating_sub(self.asked_ms) >= GIVE_UP_MS => Stage::Dead { error },
            Result::Failed(error) => {
                self.failures += 1;
                self.due_ms = now_ms + super::delivery::pause_ms(self.failures, &self.key);
                Stage::Failed { error }
            }
            Result::Later(error, at_ms) => {
                self.due_ms = at_ms;
                Stage::Failed { error }
            }
            Result::Stopped => Stage::Waiting,
        };
        if !was_asked_again {
            if matches!(stage, Stage::Settled | Stage::Passed { .. }) {
                self.asked_ms = 0;
            }
            self.stage = stage;
        }
    }

    /// Keeps where its narration is, if that is a new one.
    fn keep(&mut self, audio: String, fingerprint: String, now_ms: u64) {
        let is_new = self.recording.as_ref().is_none_or(|before| before.fingerprint != fingerprint);
        // What was withdrawn meanwhile stays withdrawn.
        self.withdrawal.take_if(|withdrawal| withdrawal.asked_again && withdrawal.why != BY_HAND);
        if is_new {
            let (asked_ms, is_renewal) = (self.asked_ms, self.recording.is_some());
            self.recording = Some(Recording { audio, fingerprint, made_ms: now_ms, asked_ms, is_renewal });
        }
        (self.failures, self.missing, self.may_renew) = (0, None, false);
    }

    /// Returns whether it is to be read now.
    #[must_use]
    pub fn is_due(&self, now_ms: u64) -> bool {
        matches!(self.stage, Stage::Waiting | Stage::Failed { .. }) && self.due_ms <= now_ms
    }

    /// Withdraws it.
    pub fn withdraw(&mut self, now: Withdrawal) {
        match &mut self.withdrawal {
            // The first word counts, and a confirmation is not taken back by a repetition.
            Some(before) => (before.confirmed, before.asked_again) = (before.confirmed || now.confirmed, false),
            before => *before = Some(now),
        }
    }

    /// Returns what is to be at every place now, by what was decided about its recording.
    #[must_use]
    pub fn wish(&self, verdict: Option<Verdict>, channel: &ChannelSettings, now_ms: u64) -> Wish {
        if let Some(withdrawal) = &self.withdrawal {
            let by_hand = withdrawal.why == BY_HAND;
            let is_removed = withdrawal.confirmed && (channel.withdrawn == Withdrawn::Remove || by_hand);
            return if is_removed { Wish::Nothing } else { Wish::AsItIs };
        }
        let Some(recording) = &self.recording else { return Wish::AsItIs };
        if self.release_ms.is_some() || self.unlisted {
            return Wish::AsItIs;
        }
        let waited = channel.approve_within.is_some_and(|within| now_ms >= recording.made_ms + within.ms());
        match verdict {
            None | Some(Verdict::Approved) => Wish::Recording(recording.fingerprint.clone()),
            Some(Verdict::Waiting) if waited && channel.then == Then::Publish => {
                Wish::Recording(recording.fingerprint.clone())
            }
            Some(Verdict::Waiting | Verdict::Rejected) if channel.while_waiting == WhileWaiting::Remove => {
                Wish::Nothing
            }
            Some(Verdict::Waiting | Verdict::Rejected) => Wish::AsItIs,
        }
    }

    /// Notes that its recording was pruned and taken off every place. Where its source has it again, it is narrated from scratch.
    pub fn prune(&mut self, now_ms: u64) {
        self.withdraw(Withdrawal::new("pruned", now_ms, true));
        (self.recording, self.listed, self.stamp) = (None, None, None);
        self.deliveries.clear();
    }

    /// Returns whether someone gave it whole: the content system, a hook or an order, and not a feed, whose entries may be teasers.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.post.is_some()
            || self.seed.as_ref().is_some_and(|seed| ["hook", "order"].contains(&&*seed.input) && seed.is_whole())
    }

    /// Returns whether some place has a narration of it.
    #[must_use]
    pub fn is_published(&self) -> bool {
        self.deliveries.values().any(|delivery| delivery.have.is_some())
    }
}

/// Why an article is passed over that was changed while many were.
pub const HELD: &str = "many articles changed at once, and someone was asked";

#[cfg(test)]
mod tests {
    use super::*;

    fn channel(more: &str) -> ChannelSettings {
        toml::from_str(&format!("name = 'news'\ninputs = ['a']\n{more}")).unwrap()
    }

    fn narrated(fingerprint: &str) -> Result {
        Result::Narrated { audio: "a.wav".into(), fingerprint: fingerprint.into() }
    }

    #[test]
    fn changes_in_a_row_become_one_reading_after_a_quiet_time_that_ends() {
        let channel = channel("quiet = '3s'\nquiet_edit = '20s'");
        let mut entry = Entry::default();
        entry.ask(Lane::Live, 1_000, &channel);
        assert_eq!((entry.due_ms, entry.is_due(3_999), entry.is_due(4_000)), (4_000, false, true));
        entry.ask(Lane::Live, 2_000, &channel);
        assert_eq!(entry.due_ms, 5_000, "it is changed again");
        for second in 3..200 {
            entry.ask(Lane::Live, second * 1_000, &channel);
        }
        assert_eq!(entry.due_ms, 61_000, "no longer than a minute after the first");
        entry.stage = Stage::Working;
        entry.note(narrated("one"), 62_000);
        assert_eq!(entry.stage, Stage::Settled);
        entry.ask(Lane::Live, 70_000, &channel);
        assert_eq!(entry.due_ms, 90_000, "an edit rests longer");
    }

    #[test]
    fn what_is_asked_for_while_it_is_worked_on_is_read_again() {
        let channel = channel("quiet_edit = '0s'");
        let mut entry = Entry::default();
        entry.ask(Lane::Live, 1_000, &channel);
        entry.stage = Stage::Working;
        entry.ask(Lane::Live, 2_000, &channel);
        entry.note(narrated("one"), 3_000);
        assert_eq!(entry.stage, Stage::Waiting);
        entry.stage = Stage::Working;
        entry.note(narrated("one"), 4_000);
        assert_eq!((entry.stage.clone(), entry.recording.unwrap().made_ms), (Stage::Settled, 3_000), "it is the same");
    }

    #[test]
    fn failures_are_tried_again_ever_later_and_become_dead_letters() {
        let mut entry = Entry::default();
        let mut now = 1_000;
        entry.ask(Lane::Live, now, &channel(""));
        let mut tries = 0;
        while !matches!(entry.stage, Stage::Dead { .. }) {
            assert!(entry.due_ms <= now + 15 * 60_000);
            now = now.max(entry.due_ms) + 1;
            entry.stage = Stage::Working;
            entry.note(Result::Failed("no voice".into()), now);
            tries += 1;
        }
        assert!(now >= GIVE_UP_MS && tries > 200, "{tries} tries in {now} ms");
        entry.ask(Lane::Live, now, &channel(""));
        assert_eq!((entry.stage, entry.failures), (Stage::Waiting, 0));
    }

    #[test]
    fn what_is_to_be_at_places_follows_approval_release_and_withdrawal() {
        let before = channel("approve = 'before'\napprove_within = '15m'\nthen = 'publish'");
        let mut entry = Entry::default();
        assert_eq!(entry.wish(None, &before, 0), Wish::AsItIs, "there is nothing yet");
        entry.note(narrated("one"), 1_000);
        let one = || Wish::Recording("one".to_owned());
        assert_eq!(entry.wish(Some(Verdict::Waiting), &before, 2_000), Wish::AsItIs);
        assert_eq!(entry.wish(Some(Verdict::Approved), &before, 2_000), one());
        assert_eq!(entry.wish(Some(Verdict::Waiting), &before, 901_000), one(), "no one listened in time");
        let hold = channel("approve = 'before'\napprove_within = '15m'\nwhile_waiting = 'remove'");
        assert_eq!(entry.wish(Some(Verdict::Waiting), &hold, 901_000), Wish::Nothing);
        entry.release_ms = Some(5_000);
        assert_eq!(entry.wish(None, &before, 4_000), Wish::AsItIs, "it is not public yet");
        entry.release_ms = None;
        let gone = |confirmed| Withdrawal::new("unpublished", 1, confirmed);
        entry.withdraw(gone(false));
        assert_eq!(entry.wish(None, &before, 4_000), Wish::AsItIs, "too many at once wait for a word");
        entry.withdraw(gone(true));
        assert_eq!(entry.wish(None, &before, 4_000), Wish::Nothing);
        assert_eq!(entry.wish(None, &channel("withdrawn = 'keep'"), 4_000), Wish::AsItIs);
        entry.ask(Lane::Live, 5_000, &before);
        entry.note(narrated("one"), 6_000);
        assert_eq!(entry.wish(None, &before, 6_000), one(), "the kept recording comes back");
    }

    #[test]
    fn what_goes_while_it_waits_or_is_narrated_is_not_published() {
        let channel = channel("");
        let gone = || Withdrawal::new("unpublished", 2_000, true);
        let mut waiting = Entry::default();
        assert!(!Entry { stage: Stage::Settled, ..Entry::default() }.go(gone()), "nothing was ever made of it");
        waiting.ask(Lane::Live, 1_000, &channel);
        assert!(!waiting.go(gone()) && !waiting.is_due(9_000), "nothing is to be taken off, and nothing to be made");
        let mut working = Entry::default();
        working.ask(Lane::Live, 1_000, &channel);
        working.stage = Stage::Working;
        assert!(working.go(gone()) && !working.go(gone()));
        working.note(narrated("one"), 3_000);
        assert_eq!(working.wish(None, &channel, 4_000), Wish::Nothing);
        for mut entry in [waiting, working] {
            entry.ask(Lane::Live, 5_000, &channel);
            entry.stage = Stage::Working;
            assert!(entry.clone().go(gone()), "it goes again");
            entry.note(narrated("one"), 6_000);
            assert_eq!(entry.wish(None, &channel, 7_000), Wish::Recording("one".to_owned()), "it is public again");
        }
    }
}
