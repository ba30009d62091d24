//! How an article writes its figures: which of two numbers is the day, and which mark parts decimals.
//!
//! What the figures themselves show counts first: "31/12" can only be a day and a month, "1,234.5" only have a decimal
//! point. Where they show nothing, the region of the article's language tells.

use std::sync::LazyLock;

use regex::Regex;

use crate::language::Language;

/// Which of the figures of a date comes first: "03/04/2024" is in April or in March.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateOrder {
    /// As in British papers, and most others'.
    DayFirst,
    /// As in American ones.
    MonthFirst,
}

/// The mark between a whole number and its decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DecimalMark {
    /// "1,234.5".
    Point,
    /// "1.234,5".
    Comma,
}

/// What the figures of an article show of how it writes them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Conventions {
    /// The order of dates, where one shows it.
    pub(super) dates: Option<DateOrder>,
    /// The mark of decimals, where most numbers that show it agree.
    pub(super) decimals: Option<DecimalMark>,
    /// Whether it tells more of countries that count in pesos than of those that count in dollars.
    pub(super) pesos: bool,
}

static DATES: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?P<one>\d{1,2})(?P<mark>[/.-])(?P<two>\d{1,2})[/.-](?:\d{4}|\d{2})\b"));
static POINTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b\d{1,3}(?:,\d{3})+\.\d|\b\d{1,3}(?:,\d{3}){2,}\b|\b\d+\.\d{1,2} ?(?:%|\p{L}*[Pp]or |percent)")
});
static COMMAS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b\d{1,3}(?:\.\d{3})+,\d|\b\d{1,3}(?:\.\d{3}){2,}\b|\b\d+,\d{1,2}(?: ?%|\s\p{L})"));

/// Countries that write pesos with the sign of dollars, their banks and towns, in Spanish.
static PESOS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?-u:\b)(?:[Pp]esos?(?-u:\b)|[Aa]rgentin|Buenos Aires|México|[Mm]exican|[Cc]hilen|Chile|[Cc]olombia|Bogotá|Medellín|[Uu]ruguay|Montevideo|Banxico|dólar (?:blue|oficial|MEP|CCL)|BCRA|CDMX|Pemex)",
    )
});
/// Those that count in dollars.
static DOLLARS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?-u:\b)(?:Estados Unidos|EE\.? ?UU|[Ee]stadounidense|[Ee]cuador|[Ee]cuatorian|Quito|Panamá|El Salvador|Puerto Rico|Wall Street|Washington)",
    )
});

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the patterns of figures are well formed")
}

impl Conventions {
    /// Returns the order of dates: as the article shows it, else as papers of the region write; English without a region is
    /// American.
    pub(super) fn date_order(self, language: &Language) -> DateOrder {
        /// English-speaking regions whose papers write the month first: CLDR's short dates, read in 2026.
        const MONTH_FIRST: [&str; 4] = ["US", "PH", "PR", "GU"];
        self.dates.unwrap_or_else(|| match language.region() {
            Some(region) if !MONTH_FIRST.contains(&region) => DateOrder::DayFirst,
            _ => DateOrder::MonthFirst,
        })
    }

    /// Returns whether the sign of dollars is one of pesos: by the region, else by the countries that the article tells of.
    pub(super) fn means_pesos(self, language: &Language) -> bool {
        const COUNTED_IN: [&str; 7] = ["AR", "CL", "CO", "CU", "DO", "MX", "UY"];
        match language.region() {
            Some(region) if region != "419" => COUNTED_IN.contains(&region),
            _ => self.pesos,
        }
    }

    /// Learns from the texts of an article.
    #[must_use]
    pub fn learn<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let (mut day_first, mut month_first, mut points, mut commas) = (0, 0, 0, 0);
        let (mut pesos, mut dollars, mut signs) = (0, 0, false);
        for text in texts.filter(|text| text.contains(|c: char| c.is_ascii_digit())) {
            for date in DATES.captures_iter(text) {
                let number = |part: &str| date[part].parse().unwrap_or(0);
                match (number("one"), number("two")) {
                    (13..=31, 1..=12) => day_first += 1,
                    // Nobody writes "12.31.2020" but those who write the month first, and they use slashes.
                    (1..=12, 13..=31) if &date["mark"] != "." => month_first += 1,
                    _ => {}
                }
            }
            // Only the sign asks for the country.
            signs = signs || text.contains('$');
            if signs {
                pesos += PESOS.find_iter(text).count();
                dollars += DOLLARS.find_iter(text).count();
            }
            points += POINTS.find_iter(text).count();
            commas += COMMAS.find_iter(text).count();
        }
        Self {
            dates: more(day_first, month_first)
                .map(|day| if day { DateOrder::DayFirst } else { DateOrder::MonthFirst }),
            decimals: more(points, commas).map(|point| if point { DecimalMark::Point } else { DecimalMark::Comma }),
            pesos: pesos > dollars,
        }
    }
}

/// Returns whether there is more of the first than of the second; none where there is as much of both.
fn more(first: usize, second: usize) -> Option<bool> {
    (first != second).then_some(first > second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_show_how_an_article_writes_them() {
        let learn = |text: &str| Conventions::learn(std::iter::once(text));
        let (dates, decimals) = (|text| learn(text).dates, |text| learn(text).decimals);
        assert_eq!(dates("due 31/12/2020, not 05/01/2020"), Some(DateOrder::DayFirst));
        assert_eq!(dates("from 12/31/2020 to 01/05/2021"), Some(DateOrder::MonthFirst));
        assert_eq!(dates("on 05/01/2020"), None);
        assert_eq!(decimals("costó 1,234.50 pesos"), Some(DecimalMark::Point));
        assert_eq!(decimals("unas 73,320,000 de lempiras"), Some(DecimalMark::Point));
        assert_eq!(decimals("kostete 1.234,50 Euro"), Some(DecimalMark::Comma));
        assert_eq!(decimals("um 3,5 % auf 1,2 Millionen"), Some(DecimalMark::Comma));
        assert_eq!(decimals("es waren 1,500 und 1.500"), None);
    }
}
