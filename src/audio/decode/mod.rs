//! Reads sound as programs and services send it, by what the bytes are: WAV in every length and untruth, AIFF, AU, CAF, FLAC, MP3,
//! Ogg Vorbis and Opus, AAC, MP4, WebM, and bare samples where nothing else is left.

mod bare;
mod big_endian;
mod bounds;
mod caf;
mod chain;
mod channels;
mod container;
mod encoding;
mod error;
mod flac;
mod interleaved;
mod latm;
mod matroska;
mod media_type;
mod mp4;
mod mpeg;
mod ogg;
mod opus;
mod packed;
mod packets;
mod plain;
mod read;
mod text;
mod wav;

pub use bare::Bare;
pub use container::is_file;
pub use encoding::Samples;
pub use error::DecodeError;
pub use media_type::Declared;
pub use packets::sound_hash;
pub use read::{decode, decode_bare, decode_declared, decode_opening};
pub(crate) use text::is_text;

use bounds::Rest;
use interleaved::Interleaved;
