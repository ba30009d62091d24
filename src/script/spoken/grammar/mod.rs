//! What the languages' number readers share: what a grammar says of numbers, and helpers to say them.

mod address;
mod forms;
mod found;
mod number;
mod reader;
mod separators;
mod signs;
mod stopwatch;
mod table;
mod unit;

pub(super) use forms::{Case, Gender, Inflection, Noun, as_after_many, one_or_many};
pub(super) use found::{compared, last_word, part, stop, value};
pub(super) use number::{by_digits, comma_and_digits, comma_and_number};
pub(super) use reader::Reader;
pub(super) use signs::Signs;
pub(super) use stopwatch::{Lasting, STOPWATCH};
pub(super) use table::Grammar;
pub(super) use unit::unit;
