//! What a language fills in so that its numbers are said: words, nouns, and rules of its own.

use regex::Captures;

use super::super::capitals::capitalised;
use super::forms::{Gender, Noun};
use super::inflection::Inflection;
use super::signs::Signs;

/// What a language says, and how.
pub(crate) struct Grammar {
    /// A cardinal number in words, in agreement with a noun of this gender if one follows.
    pub(crate) cardinal: fn(u64, Option<Gender>) -> String,
    /// How numbers bend, in languages where they do.
    pub(crate) inflection: Option<Inflection>,
    /// A plain number of four digits as a year, where years are said otherwise than numbers.
    pub(crate) year: fn(u64) -> String,
    /// Which form of a noun a number takes: 0 after one, 1 after few, 2 after many.
    pub(crate) form: fn(u64) -> usize,
    /// A number with decimals: the whole part, and the digits after the comma.
    pub(crate) decimal: fn(&Grammar, &str, &str) -> String,
    /// What is said for the minus and the plus.
    pub(crate) signs: [&'static str; 2],
    /// The mark between whole and decimals in speech.
    pub(crate) comma: &'static str,
    /// What is said for the slash between a measure and what it is for.
    pub(crate) per: &'static str,
    /// What is said between the ends of a range.
    pub(crate) to: &'static str,
    /// Signs and words that are counted: `%`, `€`, `km`.
    pub(crate) units: &'static [Noun],
    /// Scales: `Mio.`, with the noun in its forms and what joins it to a unit ("millones de euros").
    pub(crate) scales: &'static [Noun],
    /// What stands between a scale and its unit.
    pub(crate) of: fn(&str) -> &'static str,
    /// What stands between a whole unit and its hundredths.
    pub(crate) cents: &'static str,
    /// The units whose two decimals are said as hundredths, each with their name: empty where they have none.
    pub(crate) hundredths: &'static [Noun],
    /// Whether the name of hundredths is said behind a whole unit too.
    pub(crate) names_hundredths: bool,
    /// The gender of the noun after a number, by the number and that word; none where it is no noun or does not matter.
    pub(crate) gender: fn(u64, &str) -> Option<Gender>,
    /// The form of a counted noun after decimals, by their whole part.
    pub(crate) after_decimals: fn(&Noun, &str) -> String,
    /// What is said between the two numbers of a score or a ratio.
    pub(crate) against: &'static str,
    /// A fraction in words.
    pub(crate) fraction: fn(u64, u64) -> String,
    /// How a group of a telephone number is said.
    pub(crate) dialled: fn(&Grammar, &str) -> String,
    /// The names of signs in addresses, and of `&`.
    pub(crate) typed: Signs,
    /// Abbreviations and what is said for them.
    pub(crate) abbreviations: &'static [(&'static str, &'static str)],
    /// Those of them that are words too, as `Art.` and `sept.` are: the dot may be a full stop, and they are short forms
    /// only beside a figure, or where the sentence goes on.
    pub(crate) words: &'static [&'static str],
    /// The regions whose papers write `1,500.75`, where others that speak the language write `1.500,75`.
    pub(crate) point_regions: &'static [&'static str],
    /// Whether so many papers write either way that a language without a region tells nothing.
    pub(crate) mixed_marks: bool,
    /// What is said between the numbers of a part of many: "23 of 43 members".
    pub(crate) out_of: &'static str,
    /// The language's own rules, before the common ones: dates, times, ordinals.
    pub(crate) rules: &'static [(&'static str, Rule)],
}

impl Grammar {
    /// Returns the short forms, and those in small letters with the capital that begins a sentence.
    pub(super) fn short_forms(&self) -> Vec<String> {
        let capitals = self.abbreviations.iter().map(|(short, _)| capitalised(short));
        self.abbreviations.iter().map(|(short, _)| (*short).to_owned()).chain(capitals).collect()
    }

    /// Returns the name of one of a unit: "metro quadrato".
    pub(crate) fn unit_name(&self, sign: &str) -> Option<&'static str> {
        self.units.iter().find(|(own, ..)| *own == sign).map(|(_, forms, _)| forms[0])
    }

    /// Returns the short form that is written so, as the table has it, and what is said; one that begins a sentence may
    /// have a capital.
    pub(super) fn long_form(&self, written: &str, begins: bool) -> Option<(&'static str, String)> {
        let find = |is_it: &dyn Fn(&str) -> bool| self.abbreviations.iter().find(|(short, _)| is_it(short));
        let own = find(&|short| short == written).map(|(short, said)| (*short, (*said).to_owned()));
        let begun = || find(&|short| begins && capitalised(short) == written);
        own.or_else(|| begun().map(|(short, said)| (*short, capitalised(said))))
    }
}

/// Says what a rule's pattern found; none leaves it as it is.
pub(crate) type Rule = fn(&Captures) -> Option<String>;
