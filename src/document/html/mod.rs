//! Reads HTML pages: what each passage is, which of them are the story, and what the page says of itself.
//!
//! The page's passages are gathered once, in order, each with the elements its words stand in. A library then says which
//! elements hold the story; rules on the passages' words, links and surroundings take out what it leaves in, and the
//! publisher's own copy of the text, where the page carries one, decides in doubt.

mod attributes;
mod boilerplate;
mod counters;
mod depth;
mod elements;
mod embeds;
mod ending;
mod hidden;
mod json_ld;
mod metadata;
mod names;
mod neighbours;
mod page;
mod passages;
mod region;
mod site;
mod story;
mod surroundings;
mod tags;
mod tail;
mod tongues;
mod tree;
mod whole;
mod words;

pub(super) use page::{fragment, read};

#[cfg(test)]
mod tests;
