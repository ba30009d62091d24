//! A number with what it counts, said: scales, units, hundredths, ranges.

use super::forms::{Case, Gender, Noun};
use super::number::digits_of;
use super::table::Grammar;

/// A number found in a text, with what is counted.
pub(super) struct Counted<'t> {
    pub(super) number: &'t str,
    /// Whether a letter touches it, which makes it a name's: "A380-800".
    pub(super) named: bool,
    /// The other end of a range, or nothing.
    pub(super) to: &'t str,
    pub(super) scale: Option<&'static Noun>,
    pub(super) unit: Option<&'static Noun>,
    pub(super) gender: Option<Gender>,
    pub(super) case: Option<Case>,
}

impl Grammar {
    /// Says a sum, or another measure, whose two decimals are hundredths of it: "drei Euro neunundneunzig".
    pub(super) fn hundredths(&self, found: &Counted) -> Option<String> {
        let (sign, forms, gender) = found.unit.filter(|_| found.scale.is_none() && found.to.is_empty())?;
        let (_, names, kind) = self.hundredths.iter().find(|(own, ..)| own == sign)?;
        let (whole, parts) = found.number.split_once(',').filter(|(_, parts)| parts.len() == 2)?;
        let say = |written: &str, gender| self.number_in(written, gender, found.case);
        let name = (names[0], *names, *kind);
        let named = |part: &str| {
            let number = part.trim_start_matches('0');
            format!("{} {}", say(number, Some(*kind)), self.noun_after_number(&name, number, found.case))
        };
        let has_name = !names[2].is_empty();
        if whole == "0" {
            return (has_name && parts != "00").then(|| named(parts));
        }
        let unit = (*sign, *forms, *gender);
        let said = format!("{} {}", say(whole, Some(*gender)), self.noun_after_number(&unit, whole, found.case));
        Some(match parts {
            "00" => said,
            _ if has_name && self.names_hundredths => format!("{said}{}{}", self.cents, named(parts)),
            _ if has_name => format!("{said}{}{}", self.cents, self.number(parts.trim_start_matches('0'), None)),
            _ => format!("{said} {}", self.number(parts, None)),
        })
    }

    /// Says a number, or a range, with the scale and the unit behind it.
    pub(super) fn counted(&self, found: &Counted) -> String {
        let last = if found.to.is_empty() { found.number } else { found.to };
        let number = |written| self.number_in(written, found.gender, found.case);
        let mut said = number(found.number);
        if !found.to.is_empty() {
            // "L. 121-1": what goes down from a hundred is no range, but the number of a part.
            let plain = |written: &str| written.parse::<u64>().unwrap_or(0);
            let (from, until) = (plain(found.number), plain(found.to));
            let same = found.number == found.to;
            let parts = from > 100 && (1..from).contains(&until) || same || found.named;
            let to = if parts { String::new() } else { format!("{} ", self.to) };
            said = format!("{said} {to}{}", number(found.to));
        }
        if let Some(noun) = found.scale.or(found.unit) {
            said = format!("{said} {}", self.noun_after_number(noun, last, found.case));
        }
        if let (Some(_), Some((_, forms, _))) = (found.scale, found.unit) {
            said.push_str(&format!("{}{}", (self.of)(forms[2]), forms[2]));
        }
        said
    }

    /// Names what a measure is for one of: "pro Kilometer", "pro hundert Kilometer".
    pub(super) fn each(&self, written: &str) -> String {
        let (number, word) = written.strip_prefix("100").map_or(("", written), |word| ("100", word.trim_start()));
        let unit = self.units.iter().find(|(sign, ..)| *sign == word);
        match (number, unit) {
            ("", Some((_, forms, _))) => forms[0].to_owned(),
            ("", None) => word.to_owned(),
            (number, unit) => {
                let word = unit.map_or(word, |(_, forms, _)| forms[2]);
                format!("{} {word}", self.number(number, Some(Gender::Masculine)))
            }
        }
    }

    fn noun_after_number(&self, noun: &Noun, written: &str, case: Option<Case>) -> String {
        if let Some((whole, _)) = written.split_once(',') {
            return (self.after_decimals)(noun, whole);
        }
        let number = digits_of(written).parse().ok();
        match (self.inflection.as_ref(), case, number) {
            (Some(inflection), Some(case), Some(number)) => (inflection.noun)(noun, number, case),
            _ => noun.1[number.map_or(2, self.form)].to_owned(),
        }
    }
}
