//! Reads plain text: paragraphs parted by blank lines or one a line, hard-wrapped or not, and what was scraped from a page.

mod boxes;
mod dated;
mod line;
mod page;
mod paragraphs;
mod printed;
mod reader;
mod signs;
mod wire;
mod words;

pub(super) use reader::read;

#[cfg(test)]
mod tests;
