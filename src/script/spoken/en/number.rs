//! Numbers in English words.

use std::fmt::Write;

const SMALL: [&str; 20] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SCALES: [&str; 7] = ["", " thousand", " million", " billion", " trillion", " quadrillion", " quintillion"];
/// Longer numbers are codes: their digits are said.
const MOST_DIGITS: usize = 15;

/// Returns a cardinal number as it is counted: "one hundred and twenty three".
pub(super) fn cardinal(number: u64) -> String {
    words(number, " and ")
}

/// Returns a cardinal number as it stands in names and before scales: "one hundred twenty three".
pub(super) fn short_cardinal(number: u64) -> String {
    words(number, " ")
}

/// Says a number, with `and` before the tens and ones of its last group where it has them.
fn words(number: u64, and: &str) -> String {
    if number == 0 {
        return SMALL[0].to_owned();
    }
    let mut said = String::new();
    for scale in (0..SCALES.len()).rev() {
        let group = number / 1000_u64.pow(scale as u32) % 1000;
        if group == 0 {
            continue;
        }
        let last = scale == 0;
        // "Two thousand and six", but "one million twelve": only a thousand or a hundred takes the word before ones.
        let after_thousand = last && group < 100 && !(number / 1000).is_multiple_of(1000);
        match (said.is_empty(), after_thousand) {
            (true, _) => {}
            (false, true) => said.push_str(and),
            (false, false) => said.push(' '),
        }
        said.push_str(&below_thousand(group as usize, if last { and } else { " " }));
        said.push_str(SCALES[scale]);
    }
    said
}

fn below_thousand(number: usize, and: &str) -> String {
    let (hundreds, rest) = (number / 100, number % 100);
    match (hundreds, rest) {
        (0, _) => below_hundred(rest),
        (_, 0) => format!("{} hundred", SMALL[hundreds]),
        _ => format!("{} hundred{and}{}", SMALL[hundreds], below_hundred(rest)),
    }
}

fn below_hundred(number: usize) -> String {
    match (number / 10, number % 10) {
        (0 | 1, _) => SMALL[number].to_owned(),
        (tens, 0) => TENS[tens].to_owned(),
        (tens, ones) => format!("{} {}", TENS[tens], SMALL[ones]),
    }
}

/// Returns an ordinal number: "one hundred twenty first".
pub(super) fn ordinal(number: u64) -> String {
    let mut said = short_cardinal(number);
    let last = said.rfind(' ').map_or(0, |space| space + 1);
    let ordinal = match &said[last..] {
        "one" => "first".to_owned(),
        "two" => "second".to_owned(),
        "three" => "third".to_owned(),
        "five" => "fifth".to_owned(),
        "eight" => "eighth".to_owned(),
        "nine" => "ninth".to_owned(),
        "twelve" => "twelfth".to_owned(),
        word => word.strip_suffix('y').map_or_else(|| format!("{word}th"), |stem| format!("{stem}ieth")),
    };
    said.truncate(last);
    said + &ordinal
}

/// Says the digits of a text one by one; what is no digit is passed over.
pub(super) fn digits(text: &str) -> String {
    let words: Vec<_> = text.bytes().filter(u8::is_ascii_digit).map(|digit| SMALL[usize::from(digit - b'0')]).collect();
    words.join(" ")
}

/// Says a year, or four digits like one: "nineteen oh five", "two thousand six", "twenty twelve".
pub(super) fn year(number: u64) -> String {
    let (century, rest) = (number / 100, number % 100);
    match (century % 10, rest) {
        (0, 0..10) => short_cardinal(number),
        (_, 0) => format!("{} hundred", short_cardinal(century)),
        _ => format!("{} {}", short_cardinal(century), two_digits(rest)),
    }
}

/// Says the last two digits of a year, or minutes: "oh five", "twenty".
pub(super) fn two_digits(number: u64) -> String {
    match number {
        1..10 => format!("oh {}", short_cardinal(number)),
        _ => short_cardinal(number),
    }
}

/// Says the number of a house, a flight or a road by pairs: "one twenty three", "one oh one", "fourteen twenty eight".
pub(super) fn pairs(text: &str) -> String {
    match (text.len(), text.parse::<u64>()) {
        (1..=2, Ok(number)) if !text.starts_with('0') => short_cardinal(number),
        (3, Ok(number)) if number >= 100 && number % 100 > 0 => {
            format!("{} {}", short_cardinal(number / 100), two_digits(number % 100))
        }
        (3, Ok(number)) if number >= 100 => short_cardinal(number),
        (4, Ok(number)) if number >= 1000 => year(number),
        _ => digits(text),
    }
}

/// Says a number as it is written, with groups and decimals: "nine thousand", "zero point zero four".
pub(super) fn amount(written: &str) -> String {
    decimal(written, cardinal)
}

/// Says a number before a scale: "four hundred sixty" of "460 billion".
pub(super) fn scaled(written: &str) -> String {
    decimal(written, short_cardinal)
}

fn decimal(written: &str, say: fn(u64) -> String) -> String {
    let (whole, decimals) = written.split_once('.').unwrap_or((written, ""));
    let mut said = if whole.is_empty() { String::new() } else { whole_number(whole, say) };
    if !decimals.is_empty() {
        let space = if said.is_empty() { "" } else { " " };
        let _ = write!(said, "{space}point {}", digits(decimals));
    }
    said
}

fn whole_number(written: &str, say: fn(u64) -> String) -> String {
    let plain: String = written.chars().filter(char::is_ascii_digit).collect();
    let is_code = plain.len() > 1 && plain.starts_with('0') || plain.len() > MOST_DIGITS;
    match plain.parse() {
        Ok(number) if !is_code => say(number),
        _ => digits(&plain),
    }
}

/// Returns the value of whole digits with or without commas.
pub(super) fn value(written: &str) -> Option<u64> {
    let plain: String = written.chars().filter(|c| !matches!(c, ',' | '\'' | '’') && !c.is_whitespace()).collect();
    plain.parse().ok()
}

/// Returns whether a written number is exactly one, so that what is counted stays singular.
pub(super) fn is_one(written: &str) -> bool {
    written == "1"
}

/// Puts words in the plural: "nineteen nineties", "fifty twos", "sixes".
pub(super) fn plural(words: &str) -> String {
    match words.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None if words.ends_with('x') => format!("{words}es"),
        None => format!("{words}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_counted() {
        for (number, said) in [
            (0, "zero"),
            (110, "one hundred and ten"),
            (1_001, "one thousand and one"),
            (18_081, "eighteen thousand and eighty one"),
            (123_000_012, "one hundred twenty three million twelve"),
            (1_000_000_000_000, "one trillion"),
            (
                u64::MAX,
                "eighteen quintillion four hundred forty six quadrillion seven hundred forty four trillion seventy three billion seven hundred nine million five hundred fifty one thousand six hundred and fifteen",
            ),
        ] {
            assert_eq!(cardinal(number), said);
        }
    }

    #[test]
    fn numbers_are_ordered_paired_and_dated() {
        assert_eq!([0, 12, 20, 101].map(ordinal), ["zeroth", "twelfth", "twentieth", "one hundred first"]);
        assert_eq!(
            [1900, 1905, 2000, 2010, 1000].map(year),
            ["nineteen hundred", "nineteen oh five", "two thousand", "twenty ten", "one thousand"]
        );
        assert_eq!(
            ["7", "101", "300", "1428", "007"].map(pairs),
            ["seven", "one oh one", "three hundred", "fourteen twenty eight", "zero zero seven"]
        );
    }
}
