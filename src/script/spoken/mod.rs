//! Written forms as they are said: numbers, dates, times, money, percentages, abbreviations. A file a language.

mod capitals;
mod conventions;
mod de;
mod en;
mod es;
mod fr;
mod grammar;
mod it;
mod nl;
mod pl;
mod pt;
mod readers;
mod roman;
mod uk;

pub(crate) use capitals::capitalised;
pub use conventions::Conventions;
pub use readers::{spoken, spoken_by, writes_numbers_out};
pub(crate) use roman::regnal;
