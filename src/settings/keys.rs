//! Keys of `aloud.toml` that may be written in another form or place than the one they are read in.

/// Lists that may be written as one string with commas.
pub(super) const LISTS: [&str; 5] = ["keep", "drop", "exclude", "fallback", "lexicon"];
/// Keys of the table `[master]`, which may be written without it, as flags are.
pub(super) const OF_MASTER: [&str; 19] = [
    "loudness", "rate", "format", "keep_wav", "bits", "room_tone_db", "watermark", "head_ms", "tail_ms", "intro",
    "outro", "bed", "cover", "copyright", "bed_db", "album", "track", "mp3_kbps", "opus_kbps",
];
/// The address of the narrations, a key of `[feed]`, which may be written without it.
pub(super) const AUDIO_BASE: &str = "audio_base";
/// What is said of the voice: a text, or a switch.
pub(super) const DISCLOSURE: &str = "disclosure";
