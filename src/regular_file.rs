//! Opens files that end: what is a pipe, a device or a socket is refused before a byte is read, since reading one may wait
//! for ever.

use std::fs::{File, FileType, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

/// A path names something that is no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it is {what}, not a file")]
pub(crate) struct NotRegular {
    /// What it is: "a pipe", "a folder".
    pub(crate) what: &'static str,
}

/// Opens a file for reading.
///
/// # Errors
/// As [`File::open`], and of the kind `InvalidInput` with [`NotRegular`] inside when the path names something else than a
/// file. Opening never waits.
pub(crate) fn open(path: &Path) -> io::Result<File> {
    let file = without_waiting().open(path)?;
    let kind = file.metadata()?.file_type();
    if kind.is_file() {
        Ok(file)
    } else {
        Err(io::Error::new(io::ErrorKind::InvalidInput, NotRegular { what: name(kind) }))
    }
}

/// Reads a file of at most so many bytes.
///
/// # Errors
/// As [`open`], and when the file cannot be read or is larger.
pub(crate) fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it has more than {most} bytes")));
    }
    Ok(bytes)
}

/// Reads a file that people or we write: settings, manifests, lists.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_data(path: &Path) -> io::Result<Vec<u8>> {
    const MOST_BYTES: u64 = 256 << 20;
    read(path, MOST_BYTES)
}

/// Reads the same as text.
///
/// # Errors
/// As [`read`], and when it is no UTF-8.
pub(crate) fn read_text(path: &Path) -> io::Result<String> {
    String::from_utf8(read_data(path)?).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

/// Opening a pipe waits for its writer unless it is opened so.
#[cfg(unix)]
fn without_waiting() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = OpenOptions::new();
    options.read(true).custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    options
}

#[cfg(not(unix))]
fn without_waiting() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true);
    options
}

fn name(kind: FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return "a pipe";
        }
        if kind.is_socket() {
            return "a socket";
        }
    }
    if kind.is_dir() { "a folder" } else { "a device" }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_never_ends_is_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR, 0).unwrap();
        let refused = |path: &Path| open(path).unwrap_err().to_string();
        assert_eq!(refused(&pipe), "it is a pipe, not a file");
        assert_eq!(refused(Path::new("/dev/zero")), "it is a device, not a file");
        assert_eq!(refused(folder.path()), "it is a folder, not a file");
        let file = folder.path().join("file");
        std::fs::write(&file, "words").unwrap();
        assert_eq!(io::read_to_string(open(&file).unwrap()).unwrap(), "words");
        assert_eq!(read(&file, 5).unwrap(), b"words");
        assert_eq!(read(&file, 4).unwrap_err().to_string(), "it has more than 4 bytes");
    }
}
