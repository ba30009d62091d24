//! The data of aloud's built-in voice, `heart`, compiled in: networks, alphabets, the voice file and the licenses.
//!
//! Only data: the engine that speaks with it is in the crate `aloud`.

/// The acoustic network and vocoder, ONNX with int8 weights.
pub const HIBARI: &[u8] = include_bytes!("../hibari.onnx");

/// The alphabet of phonemes that it takes, JSON.
pub const ALPHABET: &str = include_str!("../vocab.json");

/// The network that guesses how unknown words are said, ONNX.
pub const GUESSER: &[u8] = include_bytes!("../oov.onnx");

/// The letters that it takes and the phonemes that it gives, JSON.
pub const GUESSER_ALPHABETS: &str = include_str!("../oov.json");

/// The voice file, TOML.
pub const VOICE: &str = include_str!("../voice.toml");

/// Where the weights come from, and whose they are.
pub const NOTICE: &str = include_str!("../NOTICE");

/// The license of the weights, Apache-2.0.
pub const LICENSE: &str = include_str!("../LICENSE");
