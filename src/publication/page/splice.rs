//! A stream with stretches cut out and others put in, everything else byte for byte.

use std::io::{self, Read};
use std::vec::IntoIter;

/// One change of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    /// Where, in bytes from the start of the stream as it was.
    pub(super) at: u64,
    /// How many bytes go.
    pub(super) cut: u64,
    /// What comes.
    pub(super) insert: String,
}

impl Edit {
    pub(super) fn insert(at: u64, insert: impl Into<String>) -> Self {
        Self { at, cut: 0, insert: insert.into() }
    }

    pub(super) fn cut(start: u64, end: u64) -> Self {
        Self { at: start, cut: end - start, insert: String::new() }
    }
}

/// A stream with edits, which come in the order of their places and do not overlap.
pub(super) struct Spliced<R> {
    inner: R,
    at: u64,
    edits: IntoIter<Edit>,
    next: Option<Edit>,
    /// What is being put in, and how far it was read.
    putting: (String, usize),
}

impl<R: Read> Spliced<R> {
    pub(super) fn new(inner: R, edits: Vec<Edit>) -> Self {
        let mut edits = edits.into_iter();
        let next = edits.next();
        Self { inner, at: 0, edits, next, putting: (String::new(), 0) }
    }

    fn skip(&mut self, bytes: u64) -> io::Result<()> {
        self.at += io::copy(&mut self.inner.by_ref().take(bytes), &mut io::sink())?;
        Ok(())
    }
}

impl<R: Read> Read for Spliced<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let (text, read) = &mut self.putting;
            let rest = &text.as_bytes()[*read..];
            if !rest.is_empty() {
                let length = rest.len().min(buffer.len());
                buffer[..length].copy_from_slice(&rest[..length]);
                *read += length;
                return Ok(length);
            }
            match &self.next {
                Some(edit) if edit.at == self.at => {
                    let cut = edit.cut;
                    let insert = self.next.take().map(|edit| edit.insert).unwrap_or_default();
                    self.next = self.edits.next();
                    self.putting = (insert, 0);
                    self.skip(cut)?;
                }
                next => {
                    let until = next.as_ref().map_or(usize::MAX, |edit| (edit.at - self.at) as usize);
                    let length = buffer.len().min(until);
                    let read = self.inner.read(&mut buffer[..length])?;
                    self.at += read as u64;
                    return Ok(read);
                }
            }
        }
    }
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
        Spliced::new("abcdef".as_bytes(), edits).read_to_string(&mut text).unwrap();
        assert_eq!(text, "<ab-+ef>");
    }
}
