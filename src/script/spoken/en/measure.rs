//! Quantities with their units, and percentages: "12kg", "100 km/h", "2°C", "5–10%", "2x8 m2". Half of it is the table of units.

use super::length::{feet_and_inches, height, inches, inches_by_inches, inches_from_to};
use super::million::is_million;
use super::number::{amount, is_one};
use super::rate::{each, multiple, often};
use super::rule::{Found, Rule, digit, letter, sign, signed};
use super::units::{DOUBTFUL, TOUCHING, UNITS, find, per};

pub(super) const RULES: &[Rule] = &[
    Rule {
        starts: digit,
        pattern: r#"(?P<degrees>[0-9]{1,3})°{space}?(?P<minutes>[0-9]{1,2})['′’]{space}?(?:(?P<seconds>[0-9]{1,2}(?:\.[0-9]+)?)(?:["″”]|''|′′){space}?)?(?:(?P<direction>[NSEW]){end})?"#,
        say: place,
    },
    Rule {
        starts: letter, pattern: r"(?P<unit>km²|m²|cm²|mm²|mi²|ft²|in²|km³|m³|cm³|ft³)", say: unit_alone
    },
    Rule {
        starts: digit,
        pattern: r#"(?P<feet>[0-9]{1,2})(?:['′’]{space}?|{space}?(?:ft|foot|feet){space}?)(?P<inches>[0-9]{1,2})(?:["″”]|''|{space}?(?:in{end}|ins{end}))"#,
        say: feet_and_inches,
    },
    Rule {
        starts: |byte| matches!(byte, b'-' | 0xe2),
        pattern: r#"{dash}(?P<feet>[0-9])['′’](?P<inches>[0-9]{1,2})(?:["″”]|'')"#,
        say: |found| {
            feet_and_inches(found).filter(|_| found.before.ends_with(['"', '″', '”'])).map(|said| format!(" to {said}"))
        },
    },
    Rule { starts: digit, pattern: r"(?P<feet>[3-9])['′](?P<inches>[0-9]{1,2}){end}", say: feet_and_inches },
    Rule { starts: digit, pattern: r"(?P<pages>[1-9][0-9]{1,3})pp{end}", say: pages },
    Rule {
        starts: digit,
        pattern: r#"(?P<number>{number})["″]{space}?[x×]{space}?(?P<by>{number})["″]"#,
        say: inches_by_inches,
    },
    Rule { starts: digit, pattern: r#"(?P<from>[0-9]{1,2}){dash}(?P<number>[0-9]{1,2})["″]"#, say: inches_from_to },
    Rule { starts: digit, pattern: r"(?P<feet>[0-9]{1,2},[0-9]{3})['′]", say: height },
    Rule { starts: digit, pattern: r#"(?P<number>{number})["″]"#, say: inches },
    Rule {
        starts: digit,
        pattern: r"(?:(?P<from>[0-9]{1,3}){dash})?(?P<number>{number})(?:{space}|-)?(?P<unit>in|ft|lbs?|oz|yds?|mi|hrs?|mins?|secs?|tbsps?|tsps?|sq\.?[ -]?ft|sq\.?[ -]?mi|sq\.?[ -]?km|sq\.?[ -]?m|cu\.?[ -]?ft)\.",
        say: dotted,
    },
    // Two scales of one temperature: "200°C /400F", "180C/350F".
    Rule {
        starts: signed,
        pattern: r"{sign}(?P<number>{number}){space}?°?(?P<scale>[CF]){space}?/{space}?(?P<other>{number}){space}?°?(?P<second>[CF]){end}",
        say: both_scales,
    },
    Rule {
        starts: signed,
        pattern: r"{sign}(?P<from>{number})°?(?P<first>[CF]){dash}(?P<number>{number})°?(?P<scale>[CF]){end}",
        say: |found| degrees(found).filter(|_| found.get("first") == found.get("scale")),
    },
    // One measure in two units: "51,200 KB/50 MB", "60 mph/100 km/h".
    Rule {
        starts: digit,
        pattern: r"(?P<number>{number}){space}?(?P<unit>{unit}){space}?/{space}?(?P<other>{number}){space}?(?P<second>{unit})",
        say: twice,
    },
    Rule {
        starts: digit,
        pattern: r"(?P<number>{number}){space}?(?P<unit>mm|cm|km|m|ft|in){space}?[x×]{space}?(?P<by>{number}){space}?(?P<again>mm|cm|km|m|ft|in){end}",
        say: sides,
    },
    Rule {
        starts: signed,
        pattern: r"{sign}(?P<number>{number})(?P<plus>\+)?(?:{space}?[x×]{space}?(?P<by>{number}))?(?:(?P<first>{space}?[%°])?(?:{space}?{dash}{space}?|{space}to{space})(?P<to>{number}))?(?:{space}|-)?(?P<unit>{unit})(?:/(?P<per>(?:100{space}?)?[a-zA-Z][a-zA-Z0-9²³]*))?",
        say,
    },
    Rule {
        starts: digit,
        pattern: r"(?P<stone>[0-9]{1,2}){space}?st(?:{space}?(?P<pounds>[0-9]{1,2}){space}?lbs?)?{end}",
        say: stone,
    },
    Rule {
        starts: signed,
        pattern: r"{sign}(?:(?P<from>{number}){dash})?(?P<number>{number})(?P<scale>[CF]){end}",
        say: degrees,
    },
    Rule {
        starts: signed,
        pattern: r"{sign}(?P<from>{number}){dash}(?P<number>{number}){space}(?P<scale>[CF]){end}",
        say: degrees,
    },
    // "104 F (40 C)": the other scale in brackets, or a word of the weather, tells that the letter is one.
    Rule {
        starts: signed,
        pattern: r"{sign}(?P<number>[0-9]{1,3}(?:\.[0-9])?){space}(?P<scale>[CF]){end}",
        say: |found| degrees(found).filter(|_| !found.after.starts_with(['.', '\'', '’', '&', '-'])),
    },
    Rule { starts: digit, pattern: r"(?P<number>[0-9]{1,3}){space}?(?:y/o|yo){end}", say: old },
    // With decimals it is a time; "5 s" may be anything.
    Rule {
        starts: digit,
        pattern: r"(?P<number>[0-9]{1,3}\.[0-9]{1,3}){space}s{end}",
        say: |found| Some(format!("{} seconds", amount(found.get("number")))),
    },
    Rule {
        starts: digit,
        pattern: r"(?P<number>[0-9]{1,3})[xX×](?:/|{space}?per{space}|{space}a{space})(?P<per>day|week|month|year|hour|d|wk){end}",
        say: often,
    },
    Rule { starts: digit, pattern: r"(?P<number>{number})[xX×]{end}", say: multiple },
    Rule { starts: digit, pattern: r"(?P<number>{number})/(?P<per>[a-zA-Z]+){end}", say: each },
    Rule { starts: signed, pattern: r"{sign}(?P<number>{number})-(?P<word>[a-z]{3,})", say: compound },
];

/// Returns the signs of all units, as a pattern: the longest first, letters up to the end of the word.
pub(super) fn signs() -> String {
    let mut signs: Vec<&str> = UNITS.iter().flat_map(|(signs, ..)| signs.iter().copied()).collect();
    signs.sort_by_key(|sign| std::cmp::Reverse(sign.len()));
    let pattern = |sign: &&str| {
        let end = if sign.ends_with(|c: char| c.is_ascii_alphanumeric()) { "{end}" } else { "" };
        regex::escape(sign) + end
    };
    signs.iter().map(pattern).collect::<Vec<_>>().join("|")
}

/// Names a unit, for one or for many.
pub(super) fn name(sign: &str, many: bool) -> Option<&'static str> {
    find(sign).map(|(_, one, all)| if many { *all } else { *one })
}

/// Says a unit that is shortened with a dot: "10 in. of rain", "6,000 sq. ft.".
fn dotted(found: &Found) -> Option<String> {
    let written = found.get("unit").replace(['.', '-'], " ").replace("  ", " ");
    let (one, many) = match find(&written) {
        Some((_, one, many)) => (*one, *many),
        None if written == "in" => ("inch", "inches"),
        None => return None,
    };
    let goes_on = found.after.starts_with(',') || found.next_word().starts_with(|c: char| !c.is_uppercase());
    if !goes_on && !found.ends_text() {
        return None;
    }
    let single = is_one(found.get("number")) || found.is_adjective() || found.whole().contains("-sq");
    let from = found.get("from");
    let from = if from.is_empty() { String::new() } else { format!("{} to ", amount(from)) };
    Some(found.stopped(format!("{from}{} {}", amount(found.get("number")), if single { one } else { many })))
}

/// Returns whether "kt" is for knots: what blows or sails does it in them.
fn is_in_knots(found: &Found, written: &str) -> bool {
    let before = || found.before.to_lowercase();
    let moves = |before: String| ["wind", "gust", "speed", "breeze"].iter().any(|word| before.contains(word));
    written == "kt" && moves(before())
}

fn say(found: &Found) -> Option<String> {
    let written = found.get("unit");
    let (_, one, many) = find(written)?;
    let (one, many) = if is_in_knots(found, written) { (&"knot", &"knots") } else { (one, many) };
    let number = if found.get("to").is_empty() { found.get("number") } else { found.get("to") };
    let gap = found.whole().strip_suffix(written).is_some_and(|rest| !rest.ends_with(|c: char| c.is_ascii_digit()));
    if gap && (TOUCHING.contains(&written) || DOUBTFUL.contains(&written) && !is_unit(found, written))
        || written == "in" && !found.ends_text() && !found.after.starts_with([',', '.', ';', ' ', ')'])
        || written == "s" && !found.whole().contains('.')
        || written == "m" && is_million(found)
    {
        return None;
    }
    let (one, many) = if is_pressure(found, written) { ("millibar", "millibars") } else { (*one, *many) };
    let mut said = format!("{}{}", sign(found.get("sign")), amount(found.get("number")));
    if !found.get("plus").is_empty() {
        said += " plus";
    }
    let packed = is_packed(found, written);
    if !found.get("by").is_empty() {
        said += &format!("{} {}", if packed { "" } else { " by" }, amount(found.get("by")));
    }
    if !found.get("to").is_empty() {
        said += &format!(" to {}", amount(found.get("to")));
    }
    let hyphen = found.whole().contains(&format!("-{written}"));
    let single = is_one(number) && found.get("by").is_empty() && found.get("plus").is_empty()
        || hyphen
        || found.is_adjective()
        || qualifies(found, written)
        || is_of_something(found, written)
        || packed;
    // "85° degrees": the word says it again.
    if !(written == "°" && matches!(found.next_word(), "degrees" | "degree")) {
        said = format!("{said} {}", if single { one } else { many });
    }
    Some(said + &for_each(found.get("per")))
}

/// Says what a measure is for one of, or for a hundred: "5 l/100 km".
fn for_each(unit: &str) -> String {
    match (unit, unit.strip_prefix("100")) {
        ("", _) => String::new(),
        (_, Some(unit)) => format!(" per one hundred {}", name(unit.trim_start(), true).unwrap_or(unit)),
        (unit, None) => format!(" per {}", per(unit)),
    }
}

/// Returns whether what follows has the measure for its adjective: "150 mph winds", "4x100m relay", "20TB hard drives".
fn qualifies(found: &Found, written: &str) -> bool {
    const SPEEDS: [&str; 9] = ["wind", "winds", "gust", "gusts", "zone", "zones", "limit", "limits", "crash"];
    const RUN: [&str; 14] = [
        "relay", "relays", "freestyle", "medley", "butterfly", "breaststroke", "backstroke", "hurdles", "final",
        "title", "record", "champion", "gold", "bronze",
    ];
    const WAYS: [&str; 14] = [
        "race", "run", "walk", "stretch", "radius", "route", "drive", "journey", "trip", "course", "sprint", "dash",
        "pool", "trail",
    ];
    let next = found.next_word();
    matches!(written, "km" | "m" | "mi") && (WAYS.contains(&next) || found.after.starts_with(" time trial"))
        || matches!(written, "mph" | "MPH" | "kph" | "km/h") && SPEEDS.contains(&next)
        || written == "m" && RUN.contains(&next)
        || is_stored(found, written)
}

/// Returns whether what stores data follows: "20TB hard drives".
fn is_stored(found: &Found, written: &str) -> bool {
    const STORES: [&str; 16] = [
        "hard", "drive", "drives", "disk", "disks", "storage", "memory", "file", "files", "card", "cards", "model",
        "version", "phone", "cap", "limit",
    ];
    matches!(written, "KB" | "MB" | "GB" | "TB" | "PB" | "kB" | "mb" | "gb" | "tb")
        && STORES.contains(&found.next_word())
}

/// Returns whether one thing has the length for its adjective: "the telescope's 8.4m mirror", "its 5km course".
fn is_of_something(found: &Found, written: &str) -> bool {
    const OWNERS: [&str; 8] = ["the", "The", "its", "their", "his", "her", "this", "that"];
    let owned =
        OWNERS.contains(&found.previous_word()) || found.before.ends_with("'s ") || found.before.ends_with("’s ");
    let next = found.next_word();
    let thing = next.len() > 2 && next.starts_with(|c: char| c.is_ascii_lowercase()) && !next.ends_with('s');
    let adjective = ["above", "below", "from", "and", "for", "with", "into", "mark", "that"].contains(&next);
    let length = matches!(written, "m" | "km" | "cm" | "mm" | "ft" | "sq m" | "sqm" | "m²" | "sq ft" | "sqft" | "kg");
    length && owned && thing && !adjective
}

/// Returns whether what holds or is cut from so much follows: "a 400g tin", "two 250ml bottles", "4 x 150g fillets".
fn is_packed(found: &Found, written: &str) -> bool {
    const PACKS: [&str; 21] = [
        "tin", "can", "pack", "packet", "jar", "bag", "block", "tub", "pot", "bottle", "bar", "ball", "punnet",
        "carton", "box", "tube", "fillet", "steak", "sachet", "pouch", "slab",
    ];
    let next = found.next_word();
    matches!(written, "g" | "kg" | "ml" | "cl" | "l" | "L" | "lb" | "oz")
        && PACKS.contains(&next.strip_suffix('s').unwrap_or(next))
}

/// Returns whether "mb" is the pressure of the air: between the deepest and the highest that were measured.
fn is_pressure(found: &Found, written: &str) -> bool {
    written == "mb" && found.value("number").is_some_and(|number| (870..=1085).contains(&number))
}

/// Says a unit that no number counts: "prices in m²".
fn unit_alone(found: &Found) -> Option<String> {
    let touches = found.before.ends_with(|c: char| c.is_alphanumeric() || c == '/');
    name(found.get("unit"), true).filter(|_| !touches).map(str::to_owned)
}

/// Says where something lies on the globe: "fifty one degrees thirty minutes twenty six seconds north".
fn place(found: &Found) -> Option<String> {
    const DIRECTIONS: [(&str, &str); 4] = [("N", "north"), ("S", "south"), ("E", "east"), ("W", "west")];
    let count = |part: &str, [one, many]: [&str; 2]| match found.get(part) {
        "" => String::new(),
        number => {
            let bare = number.trim_start_matches('0');
            let bare = if bare.is_empty() { "0" } else { bare };
            format!(" {} {}", amount(bare).trim(), if number == "1" { one } else { many })
        }
    };
    let direction = DIRECTIONS.iter().find(|(short, _)| *short == found.get("direction"));
    let said = count("degrees", ["degree", "degrees"])
        + &count("minutes", ["minute", "minutes"])
        + &count("seconds", ["second", "seconds"]);
    let direction = direction.map(|(_, name)| format!(" {name}")).unwrap_or_default();
    Some(said.trim_start().to_owned() + &direction)
}

/// Returns whether a letter or word behind a number and a space is a unit.
fn is_unit(found: &Found, written: &str) -> bool {
    let next = found.next_word();
    let ends = next.is_empty() && !found.after.starts_with(['.', '’', '\'', '&']) || found.ends_text();
    ends || written != "in" && next.starts_with(char::is_lowercase)
}

/// Says a temperature that goes without its sign: "1.5C", "40C (104F)".
fn degrees(found: &Found) -> Option<String> {
    const BEFORE: &[&str] = &[
        "hit", "to", "of", "at", "reached", "above", "below", "around", "about", "by", "over", "under", "exceeded",
        "topped", "minus", "nearly", "almost", "high", "highs", "low", "lows", "High", "Highs", "Low", "Lows",
    ];
    let (number, scale) = (found.get("number"), found.get("scale"));
    // In brackets the other scale follows: "40C (104F)".
    let twice = |text: &str| text.contains("C (") || text.contains("F (");
    let near = &found.before[found.before.floor_char_boundary(found.before.len().saturating_sub(8))..];
    let other = found.after.strip_prefix(" (").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        || found.after.starts_with(')') && twice(near)
        || found.after.starts_with('/')
            && found.after.split([' ', '.', ',']).next().is_some_and(|next| next.ends_with(['C', 'F']))
        || found.before.ends_with("C/")
        || found.before.ends_with("F/");
    // Weather is told in degrees.
    const WEATHER: &[&str] = &[
        "temperature", "degree", "heatwave", "heat wave", "Celsius", "Fahrenheit", "weather", "thermometer", "hottest",
        "coldest",
    ];
    let weather = || WEATHER.iter().any(|word| found.before.contains(word) || found.after.contains(word));
    let told = (number.contains('.') || !found.get("from").is_empty()) && scale == "C"
        || BEFORE.contains(&found.previous_word());
    if !told && !other && !weather() {
        return None;
    }
    let noun = if found.is_adjective() { "degree" } else { "degrees" };
    let scale = if scale == "C" { "Celsius" } else { "Fahrenheit" };
    let from = found.get("from");
    let from = if from.is_empty() { String::new() } else { format!("{} to ", amount(from)) };
    Some(format!("{}{from}{} {noun} {scale}", sign(found.get("sign")), amount(number)))
}

/// Says one temperature in two scales.
fn both_scales(found: &Found) -> Option<String> {
    if found.get("scale") == found.get("second") {
        return None;
    }
    let said = |number: &str, scale: &str| {
        let scale = if scale == "C" { "Celsius" } else { "Fahrenheit" };
        format!("{} degrees {scale}", amount(number))
    };
    let first = said(found.get("number"), found.get("scale"));
    Some(format!("{}{first}, {}", sign(found.get("sign")), said(found.get("other"), found.get("second"))))
}

/// Says one measure in two units, the second as more of an explanation.
fn twice(found: &Found) -> Option<String> {
    // "3 l/100km": what is used on the way.
    if found.get("other") == "100" && found.get("second") == "km" {
        return None;
    }
    let side = |number: &str, unit: &str| Some(format!("{} {}", amount(number), name(unit, !is_one(number))?));
    let (first, second) =
        (side(found.get("number"), found.get("unit"))?, side(found.get("other"), found.get("second"))?);
    Some(format!("{first}, {second}"))
}

/// Says the sides of something, each with its unit: "five meters by three meters".
fn sides(found: &Found) -> Option<String> {
    let side = |number: &str, unit: &str| Some(format!("{} {}", amount(number), name(unit, !is_one(number))?));
    Some(format!("{} by {}", side(found.get("number"), found.get("unit"))?, side(found.get("by"), found.get("again"))?))
}

/// Says a person's weight as the British write it: without pounds, only where somebody is weighed.
fn stone(found: &Found) -> Option<String> {
    const WEIGHED: [&str; 8] = ["weigh", "weight", "heavier", "lighter", "lost", "slimm", "gained", "lb"];
    if found.get("pounds").is_empty() {
        let weighed = WEIGHED.iter().any(|word| found.before.contains(word) || found.after.contains(word));
        return weighed.then(|| format!("{} stone", amount(found.get("stone"))));
    }
    Some(format!("{} stone {}", amount(found.get("stone")), amount(found.get("pounds"))))
}

/// Says the age of somebody.
fn old(found: &Found) -> Option<String> {
    Some(format!("{} year old", amount(found.get("number"))))
}

/// Says how many pages a book has, as reviews put it in brackets: "(320pp, £24.90)".
fn pages(found: &Found) -> Option<String> {
    /// More than so many points of a hundred are no change that news tells of.
    const MOST_POINTS: u64 = 80;
    let in_brackets = found.before.ends_with('(') && found.after.starts_with([',', ';', ')']);
    let many = found.value("pages").is_some_and(|pages| pages > MOST_POINTS);
    (in_brackets || many).then(|| format!("{} pages", amount(found.get("pages"))))
}

/// Says a number that a hyphen joins to a word: "three-year-old", "7.2 millimeter".
fn compound(found: &Found) -> Option<String> {
    let number = found.get("number");
    let is_year = number.len() == 4 && found.value("number").is_some_and(|number| (1100..2100).contains(&number));
    let counted = ["year", "mile", "foot", "meter", "metre", "page", "seat", "strong", "word", "member", "hour", "day"];
    let said = match found.value("number") {
        Some(year) if is_year && !counted.iter().any(|noun| found.get("word").starts_with(noun)) => {
            super::number::year(year)
        }
        _ => amount(number),
    };
    let join = if number.contains('.') { ' ' } else { '-' };
    Some(format!("{}{said}{join}{}", sign(found.get("sign")), found.get("word")))
}
