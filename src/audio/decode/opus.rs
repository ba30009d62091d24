//! Opus in Ogg, which symphonia takes apart and does not decode (RFC 7845, RFC 6716).

use opus_pure::OpusDecoder;
use symphonia::core::codecs::audio::AudioCodecParameters;
use symphonia::core::formats::FormatReader;

use super::error::broken;
use super::packed::Track;
use super::{DecodeError, Interleaved, Rest};

/// The rate Opus counts in, whatever went into the encoder.
const HZ: i32 = 48_000;
/// The longest packet: 120 ms (RFC 6716, section 2.1.4).
const MAX_PACKET_FRAMES: usize = 5_760;

/// Decodes the packets of a track, without what the encoder put before and after the sound.
pub(super) fn read(format: &mut dyn FormatReader, track: Track<'_>) -> Result<Interleaved, DecodeError> {
    let channels = match track.parameters.channels.as_ref().map_or(1, |channels| channels.count()) {
        few @ (1 | 2) => few,
        several => return Err(broken(format!("Opus of {several} channels is not read here"))),
    };
    let mut decoder = OpusDecoder::new(HZ, channels).map_err(broken)?;
    // In MP4 the edit list says the same.
    let mut delay = if track.is_edited { 0 } else { pre_skip(track.parameters) };
    let weights = vec![1.0 / channels as f32; channels];
    let mut sound = Interleaved { samples: Vec::new(), weights, hz: HZ.unsigned_abs() };
    let mut part = vec![0.0; MAX_PACKET_FRAMES * channels];
    while let Some(packet) = track.next(format)? {
        if packet.track_id != track.id {
            continue;
        }
        let frames = decoder.decode(&packet.data, MAX_PACKET_FRAMES, &mut part).map_err(broken)?;
        // symphonia says what to take off the end, and not what off the start.
        let end = frames - usize::try_from(packet.trim_end.get()).unwrap_or(frames).min(frames);
        let start = delay.min(end);
        delay -= start;
        match sound.add(&part[start * channels..end * channels]) {
            Err(DecodeError::TooLong) if track.rest == Rest::LeftOut => break,
            added => added?,
        }
    }
    Ok(sound)
}

/// Returns how many frames the encoder put before the sound (RFC 7845, section 5.1).
fn pre_skip(parameters: &AudioCodecParameters) -> usize {
    let header = parameters.extra_data.as_deref().unwrap_or_default();
    header.get(10..12).map_or(0, |bytes| usize::from(u16::from_le_bytes([bytes[0], bytes[1]])))
}
