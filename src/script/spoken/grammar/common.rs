//! What several languages say alike, each with its own words: winds by letters, verses of the Bible.

use regex::Captures;

use super::forms::Gender;
use super::found::{part, value};

/// Says a point of the compass by its letters, the group `wind`, and a second one behind it, the group `to`; `join` stands
/// between them, and `until` is said for a dash.
pub(crate) fn winds(found: &Captures, names: &[(&str, &'static str)], until: &str) -> Option<String> {
    let name = |letters: &str| names.iter().find(|(own, _)| *own == letters).map(|(_, name)| *name);
    let first = name(&found["wind"])?;
    let second = match part(found, "to") {
        "" => String::new(),
        to if part(found, "join").starts_with(['-', '–', '/']) => format!(" {until} {}", name(to)?),
        to => format!("{}{}", part(found, "join"), name(to)?),
    };
    Some(format!("{}{first}{second}{}", &found["lead"], part(found, "after")))
}

/// A verse of the Bible by the short form of its book: "Lk 2,1-20", "1 Kor 13, 4", "Ps 23".
pub(crate) const VERSES: &str = r"(?:\b(?P<which>[1-3])\.? )?\b(?P<book>\p{Lu}\p{Ll}{1,4}) (?P<chapter>\d{1,3})(?:, ?(?P<verse>\d{1,3})(?P<half>[a-c])?(?: ?[-–.] ?(?P<to>\d{1,3})(?P<other>[a-c])?)?)?\b";

/// The words for verses of the Bible.
pub(crate) struct Bible {
    /// The books as they are shortened, and their names.
    pub(crate) books: &'static [(&'static str, &'static str)],
    /// The first, the second and the third of one name.
    pub(crate) which: [&'static str; 3],
    /// The short form of the psalms, which have no verses beside them.
    pub(crate) psalm: &'static str,
    /// A number in words.
    pub(crate) cardinal: fn(u64, Option<Gender>) -> String,
    /// What is said between two verses.
    pub(crate) to: &'static str,
}

impl Bible {
    /// Says what the pattern found; none where it is no book.
    pub(crate) fn say(&self, found: &Captures) -> Option<String> {
        let (_, book) = self.books.iter().find(|(own, _)| *own == &found["book"])?;
        let number = |name| value(found, name).map(|number| (self.cardinal)(number, None));
        let verse = |name, half| number(name).map(|said| format!("{said} {}", part(found, half)).trim_end().to_owned());
        let which = match value(found, "which") {
            Some(which) => format!("{} ", self.which[which as usize - 1]),
            None => String::new(),
        };
        let chapter = number("chapter")?;
        let Some(from) = verse("verse", "half") else {
            return (&found["book"] == self.psalm).then(|| format!("{book} {chapter}"));
        };
        let to = verse("to", "other").map(|to| format!(" {} {to}", self.to)).unwrap_or_default();
        Some(format!("{which}{book} {chapter}, {from}{to}"))
    }
}
