//! Telephone and card numbers, and addresses of machines: digits in their groups.

use super::number::{digits, short_cardinal};
use super::rule::{Found, Rule, digit};

pub(super) const RULES: &[Rule] = &[
    Rule { starts: digit, pattern: r"1-(?P<groups>8[0-9]{2}-[A-Z0-9]+(?:-[A-Z0-9]+)*){end}", say: free },
    Rule {
        starts: |byte| digit(byte) || matches!(byte, b'+' | b'('),
        pattern: r"(?:\+?(?P<country>[0-9]{1,2})[- .]?)?(?P<groups>\(?[0-9]{3}\)?[- .]?[0-9]{3}[-. ][0-9]{4}(?:-[0-9]{1,5})?){end}",
        say: american,
    },
    Rule {
        starts: |byte| byte == b'+',
        pattern: r"\+(?P<groups>[0-9]{1,3}(?:[ -]?\(?[0-9]{1,5}\)?){1,6}){end}",
        say: abroad,
    },
    Rule {
        starts: |byte| digit(byte) || byte == b'(',
        pattern: r"(?P<groups>\(?0[0-9]{2,4}\)?[ -][0-9]{3,4}(?:[ -]?[0-9]{3,4})?|[0-9]{3}-[0-9]{2}-[0-9]{4}|[0-9]{4}(?:[ -][0-9]{4}){3}|[2-9][0-9]{2}-[0-9]{4}){end}",
        say: grouped,
    },
    Rule { starts: digit, pattern: r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}{end}", say: machine },
];

fn american(found: &Found) -> Option<String> {
    let plus = if found.whole().starts_with('+') { "plus " } else { "" };
    let groups = groups(found.get("groups"));
    Some(match found.get("country") {
        "" => format!("{plus}{groups}"),
        country => format!("{plus}{}, {groups}", digits(country)),
    })
}

/// Says a number that is free to call, with the letters that stand for its digits.
fn free(found: &Found) -> Option<String> {
    let said = found.get("groups").split('-').map(|group| match group.parse::<u64>() {
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

/// Says digits in the groups they are written in, with a pause after each.
fn groups(written: &str) -> String {
    let groups = written.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty());
    groups.map(digits).collect::<Vec<_>>().join(", ")
}

/// Says the address of a machine.
fn machine(found: &Found) -> Option<String> {
    Some(found.whole().split('.').map(digits).collect::<Vec<_>>().join(" dot "))
}
