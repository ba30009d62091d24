//! Any program that speaks: started for each sentence with arguments made from a template, without a shell.

mod environment;
pub(super) mod process;
mod program;
mod sound_file;
mod template;
#[cfg(test)]
#[cfg(unix)]
mod tests;

pub use process::end_programs;
pub(super) use program::build;
