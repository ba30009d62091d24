//! English written forms: a file a kind of form.

mod abbreviation;
mod address;
mod aviation;
mod cardinal;
mod citation;
mod date;
mod decimal;
mod direction;
mod electronic;
mod emoji;
mod english;
mod era;
mod fraction;
mod initialism;
mod length;
mod measure;
mod million;
mod money;
mod number;
mod ordinal;
mod places;
mod range;
mod rate;
mod roman;
mod rule;
mod score;
mod scripture;
mod serial;
mod symbol;
mod telephone;
mod time;
mod units;

pub(super) use english::English;
