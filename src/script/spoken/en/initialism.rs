//! Initialisms: "U.S.", "e.s.t.", "EU's", "tv". Letters in capitals without dots are what engines read as letters; those that
//! are a word to an engine, but not to a reader, are parted.

use super::rule::{Found, Rule, letter};

pub(super) const RULES: &[Rule] = &[
    Rule { starts: letter, pattern: r"(?:[A-Za-z]\.){2,}(?:[A-Za-z]{end})?", say: dotted },
    Rule {
        starts: letter,
        pattern: r"(?:WHO|tv|tvs|cctv|dvd|dvds|usa|uk|AUKUS|ECOWAS|CERN|FEMA|UNRWA|MERCOSUR){end}",
        say: word,
    },
];

fn dotted(found: &Found) -> Option<String> {
    if found.before.ends_with(['.', '@']) || found.after.starts_with('@') {
        return None;
    }
    let plain = found.whole().replace('.', "");
    let letters = plain.to_ascii_uppercase();
    Some(found.stopped(match plain.strip_suffix('s') {
        // "M.D.s": several.
        Some(_) if found.whole().ends_with(".s") => format!("{}s", &letters[..letters.len() - 1]),
        // Behind a town and a comma the two letters would be a state.
        _ if letters == "LA" => "L A".to_owned(),
        _ => letters,
    }))
}

/// Says an initialism that is written like a word, and an acronym that is written like an initialism.
fn word(found: &Found) -> Option<String> {
    let written = found.whole();
    Some(match written {
        // "Who" is another word.
        "WHO" => "W H O".to_owned(),
        "AUKUS" | "ECOWAS" | "CERN" | "FEMA" | "UNRWA" | "MERCOSUR" => {
            format!("{}{}", &written[..1], written[1..].to_ascii_lowercase())
        }
        plural if plural.ends_with('s') => format!("{}s", plural[..plural.len() - 1].to_ascii_uppercase()),
        letters => letters.to_ascii_uppercase(),
    })
}
