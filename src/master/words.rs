//! The words of a narration: what was read, and the hash that stands for it.

use super::Manifest;

/// Hashes the words of a text, each told from the next by one space: SHA-256 in hexadecimal.
pub(super) fn hash(text: &str) -> String {
    let digest = ring::digest::digest(&ring::digest::SHA256, words(text).join(" ").as_bytes());
    digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Returns the article's text as it was read.
pub(super) fn read_text(manifest: &Manifest) -> String {
    let read = manifest.sentences.iter().filter(|cue| cue.block.is_some());
    read.map(|cue| format!("{} ", cue.written)).collect()
}

/// Returns the words of a text: signs alone are none, since they are not read.
pub(super) fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_of_the_words_alone() {
        // printf 'The tide came in' | sha256sum
        let expected = "04571898";
        assert_eq!(hash("The  tide —\ncame in"), hash("The tide came in"));
        assert_ne!(hash("The tide came in"), hash("The tide camein"));
        assert_eq!(&hash("The tide came in")[..8], expected);
    }
}
