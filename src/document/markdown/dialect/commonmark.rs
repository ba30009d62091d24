//! Brings Markdown with the extensions of its many homes to CommonMark, one extension after the other.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::super::super::formula;
use super::masked::Masked;
use super::{attributes, callouts, jsx, tags, wiki};
use crate::months;

/// Signs without which a text is CommonMark already.
const SIGNS: [&str; 22] = [
    "{{", "{%", "{#", "{:", "}", ":", "[[", "==", "%%", "!!!", "???", ":::", "::", "[!", "@", "^", "\\", "[TOC]",
    "import ", "export ", "$", "~",
];

/// Returns the text as CommonMark: words stay, tags and comments of other tools go.
pub(in crate::document::markdown) fn commonmark(text: &str) -> Cow<'_, str> {
    let capital_tag =
        || text.match_indices('<').any(|(at, _)| text[at + 1..].starts_with(|c: char| c.is_ascii_uppercase()));
    if !SIGNS.iter().any(|sign| text.contains(sign)) && !capital_tag() {
        return Cow::Borrowed(text);
    }
    let mut masked = Masked::hide(text);
    // What holds other marks comes first: a comment may hold a tag, a tag a link.
    masked.change(tags::leave_out);
    if jsx::is_used(masked.text()) {
        masked.change(jsx::leave_out);
    }
    masked.change(|text| formula::in_text(text).into_owned());
    masked.change(callouts::open);
    masked.change(wiki::resolve);
    masked.change(attributes::leave_out);
    Cow::Owned(masked.show())
}

/// Returns the text with the dots of days escaped that begin a paragraph: "1. Juli 2026 war ein Mittwoch" is no list.
pub(in crate::document::markdown) fn with_days(text: &str) -> Cow<'_, str> {
    static DAYS: LazyLock<Regex> = LazyLock::new(|| {
        let months = [months::GERMAN, months::DANISH, months::SWEDISH].concat().join("|") + "|Jänner|mai|desember";
        Regex::new(&format!(r"(?m)^(\d{{1,2}})\.( (?:{months})\b)")).expect("a constant that tests compile")
    });
    DAYS.replace_all(text, r"$1\.$2")
}
