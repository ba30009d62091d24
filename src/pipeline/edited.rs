//! What became of what editors changed in an article.

use crate::edits::{Applied, Change, Edit, Shelved, Standing};

/// What became of what editors changed in an article; empty where no one did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edited {
    /// A hash of the file of edits.
    pub hash: String,
    /// Each edit, in the order of the file, and what became of it.
    pub edits: Vec<(Edit, Applied)>,
}

impl Edited {
    /// Joins the edits of blocks and of sentences, each with its number, in the order of the file.
    pub(super) fn new(shelved: &Shelved, applied: Vec<(usize, Applied)>) -> Self {
        let mut applied = applied;
        applied.sort_by_key(|(number, _)| *number);
        let with_edit = |(number, applied): (usize, Applied)| Some((shelved.edits.edits.get(number)?.clone(), applied));
        Self { hash: shelved.hash.clone(), edits: applied.into_iter().filter_map(with_edit).collect() }
    }

    /// Returns whether someone listened to a sentence, by its number from 1, and found this doubt unfounded.
    #[must_use]
    pub fn is_heard(&self, sentence: usize, doubt: &str) -> bool {
        let is_of = |(edit, applied): &(Edit, Applied)| {
            matches!(&edit.change, Change::Heard(heard) if heard == doubt) && applied.at == Some(sentence - 1)
        };
        self.edits.iter().any(is_of)
    }

    /// Counts the edits that would be heard and were not applied.
    #[must_use]
    pub fn lost(&self) -> usize {
        let is_lost = |(edit, applied): &&(Edit, Applied)| edit.change.is_audible() && applied.standing.is_lost();
        self.edits.iter().filter(is_lost).count()
    }

    /// Counts the edits that were applied to a text that was changed, and want to be listened to.
    #[must_use]
    pub fn changed(&self) -> usize {
        let is_changed =
            |(edit, applied): &&(Edit, Applied)| edit.change.is_audible() && applied.standing == Standing::Changed;
        self.edits.iter().filter(is_changed).count()
    }
}
