//! The lexicon: how names are said. Entries come from the project's files, and last from the one that is built in.

mod cycle;
mod entry;
mod error;
mod pls;
mod saying;
mod table;

use crate::language::Language;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;

use aho_corasick::AhoCorasick;
use serde::{Serialize, Serializer};

pub use entry::{Boundary, Case, Entry};
pub use error::LexiconError;
pub use pls::{read as read_pls, write as write_pls};
pub use saying::Said;
pub use table::{read as read_toml, write as write_toml};

/// The lexicon that is built in: names in the news that the built-in voice would guess.
const STARTER: &str = include_str!("../../../voices/lexicons/en.toml");

/// Whether the lexicon that is built in counts, after the project's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Starter {
    /// It counts.
    Included,
    /// The project's own entries are all there are.
    LeftOut,
}

/// Entries, ready to be found in text.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    entries: Vec<Entry>,
    /// How many of them, the first ones, are the project's own.
    own: usize,
    /// Finds the forms, whatever their capitals.
    finder: Option<AhoCorasick>,
    /// For each form the finder looks for: its entry's index, and the form as the entry writes it.
    forms: Vec<(usize, String)>,
}

/// A written form found in a text, from `start` to `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Found {
    start: usize,
    end: usize,
    entry: usize,
    /// The index of the form that was found.
    form: usize,
}

/// Whose words are looked up: entries may be for a language or a voice alone.
#[derive(Debug, Clone, Copy)]
pub struct Spoken<'a> {
    /// The language of the sentence.
    pub language: &'a Language,
    /// The name of the voice that reads the article; empty where none does.
    pub voice: &'a str,
}

/// What capitals tell of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Capitals {
    /// Whether a word is a name.
    Count,
    /// Nothing: all of it is in capitals.
    SayNothing,
}

impl PartialEq for Lexicon {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl Eq for Lexicon {}

impl Serialize for Lexicon {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.entries, self.own).serialize(serializer)
    }
}

impl Lexicon {
    /// Makes a lexicon of entries; of two that fit one place, the first counts.
    ///
    /// # Errors
    /// [`LexiconError::Loop`] when aliases lead back to where they began, [`LexiconError::TooLarge`] when there are too
    /// many to look for.
    pub fn new(entries: Vec<Entry>) -> Result<Self, LexiconError> {
        let mut forms = Vec::new();
        let mut patterns = Vec::new();
        for (index, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.says()) {
            for form in &entry.written {
                // The finder folds the case of ASCII letters alone.
                let mut variants = vec![form.clone(), form.to_lowercase(), form.to_uppercase(), titled(form)];
                variants.sort_by_key(|variant| variant.to_ascii_lowercase());
                variants.dedup_by_key(|variant| variant.to_ascii_lowercase());
                forms.extend(variants.iter().map(|_| (index, form.clone())));
                patterns.extend(variants);
            }
        }
        let finder = AhoCorasick::builder().ascii_case_insensitive(true).build(patterns);
        let finder = finder.map_err(|error| LexiconError::TooLarge { message: error.to_string() })?;
        let lexicon = Self { own: entries.len(), entries, finder: (!forms.is_empty()).then_some(finder), forms };
        match cycle::find(&lexicon) {
            Some(names) => Err(LexiconError::Loop { names }),
            None => Ok(lexicon),
        }
    }

    /// Reads the project's files, the first first, and after them the lexicon that is built in.
    ///
    /// # Errors
    /// When a file cannot be read or is wrong anywhere: then nothing of any is used.
    pub fn open(files: &[PathBuf], starter: Starter) -> Result<Self, LexiconError> {
        let mut entries = Vec::new();
        for file in files {
            entries.extend(read_file(file)?);
        }
        let own = entries.len();
        if starter == Starter::Included {
            entries.extend(read_toml(STARTER, Path::new("voices/lexicons/en.toml"))?);
        }
        Ok(Self { own, ..Self::new(entries)? })
    }

    /// Returns the lexicon with more of the project's own entries, which count before those that are there.
    ///
    /// # Errors
    /// As for [`Lexicon::new`].
    pub fn behind(&self, mut entries: Vec<Entry>) -> Result<Self, LexiconError> {
        let own = entries.len() + self.own;
        entries.extend(self.entries.iter().cloned());
        Ok(Self { own, ..Self::new(entries)? })
    }

    /// Returns whether the project itself has an entry for a written form.
    #[must_use]
    pub fn has_own(&self, written: &str) -> bool {
        self.entries[..self.own].iter().any(|entry| entry.written.iter().any(|form| form == written))
    }

    /// The entries, in the order in which they count.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Returns the least silence after a sentence, where an entry says it.
    pub(super) fn pause_after(&self, sentence: &str, spoken: Spoken<'_>) -> Option<Duration> {
        let holds = |entry: &&Entry| {
            entry.holds(sentence, spoken) && entry.written.iter().any(|form| sentence.contains(form.as_str()))
        };
        let with_pause = self.entries.iter().filter(|entry| entry.pause_ms.is_some());
        with_pause.filter(holds).filter_map(|entry| entry.pause_ms.map(Duration::from_millis)).max()
    }

    /// Finds the entries that hold in a piece of a sentence: from the left, the longest first, none inside another.
    fn find(&self, text: &str, sentence: &str, spoken: Spoken<'_>) -> Vec<Found> {
        let mut fitting = self.candidates(text, Capitals::Count);
        fitting.retain(|found| self.entries[found.entry].holds(sentence, spoken));
        one_by_one(&mut fitting);
        fitting
    }

    /// Returns the places in a shouted text where names of the lexicon stand, each with the name as its entry writes it.
    pub(super) fn shouted_names(&self, text: &str, spoken: Spoken<'_>) -> Vec<(Range<usize>, &str)> {
        let mut found = self.candidates(text, Capitals::SayNothing);
        found.retain(|found| self.entries[found.entry].is_of(spoken));
        one_by_one(&mut found);
        found.iter().map(|found| (found.start..found.end, self.forms[found.form].1.as_str())).collect()
    }

    /// Returns every place where a written form stands, overlapping ones too.
    fn candidates(&self, text: &str, capitals: Capitals) -> Vec<Found> {
        let Some(finder) = &self.finder else { return Vec::new() };
        let matches = finder.find_overlapping_iter(text).filter_map(|at| {
            let pattern = at.pattern().as_usize();
            let (entry, form) = &self.forms[pattern];
            let found = Found { start: at.start(), end: at.end(), entry: *entry, form: pattern };
            let Entry { case, boundary, .. } = &self.entries[*entry];
            let case_fits = capitals == Capitals::SayNothing || *case == Case::Any || text[at.range()] == **form;
            let stands_alone = *boundary == Boundary::Any || is_alone(text, &found);
            (case_fits && stands_alone).then_some(found)
        });
        let mut found: Vec<_> = matches.collect();
        found.dedup();
        found
    }
}

impl Entry {
    /// Returns whether the entry counts in a sentence that is said so.
    fn holds(&self, sentence: &str, spoken: Spoken<'_>) -> bool {
        self.is_of(spoken) && self.within.as_deref().is_none_or(|part| sentence.contains(part))
    }

    /// Returns whether the entry is for sentences of this language, read by this voice.
    fn is_of(&self, Spoken { language, voice }: Spoken<'_>) -> bool {
        self.language.as_ref().is_none_or(|own| own.is_like(language))
            && self.voice.as_deref().is_none_or(|own| own == voice)
    }
}

/// Keeps the places that stand one after the other: from the left, of those that overlap the longest, then the first entry's.
fn one_by_one(found: &mut Vec<Found>) {
    found.sort_by_key(|found| (found.start, usize::MAX - found.end, found.entry));
    let mut done = 0;
    found.retain(|found| {
        let free = found.start >= done;
        if free {
            done = found.end;
        }
        free
    });
}

/// Returns a form with its first letter alone in capitals.
fn titled(form: &str) -> String {
    let mut letters = form.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.flat_map(char::to_lowercase)).collect()
}

/// Returns whether no letter or digit touches what was found, unless it ends with a sign itself.
fn is_alone(text: &str, found: &Found) -> bool {
    let joins = |inner: Option<char>, outer: Option<char>| {
        inner.is_some_and(char::is_alphanumeric) && outer.is_some_and(|outer| outer.is_alphanumeric() || outer == '_')
    };
    let (before, word, after) = (&text[..found.start], &text[found.start..found.end], &text[found.end..]);
    !joins(word.chars().next(), before.chars().next_back()) && !joins(word.chars().next_back(), after.chars().next())
}

/// Reads a lexicon file: PLS when it is named `.pls` or `.xml`, else TOML.
///
/// # Errors
/// When the file cannot be read or is wrong anywhere.
pub fn read_file(path: &Path) -> Result<Vec<Entry>, LexiconError> {
    let text = crate::regular_file::read_text(path)
        .map_err(|source| LexiconError::Unreadable { path: path.to_owned(), source })?;
    if is_pls(path) { read_pls(&text, path) } else { read_toml(&text, path) }
}

/// Writes a lexicon file, of the kind its name tells, and gives the entries that kind cannot hold.
///
/// # Errors
/// When the file cannot be written.
pub fn write_file<'a>(path: &Path, entries: &'a [Entry]) -> Result<Vec<&'a Entry>, LexiconError> {
    let (text, left_out) = if is_pls(path) { write_pls(entries) } else { (write_toml(entries), Vec::new()) };
    std::fs::write(path, text).map_err(|source| LexiconError::Unwritable { path: path.to_owned(), source })?;
    Ok(left_out)
}

/// Returns whether a file's name is that of a Pronunciation Lexicon Specification file.
#[must_use]
pub fn is_pls(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    extension.eq_ignore_ascii_case("pls") || extension.eq_ignore_ascii_case("xml")
}

#[cfg(test)]
mod tests;
