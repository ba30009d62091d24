//! `aloud run`: channels followed from feeds, hooks and content systems, and put where they belong, once.
#![cfg(unix)]

mod demand;
mod feeds;
mod hooks;
mod kills;
mod many;
pub(crate) mod service;
mod systems;
mod websub;
mod withdrawals;
