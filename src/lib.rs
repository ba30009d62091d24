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
//! [`pipeline::narrate`] is the whole way on one screen. The front door is [`Narrator`]:
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! # std::env::set_current_dir(&folder)?;
//! # std::fs::write("story.md", "# The ferry\n\nThe ferry is late.")?;
//! let narrator = aloud::Narrator::builder().voice("heart").out("narrations").cache("clips").build()?;
//! let narration = narrator.narrate(&aloud::Article::open("story.md")?).await?;
//! println!("{} in {} ms", narration.master.audio.display(), narration.master.manifest.duration_ms);
//! # assert!(narration.master.manifest.duration_ms > 1_000);
//! # Ok(())
//! # }
//! ```

// An empty line between modules keeps rustfmt from sorting them.

// Ground: what every room stands on.

/// How long to wait before trying again.
mod backoff;

/// Where the pages of the book lie.
mod book;

/// What errors have in common: hints, causes, and what to do about failures of the machine itself.
pub mod error;

/// The name of a file beside another: one plain component, wherever it comes from.
pub mod file_name;

/// Waiting for space on a full disk.
pub mod full_disk;

/// The one place where HTTP clients are built.
mod http_client;

/// Languages by their BCP 47 tags.
pub mod language;

/// Which key of a TOML file was meant by a misspelt one.
mod misspelt;

/// The names of the months.
mod months;

/// Secrets struck out of what others say.
mod redactor;

/// Files that end: pipes and devices are not opened.
mod regular_file;

/// The one place where HTTP servers run.
#[cfg(feature = "cli")]
mod http_server;

/// Secrets: where keys are kept and how they are found.
pub mod secrets;

// Values: plain data and what is computed from it.

/// Sound: decoding, resampling, loudness, encoding, tags.
pub mod audio;

/// Where articles come from: pages, feeds, sitemaps, files, folders, standard input.
pub mod source;

/// What an article says: its metadata and its blocks, kept or skipped with the reason.
pub mod document;

/// What is spoken: sentences in their spoken form, with pronunciations and pauses.
pub mod script;

/// What editors changed: edits as files, found again in a changed text.
pub mod edits;

/// The files that networks are made of: the table of them, and fetching.
pub mod weights;

/// Who speaks: a voice file and what it sets.
pub mod voice;

// Seams: where others plug in.

/// What machines share: objects in a bucket or in a cluster.
pub mod store;

/// Speaking: the trait `Engine`, its wrappers, and the cache of spoken clips.
pub mod speech;

/// The engines: built-in voices, programs, servers and clouds.
pub mod engines;

/// Listening back: what was spoken is heard and compared with what was to be said.
pub mod listen;

/// From clips to a finished recording, its manifest and the files beside it.
pub mod master;

/// Where narrations go: pages, feeds, content management systems, buckets, webhooks.
pub mod publication;

// Assembly: the stages put together.

/// The whole way of one article, from markup to master.
pub mod pipeline;

/// What is known of every article that was ever narrated here.
pub mod catalogue;

/// Many articles at once.
pub mod batch;

/// Many machines at once, over NATS JetStream.
#[cfg(feature = "fleet")]
pub mod fleet;

/// The newsroom service: channels that are followed, and what becomes of their articles.
#[cfg(feature = "cli")]
pub mod channel;

// Doors: how the outside comes in.

/// An OpenAI-compatible speech server.
#[cfg(feature = "cli")]
pub mod serve;

/// The editor's desk: narrations listened to, mended and approved in a browser.
#[cfg(feature = "cli")]
pub mod desk;

/// The settings file, `aloud.toml`.
#[cfg(feature = "cli")]
pub mod settings;

/// The command line's definition.
#[cfg(feature = "cli")]
pub mod cli;

/// What each command does.
#[cfg(feature = "cli")]
pub mod commands;

pub use pipeline::{Narration, Narrator};
pub use source::Article;
pub use voice::Voice;
