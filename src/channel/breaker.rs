//! The circuit breaker: a maintenance page or a short list must not take a newsroom's whole audio off, and a page template that
//! changed must not have all of it spoken again.

use super::entry::Entry;
use super::recording::Recording;
use super::withdrawal::BY_HAND;

/// The time in which withdrawals and renewals are counted, in milliseconds.
const WINDOW_MS: u64 = 3_600_000;
/// Of how many narrations one may go or be made again in that time. Taste.
const ONE_OF: usize = 10;

/// Returns whether one more narration may be withdrawn without asking anyone: while no more than `at_least`, or a tenth of what is
/// published, go within an hour.
pub(super) fn may_withdraw<'a>(entries: impl Iterator<Item = &'a Entry>, at_least: usize, now_ms: u64) -> bool {
    let (mut published, mut withdrawn) = (0, 0);
    for entry in entries {
        let recently = entry.withdrawal.as_ref().filter(|withdrawal| withdrawal.why != BY_HAND);
        let is_recent = recently.is_some_and(|withdrawal| withdrawal.at_ms + WINDOW_MS > now_ms);
        withdrawn += usize::from(is_recent);
        published += usize::from(is_recent || entry.is_published());
    }
    withdrawn < at_least.max(published / ONE_OF)
}

/// Returns whether one more article may be narrated again without asking anyone: while no more than `at_least`, or a tenth of what
/// is narrated, are within an hour.
pub(super) fn may_renew(recordings: &[Recording], at_least: usize, now_ms: u64) -> bool {
    let is_recent = |recording: &&Recording| recording.is_renewal && recording.made_ms + WINDOW_MS > now_ms;
    recordings.iter().filter(is_recent).count() < at_least.max(recordings.len() / ONE_OF)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::channel::delivery::Delivery;
    use crate::channel::withdrawal::Withdrawal;

    fn entries(published: usize, withdrawn: usize) -> Vec<Entry> {
        let mut delivery = Delivery::default();
        delivery.done(Some("one".into()), 0);
        let entry = Entry { deliveries: [("ghost".to_owned(), delivery)].into(), ..Entry::default() };
        let gone = Withdrawal::new("unpublished", 1_000, true);
        let gone = Entry { withdrawal: Some(gone), ..Entry::default() };
        [vec![entry; published], vec![gone; withdrawn]].concat()
    }

    #[test]
    fn a_few_go_and_many_at_once_ask() {
        let may = |published, withdrawn, now_ms| may_withdraw(entries(published, withdrawn).iter(), 5, now_ms);
        assert!(may(3, 4, 2_000) && !may(3, 5, 2_000));
        assert!(may(95, 9, 2_000) && !may(90, 10, 2_000), "a tenth of what was published");
        assert!(may(3, 50, 2_000 + WINDOW_MS), "an hour later");
    }

    #[test]
    fn a_few_are_made_again_and_many_at_once_ask() {
        let recording = |is_renewal| Recording {
            audio: "a.wav".into(),
            fingerprint: "one".into(),
            made_ms: 1_000,
            asked_ms: 0,
            is_renewal,
        };
        let may = |new, renewed, now_ms| {
            may_renew(&[vec![recording(false); new], vec![recording(true); renewed]].concat(), 5, now_ms)
        };
        assert!(may(30, 4, 2_000) && !may(30, 5, 2_000));
        assert!(may(91, 9, 2_000) && !may(90, 10, 2_000), "a tenth of what is narrated");
        assert!(may(3, 50, 2_000 + WINDOW_MS), "an hour later");
    }
}
