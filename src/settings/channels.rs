//! The channels of the settings file: each is the file's settings, overlaid by what stands in its table.

use std::path::Path;

use toml::{Table, Value};

use super::choices::Choices;
use super::error::SettingsError;
use super::file;
use super::lines::{self, Step, Without, line_in_channel};
use crate::channel::{CHANNEL_KEYS, ChannelSettings};

/// Returns the channels of a settings file, each with the settings that hold for it.
pub(super) fn read(text: &str, path: &Path) -> Result<Vec<(ChannelSettings, Choices)>, SettingsError> {
    let mut base = file::table(text).map_err(|wrong| file::malformed(path, text, wrong))?;
    let Some(Value::Array(channels)) = base.remove("channel") else { return Ok(Vec::new()) };
    let base = file::as_usual(base);
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut read = Vec::new();
    for (number, channel) in channels.into_iter().enumerate() {
        let Value::Table(table) = channel else { continue };
        let name = table.get("name").and_then(Value::as_str).unwrap_or("?").to_owned();
        let wrong = |(way, message): (Vec<Step>, String)| {
            let line = line_in_channel(text, number, &way);
            file::malformed(path, text, (line, format!("channel `{name}`: {message}")))
        };
        let (mut own, others): (Table, Table) =
            table.into_iter().partition(|(key, _)| CHANNEL_KEYS.contains(&key.as_str()));
        let mut whole = base.clone();
        overlay(&mut whole, file::as_usual(others));
        let mut choices: Choices = lines::read(Value::Table(whole)).map_err(wrong)?;
        file::count_from(&mut choices, folder);
        own.get_mut("inputs").into_iter().for_each(file::one);
        let places = own.get_mut("publish").and_then(Value::as_array_mut).into_iter().flatten();
        places.filter_map(|place| place.get_mut("needs")).for_each(file::one);
        let mut settings: ChannelSettings = lines::read(Value::Table(own)).map_err(wrong)?;
        settings.count_from(folder);
        settings.check().map_err(|error| {
            let line = line_in_channel(text, number, &lines::way([error.key])).unwrap_or(1);
            SettingsError::from(error).at(path, line)
        })?;
        read.push((settings, choices));
    }
    Ok(read)
}

/// Adds to an error of a channel's settings the line of the file that it comes from.
pub(super) fn located<T>(
    error: SettingsError,
    (text, path, number): (&str, &Path, usize),
    settle: impl Fn(Choices) -> Result<T, SettingsError>,
) -> SettingsError {
    let Ok(whole) = file::table(text) else { return error };
    let message = error.to_string();
    let judge = |table: Table| {
        let Ok(text) = toml::to_string(&table) else { return Without::Same };
        let Ok(mut channels) = read(&text, path) else { return Without::Same };
        if number >= channels.len() {
            return Without::Same;
        }
        Without::of(settle(channels.swap_remove(number).1).err(), &message)
    };
    match lines::culprit(&whole, &error, judge).and_then(|way| lines::line_of(text, &way)) {
        Some(line) => error.at(path, line),
        None => error,
    }
}

/// Lays one table over another: what both have is the upper one's, but for tables, which are laid over each other.
fn overlay(base: &mut Table, upper: Table) {
    for (key, value) in upper {
        match (base.get_mut(&key), value) {
            (Some(Value::Table(below)), Value::Table(above)) => overlay(below, above),
            (_, value) => drop(base.insert(key, value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_is_the_file_with_its_own_table_laid_over() {
        let text = "voice = 'heart'\n[master]\nloudness = -16\nformat = 'mp3'\n[[channel]]\nname = 'news'\ninputs = ['f', 'https://example.org/f']\n\
                    voice = 'tone'\nformat = ['mp3', 'vtt']\n[[channel]]\nname = 'more'\ncms = 'ghost'\n[channel.master]\nloudness = -19";
        let read = read(text, Path::new("project/aloud.toml")).unwrap();
        let voices: Vec<_> = read.iter().map(|(_, choices)| choices.voice.clone().unwrap()).collect();
        assert_eq!(voices, ["tone", "heart"]);
        assert_eq!(read[0].0.inputs, ["project/f", "https://example.org/f"]);
        assert_eq!(read[0].1.master.format.as_ref().unwrap().len(), 2);
        assert_eq!(read[1].1.master.format.as_ref().unwrap().len(), 1, "what the channel does not name is the file's");
    }

    #[test]
    fn slips_are_told_with_the_line_and_the_channel() {
        let first = "voice = 'tone'\n\n[[channel]]\nname = 'first'\ninputs = 'f'\n[channel.master]\nrate = 8000\n\n";
        for (more, line, message) in [
            ("voic = 'tone'", 11, "channel `news`: unknown key `voic`; did you mean `voice`?"),
            ("publish = [\n  { to = 's3' },\n  { to = 'nowhere' },\n]", 13, "unknown variant `nowhere`"),
            ("every = 7", 11, "channel `news`: invalid type"),
            ("[channel.master]\nloudnes = -16", 12, "did you mean `loudness`?"),
            ("[channel.wordpress]\nuser = 'x'", 11, "missing field"),
            ("cms = 'ghost'\nhook = true", 12, "its hook has no secret"),
            ("publish = [{ to = 'attach' }]", 9, "nothing leads to its articles"),
            ("inputs = 'a'\npublish = [{ to = 'attach' }]", 12, "`attach` lacks its pages"),
        ] {
            let text = format!("{first}[[channel]]\nname = 'news'\n{more}");
            let told = read(&text, Path::new("aloud.toml")).unwrap_err().to_string();
            assert!(told.contains(&format!("line {line}")) && told.contains(message), "{more}: {told}");
        }
    }
}
