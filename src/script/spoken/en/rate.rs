//! How often, how many times as much, and for how much of something: "2x/day", "3x the average", "12/month".

use super::number::amount;
use super::rule::Found;
use super::units::per;

/// Says a number for one of something.
pub(super) fn each(found: &Found) -> Option<String> {
    Some(format!("{} per {}", amount(found.get("number")), per(found.get("per"))))
}

/// Says how many times as much something is: "3x the daily average", "grew 4x".
pub(super) fn multiple(found: &Found) -> Option<String> {
    #[rustfmt::skip]
    const COMPARED: [&str; 24] = [
        "the", "as", "more", "faster", "higher", "larger", "bigger", "greater", "normal", "what", "their", "its", "that", "better", "cheaper", "longer", "lower", "stronger",
        "earnings", "revenue", "sales", "over", "EBITDA", "ebitda",
    ];
    const GREW: [&str; 10] =
        ["grew", "rose", "jumped", "increased", "up", "surged", "climbed", "soared", "nearly", "almost"];
    let number = found.get("number");
    let ends = found.ends_text() || !found.after.starts_with(' ');
    let compared = COMPARED.contains(&found.next_word()) || ends && GREW.contains(&found.previous_word());
    compared.then(|| format!("{} times", amount(number)))
}

/// Says how often something is done: "2x/day" is "twice a day".
pub(super) fn often(found: &Found) -> Option<String> {
    let times = match found.get("number") {
        "1" => "once".to_owned(),
        "2" => "twice".to_owned(),
        number => format!("{} times", amount(number)),
    };
    let per = match found.get("per") {
        "d" => "day",
        "wk" => "week",
        per => per,
    };
    Some(format!("{times} {} {per}", if per.starts_with('h') { "an" } else { "a" }))
}
