//! What is done, stale, failed, pending and gone: as the next run would see it, where articles are at hand, and as the catalogue
//! has it for those of the web.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::failure::Result;
use super::reader;
use crate::batch::{Batch, Forecast, Lists, Surveyed, survey};
use crate::catalogue::{Catalogue, Record, State};
use crate::cli::Finding;
use crate::pipeline::{Run, change};
use crate::secrets::Keyring;
use crate::settings::Settings;

/// An article, and how it stands with its narration.
pub(super) struct Item {
    pub(super) record: Record,
    pub(super) status: Status,
}

/// How it stands with an article's narration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Done,
    /// It would be made again, for this reason.
    Stale(&'static str),
    Failed,
    Pending,
    Skipped,
    Duplicate,
    /// Its input no longer has it.
    Gone,
}

/// Looks at every article of a catalogue, in the order of their keys; while another run is at work, as far as it has written.
/// With inputs, what they do not have is gone; without, what the inputs do not have that it was found in.
pub(super) async fn overview(settings: &Settings, inputs: &[PathBuf], keyring: &Keyring) -> Result<Vec<Item>> {
    let catalogue = Catalogue::look(&settings.out)?;
    let mut records = BTreeMap::new();
    catalogue.each(|record| drop(records.insert(record.key.clone(), record)))?;
    let shape = settings.narrator()?.shape()?;
    let run = Run { clock: Some(keyring.clock()), ..Run::default() };
    let narrator = settings.narrator()?.keyring(Keyring::blank()).run(run).build()?;
    let searched: BTreeSet<PathBuf> = match inputs {
        [] => records.values().map(|record| PathBuf::from(&record.input)).filter(|input| is_at_hand(input)).collect(),
        inputs => inputs.iter().cloned().collect(),
    };
    let batch = Arc::new(Batch {
        reader: reader(&Finding::default(), settings, keyring)?,
        narrator,
        catalogue: Arc::new(catalogue),
        settings: shape.clone(),
        bucket: None,
        lists: Lists::Checked,
        jobs: 1,
        stop: CancellationToken::new(),
    });
    let leads = batch.reader.find(searched.iter().cloned().collect());
    let (mut items, mut met, mut failing) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new());
    survey(&batch, leads, |surveyed| -> Result<()> {
        if surveyed.name == surveyed.input && matches!(surveyed.forecast, Forecast::Failed { .. }) {
            failing.insert(surveyed.input.clone());
        }
        met.extend([surveyed.key.clone()]);
        met.extend(surveyed.before.iter().map(|before| before.key.clone()));
        if let Some(item) = item(surveyed) {
            items.insert(item.record.key.clone(), item);
        }
        Ok(())
    })
    .await?;
    for (key, record) in records.into_iter().filter(|(key, _)| !met.contains(key)) {
        let was_searched = !inputs.is_empty() || searched.contains(Path::new(&record.input));
        let all_went_well = if inputs.is_empty() { !failing.contains(&record.input) } else { failing.is_empty() };
        let status = if was_searched && all_went_well { Status::Gone } else { known(&record, settings, &shape) };
        // What has no narration and cannot come again is no one's business.
        let is_over = status == Status::Gone || is_missing(Path::new(&record.input));
        if is_over && !matches!(record.state, State::Done(_)) {
            continue;
        }
        items.insert(key, Item { record, status });
    }
    Ok(items.into_values().collect())
}

/// Returns whether an input can be looked through without asking the web, and is there.
fn is_at_hand(input: &Path) -> bool {
    let text = input.to_string_lossy();
    let is_glob = text.contains(['*', '?', '[', '{']);
    !text.is_empty() && text != "-" && !text.contains("://") && (input.exists() || is_glob)
}

/// Returns whether an input was a file or folder that is no longer there.
fn is_missing(input: &Path) -> bool {
    let text = input.to_string_lossy();
    let is_path = !text.is_empty() && text != "-" && !text.contains("://") && !text.contains(['*', '?', '[', '{']);
    is_path && !input.exists()
}

/// Joins what is known of an article with what the next run would do.
fn item(surveyed: Surveyed) -> Option<Item> {
    let Surveyed { key, name, input, before, forecast } = surveyed;
    let fresh = |state| Record {
        key: key.clone(),
        article: name.clone(),
        input: input.clone(),
        state,
        took_ms: 0,
        listed: None,
    };
    let (state, status) = match (forecast, before.as_ref().map(|before| &before.state)) {
        (Forecast::Duplicate { again: true, .. }, _) => return None,
        (Forecast::Current(done), _) => (State::Done(done), Status::Done),
        (Forecast::Stale { why }, Some(State::Done(done))) => (State::Done(done.clone()), Status::Stale(why)),
        (Forecast::Skipped { why }, _) => (State::Skipped { why }, Status::Skipped),
        (Forecast::Duplicate { of, .. }, _) => (State::Duplicate { of }, Status::Duplicate),
        (Forecast::Failed { error }, _) => (State::Failed { error }, Status::Failed),
        (Forecast::New | Forecast::Stale { .. }, Some(State::Failed { error })) => {
            (State::Failed { error: error.clone() }, Status::Failed)
        }
        (Forecast::New | Forecast::Stale { .. }, Some(State::Pending { why })) => {
            (State::Pending { why: why.clone() }, Status::Pending)
        }
        (Forecast::New | Forecast::Stale { .. }, _) => {
            (State::Pending { why: "it was not narrated yet".to_owned() }, Status::Pending)
        }
    };
    let record = before.map_or_else(
        || fresh(state.clone()),
        |before| Record { key: key.clone(), article: name.clone(), state: state.clone(), ..before },
    );
    Some(Item { record, status })
}

/// Returns how it stands with an article that cannot be looked at, as far as the catalogue tells.
fn known(record: &Record, settings: &Settings, shape: &str) -> Status {
    match &record.state {
        State::Failed { .. } => Status::Failed,
        State::Pending { .. } => Status::Pending,
        State::Skipped { .. } => Status::Skipped,
        State::Duplicate { .. } => Status::Duplicate,
        State::Done(done) if !done.is_whole(&settings.out) => Status::Stale("its audio is gone"),
        State::Done(done) => change(&done.settings, shape).map_or(Status::Done, Status::Stale),
    }
}
