//! Portuguese written forms: numbers, dates, times, money, abbreviations; of Brazil, and of Europe and Africa.

mod grammar;
mod number;
mod ordinal;
mod time;

pub(super) use grammar::{EUROPEAN, GRAMMAR};
