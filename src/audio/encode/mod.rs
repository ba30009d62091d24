//! Compressed sound files, made while the samples come: MP3, Opus, AAC and FLAC by encoders in Rust, nothing GPL or LGPL.

mod adts;
mod encoder;
mod flac;
mod format;
mod m4a;
mod mp3;
mod mp4;
mod opus;
mod shape;
mod sink;

pub use adts::Adts;
pub use encoder::Encoder;
pub use format::Format;
pub use shape::{BitRates, Piece, Shape};
pub use sink::Sink;
