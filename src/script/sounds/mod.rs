//! How names of other languages sound, by the rules of their spelling: what a newsreader who knows the language would say.

mod czech;
mod dutch;
mod french;
mod german;
mod hungarian;
pub(crate) mod italian;
mod polish;
mod portuguese;
pub(crate) mod spanish;
mod spelling;
mod turkish;

use crate::language::Language;
use spelling::Spelling;

/// The languages whose spelling is known, without regions, each with its English name.
pub const LANGUAGES: [(&str, &str); 10] = [
    ("cs", "Czech"),
    ("nl", "Dutch"),
    ("fr", "French"),
    ("de", "German"),
    ("hu", "Hungarian"),
    ("it", "Italian"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("es", "Spanish"),
    ("tr", "Turkish"),
];

/// Returns the sounds of words in IPA, by the spelling of a language; none for a language whose spelling is not known, or where
/// nothing is written that sounds.
#[must_use]
pub fn ipa(words: &str, language: &Language) -> Option<String> {
    let parts = words.split(|c: char| !c.is_alphabetic()).filter(|part| !part.is_empty());
    let sounds: Vec<String> = match spelling(language) {
        Some(spelling) => parts.map(|word| spelling.ipa(word)).collect(),
        None if language.primary() == "es" => {
            // Castile's z is for Spain, and for those who do not say where.
            let seseo = !matches!(language.region(), None | Some("ES"));
            parts.map(|word| spanish::phonemes(word, seseo).replace('^', "")).collect()
        }
        None if language.primary() == "it" => {
            parts.map(italian::name).map(|(sounds, stressed)| spelling::write(&sounds, stressed)).collect()
        }
        None => return None,
    };
    let sounds = sounds.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    (!sounds.is_empty()).then_some(sounds)
}

/// Returns whether the spelling of a language is known.
#[must_use]
pub fn is_known(language: &Language) -> bool {
    LANGUAGES.iter().any(|(tag, _)| *tag == language.primary())
}

/// Returns the tags of the languages whose spelling is known, as a sentence names them.
#[must_use]
pub fn known() -> String {
    LANGUAGES.map(|(tag, _)| tag).join(", ")
}

fn spelling(language: &Language) -> Option<&'static Spelling> {
    Some(match language.primary() {
        "cs" => &czech::CZECH,
        "nl" => &dutch::DUTCH,
        "fr" => &french::FRENCH,
        "de" => &german::GERMAN,
        "hu" => &hungarian::HUNGARIAN,
        "pl" => &polish::POLISH,
        "pt" => &portuguese::PORTUGUESE,
        "tr" => &turkish::TURKISH,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(words: &str, language: &str) -> Option<String> {
        ipa(words, &Language::parse(language).unwrap())
    }

    #[test]
    fn names_sound_as_their_language_spells() {
        for (language, name, sounds) in [
            ("it", "Bologna", "boˈloɲa"),
            ("it", "Giulia Ciampi", "ˈdʒulja ˈtʃampi"),
            ("it", "Niccolò", "nikoˈlɔ"),
            ("de", "Müller", "ˈmʏlɐ"),
            ("de", "Schröder", "ˈʃʁøːdɐ"),
            ("de-AT", "Würzburg", "ˈvʏʁtsbʊʁk"),
            ("fr", "Beauvais", "boˈvɛ"),
            ("fr", "Guillaume", "ɡijˈom"),
            ("pl", "Wałęsa", "vaˈwɛnsa"),
            ("pl", "Szczecin", "ˈʂtʂɛtɕin"),
            ("cs", "Dvořák", "ˈdvor̝aːk"),
            ("hu", "Gyurcsány", "ˈɟurtʃaːɲ"),
            ("tr", "Erdoğan", "erdoˈan"),
            ("pt", "João", "ʒoˈɐ̃w"),
            ("nl", "Rutte", "ˈrʏtə"),
            ("es", "Jiménez", "xiˈmeneθ"),
            ("es-MX", "Jiménez", "xiˈmenes"),
        ] {
            let told = said(name, language).unwrap();
            // Spanish marks the vowel, as espeak-ng does.
            let is_spanish = language.starts_with("es");
            let bare = |text: &str| if is_spanish { text.replace('ˈ', "") } else { text.to_owned() };
            assert_eq!(bare(&told), bare(sounds), "{name}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_said() {
        assert_eq!(said("Abelard", "en"), None);
        assert_eq!(said("Привет", "ru"), None);
        assert_eq!(said("42 %", "de"), None);
        assert!(LANGUAGES.iter().all(|(tag, _)| said("Anna", tag).is_some() && is_known(&tag.parse().unwrap())));
    }

    proptest::proptest! {
        #[test]
        fn any_word_ends_and_has_signs_of_ipa_alone(word in "\\PC{0,24}", number in 0..LANGUAGES.len()) {
            let told = said(&word, LANGUAGES[number].0).unwrap_or_else(|| "a".into());
            let entry = crate::script::lexicon::Entry { ipa: Some(told), ..crate::script::lexicon::Entry::new("x") };
            proptest::prop_assert_eq!(entry.fault(), None);
        }
    }
}
