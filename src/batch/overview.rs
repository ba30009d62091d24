//! What is done, stale, failed, pending and gone: as the next run would see it, where articles are at hand, and as the catalogue
//! has it for those of the web.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Batch, Forecast, Surveyed, Ways, survey};
use crate::catalogue::{Catalogue, CatalogueError, Record, State};
use crate::pipeline::change;
use crate::source::{Lead, only};

/// What was looked at.
#[derive(Debug)]
pub struct Overview {
    /// Every article.
    pub items: Vec<Item>,
    /// The flags that it was looked at by.
    pub flags: Vec<Vec<String>>,
}

/// What is looked at.
pub struct Outlook<'a> {
    /// What is known.
    pub catalogue: &'a Arc<Catalogue>,
    /// The folder of narrations.
    pub folder: &'a Path,
    /// Which flags count for which article.
    pub ways: Ways,
    /// The inputs to look through; none for those that articles were found in.
    pub inputs: &'a [PathBuf],
}

/// An article, and how it stands with its narration.
#[derive(Debug)]
pub struct Item {
    /// What is known of it.
    pub record: Record,
    /// How it stands.
    pub status: Status,
}

/// How it stands with an article's narration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It is narrated, and would come out the same.
    Done,
    /// It would be made again, for this reason.
    Stale(&'static str),
    /// It could not be narrated.
    Failed,
    /// It waits for another run.
    Pending,
    /// It is passed over.
    Skipped,
    /// It is the same as another.
    Duplicate,
    /// Its input no longer has it.
    Gone,
}

/// Looks at every article of a catalogue, in the order of their keys; while another run is at work, as far as it has written.
/// Each is looked at as the next run would that is called as its last: `way` sets that run up. With inputs, what they do not
/// have is gone; without, what the inputs do not have that it was found in.
///
/// # Errors
/// When the catalogue cannot be read, and those of `way`.
pub async fn overview<E: From<CatalogueError>>(
    outlook: Outlook<'_>,
    mut way: impl FnMut(&[String]) -> Result<Batch, E>,
) -> Result<Overview, E> {
    let Outlook { catalogue, folder, ways, inputs: asked } = outlook;
    let mut records = BTreeMap::new();
    catalogue.each(|record| drop(records.insert(record.key.clone(), record)))?;
    let (records, ways) = (Arc::new(records), Arc::new(ways));
    let searched: BTreeSet<PathBuf> = match asked {
        [] => records.values().map(|record| PathBuf::from(&record.input)).filter(|input| is_at_hand(input)).collect(),
        inputs => inputs.iter().cloned().collect(),
    };
    let mut seen = Seen { inputs: ways.in_order(searched), ..Seen::default() };
    for flags in ways.all(records.values()) {
        let batch = Arc::new(way(&flags)?);
        seen.shapes.insert(flags.clone(), batch.settings.clone());
        let (own, known, all) = (flags, Arc::clone(&records), Arc::clone(&ways));
        let counts = move |lead: &Lead| {
            let record = known.get(&lead.key()).or_else(|| known.get(&lead.name));
            all.flags(record, &lead.input) == own
        };
        seen.look(&batch, counts).await;
    }
    let Seen { inputs, shapes, mut items, met, failing } = seen;
    for (key, record) in records.iter().filter(|(key, _)| !met.contains(*key)) {
        let was_searched = !asked.is_empty() || inputs.iter().any(|input| *input == Path::new(&record.input));
        let all_went_well = if asked.is_empty() { !failing.contains(&record.input) } else { failing.is_empty() };
        let shape = shapes.get(ways.flags(Some(record), &record.input)).map_or("", String::as_str);
        let status = if was_searched && all_went_well { Status::Gone } else { known(record, folder, shape) };
        // What has no narration and cannot come again is no one's business.
        let is_over = status == Status::Gone || is_missing(Path::new(&record.input));
        if is_over && !matches!(record.state, State::Done(_)) {
            continue;
        }
        items.insert(key.clone(), Item { record: record.clone(), status });
    }
    Ok(Overview { items: items.into_values().collect(), flags: shapes.into_keys().collect() })
}

/// What was seen so far.
#[derive(Default)]
struct Seen {
    inputs: Vec<PathBuf>,
    /// The shapes of narrations by the flags of runs.
    shapes: BTreeMap<Vec<String>, String>,
    items: BTreeMap<String, Item>,
    /// The keys of what the inputs have.
    met: BTreeSet<String>,
    /// The inputs that cannot be looked through.
    failing: BTreeSet<String>,
}

impl Seen {
    /// Looks through the inputs as a run would that narrates in one way, at those leads that count.
    async fn look(&mut self, batch: &Arc<Batch>, counts: impl Fn(&Lead) -> bool + Send + 'static) {
        let leads = only(batch.reader.find(self.inputs.clone()), counts);
        let Ok(()) = survey(batch, leads, |surveyed| -> Result<(), Infallible> {
            if surveyed.name == surveyed.input && matches!(surveyed.forecast, Forecast::Failed { .. }) {
                self.failing.insert(surveyed.input.clone());
            }
            self.met.extend([surveyed.key.clone()]);
            self.met.extend(surveyed.before.iter().map(|before| before.key.clone()));
            if let Some(item) = item(surveyed) {
                self.items.insert(item.record.key.clone(), item);
            }
            Ok(())
        })
        .await;
    }
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
        flags: None,
    };
    let (state, status) = match (forecast, before.as_ref().map(|before| &before.state)) {
        (Forecast::Duplicate { again: true, .. }, _) => return None,
        (Forecast::Current(done), _) => (State::Done(done), Status::Done),
        (Forecast::Stale { why }, Some(State::Done(done))) => (State::Done(done.clone()), Status::Stale(why)),
        (Forecast::Skipped { why }, _) => (State::Skipped { why }, Status::Skipped),
        (Forecast::Duplicate { of, .. }, _) => (State::Duplicate { of }, Status::Duplicate),
        (Forecast::Failed { error }, _) => (State::Failed { error, ready: false }, Status::Failed),
        (Forecast::New | Forecast::Stale { .. }, Some(failed @ State::Failed { ready: true, .. })) => {
            (failed.clone(), Status::Failed)
        }
        (Forecast::New | Forecast::Stale { .. }, Some(State::Failed { .. })) => {
            (State::Pending { why: "what it failed for is mended".to_owned() }, Status::Pending)
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
fn known(record: &Record, folder: &Path, shape: &str) -> Status {
    match &record.state {
        State::Failed { .. } => Status::Failed,
        State::Pending { .. } => Status::Pending,
        State::Skipped { .. } => Status::Skipped,
        State::Duplicate { .. } => Status::Duplicate,
        State::Done(done) if !done.is_whole(folder) => Status::Stale("its audio is gone"),
        State::Done(done) => change(&done.settings, shape).map_or(Status::Done, Status::Stale),
    }
}
