//! `NAME.edits.toml`: one `[[edit]]` a change, made to be read and kept under version control.

use std::path::Path;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Anchor, Change, Edit, Edits, EditsError, Said, VERSION};
use crate::file_name::FileName;
use crate::language::Language;
use crate::script::{Recording, sounds};

/// What the names of such files end with, after the narration's name.
pub const ENDING: &str = ".edits.toml";
/// The longest pause that can be asked for, as in `[pauses]`.
const LONGEST_MS: u64 = 60_000;
/// The slowest and fastest that one sentence may be, in percent of the others' pace. Taste: beyond it is heard as a fault.
pub const SPEEDS: std::ops::RangeInclusive<u16> = 70..=140;
/// How files begin that we write.
const HEAD: &str = "# What editors changed in this narration. aloud applies it wherever it narrates the article.\n\n";

/// The file.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    /// The format: 1.
    version: u32,
    /// The article's identity, as its manifest has it: its address, file or hash.
    article: String,
    /// The language it is read in.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "cli", schemars(with = "Option<String>"))]
    language: Option<Language>,
    /// Another voice for the whole article.
    #[serde(skip_serializing_if = "Option::is_none")]
    voice: Option<String>,
    /// The changes.
    #[serde(default, rename = "edit", skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "cli", schemars(with = "Vec<Row>"))]
    edits: Vec<Spanned<Row>>,
}

/// The version alone: a newer file may say anything else.
#[derive(Deserialize)]
struct Versioned {
    version: Option<u32>,
}

/// An edit as the file has it: what it is about, and one change.
#[derive(Default, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
struct Row {
    /// The sentence it is about, as it is written in the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    sentence: Option<String>,
    /// The block it is about, or how it begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    block: Option<String>,
    /// What kind of block it is in.
    #[serde(skip_serializing_if = "String::is_empty")]
    kind: String,
    /// The text before it.
    #[serde(skip_serializing_if = "String::is_empty")]
    before: String,
    /// The text after it.
    #[serde(skip_serializing_if = "String::is_empty")]
    after: String,
    /// Which of several like it, and of how many.
    #[serde(skip_serializing_if = "Option::is_none")]
    occurrence: Option<[usize; 2]>,
    /// The words that are said otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    /// Which of several such words in the sentence, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    nth: Option<usize>,
    /// How the words are said, in ordinary letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    say: Option<String>,
    /// How the words are said, in the International Phonetic Alphabet.
    #[serde(skip_serializing_if = "Option::is_none")]
    ipa: Option<String>,
    /// The language by whose spelling the words are said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "cli", schemars(with = "Option<String>"))]
    spoken_in: Option<Language>,
    /// The least silence after the sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pause_ms: Option<u64>,
    /// Another voice, for the sentence or block.
    #[serde(skip_serializing_if = "Option::is_none")]
    voice: Option<String>,
    /// The pace, in percent of the others', from 70 to 140.
    #[serde(skip_serializing_if = "Option::is_none")]
    speed: Option<u16>,
    /// Which take of a voice that says a sentence otherwise each time.
    #[serde(skip_serializing_if = "Option::is_none")]
    take: Option<u32>,
    /// The file of a person's recording, beside the narration.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "cli", schemars(with = "Option<String>"))]
    recording: Option<FileName>,
    /// The BLAKE3 hash of that file.
    #[serde(skip_serializing_if = "Option::is_none")]
    hash: Option<String>,
    /// Who says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    said_by: Option<String>,
    /// Whether the block is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<bool>,
    /// What someone noted about the sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    flag: Option<String>,
    /// The doubt that someone listened to.
    #[serde(skip_serializing_if = "Option::is_none")]
    heard: Option<String>,
    /// Who made the edit.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
}

impl Edits {
    /// Reads edits from TOML; `path` names the file in errors.
    ///
    /// # Errors
    /// [`EditsError::Malformed`] with the line for what is no TOML or no edit, [`EditsError::Newer`] for a later format.
    pub fn parse(text: &str, path: &Path) -> Result<Self, EditsError> {
        let wrong = |byte: usize, message: &str| EditsError::Malformed {
            path: path.to_owned(),
            line: text.get(..byte).unwrap_or_default().matches('\n').count() + 1,
            message: message.to_owned(),
        };
        let malformed = |error: toml::de::Error| wrong(error.span().map_or(0, |span| span.start), error.message());
        let Versioned { version } = toml::from_str(text).map_err(malformed)?;
        if let Some(version) = version.filter(|version| *version > VERSION) {
            return Err(EditsError::Newer { path: path.to_owned(), version });
        }
        let file: File = toml::from_str(text).map_err(malformed)?;
        let mut edits = Vec::new();
        for row in file.edits {
            let start = row.span().start;
            edits.push(edit(row.into_inner()).map_err(|message| wrong(start, &message))?);
        }
        Ok(Self { article: file.article, language: file.language, voice: file.voice, edits })
    }

    /// Writes them as TOML.
    #[must_use]
    pub fn write(&self) -> String {
        let edits = self.edits.iter().map(|edit| Spanned::new(0..0, row(edit))).collect();
        let (article, language, voice) = (self.article.clone(), self.language.clone(), self.voice.clone());
        let file = File { version: VERSION, article, language, voice, edits };
        HEAD.to_owned() + &toml::to_string(&file).expect("strings and numbers have a TOML form")
    }
}

/// Makes an edit of a row, or says what is wrong with it.
fn edit(row: Row) -> Result<Edit, String> {
    let Row { sentence, block, kind, before, after, occurrence, .. } = row;
    let (is_block, quote) = match (sentence, block) {
        (Some(sentence), None) => (false, sentence),
        (None, Some(block)) => (true, block),
        _ => return Err("an edit is about a `sentence` or a `block`".to_owned()),
    };
    let said = said((row.say, row.ipa, row.spoken_in))?;
    let said = match (row.words, said) {
        (None, None) => None,
        (Some(words), Some(said)) => Some(Change::Say { words, nth: row.nth, said }),
        _ => return Err("`words` come with one of `say`, `ipa` and `spoken_in`".to_owned()),
    };
    let recording = match (row.recording, row.hash) {
        (Some(file), Some(hash)) => {
            Some(Change::Recording(Recording { file: file.as_str().to_owned(), hash, by: row.said_by }))
        }
        (None, None) if row.said_by.is_none() => None,
        _ => return Err("a `recording` comes with the `hash` of its file".to_owned()),
    };
    let (pause, speed) = (row.pause_ms.map(pause).transpose()?, row.speed.map(speed).transpose()?);
    let manners = [row.voice.map(Change::Voice), speed, row.take.map(Change::Take), recording];
    let others = [row.read.map(Change::Read), row.flag.map(Change::Flag), row.heard.map(Change::Heard)];
    let mut changes = [said, pause].into_iter().chain(manners).chain(others).flatten();
    let change = changes.next().ok_or("an edit changes something")?;
    if changes.next().is_some() {
        return Err("an edit changes one thing; write another `[[edit]]` for the other".to_owned());
    }
    let is_fit = match change {
        Change::Read(_) => is_block,
        Change::Voice(_) => true,
        _ => !is_block,
    };
    if !is_fit {
        return Err("`read` is about a `block`, `voice` about either, all else about a `sentence`".to_owned());
    }
    let occurrence = occurrence.map(|[nth, of]| (nth, of));
    let anchor = Anchor { is_block, quote, kind, before, after, occurrence };
    Ok(Edit { anchor, change, by: row.by, at: row.at })
}

fn pause(ms: u64) -> Result<Change, String> {
    match ms <= LONGEST_MS {
        true => Ok(Change::Pause(ms)),
        false => Err(format!("a pause of {ms} ms is longer than {LONGEST_MS} ms")),
    }
}

fn speed(percent: u16) -> Result<Change, String> {
    match SPEEDS.contains(&percent) {
        true => Ok(Change::Speed(percent)),
        false => Err(format!("a speed of {percent} is not from {} to {} percent", SPEEDS.start(), SPEEDS.end())),
    }
}

/// Returns how words are said.
fn said(ways: (Option<String>, Option<String>, Option<Language>)) -> Result<Option<Said>, String> {
    match ways {
        (None, None, None) => Ok(None),
        (Some(say), None, None) if says(&say) => Ok(Some(Said::Alias(say))),
        (None, Some(ipa), None) if says(&ipa) => Ok(Some(Said::Ipa(ipa))),
        (None, None, Some(language)) if sounds::is_known(&language) => Ok(Some(Said::In(language))),
        (None, None, Some(language)) => {
            Err(format!("names in `{language}` cannot be said by their spelling: use {}", sounds::known()))
        }
        _ => Err("`words` come with one of `say`, `ipa` and `spoken_in`, which must say something".to_owned()),
    }
}

fn says(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

fn row(edit: &Edit) -> Row {
    let Edit { anchor, change, by, at } = edit;
    let quote = Some(anchor.quote.clone());
    let (sentence, block) = if anchor.is_block { (None, quote) } else { (quote, None) };
    let row = Row {
        sentence,
        block,
        kind: anchor.kind.clone(),
        before: anchor.before.clone(),
        after: anchor.after.clone(),
        occurrence: anchor.occurrence.map(|(nth, of)| [nth, of]),
        by: by.clone(),
        at: at.clone(),
        ..Row::default()
    };
    match change.clone() {
        Change::Say { words, nth, said: Said::Alias(say) } => Row { words: Some(words), nth, say: Some(say), ..row },
        Change::Say { words, nth, said: Said::Ipa(ipa) } => Row { words: Some(words), nth, ipa: Some(ipa), ..row },
        Change::Say { words, nth, said: Said::In(language) } => {
            Row { words: Some(words), nth, spoken_in: Some(language), ..row }
        }
        Change::Pause(ms) => Row { pause_ms: Some(ms), ..row },
        Change::Voice(voice) => Row { voice: Some(voice), ..row },
        Change::Speed(percent) => Row { speed: Some(percent), ..row },
        Change::Take(take) => Row { take: Some(take), ..row },
        Change::Recording(Recording { file, hash, by }) => {
            Row { recording: file.parse().ok(), hash: Some(hash), said_by: by, ..row }
        }
        Change::Read(read) => Row { read: Some(read), ..row },
        Change::Flag(note) => Row { flag: Some(note), ..row },
        Change::Heard(doubt) => Row { heard: Some(doubt), ..row },
    }
}
