//! A page's bytes, as often as they are wanted: small ones from memory, large ones from the file, UTF-16 as UTF-8.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use encoding_rs::{Encoding, UTF_8};

/// Up to which size a page is read into memory (taste: nearly every page; a large one is read three times).
const SMALL_BYTES: u64 = 1 << 20;

/// How much of a page is written at once (taste).
const WRITTEN_BYTES: usize = 64 << 10;

/// A page.
pub(super) struct Source {
    /// Its file: behind a link, the page itself.
    path: PathBuf,
    content: Content,
}

/// Where a page's bytes are.
enum Content {
    /// In memory.
    Small(Vec<u8>),
    /// In its file alone.
    Large,
    /// In memory, as UTF-8, though its file is in UTF-16.
    Wide(Vec<u8>, &'static Encoding),
}

impl Source {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let path = path.canonicalize()?;
        let mut file = crate::regular_file::open(&path)?;
        let length = file.metadata()?.len();
        let mut bytes = Vec::with_capacity(length.min(SMALL_BYTES) as usize + 1);
        Read::by_ref(&mut file).take(SMALL_BYTES).read_to_end(&mut bytes)?;
        let wide = Encoding::for_bom(&bytes).map(|(encoding, _)| encoding).filter(|encoding| *encoding != UTF_8);
        let content = match wide {
            Some(encoding) => {
                file.read_to_end(&mut bytes)?;
                Content::wide(&bytes, encoding)?
            }
            None if bytes.len() as u64 == SMALL_BYTES => Content::Large,
            None => Content::Small(bytes),
        };
        Ok(Self { path, content })
    }

    /// Returns the page's file.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the page from its start.
    pub(super) fn read(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(match &self.content {
            Content::Small(bytes) | Content::Wide(bytes, _) => Box::new(bytes.as_slice()),
            Content::Large => Box::new(File::open(&self.path)?),
        })
    }

    /// Puts a new page in the old one's place.
    pub(super) fn replace(&self, mut page: impl Read) -> io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let mut part = tempfile::Builder::new().prefix(".aloud-").suffix(".part").tempfile_in(folder)?;
        part.as_file().set_permissions(fs::metadata(&self.path)?.permissions())?;
        // The page comes in small pieces, from mark to mark.
        let mut to = BufWriter::with_capacity(WRITTEN_BYTES, &mut part);
        match self.content {
            Content::Wide(_, encoding) => io::copy(&mut page, &mut Units { encoding, to: &mut to, rest: Vec::new() })?,
            _ => io::copy(&mut page, &mut to)?,
        };
        to.flush()?;
        drop(to);
        part.persist(&self.path)?;
        Ok(())
    }
}

impl Content {
    fn wide(bytes: &[u8], encoding: &'static Encoding) -> io::Result<Self> {
        let text = encoding.decode_without_bom_handling(bytes).0.into_owned().into_bytes();
        let mut again = Vec::with_capacity(bytes.len());
        Units { encoding, to: &mut again, rest: Vec::new() }.write_all(&text)?;
        if again == bytes {
            Ok(Self::Wide(text, encoding))
        } else {
            Err(io::Error::new(io::ErrorKind::InvalidData, "it is not what its byte-order mark says"))
        }
    }
}

/// Writes UTF-8 as UTF-16.
struct Units<W> {
    encoding: &'static Encoding,
    to: W,
    /// The start of a character that is not whole yet.
    rest: Vec<u8>,
}

impl<W: Write> Write for Units<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.rest.extend(bytes);
        let whole = self.rest.utf8_chunks().next().map_or("", |chunk| chunk.valid());
        for unit in whole.encode_utf16() {
            let little = self.encoding == encoding_rs::UTF_16LE;
            self.to.write_all(&if little { unit.to_le_bytes() } else { unit.to_be_bytes() })?;
        }
        let length = whole.len();
        self.rest.drain(..length);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}
