//! The player's words, by language: a table in a file of its own, a row a language.

use std::sync::LazyLock;

use serde::{Serialize, Serializer};

use crate::audio::SourceType;

/// The table; its first row names the columns.
const TABLE: &str = include_str!("labels.txt");
/// What separates the columns.
const SEPARATOR: char = '|';
/// The column of the notice that a synthetic voice reads.
const SYNTHETIC: &str = "synthetic";
/// The column of that where a person is heard too.
const IN_PART: &str = "inPart";
/// The languages that are written from right to left.
const RIGHT_TO_LEFT: [&str; 4] = ["ar", "he", "fa", "ur"];
/// Tags that mean a row of another tag: older codes, and regions that write as another does.
const ALIASES: [(&str, &str); 8] = [
    ("no", "nb"),
    ("iw", "he"),
    ("in", "id"),
    ("tl", "fil"),
    ("zh-tw", "zh-hant"),
    ("zh-hk", "zh-hant"),
    ("zh-mo", "zh-hant"),
    ("zh-hant-tw", "zh-hant"),
];

/// The words of one language.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::publication) struct Labels {
    words: Vec<(&'static str, &'static str)>,
}

static ALL: LazyLock<Vec<Labels>> = LazyLock::new(|| {
    let mut rows = TABLE.lines();
    let names: Vec<&str> = rows.next().unwrap_or_default().split(SEPARATOR).collect();
    rows.map(|row| Labels { words: names.iter().copied().zip(row.split(SEPARATOR)).collect() }).collect()
});

impl Labels {
    /// Returns the words of a language: of its region where that has a row, else of the language, else of English.
    pub(in crate::publication) fn of(tag: &str) -> &'static Self {
        let tag = tag.replace('_', "-").to_ascii_lowercase();
        let known = |tag: &str| {
            let tag = ALIASES.iter().find(|(alias, _)| *alias == tag).map_or(tag, |(_, row)| row);
            ALL.iter().find(|labels| labels.language().eq_ignore_ascii_case(tag))
        };
        let shorter = std::iter::successors(Some(tag.as_str()), |tag| Some(tag.rsplit_once('-')?.0));
        shorter.into_iter().find_map(known).unwrap_or(&ALL[0])
    }

    /// Returns the language's tag.
    pub(in crate::publication) fn language(&self) -> &'static str {
        self.word("language")
    }

    /// Returns how the language is written, as HTML's `dir` says it.
    pub(in crate::publication) fn direction(&self) -> &'static str {
        if RIGHT_TO_LEFT.contains(&self.language()) { "rtl" } else { "ltr" }
    }

    /// Returns a word by the name of its column; nothing for a column that there is not.
    pub(in crate::publication) fn word(&self, name: &str) -> &'static str {
        self.words.iter().find(|(column, _)| *column == name).map_or("", |(_, word)| word)
    }

    /// Returns the notice of where a sound comes from.
    pub(in crate::publication) fn notice(&self, source: SourceType) -> &'static str {
        self.word(match source {
            SourceType::Synthetic => SYNTHETIC,
            SourceType::Composite => IN_PART,
        })
    }
}

/// The words of a language for a sound that comes from there: one notice of two.
#[derive(Debug, Clone, Copy)]
pub(super) struct LabelsOf {
    pub(super) labels: &'static Labels,
    pub(super) source: SourceType,
}

impl Serialize for LabelsOf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { labels, source } = *self;
        let direction = (labels.direction() == "rtl").then_some(("dir", "rtl"));
        let word = |(column, word): &(&'static str, &'static str)| match *column {
            IN_PART => None,
            SYNTHETIC => Some((SYNTHETIC, labels.notice(source))),
            column => Some((column, *word)),
        };
        serializer.collect_map(labels.words.iter().filter_map(word).chain(direction))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_word() {
        let columns = TABLE.lines().next().unwrap().split(SEPARATOR).count();
        for row in TABLE.lines() {
            let words: Vec<_> = row.split(SEPARATOR).collect();
            assert!(words.len() == columns && words.iter().all(|word| !word.trim().is_empty()), "{row}");
        }
        assert!(ALL.len() > 30);
        for labels in ALL.iter() {
            assert!(["{0}", "{1}"].iter().all(|part| labels.word("of").contains(part)), "{}", labels.language());
        }
    }

    #[test]
    fn the_notice_is_that_of_the_sound() {
        let json = |source| serde_json::to_value(LabelsOf { labels: Labels::of("en"), source }).unwrap();
        let (synthetic, composite) = (json(SourceType::Synthetic), json(SourceType::Composite));
        assert_eq!(synthetic["synthetic"], "Read by a synthetic voice.");
        assert_eq!(composite["synthetic"], "Read in part by a synthetic voice.");
        assert!(synthetic.get("inPart").is_none() && composite.get("inPart").is_none());
        for labels in ALL.iter() {
            assert_ne!(
                labels.notice(SourceType::Synthetic),
                labels.notice(SourceType::Composite),
                "{}",
                labels.language()
            );
        }
    }

    #[test]
    fn tags_are_read_however_they_are_written() {
        for (tag, wanted) in [
            ("de-AT", "de"),
            ("PT_br", "pt-BR"),
            ("pt-AO", "pt"),
            ("zh-TW", "zh-Hant"),
            ("zh-Hans-CN", "zh"),
            ("no", "nb"),
            ("ar-EG", "ar"),
            ("tlh", "en"),
            ("", "en"),
        ] {
            assert_eq!(Labels::of(tag).language(), wanted, "{tag}");
        }
        assert_eq!((Labels::of("he").direction(), Labels::of("ja").direction()), ("rtl", "ltr"));
    }
}
