//! Finds a narration's sentences in a page's text.
//!
//! Long passages come first: each stands once in a page, and in the order of the narration. Short ones and passages that are
//! written otherwise are then looked for between their neighbours, sentence by sentence where they do not stand whole.

use std::ops::Range;

use memchr::memmem;

use super::folded_text::FoldedText;
use super::place;
use super::survey::Words;
use crate::master::Manifest;
use crate::publication::headline::headline;

/// From how many bytes of keys on a passage is taken to stand once in a page (taste: eight words).
const TELLING: usize = 40;
/// From how many a lone sentence is looked for between its neighbours (taste).
const SHORTEST: usize = 6;

/// What a narration says, as keys.
pub(super) struct Said {
    text: FoldedText,
    passages: Vec<Passage>,
    /// The headline, where it is said before the story.
    headline: Passage,
    title: String,
}

/// A passage of a narration: the sentences of one block.
#[derive(Default)]
struct Passage {
    /// The number of its first sentence.
    first: usize,
    /// The keys of each, one after the other.
    sentences: Vec<Range<usize>>,
}

impl Passage {
    fn whole(&self) -> Range<usize> {
        let first = self.sentences.first().map_or(0, |first| first.start);
        first..self.sentences.last().map_or(first, |last| last.end)
    }
}

impl Said {
    /// Reads what a narration says of its story, and the headline.
    pub(super) fn by(manifest: &Manifest) -> Self {
        let (mut text, mut passages) = (FoldedText::default(), Vec::<Passage>::new());
        let of_title = headline(manifest);
        let sentences = manifest.sentences[of_title.clone()].iter().map(|cue| text.add_apart(&cue.written)).collect();
        let headline = Passage { first: of_title.start, sentences };
        let mut block = None;
        for (number, cue) in manifest.sentences.iter().enumerate() {
            if cue.block.is_some() {
                let sentence = text.add_apart(&cue.written);
                match passages.last_mut().filter(|_| cue.block == block) {
                    Some(passage) => passage.sentences.push(sentence),
                    None => passages.push(Passage { first: number, sentences: vec![sentence] }),
                }
            }
            block = cue.block;
        }
        Self { text, passages, headline, title: manifest.article.title.clone().unwrap_or_default() }
    }

    /// Counts the sentences of the story, with the headline's.
    pub(super) fn count(&self) -> usize {
        self.passages.iter().chain([&self.headline]).map(|passage| passage.sentences.len()).sum()
    }

    /// Returns the last passage, if it stands once in a page: where it is found, the story is over.
    pub(super) fn last(&self) -> Option<&[u8]> {
        let last = self.passages.last().map(Passage::whole).filter(|last| last.len() >= TELLING);
        last.map(|last| &self.text.text()[last])
    }

    /// Finds the sentences in a page: their numbers, and where they are among its keys, in the page's order.
    pub(super) fn find(&self, words: &Words) -> Vec<(usize, Range<usize>)> {
        let mut found = self.find_story(&words.keys);
        let story = found.first().map_or(words.keys.text().len(), |(_, place)| place.start);
        found.extend(self.find_headline(words, story));
        found.sort_by_key(|(_, place)| place.start);
        found
    }

    /// Finds the headline: in the heading that says the title, else last before the story. A heading that says it in other words is
    /// taken whole.
    fn find_headline(&self, words: &Words, story: usize) -> Vec<(usize, Range<usize>)> {
        let keys = &words.keys;
        let heading = place::telling(words, &self.title).map(|heading| heading.keys.clone());
        let whole = self.headline.whole();
        let text = &self.text.text()[whole.clone()];
        let inside = heading.clone().and_then(|heading| self.seek(&whole, keys, heading));
        let last = || {
            let before = Some(&keys.text()[..story]).filter(|_| heading.is_none() && text.len() >= SHORTEST)?;
            let places = memmem::rfind_iter(before, text).map(|at| at..at + text.len());
            places.into_iter().find(|place| are_words(keys, place))
        };
        match (inside.or_else(last), heading, self.headline.sentences.as_slice()) {
            (_, _, []) => Vec::new(),
            (Some(place), ..) => within(&self.headline, place.start).collect(),
            (None, Some(heading), [_]) => vec![(self.headline.first, heading)],
            (None, Some(heading), _) => self.one_by_one(&self.headline, keys, heading),
            (None, None, _) => Vec::new(),
        }
    }

    /// Finds the sentences of the story, in order.
    fn find_story(&self, keys: &FoldedText) -> Vec<(usize, Range<usize>)> {
        let places = self.find_telling(keys);
        // Where each passage must end: before the next one that is found.
        let mut limits = vec![keys.text().len(); places.len()];
        for index in (1..places.len()).rev() {
            limits[index - 1] = places[index].as_ref().map_or(limits[index], |place| place.start);
        }
        let mut found = Vec::new();
        let mut cursor = 0;
        for ((passage, place), limit) in self.passages.iter().zip(places).zip(limits) {
            let place = place.or_else(|| self.seek(&passage.whole(), keys, cursor..limit));
            match place.filter(|place| !place.is_empty()) {
                Some(place) => {
                    cursor = place.end;
                    found.extend(within(passage, place.start));
                }
                None => {
                    let some = self.one_by_one(passage, keys, cursor..limit);
                    cursor = some.last().map_or(cursor, |(_, place)| place.end);
                    found.extend(some);
                }
            }
        }
        found
    }

    /// Finds the passages that each stand once in a page.
    fn find_telling(&self, keys: &FoldedText) -> Vec<Option<Range<usize>>> {
        let mut cursor = 0;
        let place = |passage: &Passage| {
            let whole = Some(passage.whole()).filter(|whole| whole.len() >= TELLING)?;
            let place = self.seek(&whole, keys, cursor..keys.text().len());
            cursor = place.as_ref().map_or(cursor, |found| found.end);
            place
        };
        self.passages.iter().map(place).collect()
    }

    fn one_by_one(&self, passage: &Passage, keys: &FoldedText, mut range: Range<usize>) -> Vec<(usize, Range<usize>)> {
        let mut found = Vec::new();
        for (number, sentence) in (passage.first..).zip(&passage.sentences) {
            let place = Some(sentence).filter(|sentence| sentence.len() >= SHORTEST);
            if let Some(place) = place.and_then(|sentence| self.seek(sentence, keys, range.clone())) {
                range.start = place.end;
                found.push((number, place));
            }
        }
        found
    }

    /// Finds a part of what is said within a range of a page's keys, as whole words.
    fn seek(&self, part: &Range<usize>, keys: &FoldedText, range: Range<usize>) -> Option<Range<usize>> {
        let text = &self.text.text()[part.clone()];
        let within = keys.text().get(range.clone()).filter(|_| !text.is_empty())?;
        let place = |at: usize| range.start + at..range.start + at + text.len();
        let are_words = |place: &Range<usize>| are_words(keys, place);
        // Mostly one passage follows the other.
        let here = within.starts_with(text).then(|| place(0)).filter(are_words);
        here.or_else(|| memmem::find_iter(within, text).map(place).find(are_words))
    }
}

/// Returns whether a range of keys is made of whole words.
fn are_words(keys: &FoldedText, place: &Range<usize>) -> bool {
    keys.is_word_boundary(place.start) && keys.is_word_boundary(place.end)
}

/// Returns the places of a passage's sentences, which stand one after the other.
fn within(passage: &Passage, start: usize) -> impl Iterator<Item = (usize, Range<usize>)> {
    let mut at = start;
    let places = passage.sentences.iter().map(move |sentence| {
        at += sentence.len();
        at - sentence.len()..at
    });
    (passage.first..).zip(places).filter(|(_, place)| !place.is_empty())
}
