//! A stream with stretches cut out and others put in, everything else byte for byte.

use std::borrow::Cow;
use std::io::{self, Read};

/// One change of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    /// Where, in bytes from the start of the stream as it was.
    pub(super) at: u64,
    /// How many bytes go.
    pub(super) cut: u64,
    /// What comes.
    pub(super) insert: Cow<'static, str>,
}

impl Edit {
    pub(super) fn insert(at: u64, insert: impl Into<Cow<'static, str>>) -> Self {
        Self { at, cut: 0, insert: insert.into() }
    }

    pub(super) fn cut(start: u64, end: u64) -> Self {
        Self { at: start, cut: end - start, insert: Cow::Borrowed("") }
    }
}

/// A stream with edits, which come in the order of their places and do not overlap.
pub(super) struct Spliced<'a, R> {
    inner: R,
    at: u64,
    edits: &'a [Edit],
    /// What is still to be read of what is being put in.
    putting: &'a [u8],
}

impl<'a, R: Read> Spliced<'a, R> {
    pub(super) fn new(inner: R, edits: &'a [Edit]) -> Self {
        Self { inner, at: 0, edits, putting: &[] }
    }

    fn skip(&mut self, bytes: u64) -> io::Result<()> {
        self.at += io::copy(&mut self.inner.by_ref().take(bytes), &mut io::sink())?;
        Ok(())
    }
}

impl<R: Read> Read for Spliced<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.putting.is_empty() {
                return self.putting.read(buffer);
            }
            let until = match self.edits.split_first() {
                Some((edit, rest)) if edit.at == self.at => {
                    (self.edits, self.putting) = (rest, edit.insert.as_bytes());
                    self.skip(edit.cut)?;
                    continue;
                }
                next => next.map_or(u64::MAX, |(edit, _)| edit.at - self.at),
            };
            let length = usize::try_from(until).unwrap_or(usize::MAX).min(buffer.len());
            let read = self.inner.read(&mut buffer[..length])?;
            self.at += read as u64;
            return Ok(read);
        }
    }
}

/// Joins cuts of a stream with cuts of what it is without them.
pub(super) fn joined(first: &[Edit], then: &[Edit]) -> Vec<Edit> {
    let before = |at: u64| first.iter().fold(at, |at, edit| if edit.at <= at { at + edit.cut } else { at });
    let later = then.iter().map(|edit| (before(edit.at), before(edit.at + edit.cut - 1) + 1));
    let mut cuts: Vec<(u64, u64)> = first.iter().map(|edit| (edit.at, edit.at + edit.cut)).chain(later).collect();
    cuts.sort_unstable();
    let mut joined: Vec<(u64, u64)> = Vec::with_capacity(cuts.len());
    for (start, end) in cuts {
        match joined.last_mut().filter(|last| start < last.1) {
            Some(last) => last.1 = last.1.max(end),
            None => joined.push((start, end)),
        }
    }
    joined.into_iter().map(|(start, end)| Edit::cut(start, end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_made_and_the_rest_is_kept() {
        let edits = vec![
            Edit::insert(0, "<"),
            Edit::cut(2, 4),
            Edit::insert(4, "-"),
            Edit::insert(4, "+"),
            Edit::insert(6, ">"),
        ];
        let mut text = String::new();
        Spliced::new("abcdef".as_bytes(), &edits).read_to_string(&mut text).unwrap();
        assert_eq!(text, "<ab-+ef>");
    }

    #[test]
    fn cuts_of_what_is_left_are_cuts_of_the_whole() {
        // Of "abXXcdYYef" first X and Y go, then of "abcdef" b, and d with e.
        let first = [Edit::cut(2, 4), Edit::cut(6, 8)];
        let then = [Edit::cut(1, 2), Edit::cut(3, 5)];
        let mut text = String::new();
        let cuts = joined(&first, &then);
        Spliced::new("abXXcdYYef".as_bytes(), &cuts).read_to_string(&mut text).unwrap();
        assert_eq!(text, "acf");
    }
}
