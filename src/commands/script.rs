//! `aloud script`: what would be said, without saying it.

use std::io::{self, Write, stderr, stdout};
use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;

use super::failure::Result;
use super::{SOME_FAILED, explain, reader, report};
use crate::batch::is_chosen;
use crate::cli;
use crate::document::{self, Document, Metadata};
use crate::error::Hint;
use crate::language::Language;
use crate::script::{self, Pronunciation, Reading, Script, spoken};
use crate::secrets::Keyring;
use crate::settings::Settings;
use crate::source::Article;

/// Prints the script of each article.
pub(super) async fn run(typed: cli::Script, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    let settings = Settings::settle(typed.choices, config)?;
    let reading = settings.reading(&settings.find_voice(&settings.voice)?)?;
    let mut some_failed = false;
    settings.check_secrets()?;
    let reader = reader(&typed.finding, &settings, keyring)?;
    let chosen = typed.finding.chosen();
    let mut leads = reader.find(typed.inputs);
    while let Some(lead) = leads.recv().await {
        match reader.read(lead).await {
            Ok(article) => {
                let document = document::read(&article, &reading.selection);
                if is_chosen(&article, &document.metadata, &chosen) {
                    print(&article, document, &reading, (typed.json, typed.explain))?;
                }
            }
            Err(error) => {
                some_failed = true;
                report(&error.into());
            }
        }
    }
    Ok(if some_failed { ExitCode::from(SOME_FAILED) } else { ExitCode::SUCCESS })
}

/// Prints an article's script, as JSON or with reasons if so wished, and says what stands against narrating it.
fn print(
    article: &Article,
    document: Document,
    reading: &Reading,
    (as_json, with_reasons): (bool, bool),
) -> Result<()> {
    let judged = document::judge(article, &document);
    let script = script::compose(document, reading);
    let mut out = stdout().lock();
    match (as_json, with_reasons) {
        (true, _) => print_json(&mut out, &article.id, &script)?,
        (_, true) => explain::print(&mut out, &script)?,
        _ => print_lines(&mut out, &script)?,
    }
    if let Err(why) = judged {
        let hint = why.hint().unwrap_or_default();
        writeln!(stderr(), "warning: {} would not be narrated: {why}\nhint: {hint}", article.origin)?;
    }
    if let Some(note) = note(&script) {
        writeln!(stderr(), "note: {note}")?;
    }
    Ok(())
}

/// Tells when numbers are not written out here.
fn note(script: &Script) -> Option<String> {
    let numbers = script.sentences.iter().any(|sentence| sentence.spoken.contains(|c: char| c.is_ascii_digit()));
    let left = numbers && !spoken::writes_numbers_out(&script.language);
    left.then(|| format!("numbers in the language `{}` are left to the engine", script.language))
}

/// The object of `--json`; its field names are a promise.
#[derive(Serialize)]
struct ScriptJson<'a> {
    /// Its path or address, as it was found.
    article: &'a str,
    metadata: &'a Metadata,
    language: &'a Language,
    blocks: Vec<BlockJson<'a>>,
    sentences: Vec<SentenceJson<'a>>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct BlockJson<'a> {
    kind: &'static str,
    text: &'a str,
    kept: bool,
    why: &'static str,
}

#[derive(Serialize)]
struct SentenceJson<'a> {
    block: Option<usize>,
    written: &'a str,
    spoken: &'a str,
    #[serde(skip_serializing_if = "<[Pronunciation]>::is_empty")]
    pronunciations: &'a [Pronunciation],
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a Language>,
    pause_ms: u128,
}

fn print_json(out: &mut impl Write, article: &str, script: &Script) -> io::Result<()> {
    let blocks = script.blocks.iter().map(|block| BlockJson {
        kind: block.kind.name(),
        text: &block.text,
        kept: block.verdict.is_kept(),
        why: block.verdict.why(),
    });
    let sentences = script.sentences.iter().map(|sentence| SentenceJson {
        block: sentence.block,
        written: &sentence.written,
        spoken: &sentence.spoken,
        pronunciations: &sentence.pronunciations,
        language: sentence.language.as_ref(),
        pause_ms: sentence.pause_after.as_millis(),
    });
    let json = ScriptJson {
        article,
        metadata: &script.metadata,
        language: &script.language,
        blocks: blocks.collect(),
        sentences: sentences.collect(),
        notes: note(script).into_iter().collect(),
    };
    serde_json::to_writer(&mut *out, &json)?;
    writeln!(out)
}

/// Prints a sentence a line, with an empty line between blocks.
fn print_lines(out: &mut impl Write, script: &Script) -> io::Result<()> {
    let mut previous = script.sentences.first().map(|sentence| sentence.block);
    for sentence in &script.sentences {
        if previous != Some(sentence.block) {
            writeln!(out)?;
        }
        writeln!(out, "{}", sentence.spoken)?;
        previous = Some(sentence.block);
    }
    Ok(())
}
