//! Italian written forms: numbers, dates, times, money, abbreviations.

mod grammar;
mod number;
mod ordinal;
mod sport;
mod time;

pub(super) use grammar::GRAMMAR;
