//! Polish written forms: numbers, dates, times, money, abbreviations, in the cases that words around them ask for.

mod agreement;
mod bent;
mod grammar;
mod number;
mod ordinal;
mod place;
mod short;
mod sport;
mod time;

pub(super) use grammar::GRAMMAR;
