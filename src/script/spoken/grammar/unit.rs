//! Nouns that are counted, in languages with a one and a many.

use super::forms::{Gender, Noun};

/// Returns a unit, by its sign, with its form after one and its form after many.
pub(crate) const fn unit(sign: &'static str, one: &'static str, many: &'static str, gender: Gender) -> Noun {
    (sign, [one, many, many], gender)
}
