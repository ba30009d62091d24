//! The sound inside a compressed file, whatever its tags say: its packets as they were encoded, hashed without being decoded.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use symphonia::core::errors::Error;
use symphonia::core::formats::TrackType;
use symphonia::core::formats::probe::Hint;
use symphonia::core::io::{MediaSource, MediaSourceStream};

use super::{mp4, mpeg};

/// Hashes the sound of a compressed file: how it is encoded, and every packet of it. Tags, pictures, chapters and signatures do not
/// count, nor where in the file something stands. BLAKE3, in hexadecimal.
///
/// # Errors
/// When the file cannot be read, or it is no sound file.
pub fn sound_hash(mut file: File) -> io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    // Which part of the packets is heard, in an MP4.
    hasher.update(mp4::described(mp4::edit_in(&mut file)?).as_bytes());
    let stream = MediaSourceStream::new(Box::new(Sound::in_file(file)?), Default::default());
    let probe = symphonia::default::get_probe();
    let mut format = probe.probe(&Hint::new(), stream, Default::default(), Default::default()).map_err(unread)?;
    let track = format.default_track(TrackType::Audio).ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))?;
    let id = track.id;
    let parameters = track.codec_params.as_ref().and_then(|parameters| parameters.audio());
    hasher.update(parameters.and_then(|parameters| parameters.extra_data.as_deref()).unwrap_or_default());
    while let Some(packet) = format.next_packet().map_err(unread)? {
        if packet.track_id == id {
            hasher.update(&(packet.data.len() as u64).to_le_bytes()).update(&packet.data);
        }
    }
    Ok(hasher.finalize().to_hex().to_string())
}

/// A file behind the tags at its beginning, in which the probe would look for packets.
struct Sound {
    file: File,
    start: u64,
}

impl Sound {
    fn in_file(mut file: File) -> io::Result<Self> {
        /// An ID3 tag says its size in its first ten bytes.
        const HEADER_BYTES: u64 = 10;
        let (mut start, mut header) = (0, Vec::new());
        loop {
            header.clear();
            file.seek(SeekFrom::Start(start))?;
            file.by_ref().take(HEADER_BYTES).read_to_end(&mut header)?;
            match mpeg::tag(&header).filter(|_| header.starts_with(b"ID3")) {
                Some(bytes) => start += bytes as u64,
                None => break,
            }
        }
        file.seek(SeekFrom::Start(start))?;
        Ok(Self { file, start })
    }
}

impl Read for Sound {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.file.read(buffer)
    }
}

impl Seek for Sound {
    fn seek(&mut self, place: SeekFrom) -> io::Result<u64> {
        let place = match place {
            SeekFrom::Start(place) => SeekFrom::Start(place.saturating_add(self.start)),
            other => other,
        };
        Ok(self.file.seek(place)?.saturating_sub(self.start))
    }
}

impl MediaSource for Sound {
    fn is_seekable(&self) -> bool {
        true
    }

    fn byte_len(&self) -> Option<u64> {
        Some(self.file.metadata().ok()?.len().saturating_sub(self.start))
    }
}

fn unread(error: Error) -> io::Error {
    match error {
        Error::IoError(error) => error,
        error => io::Error::new(io::ErrorKind::InvalidData, error.to_string()),
    }
}
