//! What the languages' number readers share: what a grammar says of numbers, and helpers to say them.

mod address;
mod common;
mod context;
mod counted;
mod forms;
mod found;
mod inflection;
mod number;
mod pattern;
mod reader;
mod score;
mod separators;
mod signs;
mod stopwatch;
mod table;
mod unit;

pub(super) use common::{Bible, VERSES, winds};
pub(super) use context::Context;
pub(super) use forms::{Case, Gender, Noun, as_after_many, one_or_many};
pub(super) use found::{COMPARED, both_sums, compared, last_word, part, stop, value};
pub(super) use inflection::Inflection;
pub(super) use number::{by_digits, comma_and_digits, comma_and_number};
pub(super) use reader::Reader;
pub(super) use score::{DASHED, HALVES, SETS, halves, parted, sets, won};
pub(super) use signs::Signs;
pub(super) use stopwatch::{BEHIND, Lasting, STOPWATCH, behind};
pub(super) use table::Grammar;
pub(super) use unit::unit;
