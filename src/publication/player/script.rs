//! The player's script, as `build.mjs` makes it of its parts.

/// The name of the script.
pub const FILE_NAME: &str = "aloud-player.js";
/// The script: one web component.
pub const SCRIPT: &str = include_str!("aloud-player.js");

/// Returns a short name of this version of the script, so that no browser keeps an old one.
pub(in crate::publication) fn version() -> String {
    blake3::hash(SCRIPT.as_bytes()).to_hex()[..8].to_owned()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    /// What the script may weigh, compressed: 14 kB.
    const MOST_BYTES: usize = 14_000;

    #[test]
    fn the_script_is_small_and_reads_the_same_in_every_charset() {
        assert!(SCRIPT.is_ascii());
        let mut compressed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        compressed.write_all(SCRIPT.as_bytes()).unwrap();
        let bytes = compressed.finish().unwrap().len();
        assert!(bytes <= MOST_BYTES, "{bytes} bytes compressed");
    }
}
