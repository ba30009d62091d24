//! What a language says of how its numbers bend.

use super::context::Context;
use super::forms::{Case, Gender, Noun};

/// How a language's numbers bend.
pub(crate) struct Inflection {
    /// The case by what stands around a number; none for the first form.
    pub(crate) case: fn(&Context) -> Option<Case>,
    /// Words that join two numbers of the same things: "z 3 i 5 szkół", "od 1 do 2 godzin".
    pub(crate) joining: &'static [&'static str],
    /// Whether a word behind a number may be an adjective, so that what is counted follows.
    pub(crate) adjective: fn(&str) -> bool,
    /// The noun that a number refers back to when none follows it: "a 5 z nich".
    pub(crate) meant: fn(&Context) -> Option<String>,
    /// A cardinal number in a case.
    pub(crate) cardinal: fn(u64, Option<Gender>, Case) -> String,
    /// A number with decimals in a case, where that shows.
    pub(crate) decimal: fn(&str, &str, Case) -> Option<String>,
    /// A counted noun in a case, after a whole number.
    pub(crate) noun: fn(&Noun, u64, Case) -> String,
}
