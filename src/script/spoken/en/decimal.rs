//! Decimal numbers, and numbers with a scale: "0.004", "4.5 million", "2.5bn".

use super::number::{amount, digits, scaled};
use super::rule::{Found, Rule, digit, sign, signed};

pub(super) const RULES: &[Rule] = &[
    Rule { starts: digit, pattern: r"(?P<number>10{1,2}|1,?000|10,?000|100,?000)s{end}", say: many },
    Rule {
        starts: signed,
        pattern: r"{sign}(?P<number>{number})(?:(?:{space}?{dash}{space}?| to )(?P<to>{number}))?(?:{space}|-)?(?P<scale>hundred|thousand|million|billion|trillion|quadrillion|lakh|crore|bn|tn|trn|mn|mln|m){end}",
        say: with_scale,
    },
    Rule { starts: digit, pattern: r"(?P<number>{number})(?P<scale>[KkMB]){end}", say: counted },
    Rule { starts: digit, pattern: r"[0-9]+(?:\.[0-9]+){2,}", say: version },
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
    if written == "m" && !super::measure::is_million(found) {
        return None;
    }
    let to = found.get("to");
    let to = if to.is_empty() { String::new() } else { format!(" to {}", scaled(to)) };
    let hyphen = if found.whole().contains(&format!("-{written}")) { "-" } else { " " };
    Some(format!("{}{}{to}{hyphen}{}", sign(found.get("sign")), scaled(found.get("number")), scale(written)))
}

/// Says a number whose scale is one letter, before what it counts: "1.2M followers".
fn counted(found: &Found) -> Option<String> {
    found.counts().then(|| format!("{} {}", scaled(found.get("number")), scale(found.get("scale"))))
}

fn plain(found: &Found) -> Option<String> {
    Some(format!("{}{}", sign(found.get("sign")), amount(found.get("number"))))
}

/// Says the number of a version, a section or a clause: its parts, with points.
fn version(found: &Found) -> Option<String> {
    let parts = found.whole().split('.').map(|part| if part.len() > 3 { digits(part) } else { amount(part) });
    Some(parts.collect::<Vec<_>>().join(" point "))
}
