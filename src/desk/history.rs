//! What was done to a narration, by whom, and how it is undone: the last steps, each with the file before and after.

use std::fs;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Desk;
use super::refusal::Refusal;
use crate::document::Rule;
use crate::edits::Shelf;

/// As many steps can be undone. Taste.
const STEPS: usize = 20;

/// Something that was done.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Step {
    pub(super) by: String,
    pub(super) at: String,
    pub(super) what: String,
    /// Which file it changed.
    pub(super) file: Changed,
    /// The rule that was made, and whether its blocks are read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) rule: Option<(Rule, bool)>,
    /// The file's text before; none where there was none.
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

/// A file that editors change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Changed {
    /// The edits of the narration.
    Edits,
    /// The lexicon of the house.
    Lexicon,
    /// The settings file.
    Settings,
}

/// Returns what was done to a narration, the last first.
pub(super) fn steps(desk: &Desk, name: &str) -> Result<Vec<Step>, Refusal> {
    let json = desk.setup.catalogue.recall(name)?;
    Ok(json.and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default())
}

/// Remembers something that was done; what changed nothing is not worth it.
pub(super) fn add(desk: &Desk, name: &str, step: Step) -> Result<(), Refusal> {
    if step.before == step.after {
        return Ok(());
    }
    let mut steps = steps(desk, name)?;
    steps.insert(0, step);
    steps.truncate(STEPS);
    keep(desk, name, &steps)
}

/// Forgets the last step, which was undone.
pub(super) fn forget_last(desk: &Desk, name: &str) -> Result<(), Refusal> {
    let steps = steps(desk, name)?;
    keep(desk, name, steps.get(1..).unwrap_or_default())
}

fn keep(desk: &Desk, name: &str, steps: &[Step]) -> Result<(), Refusal> {
    let json = serde_json::to_vec(steps).expect("strings have a JSON form");
    Ok(desk.setup.catalogue.remember(name, &json)?)
}

/// Returns the steps as the page tells them.
pub(super) fn told(desk: &Desk, name: &str) -> Result<Value, Refusal> {
    let step = |step: &Step| json!({ "by": step.by, "at": step.at, "what": step.what });
    Ok(steps(desk, name)?.iter().map(step).collect())
}

/// Returns the text of a file of edits as it is now.
pub(super) fn edits_text(shelf: &Shelf, id: &str) -> Result<Option<String>, Refusal> {
    let shelved = shelf.find(&[id])?;
    Ok(shelved.and_then(|shelved| fs::read_to_string(shelved.path).ok()))
}
