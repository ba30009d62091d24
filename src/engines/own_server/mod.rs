//! Any HTTP server, by a template in the voice file: what to send, and where in the answer the sound stands.

mod fields;
mod fill;
mod server;
mod settings;
#[cfg(test)]
mod tests;

pub(super) use server::build;
