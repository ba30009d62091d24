//! `aloud` turns articles into narrated audio: one finished WAV an article, with metadata.
//!
//! The modules stand in the order the work flows. Each makes a plain value for the next, and a module uses only those
//! above it:
//!
//! ```text
//! source → document → script → speech → master → publication
//! Article  Document   Script   Speech-  Timeline  Page with
//!          of Blocks  of Sen-  Request  Master    the player
//!                     tences   → Clip   Manifest
//! ```
//!
//! [`pipeline::narrate`] is the whole way on one screen.

mod backoff;
mod client;
mod hint;

pub mod stop;

pub mod room;

pub mod audio;
pub mod source;

pub mod document;

pub mod script;

pub mod voice;

pub mod bucket;

pub mod depot;

pub mod speech;

pub mod engines;

pub mod master;

pub mod publication;

pub mod pipeline;

pub mod catalogue;

pub mod batch;

#[cfg(feature = "fleet")]
pub mod fleet;

pub mod settings;

pub mod serve;

pub mod cli;

pub mod commands;
