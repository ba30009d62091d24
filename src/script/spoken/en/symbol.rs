//! Signs that are said by name, and dashes and quotation marks as the pauses they are.

use super::money;
use super::rule::{Found, Rule, last_word};

pub(super) const RULES: &[Rule] = &[
    // Markup and sounds that an author wrote out are no text.
    Rule { starts: |byte| byte == b'<', pattern: r"</?[A-Za-z][^<>]*>", say: as_written },
    Rule { starts: |byte| byte == b'[', pattern: r"\[[A-Z]{1,2}[0-2]?(?: [A-Z]{1,2}[0-2]?)+\]", say: as_written },
    Rule { starts: |byte| byte == b'`', pattern: r"``", say: |_| Some("\"".to_owned()) },
    Rule { starts: |byte| matches!(byte, b'-' | 0xe2), pattern: r"(?:--+|[-–—―]+)", say: dash },
    Rule { starts: |byte| byte == b'/', pattern: r"/", say: slash },
    Rule {
        starts: |byte| byte == b'+',
        pattern: r"\+{space}?/{space}?[-−–]{space}?",
        say: |_| Some("plus or minus ".to_owned()),
    },
    Rule {
        starts: |byte| matches!(byte, b'<' | b'>' | b'~' | 0xe2),
        pattern: r"(?P<sign>[<>~≤≥≈])(?: ?)",
        say: compared,
    },
    Rule { starts: |byte| byte == b'+', pattern: r"\+", say: plus },
    Rule { starts: |byte| byte == b'*', pattern: r"\*", say: asterisk },
    Rule {
        starts: |byte| !byte.is_ascii_alphanumeric(),
        pattern: r"[%&=@#€£¥₩₹₴₽₺₪₫₱₦฿₿$°©§×÷±√∞≠‰№²³¹⁰⁴⁵⁶⁷⁸⁹µΩ™®•·▪◦►■□●○†‡¶₂₃₄½]",
        say: named,
    },
];

/// Says markup as it stands.
fn as_written(found: &Found) -> Option<String> {
    Some(found.whole().to_owned())
}

/// Makes dashes between words a pause.
fn dash(found: &Found) -> Option<String> {
    if is_sum(found) {
        return Some(" minus ".to_owned());
    }
    let spaced = found.before.ends_with(' ') && found.after.starts_with(' ');
    let double = found.whole().starts_with("--");
    (found.whole() != "—" && (spaced || double)).then(|| "—".to_owned())
}

/// Returns whether a dash takes one number or letter from another, in a line with an equals sign: "y = x - 1".
fn is_sum(found: &Found) -> bool {
    let is_operand = |text: &str| text.len() == 1 || text.starts_with(|c: char| c.is_ascii_digit());
    let line = |text: &str| text.split([',', ';', '.', ':', '(', ')']).next_back().unwrap_or_default().contains('=');
    let left = found.before.trim_end().rsplit([' ', '=', '+', '(']).next().unwrap_or_default();
    let right = found.after.trim_start().split([' ', '=', '+', ')']).next().unwrap_or_default();
    let equals =
        line(found.before) || found.after.split([',', ';', '.', ':']).next().is_some_and(|next| next.contains('='));
    equals && matches!(found.whole(), "-" | "−" | "–") && is_operand(left) && is_operand(right)
}

fn slash(found: &Found) -> Option<String> {
    /// What something is counted for, behind a slash.
    const FOR: [&str; 16] = [
        "day", "week", "month", "year", "hour", "minute", "second", "night", "person", "head", "game", "match", "mile",
        "acre", "household", "student",
    ];
    let word = &found.after[..found.after.find(|c: char| !c.is_alphanumeric()).unwrap_or(found.after.len())];
    let noun = last_word(found.before);
    let number = last_word(found.before.trim_end().strip_suffix(noun).unwrap_or_default());
    if FOR.contains(&word) && noun.ends_with(char::is_lowercase) && number.ends_with(|c: char| c.is_ascii_digit()) {
        return Some(" per ".to_owned());
    }
    // "350°F/180°C": the same in another unit.
    let measured = found.before.ends_with(|c: char| c.is_alphabetic() || "%°".contains(c));
    if measured
        && found.after.starts_with(|c: char| c.is_ascii_digit() || "$€£".contains(c))
        && number_before(found.before)
    {
        return Some(", ".to_owned());
    }
    // "£18/£16": a price and the one for some.
    if found.before.ends_with(|c: char| c.is_ascii_digit()) && found.after.starts_with(['$', '€', '£']) {
        return Some(", ".to_owned());
    }
    // "160C fan/gas 4": how ovens are set.
    if word == "gas" && (measured || noun == "fan") {
        return Some(", ".to_owned());
    }
    (found.before.ends_with(' ') && found.after.starts_with(' ')).then(|| "slash".to_owned())
}

/// Returns whether the last word of a text begins with a figure.
fn number_before(text: &str) -> bool {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(|c: char| c.is_ascii_digit())
}

/// Says a sign of comparison before a number.
fn compared(found: &Found) -> Option<String> {
    let counts = found.after.starts_with(|c: char| c.is_ascii_digit() || "$€£.-−".contains(c));
    let sign = found.get("sign");
    if !counts && !matches!(sign, "≤" | "≥" | "≈") {
        return None;
    }
    let operand = last_word(found.before);
    if sign == "~" && ROUGHLY.contains(&operand.to_ascii_lowercase().as_str()) {
        return Some(String::new());
    }
    let compares = found.before.ends_with(|c: char| c.is_alphanumeric() || c == ' ')
        && operand.starts_with(|c: char| c.is_ascii_digit());
    let said = match sign {
        "<" if compares => "is less than",
        ">" if compares => "is greater than",
        "<" => "less than",
        ">" => "more than",
        "≤" => "at most",
        "≥" => "at least",
        _ => "about",
    };
    Some(format!("{said} "))
}

/// Words that say already that a number is none of the exact ones.
const ROUGHLY: [&str; 9] =
    ["about", "around", "roughly", "approximately", "approx", "some", "nearly", "almost", "circa"];

fn plus(found: &Found) -> Option<String> {
    let touches = found.before.ends_with(|c: char| c.is_alphanumeric() || c == '+')
        || found.after.starts_with(char::is_alphanumeric);
    let spaced = found.before.ends_with(' ') && found.after.starts_with(' ');
    (touches || spaced).then(|| " plus ".to_owned())
}

fn asterisk(found: &Found) -> Option<String> {
    // Buildings of more than special interest (Historic England).
    if found.before.ends_with("Grade II") || found.before.ends_with("grade II") {
        return Some(" star".to_owned());
    }
    let between = found.before.ends_with(char::is_alphanumeric) && found.after.starts_with(char::is_alphanumeric);
    between.then(|| " asterisk ".to_owned())
}

/// Returns whether a raised figure is the mark of a note: behind a word that is no unit and no letter of a formula, behind a
/// stop or a closing mark.
fn is_note(found: &Found) -> bool {
    /// Units and variables are shorter.
    const SHORTEST: usize = 3;
    let marks = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹,".contains(c);
    let before = found.before.trim_end_matches(marks);
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    // Nothing is raised to the power of one; functions are squared.
    let touches_word = matches!(found.whole(), "¹" | "⁰") && !word.is_empty();
    let function = ["sin", "cos", "tan", "log"].contains(&word);
    before.trim_end().is_empty() || touches_word || !function && is_behind(before, word, SHORTEST)
}

/// Returns whether a text ends with a stop, a closing mark or a word of some length.
fn is_behind(before: &str, word: &str, shortest: usize) -> bool {
    before.ends_with(['.', ',', '!', '?', ';', ':', ')', '”', '"', '’', '»']) || word.chars().count() >= shortest
}

/// Says a sign by its name; marks that adorn are left out.
fn named(found: &Found) -> Option<String> {
    let name = match found.whole() {
        "%" => "percent",
        "&" => "and",
        "=" => "equals",
        "@" => "at",
        "#" if found.before.ends_with(['C', 'F']) => "sharp",
        "#" => "hash",
        "°" => "degrees",
        "©" if found.previous_word().eq_ignore_ascii_case("copyright") => return Some(String::new()),
        "©" => "copyright",
        "§" => "section",
        "¶" => "paragraph",
        "×" => "times",
        "÷" => "divided by",
        "±" => "plus or minus",
        "√" => "square root of",
        "∞" => "infinity",
        "≠" => "is not",
        "‰" => "per mille",
        "№" => "number",
        "¹" | "²" | "³" | "⁰" | "⁴" | "⁵" | "⁶" | "⁷" | "⁸" | "⁹" if is_note(found) => {
            return Some(String::new());
        }
        "²" if found.before.ends_with(char::is_alphanumeric) => "squared",
        "³" if found.before.ends_with(char::is_alphanumeric) => "cubed",
        "₂" => "two",
        "₃" => "three",
        "₄" => "four",
        "½" => "one half",
        "µ" | "Ω" | "²" | "³" | "¹" | "⁰" | "⁴" | "⁵" | "⁶" | "⁷" | "⁸" | "⁹" => return None,
        "™" | "®" | "•" | "·" | "▪" | "◦" | "►" | "■" | "□" | "●" | "○" | "†" | "‡" => {
            return Some(String::new());
        }
        sign => money::name(sign, 0)?,
    };
    Some(format!(" {name} "))
}
