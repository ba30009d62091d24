//! Many machines at one catalogue, over NATS `JetStream`: a queue of articles, the outcome of each, and a store of clips and
//! masters that all share.
//!
//! A message may be delivered more than once; an outcome is written once: it is created only where there is none, and it
//! names its files by their content. So two workers at one article do harm to nobody but the clock.
//!
//! How many machines a catalogue takes is computed in `docs/src/operate/sizing.md`.

mod cancel;
mod card;
mod cluster;
mod entries;
mod error;
mod item;
mod marks;
mod outcome;
mod replicas;
mod results;
mod roster;
mod slots;
mod submit;
mod tally;
mod waiting;
mod worker;

pub use cancel::Cancelled;
pub use card::WorkerCard;
pub use cluster::{Access, Cluster, QueueDepth};
pub use error::FleetError;
pub use item::Item;
pub use outcome::{Fate, FleetOutcome};
pub use replicas::Replicas;
pub use results::{NotFetched, fetch};
pub use submit::{Desk, Submitted};
pub use tally::Tally;
pub use waiting::Stranded;
pub use worker::{Event, Worker};
