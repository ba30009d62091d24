//! `aloud accept`: doubtful sentences that someone has listened to and found good.

use std::io::{Write as _, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::{DateTime, SecondsFormat, Utc};

use super::failure::{Context as _, Failure, Result};
use super::reader;
use super::ways::{Asked, Way, Ways};
use crate::catalogue::{Catalogue, Done, Doubtful, Record, State};
use crate::cli;
use crate::edits::{Anchor, Change, Edit, Edits};
use crate::file_name::stem;
use crate::pipeline::{self, Prepared};
use crate::secrets::Keyring;
use crate::settings::Settings;

/// Notes that sentences are good, beside their narrations, where the desk notes it too.
pub(super) async fn run(typed: cli::Accept, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    let settings = Settings::settle(typed.choices.clone(), config)?;
    let catalogue = Catalogue::open_existing(&settings.out)?;
    let ways = Ways::new(typed.choices.typed.clone(), catalogue.calls()?);
    let mut records = Vec::new();
    catalogue.each(|record| records.push(record))?;
    for name in &typed.narrations {
        let record = records.iter().find(|record| is_named(record, name, &settings.out));
        let record = record.with_context(|| format!("the catalogue knows no narration `{name}`"))?;
        let State::Done(done) = &record.state else {
            return Err(Failure::new(format!("{} is not narrated", record.article)));
        };
        let is_chosen = |doubtful: &&Doubtful| typed.sentences.as_ref().is_none_or(|one| one.holds(doubtful.sentence));
        let accepted: Vec<Doubtful> = done.doubtful.iter().filter(is_chosen).cloned().collect();
        if accepted.is_empty() {
            return Err(Failure::new(format!("{} has no such doubtful sentence", record.article)));
        }
        let asked = Asked { choices: &typed.choices, config, inputs: &[] };
        let way = Way::open(ways.flags(Some(record), &record.input), asked, keyring)?;
        let edits = accept(record, &accepted, &way, keyring).await?;
        let left = done.doubtful.iter().filter(|doubtful| !accepted.contains(doubtful)).cloned().collect();
        let done = Done { doubtful: left, edits, ..(**done).clone() };
        catalogue.note(Record { state: State::Done(Box::new(done)), ..record.clone() })?;
        let numbers: Vec<_> = accepted.iter().map(|doubtful| doubtful.sentence.to_string()).collect();
        writeln!(stdout(), "accepted {}: sentence {}", record.article, numbers.join(", "))?;
    }
    catalogue.write()?;
    Ok(ExitCode::SUCCESS)
}

/// Returns whether an article or its narration goes by a name: as it was found, or by a file of the narration.
fn is_named(record: &Record, name: &str, folder: &Path) -> bool {
    let is_file = |done: &Done| {
        let stem = Path::new(&done.audio).with_extension("");
        let named = Path::new(name).with_extension("");
        named == stem || named == folder.join(&stem)
    };
    record.article == name || record.key == name || matches!(&record.state, State::Done(done) if is_file(done))
}

/// Notes beside a narration which sentences are good; returns the hash of what is noted there now.
async fn accept(record: &Record, accepted: &[Doubtful], way: &Way, keyring: &Keyring) -> Result<String> {
    let prepared = prepared(record, way, keyring).await?;
    let shelf = &way.narrator.storage.edits;
    let id = prepared.id();
    let known = shelf.find(&[id]).map_err(pipeline::NarrateError::from)?;
    let language = Some(prepared.script.language.clone());
    let mut edits =
        known.map_or_else(|| Edits { article: id.to_owned(), language, ..Edits::default() }, |known| known.edits);
    let at = DateTime::<Utc>::from(keyring.clock()()).to_rfc3339_opts(SecondsFormat::Secs, true);
    for Doubtful { sentence, text, why, .. } in accepted {
        let index = sentence.saturating_sub(1);
        let is_same = prepared.script.sentences.get(index).is_some_and(|found| found.written.trim_end() == text);
        let anchor = Anchor::at_sentence(&prepared.script, index).filter(|_| is_same);
        let anchor = anchor.with_context(|| format!("{} was edited since it was narrated", record.article))?;
        edits.edits.push(Edit { anchor, change: Change::Heard(why.clone()), by: None, at: Some(at.clone()) });
    }
    let State::Done(done) = &record.state else { return Ok(String::new()) };
    let name = stem(&done.audio);
    shelf.keep(&edits, name).map_err(pipeline::NarrateError::from)?;
    Ok(shelf.hash(id))
}

/// Reads an article again, from the input it was found in.
async fn prepared(record: &Record, way: &Way, keyring: &Keyring) -> Result<Prepared> {
    let reader = reader(&way.finding, &way.settings, keyring)?;
    let mut leads = reader.find(vec![PathBuf::from(&record.input)]);
    while let Some(lead) = leads.recv().await {
        if lead.key() == record.key || lead.name == record.article {
            return Ok(pipeline::prepare(&reader.read(lead).await?, &way.narrator)?);
        }
    }
    Err(Failure::new(format!("{} no longer has {}", record.input, record.article)))
}
