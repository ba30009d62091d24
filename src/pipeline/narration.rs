//! What became of an article.

use super::{Bill, Edited};
use crate::master::Master;

/// A narrated article.
#[derive(Debug, Clone, PartialEq)]
pub struct Narration {
    /// The finished files.
    pub master: Master,
    /// Whether they were there already, made from the same script by the same voice.
    pub unchanged: bool,
    /// How much was spoken and reused in this run, and what that cost and saved.
    pub bill: Bill,
    /// Why the voices that were to speak before did not, in their order; empty when the first one spoke.
    pub fell_back: Vec<String>,
    /// Names of the project's lexicon that the engine had to guess: it takes no IPA, and they have no alias.
    pub guessed: Vec<String>,
    /// What became of what editors changed.
    pub edited: Edited,
    /// What the article asks for itself and does not get.
    pub ignored: Vec<String>,
}
