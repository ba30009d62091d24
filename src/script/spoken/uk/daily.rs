//! Ukrainian forms of sport, of prices and of addresses: what a stopwatch shows, parts of a final, halves, what a sum is for,
//! districts and towns, days of the week.

use regex::Captures;

use super::super::grammar::{Case, Gender, Gender::*, Lasting, part, stop, value};
use super::agreement::gender_of;
use super::bent::{accusative, cardinal_in};
use super::case::{is_accusative, is_before_genitive};
use super::number::{cardinal, form, of_parts, ordinal_with};
use super::units::UNITS;

fn counted(number: u64, forms: [&str; 3]) -> String {
    format!("{} {}", cardinal(number, Some(Feminine)), forms[form(number)])
}

/// Says what a stopwatch shows: "дві години чотири хвилини п’ятдесят п’ять секунд".
pub(super) fn stopwatch(found: &Captures) -> Option<String> {
    let time = Lasting::found(found)?;
    let hours = |number| counted(number, ["година", "години", "годин"]);
    let minutes = |number| counted(number, ["хвилина", "хвилини", "хвилин"]);
    let seconds = |number: u64| match time.parts {
        "" => counted(number, ["секунда", "секунди", "секунд"]),
        parts => format!("{} секунди", of_parts(&number.to_string(), parts).unwrap_or_default()),
    };
    Some(time.whole([&hours, &minutes, &seconds]).join(" "))
}

/// Says what is compared: "рік до року".
pub(super) fn compared(found: &Captures) -> Option<String> {
    let said = match (&found["period"], &found["same"]) {
        ("р", "р") => "рік до року",
        ("м", "м") => "місяць до місяця",
        _ => return None,
    };
    Some(format!("{said}{}", &found["after"]))
}

/// Says points of a percentage by their number: "три відсоткові пункти".
pub(super) fn percentage_points(found: &Captures) -> Option<String> {
    let decimals = part(found, "decimals");
    let noun = match (decimals.is_empty(), form(value(found, "n")?)) {
        (false, _) => "відсоткового пункту",
        (_, 0) => "відсотковий пункт",
        (_, 1) => "відсоткові пункти",
        _ => "відсоткових пунктів",
    };
    Some(format!("{}{decimals} {noun}{}", &found["n"], stop(found)))
}

/// Says the kilometre of a road: "на тридцять другому кілометрі".
pub(super) fn kilometre(found: &Captures) -> Option<String> {
    let (ending, noun) = match &found["e"] {
        "му" | "ому" => ("ому", "кілометрі"),
        "го" | "ого" => ("ого", "кілометра"),
        "м" | "им" => ("им", "кілометром"),
        _ => ("ий", "кілометр"),
    };
    Some(format!("{} {noun}", ordinal_with(value(found, "n")?, ending)))
}

/// Says a part of a final: "однієї восьмої фіналу".
pub(super) fn part_of_final(found: &Captures) -> Option<String> {
    let lead = part(found, "lead");
    let word = lead.trim().to_lowercase();
    let [one, ending] = match word.as_str() {
        "у" | "в" | "на" => ["одній", "ій"],
        "матч" | "матчі" | "матчу" | "матчів" | "матчах" | "етап" | "етапу" | "стадії" | "рівні" => {
            ["однієї", "ої"]
        }
        word if is_before_genitive(word) => ["однієї", "ої"],
        _ => ["одна", "а"],
    };
    Some(format!("{lead}{one} {} фіналу", ordinal_with(value(found, "n")?, ending)))
}

/// Says a number and a half of a time or of times: "у півтора раза", "дві з половиною години".
pub(super) fn and_a_half(found: &Captures) -> Option<String> {
    let (lead, whole, noun) = (part(found, "lead"), value(found, "whole")?, &found["noun"]);
    let times = ["раза", "року", "роки", "місяця", "місяці", "тижня", "тижні", "століття"].contains(&noun);
    let feminine = gender_of(noun) == Some(Feminine);
    if !times && !feminine {
        return None;
    }
    let gender: Gender = if feminine { Feminine } else { Masculine };
    // "Близько двох з половиною годин".
    if whole > 1 && is_before_genitive(&lead.trim().to_lowercase()) || whole == 0 {
        return None;
    }
    Some(match whole {
        1 => format!("{lead}{} {noun}", if feminine { "півтори" } else { "півтора" }),
        _ => format!("{lead}{} з половиною {}", cardinal(whole, Some(gender)), with_whole(noun, whole)),
    })
}

/// Returns a noun behind a number and a half as behind the whole number: "чотири з половиною роки".
fn with_whole(noun: &str, whole: u64) -> &str {
    const NOUNS: [[&str; 3]; 4] = [
        ["року", "роки", "років"],
        ["місяця", "місяці", "місяців"],
        ["тижня", "тижні", "тижнів"],
        ["години", "години", "годин"],
    ];
    let forms = NOUNS.iter().find(|forms| forms[0] == noun);
    forms.map_or(noun, |forms| forms[form(whole)])
}

/// Says a decade with its shortened noun: "вісімдесятих років".
pub(super) fn decade(found: &Captures) -> Option<String> {
    let lead = part(found, "lead");
    let inside = matches!(lead.trim(), "у" | "У" | "в" | "В");
    let (ending, noun) = match &found["e"] {
        "х" if inside => ("их", "роках"),
        "х" => ("их", "років"),
        "ми" => ("ими", "роками"),
        _ => ("і", "роки"),
    };
    Some(format!("{lead}{} {noun}{}", ordinal_with(value(found, "n")?, ending), stop(found)))
}

/// Returns what something is for one of, in the accusative: "літр", "кіловат-годину".
fn for_one(sign: &str) -> Option<String> {
    match sign {
        "бар." => return Some("барель".to_owned()),
        "унц." => return Some("унцію".to_owned()),
        _ => {}
    }
    let noun = UNITS.iter().find(|(own, ..)| *own == sign)?;
    Some(if noun.2 == Feminine { accusative(noun) } else { noun.1[0].to_owned() })
}

/// Says what a sum is for: "гривень за долар".
pub(super) fn each(found: &Captures) -> Option<String> {
    let each = found["each"].trim_end_matches(['”', '»', ')']);
    let noun = for_one(each).or_else(|| for_one(each.trim_end_matches('.')));
    Some(format!("{} за {}{}", &found["sign"], noun.unwrap_or_else(|| each.to_owned()), stop(found)))
}

/// Says what a price is for one of: "за кіловат-годину".
pub(super) fn each_unit(found: &Captures) -> Option<String> {
    Some(format!("{} {}{}", &found["lead"], for_one(&found["unit"])?, &found["after"]))
}

/// Says a region by the ending of the adjective before it: "у Київській області".
pub(super) fn region(found: &Captures) -> Option<String> {
    let adjective = found["adjective"].trim_end();
    let noun = match () {
        () if adjective.ends_with("ою") => "областю",
        () if adjective.ends_with("ій") || adjective.ends_with("ої") => "області",
        () => "область",
    };
    Some(format!("{}{noun}{}", &found["adjective"], stop(found)))
}

/// Says a town or a village in the case of the preposition before it: "у місті Київ", "до села Гатне".
pub(super) fn town(found: &Captures) -> Option<String> {
    let lead = found["lead"].trim().to_lowercase();
    let noun = match (&found["short"], matches!(lead.as_str(), "у" | "в")) {
        ("м", true) => "місті",
        ("м", _) => "міста",
        (_, true) => "селі",
        _ => "села",
    };
    Some(format!("{}{noun} {}", &found["lead"], &found["name"]))
}

/// Says a span of days of the week: "з понеділка до п’ятниці".
pub(super) fn week_days(found: &Captures) -> Option<String> {
    let day = |name: &str| {
        Some(match found[name].to_lowercase().as_str() {
            "пн" => "понеділка",
            "вт" => "вівторка",
            "ср" => "середи",
            "чт" => "четверга",
            "пт" => "п’ятниці",
            "сб" => "суботи",
            "нд" => "неділі",
            _ => return None,
        })
    };
    Some(format!("з {} до {}{}", day("day")?, day("to")?, stop(found)))
}

/// Says half of a spoon: "пів чайної ложки".
pub(super) fn half_a_spoon(found: &Captures) -> Option<String> {
    let spoon = if found["short"].starts_with('ч') { "чайної" } else { "столової" };
    Some(format!("пів {spoon} ложки{}", stop(found)))
}

/// Says an ordinal that ends in "й", which is a woman's in the locative: "на вісімдесят сьомій хвилині".
pub(super) fn located(found: &Captures) -> Option<String> {
    Some(format!("{}{}{}", &found["lead"], ordinal_with(value(found, "n")?, "ій"), &found["noun"]))
}

/// Says a share that something happens in: "у трьох четвертих випадків".
pub(super) fn share_in(found: &Captures) -> Option<String> {
    let (over, under) = (value(found, "over")?, value(found, "under")?);
    if over == 0 || over >= under {
        return None;
    }
    let ending = if over == 1 { "ій" } else { "их" };
    let above = cardinal_in(over, Some(Feminine), Case::Locative);
    Some(format!("{}{above} {} {}", &found["lead"], ordinal_with(under, ending), &found["noun"]))
}

/// Says what a price is for a thousand of: "за тисячу кубічних метрів".
pub(super) fn thousand_of(found: &Captures) -> Option<String> {
    let (_, forms, _) = UNITS.iter().find(|(own, ..)| *own == &found["unit"])?;
    Some(format!("за тисячу {}", forms[2]))
}

/// Says a share in the case of the word before it: "на одну п’яту", "до двох третіх".
pub(super) fn share(found: &Captures) -> Option<String> {
    let (lead, over, under) = (part(found, "lead"), value(found, "over")?, value(found, "under")?);
    let word = lead.trim().to_lowercase();
    if over == 0 || over >= under || (over, under) == (1, 2) {
        return None;
    }
    let said = match (is_before_genitive(&word), over) {
        (true, 1) => format!("однієї {}", ordinal_with(under, "ої")),
        (true, _) => format!("{} {}", cardinal_in(over, Some(Feminine), Case::Genitive), ordinal_with(under, "их")),
        (false, 1) if is_accusative(&word) => format!("одну {}", ordinal_with(under, "у")),
        _ => return None,
    };
    Some(format!("{lead}{said}{}", &found["after"]))
}
