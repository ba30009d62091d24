//! `aloud lexicon`: which names the built-in voice would guess, and lexicons from one form into another.

use std::collections::HashMap;
use std::io::{Write, stderr, stdout};
use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;

use super::failure::{Failure, Result};
use super::{SOME_FAILED, reader, report};
use crate::batch::is_chosen;
use crate::cli;
use crate::document;
use crate::engines::{Guess, Guesser};
use crate::script::{self, Reading, Script, lexicon};
use crate::secrets::Keyring;
use crate::settings::Settings;
use crate::source::Article;
use crate::voice::Voice;

/// Carries out what was asked of lexicons.
pub(super) async fn run(typed: cli::Lexicon, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    match typed.command {
        cli::LexiconCommand::Check(typed) => check(*typed, config, keyring).await,
        cli::LexiconCommand::Convert { from, to } => convert(&from, &to),
    }
}

/// A word that would be guessed, as `--json` prints it; the field names are a promise.
#[derive(Debug, Serialize)]
struct Row {
    word: String,
    count: usize,
    guess: String,
}

/// Lists the words of the articles that the built-in voice would guess, the most frequent first.
async fn check(typed: cli::LexiconCheck, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    let settings = Settings::settle(typed.choices, config)?;
    let voice = settings.find_voice(crate::pipeline::DEFAULT_VOICE)?;
    let reading = settings.reading(&voice)?;
    let guesser = Guesser::load();
    let mut counts: HashMap<Guess, usize> = HashMap::new();
    let mut some_failed = false;
    settings.check_secrets()?;
    let reader = reader(&typed.finding, &settings, keyring)?;
    let chosen = typed.finding.chosen();
    let mut leads = reader.find(typed.inputs);
    while let Some(lead) = leads.recv().await {
        let article = reader.read(lead).await.map_err(Failure::from);
        match article.and_then(|article| Ok((english(&article, &reading, &voice)?, article))) {
            Ok((script, article)) if !is_chosen(&article, &script.metadata, &chosen) => {}
            Ok((script, _)) => {
                for sentence in &script.sentences {
                    for guess in guesser.guesses(&sentence.spoken, &sentence.pronunciations) {
                        *counts.entry(guess).or_default() += 1;
                    }
                }
            }
            Err(error) => {
                some_failed = true;
                report(&error);
            }
        }
    }
    print(counts, typed.json)?;
    Ok(if some_failed { ExitCode::from(SOME_FAILED) } else { ExitCode::SUCCESS })
}

/// Composes the script of an article that the built-in voice can read.
fn english(article: &Article, reading: &Reading, voice: &Voice) -> Result<Script> {
    let script = script::compose(document::read(article, &reading.selection), reading);
    let language = &script.language;
    if !(voice.speaks(language)) {
        return Err(Failure::new(format!(
            "{} is in the language `{language}`: the built-in voice reads English",
            article.id
        )));
    }
    Ok(script)
}

fn print(counts: HashMap<Guess, usize>, json: bool) -> Result<()> {
    let mut rows: Vec<Row> =
        counts.into_iter().map(|(Guess { word, ipa }, count)| Row { word, count, guess: ipa }).collect();
    rows.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.word.cmp(&b.word)));
    let mut out = stdout().lock();
    let width = rows.iter().map(|row| row.word.chars().count()).max().unwrap_or(0);
    for row in rows {
        if json {
            serde_json::to_writer(&mut out, &row)?;
            writeln!(out)?;
        } else {
            writeln!(out, "{:4}  {:width$}  {}", row.count, row.word, row.guess)?;
        }
    }
    Ok(())
}

/// Rewrites a lexicon as TOML or PLS, by the names of the files.
fn convert(from: &Path, to: &Path) -> Result<ExitCode> {
    let entries = lexicon::read_file(from)?;
    let left_out = lexicon::write_file(to, &entries)?;
    for entry in left_out {
        writeln!(stderr(), "left out: `{}`, which PLS cannot hold", entry.written.join("`, `"))?;
    }
    Ok(ExitCode::SUCCESS)
}
