//! `lexicon.toml`: one `[[entry]]` a name, one `[[say]]` a sentence that is to be said otherwise.

use std::collections::HashMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Boundary, Case, Entry, LexiconError};
use crate::language::Language;
use crate::misspelt::meant;

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    entry: Vec<Spanned<Row>>,
    #[serde(default)]
    say: Vec<Spanned<Saying>>,
}

/// A sentence, or a part of one, and how it is said.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Saying {
    written: String,
    spoken: Option<String>,
    pause_ms: Option<u64>,
    language: Option<String>,
}

impl From<Saying> for Row {
    fn from(saying: Saying) -> Self {
        let Saying { written, spoken, pause_ms, language } = saying;
        // Sentences are copied with the white space of their file.
        let written = Forms::One(written.split_whitespace().collect::<Vec<_>>().join(" "));
        Self {
            written,
            alias: spoken,
            ipa: None,
            spoken_in: None,
            case: Case::default(),
            boundary: Boundary::default(),
            language,
            within: None,
            voice: None,
            pause_ms,
        }
    }
}

/// An entry as the file has it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    written: Forms,
    #[serde(skip_serializing_if = "Option::is_none")]
    alias: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ipa: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    spoken_in: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    case: Case,
    #[serde(default, skip_serializing_if = "is_default")]
    boundary: Boundary,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    voice: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pause_ms: Option<u64>,
}

/// One written form, or several that are said alike.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Forms {
    One(String),
    Several(Vec<String>),
}

#[derive(Serialize)]
struct Written<'a> {
    entry: &'a [Row],
}

/// Reads entries from TOML; `path` names the file in errors.
///
/// # Errors
/// [`LexiconError::Malformed`] with line and column for what is no TOML, no entry, or an entry twice.
pub fn read(text: &str, path: &Path) -> Result<Vec<Entry>, LexiconError> {
    let file: File = toml::from_str(text).map_err(|error| {
        LexiconError::at(path, text, error.span().map_or(0, |span| span.start), meant(error.message()))
    })?;
    let mut seen = HashMap::new();
    let mut entries = Vec::new();
    // What is said of a sentence counts before what is said of its words.
    let says = file.say.into_iter().map(|say| (say.span().start, Row::from(say.into_inner())));
    let rows = says.chain(file.entry.into_iter().map(|row| (row.span().start, row.into_inner())));
    for (start, row) in rows {
        let wrong = |message: String| LexiconError::at(path, text, start, message);
        let entry = entry(row).map_err(wrong)?;
        for form in &entry.written {
            let place = (form.clone(), entry.language.clone(), entry.within.clone(), entry.voice.clone());
            if let Some(first) = seen.insert(place, start) {
                let line = text[..first].matches('\n').count() + 1;
                return Err(wrong(format!("`{form}` has an entry already, at line {line}")));
            }
        }
        entries.push(entry);
    }
    Ok(entries)
}

/// Writes entries as TOML.
#[must_use]
pub fn write(entries: &[Entry]) -> String {
    let row = |entry: &Entry| Row {
        written: match &entry.written[..] {
            [one] => Forms::One(one.clone()),
            several => Forms::Several(several.to_vec()),
        },
        alias: entry.alias.clone(),
        ipa: entry.ipa.clone(),
        spoken_in: entry.spoken_in.as_ref().map(Language::to_string),
        case: entry.case,
        boundary: entry.boundary,
        language: entry.language.as_ref().map(Language::to_string),
        within: entry.within.clone(),
        voice: entry.voice.clone(),
        pause_ms: entry.pause_ms,
    };
    let rows: Vec<_> = entries.iter().map(row).collect();
    toml::to_string(&Written { entry: &rows }).expect("strings have a TOML form")
}

/// Makes an entry of a row, or says what is wrong with it.
fn entry(row: Row) -> Result<Entry, String> {
    let parsed = |given: Option<String>| {
        given.map(|given| given.parse::<Language>()).transpose().map_err(|error| error.to_string())
    };
    let (language, spoken_in) = (parsed(row.language)?, parsed(row.spoken_in)?);
    let entry = Entry {
        written: match row.written {
            Forms::One(form) => vec![form],
            Forms::Several(forms) => forms,
        },
        alias: row.alias,
        ipa: row.ipa,
        spoken_in,
        case: row.case,
        boundary: row.boundary,
        language,
        within: row.within,
        voice: row.voice,
        pause_ms: row.pause_ms,
    };
    match entry.fault() {
        Some(fault) => Err(fault),
        None => Ok(entry),
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
