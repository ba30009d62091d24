//! Finds a narration's sentences in a page's text.
//!
//! Long passages come first: each stands once in a page, and in the order of the narration. Short ones and passages that are
//! written otherwise are then looked for between their neighbours, sentence by sentence where they do not stand whole.

use std::ops::Range;

use memchr::memmem;

use super::keys::{Keys, fold};
use crate::master::Cue;

/// From how many bytes of keys on a passage is taken to stand once in a page (taste: eight words).
const TELLING: usize = 40;
/// From how many a lone sentence is looked for between its neighbours (taste).
const SHORTEST: usize = 6;

/// A passage of a narration: the sentences of one block.
pub(super) struct Passage {
    /// The number of its first sentence.
    first: usize,
    /// The keys of each.
    sentences: Vec<String>,
    /// The keys of all.
    whole: String,
}

/// The passages of a narration.
pub(super) fn passages(cues: &[Cue]) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    let mut block = None;
    for (number, cue) in cues.iter().enumerate() {
        if cue.block.is_none() || cue.block != block {
            passages.push(Passage { first: number, sentences: Vec::new(), whole: String::new() });
        }
        block = cue.block;
        if let Some(passage) = passages.last_mut() {
            let keys = fold(&cue.written);
            passage.whole.push_str(&keys);
            passage.sentences.push(keys);
        }
    }
    passages.retain(|passage| cues[passage.first].block.is_some());
    passages
}

/// Counts the sentences of a story.
pub(super) fn count(passages: &[Passage]) -> usize {
    passages.iter().map(|passage| passage.sentences.len()).sum()
}

/// Gives the last passage that stands once in a page: where it is found, the story is over.
pub(super) fn last_telling(passages: &[Passage]) -> Option<&str> {
    let long = passages.iter().rev().find(|passage| passage.whole.len() >= TELLING)?;
    // A last short passage would be missed.
    (std::ptr::eq(long, passages.last()?)).then_some(&long.whole)
}

/// Finds sentences: their numbers, and where they are among the keys, in order.
pub(super) fn find(passages: &[Passage], keys: &Keys) -> Vec<(usize, Range<usize>)> {
    let mut places: Vec<Option<Range<usize>>> = vec![None; passages.len()];
    let mut cursor = 0;
    for (place, passage) in places.iter_mut().zip(passages).filter(|(_, passage)| passage.whole.len() >= TELLING) {
        *place = seek(&passage.whole, keys, cursor..keys.text.len());
        cursor = place.as_ref().map_or(cursor, |found| found.end);
    }
    // Where each passage must end: before the next one that is found.
    let mut limits = vec![keys.text.len(); places.len()];
    for index in (1..places.len()).rev() {
        limits[index - 1] = places[index].as_ref().map_or(limits[index], |place| place.start);
    }
    let mut found = Vec::new();
    let mut cursor = 0;
    for (index, passage) in passages.iter().enumerate() {
        let next = limits[index];
        let place = places[index].clone().or_else(|| seek(&passage.whole, keys, cursor..next));
        match place.filter(|place| !place.is_empty()) {
            Some(place) => {
                cursor = place.end;
                found.extend(within(passage, place.start));
            }
            None => {
                let some = one_by_one(passage, keys, cursor..next);
                cursor = some.last().map_or(cursor, |(_, place)| place.end);
                found.extend(some);
            }
        }
    }
    found
}

/// Gives the places of a passage's sentences, which stand one after the other.
fn within(passage: &Passage, start: usize) -> impl Iterator<Item = (usize, Range<usize>)> {
    let mut at = start;
    let places = passage.sentences.iter().map(move |sentence| {
        at += sentence.len();
        at - sentence.len()..at
    });
    (passage.first..).zip(places).filter(|(_, place)| !place.is_empty())
}

fn one_by_one(passage: &Passage, keys: &Keys, mut range: Range<usize>) -> Vec<(usize, Range<usize>)> {
    let mut found = Vec::new();
    for (number, sentence) in (passage.first..).zip(&passage.sentences) {
        let place = Some(sentence).filter(|sentence| sentence.len() >= SHORTEST);
        if let Some(place) = place.and_then(|sentence| seek(sentence, keys, range.clone())) {
            range.start = place.end;
            found.push((number, place));
        }
    }
    found
}

/// Finds a text within a range of the keys, as whole words.
fn seek(text: &str, keys: &Keys, range: Range<usize>) -> Option<Range<usize>> {
    let within = keys.text.get(range.clone()).filter(|_| !text.is_empty())?;
    memmem::find_iter(within, text)
        .map(|at| range.start + at..range.start + at + text.len())
        .find(|place| keys.is_word_boundary(place.start) && keys.is_word_boundary(place.end))
}
