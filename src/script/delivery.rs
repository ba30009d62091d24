//! How text is handed to a voice: how long its sentences may be, and whether it writes numbers out itself.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// What a voice takes best; the `[delivery]` of a voice file. It shapes the script, not the sound of a given text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Delivery {
    /// Characters above which a sentence is parted where a reader would breathe; 0 for a voice that never tires.
    pub longest_chars: usize,
    /// Letters and digits below which a sentence is said together with its neighbour in the block, for voices that speak
    /// fragments badly.
    pub shortest_chars: usize,
    /// Whether the voice gets numbers and abbreviations as written, since it reads them well itself.
    pub written_form: bool,
}

impl Delivery {
    /// Returns whether nothing is asked for.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// Returns the sentences of a block as this voice takes them, each the text of one or several, or a part of one; joined
    /// they give the same text. `block` is that text.
    pub(super) fn suit<'a>(&self, block: &'a str, sentences: &[&'a str]) -> Vec<Part<'a>> {
        let mut end = 0;
        let ranges = sentences.iter().map(|sentence| {
            end += sentence.len();
            end - sentence.len()..end
        });
        let joined = self.join(block, ranges.collect());
        joined.into_iter().flat_map(|range| self.part(&block[range])).collect()
    }

    /// Joins what is too short with what follows, the last with what came before.
    fn join(&self, block: &str, ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let short = |range: &Range<usize>| letters(&block[range.clone()]) < self.shortest_chars;
        let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match joined.last_mut() {
                Some(last) if short(last) => last.end = range.end,
                _ => joined.push(range),
            }
        }
        if let [.., before, last] = joined.as_mut_slice()
            && short(last)
        {
            before.end = last.end;
            joined.pop();
        }
        joined
    }

    /// Parts a sentence that is too long at its clauses, as evenly as they allow.
    fn part<'a>(&self, sentence: &'a str) -> Vec<Part<'a>> {
        let mut parts = Vec::new();
        let mut rest = sentence;
        while self.longest_chars > 0
            && rest.trim_end().chars().count() > self.longest_chars
            && let Some(end) = breath(rest, self.longest_chars)
        {
            parts.push(Part { text: &rest[..end], ends: End::Breath });
            rest = &rest[end..];
        }
        parts.push(Part { text: rest, ends: End::Sentence });
        parts
    }
}

/// A text to be said in one go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part<'a> {
    /// The text as written, with the white space that follows it.
    pub(super) text: &'a str,
    /// What it ends with.
    pub(super) ends: End,
}

/// What ends a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The end of a sentence.
    Sentence,
    /// A place to breathe within one.
    Breath,
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Returns where to breathe in a text longer than `longest` characters: behind the strongest clause mark, and of equal ones
/// the one nearest the middle, so that neither half is a scrap; without a mark nowhere.
fn breath(text: &str, longest: usize) -> Option<usize> {
    // A scrap shorter than this is heard as a stumble; taste.
    let least = longest / 5;
    let length = text.trim_end().chars().count();
    let middle = (length / 2).min(longest * 3 / 4);
    let mut best: Option<(u8, usize, usize)> = None;
    for (count, (at, c)) in text.char_indices().enumerate() {
        let end = at + c.len_utf8();
        let follows_space = text[end..].starts_with(char::is_whitespace);
        let Some(weakness) = weakness(c).filter(|_| follows_space) else { continue };
        let spoken = count + 1;
        if spoken < least || spoken > longest || length - spoken < least {
            continue;
        }
        let start = text.len() - text[end..].trim_start().len();
        let candidate = (weakness, spoken.abs_diff(middle), start);
        if best.is_none_or(|best| (candidate.0, candidate.1) < (best.0, best.1)) {
            best = Some(candidate);
        }
    }
    best.map(|(.., start)| start)
}

/// Says how weak a break a mark is; nothing for what is no break.
fn weakness(mark: char) -> Option<u8> {
    match mark {
        ';' | ':' | '؛' | '；' => Some(0),
        '—' | '–' => Some(1),
        ',' | '،' | '、' | '，' => Some(2),
        ')' | ']' => Some(3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "The council, which met on Tuesday, voted for the bridge; the mayor, who had opposed it for years, left \
                        before the count, and nobody went after her.";

    fn texts(delivery: Delivery, sentences: &[&str]) -> Vec<String> {
        let block = sentences.concat();
        let mut end = 0;
        let cut: Vec<&str> = sentences
            .iter()
            .map(|sentence| {
                end += sentence.len();
                &block[end - sentence.len()..end]
            })
            .collect();
        let parts = delivery.suit(&block, &cut);
        assert_eq!(parts.iter().map(|part| part.text).collect::<String>(), block);
        parts.into_iter().map(|part| part.text.to_owned()).collect()
    }

    #[test]
    fn long_sentences_are_parted_at_the_strongest_clause_mark() {
        let delivery = Delivery { longest_chars: 120, ..Delivery::default() };
        let parts = texts(delivery, &[LONG]);
        assert_eq!(parts.len(), 2, "{parts:?}");
        assert!(parts[0].ends_with("bridge; "));
        let shorter = Delivery { longest_chars: 60, ..Delivery::default() };
        assert!(texts(shorter, &[LONG]).iter().all(|part| part.chars().count() <= 62));
    }

    #[test]
    fn what_has_no_clause_stays_whole() {
        let delivery = Delivery { longest_chars: 40, ..Delivery::default() };
        let endless = "word".repeat(100);
        assert_eq!(texts(delivery, &[&endless]).len(), 1);
    }

    #[test]
    fn short_sentences_go_with_their_neighbours() {
        let delivery = Delivery { shortest_chars: 7, ..Delivery::default() };
        assert_eq!(
            texts(delivery, &["No. ", "Never. ", "She stayed at home. ", "Why?"]),
            ["No. Never. ", "She stayed at home. Why?"]
        );
        assert_eq!(texts(delivery, &["Yes."]), ["Yes."]);
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_lost(text in "[A-Ca-c,;: .—]{0,120}", longest_chars in 0_usize..50, shortest_chars in 0_usize..20) {
            let delivery = Delivery { longest_chars, shortest_chars, written_form: false };
            let halves = text.split_inclusive('.').collect::<Vec<_>>();
            texts(delivery, &halves);
        }
    }
}
