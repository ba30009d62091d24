//! Words new to the catalogue: names that no narration before one has, which no one has heard the voice say yet.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::master::Manifest;

/// Shorter ones are initials and units.
const LEAST_LETTERS: usize = 3;

/// Names, each with the narration that said it first.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// The keys of those narrations.
    first: HashMap<String, String>,
}

impl Vocabulary {
    /// Notes the names of a narration, and returns those that none before it has, in their order.
    pub(super) fn note(&mut self, key: &str, names: Vec<String>) -> Vec<String> {
        let is_new = |name: &String| match self.first.entry(name.clone()) {
            Entry::Occupied(known) => known.get() == key,
            Entry::Vacant(place) => {
                place.insert(key.to_owned());
                true
            }
        };
        names.into_iter().filter(is_new).collect()
    }
}

/// Returns the names in a story, each once: what has a capital inside a sentence, or in the middle of a word. Headings may have
/// capitals everywhere, and are passed over.
pub(super) fn names(manifest: &Manifest) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for cue in manifest.sentences.iter().filter(|cue| cue.block.is_some() && cue.kind != "heading") {
        for (number, word) in cue.written.split_whitespace().enumerate() {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            let word = ["’s", "'s"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
            if is_name(word, number == 0) && !names.iter().any(|known| known == word) {
                names.push(word.to_owned());
            }
        }
    }
    names
}

fn is_name(word: &str, is_first: bool) -> bool {
    let has_capital = word.chars().skip(usize::from(is_first)).any(char::is_uppercase);
    has_capital && word.chars().filter(|c| c.is_alphabetic()).count() >= LEAST_LETTERS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(sentences: &[(&str, &str)]) -> Manifest {
        let cue = |(kind, written): &(&str, &str)| {
            let block = (*kind != "around").then_some(0);
            serde_json::json!({ "block": block, "kind": kind, "written": written, "spoken": written, "start_ms": 0, "end_ms": 1 })
        };
        let manifest = serde_json::json!({
            "version": 1, "software": "aloud", "id": "a", "article": {}, "engine": "tone", "voice": "tone", "audio": "a.wav",
            "audio_bytes": 1, "sample_rate_hz": 24_000, "duration_ms": 1, "fingerprint": "0",
            "sentences": sentences.iter().map(cue).collect::<Vec<_>>(),
        });
        serde_json::from_value(manifest).unwrap()
    }

    #[test]
    fn names_stand_inside_sentences() {
        let manifest = manifest(&[
            ("around", "Read by a Synthetic voice."),
            ("heading", "The Night Train Returns"),
            ("paragraph", "Nobody saw (Abelard’s) van; Tom Abelard, of UNESCO, waved. "),
            ("paragraph", "McLeod met Dr Li at 9 PM."),
        ]);
        assert_eq!(names(&manifest), ["Abelard", "Tom", "UNESCO", "McLeod"]);
    }

    #[test]
    fn a_name_is_new_where_it_was_said_first() {
        let mut vocabulary = Vocabulary::default();
        let mut note =
            |key: &str, names: &[&str]| vocabulary.note(key, names.iter().map(|name| (*name).to_owned()).collect());
        assert_eq!(note("a", &["Abelard", "Tom"]), ["Abelard", "Tom"]);
        assert_eq!(note("b", &["Tom", "Ito"]), ["Ito"]);
        assert_eq!(note("a", &["Abelard", "Ito"]), ["Abelard"], "looked through again, it has its own");
    }
}
