//! Packets of a codec, decoded by symphonia, and Opus by opus-pure.

use std::io::Cursor;

use symphonia::core::codecs::audio::well_known::CODEC_ID_OPUS;
use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoderOptions};
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatReader, TrackType};
use symphonia::core::io::MediaSourceStream;
use symphonia::core::packet::Packet;

use super::error::broken;
use super::mpeg::Recording;
use super::{DecodeError, Interleaved, Rest, bounds, channels, matroska, mp4, opus};

/// How much less than promised is no loss: one frame of MP3, whose headers count what some decoders leave out.
const SLACK_FRAMES: u64 = 1_152;

/// A track to be decoded, and what becomes of what is too long.
#[derive(Clone, Copy)]
pub(super) struct Track<'a> {
    pub(super) id: u32,
    pub(super) rest: Rest,
    pub(super) parameters: &'a AudioCodecParameters,
    /// Whether an edit list says what is heard.
    pub(super) is_edited: bool,
    /// Whether it may end anywhere: who reads it has seen already that it is whole.
    pub(super) is_open: bool,
}

impl Track<'_> {
    /// Reads the next packet; none at the end.
    pub(super) fn next(&self, format: &mut dyn FormatReader) -> Result<Option<Packet>, DecodeError> {
        match format.next_packet() {
            Err(error) if self.is_open && is_end(&error) => Ok(None),
            read => read.map_err(broken),
        }
    }
}

/// Reads one file of any kind that symphonia knows.
pub(super) fn read(bytes: Vec<u8>, rest: Rest) -> Result<Interleaved, DecodeError> {
    // CAF counts whole packets, of which the last may be shorter; its chunks tell what is cut off.
    let is_counted = !bytes.starts_with(b"caff");
    read_counted(bytes, rest, is_counted)
}

/// Reads one file, which may say how long its sound is.
fn read_counted(bytes: Vec<u8>, rest: Rest, is_counted: bool) -> Result<Interleaved, DecodeError> {
    let edit = mp4::edit(&bytes);
    // Matroska that is streamed has no end of its own, and Ogg may lack the mark of its last page.
    let is_open = bytes.starts_with(matroska::MARK) || bytes.starts_with(b"OggS");
    let stream = MediaSourceStream::new(Box::new(Cursor::new(bytes)), Default::default());
    let mut format = symphonia::default::get_probe()
        .probe(&Hint::new(), stream, Default::default(), Default::default())
        .map_err(|error| if is_end(&error) { DecodeError::CutOff } else { DecodeError::UnknownFormat })?;
    let track = format.default_track(TrackType::Audio).ok_or(DecodeError::NoSound)?;
    let (id, promised) = (track.id, track.num_frames);
    let parameters = track.codec_params.as_ref().and_then(|parameters| parameters.audio()).cloned();
    let parameters = parameters.ok_or(DecodeError::NoSound)?;
    let track = Track { id, rest, parameters: &parameters, is_edited: edit.is_some(), is_open };
    let mut sound = if parameters.codec == CODEC_ID_OPUS {
        opus::read(format.as_mut(), track)?
    } else {
        decode(format.as_mut(), track)?
    };
    match edit {
        Some(edit) => sound.cut(&edit),
        None if rest == Rest::Refused
            && is_counted
            && promised.is_some_and(|frames| sound.frames() < frames.saturating_sub(SLACK_FRAMES)) =>
        {
            return Err(DecodeError::CutOff);
        }
        None => {}
    }
    Ok(sound)
}

/// Reads recordings of packets, one after another.
pub(super) fn recordings(recordings: Vec<Recording>, rest: Rest) -> Result<Vec<Interleaved>, DecodeError> {
    if recordings.is_empty() {
        return Err(DecodeError::NoSound);
    }
    let mut sounds = Vec::new();
    for Recording { packets, is_cut_off } in recordings {
        if is_cut_off && rest == Rest::Refused {
            return Err(DecodeError::CutOff);
        }
        // Without a container the length is an estimate, from samples of the packets' sizes.
        sounds.push(read_counted(packets, rest, false)?);
    }
    Ok(sounds)
}

fn is_end(error: &Error) -> bool {
    matches!(error, Error::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof)
}

/// Decodes the packets of a track.
fn decode(format: &mut dyn FormatReader, track: Track<'_>) -> Result<Interleaved, DecodeError> {
    let options = AudioDecoderOptions::default();
    let mut decoder =
        symphonia::default::get_codecs().make_audio_decoder(track.parameters, &options).map_err(broken)?;
    let (mut sound, mut part) = (Interleaved { samples: Vec::new(), weights: vec![1.0], hz: 0 }, Vec::new());
    let mut is_last_broken = false;
    while let Some(packet) = track.next(format)? {
        if packet.track_id != track.id {
            continue;
        }
        match decoder.decode(&packet) {
            Ok(decoded) => {
                is_last_broken = false;
                let spec = decoded.spec();
                if sound.hz == 0 {
                    bounds::channels(spec.channels().count())?;
                    (sound.weights, sound.hz) = (channels::weights(spec.channels()), bounds::rate(spec.rate())?.hz());
                } else if (sound.weights.len(), sound.hz) != (spec.channels().count(), spec.rate()) {
                    return Err(broken("its rate or its channels change in the middle"));
                }
                part.resize(decoded.samples_interleaved(), 0.0);
                decoded.copy_to_slice_interleaved(&mut part);
                match sound.add(&part) {
                    Err(DecodeError::TooLong) if track.rest == Rest::LeftOut => break,
                    added => added?,
                }
            }
            // One broken frame is a click; a file of nothing else has no samples in the end.
            Err(Error::DecodeError(_)) => is_last_broken = true,
            Err(error) => return Err(broken(error)),
        }
    }
    // A frame that is not all there is not decoded.
    if is_last_broken && track.rest == Rest::Refused && !sound.samples.is_empty() {
        return Err(DecodeError::CutOff);
    }
    Ok(sound)
}
