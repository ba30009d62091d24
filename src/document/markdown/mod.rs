//! Reads Markdown: CommonMark with tables, footnotes and front matter.

mod dialect;
mod front_matter;
mod pause;

pub(super) use front_matter::all_fields;
mod reader;

pub(super) use reader::read;

#[cfg(test)]
mod tests;
