//! The points and stars that critics give, and the minutes that are added to a half: "4.5/5", "★★★☆☆", "45+2'".

use super::number::{amount, ordinal, pairs, short_cardinal};
use super::rule::{Found, Rule, digit, last_word, letter};

pub(super) const RULES: &[Rule] = &[
    Rule {
        starts: digit,
        pattern: r"(?P<points>[0-9]{1,2}(?:\.[0-9]{1,2})?)/(?P<of>5|10|20|100)(?:{space}(?P<stars>stars?){end})?{end}",
        say: score,
    },
    Rule {
        starts: |byte| byte == b'0',
        pattern: r"0{end}",
        say: |found| {
            let scored = FOOTBALLERS.contains(&found.previous_word())
                && !found.after.trim_start_matches('.').starts_with(|c: char| c.is_ascii_digit() || "-:/".contains(c));
            (scored && nothing(found) == "nil").then(|| "nil".to_owned())
        },
    },
    Rule { starts: digit, pattern: r"(?P<minute>[0-9]{1,3})\+(?P<added>[0-9]{1,2})['’′]", say: added_minute },
    Rule { starts: letter, pattern: r"(?P<word>agg|aet|pens?|og){end}\.?", say: of_a_match },
    Rule { starts: |byte| byte == b'.', pattern: r"\.(?P<average>[0-9]{3}){end}", say: batting_average },
    Rule { starts: |byte| byte == b'T', pattern: r"T-?(?P<place>[0-9]{1,2}){end}", say: tied },
    Rule { starts: |byte| byte == 0xe2, pattern: r"(?P<full>[★⭐]*)(?P<half>½?)(?P<empty>☆*)", say: stars },
];

/// Clubs and countries whose scores in the news are those of football; not those that other games have too.
#[rustfmt::skip]
const FOOTBALLERS: &[&str] = &[
    "Arsenal", "Villa", "Bournemouth", "Brentford", "Brighton", "Burnley", "Chelsea", "Palace", "Everton", "Fulham", "Ipswich", "Leeds", "Leicester", "Liverpool", "Luton", "Manchester", "Utd",
    "Newcastle", "Southampton", "Sunderland", "Tottenham", "Spurs", "Watford", "Wolves", "Norwich", "Middlesbrough", "Swansea", "Cardiff", "Blackburn", "Bolton", "Portsmouth", "Wrexham",
    "Millwall", "Plymouth", "Barnsley", "Rotherham", "Celtic", "Aberdeen", "Hearts", "Hibernian", "Hibs", "Dundee", "Kilmarnock", "Motherwell", "Barcelona", "Madrid", "Atletico", "Atlético", "Bayern",
    "Dortmund", "Juventus", "Milan", "Inter", "Napoli", "Roma", "Lazio", "PSG", "Marseille", "Lyon", "Ajax", "Benfica", "Porto", "Galatasaray", "England", "Scotland", "Wales", "Ireland", "France", "Germany",
    "Italy", "Spain", "Portugal", "Netherlands", "Belgium", "Croatia", "Brazil", "Argentina", "Morocco", "Lionesses", "Gunners", "Rovers", "Wanderers", "Albion", "Hotspur",
];
/// Words of football.
#[rustfmt::skip]
const FOOTBALL: &[&str] = &[
    "football", "soccer", "goalless", "striker", "midfielder", "winger", "keeper", "equaliser", "equalizer", "nil", "drew", "draw", "draws", "aggregate", "agg", "kick-off", "kickoff", "half-time", "halftime",
    "penalties", "UEFA", "Uefa", "FIFA", "Fifa", "MLS", "LaLiga", "Bundesliga", "Premiership",
];
/// Words of other games, and of those who vote.
#[rustfmt::skip]
const OTHER_GAMES: &[&str] = &[
    "NHL", "NBA", "NFL", "MLB", "inning", "innings", "puck", "goalie", "baseball", "hockey", "quarterback", "touchdown", "pitcher", "shutout", "homer", "court", "Court", "council", "Council", "board", "jury", "justices",
    "committee", "vote", "votes", "voted", "ruled", "ruling", "unanimously", "basketball", "Devils", "Islanders", "Bruins", "Yankees", "Mets", "tennis", "Open", "lawmakers", "legislature",
];

/// Returns how a team's nothing is called in a score: nil in football, love in a set, else zero.
pub(super) fn nothing(found: &Found) -> &'static str {
    let words = || found.before.split(' ').chain(found.after.split(' '));
    let bare = |word: &'_ str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let any =
        |known: &[&str]| words().any(|word| known.contains(&bare(word).trim_end_matches("'s").trim_end_matches("’s")));
    if is_set(found) {
        return "love";
    }
    let played = any(FOOTBALLERS)
        || any(FOOTBALL)
        || [
            "Premier League", "Man City", "Man United", "Champions League", "FA Cup", "League One", "League Two",
            "World Cup", "Europa League",
        ]
        .iter()
        .any(|name| found.before.contains(name) || found.after.contains(name));
    if played && !any(OTHER_GAMES) { "nil" } else { "zero" }
}

/// Returns whether six games to none stand beside another set: "6-0, 6-1".
fn is_set(found: &Found) -> bool {
    let is_pair = |text: &str| {
        let mut pair = text.chars();
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        digit(pair.next()) && matches!(pair.next(), Some('-' | '–')) && digit(pair.next()) && !digit(pair.next())
    };
    let joins = |c: char| matches!(c, ',' | ' ' | ';');
    let before = found.before.trim_end_matches(joins).trim_end_matches(" and").trim_end_matches(joins);
    let last = before.rsplit([' ', '(']).next().unwrap_or_default();
    let after = found.after.trim_start_matches(joins).trim_start_matches("and ");
    let six = found.whole().contains('6') && found.whole().chars().count() == 3;
    six && (is_pair(last) || is_pair(after) || found.after.starts_with(" in the second set"))
}

/// Says how a match was decided, behind its score or the minute of a goal: "(5-2 agg)", "(Palmer 34, pen)".
fn of_a_match(found: &Found) -> Option<String> {
    let before = found.before.trim_end();
    let numbered = before.trim_end_matches(',').ends_with(|c: char| c.is_ascii_digit() || c == '\'');
    let scored = before.ends_with(|c: char| c.is_ascii_digit())
        && before.trim_end_matches(|c: char| c.is_ascii_digit()).ends_with(['-', '–']);
    let bracketed = before.rfind('(') > before.rfind(')') && found.after.starts_with([')', ',', ';']);
    Some(
        match found.get("word") {
            "agg" if scored => "on aggregate",
            "agg" if found.after.starts_with([' ', ':']) && before.ends_with('(') => "aggregate",
            "aet" if scored || bracketed => "after extra time",
            "pens" if scored => "on penalties",
            "pen" if numbered && bracketed => "penalty",
            "og" if numbered && bracketed => "own goal",
            _ => return None,
        }
        .to_owned(),
    )
}

/// Says how often a batter hits: ".310" is "three ten".
fn batting_average(found: &Found) -> Option<String> {
    const BATS: [&str; 7] = ["batting", "batted", "hitting", "hitter", "slugging", "on-base", "batter"];
    const BEHIND: [&str; 4] = ["hitter", "average", "batting", "clip"];
    let lower = found.before.to_ascii_lowercase();
    let bats = BATS.iter().any(|word| lower.contains(word)) || lower.ends_with("hit ");
    // A year's hits begin with a point, and so does a caliber.
    (bats || BEHIND.contains(&found.next_word())).then(|| pairs(found.get("average")))
}

/// Says a place that several share: "finished T4".
fn tied(found: &Found) -> Option<String> {
    const REACHED: [&str; 5] = ["finished", "finish", "finishing", "finishes", "placed"];
    let place = found.value("place").filter(|_| REACHED.contains(&found.previous_word()))?;
    Some(format!("tied for {}", ordinal(place)))
}

/// Says a minute that was added to a half: "forty five plus two".
fn added_minute(found: &Found) -> Option<String> {
    Some(format!("{} plus {}", short_cardinal(found.value("minute")?), short_cardinal(found.value("added")?)))
}

/// Says the points that a critic gives: "four point five out of five". A part of a whole is told with "of".
fn score(found: &Found) -> Option<String> {
    /// Words of a sentence that judges.
    const JUDGED: [&str; 19] = [
        "rate", "rates", "rated", "rating", "ratings", "score", "scores", "scored", "verdict", "review", "reviews",
        "stars", "give", "gives", "gave", "given", "mark", "marks", "points",
    ];
    let (points, of) = (found.get("points"), found.get("of"));
    let number = found.value("points");
    let more = number.is_some_and(|points| found.value("of").is_some_and(|of| points > of));
    let goes_on = found.after.starts_with(['/', '-']) || found.before.ends_with(['/', '-', '.', ',']);
    let code = points.len() > 1 && points.starts_with('0');
    if more
        || goes_on
        || code
        || found.whole() == "24/7"
        || number.is_some() && found.before.trim_end().ends_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let lower = found.before.to_ascii_lowercase();
    let judged =
        lower.split(|c: char| !c.is_alphabetic()).any(|word| JUDGED.contains(&word)) || found.next_word() == "rating";
    let part = found.next_word() == "of";
    // "Food 4/5, service 3/5": nobody tells two fifths so.
    let twice = of == "5" && (found.before.matches("/5").count() + found.after.matches("/5").count()) > 0;
    let ends = !found.after.starts_with(' ') || found.next_word().is_empty();
    let is_score = number.is_none()
        || !found.get("stars").is_empty()
        || judged && !part
        || twice && !part
        || of == "10" && (ends || goes_on_freely(found) && !part);
    let stars = if found.get("stars").is_empty() { "" } else { " stars" };
    is_score.then(|| format!("{} out of {}{stars}", amount(points), amount(of)))
}

/// Returns whether a small word follows, before which nobody tells a tenth: "a 9/10 from me".
fn goes_on_freely(found: &Found) -> bool {
    ["from", "for", "by", "and", "but", "with", "on", "in", "is", "was", "as", "at", "when", "because", "to"]
        .contains(&found.next_word())
}

/// Says the stars that a critic gives; one that leads a line is an ornament.
fn stars(found: &Found) -> Option<String> {
    let count = |part: &str| found.get(part).chars().filter(|c| *c != '\u{fe0f}').count() as u64;
    let (full, empty) = (count("full"), count("empty"));
    let half = !found.get("half").is_empty();
    if full + empty == 0 {
        return None;
    }
    let number = match (full, half) {
        (0, true) => "half a".to_owned(),
        (0, false) => "no".to_owned(),
        (full, true) => format!("{} and a half", short_cardinal(full)),
        (full, false) => short_cardinal(full),
    };
    let many = if full == 1 && !half || full == 0 && half { "star" } else { "stars" };
    let of = if empty > 0 && full + u64::from(half) > 0 {
        format!(" out of {}", short_cardinal(full + empty + u64::from(half)))
    } else {
        String::new()
    };
    // "5★ hotels" have the number already.
    if found.before.trim_end().ends_with(|c: char| c.is_ascii_digit()) || last_word(found.before).ends_with("five") {
        return Some(" star".to_owned());
    }
    (full + empty > 1 || half).then(|| format!("{number}{of} {many}")).or_else(|| Some(String::new()))
}
