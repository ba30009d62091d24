//! Books of the Bible with chapter and verse: "Gen. 2:4", "1 Cor. 13:4-7", "Ps. 23". Half of it is the table of books.

use super::number::amount;
use super::rule::{Found, Rule, alphanumeric};

pub(super) const RULES: &[Rule] = &[Rule {
    starts: alphanumeric,
    pattern: r"(?:(?P<which>[123]|I{1,3}){space})?(?P<book>[A-Z][a-z]{1,7})\.?{space}(?P<chapter>[0-9]{1,3}):(?P<verse>[0-9]{1,3})(?P<half>[a-c])?(?:{dash}(?P<to>[0-9]{1,3})(?P<other>[a-c])?)?{end}",
    say,
}];

/// Books as they are shortened (Chicago Manual of Style, 10.44 to 10.46), and those that have two or three parts in full.
#[rustfmt::skip]
const BOOKS: &[(&str, &str)] = &[
    ("Gen", "Genesis"), ("Exod", "Exodus"), ("Ex", "Exodus"), ("Lev", "Leviticus"), ("Num", "Numbers"), ("Deut", "Deuteronomy"), ("Josh", "Joshua"), ("Judg", "Judges"),
    ("Sam", "Samuel"), ("Samuel", "Samuel"), ("Kgs", "Kings"), ("Kings", "Kings"), ("Chron", "Chronicles"), ("Chr", "Chronicles"), ("Neh", "Nehemiah"), ("Esth", "Esther"),
    ("Ps", "Psalm"), ("Pss", "Psalms"), ("Prov", "Proverbs"), ("Eccl", "Ecclesiastes"), ("Eccles", "Ecclesiastes"), ("Isa", "Isaiah"), ("Jer", "Jeremiah"),
    ("Lam", "Lamentations"), ("Ezek", "Ezekiel"), ("Dan", "Daniel"), ("Hos", "Hosea"), ("Obad", "Obadiah"), ("Mic", "Micah"), ("Nah", "Nahum"), ("Hab", "Habakkuk"),
    ("Zeph", "Zephaniah"), ("Hag", "Haggai"), ("Zech", "Zechariah"), ("Mal", "Malachi"), ("Matt", "Matthew"), ("Mt", "Matthew"), ("Mk", "Mark"), ("Lk", "Luke"),
    ("Jn", "John"), ("John", "John"), ("Rom", "Romans"), ("Cor", "Corinthians"), ("Corinthians", "Corinthians"), ("Gal", "Galatians"), ("Eph", "Ephesians"), ("Phil", "Philippians"),
    ("Col", "Colossians"), ("Thess", "Thessalonians"), ("Tim", "Timothy"), ("Timothy", "Timothy"), ("Philem", "Philemon"), ("Heb", "Hebrews"), ("Jas", "James"),
    ("Pet", "Peter"), ("Peter", "Peter"), ("Rev", "Revelation"),
];

/// The shortened names, for the reader to look at.
pub(super) fn words() -> impl Iterator<Item = String> {
    BOOKS.iter().map(|(short, _)| short.to_lowercase())
}

fn say(found: &Found) -> Option<String> {
    let (_, book) = BOOKS.iter().find(|(short, _)| *short == found.get("book"))?;
    let which = match found.get("which") {
        "" => "",
        "1" | "I" => "First ",
        "2" | "II" => "Second ",
        _ => "Third ",
    };
    let next = found.next_word();
    // "Sam 3:15 pm" met somebody.
    if next.eq_ignore_ascii_case("am") || next.eq_ignore_ascii_case("pm") || found.after.starts_with(':') {
        return None;
    }
    // "3:15a" is the first half of a verse.
    let verse = |number: &str, half: &str| format!("{} {half}", amount(number)).trim_end().to_owned();
    let to = found.get("to");
    let to = if to.is_empty() { String::new() } else { format!(" to {}", verse(to, found.get("other"))) };
    let from = verse(found.get("verse"), found.get("half"));
    Some(format!("{which}{book} {} {from}{to}", amount(found.get("chapter"))))
}
