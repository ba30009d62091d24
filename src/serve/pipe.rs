//! Where an encoder writes while what it wrote is already on its way to the client.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use mp4ameta::StorageFile;

/// Both ends: the encoder's and that of who sends.
#[derive(Clone, Default)]
pub(super) struct Pipe(Arc<Mutex<Flow>>);

#[derive(Default)]
struct Flow {
    /// Bytes that are not sent yet.
    held: Vec<u8>,
    /// How many were sent.
    sent: u64,
    /// Where the encoder writes next, counted from the start.
    at: u64,
}

impl Pipe {
    /// Takes out what was written. What is later written in its place is lost: a stream cannot go back.
    pub(super) fn drain(&self) -> Vec<u8> {
        let mut flow = self.flow();
        flow.sent += flow.held.len() as u64;
        std::mem::take(&mut flow.held)
    }

    fn flow(&self) -> MutexGuard<'_, Flow> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut flow = self.flow();
        let gone = usize::try_from(flow.sent.saturating_sub(flow.at)).unwrap_or(usize::MAX).min(bytes.len());
        let left = &bytes[gone..];
        let start = usize::try_from(flow.at.saturating_sub(flow.sent)).map_err(io::Error::other)?;
        if !left.is_empty() {
            let end = start + left.len();
            if flow.held.len() < end {
                flow.held.resize(end, 0);
            }
            flow.held[start..end].copy_from_slice(left);
        }
        flow.at += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Pipe {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let mut flow = self.flow();
        let end = flow.sent + flow.held.len() as u64;
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => flow.at.checked_add_signed(by),
            SeekFrom::End(by) => end.checked_add_signed(by),
        };
        flow.at = at.filter(|at| *at <= end).ok_or(io::ErrorKind::InvalidInput)?;
        Ok(flow.at)
    }
}

/// Encoders only write; what was sent could not be read either.
impl Read for Pipe {
    fn read(&mut self, _buffer: &mut [u8]) -> io::Result<usize> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

impl StorageFile for Pipe {
    fn set_len(&mut self, _length: u64) -> mp4ameta::Result<()> {
        Err(mp4ameta::Error::from(io::Error::from(io::ErrorKind::Unsupported)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_sent_can_still_be_changed() {
        let (ours, mut encoders) = (Pipe::default(), Pipe::default());
        encoders.0 = Arc::clone(&ours.0);
        encoders.write_all(b"header").unwrap();
        encoders.seek(SeekFrom::Start(0)).unwrap();
        encoders.write_all(b"H").unwrap();
        encoders.seek(SeekFrom::End(0)).unwrap();
        assert_eq!(ours.drain(), b"Header");
        encoders.write_all(b"body").unwrap();
        encoders.seek(SeekFrom::Start(4)).unwrap();
        encoders.write_all(b"ERB").unwrap();
        assert_eq!(ours.drain(), b"Body");
        assert!(ours.drain().is_empty() && encoders.seek(SeekFrom::Start(11)).is_err());
    }
}
