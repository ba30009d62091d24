//! The settings file, as people write it: lists as strings, keys where flags would be, paths counted from the file.

use std::io;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::bounds::FILE_NAME;
use super::choices::Choices;
use super::error::SettingsError;
use super::instead::instead;
use super::keys::{AUDIO_BASE, DISCLOSURE, LISTS, OF_MASTER};
use super::lines::{self, Without};
use crate::secrets::placed;

/// The table of voices by language, which may be written as a part of `[voices]` too.
const LANGUAGES: &str = "languages";
/// The table of voices by what they say, which is written as a part of `[voices]`.
const ROLES: &str = "roles";

/// Reads the settings file. Paths in it are counted from the file's own folder, `~` is the user's home.
pub(super) fn read(config: Option<&Path>) -> Result<Choices, SettingsError> {
    let path = config.unwrap_or(Path::new(FILE_NAME));
    let text = match crate::regular_file::read_text(path) {
        Ok(text) => text,
        Err(error) if config.is_none() && error.kind() == io::ErrorKind::NotFound => return Ok(Choices::default()),
        Err(source) => return Err(SettingsError::Unreadable { path: path.to_owned(), source }),
    };
    let mut choices = parse(&text).map_err(|wrong| malformed(path, &text, wrong))?;
    count_from(&mut choices, path.parent().unwrap_or(Path::new("")));
    Ok(choices)
}

/// Reads a file's text; an error comes with its line, and tells the key that was meant.
fn parse(text: &str) -> Result<Choices, (Option<usize>, String)> {
    let table = table(text)?;
    lines::read(Value::Table(as_usual(table))).map_err(|(way, message)| (lines::line_of(text, &way), message))
}

/// Reads a text as TOML; an error comes with its line.
pub(super) fn table(text: &str) -> Result<Table, (Option<usize>, String)> {
    // An error's own display quotes the line, which may hold a key.
    let told = |error: toml::de::Error| {
        (error.span().map(|span| lines::line_at(text, span.start)), error.message().to_owned())
    };
    toml::from_str(text).map_err(told)
}

/// Makes the error of a file that is wrong, with the line.
pub(super) fn malformed(path: &Path, text: &str, (line, message): (Option<usize>, String)) -> SettingsError {
    let instead = line.and_then(|line| instead(text, line, &message));
    let message = line.map_or(message.clone(), |line| format!("line {line}: {message}"));
    SettingsError::Malformed { path: path.to_owned(), message, instead }
}

/// Adds to an error the line of the file that it comes from, if it comes from one. `settle` reads settings with what the file says.
pub(super) fn located<T>(
    error: SettingsError,
    config: Option<&Path>,
    settle: impl Fn(Choices) -> Result<T, SettingsError>,
) -> SettingsError {
    let path = config.unwrap_or(Path::new(FILE_NAME));
    let Ok(text) = crate::regular_file::read_text(path) else { return error };
    let Ok(table) = table(&text) else { return error };
    let message = error.to_string();
    let judge = |table: Table| {
        let Ok(mut choices) = lines::read::<Choices>(Value::Table(as_usual(table))) else { return Without::Same };
        count_from(&mut choices, path.parent().unwrap_or(Path::new("")));
        Without::of(settle(choices).err(), &message)
    };
    match lines::culprit(&table, &error, judge).and_then(|way| lines::line_of(&text, &way)) {
        Some(line) => error.at(path, line),
        None => error,
    }
}

/// Brings what people write into the usual form.
pub(super) fn as_usual(mut table: Table) -> Table {
    for key in OF_MASTER {
        into(&mut table, "master", key);
    }
    // One address of the narrations counts for all that tell of it.
    into(&mut table, "feed", AUDIO_BASE);
    if let Some(format) = table.get_mut("master").and_then(|master| master.get_mut("format")) {
        list(format);
    }
    for key in LISTS {
        if let Some(value) = table.get_mut(key) {
            list(value);
        }
    }
    // The notice is a switch as well as a text.
    if let Some(value @ Value::Boolean(_)) = table.get_mut(DISCLOSURE) {
        *value = Value::String(value.to_string());
    }
    if let Some(Value::Table(sites)) = table.get_mut("site") {
        for rules in sites.iter_mut().filter_map(|(_, rules)| rules.as_table_mut()) {
            rules.iter_mut().for_each(|(_, value)| one(value));
        }
    }
    match table.remove("voices") {
        Some(Value::Table(voices)) => sort_voices(voices, &mut table),
        Some(folder) => drop(table.insert("voices".to_owned(), folder)),
        None => {}
    }
    table
}

/// Moves a key into a table of its own, where it does not stand already.
fn into(table: &mut Table, name: &str, key: &str) {
    if let Some(value) = table.remove(key)
        && let Some(inner) = inner(table, name)
    {
        inner.entry(key).or_insert(value);
    }
}

/// Returns a table inside a table, made where there is none; nothing where something else has its name.
fn inner<'a>(table: &'a mut Table, name: &str) -> Option<&'a mut Table> {
    table.entry(name).or_insert_with(|| Value::Table(Table::new())).as_table_mut()
}

/// Sorts the folder of voices, the voices of languages and those of roles.
fn sort_voices(mut voices: Table, table: &mut Table) {
    if let Some(folder) = voices.remove("folder") {
        table.insert("voices".to_owned(), folder);
    }
    // Primary subtags of languages in use have two or three letters (BCP 47, section 2.2.1).
    let is_language = |key: &str| key.split('-').next().is_some_and(|tag| tag.len() <= 3);
    let (own, others): (Table, Table) = voices.into_iter().partition(|(key, _)| is_language(key));
    for (name, voices) in [(ROLES, others), (LANGUAGES, own)] {
        if let Some(inner) = inner(table, name) {
            inner.extend(voices);
        }
    }
}

/// Makes a list of a string.
pub(super) fn one(value: &mut Value) {
    if value.is_str() {
        *value = Value::Array(vec![value.clone()]);
    }
}

/// Makes a list of a string with commas; names are in small letters.
fn list(value: &mut Value) {
    let items: Vec<String> = match &*value {
        Value::String(text) => text.split(',').map(str::to_owned).collect(),
        Value::Array(items) if items.iter().all(Value::is_str) => {
            items.iter().filter_map(Value::as_str).map(str::to_owned).collect()
        }
        _ => return,
    };
    let items = items.iter().map(|item| item.trim()).filter(|item| !item.is_empty());
    *value = Value::Array(items.map(|item| Value::String(item.to_owned())).collect());
}

/// Counts the paths of a file from its folder.
pub(super) fn count_from(choices: &mut Choices, base: &Path) {
    let place = |path: &mut PathBuf| *path = placed(path, base);
    let keys = [
        choices.wordpress.as_mut().map(|place| &mut place.password),
        choices.ghost.as_mut().map(|place| &mut place.key),
        choices.drupal.as_mut().map(|place| &mut place.password),
        choices.headless.as_mut().map(|place| &mut place.key),
        choices.webhook.as_mut().map(|place| &mut place.secret),
    ];
    keys.into_iter().flatten().for_each(|place| place.count_from(base));
    for folder in [&mut choices.voices, &mut choices.out, &mut choices.cache].into_iter().flatten() {
        place(folder);
    }
    choices.lexicons.iter_mut().flatten().for_each(place);
    let voices =
        choices.voice.iter_mut().chain(choices.fallback.iter_mut().flatten()).chain(choices.roles.values_mut());
    let by_language =
        choices.quotations.iter_mut().chain(&mut choices.languages).flat_map(|voices| voices.values_mut());
    for voice in voices.chain(by_language).filter(|voice| voice.ends_with(".toml")) {
        *voice = placed(Path::new(&*voice), base).to_string_lossy().into_owned();
    }
    choices.fetch.count_from(base);
    choices.run.count_from(base);
    choices.master.count_from(base);
    choices.s3.count_from(base);
    choices.provenance.count_from(base);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::master::Output;

    #[test]
    fn lists_are_strings_too_and_keys_stand_where_flags_would() {
        let outputs = |text: &str| parse(text).unwrap().master.format;
        let both: Vec<Output> = ["mp3", "vtt"].map(|name| name.parse().unwrap()).into();
        for text in ["format = 'mp3, vtt'", "format = ['mp3', 'vtt']", "[master]\nformat = 'mp3,vtt'"] {
            assert_eq!(outputs(text).unwrap(), both, "{text}");
        }
        let choices =
            parse("lexicon = 'names.toml'\nfallback = 'tone'\nkeep = 'tables, notes'\nexclude = 'tags'").unwrap();
        assert_eq!(choices.lexicons.unwrap(), [PathBuf::from("names.toml")]);
        assert_eq!(choices.keep.unwrap().len(), 2);
        assert_eq!((choices.fallback.unwrap(), choices.exclude.unwrap()), (vec!["tone".into()], vec!["tags".into()]));
    }

    #[test]
    fn one_address_of_the_narrations_is_that_of_the_feed() {
        let base = |text: &str| parse(text).unwrap().feed.audio_base;
        for text in ["audio_base = 'https://a.example/'", "[feed]\naudio_base = 'https://a.example/'"] {
            assert_eq!(base(text).as_deref(), Some("https://a.example/"), "{text}");
        }
        let both = "audio_base = 'https://a.example/'\n[feed]\naudio_base = 'https://b.example/'";
        assert_eq!(base(both).as_deref(), Some("https://b.example/"));
        assert_eq!(
            parse("audio_base = 'https://a.example/'\n[feed]\ntitle = 't'").unwrap().feed.title.as_deref(),
            Some("t")
        );
    }

    #[test]
    fn voices_are_a_folder_or_names_by_language() {
        assert_eq!(parse("voices = 'mine'").unwrap().voices.unwrap(), Path::new("mine"));
        let choices = parse("[voices]\nfolder = 'mine'\nde = 'thorsten'\n'fr-CA' = 'siwis'").unwrap();
        assert_eq!(choices.voices.unwrap(), Path::new("mine"));
        let voices: Vec<_> =
            choices.languages.iter().flatten().map(|(language, voice)| format!("{language} {voice}")).collect();
        assert_eq!(voices, ["de thorsten", "fr-CA siwis"]);
        assert!(parse("[voices]\nnonsense = 'x'").is_err());
        let text = "[voices]\nquote = 'a'\ntitle = 'b'\n[voices.section]\nsport = 'c'\n[voices.speakers]\nQ = 'd.toml'";
        let mut choices = parse(text).unwrap();
        count_from(&mut choices, Path::new("project"));
        let roles = choices.roles;
        assert_eq!((roles.quote.as_deref(), roles.title.as_deref()), (Some("a"), Some("b")));
        assert_eq!((roles.section["sport"].as_str(), roles.speakers["Q"].as_str()), ("c", "project/d.toml"));
        assert!(parse("[voices]\nquotes = 'x'").unwrap_err().1.contains("did you mean"), "a slip is no language");
    }

    #[test]
    fn slips_are_told_with_the_line_and_what_was_meant() {
        for (text, line, message) in [
            ("speed = 90\nvoic = 'tone'", 2, "unknown key `voic`; did you mean `voice`?"),
            ("[master]\nloudnes = -16", 2, "unknown key `loudnes`; did you mean `loudness`?"),
            ("fallback-by = 'sentence'", 1, "unknown key `fallback-by`; did you mean `fallback_by`?"),
        ] {
            assert_eq!(parse(text).unwrap_err(), (Some(line), message.to_owned()), "{text}");
        }
        assert_eq!(parse("voice = 'tone'\nspeed = 'fast'").unwrap_err().0, Some(2));
        assert_eq!(parse("voice = 'tone'\nspeed 90").unwrap_err().0, Some(2));
        assert_eq!(parse("voice = 'tone'\n\nbits = 12").unwrap_err().0, Some(3), "a key of a table, without it");
        assert_eq!(parse("lang = 'de'\nformat = true\nspeed = 90").unwrap_err().0, Some(2));
    }

    #[test]
    fn paths_count_from_the_file_and_from_home() {
        let mut choices = parse("out = 'audio'\nvoice = 'v.toml'\ncache = '/tmp/c'\nlexicon = '~/names.toml'").unwrap();
        count_from(&mut choices, Path::new("project"));
        assert_eq!(choices.out.unwrap(), Path::new("project/audio"));
        assert_eq!(choices.voice.unwrap(), "project/v.toml");
        assert_eq!(choices.cache.unwrap(), Path::new("/tmp/c"));
        assert!(choices.lexicons.unwrap()[0].is_absolute());
    }
}
