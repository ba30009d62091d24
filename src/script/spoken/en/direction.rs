//! Points of the compass and junctions of motorways: "250 miles SSE of Bermuda", "N Korea", "between J45 and J46".

use super::number::pairs;
use super::rule::{Found, Rule};

pub(super) const RULES: &[Rule] = &[
    Rule {
        starts: |byte| matches!(byte, b'N' | b'S' | b'E' | b'W'),
        pattern: r"(?P<point>NNE|ENE|ESE|SSE|SSW|WSW|WNW|NNW|NE|SE|SW|NW|N|S|E|W){end}",
        say: point,
    },
    Rule {
        starts: |byte| matches!(byte, b'N' | b'S' | b'E' | b'W'),
        pattern: r"(?P<side>N|S|E|W)\.?{space}(?P<land>Wales|Korea|Korean|Koreans|Ireland|Carolina|Dakota|Yorkshire|London|Africa|African|Sudan|Belfast|Devon|Midlands|Virginia|Sussex){end}",
        say: land,
    },
    Rule { starts: |byte| byte == b'J', pattern: r"J(?P<number>[0-9]{1,2})(?P<letter>[A-Za-z])?{end}", say: junction },
];

const POINTS: [(&str, &str); 16] = [
    ("N", "north"),
    ("S", "south"),
    ("E", "east"),
    ("W", "west"),
    ("NE", "northeast"),
    ("SE", "southeast"),
    ("SW", "southwest"),
    ("NW", "northwest"),
    ("NNE", "north-northeast"),
    ("ENE", "east-northeast"),
    ("ESE", "east-southeast"),
    ("SSE", "south-southeast"),
    ("SSW", "south-southwest"),
    ("WSW", "west-southwest"),
    ("WNW", "west-northwest"),
    ("NNW", "north-northwest"),
];

fn name(letters: &str) -> Option<&'static str> {
    POINTS.iter().find(|(own, _)| *own == letters).map(|(_, name)| *name)
}

/// Says where something lies, goes, or blows from: letters alone are that behind a distance or a word of moving.
fn point(found: &Found) -> Option<String> {
    const MOVES: [&str; 11] = [
        "moving", "heading", "headed", "travelling", "traveling", "tracking", "wind", "winds", "gusts", "blowing",
        "facing",
    ];
    const LENGTHS: [&str; 8] = ["miles", "mile", "km", "mi", "kilometers", "kilometres", "metres", "meters"];
    let previous = found.previous_word().trim_start_matches(|c: char| c.is_ascii_digit());
    let placed = LENGTHS.contains(&previous) && found.after.starts_with(" of ");
    let moves = MOVES.contains(&previous) && found.before.ends_with(' ');
    let blows = found.get("point").len() > 1 && ["wind", "winds", "gusts"].contains(&found.next_word());
    name(found.get("point")).filter(|_| placed || moves || blows).map(str::to_owned)
}

/// Says the part of a country: "North Korea", "north Wales".
fn land(found: &Found) -> Option<String> {
    let side = super::super::capitals::capitalised(name(found.get("side"))?);
    // "George W. Virginia": behind a name it is an initial.
    let named = found.previous_word().starts_with(char::is_uppercase)
        && found.before.ends_with(' ')
        && !["In", "The", "From"].contains(&found.previous_word());
    (!named).then(|| format!("{side} {}", found.get("land")))
}

/// Says a junction where a motorway is spoken of.
fn junction(found: &Found) -> Option<String> {
    let roads = |text: &str| {
        ["motorway", "northbound", "southbound", "eastbound", "westbound", "carriageway", "(M)"]
            .iter()
            .any(|word| text.contains(word))
            || text.split(|c: char| !c.is_alphanumeric()).any(|word| {
                word.strip_prefix('M')
                    .is_some_and(|rest| (1..=3).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_digit()))
            })
    };
    let letter = found.get("letter").to_ascii_uppercase();
    let said = format!("junction {} {letter}", pairs(found.get("number")));
    (roads(found.before) || roads(found.after)).then(|| said.trim_end().to_owned())
}
