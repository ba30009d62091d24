//! Quotations inside a block that another voice says: in another language that has a voice, or in the voice of quotations.

use std::collections::BTreeSet;
use std::ops::Range;

use super::delivery::{End, Part};
use crate::document::Foreign;
use crate::language::Language;

/// Fewer words than this are no quotation: "déjà vu" and titles are said by whoever reads the article. Taste.
const LEAST_WORDS: usize = 3;
/// Marks that belong to the words behind them.
const OPENING: [char; 12] = ['“', '„', '‘', '‚', '«', '‹', '(', '[', '"', '\'', '¿', '¡'];

/// A piece of a stretch that one voice says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) part: Part<'a>,
    pub(super) language: &'a Language,
    /// Whether it is in the voice of quotations.
    pub(super) quoted: bool,
}

/// Parts a stretch of a block at the quotations in it that another voice says. `at` is where the stretch begins in the block,
/// `language` the block's; `voiced` holds the languages that have a voice, and `quoted` where in the block others speak in
/// its own language.
pub(super) fn split<'a>(
    part: Part<'a>,
    at: usize,
    (language, foreign, quoted): (&'a Language, &'a [Foreign], &[Range<usize>]),
    voiced: &BTreeSet<Language>,
) -> Vec<Piece<'a>> {
    let voice = |language: &'a Language| voiced.iter().find(|own| own.is_like(language));
    let inside = |range: &Range<usize>| {
        let inside = range.start.max(at)..range.end.min(at + part.text.len());
        (!inside.is_empty()).then(|| inside.start - at..inside.end - at)
    };
    let mut found: Vec<(Range<usize>, &Language, bool)> = Vec::new();
    for quotation in foreign.iter().filter(|quotation| voice(&quotation.language) != voice(language)) {
        let is_long = |range: &Range<usize>| part.text[range.clone()].split_whitespace().count() >= LEAST_WORDS;
        let inside = inside(&quotation.range).filter(is_long);
        found.extend(inside.map(|range| (with_marks(part.text, range), &quotation.language, false)));
    }
    for range in quoted.iter().filter_map(inside) {
        let range = with_spaces(part.text, range);
        // What is in another language has a voice of its own.
        if found.iter().all(|(other, ..)| other.end <= range.start || range.end <= other.start) {
            found.push((range, language, true));
        }
    }
    found.sort_by_key(|(range, ..)| range.start);
    pieces(part, found, language)
}

/// Cuts a part at what is said by others.
fn pieces<'a>(
    part: Part<'a>,
    found: Vec<(Range<usize>, &'a Language, bool)>,
    language: &'a Language,
) -> Vec<Piece<'a>> {
    let says = |range: Range<usize>| part.text[range].chars().any(char::is_alphanumeric);
    let piece = |range: Range<usize>, language, quoted| Piece {
        part: Part { text: &part.text[range], ends: End::Breath },
        language,
        quoted,
    };
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    let mut from = 0;
    for (range, other, quoted) in found {
        let mut range = range.start.max(from)..range.end;
        if range.is_empty() || !says(range.clone()) {
            continue;
        }
        if says(from..range.start) {
            pieces.push(piece(from..range.start, language, false));
        } else {
            // A dash by itself is not said, and stays with what follows it.
            range.start = from;
        }
        from = range.end;
        if !says(from..part.text.len()) {
            from = part.text.len();
            range.end = from;
        }
        pieces.push(piece(range, other, quoted));
    }
    if from < part.text.len() {
        pieces.push(piece(from..part.text.len(), language, false));
    }
    if let Some(last) = pieces.last_mut() {
        last.part.ends = part.ends;
    }
    pieces
}

/// Widens a range of a text by the marks of clauses and the white space behind it.
fn with_spaces(text: &str, range: Range<usize>) -> Range<usize> {
    let rest = &text[range.end..];
    let next = rest.trim_start_matches([',', '.', ';', ':', '!', '?', '…', ')', ']', '，', '。']);
    range.start..text.len() - next.trim_start().len()
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
        let pieces = split(part, 0, (&english, &foreign, &[]), &voiced);
        assert_eq!(pieces.iter().map(|piece| piece.part.text).collect::<String>(), plain);
        assert!(pieces.last().is_none_or(|piece| piece.part.ends == End::Sentence));
        pieces.into_iter().map(|piece| (piece.part.text.to_owned(), piece.language.primary().to_owned())).collect()
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

    #[test]
    fn what_someone_said_is_a_piece_of_its_own_in_each_sentence() {
        let english = Language::english();
        let pieces = |text: &'static str, at: usize, quoted: Range<usize>| -> Vec<String> {
            let part = Part { text, ends: End::Sentence };
            let pieces = split(part, at, (&english, &[], &[quoted]), &BTreeSet::new());
            assert_eq!(pieces.iter().map(|piece| piece.part.text).collect::<String>(), text);
            pieces.iter().map(|piece| format!("{}{}", if piece.quoted { "+" } else { "-" }, piece.part.text)).collect()
        };
        assert_eq!(pieces("“It was late”, he said.", 0, 0..17), ["+“It was late”, ", "-he said."]);
        assert_eq!(pieces("He said: — “It was late.” ", 0, 13..31), ["-He said: — ", "+“It was late.” "]);
        assert_eq!(pieces("— “It was late.” — ", 0, 4..22), ["+— “It was late.” — "]);
        assert_eq!(pieces("It was late.” He left.", 7, 0..22), ["+It was late.” ", "-He left."]);
        assert_eq!(pieces("He left.", 7, 0..5), ["-He left."]);
    }
}
