//! What a rule of the English reader is: where it looks, what it looks for, and what it says.

use regex::{Captures, Regex};

/// How far ahead of its start a written form is looked for, in bytes: the longest address in a news text is shorter.
const FARTHEST: usize = 400;

/// How much of the text before and after a form a rule may look at, in bytes: more than a sentence has, and a bound to the
/// time that a text without an end can cost.
const AROUND: usize = 1_000;

/// The parts that patterns are written with.
const PARTS: [(&str, &str); 11] = [
    ("{number}", r"(?:{whole}(?:\.[0-9]+)?|\.[0-9]+)"),
    // Thousands are set apart by commas, by narrow or fixed spaces, and by a space before zeros.
    (
        "{whole}",
        r"(?:[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?-u:\b)|[0-9]{1,3}(?:,[0-9]{3}|[\u{a0}\u{202f}\u{2009}][0-9]{3}(?-u:\b)| 000(?-u:\b))+|[0-9]{1,3}(?:['’][0-9]{3})+(?-u:\b)|[0-9]{1,3}(?: [0-9]{3}){2,}(?-u:\b)|[0-9]+)",
    ),
    ("{sign}", r"(?P<sign>[-−–+±])?"),
    ("{dash}", r"(?:-|–|—|‑|−)"),
    ("{space}", r"[ \u{a0}\u{202f}\u{2009}]"),
    ("{suffix}", r"(?i-u:st|nd|rd|th)"),
    ("{month}", r"(?P<month>{months})"),
    (
        "{months}",
        r"(?i-u:january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)(?-u:\b)\.?)",
    ),
    ("{days}", r"(?i-u:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)"),
    ("{year}", r"(?P<year>[12][0-9]{3})"),
    ("{end}", r"(?-u:\b)"),
];

/// A kind of written form: the bytes it may begin with, its pattern, and what is said for it.
pub(super) struct Rule {
    /// Returns whether a form can begin with this byte.
    pub(super) starts: fn(u8) -> bool,
    /// The pattern; it holds from the place that is looked at.
    pub(super) pattern: &'static str,
    /// Returns what is said; none when it is not such a form after all.
    pub(super) say: fn(&Found) -> Option<String>,
}

/// A rule with its pattern made.
pub(super) struct Ready {
    pattern: Regex,
    say: fn(&Found) -> Option<String>,
}

/// A written form where it stands.
pub(super) struct Found<'t> {
    captures: Captures<'t>,
    /// The text before it.
    pub(super) before: &'t str,
    /// The text after it.
    pub(super) after: &'t str,
}

impl Rule {
    /// Makes the pattern; `units` is the pattern of the signs of all units.
    pub(super) fn ready(&self, units: &str) -> Ready {
        let pattern = format!("^(?:{})", self.pattern).replace("{unit}", units);
        let whole = PARTS.iter().fold(pattern, |pattern, (name, part)| pattern.replace(name, part));
        Ready { pattern: Regex::new(&whole).expect("the rules' patterns are well formed"), say: self.say }
    }
}

impl Ready {
    /// Reads the form that begins at a place: how long it is, and what is said for it.
    pub(super) fn read(&self, text: &str, at: usize) -> Option<(usize, String)> {
        let captures = self.pattern.captures(&text[at..text.floor_char_boundary(at + FARTHEST)])?;
        let length = captures[0].len();
        let end = at + length;
        let before = &text[text.ceil_char_boundary(at.saturating_sub(AROUND))..at];
        let after = &text[end..text.floor_char_boundary(end + AROUND)];
        let ends_inside = |end: Option<char>| end.is_some_and(char::is_alphanumeric);
        // A number is a number though letters are glued to it; all else ends where its word does.
        let letters = captures[0].contains(|c: char| c.is_alphabetic());
        if length == 0 || letters && ends_inside(captures[0].chars().next_back()) && ends_inside(after.chars().next()) {
            return None;
        }
        let said = (self.say)(&Found { captures, before, after })?;
        Some((length, said))
    }
}

impl<'t> Found<'t> {
    /// Returns the whole form.
    pub(super) fn whole(&self) -> &'t str {
        self.captures.get(0).map_or("", |found| found.as_str())
    }

    /// Returns a named part of the form, empty where it has none.
    pub(super) fn get(&self, name: &str) -> &'t str {
        self.captures.name(name).map_or("", |found| found.as_str())
    }

    /// Returns the value of a named part that is whole digits.
    pub(super) fn value(&self, name: &str) -> Option<u64> {
        super::number::value(self.get(name))
    }

    /// Returns the word right before, without what stands around it.
    pub(super) fn previous_word(&self) -> &'t str {
        last_word(self.before)
    }

    /// Returns the word that follows after a space.
    pub(super) fn next_word(&self) -> &'t str {
        let Some(rest) = self.after.strip_prefix([' ', '\u{a0}']) else { return "" };
        &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())]
    }

    /// Returns whether nothing but closing marks follows.
    pub(super) fn ends_text(&self) -> bool {
        !self.after.contains(char::is_alphanumeric)
    }

    /// Returns words with the full stop that the form's last dot also was, at the end of a text.
    pub(super) fn stopped(&self, said: String) -> String {
        let closes = |c: char| matches!(c, '"' | '”' | '\'' | '’' | ')' | ' ');
        let stop = self.whole().ends_with('.') && self.after.chars().all(closes);
        if stop { said + "." } else { said }
    }

    /// Returns whether it stands as an adjective after `a` or `an`: "a $5 billion deal".
    pub(super) fn is_adjective(&self) -> bool {
        // "A 5km-long road", but "$5m-plus".
        if self.after.starts_with('-')
            && !self.after.starts_with("-plus")
            && self.after[1..].starts_with(|c: char| c.is_ascii_lowercase())
        {
            // "A $3-a-gallon tax", but "it costs $3-a-gallon".
            let (joined, rest) = self.after.split_at(self.after.find(' ').unwrap_or(self.after.len()));
            let noun = rest.trim_start();
            let qualifies = noun.starts_with(|c: char| c.is_ascii_lowercase())
                && !FUNCTION_WORDS.contains(&noun.split(' ').next().unwrap_or_default());
            return qualifies || !(joined.starts_with("-a-") || joined.starts_with("-per-"));
        }
        let next = self.next_word();
        if PRICED.contains(&next) || PRICED_MANY.contains(&next) || self.prices_a_compound(next) {
            return true;
        }
        let noun =
            self.after.strip_prefix('-').map_or_else(|| self.next_word(), |rest| rest.split(' ').next().unwrap_or(""));
        // "A $5 Weekly Pass": one thing, whatever its name begins with.
        matches!(self.previous_word(), "a" | "A" | "an" | "An")
            && noun.starts_with(|c: char| c.is_ascii_alphabetic())
            && !FUNCTION_WORDS.contains(&noun)
    }

    /// Returns whether what is priced follows behind a noun of its own: "the $1.7 trillion spending bill".
    fn prices_a_compound(&self, next: &str) -> bool {
        const ONE: [&str; 9] = ["the", "its", "their", "his", "her", "this", "that", "our", "The"];
        let behind = self.after.trim_start().strip_prefix(next).unwrap_or_default();
        let noun = behind.strip_prefix(' ').unwrap_or_default();
        let noun = &noun[..noun.find(|c: char| !c.is_alphanumeric()).unwrap_or(noun.len())];
        ONE.contains(&self.previous_word())
            && next.starts_with(|c: char| c.is_ascii_lowercase())
            && !FUNCTION_WORDS.contains(&next)
            && PRICED.contains(&noun)
    }

    /// Returns whether a counted noun follows: "13000 people", "1500 jobs".
    pub(super) fn counts(&self) -> bool {
        let noun = self.next_word();
        let plural = noun.len() > 3 && noun.ends_with('s') && !noun.ends_with("ss") && !FUNCTION_WORDS.contains(&noun);
        noun.starts_with(|c: char| c.is_ascii_lowercase()) && (plural || COUNTED.contains(&noun))
    }
}

/// Returns the last word of a text, without what stands around it.
pub(super) fn last_word(text: &str) -> &str {
    let text = text.trim_end();
    let start = text.rfind(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '.')));
    let word = start.map_or(text, |start| &text[start..]);
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// What has a sum or a measure for its adjective, whatever stands before.
const PRICED: &[&str] = &[
    "bill", "deal", "package", "plan", "fund", "fine", "project", "budget", "loan", "investment", "takeover",
    "programme", "program", "contract", "merger", "scheme", "prize", "bond", "house", "home", "debt", "lawsuit",
    "settlement", "offer", "bid", "stake", "bailout", "jackpot", "bonus", "note", "coin",
];

/// The same of several: "two $5 bills"; not those that are verbs too.
const PRICED_MANY: &[&str] = &["bills", "deals", "coins", "fines", "loans", "homes", "prizes", "bonds"];

/// Small words that are no nouns, though some end like a plural.
pub(super) const FUNCTION_WORDS: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "does", "for", "from", "has", "her", "his", "if", "in", "into", "is",
    "it", "its", "nor", "of", "on", "or", "perhaps", "per", "so", "than", "that", "the", "their", "this", "thus", "to",
    "towards", "until", "us", "versus", "was", "were", "when", "which", "who", "will", "with", "always", "sometimes",
    "across",
];
/// Plurals without an s, and words that stand between a number and its noun.
const COUNTED: &[&str] = &[
    "people", "men", "women", "children", "police", "troops", "more", "new", "other", "square", "cubic", "feet",
    "sheep", "fish", "aircraft", "staff", "personnel", "cattle", "euro", "yen", "yuan",
];

/// Returns whether a byte is a digit.
pub(super) fn digit(byte: u8) -> bool {
    byte.is_ascii_digit()
}

/// Returns whether a number can begin with a byte: a digit, a point, or a sign.
pub(super) fn signed(byte: u8) -> bool {
    // 0xE2 begins the minus sign and the dashes, 0xC2 plus-minus.
    byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | 0xe2 | 0xc2)
}

/// Returns whether a byte is an unaccented letter.
pub(super) fn letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic()
}

/// Returns whether a byte is a letter or a digit.
pub(super) fn alphanumeric(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
}

/// Returns the word for a sign before a number, with its space.
pub(super) fn sign(written: &str) -> &'static str {
    match written {
        "" => "",
        "+" => "plus ",
        "±" => "plus or minus ",
        _ => "minus ",
    }
}
