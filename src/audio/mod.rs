//! Sound as values: clips of mono samples, counted in whole frames.

mod clip;
mod cover;
mod decode;
mod depth;
mod encode;
mod frames;
mod lanes;
mod limiter;
mod loudness;
mod oversample;
mod resample;
pub(crate) mod riff;
mod room_tone;
mod sample;
mod sample_rate;
mod tags;
mod trim;
mod watermark;
mod waveform;
mod weighting;
mod whiteness;

pub use clip::{Clip, WordMark};
pub use cover::{Cover, CoverError};
pub(crate) use decode::is_text;
pub use decode::{
    Bare, Declared, DecodeError, Samples, decode, decode_bare, decode_declared, decode_opening, is_file, sound_hash,
};
pub use depth::{Depth, Quantizer};
pub use encode::{Adts, BitRates, Encoder, Format, Piece, Shape, Sink};
pub use frames::Frames;
pub(crate) use lanes::{largest, power, product};
pub use limiter::Limiter;
pub use loudness::{Loudness, Meter, SpeechLevel, from_db};
pub use resample::{Resampler, at_rate, resampled_length};
pub use room_tone::RoomTone;
pub use sample::{from_i16, to_i16};
pub use sample_rate::SampleRate;
pub use tags::{Chapter, Id3Texts, SourceType, Tags};
pub use trim::speech_range;
pub use watermark::{Watermark, is_watermarked};
pub use waveform::Waveform;
pub use whiteness::whiteness;
