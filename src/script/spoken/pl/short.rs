//! Polish short forms that bend: "w woj. mazowieckim", "pod nr. tel.", "z prof. Nowakiem", "w br.", "12 bm."

use regex::Captures;

use super::super::grammar::{part, stop, value};
use super::ordinal::ordinal_with;

/// How a preposition bends the noun behind it: 0 the first form, 1 genitive, 2 instrumental, 3 locative.
fn case_after(lead: &str) -> usize {
    match lead.trim().to_lowercase().as_str() {
        "do" | "od" | "z" | "ze" | "bez" | "dla" | "u" | "według" | "wg" | "koło" | "około" | "powyżej" | "poniżej" => {
            1
        }
        "pod" | "nad" | "przed" | "między" | "za" => 2,
        "w" | "we" | "na" | "o" | "po" | "przy" => 3,
        _ => 0,
    }
}

/// Says a short form that bends by the preposition before it: "w temperaturze", "do województwa".
pub(super) fn bent(found: &Captures) -> Option<String> {
    const FORMS: [(&str, [&str; 4]); 9] = [
        ("numer", ["numer", "numeru", "numerem", "numerze"]),
        ("temp.", ["temperatura", "temperatury", "temperaturą", "temperaturze"]),
        ("pow.", ["powierzchnia", "powierzchni", "powierzchnią", "powierzchni"]),
        ("dł.", ["długość", "długości", "długością", "długości"]),
        ("szer.", ["szerokość", "szerokości", "szerokością", "szerokości"]),
        ("wys.", ["wysokość", "wysokości", "wysokością", "wysokości"]),
        ("woj.", ["województwo", "województwa", "województwem", "województwie"]),
        ("gm.", ["gmina", "gminy", "gminą", "gminie"]),
        ("rozdz.", ["rozdział", "rozdziału", "rozdziałem", "rozdziale"]),
    ];
    let (lead, short) = (part(found, "lead"), &found["short"]);
    let (_, forms) = FORMS.iter().find(|(own, _)| *own == short)?;
    let next = &found["next"];
    // "Mieszkaniec województwa mazowieckiego".
    let case = match lead.trim() {
        _ if short == "woj." && next.ends_with("ego") => 1,
        // "Grał z numerem dziewięć".
        "z" | "Z" if short == "numer" => 2,
        lead => case_after(lead),
    };
    Some(format!("{lead}{} {next}", forms[case]))
}

/// Says this year, last year or this month: "w bieżącym roku", "maja bieżącego roku", "dwunastego bieżącego miesiąca".
pub(super) fn of_now(found: &Captures) -> Option<String> {
    let (lead, day) = (part(found, "lead"), value(found, "d"));
    let ending = if case_after(lead) == 3 { "ym" } else { "ego" };
    let adjective = if found["short"].starts_with("ub") { "ubiegł" } else { "bieżąc" };
    let noun = match (&found["short"], ending) {
        ("bm", "ym") => "miesiącu",
        ("bm", _) => "miesiąca",
        _ => "roku",
    };
    let day = day.map(|day| format!("{} ", ordinal_with(day, "ego"))).unwrap_or_default();
    Some(format!("{lead}{day}{adjective}{ending} {noun}{}", stop(found)))
}

/// Says that something is the last one: "w ubiegłym tygodniu", "do ubiegłego miesiąca".
pub(super) fn last(found: &Captures) -> Option<String> {
    let (lead, noun) = (part(found, "lead"), &found["noun"]);
    let ending = match noun {
        "tydzień" | "rok" | "miesiąc" => "y",
        "tygodniu" | "miesiącu" | "wieku" | "sezonie" | "kwartale" => "ym",
        "roku" if case_after(lead) == 3 => "ym",
        _ if noun.ends_with(['ę', 'ą']) => "ą",
        _ if noun.ends_with('y') => "ej",
        _ => "ego",
    };
    Some(format!("{lead}ubiegł{ending} {noun}"))
}

/// Says a title in the case of the name behind it: "profesora Nowaka", "z profesorem Nowakiem".
pub(super) fn titled(found: &Captures) -> Option<String> {
    let (lead, title, name) = (part(found, "lead"), &found["title"], &found["name"]);
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    let case = case_after(lead);
    let ending = match () {
        () if ends(&["em"]) => "em",
        () if ends(&["owi", "emu"]) => "owi",
        () if ends(&["ego"]) || ends(&["a"]) && case == 1 && !ends(&["ska", "cka", "dzka"]) => "a",
        () if ends(&["im", "ym"]) && matches!(case, 1 | 2) => "em",
        () => return None,
    };
    let stem = match title {
        "generał" => return Some(format!("{lead}{} {name}", if ending == "em" { "generałem" } else { "generała" })),
        "ksiądz" => return Some(format!("{lead}{} {name}", if ending == "em" { "księdzem" } else { "księdza" })),
        title => title,
    };
    let softened = stem == "pułkownik" && ending == "em";
    Some(format!("{lead}{stem}{}{ending} {name}", if softened { "i" } else { "" }))
}

/// Says what is compared: "rok do roku".
pub(super) fn compared(found: &Captures) -> Option<String> {
    let said = match (&found["period"], &found["same"]) {
        ("r", "r") => "rok do roku",
        ("k", "k") => "kwartał do kwartału",
        ("m", "m") => "miesiąc do miesiąca",
        _ => return None,
    };
    Some(format!("{said}{}", &found["after"]))
}

/// The days of the week: their first form, genitive, and accusative.
const DAYS: [[&str; 3]; 7] = [
    ["poniedziałek", "poniedziałku", "poniedziałek"],
    ["wtorek", "wtorku", "wtorek"],
    ["środa", "środy", "środę"],
    ["czwartek", "czwartku", "czwartek"],
    ["piątek", "piątku", "piątek"],
    ["sobota", "soboty", "sobotę"],
    ["niedziela", "niedzieli", "niedzielę"],
];

fn day(short: &str) -> Option<[&'static str; 3]> {
    let index = match short.to_lowercase().as_str() {
        "pon" | "pn" => 0,
        "wt" => 1,
        "śr" => 2,
        "czw" | "cz" => 3,
        "pt" => 4,
        "sob" | "sb" => 5,
        "niedz" | "ndz" | "nd" => 6,
        _ => return None,
    };
    Some(DAYS[index])
}

/// Says a span of days of the week: "od poniedziałku do piątku".
pub(super) fn days(found: &Captures) -> Option<String> {
    Some(format!("od {} do {}{}", day(&found["day"])?[1], day(&found["to"])?[1], stop(found)))
}

/// Says a day of the week before a number: "sobota", "w sobotę".
pub(super) fn one_day(found: &Captures) -> Option<String> {
    let lead = part(found, "lead");
    let form = match case_after(lead) {
        0 => 0,
        1 => 1,
        _ => 2,
    };
    Some(format!("{lead}{}{}", day(&found["day"])?[form], &found["after"]))
}
