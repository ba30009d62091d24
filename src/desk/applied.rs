//! Edits that were applied, by their numbers, and how they are told.

use super::opened::Opened;
use super::refusal::Refusal;
use crate::edits::{Change, Edit, Edits};

/// Returns the numbers of the edits that were applied where it is asked for.
pub(super) fn numbers(opened: &Opened, which: impl Fn(&Edit, Option<usize>) -> bool) -> Result<Vec<usize>, Refusal> {
    let edited = &opened.text()?.prepared.edited.edits;
    let applied = edited.iter().enumerate().filter(|(_, (_, applied))| !applied.standing.is_lost());
    Ok(applied.filter(|(_, (edit, applied))| which(edit, applied.at)).map(|(number, _)| number).collect())
}

/// Takes the edits of these numbers out.
pub(super) fn remove(edits: &mut Edits, numbers: &[usize]) {
    let mut number = 0;
    edits.edits.retain(|_| {
        number += 1;
        !numbers.contains(&(number - 1))
    });
}

/// Takes edits of a sentence out.
pub(super) fn take(
    opened: &Opened,
    edits: &mut Edits,
    sentence: usize,
    which: impl Fn(&Change) -> bool,
) -> Result<(), Refusal> {
    let is_own = |edit: &Edit, at: Option<usize>| !edit.anchor.is_block && at == Some(sentence) && which(&edit.change);
    remove(edits, &numbers(opened, is_own)?);
    Ok(())
}

/// Returns how a text begins.
pub(super) fn short(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
