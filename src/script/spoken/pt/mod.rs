//! Portuguese written forms: numbers, dates, times, money, abbreviations; of Brazil, and of Europe and Africa.

mod grammar;
mod lasting;
mod number;
mod ordinal;
mod time;

pub(super) use grammar::{EUROPEAN, GRAMMAR};
pub(super) use number::as_in_europe;
