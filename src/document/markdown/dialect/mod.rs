//! Markdown as it is written: what site generators, note books and converters add to CommonMark is brought back to it, or
//! left out where it holds no words for readers. Code is not touched.

mod attributes;
mod callouts;
mod commonmark;
mod jsx;
mod masked;
mod tags;
mod wiki;

pub(super) use commonmark::{commonmark, with_days};

#[cfg(test)]
mod tests;
