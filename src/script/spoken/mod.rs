//! Written forms as they are said: numbers, dates, times, money, percentages, abbreviations. A file a language.

mod de;
mod en;
mod es;
mod fr;
mod grammar;
mod roman;
mod uk;

use std::sync::LazyLock;

use crate::language::Language;
use en::{English, Figures};
use grammar::Reader;

/// The readers of the languages whose numbers are written out here, each made when it is first needed.
static READERS: [(&str, LazyLock<Rules>); 5] = [
    ("en", LazyLock::new(|| Rules::English(English::new()))),
    ("de", LazyLock::new(|| Rules::Grammar(Reader::new(&de::GRAMMAR)))),
    ("es", LazyLock::new(|| Rules::Grammar(Reader::new(&es::GRAMMAR)))),
    ("fr", LazyLock::new(|| Rules::Grammar(Reader::new(&fr::GRAMMAR)))),
    ("uk", LazyLock::new(|| Rules::Grammar(Reader::new(&uk::GRAMMAR)))),
];

/// A language's rules: English has its own for each kind of written form, the others share a frame.
enum Rules {
    English(English),
    Grammar(Reader),
}

/// Returns text of a language in its spoken form; text of a language without rules stays as it is written.
#[must_use]
pub fn spoken(text: &str, language: &Language) -> String {
    let own = READERS.iter().find(|(own, _)| *own == language.primary());
    match own.map(|(_, rules)| &**rules) {
        Some(Rules::English(english)) => english.read(text, Figures::of(language.as_str())),
        Some(Rules::Grammar(reader)) => reader.read(text),
        None => text.to_owned(),
    }
}

/// Returns the value of a Roman numeral in capitals, of those that kings and chapters have.
#[must_use]
pub(super) fn numeral(word: &str) -> Option<u64> {
    roman::value(word).filter(|_| word.bytes().all(|letter| matches!(letter, b'I' | b'V' | b'X')))
}

/// Returns a word with a capital first.
pub(super) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Returns whether numbers of a language are written out before an engine speaks them.
#[must_use]
pub fn writes_numbers_out(language: &Language) -> bool {
    READERS.iter().any(|(own, _)| *own == language.primary())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The golden tables: `written~spoken` lines, a file a language; English has a folder of them.
    const TABLES: [(&str, &str); 4] = [
        ("de", include_str!("../../../tests/golden/spoken/de.txt")),
        ("es", include_str!("../../../tests/golden/spoken/es.txt")),
        ("fr", include_str!("../../../tests/golden/spoken/fr.txt")),
        ("uk", include_str!("../../../tests/golden/spoken/uk.txt")),
    ];

    /// Returns the spoken form of text in the language of a tag.
    fn spoken(text: &str, language: &str) -> String {
        super::spoken(text, &Language::parse(language).unwrap())
    }

    #[test]
    fn the_golden_tables_hold() {
        let english = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/spoken/en");
        let files: Vec<_> = std::fs::read_dir(english).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert!(files.len() > 15, "a file a kind of form");
        let english = files.iter().map(|file| ("en", std::fs::read_to_string(file).unwrap()));
        let others = TABLES.map(|(language, table)| (language, table.to_owned()));
        let mut wrong = Vec::new();
        for (language, table) in english.chain(others) {
            for (written, said) in table.lines().filter_map(|line| line.rsplit_once('~')) {
                let got = spoken(written, language);
                if got != said {
                    wrong.push(format!("{language}: {written}\n  said   {got}\n  wanted {said}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn dates_in_figures_are_read_as_the_region_writes_them() {
        for (language, written, said) in [
            ("en", "on 03/04/2024", "on March fourth twenty twenty four"),
            ("en-US", "on 3/4/24", "on March fourth twenty four"),
            ("en-GB", "on 03/04/2024", "on the third of April twenty twenty four"),
            ("en-AU", "on 3/4/24.", "on the third of April twenty twenty four."),
            ("en-GB", "version 3.4.10 of 192.168.1.1", &spoken("version 3.4.10 of 192.168.1.1", "en")),
        ] {
            assert_eq!(spoken(written, language), said, "{language}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_a_spoken_form_that_needs_no_other(text in "[0-9 .,:%€$hº–-]{0,24}|.{0,40}|[0-9]{0,40}") {
            for (language, _) in &READERS {
                let once = spoken(&text, language);
                proptest::prop_assert_eq!(spoken(&once, language), once);
            }
        }

        #[test]
        fn forms_of_other_languages_put_side_by_side_settle(
            text in "(Louis|siglo|Карл|Heinrich|Isabel|XIV|II|I|e|er|\\.|½|/|:|,|-|1|21|100|2000|de[rm] |jeder | |€|M€|p\\. |S\\. |№|ст\\.|-го|-х|º|ª|h|%|mill\\.|personas|heures|жінки|Euro|Uhr|Mai|o |о |століття){0,10}"
        ) {
            for (language, _) in &READERS[1..] {
                let once = spoken(&text, language);
                proptest::prop_assert_eq!(spoken(&once, language), once);
            }
        }

        #[test]
        fn english_forms_put_side_by_side_leave_no_digits_and_settle(
            text in "([0-9]{1,4}|[A-Z]{1,3}|St\\.|Jan\\.|May|am|p\\.m\\.|km|%|\\$|£|-|–|/|:|,| |\\.|th|s|'|of|bn|U\\.S\\.|@|#|No\\.|II|King|😂|½|²|₂|°|C|x|=|\\+){0,12}"
        ) {
            let once = spoken(&text, "en");
            proptest::prop_assert_eq!(spoken(&once, "en"), once.clone());
            proptest::prop_assert!(!once.contains(|c: char| c.is_ascii_digit()), "{} gave {}", text, once);
        }
    }
}
