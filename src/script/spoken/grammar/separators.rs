//! Groups and decimals, brought into the one form that the rules read: "1,234.50" and "1’234.50" become "1.234,50".

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::super::conventions::DecimalMark;

static NUMERALS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\d+(?:[.,'’]\d+)+").expect("the pattern of numerals is well formed"));

/// What a lone comma before three digits is, where it may be either: "12,480".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lone {
    /// The mark of decimals or of groups that the text has.
    AsMarked,
    /// It parts thousands, unless what is measured follows one digit: "12,480 migrantes", "1,659 euros".
    Thousands,
}

/// Returns the text with its numbers in the form `1.234,50`; `measured` tells whether a unit or a scale begins a text.
pub(super) fn level<'t>(
    text: &'t str,
    (mark, lone): (DecimalMark, Lone),
    measured: impl Fn(&str) -> bool,
) -> Cow<'t, str> {
    NUMERALS.replace_all(text, |found: &Captures| {
        let whole = found.get(0).map_or(0..0, |whole| whole.range());
        let (before, after) = (&text[..whole.start], &text[whole.end..]);
        let numeral = Numeral { written: &found[0], before, after };
        numeral.level(mark, lone, measured(after)).unwrap_or_else(|| found[0].to_owned())
    })
}

/// A numeral where it stands.
struct Numeral<'t> {
    written: &'t str,
    before: &'t str,
    after: &'t str,
}

impl Numeral<'_> {
    /// Returns the numeral in the form that the rules read; none where it has that form, or is no number.
    fn level(&self, mark: DecimalMark, lone: Lone, measured: bool) -> Option<String> {
        let (groups, marks) = parts(self.written);
        let threes = |groups: &[&str]| groups.iter().all(|group| group.len() == 3);
        let grouped = |count: usize| {
            (1..=3).contains(&groups[0].len()) && !groups[0].starts_with('0') && threes(&groups[1..count])
        };
        let join = |count: usize| {
            let whole = groups[..count].join(".");
            groups.get(count).map_or(whole.clone(), |decimals| format!("{whole},{decimals}"))
        };
        // Another number or a sign touches it: a date, a version, a code.
        let alone = !self.before.ends_with(|c: char| c.is_alphanumeric() || "/:.,".contains(c));
        let last = marks.len() - 1;
        match marks.as_slice() {
            _ if !alone => None,
            // "1’396.342": three digits behind the point are a group where decimals have a comma.
            ['\'', '.'] if mark == DecimalMark::Comma && grouped(groups.len()) => Some(join(groups.len())),
            [.., '.' | ','] if last > 0 && marks[..last].iter().all(|mark| *mark == '\'') && grouped(last + 1) => {
                Some(join(last + 1))
            }
            marks if marks.iter().all(|mark| *mark == '\'') && grouped(groups.len()) => Some(join(groups.len())),
            [.., '.'] if last > 0 && marks[..last].iter().all(|mark| *mark == ',') && grouped(last + 1) => {
                Some(join(last + 1))
            }
            marks if last > 0 && marks.iter().all(|mark| *mark == ',') && grouped(groups.len()) => {
                Some(join(groups.len()))
            }
            [','] if grouped(2) && (mark == DecimalMark::Point || self.is_in_dollars()) => Some(join(2)),
            [','] if grouped(2) && lone == Lone::Thousands && (groups[0].len() > 1 || !measured) => Some(join(2)),
            ['.']
                if groups[1].len() < 3
                    && (measured || mark == DecimalMark::Point || self.is_in_dollars())
                    && !self.is_a_day_or_time() =>
            {
                Some(join(1))
            }
            _ => None,
        }
    }

    /// Returns whether the sign of dollars or pesos stands before the numeral, whose papers mostly have a point; what costs
    /// "R$ 5,645" has three decimals.
    fn is_in_dollars(&self) -> bool {
        let before = self.before.trim_end();
        before.ends_with(['$', '₱']) && !before.ends_with("R$")
    }

    /// Returns whether a point parts hours from minutes or a day from its month.
    fn is_a_day_or_time(&self) -> bool {
        let next = self.after.trim_start();
        // "20.30h" is a time; "2.5 h" has one decimal.
        let minutes = self.written.split('.').next_back().is_some_and(|last| last.len() == 2);
        let hours = ["Uhr", "h ", "h.", "h,", "hrs", "hs", "ore", "godz"].iter().any(|unit| next.starts_with(unit));
        minutes && (hours || next == "h")
            || self.after.starts_with('.') && self.after[1..].starts_with([' ', ',']) && self.after.len() > 2
    }
}

/// Returns the groups of digits of a numeral and the marks between them, one form for both apostrophes.
fn parts(written: &str) -> (Vec<&str>, Vec<char>) {
    let groups = written.split(|c: char| !c.is_ascii_digit()).collect();
    let marks = written.chars().filter(|c| !c.is_ascii_digit()).map(|mark| if mark == '’' { '\'' } else { mark });
    (groups, marks.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_one_form_where_their_digits_show_it() {
        let measured = |after: &str| after.starts_with(" Prozent");
        let read = |text: &str| level(text, (DecimalMark::Comma, Lone::AsMarked), measured).into_owned();
        for (written, form) in [
            ("1,234.50", "1.234,50"),
            ("73,320,000", "73.320.000"),
            ("1’250.50 und 12'000", "1.250,50 und 12.000"),
            ("$1,500", "$1.500"),
            ("R$ 5,645", "R$ 5,645"),
            ("1,500", "1,500"),
            ("0,500", "0,500"),
            ("3.5 Prozent, 3.14", "3,5 Prozent, 3.14"),
            ("3.10.2026 und 192.168.1.1", "3.10.2026 und 192.168.1.1"),
            ("1.234,5 und 1.234.567", "1.234,5 und 1.234.567"),
        ] {
            assert_eq!(read(written), form);
        }
        let pointed = |text: &str| level(text, (DecimalMark::Point, Lone::AsMarked), |_| false).into_owned();
        let mixed =
            |text: &str| level(text, (DecimalMark::Comma, Lone::Thousands), |after| after == " euros").into_owned();
        assert_eq!(mixed("12,480 migrantes"), "12.480 migrantes");
        assert_eq!(mixed("1,659 euros"), "1,659 euros");
        assert_eq!(pointed("1,500 pesos, 3.2 y 18.30 h"), "1.500 pesos, 3,2 y 18.30 h");
    }
}
