//! Titles and other abbreviations: "Gov.", "Lt. Col.", "St.", "e.g.", "Inc.", "Springfield, Ill.". Mostly a table.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::date;
use super::places;
use super::rule::{Found, Rule, last_word, letter};

pub(super) const RULES: &[Rule] = &[
    Rule {
        starts: letter,
        pattern: r"(?:et al\.?|Ph\.D\.s|[Ww]/(?:out|o)?|[yY]/[yY]|[qQ]/[qQ]|[mM]/[mM]|[yY]-?[oO]-?[yY]|[yY]r-on-yr|[qQ]-?[oO]-?[qQ]|[mM]-?[oO]-?[mM]|c/o|tbsps?|tsps?|concs|(?:ie|eg){end})",
        say: phrase,
    },
    Rule { starts: letter, pattern: r"(?P<word>[A-Za-z]+(?:\.[A-Za-z]+)*)\.", say: dotted },
    Rule {
        starts: letter,
        pattern: r"(?P<word>Mr|Mrs|Ms|Dr|St|Sgt|Lt|Col|Gen|Maj|Capt|Cpl|Prof|Rev|Cllrs?|Supt|Insp|Mt|Ft){end}",
        say: bare,
    },
];

/// When an abbreviation is one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    /// Wherever it stands.
    Always,
    /// Before a name.
    BeforeName,
    /// After a town and a comma.
    AfterTown,
    /// After a name.
    AfterName,
}

use When::{AfterName, AfterTown, Always, BeforeName};

#[rustfmt::skip]
const TABLE: &[(&str, &str, When)] = &[
    // Titles.
    ("Mme", "Madame", BeforeName), ("Sec", "Secretary", BeforeName), ("Mr", "Mister", Always), ("Mrs", "Misses", Always), ("Messrs", "Messieurs", Always), ("Dr", "Doctor", BeforeName),
    ("Drs", "Doctors", BeforeName), ("Prof", "Professor", BeforeName), ("Gov", "Governor", BeforeName), ("Govs", "Governors", BeforeName),
    ("Sen", "Senator", BeforeName), ("Sens", "Senators", BeforeName), ("Rep", "Representative", BeforeName), ("Reps", "Representatives", BeforeName),
    ("Gen", "General", BeforeName), ("Lt", "Lieutenant", BeforeName), ("Col", "Colonel", BeforeName), ("Maj", "Major", BeforeName),
    ("Capt", "Captain", BeforeName), ("Cpt", "Captain", BeforeName), ("Sgt", "Sergeant", BeforeName), ("Cpl", "Corporal", BeforeName), ("Pvt", "Private", BeforeName),
    ("Pfc", "Private First Class", BeforeName), ("Adm", "Admiral", BeforeName), ("Cmdr", "Commander", BeforeName), ("Cdr", "Commander", BeforeName),
    ("Brig", "Brigadier", BeforeName), ("Rev", "Reverend", BeforeName), ("Fr", "Father", BeforeName), ("Hon", "Honorable", BeforeName),
    ("Pres", "President", BeforeName), ("Supt", "Superintendent", BeforeName), ("Insp", "Inspector", BeforeName), ("Det", "Detective", BeforeName),
    ("Asst", "Assistant", BeforeName), ("Dep", "Deputy", BeforeName), ("Atty", "Attorney", BeforeName), ("Amb", "Ambassador", BeforeName),
    ("Msgr", "Monsignor", BeforeName), ("Cllr", "Councillor", BeforeName), ("Cllrs", "Councillors", BeforeName), ("Mt", "Mount", BeforeName), ("Ft", "Fort", BeforeName), ("Ste", "Sainte", BeforeName),
    ("Jr", "Junior", AfterName), ("Sr", "Senior", AfterName), ("Esq", "Esquire", AfterName),
    // Companies and institutions.
    ("Inc", "Incorporated", AfterName), ("Corp", "Corporation", AfterName), ("Co", "Company", AfterName), ("Cos", "Companies", AfterName),
    ("Ltd", "Limited", AfterName), ("Bros", "Brothers", AfterName), ("Dept", "Department", Always), ("Univ", "University", Always),
    ("Assn", "Association", AfterName), ("Assoc", "Associates", AfterName), ("Intl", "International", AfterName), ("Natl", "National", Always), ("Govt", "Government", Always),
    // Small words.
    ("e.g", "for example", Always), ("i.e", "that is", Always), ("etc", "et cetera", Always), ("vs", "versus", Always), ("approx", "approximately", Always),
    ("cf", "compare", Always), ("ibid", "ibidem", Always), ("a.k.a", "also known as", Always), ("viz", "namely", Always), ("incl", "including", Always), ("excl", "excluding", Always),
    ("max", "maximum", When::BeforeName), ("min", "minimum", When::BeforeName), ("vol", "volume", When::BeforeName), ("Vol", "Volume", When::BeforeName), ("Apt", "Apartment", When::BeforeName), ("apt", "apartment", When::BeforeName), ("Fig", "Figure", When::BeforeName),
    ("avg", "average", Always), ("qty", "quantity", Always), ("Thurs", "Thursday", Always), ("Thur", "Thursday", Always), ("Tues", "Tuesday", Always),
    ("Mon", "Monday", Always), ("Fri", "Friday", Always), ("tel", "telephone", Always), ("Tel", "Telephone", Always),
    ("misc", "miscellaneous", Always), ("Ret", "Retired", Always), ("ret", "retired", Always), ("dept", "department", Always), ("govt", "government", Always), ("est", "established", When::BeforeName),
    ("hrs", "hours", Always), ("mins", "minutes", Always), ("secs", "seconds", Always), ("yrs", "years", Always), ("lbs", "pounds", Always), ("oz", "ounces", Always),
    ("Ph.D", "PhD", Always), ("Ph.Ds", "PhDs", Always),
];

static FORMS: LazyLock<HashMap<&str, (&str, When)>> = LazyLock::new(|| {
    let states = places::AGENCY.iter().map(|(short, long)| (*short, (*long, AfterTown)));
    TABLE.iter().map(|(short, long, when)| (*short, (*long, *when))).chain(states).collect()
});

/// Returns every first word of an abbreviation, in small letters, for the reader to look for.
pub(super) fn words() -> impl Iterator<Item = String> {
    let street = places::STREETS.iter().map(|(short, _)| *short);
    let states = places::AGENCY.iter().map(|(short, _)| *short);
    TABLE.iter().map(|(short, ..)| *short).chain(street).chain(states).map(str::to_lowercase)
}

fn phrase(found: &Found) -> Option<String> {
    Some(match found.whole() {
        "et al" | "et al." => "and others".to_owned(),
        "w/o" | "W/o" | "w/out" | "W/out" if found.after.starts_with(' ') => "without".to_owned(),
        "w/" | "W/" if !found.after.starts_with(|c: char| c.is_alphanumeric()) || found.after.len() > 3 => {
            "with ".to_owned()
        }
        "Ph.D.s" => "PhDs".to_owned(),
        "c/o" => "care of".to_owned(),
        // "1 heaped tbsp": behind a word, not its number.
        "tbsp" => "tablespoon".to_owned(),
        "tbsps" => "tablespoons".to_owned(),
        "tsp" => "teaspoon".to_owned(),
        "tsps" => "teaspoons".to_owned(),
        "concs" => "concessions".to_owned(),
        // As British papers write them, without dots.
        "ie" if is_aside(found) => "that is".to_owned(),
        "eg" if is_aside(found) => "for example".to_owned(),
        "y/y" | "Y/Y" | "yoy" | "YoY" | "y-o-y" | "yr-on-yr" | "Yr-on-yr" => "year on year".to_owned(),
        "q/q" | "Q/Q" | "qoq" | "QoQ" | "q-o-q" => "quarter on quarter".to_owned(),
        "m/m" | "M/M" | "MoM" | "m-o-m" => "month on month".to_owned(),
        _ => return None,
    })
}

/// Returns whether words are put in here, behind a mark and before what they are about.
fn is_aside(found: &Found) -> bool {
    found.before.trim_end().ends_with([',', ';', '(', '–', '—']) && !found.next_word().is_empty()
}

fn dotted(found: &Found) -> Option<String> {
    let written = found.get("word");
    // "£900, bills incl.": nothing follows that could be included.
    if written == "incl" && (found.ends_text() || found.after.starts_with([',', ';', ')'])) {
        return Some(found.stopped("included".to_owned()));
    }
    if let Some((long, when)) = FORMS.get(written) {
        return fits(found, *when).then(|| found.stopped((*long).to_owned()));
    }
    if matches!(written, "mr" | "mrs" | "dr" | "prof") && !found.next_word().is_empty() {
        // In text that is all in small letters names are too.
        return FORMS.get(titled(written).as_str()).map(|(long, _)| long.to_ascii_lowercase());
    }
    if written == "St" {
        return saint_or_street(found);
    }
    if let Some(kind) = places::kind(written).filter(|_| {
        (written.len() > 2 || ["Rd", "Sq", "Ln"].contains(&written)) && written.starts_with(char::is_uppercase)
    }) {
        return fits(found, AfterName).then(|| found.stopped(kind.to_owned()));
    }
    // "in Sept.": months in capitals that are no words.
    let is_month = matches!(written, "Jan" | "Feb" | "Aug" | "Sept" | "Sep" | "Oct" | "Nov" | "Dec");
    if is_month { date::month(written).map(|name| found.stopped(name)) } else { None }
}

fn titled(word: &str) -> String {
    word[..1].to_ascii_uppercase() + &word[1..]
}

/// Says a title without a dot, as British papers write it, before a name.
fn bare(found: &Found) -> Option<String> {
    match found.get("word") {
        "Ms" => fits(found, BeforeName).then(|| "Ms.".to_owned()),
        "St" => (fits(found, BeforeName) && !last_word(found.before).starts_with(char::is_uppercase))
            .then(|| "Saint".to_owned()),
        // "Gen Z" is no general.
        _ if found.next_word().len() < 2 => None,
        word => FORMS.get(word).filter(|(_, when)| fits(found, *when)).map(|(long, _)| (*long).to_owned()),
    }
}

fn fits(found: &Found, when: When) -> bool {
    match when {
        Always => true,
        BeforeName => found.next_word().starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()),
        AfterTown => {
            found.before.strip_suffix(", ").is_some_and(|town| last_word(town).starts_with(char::is_uppercase))
        }
        AfterName => {
            found.before.ends_with("& ")
                || last_word(found.before.trim_end().trim_end_matches(','))
                    .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        }
    }
}

/// Tells the saint before a name from the street after one. A street's name alone keeps its short form, as in a list.
fn saint_or_street(found: &Found) -> Option<String> {
    const WHERE: &[&str] = &[
        "on", "at", "along", "near", "of", "from", "to", "between", "and", "off", "down", "up", "the", "in", "across",
        "onto",
    ];
    let name = found.previous_word();
    let is_name = name.starts_with(char::is_uppercase)
        || name.starts_with(|c: char| c.is_ascii_digit()) && name.ends_with(char::is_alphabetic);
    let named = is_name && found.before.ends_with(' ');
    let next = found.next_word();
    if !named || WHERE.contains(&name.to_lowercase().as_str()) {
        return next.starts_with(char::is_uppercase).then(|| "Saint".to_owned());
    }
    let mut words = found.before.split_whitespace().rev().skip(1).take(3);
    let placed = words.any(|word| WHERE.contains(&word.to_lowercase().as_str()));
    if !placed && next.starts_with(char::is_uppercase) {
        return Some("Saint".to_owned());
    }
    (placed || !next.is_empty()).then(|| found.stopped("Street".to_owned()))
}
