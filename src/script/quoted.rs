//! Quotations inside a paragraph, by their marks: where what someone said begins and ends. Titles, single words and phrases that are
//! only set in marks are none.

use std::ops::Range;

/// Of a paragraph in which no one says as many words at once, whoever reads the article says all: a change of voice for a word or two
/// would be heard as a stumble. Taste.
const LEAST_WORDS: usize = 4;
/// Of scripts without spaces, so many letters are as long.
const LEAST_LETTERS: usize = 8;
/// Marks that open, each with those that close it. `”` and `»` open too, in Swedish and in German books.
const PAIRS: [(char, &[char]); 9] = [
    ('“', &['”']),
    ('„', &['“', '”']),
    ('«', &['»']),
    ('»', &['«', '»']),
    ('”', &['”']),
    ('‘', &['’']),
    ('"', &['"']),
    ('「', &['」']),
    ('『', &['』']),
];
/// What ends a sentence or a clause of someone's words.
const STOPS: [char; 11] = ['.', ',', '!', '?', '…', ';', '—', '。', '、', '！', '？'];
/// Before someone's words.
const INTRODUCED_BY: [char; 7] = [',', ':', ';', '—', '–', '，', '：'];

/// Finds the quotations in a block's text, with their marks; they neither touch nor hold each other.
pub(super) fn quotations(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut is_any_long) = (Vec::new(), false);
    let mut from = 0;
    while let Some((start, mark)) = opening(text, from) {
        let inner = start + mark.len_utf8();
        let end = closing(text, inner, mark);
        // A quotation that goes on in the next paragraph is closed there.
        let is_alone = text[..start].trim().is_empty() && !text[inner..].contains('“');
        let goes_on = end.is_none() && mark == '“' && is_alone;
        let range = match end {
            Some(end) => start..end,
            None if goes_on => start..text.len(),
            None => {
                from = inner;
                continue;
            }
        };
        from = range.end;
        if goes_on || is_speech(text, &range) {
            is_any_long |= is_long(&text[range.clone()]);
            found.push(range);
        }
    }
    // “Yes,” she said, “I shall come” is hers from the first word.
    if is_any_long { found } else { Vec::new() }
}

/// Finds the next mark that opens a quotation.
fn opening(text: &str, from: usize) -> Option<(usize, char)> {
    text[from..].char_indices().map(|(at, c)| (from + at, c)).find(|(at, c)| {
        let before = text[..*at].chars().next_back();
        let after = text[at + c.len_utf8()..].chars().next();
        let is_behind_word = before.is_some_and(char::is_alphanumeric);
        let is_before_space = after.is_none_or(char::is_whitespace);
        match c {
            // Unlike the others these close as well, or stand for an apostrophe or for inches.
            '"' | '”' | '»' | '‘' => {
                let is_free = before.is_none_or(|c| c.is_whitespace() || "([—–-".contains(c));
                is_free && !is_before_space
            }
            '“' | '„' => !is_behind_word && !is_before_space,
            '«' | '「' | '『' => true,
            _ => false,
        }
    })
}

/// Finds the end of what a mark opened: behind the mark that closes it.
fn closing(text: &str, inner: usize, mark: char) -> Option<usize> {
    let closing = PAIRS.iter().find(|(own, _)| *own == mark).map_or(&[][..], |(_, closing)| closing);
    let mut before = None;
    for (at, c) in text[inner..].char_indices() {
        let at = inner + at;
        let after = text[at + c.len_utf8()..].chars().next();
        let is_apostrophe = c == '’' && !before.is_some_and(|c| STOPS.contains(&c))
            || matches!(c, '’' | '"') && after.is_some_and(char::is_alphanumeric);
        let is_behind_space = before.is_some_and(char::is_whitespace);
        let opens_again = c == mark && (!closing.contains(&c) || c == '"' && is_behind_space && is_apostrophe);
        if closing.contains(&c) && !is_apostrophe && before.is_some() {
            return Some(at + c.len_utf8());
        }
        // Another quotation begins: the first was never closed.
        if opens_again {
            return None;
        }
        before = Some(c);
    }
    None
}

/// Returns whether a text in marks is what someone said: no title, and set off as speech is.
fn is_speech(text: &str, range: &Range<usize>) -> bool {
    let marks = |c: char| PAIRS.iter().any(|(open, close)| c == *open || close.contains(&c));
    let inside = text[range.clone()].trim_matches(|c: char| marks(c) || c.is_whitespace());
    if is_title(inside) {
        return false;
    }
    let before = text[..range.start].trim_end().chars().next_back();
    let after = text[range.end..].trim_start().chars().next();
    let first = inside.chars().find(|c| c.is_alphanumeric());
    let is_capital = first.is_some_and(|c| !c.is_lowercase());
    let is_introduced = before.is_none_or(|c| INTRODUCED_BY.contains(&c));
    let is_ended = inside.ends_with(STOPS) || after.is_some_and(|c| STOPS.contains(&c)) || after.is_none();
    is_capital && (is_introduced || is_ended || before.is_some_and(|c| STOPS.contains(&c))) || is_introduced && is_ended
}

fn is_long(text: &str) -> bool {
    let is_dense = |c: &char| matches!(u32::from(*c), 0x2E80..=0x9FFF | 0x0E00..=0x0EFF | 0x20000..=0x3FFFF);
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count() >= LEAST_WORDS
        || text.chars().filter(is_dense).count() >= LEAST_LETTERS
}

/// Returns whether nearly all words that are no small ones are in capitals, as in titles in English.
fn is_title(text: &str) -> bool {
    let words = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let long: Vec<&str> = words.filter(|word| word.chars().count() > 3).collect();
    let capitals = long.iter().filter(|word| word.chars().next().is_some_and(char::is_uppercase)).count();
    let has_small_letters = text.chars().any(char::is_lowercase);
    has_small_letters && long.len() > 1 && capitals * 4 >= long.len() * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        quotations(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn what_someone_said_is_found_in_every_kind_of_marks() {
        for (text, said) in [
            ("“It was late,” he said, “and the boat was gone.”", &["“It was late,”", "“and the boat was gone.”"][..]),
            ("He said: “I will go home now.” Then he went.", &["“I will go home now.”"]),
            (
                "\"I don't know,\" he said. \"It isn't mine, is it?\"",
                &["\"I don't know,\"", "\"It isn't mine, is it?\""],
            ),
            ("The “experts” were told: “Go home and stay there.”", &["“Go home and stay there.”"]),
            ("‘It’s the boys’ boat, not mine,’ he said.", &["‘It’s the boys’ boat, not mine,’"]),
            ("„Das habe ich nie gesagt“, sagte er.", &["„Das habe ich nie gesagt“"]),
            ("»Das habe ich nie gesagt«, sagte er.", &["»Das habe ich nie gesagt«"]),
            ("”Det har jag aldrig sagt”, sade han.", &["”Det har jag aldrig sagt”"]),
            ("« Je ne l’ai jamais dit », dit-elle.", &["« Je ne l’ai jamais dit »"]),
            ("他说：「我从来没有这样说过。」", &["「我从来没有这样说过。」"]),
            ("“First there was rain. Then came “the big one” as they say.", &[]),
            ("“First there was rain, and then the wind came.", &["“First there was rain, and then the wind came."]),
        ] {
            assert_eq!(found(text), said, "{text}");
        }
    }

    #[test]
    fn titles_and_phrases_are_no_speech() {
        for text in [
            "He read “The Old Man and the Sea” twice.",
            "His book “A Short History of Nearly Everything,” is long.",
            "They call it “a very long and winding road” here.",
            "The so-called “experts” went home.",
            // So are many titles of other languages written.
            "She told us “We shall see about that” and left.",
            "“Yes,” he said. “No.”",
            "A 6\" pipe and a 12\" pipe were laid in the yard.",
            "The boys’ boat and the girls’ boat were gone.",
            "He never closed the “mark that he had opened before.",
            "",
            "“",
            "”",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_parted_at_its_letters(text in "[“”„«»‘’\"A-Ca-c.,!? é—]{0,60}") {
            let mut end = 0;
            for range in quotations(&text) {
                proptest::prop_assert!(range.start >= end && text.get(range.clone()).is_some());
                end = range.end;
            }
        }
    }
}
