//! What language an article is in: as asked for, as its metadata says, as its letters and words tell.

use whatlang::{Detector, Lang, Script};

use crate::document::{Block, Metadata};

/// How many characters are looked at: more does not change the answer.
const ENOUGH_CHARS: usize = 2_000;
/// Shorter texts are not judged. Of 145 labelled sentences of this length and more (2026-11) whatlang called itself sure of
/// 95, and named 83 rightly; the others were Kazakh, which it does not know, and English ones with a Danish label.
const LEAST_CHARS: usize = 30;
/// Fewer letters of another script than Latin are a formula's.
const LEAST_LETTERS: usize = 4;
/// Longer texts are judged even when the detector is not sure: of 28 such sentences it named 26 rightly, all but Kazakh ones.
const CLEAR_CHARS: usize = 100;

/// Which language articles are taken to be in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageChoice {
    /// The language of every article, whatever it says itself; a BCP 47 tag.
    pub asked: Option<String>,
    /// The language of articles that do not say it and are too short to tell.
    pub otherwise: String,
}

impl Default for LanguageChoice {
    fn default() -> Self {
        Self { asked: None, otherwise: "en".to_owned() }
    }
}

impl LanguageChoice {
    /// Settles an article's language: as asked for, else as its metadata says, else as its text tells.
    #[must_use]
    pub fn settle(&self, metadata: &Metadata, blocks: &[Block]) -> String {
        self.asked
            .as_deref()
            .and_then(tag)
            .or_else(|| tag(metadata.language.as_deref()?))
            .or_else(|| told(blocks).map(str::to_owned))
            .unwrap_or_else(|| self.otherwise.clone())
    }
}

/// Returns the language part of a tag: `de` of `de-AT`.
#[must_use]
pub fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// Brings a language tag into its usual form: `en_us` becomes `en-US`. None for what is no tag.
#[must_use]
pub fn tag(text: &str) -> Option<String> {
    let mut parts = text.trim().split(['-', '_']);
    let language = parts.next().filter(|part| (2..=3).contains(&part.len()))?.to_ascii_lowercase();
    let mut tag = String::new();
    for part in std::iter::once(language.as_str()).chain(parts) {
        if part.is_empty() || part.len() > 8 || !part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        if !tag.is_empty() {
            tag.push('-');
        }
        // RFC 5646, section 2.1.1: regions are in capitals, scripts capitalised, all else in small letters.
        match part.len() {
            2 if !tag.is_empty() => tag.push_str(&part.to_ascii_uppercase()),
            4 if !tag.is_empty() => {
                tag.push_str(&part[..1].to_ascii_uppercase());
                tag.push_str(&part[1..].to_ascii_lowercase());
            }
            _ => tag.push_str(&part.to_ascii_lowercase()),
        }
    }
    tag.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic()).then_some(tag)
}

/// Tells the language from the text that is read.
fn told(blocks: &[Block]) -> Option<&'static str> {
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
        let metadata = Metadata { language: metadata.map(str::to_owned), ..Metadata::default() };
        LanguageChoice::default().settle(&metadata, &[Block::kept(BlockKind::Paragraph, text)])
    }

    #[test]
    fn metadata_wins_over_the_text_and_what_is_asked_wins_over_both() {
        let german = "Der Stadtrat hat am Dienstag beschlossen, die alte Brücke noch ein Jahr lang offen zu halten.";
        assert_eq!(settle(None, german), "de");
        assert_eq!(settle(Some("nl_BE"), german), "nl-BE");
        assert_eq!(settle(Some("no language"), german), "de");
        let asked = LanguageChoice { asked: Some("fr".into()), ..LanguageChoice::default() };
        assert_eq!(asked.settle(&Metadata { language: Some("de".into()), ..Metadata::default() }, &[]), "fr");
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
                "sv",
                "Kommunfullmäktige beslutade på tisdagen att hålla den gamla bron öppen i ett år till, trots ingenjörernas råd.",
            ),
        ] {
            assert_eq!(settle(None, text), language);
        }
    }

    #[test]
    fn tags_take_their_usual_form() {
        for (given, usual) in [
            ("en_us", "en-US"),
            ("EN", "en"),
            (" zh-hant-tw ", "zh-Hant-TW"),
            ("de-x-1996", "de-x-1996"),
            ("ast", "ast"),
        ] {
            assert_eq!(tag(given).as_deref(), Some(usual), "{given}");
        }
        for given in ["", "e", "english", "en--US", "42", "én"] {
            assert_eq!(tag(given), None, "{given}");
        }
    }
}
