//! `aloud voices`: the voices there are.

use std::io::{Write, stdout};
use std::path::Path;
use std::process::ExitCode;

use super::failure::Result;
use crate::cli;
use crate::settings::Settings;
use crate::voice;

/// Lists name, engine, languages and licence of each voice.
pub(super) fn run(typed: cli::Voices, config: Option<&Path>) -> Result<ExitCode> {
    let settings = Settings::settle(typed.choices, config)?;
    let voices = voice::all(&settings.voices)?;
    let mut out = stdout().lock();
    let width = voices.iter().map(|voice| voice.name.chars().count()).max().unwrap_or(0);
    for voice in voices {
        if typed.json {
            serde_json::to_writer(&mut out, &voice)?;
            writeln!(out)?;
        } else {
            let languages = if voice.languages.is_empty() {
                "any".to_owned()
            } else {
                voice.languages.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
            };
            writeln!(
                out,
                "{:width$}  {:10}  {languages:12}  {:18}  {}",
                voice.name, voice.engine, voice.licence, voice.description
            )?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
