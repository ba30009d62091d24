//! The commands: each reads what it was given, asks the library, and prints. stdout is data, stderr is talk.

mod accept;
mod account;
mod attach;
mod bucket;
mod cache;
mod desk;
mod doctor;
mod door;
mod embed;
mod explain;
mod failure;
mod feed;
mod finding;
#[cfg(feature = "fleet")]
mod fleet;
mod hooks;
mod init;
mod keys;
mod leads;
mod lexicon;
mod licenses;
mod listen;
mod log;
mod narrate;
mod newsroom_desk;
mod outcome;
mod overview;
mod plan;
mod posts;
mod progress;
mod prune;
mod publish;
mod readiness;
mod refused;
mod report;
mod run;
mod say;
mod schemas;
mod screen;
mod script;
mod serve;
mod service;
mod shell;
mod signals;
mod status;
mod verify;
mod voices;
mod watch;
mod ways;
#[cfg(feature = "fleet")]
mod worker;

use bucket::{bucket, open_bucket};
use finding::reader;
use report::{SOME_FAILED, WRONG_USE, report};
pub use run::run;
