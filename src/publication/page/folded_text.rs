//! A page's words as they are compared with a narration's: letters and digits alone, in one form, each with its place.

use std::ops::Range;

use encoding_rs::{Encoding, UTF_8};
use unicode_normalization::char::is_combining_mark;

use super::letters;
use crate::publication::text;

/// How many bytes of keys are kept of a page, two or three novels' worth; what comes after is not followed along. A bound on
/// memory, whatever the page.
const MOST_KEYS: usize = 1 << 20;
/// Longest character reference, in bytes (`&CounterClockwiseContourIntegral;` has 33).
const LONGEST_REFERENCE: usize = 34;

/// The keys of a text, and where each stands.
#[derive(Default)]
pub(super) struct FoldedText {
    /// The keys: UTF-8.
    text: Vec<u8>,
    /// The place of each byte of `text`.
    spots: Vec<Spot>,
    /// Where in `text` each text node begins.
    nodes: Vec<usize>,
    /// Where a bracket was opened that has held nothing but digits since.
    bracket: Option<usize>,
    /// How many bytes stand before the next key that belong to its word: opening quotes.
    opening: u32,
    /// Whether the last key's word may still get closing marks.
    closing: bool,
}

/// The place of a key in the page.
#[derive(Debug, Clone, Copy)]
struct Spot {
    start: u32,
    /// Its own bytes; a reference has the most.
    length: u8,
    /// Bytes before it that belong to its word.
    opening: u8,
    /// Bytes after it that belong to its word.
    closing: u8,
}

impl Spot {
    fn end(self) -> u32 {
        self.start + u32::from(self.length)
    }
}

/// Writes a text as keys.
pub(in crate::publication) fn fold(text: &str) -> String {
    let mut keys = FoldedText::default();
    keys.add_apart(text);
    String::from_utf8(keys.text).unwrap_or_default()
}

impl FoldedText {
    /// Returns the keys: UTF-8.
    pub(super) fn text(&self) -> &[u8] {
        &self.text
    }

    /// Returns whether there is no room for more.
    pub(super) fn is_full(&self) -> bool {
        self.text.len() >= MOST_KEYS
    }

    /// Adds a text that has nothing to do with what came before, and gives its keys.
    pub(super) fn add_apart(&mut self, text: &str) -> Range<usize> {
        let start = self.text.len();
        self.bracket = None;
        self.add_node(text.as_bytes(), 0, UTF_8);
        start..self.text.len()
    }

    /// Adds a text node, or a part of one that ends where a character and its reference end.
    pub(super) fn add_node(&mut self, bytes: &[u8], start: u64, encoding: &'static Encoding) {
        // Places are kept small; pages beyond 4 GiB are not followed further.
        let Ok(start) = u32::try_from(start + bytes.len() as u64).map(|end| end - bytes.len() as u32) else { return };
        self.nodes.push(self.text.len());
        (self.opening, self.closing) = (0, false);
        if encoding == UTF_8 {
            self.add_utf_8(bytes, start);
        } else {
            self.add_decoded(bytes, start, encoding);
        }
    }

    fn add_utf_8(&mut self, bytes: &[u8], start: u32) {
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            let (rest, place) = (&bytes[at..], start + at as u32);
            at += match byte {
                b'&' => self.add_reference(rest, place),
                byte if byte.is_ascii_alphanumeric() => self.add_word(rest, place),
                byte if byte.is_ascii() => {
                    self.add(char::from(*byte), place, place + 1);
                    1
                }
                _ => self.add_beyond_ascii(rest, place),
            };
        }
    }

    /// Adds the letters and digits that a text begins with, and tells how many there are.
    fn add_word(&mut self, rest: &[u8], start: u32) -> usize {
        let length = rest.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let word = &rest[..length];
        if self.bracket.is_some() && !word.iter().all(u8::is_ascii_digit) {
            self.bracket = None;
        }
        if !self.is_full() {
            let first = self.spots.len();
            self.text.extend(word.iter().map(u8::to_ascii_lowercase));
            self.spots.extend((start..).take(length).map(|start| Spot { start, length: 1, opening: 0, closing: 0 }));
            self.spots[first].opening = u8::try_from(self.opening).unwrap_or(0);
            (self.opening, self.closing) = (0, true);
        }
        length
    }

    /// Adds the character reference that a text begins with, and tells its length.
    fn add_reference(&mut self, rest: &[u8], start: u32) -> usize {
        let near = rest[1..rest.len().min(1 + LONGEST_REFERENCE)].utf8_chunks().next();
        let Some((known, length)) = near.and_then(|near| text::reference(near.valid())) else {
            // Nothing may be put between an ampersand and what follows.
            (self.opening, self.closing) = (0, false);
            return 1;
        };
        let whole = 1 + length;
        known.chars().for_each(|c| self.add(c, start, start + whole as u32));
        whole
    }

    /// Adds the characters beyond ASCII that a text begins with, and tells their length.
    fn add_beyond_ascii(&mut self, rest: &[u8], start: u32) -> usize {
        let length = rest.iter().position(u8::is_ascii).unwrap_or(rest.len());
        let mut at = start;
        for chunk in rest[..length].utf8_chunks() {
            for c in chunk.valid().chars() {
                let end = at + c.len_utf8() as u32;
                self.add(c, at, end);
                at = end;
            }
            at += chunk.invalid().len() as u32;
        }
        length
    }

    /// Adds text of another charset: its characters are found by giving the decoder one byte at a time.
    fn add_decoded(&mut self, bytes: &[u8], start: u32, encoding: &'static Encoding) {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut decoded = String::with_capacity(16);
        let mut characters: Vec<(char, u32, u32)> = Vec::with_capacity(bytes.len());
        let mut from = start;
        for (at, byte) in (start..).zip(bytes) {
            decoded.clear();
            let (..) = decoder.decode_to_string(&[*byte], &mut decoded, false);
            if !decoded.is_empty() {
                characters.extend(decoded.chars().map(|c| (c, from, at + 1)));
                from = at + 1;
            }
        }
        let mut index = 0;
        while let Some(&(c, from, to)) = characters.get(index) {
            index += 1;
            if c != '&' {
                self.add(c, from, to);
                continue;
            }
            let ahead = &characters[index..characters.len().min(index + LONGEST_REFERENCE)];
            let ahead: String = ahead.iter().map(|(c, ..)| *c).collect();
            match text::reference(&ahead) {
                Some((known, length)) => {
                    // A reference is ASCII.
                    index += length;
                    let end = characters[index - 1].2;
                    known.chars().for_each(|c| self.add(c, from, end));
                }
                None => (self.opening, self.closing) = (0, false),
            }
        }
    }

    fn add(&mut self, c: char, start: u32, end: u32) {
        if c.is_ascii_alphanumeric() {
            if !c.is_ascii_digit() {
                self.bracket = None;
            }
            self.push(&[c.to_ascii_lowercase() as u8], start, end);
        } else if c.is_whitespace() {
            (self.opening, self.closing, self.bracket) = (0, false, None);
        } else if c.is_ascii() || !self.add_folded(c, start, end) {
            self.add_mark(c, end - start);
        }
    }

    /// Adds a letter beyond ASCII. Says whether it is one, or an accent of the letter before.
    fn add_folded(&mut self, c: char, start: u32, end: u32) -> bool {
        let before = self.text.len();
        letters::keys_of(c, |keys| self.push(keys, start, end));
        if self.text.len() > before {
            self.bracket = None;
            return true;
        }
        let is_accent = is_combining_mark(c);
        if let Some(last) = self.spots.last_mut().filter(|last| is_accent && last.end() == start) {
            last.length = u8::try_from(end - last.start).unwrap_or(last.length);
        }
        is_accent
    }

    fn push(&mut self, letters: &[u8], start: u32, end: u32) {
        // Wrong bytes are read one by one, so that no character is longer than its charset's longest, or a reference.
        let Some(length) = u8::try_from(end - start).ok().filter(|_| !letters.is_empty() && !self.is_full()) else {
            return;
        };
        let spot = Spot { start, length, opening: u8::try_from(self.opening).unwrap_or(0), closing: 0 };
        self.text.extend(letters);
        self.spots.extend(letters.iter().map(|_| spot));
        (self.opening, self.closing) = (0, true);
    }

    /// Adds a mark that is no key: it may belong to the word before or after it, or close a number in brackets.
    fn add_mark(&mut self, c: char, length: u32) {
        if c == '[' {
            self.bracket = Some(self.text.len());
        } else if let (']', Some(at)) = (c, self.bracket.take())
            && (1..=3).contains(&(self.text.len() - at))
        {
            self.truncate(at);
            (self.opening, self.closing) = (0, false);
            return;
        }
        self.opening += length;
        if let Some(last) = self.spots.last_mut().filter(|_| self.closing) {
            last.closing = last.closing.saturating_add(u8::try_from(length).unwrap_or(u8::MAX));
        }
    }

    fn truncate(&mut self, length: usize) {
        self.text.truncate(length);
        self.spots.truncate(length);
        self.nodes.iter_mut().for_each(|node| *node = (*node).min(length));
    }

    /// Returns whether words end before the key at this place.
    pub(super) fn is_word_boundary(&self, at: usize) -> bool {
        let Some((before, after)) = at.checked_sub(1).and_then(|before| self.spots.get(before).zip(self.spots.get(at)))
        else {
            return true;
        };
        // Chinese, Japanese and Korean write words without spaces between: their letters, from U+2E80 on, have three bytes.
        const IDEOGRAPHS: u8 = 0xe2;
        let lead = self.text[..at].iter().rev().find(|byte| (**byte as i8) >= -0x40);
        before.end() != after.start || self.text[at] >= IDEOGRAPHS || lead.is_some_and(|lead| *lead >= IDEOGRAPHS)
    }

    /// Returns the stretches of text nodes that a range of keys covers, with the marks that belong to its words.
    pub(super) fn stretches(&self, range: Range<usize>) -> Vec<(u64, u64)> {
        let first = self.nodes.partition_point(|node| *node <= range.start);
        let inner = self.nodes[first..].iter().copied().take_while(|node| *node < range.end);
        let mut edges: Vec<usize> = std::iter::once(range.start).chain(inner).chain([range.end]).collect();
        edges.dedup();
        edges.windows(2).map(|edge| self.stretch(edge[0], edge[1])).collect()
    }

    fn stretch(&self, first: usize, end: usize) -> (u64, u64) {
        let (first, last) = (self.spots[first], self.spots[end - 1]);
        (u64::from(first.start - u32::from(first.opening)), u64::from(last.end() + u32::from(last.closing)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_read_alike_have_one_form() {
        assert_eq!(fold("“It’s   ‘fine’,” she\u{ad} said.[12] Élan!"), fold("\"It's 'fine',\" she said. E\u{301}LAN"));
        assert_eq!(fold("5 km² of [them]"), "5kmofthem");
        assert_eq!(fold("東京。ﬁne &amp; &eacute;t&#233;"), "東京fineete");
        assert_eq!(fold("AT&T&nbsp&copy 1 &Eacute &notit; &#233"), "att1eite");
    }

    #[test]
    fn stretches_take_the_marks_of_their_words_along() {
        let mut keys = FoldedText::default();
        let text = "He said: “Go.” &quot;No,&quot; she said.";
        keys.add_node(text.as_bytes(), 100, UTF_8);
        let cut = |from: usize, to: usize| {
            let (start, end) = keys.stretches(from..to)[0];
            &text[start as usize - 100..end as usize - 100]
        };
        assert_eq!(cut(0, 8), "He said: “Go.”");
        assert_eq!(cut(8, 17), "&quot;No,&quot; she said.");
    }

    #[test]
    fn places_hold_in_other_charsets() {
        let mut keys = FoldedText::default();
        let (bytes, ..) = encoding_rs::SHIFT_JIS.encode("表示、ｱ.");
        keys.add_node(&bytes, 0, encoding_rs::SHIFT_JIS);
        assert_eq!(keys.stretches(0..3), [(0, 2)]);
        assert_eq!(keys.stretches(0..keys.text.len()), [(0, bytes.len() as u64)]);
    }
}
