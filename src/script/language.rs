//! What language an article is in: as asked for, as its metadata says, as its letters and words tell.

use serde::Serialize;
use whatlang::{Detector, Lang, Script};

use crate::document::{Block, Metadata};
use crate::language::Language;

/// How many characters are looked at: more does not change the answer.
const ENOUGH_CHARS: usize = 2_000;
/// Shorter texts are not judged. Of 145 labelled sentences of this length and more (2026-11) whatlang called itself sure of
/// 95, and named 83 rightly; the others were Kazakh, which it does not know, and English ones with a Danish label.
const LEAST_CHARS: usize = 30;
/// Fewer letters of another script than Latin are a formula's.
const LEAST_LETTERS: usize = 4;
/// Longer texts are judged even when the detector is not sure: of 28 such sentences it named 26 rightly, all but Kazakh ones.
const CLEAR_CHARS: usize = 100;

/// Texts of this length are believed against their metadata, where the detector is sure: of 495 saved pages (2026-11) it
/// contradicted none rightly labelled one.
const SURE_CHARS: usize = 400;
/// Languages, by their tags, that the detector takes for each other.
const ALIKE: [&[&str]; 9] = [
    &["da", "nb", "no", "nn", "sv"],
    &["hr", "sr", "bs", "sl", "mk", "bg"],
    &["cs", "sk"],
    &["es", "ca", "gl", "pt"],
    &["id", "ms", "jv"],
    &["ru", "uk", "be", "bg", "mk"],
    &["hi", "mr", "ne"],
    &["ar", "fa", "ur", "ps", "ku"],
    &["tr", "az", "uz", "tk"],
];

/// Which language articles are taken to be in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LanguageChoice {
    /// The language of every article, whatever it says itself.
    pub asked: Option<Language>,
    /// The language of articles that do not say it and are too short to tell.
    pub otherwise: Language,
}

impl Default for LanguageChoice {
    fn default() -> Self {
        Self { asked: None, otherwise: Language::english() }
    }
}

impl LanguageChoice {
    /// Settles an article's language: as asked for, else as its metadata says, else as its text tells. A long text that
    /// clearly is in another language than its metadata says is believed: one page in forty names its template's.
    #[must_use]
    pub fn settle(&self, metadata: &Metadata, blocks: &[Block]) -> Language {
        if let Some(asked) = &self.asked {
            return asked.clone();
        }
        if let Some(stated) = &metadata.language {
            return clearly_other(stated, blocks).unwrap_or_else(|| stated.clone());
        }
        detected(blocks).and_then(Language::parse).unwrap_or_else(|| self.otherwise.clone())
    }
}

/// Returns the language of a long text that is surely not in the stated one.
fn clearly_other(stated: &Language, blocks: &[Block]) -> Option<Language> {
    let text = own_text(blocks);
    if text.chars().count() < SURE_CHARS {
        return None;
    }
    let found = Detector::with_denylist(NOT_TOLD.to_vec()).detect(&text).filter(|found| found.is_reliable())?;
    let other = two_letters(found.lang())?;
    let is_told = CODES.iter().any(|(_, two)| *two == stated.primary()) || stated.primary() == "no";
    let are_alike = ALIKE.iter().any(|alike| alike.contains(&stated.primary()) && alike.contains(&other));
    let differs = other != stated.primary() && !are_alike;
    // Of a language that the detector does not know, only the script tells.
    let surely = is_told || found.script() != Script::Latin;
    Language::parse(other).filter(|_| differs && surely)
}

/// Returns the beginning of the text that is read in the article's language.
fn own_text(blocks: &[Block]) -> String {
    let own = blocks.iter().filter(|block| block.verdict.is_kept() && block.language.is_none());
    let mut text = String::new();
    for block in own {
        let room = ENOUGH_CHARS.saturating_sub(text.len());
        text.extend(block.text.chars().take(room));
        text.push('\n');
        if room == 0 {
            break;
        }
    }
    text
}

/// Detects the language of the text that is read.
fn detected(blocks: &[Block]) -> Option<&'static str> {
    let text = own_text(blocks);
    let found = Detector::with_denylist(NOT_TOLD.to_vec()).detect(&text)?;
    // In another script than Latin even a few words are not in the language that is taken otherwise.
    if found.script() != Script::Latin && text.chars().filter(|c| c.is_alphabetic()).count() >= LEAST_LETTERS {
        return two_letters(found.lang());
    }
    let least = if found.is_reliable() { LEAST_CHARS } else { CLEAR_CHARS };
    if text.chars().count() < least { None } else { two_letters(found.lang()) }
}

/// Returns the ISO 639-1 code, which BCP 47 uses where there is one, of a language the detector knows by ISO 639-3.
fn two_letters(language: Lang) -> Option<&'static str> {
    let codes = CODES.iter().find(|(three, _)| *three == language.code());
    codes.map(|(_, two)| *two)
}

/// Languages that texts in others are taken for (Dutch for Afrikaans) and that little news is written in: they are read when
/// metadata or the user names them.
const NOT_TOLD: [Lang; 6] = [Lang::Epo, Lang::Lat, Lang::Afr, Lang::Jav, Lang::Aka, Lang::Sna];

/// ISO 639-3 codes of the languages that are told, with their ISO 639-1 codes.
#[rustfmt::skip]
const CODES: &[(&str, &str)] = &[
    ("eng", "en"), ("rus", "ru"), ("cmn", "zh"), ("spa", "es"), ("por", "pt"), ("ita", "it"), ("ben", "bn"),
    ("fra", "fr"), ("deu", "de"), ("ukr", "uk"), ("kat", "ka"), ("ara", "ar"), ("hin", "hi"), ("jpn", "ja"),
    ("heb", "he"), ("yid", "yi"), ("pol", "pl"), ("amh", "am"), ("kor", "ko"), ("nob", "nb"),
    ("dan", "da"), ("swe", "sv"), ("fin", "fi"), ("tur", "tr"), ("nld", "nl"), ("hun", "hu"), ("ces", "cs"),
    ("ell", "el"), ("bul", "bg"), ("bel", "be"), ("mar", "mr"), ("kan", "kn"), ("ron", "ro"), ("slv", "sl"),
    ("hrv", "hr"), ("srp", "sr"), ("mkd", "mk"), ("lit", "lt"), ("lav", "lv"), ("est", "et"), ("tam", "ta"),
    ("vie", "vi"), ("urd", "ur"), ("tha", "th"), ("guj", "gu"), ("uzb", "uz"), ("pan", "pa"), ("aze", "az"),
    ("ind", "id"), ("tel", "te"), ("pes", "fa"), ("mal", "ml"), ("ori", "or"), ("mya", "my"), ("nep", "ne"),
    ("sin", "si"), ("khm", "km"), ("tuk", "tk"), ("zul", "zu"),
    ("slk", "sk"), ("cat", "ca"), ("tgl", "tl"), ("hye", "hy"), ("cym", "cy"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;

    fn settle(metadata: Option<&str>, text: &str) -> String {
        let metadata = Metadata { language: metadata.and_then(Language::parse), ..Metadata::default() };
        LanguageChoice::default().settle(&metadata, &[Block::kept(BlockKind::Paragraph, text)]).to_string()
    }

    #[test]
    fn metadata_wins_over_the_text_and_what_is_asked_wins_over_both() {
        let german = "Der Stadtrat hat am Dienstag beschlossen, die alte Brücke noch ein Jahr lang offen zu halten.";
        assert_eq!(settle(None, german), "de");
        assert_eq!(settle(Some("nl_BE"), german), "nl-BE");
        assert_eq!(settle(Some("no language"), german), "de");
        let asked = LanguageChoice { asked: Language::parse("fr"), ..LanguageChoice::default() };
        assert_eq!(
            asked.settle(&Metadata { language: Language::parse("de"), ..Metadata::default() }, &[]).as_str(),
            "fr"
        );
    }

    #[test]
    fn a_long_text_is_believed_against_its_metadata() {
        let german =
            "Der Stadtrat hat am Dienstag beschlossen, die alte Brücke noch ein Jahr lang offen zu halten. ".repeat(6);
        assert_eq!(settle(Some("en-US"), &german), "de");
        assert_eq!(settle(Some("de-CH"), &german), "de-CH");
        assert_eq!(settle(Some("gsw"), &german), "gsw", "a language that cannot be told by its text");
        let spanish =
            "El ayuntamiento decidió el martes mantener abierto el viejo puente un año más, contra el consejo. "
                .repeat(6);
        assert_eq!(settle(Some("gl"), &spanish), "gl", "one that is like it");
        assert_eq!(settle(Some("en"), &spanish), "es");
    }

    #[test]
    fn what_is_too_short_to_tell_is_not_guessed() {
        for text in ["", "…", "Six seven eight nine.", "Oslo", "1984"] {
            assert_eq!(settle(None, text), "en", "{text}");
        }
    }

    #[test]
    fn languages_of_the_news_are_told() {
        for (language, text) in [
            (
                "en",
                "The council voted on Tuesday to keep the old bridge open for another year, against its engineers' advice.",
            ),
            (
                "fr",
                "Le conseil municipal a décidé mardi de garder le vieux pont ouvert une année de plus, malgré les ingénieurs.",
            ),
            (
                "es",
                "El ayuntamiento decidió el martes mantener abierto el viejo puente un año más, contra el consejo de los técnicos.",
            ),
            ("uk", "Міська рада у вівторок вирішила залишити старий міст відкритим ще на рік, попри пораду інженерів."),
            (
                "ru",
                "Городской совет во вторник решил оставить старый мост открытым ещё на год, вопреки совету инженеров.",
            ),
            (
                "it",
                "Il consiglio comunale ha deciso martedì di tenere aperto il vecchio ponte per un altro anno, contro gli ingegneri.",
            ),
            (
                "nl",
                "De gemeenteraad besloot dinsdag om de oude brug nog een jaar open te houden, tegen het advies van de ingenieurs.",
            ),
            (
                "pl",
                "Rada miasta zdecydowała we wtorek, że stary most pozostanie otwarty jeszcze przez rok, wbrew radom inżynierów.",
            ),
            (
                "pt",
                "A câmara municipal decidiu na terça-feira manter a velha ponte aberta por mais um ano, contra a opinião dos engenheiros.",
            ),
            (
                "sv",
                "Kommunfullmäktige beslutade på tisdagen att hålla den gamla bron öppen i ett år till, trots ingenjörernas råd.",
            ),
        ] {
            assert_eq!(settle(None, text), language);
        }
    }
}
