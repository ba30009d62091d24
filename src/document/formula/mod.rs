//! Formulas: what can be said in a line is written as one, such as "E = mc²"; the rest is said to be a formula.

mod mathml;
mod said;
mod tex;

pub(super) use mathml::line as mathml;
pub(super) use said::{LEFT_OUT, name};
pub(super) use tex::in_text;
