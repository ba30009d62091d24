//! The newsroom service: channels that are followed, and what becomes of their articles.
//!
//! A `Channel` says where articles come from and where their narrations go. Its inputs and its content system are swept again and
//! again: what a sweep finds is the truth, and a hook is a hint that lets an article be read at once. What is known of each article is
//! an `Entry` in the `Ledger`, whose changes are plain code without a clock or a network: asked for, read, narrated,
//! approved, delivered to each place, withdrawn. Three kinds of loops move entries on: the sweep of each channel, the desk that has
//! articles narrated, and the outbox of each place.

mod alert;
pub mod approval;
mod breaker;
mod budget;
pub mod by_hand;
#[allow(clippy::module_inception, reason = "a type is in the file named after it, this one too")]
mod channel;
mod channel_error;
pub mod control;
pub mod delivery;
mod demand;
pub mod entry;
pub mod hook;
mod ledger;
mod metrics;
mod newsroom;
mod notify;
mod outbox;
mod place;
mod place_kind;
mod problem;
mod read;
pub mod recording;
mod register;
mod service;
mod service_error;
mod settings;
mod span;
mod sweep;
mod web;
mod websub;
pub mod withdrawal;
mod work;

pub use alert::Alerts;
pub use approval::{Approval, Verdict};
pub use budget::Budget;
pub use channel::{Channel, Parts};
pub use channel_error::ChannelError;
pub use ledger::{EntryChange, FILE_NAME, Key, Ledger, LedgerError, Received};
pub use newsroom::{House, Invite, Newsroom};
pub use notify::Notifier;
pub use place::{Health, Place, PlaceError};
pub use place_kind::PlaceKind;
pub use register::{Published, Register};
pub use service::run;
pub use service_error::ServiceError;
pub(crate) use settings::CHANNEL_KEYS;
pub use settings::{
    Approve, Backfill, ChannelSettings, CmsKind, HookChoice, Paid, PlaceSettings, RunSettings, Then, WhileWaiting,
    Withdrawn,
};
pub use span::Span;
