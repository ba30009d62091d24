//! Decimal numbers, and numbers with a scale: "0.004", "4.5 million", "2.5bn".

use super::number::{amount, digits, scaled};
use super::rule::{Found, Rule, digit, letter, sign, signed};
use super::{measure, million};

pub(super) const RULES: &[Rule] = &[
    Rule { starts: digit, pattern: r"(?P<number>10{1,2}|1,?000|10,?000|100,?000)s{end}", say: many },
    Rule {
        starts: signed,
        pattern: r"{sign}(?P<number>{number})(?:(?:{space}?{dash}{space}?| to )(?P<to>{number}))?(?:{space}|-)?(?P<scale>hundred|thousand|million|billion|trillion|quadrillion|lakh|crore|bn|tn|trn|mn|mln|m){end}(?:{space}(?P<unit>{unit}))?",
        say: with_scale,
    },
    Rule { starts: digit, pattern: r"(?P<number>{number})(?P<scale>[KkMB]){end}", say: counted },
    Rule { starts: digit, pattern: r"[0-9]+(?:\.[0-9]+){2,}", say: version },
    Rule { starts: letter, pattern: r"[vV]\.?(?P<number>[0-9]+(?:\.[0-9]+)+)", say: named_version },
    Rule { starts: digit, pattern: r"(?P<number>[0-9]{1,3}\.[0-9]{1,3})", say: software },
    Rule { starts: signed, pattern: r"{sign}(?P<number>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?\.[0-9]+)", say: plain },
];

/// Scales that are words.
pub(super) const SCALES: &[&str] =
    &["hundred", "thousand", "million", "billion", "trillion", "bn", "tn", "m", "lakh", "crore"];

/// Returns a scale in full: "bn" is "billion".
pub(super) fn scale(written: &str) -> &str {
    match written {
        "b" | "B" | "bn" | "Bn" | "BN" => "billion",
        "m" | "M" | "mm" | "mn" | "mln" | "Mn" => "million",
        "t" | "T" | "tn" | "trn" => "trillion",
        "k" | "K" => "thousand",
        other => other,
    }
}

/// Says what nobody counted: "1,000s of fans".
fn many(found: &Found) -> Option<String> {
    let said = match found.get("number").bytes().filter(u8::is_ascii_digit).count() {
        2 => "tens",
        3 => "hundreds",
        4 => "thousands",
        5 => "tens of thousands",
        _ => "hundreds of thousands",
    };
    Some(said.to_owned())
}

fn with_scale(found: &Found) -> Option<String> {
    let written = found.get("scale");
    // "5m people", but "a 5m wall": metres are not counted in people.
    if written == "m" && !million::is_million(found) && !million::counts_units(found.get("unit")) {
        return None;
    }
    let to = found.get("to");
    let to = if to.is_empty() { String::new() } else { format!(" to {}", scaled(to)) };
    let hyphen = if found.whole().contains(&format!("-{written}")) { "-" } else { " " };
    let unit = found.get("unit");
    // Letters and words that are units too: "in", "m", "t".
    let is_unit = unit.chars().count() > 1 && !["in", "pt", "pc", "mi", "pp"].contains(&unit);
    let named = if is_unit { measure::name(unit, true).map(|name| format!(" {name}")) } else { None };
    let rest = if unit.is_empty() { String::new() } else { named.unwrap_or_else(|| format!(" {unit}")) };
    Some(format!("{}{}{to}{hyphen}{}{rest}", sign(found.get("sign")), scaled(found.get("number")), scale(written)))
}

/// Says a number whose scale is one letter: of what it counts, "1.2M followers", and where it can be nothing else. Races and
/// pictures are called by the letter.
fn counted(found: &Found) -> Option<String> {
    const LENGTHS: [&str; 7] = ["1", "3", "4", "5", "8", "10", "15"];
    const RUN: [&str; 9] = ["run", "race", "walk", "jog", "swim", "time", "course", "charity", "event"];
    let (number, letter) = (found.get("number"), found.get("scale"));
    let thousands = letter == "k" || letter == "K" && number.len() > 1;
    let known = number.contains('.') || thousands && !LENGTHS.contains(&number) && !RUN.contains(&found.next_word());
    let plan = matches!(found.whole(), "401k" | "401K" | "403B" | "457B");
    let code = number.starts_with('0') && !number.contains('.')
        || found.after.starts_with(['-', '.']) && found.after[1..].starts_with(|c: char| c.is_ascii_digit());
    (found.counts() || known && !plan && !code).then(|| format!("{} {}", scaled(number), scale(letter)))
}

fn plain(found: &Found) -> Option<String> {
    Some(format!("{}{}", sign(found.get("sign")), amount(found.get("number"))))
}

/// Says a version that its letter tells: "v2.15".
fn named_version(found: &Found) -> Option<String> {
    let named = found.previous_word().eq_ignore_ascii_case("version");
    Some(format!("{}{}", if named { "" } else { "version " }, parts(found.get("number"))))
}

/// Says the version of a program that is named before it: its parts are counted, so that 3.10 comes after 3.9.
fn software(found: &Found) -> Option<String> {
    let named = PROGRAMS.contains(&found.previous_word().to_ascii_lowercase().as_str()) && found.before.ends_with(' ');
    let goes_on = found.after.starts_with(|c: char| c.is_alphanumeric() || c == '%');
    (named && !goes_on).then(|| parts(found.get("number")))
}

/// Programs that the news counts the versions of, and the words for a version.
#[rustfmt::skip]
const PROGRAMS: &[&str] = &[
    "version", "versions", "release", "releases", "update", "firmware", "kernel", "build", "macos", "ios", "ipados", "watchos", "tvos", "visionos", "android", "windows",
    "linux", "ubuntu", "debian", "fedora", "python", "php", "java", "ruby", "rails", "rust", "node", "swift", "kotlin", "typescript", "chrome", "firefox", "safari", "edge",
    "wordpress", "drupal", "kubernetes", "docker", "postgresql", "mysql", "sqlite", "openssl", "django", "x",
];

/// Says the number of a version, a section or a clause: its parts, with points.
fn version(found: &Found) -> Option<String> {
    Some(parts(found.whole()))
}

/// Says parts that points part.
fn parts(written: &str) -> String {
    let parts = written.split('.').map(|part| if part.len() > 3 { digits(part) } else { amount(part) });
    parts.collect::<Vec<_>>().join(" point ")
}
