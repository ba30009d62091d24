//! The channels of the settings file: each is the file's settings, overlaid by what stands in its table.

use std::path::Path;

use serde::Deserialize as _;
use toml::{Table, Value};

use super::choices::Choices;
use super::error::SettingsError;
use super::file;
use crate::channel::{CHANNEL_KEYS, ChannelSettings};
use crate::misspelt::meant;

/// Returns the channels of a settings file, each with the settings that hold for it.
pub(super) fn read(text: &str, path: &Path) -> Result<Vec<(ChannelSettings, Choices)>, SettingsError> {
    let wrong = |message: String| SettingsError::Malformed { path: path.to_owned(), message, instead: None };
    let mut base: Table = toml::from_str(text).map_err(|error: toml::de::Error| wrong(error.message().to_owned()))?;
    let Some(Value::Array(channels)) = base.remove("channel") else { return Ok(Vec::new()) };
    let base = file::as_usual(base);
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut read = Vec::new();
    for (number, channel) in channels.into_iter().enumerate() {
        let Value::Table(table) = channel else { continue };
        let name = table.get("name").and_then(Value::as_str).unwrap_or("?").to_owned();
        let told = |error: toml::de::Error| {
            let message = meant(error.message());
            wrong(format!("in the {}. [[channel]], `{name}`: {message}", number + 1))
        };
        let (own, others): (Table, Table) =
            table.into_iter().partition(|(key, _)| CHANNEL_KEYS.contains(&key.as_str()));
        let mut whole = base.clone();
        overlay(&mut whole, file::as_usual(others));
        let mut choices = Choices::deserialize(Value::Table(whole)).map_err(told)?;
        file::count_from(&mut choices, folder);
        let mut settings = ChannelSettings::deserialize(Value::Table(own)).map_err(told)?;
        settings.count_from(folder);
        read.push((settings, choices));
    }
    Ok(read)
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
    fn slips_are_told_with_the_channel() {
        let wrong = |text: &str| read(text, Path::new("aloud.toml")).unwrap_err().to_string();
        let told = wrong("[[channel]]\nname = 'news'\nvoic = 'tone'");
        assert!(told.contains("`news`") && told.contains("did you mean `voice`"), "{told}");
        let told = wrong("[[channel]]\nname = 'news'\npublish = [{ to = 'nowhere' }]");
        assert!(told.contains("nowhere"), "{told}");
    }
}
