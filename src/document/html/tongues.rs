//! Languages inside a passage: which words the page marks to be in another language than the rest.

use std::ops::Range;

use super::super::block::Foreign;
use crate::language::Language;

/// A passage's words: as they were gathered, and what is left of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'a> {
    /// As they stand in the page.
    pub(super) raw: &'a str,
    /// With white space folded and marks dropped.
    pub(super) text: &'a str,
}

/// The languages of a passage's words, as they are gathered.
#[derive(Debug, Default)]
pub(super) struct Tongues {
    /// Each stretch of the raw text that ended a change of language, with its language; `None` is the page's.
    runs: Vec<(Range<usize>, Option<Language>)>,
}

impl Tongues {
    /// Takes note of words at these bytes of the raw text.
    pub(super) fn hear(&mut self, words: Range<usize>, language: Option<&Language>) {
        match self.runs.last_mut() {
            Some((run, last)) if last.as_ref() == language => run.end = words.end,
            _ => self.runs.push((words, language.cloned())),
        }
    }

    /// Returns the passage's language, and the stretches of `text` that are in another; `block` is the language of the element that holds it, `page` the page's.
    pub(super) fn tell(
        mut self,
        words: Words<'_>,
        block: Option<Language>,
        page: Option<&Language>,
    ) -> (Option<Language>, Vec<Foreign>) {
        // One language throughout is the passage's own, wherever it is marked.
        if let [_] = self.runs[..] {
            return (self.runs.pop().and_then(|(_, language)| language), Vec::new());
        }
        let others = self.runs.into_iter().filter(|(_, language)| *language != block);
        let (ranges, languages): (Vec<_>, Vec<_>) = others.unzip();
        let carried = carried(words, &ranges).into_iter().zip(languages);
        let foreign = carried.filter_map(|(range, language)| {
            let language = language.or_else(|| page.cloned())?;
            (!range.is_empty()).then_some(Foreign { range, language })
        });
        let foreign = foreign.collect();
        (block, foreign)
    }
}

/// Finds ranges of `raw` in `text`, which is `raw` with its white space folded and some of it left out.
fn carried(words: Words<'_>, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut left = words.text.char_indices().filter(|(_, c)| !c.is_whitespace()).peekable();
    let mut found: Vec<Range<usize>> = ranges.iter().map(|_| 0..0).collect();
    for (at, c) in words.raw.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let Some((place, _)) = left.next_if(|(_, next)| *next == c) else { continue };
        let inside = ranges.iter().position(|range| range.contains(&at));
        if let Some(range) = inside.map(|index| &mut found[index]) {
            *range = if Range::is_empty(range) { place } else { range.start }..place + c.len_utf8();
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_found_again_in_the_folded_text() {
        let raw = "  He  said “ C’est\n la vie ”[1] and left";
        let quotation = raw.find("C’est").unwrap()..raw.find(" ”").unwrap();
        let text = "He said “ C’est la vie ” and left";
        let mut tongues = Tongues::default();
        tongues.hear(0..quotation.start, None);
        tongues.hear(quotation.clone(), Language::parse("fr").as_ref());
        tongues.hear(quotation.end..raw.len(), None);
        let (language, foreign) = tongues.tell(Words { raw, text }, None, Some(&Language::english()));
        assert_eq!(language, None);
        assert_eq!(foreign.len(), 1);
        assert_eq!(&text[foreign[0].range.clone()], "C’est la vie");
        assert_eq!(foreign[0].language.as_str(), "fr");
    }

    #[test]
    fn the_language_of_its_element_is_the_passages_own_unless_all_its_words_are_in_another() {
        let raw = "Das sagte er im Fernsehen: no comment.";
        let at = raw.find("no").unwrap();
        let mut tongues = Tongues::default();
        tongues.hear(0..at, Language::parse("de").as_ref());
        tongues.hear(at..raw.len(), None);
        let (language, foreign) =
            tongues.tell(Words { raw, text: raw }, Language::parse("de"), Some(&Language::english()));
        assert_eq!(language, Language::parse("de"));
        assert_eq!((&raw[foreign[0].range.clone()], foreign[0].language.as_str()), ("no comment.", "en"));

        let mut whole = Tongues::default();
        whole.hear(0..5, Language::parse("fr").as_ref());
        assert_eq!(
            whole.tell(Words { raw: "Salut", text: "Salut" }, None, Some(&Language::english())),
            (Language::parse("fr"), Vec::new())
        );
    }
}
