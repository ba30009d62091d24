//! `aloud doctor`: what is there and what is missing for what one wants to do, and the command that mends each.

mod machine;
mod places;
mod row;
mod run;
mod servers;
mod voices;

pub(super) use row::Row;
pub(super) use run::run;
