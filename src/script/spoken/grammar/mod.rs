//! What the languages' number readers share: what a grammar says of numbers, and helpers to say them.

mod address;
mod reader;

use regex::Captures;

pub(super) use address::Signs;
pub(super) use reader::Reader;

/// A noun that is counted: its forms after one, after few (Slavic languages: 2 to 4), after many.
pub(super) type Noun = (&'static str, [&'static str; 3], Gender);

/// The gender that a number agrees with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    /// Masculine.
    Masculine,
    /// Feminine.
    Feminine,
    /// Neuter.
    Neuter,
}

/// The case that a number stands in, where it is not its first form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// "до п’яти".
    Genitive,
    /// "п’ятьом", "mit einem".
    Dative,
    /// "одну годину".
    Accusative,
    /// "п’ятьма".
    Instrumental,
    /// "у двохстах".
    Locative,
}

/// How a language's numbers bend.
pub(super) struct Inflection {
    /// The case by the text before a number, the noun after it, and the number; none for the first form.
    pub(super) case: fn(&str, &str, u64) -> Option<Case>,
    /// A cardinal number in a case.
    pub(super) cardinal: fn(u64, Option<Gender>, Case) -> String,
    /// A number with decimals in a case, where that shows.
    pub(super) decimal: fn(&str, &str, Case) -> Option<String>,
    /// A counted noun in a case, after a whole number.
    pub(super) noun: fn(&Noun, u64, Case) -> String,
}

/// What a language says, and how.
pub(super) struct Grammar {
    /// A cardinal number in words, in agreement with a noun of this gender if one follows.
    pub(super) cardinal: fn(u64, Option<Gender>) -> String,
    /// How numbers bend, in languages where they do.
    pub(super) inflection: Option<Inflection>,
    /// A plain number of four digits as a year, where years are said otherwise than numbers.
    pub(super) year: fn(u64) -> String,
    /// Which form of a noun a number takes: 0 after one, 1 after few, 2 after many.
    pub(super) form: fn(u64) -> usize,
    /// A number with decimals: the whole part, and the digits after the comma.
    pub(super) decimal: fn(&Grammar, &str, &str) -> String,
    /// What is said for the minus and the plus.
    pub(super) signs: [&'static str; 2],
    /// The mark between whole and decimals in speech.
    pub(super) comma: &'static str,
    /// What is said for the slash between a measure and what it is for.
    pub(super) per: &'static str,
    /// What is said between the ends of a range.
    pub(super) to: &'static str,
    /// Signs and words that are counted: `%`, `€`, `km`.
    pub(super) units: &'static [Noun],
    /// Scales: `Mio.`, with the noun in its forms and what joins it to a unit ("millones de euros").
    pub(super) scales: &'static [Noun],
    /// What stands between a scale and its unit.
    pub(super) of: fn(&str) -> &'static str,
    /// What stands between a whole unit and its hundredths.
    pub(super) cents: &'static str,
    /// The units whose two decimals are said as hundredths, each with their name: empty where they have none.
    pub(super) hundredths: &'static [Noun],
    /// Whether the name of hundredths is said behind a whole unit too.
    pub(super) names_hundredths: bool,
    /// The gender of the noun after a number, by the number and that word; none where it is no noun or does not matter.
    pub(super) gender: fn(u64, &str) -> Option<Gender>,
    /// The form of a counted noun after decimals, by their whole part.
    pub(super) after_decimals: fn(&Noun, &str) -> String,
    /// What is said between the two numbers of a score or a ratio.
    pub(super) against: &'static str,
    /// A fraction in words.
    pub(super) fraction: fn(u64, u64) -> String,
    /// How a group of a telephone number is said.
    pub(super) dialled: fn(&Grammar, &str) -> String,
    /// The names of signs in addresses, and of `&`.
    pub(super) typed: Signs,
    /// Abbreviations and what is said for them.
    pub(super) abbreviations: &'static [(&'static str, &'static str)],
    /// The language's own rules, before the common ones: dates, times, ordinals.
    pub(super) rules: &'static [(&'static str, Rule)],
}

/// Says what a rule's pattern found; none leaves it as it is.
pub(super) type Rule = fn(&Captures) -> Option<String>;

impl Grammar {
    /// Says a number as it is written: with groups, with decimals, with zeros in front.
    fn number(&self, written: &str, gender: Option<Gender>) -> String {
        let (whole, decimals) = written.split_once(',').unwrap_or((written, ""));
        let digits = digits_of(whole);
        if !decimals.is_empty() {
            return (self.decimal)(self, &digits, decimals);
        }
        match value_of(&digits) {
            Some(value) => {
                let is_year = digits.len() == 4 && whole.len() == 4 && gender.is_none();
                if is_year { (self.year)(value) } else { (self.cardinal)(value, gender) }
            }
            None => self.digits(&digits),
        }
    }

    /// Says a number in a case.
    fn number_in(&self, written: &str, gender: Option<Gender>, case: Option<Case>) -> String {
        self.bent(written, gender, case).unwrap_or_else(|| self.number(written, gender))
    }

    /// Says a number in a case; none where it is said as any other.
    fn bent(&self, written: &str, gender: Option<Gender>, case: Option<Case>) -> Option<String> {
        let (inflection, case) = (self.inflection.as_ref()?, case?);
        let (whole, decimals) = written.split_once(',').unwrap_or((written, ""));
        let digits = digits_of(whole);
        if !decimals.is_empty() {
            return (inflection.decimal)(&digits, decimals, case);
        }
        let value = value_of(&digits)?;
        // A year is said as one in any case.
        let is_year = digits.len() == 4 && whole.len() == 4 && gender.is_none();
        let as_year = is_year && (self.year)(value) != (self.cardinal)(value, None);
        (!as_year).then(|| (inflection.cardinal)(value, gender, case))
    }

    /// Says digits one by one.
    pub(super) fn digits(&self, digits: &str) -> String {
        let digits = digits.chars().filter_map(|digit| digit.to_digit(10));
        let words: Vec<_> = digits.map(|digit| (self.cardinal)(u64::from(digit), None)).collect();
        words.join(" ")
    }
}

/// Returns the digits of a number, without what parts its groups.
fn digits_of(written: &str) -> String {
    written.chars().filter(char::is_ascii_digit).collect()
}

/// Returns the value of digits that are a number: with zeros in front, or beyond the billions, they are a code.
fn value_of(digits: &str) -> Option<u64> {
    let leading_zero = digits.len() > 1 && digits.starts_with('0');
    digits.parse().ok().filter(|value| !leading_zero && *value < 1_000_000_000_000_000)
}

/// How often a text is read again while readings change it: all that was tried settles sooner.
const MOST_READINGS: usize = 4;

/// Reads a text until a reading changes nothing: words that are put beside what was written can make a form with it, as
/// two signs do with the dash between.
pub(super) fn settled(text: &str, read: impl Fn(&str) -> String) -> String {
    let mut said = text.to_owned();
    for _ in 0..=MOST_READINGS {
        let again = read(&said);
        if again == said {
            break;
        }
        said = again;
    }
    said
}

/// Says decimals digit by digit after the comma.
pub(super) fn comma_and_digits(grammar: &Grammar, whole: &str, decimals: &str) -> String {
    format!("{} {} {}", grammar.number(whole, None), grammar.comma, grammar.digits(decimals))
}

/// Says decimals as a number after the comma, its zeros in front one by one.
pub(super) fn comma_and_number(grammar: &Grammar, whole: &str, decimals: &str) -> String {
    let zeros = decimals.len() - decimals.trim_start_matches('0').len();
    let number = &decimals[zeros..];
    let mut said = format!("{} {}", grammar.number(whole, None), grammar.comma);
    for part in [
        grammar.digits(&decimals[..zeros]),
        if number.is_empty() { String::new() } else { grammar.number(number, Some(Gender::Masculine)) },
    ] {
        if !part.is_empty() {
            said.push(' ');
            said.push_str(&part);
        }
    }
    said
}

/// Returns a noun after decimals as after many.
pub(super) fn as_after_many((_, forms, _): &Noun, _whole: &str) -> String {
    forms[2].to_owned()
}

/// One, or many.
pub(super) fn one_or_many(number: u64) -> usize {
    if number == 1 { 0 } else { 2 }
}

/// Returns a numbered group of a rule.
pub(super) fn value(found: &Captures, group: &str) -> Option<u64> {
    found.name(group)?.as_str().parse().ok()
}

/// Returns a named group of a rule, empty where it has none.
pub(super) fn part<'t>(found: &Captures<'t>, group: &str) -> &'t str {
    found.name(group).map_or("", |part| part.as_str())
}

/// Says a group of a telephone number digit by digit.
pub(super) fn by_digits(grammar: &Grammar, group: &str) -> String {
    grammar.digits(group)
}

/// Returns the last word of a text, in small letters, without the marks around it.
pub(super) fn last_word(text: &str) -> String {
    let word = text.trim_end().rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}
