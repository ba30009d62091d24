//! The integration tests: one binary, a module a feature.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod answers;
mod attach;
mod attached;
mod batch;
mod bench;
mod blogs;
mod books;
mod checked;
mod clouds;
#[cfg(feature = "fleet")]
mod cluster;
mod contract;
#[cfg(feature = "fleet")]
mod creds;
mod decode;
mod desk;
mod doctor;
mod documents;
mod drupal;
mod errors;
mod fallback;
mod faults;
mod feeds;
mod fetching;
#[cfg(feature = "fleet")]
mod fleet;
#[cfg(feature = "fleet")]
mod fleet_upkeep;
mod frameworks;
mod ghost;
mod headless;
mod identity;
mod inputs;
mod keep_wav;
mod kills;
mod kinds;
mod layers;
mod lexicon;
mod listen;
mod lists;
mod litellm;
mod loopback;
mod master;
mod messages;
mod metadata;
mod music;
mod names;
mod narrate;
mod outputs;
mod packages;
mod pages;
mod peers;
mod player;
mod provenance;
mod prune;
mod readers;
mod recorded;
mod run;
#[cfg(feature = "s3")]
mod s3;
mod script;
mod serve;
#[cfg(unix)]
mod shown;
mod site;
mod sites;
mod soak;
mod status;
#[cfg(unix)]
mod terminal;
mod trust;
mod verify;
mod voices_by_part;
mod watch;
mod watermark;
mod webdriver;
mod webhook;
mod weights;
mod wire;
mod wordpress;
