//! The golden tables of the spoken forms, and what holds for any text.

use std::path::{Path, PathBuf};

use super::*;

/// Returns the spoken form of text in the language of a tag.
fn spoken(text: &str, language: &str) -> String {
    super::spoken(text, &Language::parse(language).unwrap())
}

/// The golden tables: `written~spoken` lines, a file a language; English has a folder of them.
const TABLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/spoken");

/// Returns every table with its language: a file of its name, or those in a folder of its name.
fn tables() -> Vec<(String, PathBuf)> {
    let entries = |folder: &Path| -> Vec<PathBuf> {
        let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        entries
    };
    let tables = entries(Path::new(TABLES)).into_iter().flat_map(|path| {
        let language = path.file_stem().unwrap().to_string_lossy().into_owned();
        let files = if path.is_dir() { entries(&path) } else { vec![path] };
        files.into_iter().map(move |file| (language.clone(), file))
    });
    tables.collect()
}

#[test]
fn the_golden_tables_hold() {
    assert!(tables().len() > 20, "a file a kind of English form, and one a language");
    let mut wrong = Vec::new();
    for (language, file) in tables() {
        let table = std::fs::read_to_string(file).unwrap();
        for (written, said) in table.lines().filter_map(|line| line.rsplit_once('~')) {
            let got = spoken(written, &language);
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
    fn any_text_has_a_spoken_form(text in "[0-9 .,:%€$hº–-]{0,24}|.{0,40}|[0-9]{0,40}") {
        for (language, _) in &READERS {
            spoken(&text, language);
        }
    }

    #[test]
    fn forms_of_other_languages_put_side_by_side_leave_no_digits(
        text in "(Louis|siglo|Карл|Heinrich|Isabel|XIV|II|I|e|er|\\.|½|/|:|,|-|1|21|100|2000|de[rm] |jeder | |€|M€|p\\. |S\\. |№|ст\\.|-го|-х|º|ª|h|%|mill\\.|personas|heures|жінки|Euro|Uhr|Mai|o |о |століття){0,10}"
    ) {
        for (language, _) in &READERS[1..] {
            let said = spoken(&text, language);
            proptest::prop_assert!(!said.contains(|c: char| c.is_ascii_digit()), "{}: {} gave {}", language, text, said);
        }
    }

    #[test]
    fn english_forms_put_side_by_side_leave_no_digits(
        text in "([0-9]{1,4}|[A-Z]{1,3}|St\\.|Jan\\.|May|am|p\\.m\\.|km|%|\\$|£|-|–|/|:|,| |\\.|th|s|'|of|bn|U\\.S\\.|@|#|No\\.|II|King|😂|½|²|₂|°|C|x|=|\\+){0,12}"
    ) {
        let said = spoken(&text, "en");
        proptest::prop_assert!(!said.contains(|c: char| c.is_ascii_digit()), "{} gave {}", text, said);
    }
}
