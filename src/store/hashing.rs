//! A writer that hashes what goes through it.

use std::io::{self, Seek, SeekFrom, Write};

/// A writer that hashes what goes through it, from its last rewinding on.
pub(super) struct Hashing<'a, W> {
    to: &'a mut W,
    hasher: blake3::Hasher,
}

impl<'a, W> Hashing<'a, W> {
    /// Writes to this.
    pub(super) fn new(to: &'a mut W) -> Self {
        Self { to, hasher: blake3::Hasher::new() }
    }

    /// Returns the BLAKE3 hash of what was written, in hexadecimal.
    pub(super) fn hash(&self) -> String {
        self.hasher.finalize().to_hex().to_string()
    }
}

impl<W: Write> Write for Hashing<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

impl<W: Seek> Seek for Hashing<'_, W> {
    fn seek(&mut self, place: SeekFrom) -> io::Result<u64> {
        self.hasher.reset();
        self.to.seek(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_hashed_from_the_last_beginning_on() {
        let mut file = io::Cursor::new(Vec::new());
        let mut hashing = Hashing::new(&mut file);
        hashing.write_all(b"torn").unwrap();
        hashing.rewind().unwrap();
        hashing.write_all(b"whole").unwrap();
        assert_eq!(hashing.hash(), blake3::hash(b"whole").to_hex().as_str());
        assert_eq!(file.into_inner(), b"whole");
    }
}
