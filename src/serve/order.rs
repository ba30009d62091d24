//! What a client asks for, checked before anything is done.

use serde::Deserialize;

use super::refusal::Refusal;
use crate::audio::Format;
use crate::pipeline::SPEED_PERCENT;

/// Characters a request (the official SDK 3.54.0 on `input`).
const MAX_CHARS: usize = 4_096;

/// A request for speech that can be worked on.
#[derive(Debug, PartialEq)]
pub(super) struct Order {
    /// The voice's name.
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
    /// Compressed.
    Compressed(Format),
}

impl Container {
    /// Returns the media type.
    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Pcm => "audio/pcm",
            Self::Wav => "audio/wav",
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
    voice: Named,
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
        let speed_percent = (body.speed.unwrap_or(1.0) * 100.0).round();
        if !(f64::from(*SPEED_PERCENT.start())..=f64::from(*SPEED_PERCENT.end())).contains(&speed_percent) {
            let (slowest, fastest) = (*SPEED_PERCENT.start(), *SPEED_PERCENT.end());
            let range = format!("{} to {}", f64::from(slowest) / 100.0, f64::from(fastest) / 100.0);
            return Err(Refusal::wrong("speed", format!("the speed is not one from {range}")));
        }
        let voice = match body.voice {
            Named::Plainly(name) | Named::ById { id: name } => name,
        };
        let container = container(body.response_format.as_deref().unwrap_or("mp3"))?;
        let speed_percent = speed_percent as u16;
        Ok(Self { voice, text: body.input, speed_percent, container, delivery: body.stream_format })
    }
}

fn container(name: &str) -> Result<Container, Refusal> {
    Ok(match name {
        "pcm" => Container::Pcm,
        "wav" => Container::Wav,
        "mp3" => Container::Compressed(Format::Mp3),
        "opus" => Container::Compressed(Format::Opus),
        "flac" => Container::Compressed(Format::Flac),
        other => {
            let message = format!("`{other}` is not made here; choose from mp3, opus, flac, wav, pcm");
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
    }

    #[test]
    fn what_cannot_be_done_is_told_by_its_field() {
        for (more, field) in [
            (",\"speed\":0.25", "speed"),
            (",\"speed\":2.01", "speed"),
            (",\"response_format\":\"aac\"", "response_format"),
            (",\"stream_format\":\"x\"", "body"),
            (",\"speed\":\"fast\"", "body"),
        ] {
            assert_eq!(read(more).unwrap_err().param(), Some(field), "{more}");
        }
        let long = format!("{{\"input\":\"{}\",\"voice\":\"v\"}}", "é".repeat(MAX_CHARS + 1));
        assert_eq!(Order::read(long.as_bytes()).unwrap_err().param(), Some("input"));
    }
}
