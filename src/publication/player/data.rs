//! What the player knows of a narration: when each sentence is heard, and by what it finds it in a page. No words of the story
//! are in it: a sentence is known by how many letters it has, and by their hash.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Labels;
use super::labels::LabelsOf;
use crate::master::{Cue, Manifest};
use crate::publication::headline::headline;
use crate::publication::links::Links;
use crate::publication::page::folded_text::fold;

/// Primes and bases of the two rolling hashes, as in the script: their products are exact in doubles.
const FIELDS: [(u64, u64); 2] = [(67_108_859, 1_315_423), (67_108_837, 7_654_321)];
/// The first hash stands above the second in one number.
const HALF: u64 = 1 << 26;

/// What the script reads; its field names are a promise to pages that have it.
#[derive(Debug, Serialize)]
pub(in crate::publication) struct PlayerData<'a> {
    /// By which it remembers where a reader left.
    id: Option<&'a str>,
    title: Option<&'a str>,
    artist: Option<&'a str>,
    image: Option<&'a str>,
    duration: f64,
    /// The audio in each form: its address and media type.
    audio: Vec<[&'a str; 2]>,
    download: &'a str,
    transcript: Option<&'a str>,
    /// Where each sentence begins and ends.
    cues: Vec<[f64; 2]>,
    /// How many letters each sentence has, and their hash; nought for what is said around story and headline.
    keys: Vec<u64>,
    /// The first sentence of the headline, and how many it has, where it is said before the story.
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<[usize; 2]>,
    /// The first sentence of each block of the story, and how many it has.
    blocks: Vec<[usize; 2]>,
    /// When each word of a sentence begins, from the sentence's beginning, where the voice says so.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    words: BTreeMap<usize, Vec<f64>>,
    chapters: Vec<(f64, &'a str)>,
    labels: LabelsOf,
}

impl<'a> PlayerData<'a> {
    /// Describes a narration whose files are at these addresses, in this language.
    pub(in crate::publication) fn of(manifest: &'a Manifest, links: &'a Links, language: &str) -> Self {
        let cues = &manifest.sentences;
        let headline = headline(manifest);
        Self {
            id: manifest.fingerprint.get(..16),
            title: manifest.article.title.as_deref(),
            artist: manifest.article.site.as_deref(),
            image: manifest.article.image.as_deref(),
            duration: seconds(manifest.duration_ms),
            audio: links.audio.iter().map(|link| [link.href.as_str(), link.media_type.as_str()]).collect(),
            download: &links.download().href,
            transcript: links.transcript.as_ref().map(|link| link.href.as_str()),
            cues: cues.iter().map(|cue| [seconds(cue.start_ms), seconds(cue.end_ms)]).collect(),
            keys: cues.iter().enumerate().flat_map(|(number, cue)| key(cue, headline.contains(&number))).collect(),
            headline: (!headline.is_empty()).then_some([headline.start, headline.len()]),
            blocks: blocks(cues),
            words: cues.iter().enumerate().filter_map(|(number, cue)| Some((number, words(cue)?))).collect(),
            chapters: manifest.chapters.iter().map(|chapter| (seconds(chapter.start_ms), &*chapter.title)).collect(),
            labels: LabelsOf { labels: Labels::of(language), source: manifest.source_type() },
        }
    }
}

fn seconds(ms: u64) -> f64 {
    ms as f64 / 1_000.0
}

/// Returns how many letters a sentence has, as browsers count them, and their hash.
fn key(cue: &Cue, is_headline: bool) -> [u64; 2] {
    if cue.block.is_none() && !is_headline {
        return [0, 0];
    }
    let folded = fold(&cue.written);
    let hash =
        |(prime, base): (u64, u64)| folded.encode_utf16().fold(0, |sum, unit| (sum * base + u64::from(unit)) % prime);
    [folded.encode_utf16().count() as u64, hash(FIELDS[0]) * HALF + hash(FIELDS[1])]
}

fn blocks(cues: &[Cue]) -> Vec<[usize; 2]> {
    let mut blocks: Vec<[usize; 2]> = Vec::new();
    let mut before = None;
    for (number, cue) in cues.iter().enumerate() {
        match blocks.last_mut().filter(|_| cue.block == before) {
            _ if cue.block.is_none() => {}
            Some(last) => last[1] += 1,
            None => blocks.push([number, 1]),
        }
        before = cue.block;
    }
    blocks
}

/// Returns when each written word begins; nothing where not as many are spoken: a number may be several words when it is said.
fn words(cue: &Cue) -> Option<Vec<f64>> {
    let fits = !cue.words.is_empty() && cue.written.split_whitespace().count() == cue.words.len();
    fits.then(|| cue.words.iter().map(|word| seconds(word.start_ms.saturating_sub(cue.start_ms))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue(block: Option<usize>, written: &str) -> Cue {
        let json = serde_json::json!({ "block": block, "kind": "paragraph", "written": written, "spoken": written, "start_ms": 0, "end_ms": 9 });
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn sentences_are_known_by_their_letters() {
        // Worked out by a program that is not ours (Python's unicodedata).
        assert_eq!(key(&cue(Some(0), "“I used to cross twice a day,” he said. "), false), [27, 4_005_549_196_050_956]);
        assert_eq!(
            key(&cue(Some(0), "i USED to cross twice a dáy, he said.[3]"), false),
            key(&cue(Some(0), "“I used to cross twice a day,” he said."), false)
        );
        assert_eq!(key(&cue(None, "By Someone"), false), [0, 0]);
        assert_eq!(key(&cue(None, "A Bridge"), true)[0], 7);
    }

    #[test]
    fn blocks_are_counted_without_what_stands_around_them() {
        let cues = [cue(None, "a"), cue(Some(0), "b"), cue(Some(0), "c"), cue(Some(2), "d"), cue(None, "e")];
        assert_eq!(blocks(&cues), [[1, 2], [3, 1]]);
    }
}
