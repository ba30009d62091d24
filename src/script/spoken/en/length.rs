//! Feet and inches, as their marks tell them: "5'10"", "a 10″ x 8″ print", "6-10" of snow", "above 3,500'".

use super::number::{amount, is_one};
use super::rule::Found;

/// Says the sides of a picture or a board.
pub(super) fn inches_by_inches(found: &Found) -> Option<String> {
    Some(format!("{} by {} inches", amount(found.get("number")), amount(found.get("by"))))
}

/// Says inches that are written as a mark, unless it closes a quotation.
pub(super) fn inches(found: &Found) -> Option<String> {
    let quoted = found.before.matches('"').count() % 2 == 1;
    let straight = found.whole().ends_with('"');
    // Feet and inches are told with both marks.
    if straight && quoted || found.before.ends_with(['\'', '’']) {
        return None;
    }
    const DIMENSIONS: [&str; 9] = ["of", "by", "x", "wide", "long", "tall", "deep", "thick", "high"];
    let next = found.next_word();
    let qualifies = next.starts_with(char::is_lowercase) && !DIMENSIONS.contains(&next);
    let noun = if is_one(found.get("number")) || qualifies { "inch" } else { "inches" };
    Some(format!("{} {noun}", amount(found.get("number"))))
}

/// Says a span of inches: "6-10" of snow".
pub(super) fn inches_from_to(found: &Found) -> Option<String> {
    let quoted = found.before.matches('"').count() % 2 == 1;
    let grows = found.value("from")? < found.value("number")?;
    (grows && !quoted).then(|| format!("{} to {} inches", amount(found.get("from")), amount(found.get("number"))))
}

/// Says a height in feet: "above 3,500'".
pub(super) fn height(found: &Found) -> Option<String> {
    let goes_on = found.after.starts_with(char::is_alphanumeric);
    (!goes_on).then(|| format!("{} feet", amount(found.get("feet"))))
}

pub(super) fn feet_and_inches(found: &Found) -> Option<String> {
    let inches = found.value("inches").filter(|inches| *inches < 12)?;
    let unit = |number: &str, one: &'static str, many: &'static str| if is_one(number) { one } else { many };
    let feet = found.get("feet");
    let next = found.next_word();
    let somebody = ["the", "The", "his", "her", "their"].contains(&found.previous_word())
        && next.starts_with(|c: char| c.is_ascii_lowercase())
        && !["tall", "high", "long", "and", "in", "to", "from", "mark"].contains(&next);
    if found.is_adjective() || somebody {
        return Some(format!("{} foot {}", amount(feet), amount(found.get("inches"))));
    }
    let feet = format!("{} {}", amount(feet), unit(feet, "foot", "feet"));
    if inches == 0 {
        return Some(feet);
    }
    Some(format!("{feet} {} {}", amount(found.get("inches")), unit(found.get("inches"), "inch", "inches")))
}
