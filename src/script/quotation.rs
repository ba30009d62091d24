//! Quotations inside a block that are in another language: parts of their own, where that language has a voice of its own.

use std::collections::BTreeSet;
use std::ops::Range;

use super::delivery::{End, Part};
use crate::document::Foreign;
use crate::language::Language;

/// Fewer words than this are no quotation: "déjà vu" and titles are said by whoever reads the article. Taste.
const LEAST_WORDS: usize = 3;
/// Marks that belong to the words behind them.
const OPENING: [char; 12] = ['“', '„', '‘', '‚', '«', '‹', '(', '[', '"', '\'', '¿', '¡'];

/// Parts a stretch of a block at the quotations in it that another voice says, and gives each with its language. `at` is
/// where the stretch begins in the block, `language` the block's; `voiced` holds the languages that have a voice.
pub(super) fn split<'a>(
    part: Part<'a>,
    at: usize,
    (language, foreign): (&'a Language, &'a [Foreign]),
    voiced: &BTreeSet<Language>,
) -> Vec<(Part<'a>, &'a Language)> {
    let voice = |language: &'a Language| voiced.iter().find(|own| own.is_like(language));
    let mut pieces = Vec::new();
    let mut from = 0;
    for quotation in foreign.iter().filter(|quotation| voice(&quotation.language) != voice(language)) {
        let inside = quotation.range.start.max(at)..quotation.range.end.min(at + part.text.len());
        if inside.is_empty() || part.text[inside.start - at..inside.end - at].split_whitespace().count() < LEAST_WORDS {
            continue;
        }
        let piece = with_marks(part.text, inside.start - at..inside.end - at);
        let piece = piece.start.max(from)..piece.end;
        if from < piece.start {
            pieces.push((Part { text: &part.text[from..piece.start], ends: End::Breath }, language));
        }
        from = piece.end;
        pieces.push((Part { text: &part.text[piece], ends: End::Breath }, &quotation.language));
    }
    if from < part.text.len() {
        pieces.push((Part { text: &part.text[from..], ends: End::Breath }, language));
    }
    if let Some((last, _)) = pieces.last_mut() {
        last.ends = part.ends;
    }
    pieces
}

/// Widens a range of a text by the marks before it, and by those and the white space behind it.
fn with_marks(text: &str, range: Range<usize>) -> Range<usize> {
    let mut start = range.start;
    let mut before = text[..start].char_indices().rev().peekable();
    while let Some((at, c)) = before.next() {
        // French sets its quotation marks apart.
        let apart = c.is_whitespace() && before.peek().is_some_and(|(_, c)| matches!(c, '«' | '‹'));
        if !OPENING.contains(&c) && !apart {
            break;
        }
        start = at;
    }
    let rest = &text[range.end..];
    let is_next = |(at, c): &(usize, char)| {
        let ahead = rest[*at..].trim_start().chars().next();
        c.is_whitespace() && !ahead.is_some_and(|c| matches!(c, '»' | '›'))
            || c.is_alphanumeric()
            || OPENING[2..].contains(c) && *at > 0
    };
    let closed = rest.char_indices().find(is_next).map_or(rest.len(), |(at, _)| at);
    let spaces = rest[closed..].len() - rest[closed..].trim_start().len();
    start..range.end + closed + spaces
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Parts a text at the stretches in braces, which are French.
    fn parted(text: &str, voiced: &[&str]) -> Vec<(String, String)> {
        let (mut plain, mut foreign) = (String::new(), Vec::new());
        for (index, piece) in text.split(['{', '}']).enumerate() {
            let from = plain.len();
            plain.push_str(piece);
            if index % 2 == 1 {
                foreign.push(Foreign { range: from..plain.len(), language: Language::parse("fr-CA").unwrap() });
            }
        }
        let voiced = voiced.iter().filter_map(|language| Language::parse(language)).collect();
        let part = Part { text: &plain, ends: End::Sentence };
        let english = Language::english();
        let pieces = split(part, 0, (&english, &foreign), &voiced);
        assert_eq!(pieces.iter().map(|(part, _)| part.text).collect::<String>(), plain);
        assert!(pieces.last().is_none_or(|(part, _)| part.ends == End::Sentence));
        pieces.into_iter().map(|(part, language)| (part.text.to_owned(), language.primary().to_owned())).collect()
    }

    fn told(text: &str) -> Vec<String> {
        parted(text, &["fr"]).into_iter().map(|(text, language)| format!("{language}:{text}")).collect()
    }

    #[test]
    fn quotations_are_parts_with_their_marks() {
        assert_eq!(
            told("She said: “{Tout va très bien}.” He left."),
            ["en:She said: ", "fr:“Tout va très bien.” ", "en:He left."]
        );
        assert_eq!(told("« {Tout va très bien} », she said."), ["fr:« Tout va très bien », ", "en:she said."]);
        assert_eq!(told("{Tout va très bien}"), ["fr:Tout va très bien"]);
        assert_eq!(told("(“{Tout va très bien}!”)"), ["fr:(“Tout va très bien!”)"]);
        assert_eq!(
            told("{Tout va très bien}, {disait la reine hier}"),
            ["fr:Tout va très bien, ", "fr:disait la reine hier"]
        );
    }

    #[test]
    fn a_word_or_two_and_languages_without_a_voice_stay_with_the_reader() {
        assert_eq!(told("A {coup d’état} in the night."), ["en:A coup d’état in the night."]);
        assert_eq!(parted("She said “{Tout va très bien}.”", &["de"]).len(), 1);
    }
}
