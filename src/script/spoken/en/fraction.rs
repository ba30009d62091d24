//! Fractions: "1/2", "3 2/4", "31/32", "2½".

use super::measure;
use super::number::{amount, ordinal, pairs, plural, short_cardinal};
use super::rule::{Found, Rule, digit, sign, signed};

pub(super) const RULES: &[Rule] = &[
    Rule {
        starts: signed,
        pattern: r"{sign}(?:(?P<whole>[0-9]+)(?:{space}|-))?(?P<over>{whole})[/⁄](?P<under>{whole})(?:{suffix}s?)?{end}(?:{space}?(?P<unit>{unit})(?P<dot>\.)?)?",
        say,
    },
    Rule {
        starts: |byte| digit(byte) || matches!(byte, 0xc2 | 0xe2),
        pattern: r"(?:(?P<whole>{whole}){space}?)?(?P<sign>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒])(?:{space}?(?P<unit>{unit})(?P<dot>\.)?)?",
        say: vulgar,
    },
];

/// Pairs that are names, not fractions.
const NAMES: [(&str, &str); 6] = [
    ("24/7", "twenty four seven"),
    ("9/11", "nine eleven"),
    ("7/7", "seven seven"),
    ("10/10", "ten out of ten"),
    ("50/50", "fifty fifty"),
    ("20/20", "twenty twenty"),
];

#[rustfmt::skip]
const VULGAR: [(char, u64, u64); 18] = [
    ('½', 1, 2), ('⅓', 1, 3), ('⅔', 2, 3), ('¼', 1, 4), ('¾', 3, 4), ('⅕', 1, 5), ('⅖', 2, 5), ('⅗', 3, 5), ('⅘', 4, 5),
    ('⅙', 1, 6), ('⅚', 5, 6), ('⅛', 1, 8), ('⅜', 3, 8), ('⅝', 5, 8), ('⅞', 7, 8), ('⅐', 1, 7), ('⅑', 1, 9), ('⅒', 1, 10),
];

fn say(found: &Found) -> Option<String> {
    /// What bets are made on.
    const BETS: [&str; 7] = ["odds", "favourite", "favorite", "favourites", "favorites", "outsider", "outsiders"];
    if let Some((_, said)) = NAMES.iter().find(|(written, _)| *written == found.whole()) {
        return Some((*said).to_owned());
    }
    // What goes on with a slash or a dash is a date or a code.
    let goes_on = found.after.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if goes_on || found.after.starts_with('/') || found.before.ends_with(['/', '-']) {
        return None;
    }
    let (over, under) = (found.value("over")?, found.value("under")?);
    // A rule of eighty and twenty; what a bet pays.
    let near = &found.before[found.before.floor_char_boundary(found.before.len().saturating_sub(16))..];
    let odds =
        near.contains("odds") || BETS.contains(&found.next_word()) || over > under && found.next_word() == "shot";
    if over + under == 100 && over >= 10 && under >= 10 || odds {
        return Some(format!(
            "{} {}{}",
            amount(found.get("over")),
            if odds { "to " } else { "" },
            amount(found.get("under"))
        ));
    }
    // What a doctor measures: the pressure of the blood.
    if (80..250).contains(&over) && (40..over).contains(&under) && found.get("whole").is_empty() {
        return Some(format!("{} over {}", pairs(found.get("over")), amount(found.get("under"))));
    }
    let is_code = |part: &str| part.len() > 1 && part.starts_with('0');
    if is_code(found.get("over")) || is_code(found.get("under")) {
        return None;
    }
    let (sign, part) = (sign(found.get("sign")), part(over, under));
    Some(match found.get("whole") {
        "" => format!("{sign}{part}{}", unit(found)),
        whole => format!("{sign}{} and {}{}", amount(whole), behind_whole(over, under, part), unit(found)),
    })
}

/// Returns a part behind a whole: "and a half".
fn behind_whole(over: u64, under: u64, part: String) -> String {
    match (over, under) {
        (1, 2) => "a half".to_owned(),
        (1, 4) => "a quarter".to_owned(),
        _ => part,
    }
}

/// Returns the unit that is counted: one for a part of one.
fn unit(found: &Found) -> String {
    let many = !found.get("whole").is_empty();
    // "3/4 tsp. salt": where the sentence goes on, the dot was the short form's.
    let goes_on = found.next_word().starts_with(char::is_lowercase) || found.after.starts_with(',');
    let stop = if found.get("dot").is_empty() || goes_on { "" } else { "." };
    measure::name(found.get("unit"), many).map_or_else(|| stop.to_owned(), |name| format!(" {name}{stop}"))
}

/// Says a fraction: "three quarters".
fn part(over: u64, under: u64) -> String {
    let name = match under {
        0 | 1 => return format!("{} over {}", short_cardinal(over), short_cardinal(under)),
        2 if over == 1 => "half".to_owned(),
        2 => "halve".to_owned(),
        4 => "quarter".to_owned(),
        _ => ordinal(under),
    };
    format!("{} {}", short_cardinal(over), if over == 1 { name } else { plural(&name) })
}

fn vulgar(found: &Found) -> Option<String> {
    let sign = found.get("sign").chars().next()?;
    let (_, over, under) = VULGAR.iter().find(|(own, ..)| *own == sign)?;
    let said = match (found.get("whole"), over, under) {
        ("", ..) => part(*over, *under),
        (whole, 1, 2) => format!("{} and a half", amount(whole)),
        (whole, 1, 4) => format!("{} and a quarter", amount(whole)),
        (whole, ..) => format!("{} and {}", amount(whole), part(*over, *under)),
    };
    Some(said + &unit(found))
}
