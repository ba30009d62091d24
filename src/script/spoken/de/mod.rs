//! German written forms: dates, times, money, abbreviations.

mod case;
mod date;
mod fraction;
mod noun;
mod number;
mod ordinal;
mod sign;
mod table;

pub(super) use table::GRAMMAR;
