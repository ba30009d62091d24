//! Whether "m" after a number is for millions of what is counted, or for metres.

use super::rule::Found;

/// Returns whether "m" after a number is for millions: of what is counted, and not in a race.
pub(super) fn is_million(found: &Found) -> bool {
    const RACES: [&str; 9] = ["hurdles", "finals", "heats", "races", "relays", "more", "square", "cubic", "new"];
    let next = found.next_word();
    found.counts() && !RACES.contains(&next) || counts_units(next) || counts_some_of_many(found) || counts_heads(found)
}

/// Returns whether many are counted of which some are meant: "2.4m of them", "6.2m of homes".
fn counts_some_of_many(found: &Found) -> bool {
    let Some(rest) = found.after.strip_prefix(" of ") else { return false };
    let noun = &rest[..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())];
    ["them", "us", "its", "those", "people", "homes", "households"].contains(&noun)
}

/// Returns whether the sentence counts people, and nothing that is as long as its metres.
fn counts_heads(found: &Found) -> bool {
    const HEADS: [&str; 10] = [
        "population of", "populations of", "audience of", "readership of", "membership of", "electorate of", "viewers",
        "population has", "population fell", "population rose",
    ];
    // "A population of seals 5m off the coast": lengths have a word for what they are.
    const LENGTHS: [&str; 12] =
        ["tall", "high", "long", "wide", "deep", "away", "off", "above", "below", "from", "across", "apart"];
    let near = &found.before[found.before.ceil_char_boundary(found.before.len().saturating_sub(80))..];
    HEADS.iter().any(|word| near.contains(word)) && !LENGTHS.contains(&found.next_word())
}

/// Returns whether a word is a unit that millions are counted of: "3m km".
pub(super) fn counts_units(word: &str) -> bool {
    ["km", "kg", "ha", "kWh", "MWh", "GWh"].contains(&word)
}
