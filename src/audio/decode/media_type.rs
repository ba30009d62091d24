//! What an answer says of the samples in it: its media type (RFC 3551, RFC 3190, RFC 2046; GStreamer's caps) and headers beside it.

use super::{Bare, Samples};
use crate::audio::SampleRate;

/// What an answer says of its samples; what it does not say is nothing.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Declared {
    /// How they are written.
    pub samples: Option<Samples>,
    /// Frames a second.
    pub rate: Option<SampleRate>,
    /// Samples of a frame.
    pub channels: Option<u16>,
}

impl Declared {
    /// Reads a media type with its parameters.
    #[must_use]
    pub fn of_media_type(media_type: &str) -> Self {
        let mut parts = media_type.split([';', ',']).map(str::trim);
        let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
        let (samples, hz) = match kind.trim_start_matches("audio/").trim_start_matches("x-") {
            "basic" => (Some(Samples::Mulaw), Some(8_000)),
            "pcmu" | "mulaw" | "mu-law" | "ulaw" => (Some(Samples::Mulaw), Some(8_000)),
            "pcma" | "alaw" | "a-law" => (Some(Samples::Alaw), Some(8_000)),
            "l8" => (Some(Samples::U8), None),
            "l16" => (Some(Samples::S16Be), None),
            "l24" => (Some(Samples::S24Be), None),
            other => (named(other), None),
        };
        let mut declared = Self { samples, rate: hz.and_then(SampleRate::new), channels: None };
        for (name, value) in parts.filter_map(|part| part.split_once('=')) {
            declared.add(name, value);
        }
        declared
    }

    /// Reads a header or a parameter, if it says something of samples: `x-sample-rate: 16000`.
    pub fn add(&mut self, name: &str, value: &str) {
        let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        // GStreamer writes `(int)16000`.
        let value = value.rsplit(')').next().unwrap_or(value).trim_matches([' ', '"']).to_ascii_lowercase();
        let number = || value.split(|c: char| !c.is_ascii_digit()).next().and_then(|digits| digits.parse::<u32>().ok());
        if name.ends_with("samplerate")
            || name.ends_with("samplingrate")
            || name.ends_with("sampleratehz")
            || name.ends_with("sampleratehertz")
            || name == "rate"
        {
            self.rate = number().and_then(SampleRate::new).or(self.rate);
        } else if ["bits", "bitdepth", "bitspersample", "samplesize"].iter().any(|known| name.ends_with(known)) {
            // How many bits says less than how they are written.
            self.samples = self.samples.or_else(|| named(&format!("s{}", number()?)));
        } else if name.ends_with("channels") {
            self.channels =
                number().and_then(|count| u16::try_from(count).ok()).filter(|count| *count > 0).or(self.channels);
        } else if ["format", "sampleformat", "encoding", "audioencoding", "codec", "codecs"]
            .iter()
            .any(|known| name == *known || name.strip_prefix('x').is_some_and(|name| name == *known))
        {
            self.samples = named(&value).or(self.samples);
        }
    }

    /// Returns the same, with what it does not say as another says it.
    #[must_use]
    pub fn else_of(self, other: Self) -> Self {
        Self {
            samples: self.samples.or(other.samples),
            rate: self.rate.or(other.rate),
            channels: self.channels.or(other.channels),
        }
    }

    /// Returns how the samples are to be read, where this says it or it is expected; `None` when nobody knows the rate.
    pub(super) fn or(self, expected: Option<Bare>) -> Option<Bare> {
        let base = expected.or_else(|| self.rate.map(Bare::from))?;
        Some(Bare {
            rate: self.rate.unwrap_or(base.rate),
            channels: self.channels.unwrap_or(base.channels),
            samples: self.samples.unwrap_or(base.samples),
        })
    }
}

/// Reads the name of a way to write samples, as programs and services call them: `S16LE`, `pcm_f32le`, `s16`, `float32`, `mulaw`.
fn named(name: &str) -> Option<Samples> {
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let (name, is_big_endian) = match (name.strip_suffix("be"), name.strip_suffix("le")) {
        (Some(name), _) => (name, true),
        (None, Some(name)) => (name, false),
        (None, None) => (name.as_str(), false),
    };
    let samples = match name.trim_start_matches("pcm") {
        "u8" => Samples::U8,
        "s8" => Samples::S8,
        "s16" | "16" | "16bit" | "int16" | "linear16" | "l16" | "signed16" => Samples::S16,
        "s24" | "24bit" | "int24" => Samples::S24,
        "s32" | "32bit" | "int32" => Samples::S32,
        "f32" | "float32" | "float" | "flt" => Samples::F32,
        "f64" | "float64" | "double" => Samples::F64,
        "mulaw" | "ulaw" | "u" => Samples::Mulaw,
        "alaw" | "a" => Samples::Alaw,
        _ => return None,
    };
    Some(if is_big_endian { samples.big_endian() } else { samples })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_tell_of_samples_where_they_do() {
        let of = |text: &str| {
            let declared = Declared::of_media_type(text);
            (declared.samples, declared.rate.map(SampleRate::hz), declared.channels)
        };
        assert_eq!(of("audio/L16;codec=pcm;rate=24000"), (Some(Samples::S16Be), Some(24_000), None));
        assert_eq!(of("audio/L16; rate=16000; channels=2"), (Some(Samples::S16Be), Some(16_000), Some(2)));
        assert_eq!(of("audio/pcm;rate=22050"), (None, Some(22_050), None));
        assert_eq!(of("audio/pcm; encoding=pcm_f32le; sample_rate=48000"), (Some(Samples::F32), Some(48_000), None));
        assert_eq!(
            of("audio/x-raw, format=(string)S16BE, rate=(int)48000, channels=(int)1"),
            (Some(Samples::S16Be), Some(48_000), Some(1))
        );
        assert_eq!(of("audio/pcm;bits=24;rate=48000"), (Some(Samples::S24), Some(48_000), None));
        assert_eq!(of("audio/L24;bits=16"), (Some(Samples::S24Be), None, None));
        assert_eq!(of("audio/basic"), (Some(Samples::Mulaw), Some(8_000), None));
        assert_eq!(of("audio/mpeg"), (None, None, None));
        assert_eq!(of("audio/ogg; codecs=opus"), (None, None, None));
        assert_eq!(of(""), (None, None, None));
        let mut declared = Declared::default();
        for (name, value) in
            [("x-sample-rate", "16000"), ("X-Audio-Channels", "2"), ("content-length", "3"), ("rate", "x")]
        {
            declared.add(name, value);
        }
        let rate = SampleRate::new(16_000);
        assert_eq!(declared, Declared { samples: None, rate, channels: Some(2) });
    }
}
