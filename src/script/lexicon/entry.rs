//! One entry of a lexicon: what is written, and how it is said.

use crate::language::Language;
use crate::script::sounds;
use serde::{Deserialize, Serialize};

/// The longest pause: whoever hears nothing for longer believes that the recording has ended.
const LONGEST_PAUSE_MS: u64 = 60_000;

/// A name or word, and how it is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The written forms, each of which is said this way; at least one.
    pub written: Vec<String>,
    /// What to say in its place, in ordinary letters: `Zeh LEN skee`.
    pub alias: Option<String>,
    /// Its sounds in the International Phonetic Alphabet, for engines that take it.
    pub ipa: Option<String>,
    /// The language whose spelling tells its sounds, where `ipa` does not: a name said as those say it whose it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spoken_in: Option<Language>,
    /// Whether capitals count.
    pub case: Case,
    /// Where it may stand.
    pub boundary: Boundary,
    /// The language of the sentences it holds for; any when empty.
    pub language: Option<Language>,
    /// Words that a sentence must have for the entry to hold in it: to tell one Reading from another.
    pub within: Option<String>,
    /// The name of the voice it holds for, in the articles that this one reads; any when empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice: Option<String>,
    /// The least silence after a sentence that has it, in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pause_ms: Option<u64>,
}

/// Whether capitals count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Case {
    /// As written alone: `Nice`, not `nice`.
    #[default]
    Exact,
    /// In capitals, small letters or mixed.
    Any,
}

/// Where an entry may stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Boundary {
    /// As words of its own: `Nice` is not found in `Niceville`.
    #[default]
    Word,
    /// Inside words too.
    Any,
}

impl Entry {
    /// Makes an entry for one written form, with the usual rules, that says nothing yet.
    #[must_use]
    pub fn new(written: impl Into<String>) -> Self {
        Self {
            written: vec![written.into()],
            alias: None,
            ipa: None,
            spoken_in: None,
            case: Case::default(),
            boundary: Boundary::default(),
            language: None,
            within: None,
            voice: None,
            pause_ms: None,
        }
    }

    /// Says what is wrong with the entry by itself; nothing for one that can be used.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        if self.written.is_empty() || self.written.iter().any(|form| !form.chars().any(char::is_alphanumeric)) {
            return Some("a written form needs at least one letter or digit".to_owned());
        }
        if let Some(ms) = self.pause_ms.filter(|ms| *ms > LONGEST_PAUSE_MS) {
            return Some(format!("a pause of {ms} ms is too long: use at most {LONGEST_PAUSE_MS}"));
        }
        if !self.says() && self.pause_ms.is_none() {
            return Some(format!("`{}` has neither an alias nor ipa", self.written[0]));
        }
        if self.alias.as_deref().is_some_and(|alias| !alias.chars().any(char::is_alphanumeric)) {
            return Some(format!("the alias of `{}` says nothing", self.written[0]));
        }
        if let Some(language) = &self.spoken_in {
            return self.fault_in(language);
        }
        let ipa = self.ipa.as_deref()?;
        if let Some(sign) = ipa.chars().find(|sign| !is_ipa(*sign)) {
            return Some(format!("`{sign}` in `{ipa}` is not a sign of the International Phonetic Alphabet"));
        }
        (!ipa.chars().any(char::is_alphabetic)).then(|| format!("the ipa of `{}` has no sound", self.written[0]))
    }
}

impl Entry {
    /// Returns whether it says how its forms are said.
    pub(super) fn says(&self) -> bool {
        self.alias.is_some() || self.ipa.is_some() || self.spoken_in.is_some()
    }

    /// Returns the sounds of one of its forms, where they are known.
    pub(super) fn sounds(&self, written: &str) -> Option<String> {
        self.ipa.clone().or_else(|| sounds::ipa(written, self.spoken_in.as_ref()?))
    }

    /// Says what is wrong with being said as in another language.
    fn fault_in(&self, language: &Language) -> Option<String> {
        if self.ipa.is_some() {
            return Some(format!("`{}` has both ipa and spoken_in: one of them tells its sounds", self.written[0]));
        }
        if !sounds::is_known(language) {
            return Some(format!(
                "names in `{language}` cannot be said by their spelling: use {}, or give ipa",
                sounds::known()
            ));
        }
        let is_silent = |form: &&String| sounds::ipa(form, language).is_none();
        self.written.iter().find(is_silent).map(|form| format!("`{form}` has no sound in `{language}`"))
    }
}

/// Returns whether a character is used in IPA transcriptions: the chart of 2020 with its diacritics, tone and tie marks, and
/// the older affricate letters.
fn is_ipa(sign: char) -> bool {
    matches!(sign,
        'a'..='z' | ' ' | '.' | '|' | 'æ' | 'ç' | 'ð' | 'ø' | 'ħ' | 'ŋ' | 'œ' | 'β' | 'θ' | 'χ' | 'ᵊ' | 'ᵻ' | 'ã' | 'õ' | 'ẽ' | 'ĩ' | 'ũ'
        | '‖' | '‿' | '↗' | '↘' | 'ꜛ' | 'ꜜ' | 'ⱱ' | 'ⁿ'
        | '\u{1c0}'..='\u{1c3}' | '\u{250}'..='\u{2ff}' | '\u{300}'..='\u{36f}' | '\u{1d00}'..='\u{1dbf}')
}
