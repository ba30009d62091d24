//! What an editor asks for: which sentence, and how words are to be said, as they typed it.

use serde::Deserialize;

use super::refusal::Refusal;
use crate::edits::Said;
use crate::language::Language;
use crate::script::lexicon::Entry;
use crate::script::spoken::capitalised;

/// The longest way to say a few words.
const LONGEST: usize = 300;

/// A sentence, as whoever asks has seen it.
#[derive(Debug, Deserialize)]
pub(super) struct Sentence {
    pub(super) sentence: usize,
    pub(super) written: String,
}

/// How an editor says words.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    /// In ordinary letters.
    Alias,
    /// In the International Phonetic Alphabet.
    Ipa,
    /// Letter by letter.
    Letters,
    /// As a word, not letter by letter.
    Word,
    /// By the spelling of another language.
    Language,
}

/// Words and how they are to be said.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Wording {
    pub(super) words: String,
    pub(super) kind: Kind,
    #[serde(default)]
    pub(super) said: String,
}

impl Wording {
    /// Returns how they are said.
    ///
    /// # Errors
    /// When that says nothing, or is not in the alphabet.
    pub(super) fn said(&self) -> Result<Said, Refusal> {
        let said = match self.kind {
            Kind::Alias => Said::Alias(self.said.trim().to_owned()),
            Kind::Ipa => Said::Ipa(self.said.trim().trim_matches(['/', '[', ']']).to_owned()),
            Kind::Letters => Said::Alias(letters(&self.words)),
            Kind::Word => Said::Alias(as_word(&self.words).ok_or_else(|| Refusal::wrong("these are words already"))?),
            Kind::Language => {
                Said::In(self.said.parse::<Language>().map_err(|error| Refusal::wrong(format!("{error}")))?)
            }
        };
        let entry = self.entry_of(&said);
        match entry.fault() {
            Some(fault) => Err(Refusal::wrong(fault)),
            None if self.words.len() > LONGEST || self.said.len() > LONGEST => Err(Refusal::wrong("that is too long")),
            None => Ok(said),
        }
    }

    /// Returns the entry of a lexicon that says so.
    ///
    /// # Errors
    /// As for [`Wording::said`].
    pub(super) fn entry(&self) -> Result<Entry, Refusal> {
        Ok(self.entry_of(&self.said()?))
    }

    fn entry_of(&self, said: &Said) -> Entry {
        let entry = Entry::new(self.words.trim());
        match said.clone() {
            Said::Alias(alias) => Entry { alias: Some(alias), ..entry },
            Said::Ipa(ipa) => Entry { ipa: Some(ipa), ..entry },
            Said::In(language) => Entry { spoken_in: Some(language), ..entry },
        }
    }
}

/// Parts the letters of words.
fn letters(words: &str) -> String {
    let letters: Vec<String> =
        words.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_uppercase().collect()).collect();
    letters.join(" ")
}

/// Returns how an acronym is written that is said as a word, `Nato` for `NATO`; none for what is no acronym.
fn as_word(words: &str) -> Option<String> {
    let word = |word: &str| {
        let bare: String = word.chars().filter(|c| *c != '.').collect();
        let is_acronym = bare.chars().filter(|c| c.is_uppercase()).count() > 1;
        if is_acronym { capitalised(&bare.to_lowercase()) } else { word.to_owned() }
    };
    let said = words.split_whitespace().map(word).collect::<Vec<_>>().join(" ");
    (said != words.trim()).then_some(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_said_as_typed_or_refused() {
        let said = |kind, said: &str| Wording { words: "COP".into(), kind, said: said.into() }.said().ok();
        assert_eq!(said(Kind::Letters, ""), Some(Said::Alias("C O P".into())));
        assert_eq!(said(Kind::Ipa, " /kɒp/ "), Some(Said::Ipa("kɒp".into())));
        assert_eq!(said(Kind::Ipa, "kop!"), None);
        assert_eq!(said(Kind::Alias, " -"), None);
        assert_eq!(said(Kind::Word, ""), Some(Said::Alias("Cop".into())));
        assert_eq!(said(Kind::Language, "fr"), Some(Said::In("fr".parse().unwrap())));
        assert_eq!((said(Kind::Language, "xx"), said(Kind::Language, "")), (None, None));
    }

    #[test]
    fn acronyms_become_words() {
        for (words, said) in [("NATO", "Nato"), ("N.A.T.O.", "Nato"), ("the UNICEF fund", "the Unicef fund")] {
            assert_eq!(as_word(words).as_deref(), Some(said));
        }
        assert_eq!((as_word("Nato"), as_word("Ann Li")), (None, None));
    }
}
