//! What is said around the story: the notice that the voice is synthetic, headline, byline, date, site, and a sign-off.

use serde::{Deserialize, Serialize};

use crate::document::{BlockKind, Metadata};
use crate::language::Language;
use crate::months;

/// The kind of block that the headline is.
const HEADLINE: BlockKind = BlockKind::Heading { level: 1 };

/// What is said before and after the story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Around {
    /// Whether the headline is said, where the story does not begin with it.
    pub headline: bool,
    /// Whether the authors are said.
    pub byline: bool,
    /// Whether the date of publication is said.
    pub date: bool,
    /// Whether the site's name is said.
    pub site: bool,
    /// What is said last; nothing when empty.
    pub sign_off: String,
    /// Whether the listener is told where program text or a table was left out.
    #[serde(skip_serializing_if = "Clone::clone")]
    pub left_out: bool,
    /// Whether the numbers of numbered lists are said before their items.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub list_numbers: bool,
    /// Whether the names before the colons of interviews are read where the voice tells who speaks.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub speaker_names: bool,
    /// The notice that the voice is synthetic; set by the setting `disclosure`, which can be typed too.
    #[serde(skip_deserializing)]
    #[cfg_attr(feature = "cli", schemars(skip))]
    pub disclosure: Disclosure,
    /// Whether a person's recordings are heard in it too, which the notice says; known of one article.
    #[serde(skip)]
    pub recorded: bool,
}

/// The notice at the start that the voice is synthetic.
///
/// On by default: article 50 of Regulation (EU) 2024/1689 (the AI Act) has those who publish synthetic audio make it known
/// clearly, at the latest at the first exposure, and its code of practice asks for an audible notice at the start.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub enum Disclosure {
    /// In the article's language, in our words.
    #[default]
    On,
    /// Not said: the publisher tells listeners in another way.
    Off,
    /// In the publisher's words.
    Text(String),
}

impl Disclosure {
    /// Returns the publisher's words, where it is in those.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}

impl From<&str> for Disclosure {
    fn from(setting: &str) -> Self {
        match setting.trim().to_ascii_lowercase().as_str() {
            "" | "on" | "true" | "yes" | "1" => Self::On,
            "off" | "false" | "no" | "0" => Self::Off,
            _ => Self::Text(setting.trim().to_owned()),
        }
    }
}

impl Default for Around {
    fn default() -> Self {
        Self {
            headline: true,
            byline: false,
            date: false,
            site: false,
            sign_off: String::new(),
            left_out: true,
            list_numbers: false,
            speaker_names: false,
            disclosure: Disclosure::On,
            recorded: false,
        }
    }
}

/// What a language needs to say around a story.
struct Phrases {
    language: &'static str,
    disclosure: &'static str,
    /// The notice where a person is heard too.
    in_part: &'static str,
    /// Before the authors' names.
    by: &'static str,
    /// Between the last two names.
    and: &'static str,
    /// The date, of `{d}`, `{m}` and `{y}`.
    date: &'static str,
    months: [&'static str; 12],
}

/// The phrases of the languages that stories are split in; another language gets the English notice.
#[rustfmt::skip]
const PHRASES: &[Phrases] = &[
    Phrases { language: "en", disclosure: "This narration was generated with a synthetic voice.",
        in_part: "Parts of this narration were generated with a synthetic voice, and parts were recorded by a person.", by: "By ", and: " and ", date: "{m} {d}, {y}",
        months: months::ENGLISH },
    Phrases { language: "de", disclosure: "Dieser Beitrag wurde mit einer synthetischen Stimme vertont.",
        in_part: "Teile dieses Beitrags wurden mit einer synthetischen Stimme vertont, andere von einem Menschen eingesprochen.", by: "Von ", and: " und ", date: "{d}. {m} {y}",
        months: months::GERMAN },
    Phrases { language: "fr", disclosure: "Cette lecture a été produite avec une voix de synthèse.",
        in_part: "Une partie de cette lecture a été produite avec une voix de synthèse, une autre enregistrée par une personne.", by: "Par ", and: " et ", date: "{d} {m} {y}",
        months: months::FRENCH },
    Phrases { language: "es", disclosure: "Esta narración se ha generado con una voz sintética.",
        in_part: "Parte de esta narración se ha generado con una voz sintética y parte la ha grabado una persona.", by: "Por ", and: " y ", date: "{d} de {m} de {y}",
        months: months::SPANISH },
    Phrases { language: "uk", disclosure: "Цей текст озвучено синтезованим голосом.",
        in_part: "Частину цього тексту озвучено синтезованим голосом, а частину записала людина.", by: "Автор: ", and: " і ", date: "{d} {m} {y} року",
        months: months::UKRAINIAN },
    Phrases { language: "it", disclosure: "Questa lettura è stata generata con una voce sintetica.",
        in_part: "Questa lettura è stata generata in parte con una voce sintetica e in parte registrata da una persona.", by: "Di ", and: " e ", date: "{d} {m} {y}",
        months: months::ITALIAN },
    Phrases { language: "nl", disclosure: "Dit artikel is ingesproken met een synthetische stem.",
        in_part: "Delen van dit artikel zijn ingesproken met een synthetische stem, andere door een mens.", by: "Door ", and: " en ", date: "{d} {m} {y}",
        months: months::DUTCH },
    Phrases { language: "pl", disclosure: "To nagranie powstało z użyciem głosu syntetycznego.",
        in_part: "To nagranie powstało częściowo z użyciem głosu syntetycznego, a częściowo nagrał je człowiek.", by: "Autor: ", and: " i ", date: "{d} {m} {y} roku",
        months: months::POLISH },
    Phrases { language: "pt", disclosure: "Esta narração foi gerada com uma voz sintética.",
        in_part: "Esta narração foi gerada em parte com uma voz sintética e em parte gravada por uma pessoa.", by: "Por ", and: " e ", date: "{d} de {m} de {y}",
        months: months::PORTUGUESE },
    Phrases { language: "ru", disclosure: "Этот текст озвучен синтезированным голосом.",
        in_part: "Часть этого текста озвучена синтезированным голосом, а часть записана человеком.", by: "Автор: ", and: " и ", date: "{d} {m} {y} года",
        months: months::RUSSIAN },
    Phrases { language: "da", disclosure: "Denne artikel er læst op af en syntetisk stemme.",
        in_part: "Dele af denne artikel er læst op af en syntetisk stemme, andre er indtalt af et menneske.", by: "Af ", and: " og ", date: "{d}. {m} {y}",
        months: months::DANISH },
    Phrases { language: "sv", disclosure: "Den här artikeln har lästs in med en syntetisk röst.",
        in_part: "Delar av den här artikeln har lästs in med en syntetisk röst, andra av en människa.", by: "Av ", and: " och ", date: "{d} {m} {y}",
        months: months::SWEDISH },
];

impl Around {
    /// Returns the texts said before the story, each a block of its own; `headline` is it where the story does not say it.
    pub(super) fn before(
        &self,
        metadata: &Metadata,
        language: &Language,
        headline: Option<&str>,
    ) -> Vec<(String, BlockKind)> {
        let phrases = phrases(language);
        let mut texts = Vec::new();
        match &self.disclosure {
            Disclosure::On if self.recorded => {}
            Disclosure::On => texts.push((phrases.disclosure.to_owned(), BlockKind::Paragraph)),
            Disclosure::Text(text) => texts.push((text.clone(), BlockKind::Paragraph)),
            Disclosure::Off => {}
        }
        // The publisher's words may be of the voice alone.
        if self.recorded && self.disclosure != Disclosure::Off {
            texts.push((phrases.in_part.to_owned(), BlockKind::Paragraph));
        }
        texts.extend(headline.filter(|_| self.headline).map(|title| (title.to_owned(), HEADLINE)));
        if self.byline && !metadata.authors.is_empty() {
            texts.push((format!("{}{}.", phrases.by, list(&metadata.authors, phrases.and)), BlockKind::Paragraph));
        }
        if self.date {
            texts.extend(
                metadata
                    .published
                    .as_deref()
                    .and_then(|date| written_date(date, phrases))
                    .map(|date| (date, BlockKind::Paragraph)),
            );
        }
        if self.site {
            texts.extend(metadata.site.as_ref().map(|site| (format!("{site}."), BlockKind::Paragraph)));
        }
        texts
    }
}

fn phrases(language: &Language) -> &'static Phrases {
    PHRASES.iter().find(|phrases| phrases.language == language.primary()).unwrap_or(&PHRASES[0])
}

/// Joins names as a sentence does.
fn list(names: &[String], and: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{}{and}{last}", first.join(", ")),
    }
}

/// Writes out a date `2026-01-02…` as the language's newspapers do; none for one that is no date.
fn written_date(date: &str, phrases: &Phrases) -> Option<String> {
    let mut parts = date.get(..10)?.splitn(3, '-');
    let year: u16 = parts.next()?.parse().ok()?;
    let month: usize = parts.next()?.parse().ok()?;
    let day: u8 = parts.next()?.parse().ok().filter(|day| (1..=31).contains(day))?;
    let month = phrases.months.get(month.checked_sub(1)?)?;
    let written = phrases.date.replace("{d}", &day.to_string()).replace("{m}", month);
    Some(format!("{}.", written.replace("{y}", &year.to_string())))
}

/// Returns what is said in place of a block that was left out, in the language the article is read in, else in English.
pub(super) fn note(kind: BlockKind, language: &Language) -> &'static str {
    if kind == BlockKind::Table { table_note(language) } else { code_note(language) }
}

fn table_note(language: &Language) -> &'static str {
    match language.primary() {
        "de" => "Hier ist eine Tabelle ausgelassen.",
        "fr" => "Un tableau est omis ici.",
        "es" => "Aquí se omite una tabla.",
        "it" => "Qui è omessa una tabella.",
        "nl" => "Hier is een tabel weggelaten.",
        "pl" => "W tym miejscu pominięto tabelę.",
        "pt" => "Aqui se omite uma tabela.",
        "uk" => "Тут пропущено таблицю.",
        _ => "A table is left out here.",
    }
}

fn code_note(language: &Language) -> &'static str {
    match language.primary() {
        "de" => "Hier ist ein Programmbeispiel ausgelassen.",
        "fr" => "Un exemple de code est omis ici.",
        "es" => "Aquí se omite un ejemplo de código.",
        "it" => "Qui è omesso un esempio di codice.",
        "nl" => "Hier is een codevoorbeeld weggelaten.",
        "pl" => "W tym miejscu pominięto przykład kodu.",
        "pt" => "Aqui se omite um exemplo de código.",
        "uk" => "Тут пропущено приклад коду.",
        _ => "A code example is left out here.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_says_it_in_its_words() {
        let metadata = Metadata {
            authors: vec!["Ann Author".into(), "Bo Writer".into(), "Cy Editor".into()],
            published: Some("2026-03-05T10:00:00Z".into()),
            site: Some("The Daily".into()),
            ..Metadata::default()
        };
        let around = Around { byline: true, date: true, site: true, ..Around::default() };
        let say = |language: &str| {
            around
                .before(&metadata, &Language::parse(language).unwrap(), Some("Title"))
                .into_iter()
                .map(|(text, _)| text)
                .collect::<Vec<_>>()
        };
        let english = say("en-GB");
        assert_eq!(english[0], "This narration was generated with a synthetic voice.");
        assert_eq!(english[1..], ["Title", "By Ann Author, Bo Writer and Cy Editor.", "March 5, 2026.", "The Daily."]);
        let german = say("de");
        assert_eq!(german[2..4], ["Von Ann Author, Bo Writer und Cy Editor.", "5. März 2026."]);
        assert_eq!(say("uk")[3], "5 березня 2026 року.");
        assert_eq!(say("tlh")[0], english[0]);
    }

    #[test]
    fn what_is_not_wanted_or_not_known_is_not_said() {
        let around = Around { disclosure: "off".into(), byline: true, date: true, site: true, ..Around::default() };
        assert!(around.before(&Metadata::default(), &Language::english(), None).is_empty());
        let odd = Metadata { published: Some("2026-99-99".into()), ..Metadata::default() };
        assert!(around.before(&odd, &Language::english(), None).is_empty());
        let own = Around { disclosure: "Read by a machine.".into(), ..Around::default() };
        assert_eq!(
            own.before(&Metadata::default(), &Language::english(), None),
            [("Read by a machine.".to_owned(), BlockKind::Paragraph)]
        );
    }
}
