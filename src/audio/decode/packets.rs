//! The sound inside a compressed file, whatever its tags say: its packets as they were encoded, hashed without being decoded.

use std::fs::File;
use std::io;

use symphonia::core::errors::Error;
use symphonia::core::formats::TrackType;
use symphonia::core::formats::probe::Hint;
use symphonia::core::io::MediaSourceStream;

use super::mp4;

/// Hashes the sound of a compressed file: how it is encoded, and every packet of it. Tags, pictures, chapters and signatures do not
/// count, nor where in the file something stands. BLAKE3, in hexadecimal.
///
/// # Errors
/// When the file cannot be read, or it is no sound file.
pub fn sound_hash(mut file: File) -> io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    // Which part of the packets is heard, in an MP4.
    hasher.update(format!("{:?}", mp4::edit_in(&mut file)?).as_bytes());
    io::Seek::rewind(&mut file)?;
    let stream = MediaSourceStream::new(Box::new(file), Default::default());
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

fn unread(error: Error) -> io::Error {
    match error {
        Error::IoError(error) => error,
        error => io::Error::new(io::ErrorKind::InvalidData, error.to_string()),
    }
}
