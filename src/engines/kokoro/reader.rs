//! A text as Kokoro's phonemes, by its language: English as for the built-in voice, Spanish and Italian by rules, others by
//! the program espeak-ng, from which the network learned them.

use super::super::english::English;
use super::super::espeak::{Espeak, PROGRAM};
use super::super::phonemes::Phonemes;
use crate::language::Language;
use crate::script::sounds::{italian, spanish};
use crate::speech::{EngineError, SpeechRequest};

/// Signs of espeak-ng's beside Kokoro's, after misaki's EspeakG2P (Apache-2.0): what is tied is one letter.
const SIGNS: &[(&str, &str)] = &[
    ("a^ɪ", "I"),
    ("a^ʊ", "W"),
    ("d^z", "ʣ"),
    ("d^ʒ", "ʤ"),
    ("e^ɪ", "A"),
    ("o^ʊ", "O"),
    ("ə^ʊ", "Q"),
    ("s^s", "S"),
    ("t^s", "ʦ"),
    ("t^ʃ", "ʧ"),
    ("ɔ^ɪ", "Y"),
    ("t͡ʃ", "ʧ"),
    ("tʃ", "ʧ"),
    ("d͡ʒ", "ʤ"),
    ("dʒ", "ʤ"),
    ("ɚ", "əɹ"),
    ("^", ""),
    ("-", ""),
];

/// Languages that Kokoro speaks and nobody here makes its phonemes of.
const WITHOUT_PHONEMES: &[&str] = &["ja", "zh"];

/// What makes the phonemes of a language.
pub(super) enum Reader {
    /// Our English, American or British.
    English(Box<English>),
    /// Rules of ours for a language that is said as it is spelled.
    Rules(Rules),
    /// The program espeak-ng.
    Program(Espeak),
}

/// A language that is said as it is spelled.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rules {
    /// Spanish, with or without the sound of Castile's z.
    Spanish {
        /// Whether z is said as s.
        seseo: bool,
    },
    Italian,
}

impl Rules {
    /// Returns the rules of a language, where there are some.
    fn of(language: &Language) -> Option<Self> {
        match language.primary() {
            "es" => Some(Self::Spanish { seseo: !matches!(language.region(), None | Some("ES")) }),
            "it" => Some(Self::Italian),
            _ => None,
        }
    }

    fn phonemes(self, text: &str) -> String {
        match self {
            Self::Spanish { seseo } => spanish::phonemes(text, seseo),
            Self::Italian => italian::phonemes(text),
        }
    }
}

/// Returns whether Kokoro's phonemes of a language are made here, without a program.
#[must_use]
pub fn kokoro_needs_no_program(language: &Language) -> bool {
    language.primary() == "en" || Rules::of(language).is_some()
}

impl Reader {
    /// Returns the reader for a language; the program is asked where we have no rules, or where it is asked for.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn new(language: &Language, program: Option<&str>) -> Result<Self, String> {
        if let Some(rules) = Rules::of(language).filter(|_| program.is_none()) {
            return Ok(Self::Rules(rules));
        }
        match language.primary() {
            "en" if program.is_none() => Ok(Self::English(Box::new(English::of(language)))),
            other if WITHOUT_PHONEMES.contains(&other) => {
                Err(format!("the language `{language}` cannot be read for Kokoro here"))
            }
            _ => {
                let program = program.unwrap_or(PROGRAM).to_owned();
                Ok(Self::Program(Espeak { program, voice: espeak_voice(language), ties: true }))
            }
        }
    }

    /// Returns what the name of an engine says of the reader: where rules took the place of a program that read the language
    /// in an earlier version, what was spoken by it is not taken for theirs.
    pub(super) fn mark(&self) -> &'static str {
        match self {
            Self::Rules(Rules::Italian) => "/rules",
            _ => "",
        }
    }

    /// Returns the phonemes of a request where a program makes them; the others are made beside the requests, by
    /// [`Reader::read`].
    ///
    /// # Errors
    /// When the program is missing or fails.
    pub(super) async fn ask(&self, request: &SpeechRequest) -> Result<Option<Phonemes>, EngineError> {
        match self {
            Self::English(_) | Self::Rules(_) => Ok(None),
            Self::Program(espeak) => {
                Ok(Some(Phonemes::of_words(kokoro_signs(&espeak.phonemes(request).await?), &request.text)))
            }
        }
    }

    /// Returns the phonemes of a request, where no program makes them.
    pub(super) fn read(&self, request: &SpeechRequest) -> Phonemes {
        match self {
            Self::English(english) => english.phonemes(&request.text, &request.pronunciations),
            Self::Rules(rules) => Phonemes::of_words(kokoro_signs(&with_given(request, *rules)), &request.text),
            Self::Program(_) => Phonemes::default(),
        }
    }
}

/// Returns the phonemes of a request by rules, with the sounds given for words of it.
fn with_given(request: &SpeechRequest, rules: Rules) -> String {
    let mut phonemes = String::new();
    for (piece, given) in request.segments() {
        match given {
            Some(given) => phonemes.push_str(&given.ipa),
            None => {
                let space = |is_there: bool| if is_there { " " } else { "" };
                phonemes.push_str(space(piece.starts_with(' ')));
                phonemes.push_str(&rules.phonemes(piece));
                phonemes.push_str(space(piece.ends_with(' ')));
            }
        }
    }
    phonemes
}

/// Returns espeak-ng's phonemes in Kokoro's signs.
fn kokoro_signs(phonemes: &str) -> String {
    SIGNS.iter().fold(phonemes.to_owned(), |phonemes, (theirs, ours)| phonemes.replace(theirs, ours))
}

/// Returns espeak-ng's name of a language.
fn espeak_voice(language: &Language) -> String {
    match (language.primary(), language.region()) {
        ("en", Some("GB")) => "en-gb".to_owned(),
        ("en", _) => "en-us".to_owned(),
        ("es", None | Some("ES")) => "es".to_owned(),
        ("es", _) => "es-419".to_owned(),
        ("pt", Some("PT")) => "pt".to_owned(),
        ("pt", _) => "pt-br".to_owned(),
        (language, _) => language.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn espeaks_signs_become_kokoros() {
        assert_eq!(kokoro_signs("t^ʃˈa^ɪ d^ʒˈɛnte lə- v^w"), "ʧˈI ʤˈɛnte lə vw");
    }

    #[test]
    fn languages_have_the_programs_names() {
        for (tag, voice) in [("es-ES", "es"), ("es-MX", "es-419"), ("pt-BR", "pt-br"), ("fr-FR", "fr"), ("it", "it")] {
            assert_eq!(espeak_voice(&tag.parse().unwrap()), voice);
        }
        assert!(Reader::new(&"ja-JP".parse().unwrap(), None).is_err());
    }
}
