//! What an article asks of its own narration, in its front matter or in its line of a list: voice, speed, lexicon, track.

use serde_json::Value;

use super::markdown::all_fields;
use crate::language::Language;
use crate::misspelt::near;
use crate::source::{Article, Markup, Origin};

/// Percent of the voice's own pace that may be asked for.
const SPEED_PERCENT: std::ops::RangeInclusive<u16> = 50..=200;
/// What an article may ask.
const WISHES: [&str; 3] = ["voice", "speed", "lexicon"];
/// What only settings may say, and an article is sometimes thought to.
const SETTINGS: [&str; 8] =
    ["fallback", "disclosure", "quotations", "voices", "loudness", "pauses", "quote_voice", "title_voice"];

/// What an article asks of its own narration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wishes {
    /// The name of the voice that is to read it.
    pub voice: Option<String>,
    /// The speed, 100 being the voice's own pace.
    pub speed_percent: Option<u16>,
    /// Its number in the album.
    pub track: Option<u32>,
    /// Lexicons of its own, before all others.
    pub lexicons: Vec<String>,
    /// What it asks that means nothing.
    pub meaningless: Vec<String>,
}

impl Wishes {
    /// Reads what an article asks. Pages of the web may ask nothing: someone else wrote them.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let fields = match &article.markup {
            _ if matches!(article.origin, Origin::Web(_)) => return Self::default(),
            Markup::Markdown(text) => all_fields(text),
            Markup::Html(_) | Markup::Plain(_) => None,
        };
        let mut wishes = Self::default();
        if let Some(Value::Object(fields)) = &fields {
            fields.iter().for_each(|(key, value)| wishes.take(key, value));
            let language = ["lang", "language"].iter().find_map(|key| Some((key, fields.get(*key)?.as_str()?)));
            wishes.check_language(language);
        }
        // A line of a list says more than what it carries.
        article.known.asked.iter().for_each(|(key, value)| wishes.take(key, &Value::String(value.clone())));
        wishes.check_language(
            article.known.language.as_deref().filter(|_| !article.known.asked.is_empty()).map(|tag| (&"language", tag)),
        );
        wishes
    }

    /// Returns whether it asks for nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn take(&mut self, key: &str, value: &Value) {
        let text = text_of(value);
        match (key, text) {
            ("voice", Some(name)) => self.voice = Some(name),
            ("speed", text) => match text.as_deref().and_then(percent) {
                Some(percent) => self.speed_percent = Some(percent),
                None => self.meaningless.push(format!("`speed: {}` is not from 50 to 200 percent", shown(value))),
            },
            // A track of a conference is no number, and nobody's mistake.
            ("track", text) => self.track = text.as_deref().and_then(track_number),
            ("lexicon", Some(name)) => self.lexicons = vec![name],
            ("lexicon", None) => match value.as_array() {
                Some(names) => self.lexicons = names.iter().filter_map(text_of).collect(),
                None => self.meaningless.push(format!("`lexicon: {}` names no file", shown(value))),
            },
            ("voice", None) => self.meaningless.push(format!("`voice: {}` is not the name of a voice", shown(value))),
            _ if SETTINGS.contains(&key) => {
                self.meaningless.push(format!("`{key}` is a setting of aloud.toml, not of an article"));
            }
            _ => {
                let meant =
                    near(key, &WISHES).map(|meant| format!("`{key}` means nothing here; did you mean `{meant}`?"));
                self.meaningless.extend(meant);
            }
        }
    }

    fn check_language(&mut self, language: Option<(&&str, &str)>) {
        let wrong = language.filter(|(_, tag)| Language::parse(tag).is_none());
        self.meaningless
            .extend(wrong.map(|(key, tag)| format!("`{key}: {tag}` is not a language, such as en or de-AT")));
    }
}

/// The highest number of a recording in an album; longer ones are dates, or an address's numbers of posts.
pub const HIGHEST_TRACK: u32 = 9_999;

/// Reads the number of a recording in an album.
#[must_use]
pub fn track_number(text: &str) -> Option<u32> {
    text.trim().parse().ok().filter(|number| (1..=HIGHEST_TRACK).contains(number))
}

fn percent(text: &str) -> Option<u16> {
    let percent = text.trim().trim_end_matches('%').trim_end().parse().ok()?;
    SPEED_PERCENT.contains(&percent).then_some(percent)
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn shown(value: &Value) -> String {
    text_of(value).unwrap_or_else(|| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::ListedMetadata;

    fn asked(origin: Origin, fields: &str) -> Wishes {
        let markup = Markup::Markdown(format!("---\n{fields}\n---\nWords."));
        Wishes::of(&Article { id: "a".into(), origin, markup, known: ListedMetadata::default() })
    }

    #[test]
    fn an_article_may_ask_for_a_few_things_and_is_told_what_means_nothing() {
        let file = || Origin::File("a.md".into());
        let wishes = asked(file(), "voice: bella\nspeed: 110\nlexicon: names.toml\ntags: [a]\nweight: 3\nslug: x");
        assert_eq!((wishes.voice.as_deref(), wishes.speed_percent), (Some("bella"), Some(110)));
        assert_eq!((wishes.lexicons, wishes.meaningless), (vec!["names.toml".to_owned()], Vec::new()));
        assert_eq!(asked(file(), "speed: '90 %'").speed_percent, Some(90));
        assert_eq!(
            ["3", "'12'", "AI and law"].map(|track| asked(file(), &format!("track: {track}")).track),
            [Some(3), Some(12), None]
        );
        assert!(asked(file(), "track: AI and law").is_empty());
        for (fields, told) in [
            ("speed: fast", "`speed: fast` is not from 50 to 200 percent"),
            ("speed: 1.1", "`speed: 1.1` is not from 50 to 200 percent"),
            ("voise: bella", "`voise` means nothing here; did you mean `voice`?"),
            ("fallback: bella", "`fallback` is a setting of aloud.toml, not of an article"),
            ("voice: true", "`voice: true` is not the name of a voice"),
            ("lang: 'no language'", "`lang: no language` is not a language, such as en or de-AT"),
        ] {
            assert_eq!(asked(file(), fields).meaningless, [told]);
        }
        assert!(asked(Origin::Web("https://example.org/a.md".into()), "voice: bella").is_empty());
        assert!(asked(file(), "title: The voice\nvoiced: true\nlayout: post\nlocale: en").is_empty());
    }
}
