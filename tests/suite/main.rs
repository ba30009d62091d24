//! The integration tests: one binary, a module a feature.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod attach;
mod batch;
mod bench;
mod checked;
mod clouds;
mod contract;
mod decode;
mod documents;
mod errors;
mod fallback;
mod faults;
mod fetching;
mod inputs;
mod layers;
mod lexicon;
mod loopback;
mod master;
mod metadata;
mod music;
mod narrate;
mod outputs;
mod player;
mod readers;
mod recorded;
mod script;
mod site;
mod verify;
mod webdriver;
mod wire;
