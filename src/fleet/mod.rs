//! Many machines at one catalogue, over NATS `JetStream`: a queue of articles, the outcome of each, and a store of clips and
//! masters that all share.
//!
//! A message may be delivered more than once; an outcome is written once: it is created only where there is none, and it
//! names its files by their content. So two workers at one article do harm to nobody but the clock.

mod cluster;
mod item;
mod outcome;
mod results;
mod shared;
mod slots;
mod submit;
mod worker;

pub use cluster::{Access, Cluster, FleetError, Standing};
pub use item::Item;
pub use outcome::{Fate, FleetOutcome};
pub use results::fetch;
pub use submit::{Submitted, submit};
pub use worker::{Event, Worker};
