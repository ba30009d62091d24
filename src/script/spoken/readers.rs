//! The readers of the languages whose written forms are said here, and which of them reads a text.

use std::sync::LazyLock;

use super::conventions::Conventions;
use super::en::English;
use super::grammar::Reader;
use super::{de, es, fr, it, nl, pl, pt, uk};
use crate::language::Language;

/// The readers of the languages whose numbers are written out here, each made when it is first needed.
static READERS: [(&str, LazyLock<Rules>); 10] = [
    ("en", LazyLock::new(|| Rules::English(English::new()))),
    ("de", LazyLock::new(|| Rules::Grammar(Box::new(Reader::new(&de::GRAMMAR))))),
    ("es", LazyLock::new(|| Rules::Grammar(Box::new(Reader::new(&es::GRAMMAR))))),
    ("fr", LazyLock::new(|| Rules::Grammar(Box::new(Reader::new(&fr::GRAMMAR))))),
    ("it", LazyLock::new(|| Rules::Grammar(Box::new(Reader::new(&it::GRAMMAR))))),
    ("nl", LazyLock::new(|| Rules::Grammar(Box::new(Reader::new(&nl::GRAMMAR))))),
    ("pl", LazyLock::new(|| Rules::Grammar(Box::new(Reader::new(&pl::GRAMMAR))))),
    ("pt", LazyLock::new(|| Rules::Grammar(Box::new(Reader::new(&pt::GRAMMAR))))),
    ("pt-PT", LazyLock::new(|| Rules::Grammar(Box::new(Reader::new(&pt::EUROPEAN))))),
    ("uk", LazyLock::new(|| Rules::Grammar(Box::new(Reader::new(&uk::GRAMMAR))))),
];

/// A language's rules: English has its own for each kind of written form, the others share a frame.
enum Rules {
    English(English),
    Grammar(Box<Reader>),
}

/// Returns text of a language in its spoken form; text of a language without rules stays as it is written.
#[must_use]
pub fn spoken(text: &str, language: &Language) -> String {
    spoken_by(text, language, Conventions::learn(std::iter::once(text)))
}

/// Returns the spoken form of a part of an article whose conventions are known.
#[must_use]
pub fn spoken_by(text: &str, language: &Language, conventions: Conventions) -> String {
    // Portuguese is read as in Brazil unless its region is another one.
    let european = language.primary() == "pt" && language.region().is_some_and(|region| region != "BR");
    let tag = if european { "pt-PT" } else { language.primary() };
    let own = READERS.iter().find(|(own, _)| *own == tag);
    match own.map(|(_, rules)| &**rules) {
        Some(Rules::English(english)) => english.read(text, conventions.date_order(language)),
        Some(Rules::Grammar(reader)) if european => pt::as_in_europe(reader.read(text, language, conventions)),
        Some(Rules::Grammar(reader)) => reader.read(text, language, conventions),
        None => text.to_owned(),
    }
}

/// Returns whether numbers of a language are written out before an engine speaks them.
#[must_use]
pub fn writes_numbers_out(language: &Language) -> bool {
    READERS.iter().any(|(own, _)| *own == language.primary())
}

#[cfg(test)]
mod tests;
