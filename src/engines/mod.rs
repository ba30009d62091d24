//! The engines themselves, a file each. To add one: a file here, a row in [`ENGINES`], a voice in `voices/`.

mod azure;
mod build_error;
mod cartesia;
mod command;
mod deepgram;
mod elevenlabs;
mod english;
mod gemini;
mod google;
mod hibari;
mod http;
mod ipa;
mod key;
mod kokoro;
mod marks;
mod openai;
mod pace;
mod pieces;
mod piper;
mod plain_text;
mod polly;
mod registry;
mod settings;
mod sigv4;
mod sound;
mod ssml;
mod tone;
mod wyoming;

pub use build_error::BuildError;
pub use command::end_programs;
pub use english::{Guess, Guesser};
use plain_text::plain_text;
pub use registry::{BuildEngine, ENGINES, build};
use settings::settings;
