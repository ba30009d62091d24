//! Telephone and card numbers, and addresses of machines: digits in their groups.

use super::number::{digits, short_cardinal};
use super::rule::{Found, Rule, digit};

pub(super) const RULES: &[Rule] = &[
    Rule { starts: digit, pattern: r"1-(?P<groups>[2-9][0-9]{2}-[A-Z0-9]+(?:-[A-Z0-9]+)*){end}", say: free },
    Rule {
        starts: |byte| byte == b'I',
        pattern: r"(?P<name>ISBN(?:-1[03])?:?){space}?(?P<groups>[0-9](?:[- ]?[0-9]){8,11}[- ]?[0-9X]){end}",
        say: book,
    },
    Rule { starts: digit, pattern: r"(?P<groups>97[89](?:-[0-9]{1,7}){3}-[0-9]){end}", say: book },
    Rule {
        starts: |byte| digit(byte) || matches!(byte, b'+' | b'('),
        pattern: r"(?:\+?(?P<country>[1-9][0-9]?)[- .]?)?(?P<groups>\(?[0-9]{3}\)?[- .]?[0-9]{3}[-. ][0-9]{4}(?:-[0-9]{1,5})?){end}(?:,?{space}?(?:x|ext\.?|extension){space}?(?P<extension>[0-9]{1,5}){end})?",
        say: american,
    },
    Rule {
        starts: |byte| byte == b'+',
        pattern: r"\+(?P<groups>[0-9]{1,3}(?:[ -]?\(?[0-9]{1,5}\)?){1,6}){end}",
        say: abroad,
    },
    Rule {
        starts: |byte| digit(byte) || byte == b'(',
        pattern: r"(?P<groups>\(?0[0-9]{2,4}\)?[ -][0-9]{3,4}(?:[ -]?[0-9]{3,4})?|0[0-9]{3}(?:[ ][0-9]{2,3}){3}|[0-9]{3}-[0-9]{2}-[0-9]{4}|[0-9]{4}(?:[ -][0-9]{4}){3}|3[47][0-9]{2} [0-9]{6} [0-9]{5}|[2-9][0-9]{2}-[0-9]{4}){end}",
        say: grouped,
    },
    // The helplines of the European Union (Commission Decision 2007/116/EC), and Australia's numbers for a whole country.
    Rule {
        starts: digit,
        pattern: r"(?P<groups>116{space}?[01][0-9]{2}|1[38]00{space}[0-9]{3}{space}[0-9]{3}|13{space}[0-9]{2}{space}[0-9]{2}){end}",
        say: grouped,
    },
    Rule { starts: digit, pattern: r"(?P<groups>[0-9]{3}){end}", say: emergency },
    Rule {
        starts: digit,
        pattern: r"(?P<machine>(?:[0-9]{1,3}\.){3}[0-9]{1,3}){end}(?::(?P<port>[0-9]{2,5}){end})?",
        say: machine,
    },
];

fn american(found: &Found) -> Option<String> {
    let plus = if found.whole().starts_with('+') { "plus " } else { "" };
    let groups = groups(found.get("groups"));
    let extension = match found.get("extension") {
        "" => String::new(),
        number => format!(", extension {}", digits(number)),
    };
    Some(match found.get("country") {
        "" => format!("{plus}{groups}{extension}"),
        country => format!("{plus}{}, {groups}{extension}", digits(country)),
    })
}

/// Says the number of a book, whose last digit may be an X (ISO 2108).
fn book(found: &Found) -> Option<String> {
    let written = found.get("groups");
    let count = written.bytes().filter(u8::is_ascii_alphanumeric).count();
    let ten = if written.ends_with('X') { " X" } else { "" };
    let name = if found.get("name").is_empty() { String::new() } else { format!("{} ", found.get("name")) };
    matches!(count, 10 | 13).then(|| format!("{name}{}{ten}", groups(written)))
}

/// Says a number that is free to call, with the letters that stand for its digits.
fn free(found: &Found) -> Option<String> {
    let groups = found.get("groups");
    if !groups.starts_with('8') && !groups.contains(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let said = groups.split('-').map(|group| match group.parse::<u64>() {
        Ok(hundreds) if hundreds % 100 == 0 && group.len() == 3 => short_cardinal(hundreds),
        _ if group.bytes().any(|byte| byte.is_ascii_digit()) => digits(group),
        _ => group.to_owned(),
    });
    Some(format!("one, {}", said.collect::<Vec<_>>().join(", ")))
}

fn abroad(found: &Found) -> Option<String> {
    let count = found.whole().bytes().filter(u8::is_ascii_digit).count();
    (count >= 8).then(|| format!("plus {}", groups(found.get("groups"))))
}

fn grouped(found: &Found) -> Option<String> {
    // "200-1500 people" is no number to call, nor is what goes on.
    let goes_on = found
        .after
        .strip_prefix(['-', '.', '/', ','])
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    (!found.counts() && !goes_on).then(|| groups(found.get("groups")))
}

/// Says the number of an emergency service, where a call is spoken of.
fn emergency(found: &Found) -> Option<String> {
    /// Numbers that are dialled in English-speaking countries and in the European Union.
    const NUMBERS: [&str; 12] = ["000", "101", "105", "108", "111", "112", "211", "311", "811", "911", "988", "999"];
    const CALLS: [&str; 13] = [
        "call", "caller", "calls", "line", "hotline", "operator", "operators", "dispatcher", "dispatchers", "service",
        "emergency", "system", "number",
    ];
    /// Words of a sentence that tells of a call, as they begin.
    const SPOKEN_OF: [&str; 15] = [
        "nhs", "call", "dial", "ring", "rang", "rung", "phone", "text", "hotline", "helpline", "emergency", "police",
        "dispatch", "reached on", "contact",
    ];
    let next = found.next_word();
    let counted = found.counts() && !CALLS.contains(&next)
        || found.after.starts_with(['.', ',', '-', ':', '%', '/'])
            && found.after[1..].starts_with(|c: char| c.is_ascii_digit());
    let named = found.previous_word().starts_with(char::is_uppercase)
        && found.before.trim_end().contains(' ')
        && !SPOKEN_OF.iter().any(|word| found.previous_word().to_ascii_lowercase().starts_with(word));
    let joined = found.before.ends_with(|c: char| c.is_alphanumeric() || "$€£-/.,#".contains(c));
    if counted || named || joined {
        return None;
    }
    const DIALLED: [&str; 8] = ["ring", "rang", "dial", "dialled", "dialed", "dialling", "dialing", "phone"];
    if DIALLED.contains(&found.previous_word().to_ascii_lowercase().as_str()) {
        return Some(digits(found.whole()));
    }
    if !NUMBERS.contains(&found.whole()) {
        return None;
    }
    let before = found.before.to_ascii_lowercase();
    let told = |text: &str| {
        SPOKEN_OF
            .iter()
            .any(|word| text.match_indices(word).any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric)))
    };
    (CALLS.contains(&next) || told(&before)).then(|| digits(found.whole()))
}

/// Says digits in the groups they are written in, with a pause after each.
fn groups(written: &str) -> String {
    let groups = written.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty());
    groups.map(digits).collect::<Vec<_>>().join(", ")
}

/// Says the address of a machine.
fn machine(found: &Found) -> Option<String> {
    let port =
        if found.get("port").is_empty() { String::new() } else { format!(" colon {}", digits(found.get("port"))) };
    Some(found.get("machine").split('.').map(digits).collect::<Vec<_>>().join(" dot ") + &port)
}
