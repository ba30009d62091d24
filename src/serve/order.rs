//! What a client asks for, checked before anything is done.

use serde::Deserialize;

use super::refusal::Refusal;
use crate::audio::Format;

/// Characters a request (the official SDK 3.54.0 on `input`).
const MAX_CHARS: usize = 4_096;

/// The paces, 1 being the voice's own (the same on `speed`).
const SPEEDS: std::ops::RangeInclusive<f64> = 0.25..=4.0;

/// A request for speech that can be worked on.
#[derive(Debug, PartialEq)]
pub(super) struct Order {
    /// The voice's name; empty for whichever comes first.
    pub(super) voice: String,
    /// What to say.
    pub(super) text: String,
    /// The pace, 100 being the voice's own.
    pub(super) speed_percent: u16,
    /// What the sound is packed in.
    pub(super) container: Container,
    /// How the pieces are sent.
    pub(super) delivery: Delivery,
}

/// What the sound is packed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    /// Bare 16-bit little-endian mono samples at 24 kHz.
    Pcm,
    /// The same with a header.
    Wav,
    /// AAC in frames.
    Aac,
    /// Compressed.
    Compressed(Format),
}

impl Container {
    /// Returns the media type.
    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Pcm => "audio/pcm",
            Self::Wav => "audio/wav",
            Self::Aac => "audio/aac",
            Self::Compressed(format) => format.media_type(),
        }
    }
}

/// How the pieces are sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Delivery {
    /// As the body.
    #[default]
    Audio,
    /// As server-sent events that carry Base64.
    Sse,
}

/// The body, with the names and defaults of OpenAI's interface. What is not here is not looked at.
#[derive(Deserialize)]
struct Body {
    input: String,
    #[serde(default)]
    voice: Option<Named>,
    response_format: Option<String>,
    speed: Option<f64>,
    #[serde(default)]
    stream_format: Delivery,
}

/// A voice is named by a text or an object.
#[derive(Deserialize)]
#[serde(untagged)]
enum Named {
    Plainly(String),
    ById { id: String },
}

impl Order {
    /// Reads a body.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn read(body: &[u8]) -> Result<Self, Refusal> {
        let body: Body = serde_json::from_slice(body)
            .map_err(|error| Refusal::wrong("body", format!("the body is not a request for speech: {error}")))?;
        if body.input.chars().count() > MAX_CHARS {
            return Err(Refusal::wrong("input", format!("the text has more than {MAX_CHARS} characters")));
        }
        let speed = body.speed.unwrap_or(1.0);
        if !SPEEDS.contains(&speed) {
            let range = format!("{} to {}", SPEEDS.start(), SPEEDS.end());
            return Err(Refusal::wrong("speed", format!("speed {speed} is out of range; use {range}")));
        }
        let voice = match body.voice {
            Some(Named::Plainly(name) | Named::ById { id: name }) => name,
            None => String::new(),
        };
        let container = container(body.response_format.as_deref().unwrap_or("mp3"))?;
        let speed_percent = (speed * 100.0).round() as u16;
        Ok(Self { voice, text: body.input, speed_percent, container, delivery: body.stream_format })
    }
}

fn container(name: &str) -> Result<Container, Refusal> {
    Ok(match name.to_ascii_lowercase().as_str() {
        "pcm" => Container::Pcm,
        "wav" => Container::Wav,
        "aac" => Container::Aac,
        "mp3" => Container::Compressed(Format::Mp3),
        "opus" | "ogg" => Container::Compressed(Format::Opus),
        "flac" => Container::Compressed(Format::Flac),
        other => {
            let message = format!("unknown format `{other}`; use mp3, opus, aac, flac, wav or pcm");
            return Err(Refusal::wrong("response_format", message));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(more: &str) -> Result<Order, Refusal> {
        Order::read(format!("{{\"model\":\"tts-1\",\"input\":\"Text.\",\"voice\":\"heart\"{more}}}").as_bytes())
    }

    #[test]
    fn what_is_left_out_is_as_openai_has_it() {
        let order = read("").unwrap();
        assert_eq!(order.container, Container::Compressed(Format::Mp3));
        assert_eq!((order.speed_percent, order.delivery), (100, Delivery::Audio));
        let order = Order::read(br#"{"input":"x","voice":{"id":"v"},"stream_format":"sse","speed":1.25}"#).unwrap();
        assert_eq!((order.voice.as_str(), order.delivery, order.speed_percent), ("v", Delivery::Sse, 125));
        for (speed, percent) in [("0.25", 25), ("4", 400), ("4.0", 400), ("null", 100)] {
            assert_eq!(read(&format!(",\"speed\":{speed}")).unwrap().speed_percent, percent);
        }
        assert_eq!(read(",\"response_format\":\"aac\"").unwrap().container, Container::Aac);
        assert_eq!(Order::read(br#"{"input":"x"}"#).unwrap().voice, "");
    }

    #[test]
    fn what_cannot_be_done_is_told_by_its_field() {
        for (more, field) in [
            (",\"speed\":0.24", "speed"),
            (",\"speed\":4.01", "speed"),
            (",\"response_format\":\"midi\"", "response_format"),
            (",\"stream_format\":\"x\"", "body"),
            (",\"speed\":\"fast\"", "body"),
        ] {
            assert_eq!(read(more).unwrap_err().param(), Some(field), "{more}");
        }
        let long = format!("{{\"input\":\"{}\",\"voice\":\"v\"}}", "é".repeat(MAX_CHARS + 1));
        assert_eq!(Order::read(long.as_bytes()).unwrap_err().param(), Some("input"));
    }
}
