//! Streets with their house numbers, and states: "1211 E Arques Ave", "Santa Clara, CA 95051", "Springfield, Ill.".

use super::number::{ordinal, pairs};
use super::places::{POSTAL, kind, state_of};
use super::rule::{Found, Rule, digit, letter};

pub(super) const RULES: &[Rule] = &[
    Rule {
        starts: digit,
        pattern: r"(?P<house>[0-9]{1,5})(?P<flat>[A-Z])?(?:{space}(?P<direction>N|S|E|W|NE|NW|SE|SW)\.?)?(?P<names>(?:{space}(?:[A-Z][\w'’]*|[0-9]{1,3}{suffix})){1,4}){space}(?P<kind>(?i-u:street|avenue|road|boulevard|drive|lane|court|place|square|highway|parkway|way|terrace|plaza|trail|st|ave|av|blvd|rd|dr|ln|ct|pl|plz|trl|sq|hwy|pkwy|expy|ter|cir)){end}\.?(?:{space}(?P<quarter>N|S|E|W|NE|NW|SE|SW){end}\.?)?",
        say: street,
    },
    // A street that its name alone tells: "201 E. Nine Mile".
    Rule {
        starts: digit,
        pattern: r"(?P<house>[0-9]{1,5}){space}(?P<direction>N|S|E|W|NE|NW|SE|SW)\.{space}(?P<names>[A-Z][a-z]+)",
        say: house,
    },
    // A street with its direction and without a house: "the 1400 block of W. 63rd St.".
    Rule {
        starts: |byte| matches!(byte, b'N' | b'S' | b'E' | b'W'),
        pattern: r"(?P<direction>N|S|E|W|NE|NW|SE|SW)\.?{space}(?P<name>[0-9]{1,3}{suffix}|[A-Z][a-z]+){space}(?P<kind>Street|Avenue|Road|Boulevard|Drive|Lane|St|Ave|Blvd|Rd|Dr|Ln|Ct|Pl|Pkwy){end}\.?",
        say: street_by_direction,
    },
    // A street by its name, where no name follows: "on Cornmarket St are open".
    Rule { starts: letter, pattern: r"(?P<kind>St|Rd|Ave|Blvd|Ln){end}", say: behind_name },
    Rule { starts: letter, pattern: r"(?i-u:hwy)\.?{space}(?P<number>[0-9]{1,4}){end}", say: highway },
    Rule { starts: |byte| byte == b'A', pattern: r"A(?P<number>[0-9]{1,4})\(M\)", say: motorway },
    Rule { starts: letter, pattern: r"(?P<state>[A-Z]{2}){end}", say: state },
    Rule { starts: letter, pattern: r"(?P<party>[DRI])-(?P<state>[A-Z][A-Za-z]*\.?(?:[A-Z][a-z]*\.)?)", say: party },
];

const DIRECTIONS: &[(&str, &str)] = &[
    ("N", "North"),
    ("S", "South"),
    ("E", "East"),
    ("W", "West"),
    ("NE", "Northeast"),
    ("NW", "Northwest"),
    ("SE", "Southeast"),
    ("SW", "Southwest"),
];

/// States whose abbreviations are degrees, or an exclamation too: they are states before a ZIP code or in an address.
const DOUBTFUL: &[&str] = &["MD", "MA", "PA", "OK"];

fn street(found: &Found) -> Option<String> {
    let kind = kind(found.get("kind")).unwrap_or(found.get("kind"));
    let mut said = pairs(found.get("house"));
    if !found.get("flat").is_empty() {
        said = format!("{said} {}", found.get("flat"));
    }
    let direction = |part| DIRECTIONS.iter().find(|(short, _)| *short == found.get(part)).map(|(_, name)| *name);
    if let Some(direction) = direction("direction") {
        said = format!("{said} {direction}");
    }
    for name in found.get("names").split_whitespace() {
        let number = name.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let name = if number.is_empty() { name.to_owned() } else { ordinal(number.parse().ok()?) };
        said = format!("{said} {name}");
    }
    let sentence_ends =
        found.whole().ends_with('.') && (found.ends_text() || found.next_word().starts_with(char::is_uppercase));
    let quarter = direction("quarter").map(|name| format!(" {name}")).unwrap_or_default();
    Some(format!("{said} {kind}{quarter}{}", if sentence_ends { "." } else { "" }))
}

/// Says a street that has a direction, and no house before it.
fn street_by_direction(found: &Found) -> Option<String> {
    let direction = DIRECTIONS.iter().find(|(short, _)| *short == found.get("direction")).map(|(_, name)| *name)?;
    // "George W. Bush Ave.": behind a name it is an initial.
    if found.previous_word().starts_with(char::is_uppercase) && found.before.ends_with(' ') {
        return None;
    }
    let number = found.get("name").trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let name =
        if number.is_empty() { found.get("name").to_owned() } else { super::number::ordinal(number.parse().ok()?) };
    let kind = kind(found.get("kind")).unwrap_or(found.get("kind"));
    let ends = found.whole().ends_with('.') && (found.ends_text() || found.next_word().starts_with(char::is_uppercase));
    Some(format!("{direction} {name} {kind}{}", if ends { "." } else { "" }))
}

/// Says the kind of a street behind its name, unless what follows may be a saint's.
fn behind_name(found: &Found) -> Option<String> {
    let named = found.previous_word().chars().count() > 2
        && found.previous_word().starts_with(char::is_uppercase)
        && found.before.ends_with(' ');
    let next = found.next_word();
    let ends =
        found.after.is_empty() || found.after.starts_with([',', ';', ':', ')']) || next.starts_with(char::is_lowercase);
    let dotted = found.after.starts_with('.');
    let kind = kind(found.get("kind")).filter(|_| named && ends && !dotted)?;
    Some(kind.to_owned())
}

/// Says a house by its number and direction.
fn house(found: &Found) -> Option<String> {
    let direction = DIRECTIONS.iter().find(|(short, _)| *short == found.get("direction")).map(|(_, name)| *name)?;
    Some(format!("{} {direction} {}", pairs(found.get("house")), found.get("names")))
}

/// Says a road that was made a motorway in part: "the A1(M)".
fn motorway(found: &Found) -> Option<String> {
    Some(format!("A {} M", pairs(found.get("number"))))
}

/// Says a road that has a number for its name.
fn highway(found: &Found) -> Option<String> {
    Some(format!("Highway {}", pairs(found.get("number"))))
}

/// Says a member's party and state: "(D-N.Y.)".
fn party(found: &Found) -> Option<String> {
    let party = match found.get("party") {
        "D" => "Democrat",
        "R" => "Republican",
        _ => "Independent",
    };
    let written = found.get("state").trim_end_matches('.');
    let postal = POSTAL.iter().find(|(short, _)| *short == written).map(|(_, name)| *name);
    let state = postal.or_else(|| state_of(written));
    let whole = POSTAL.iter().any(|(_, name)| *name == written).then_some(written);
    Some(found.stopped(format!("{party} of {}", state.or(whole)?)))
}

/// Says a state after its town.
fn state(found: &Found) -> Option<String> {
    let (short, name) = POSTAL.iter().find(|(short, _)| *short == found.get("state"))?;
    let town = found.before.strip_suffix(", ")?;
    let is_town = town.ends_with(char::is_lowercase) && super::rule::last_word(town).starts_with(char::is_uppercase)
        || town.ends_with("NY");
    let zip = found.next_word().len() == 5 && found.next_word().bytes().all(|byte| byte.is_ascii_digit());
    let address = town.contains(", ") && town.starts_with(|c: char| c.is_ascii_digit());
    (is_town && (zip || address || !DOUBTFUL.contains(short))).then(|| (*name).to_owned())
}
