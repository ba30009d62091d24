//! Polish written forms: numbers, dates, times, money, abbreviations, in the cases that words around them ask for.

mod agreement;
mod bent;
mod case;
mod governing;
mod grammar;
mod men;
mod number;
mod ordinal;
mod place;
mod press;
mod short;
mod sport;
mod time;
mod units;

pub(super) use grammar::GRAMMAR;
