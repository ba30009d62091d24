//! The Wyoming protocol over TCP, which Home Assistant's speech servers talk (github.com/OHF-Voice/wyoming).

mod event;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use reqwest::Url;
use serde::{Deserialize, Serialize};
use tokio::io::BufStream;
use tokio::net::TcpStream;

use super::length;
use super::pieces::{Limit, Pieced};
use super::readable::{one_line, up_to};
use super::{BuildError, settings, sound, worded_text};
use crate::audio::riff::WaveFormat;
use crate::secrets::Keyring;
use crate::speech::{Capabilities, Engine, EngineError, SpeechRequest, Spoken};
use crate::voice::Voice;
use event::Event;

/// Requests at once: most such servers run on small machines, and each request uses every core.
const CONCURRENCY: usize = 2;
/// How long a connection may take to stand; as for HTTP. Taste.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// The longest wait for a whole answer; as for HTTP. Taste.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(120);
/// The most sound that is read: ten minutes of 48 kHz in 16 bits.
const MAX_SOUND_BYTES: usize = 64 * 1024 * 1024;

/// The `[settings]` of a voice.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// The server: `tcp://HOST:PORT`.
    url: String,
    /// The server's name for the voice; without it, the server chooses.
    name: Option<String>,
    /// A speaker of a voice with many.
    speaker: Option<String>,
    /// The language, for a server that is to choose by it.
    language: Option<String>,
}

struct Wyoming {
    identity: String,
    /// The address as errors tell it: without user and password.
    server: String,
    host: String,
    port: u16,
    settings: Settings,
}

/// What a `synthesize` event says.
#[derive(Serialize)]
struct Synthesize<'a> {
    text: &'a str,
    voice: Chosen<'a>,
}

#[derive(Serialize)]
struct Chosen<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

/// What `audio-start` and `audio-chunk` events say.
#[derive(Clone, Copy, PartialEq, Deserialize)]
struct Shape {
    rate: u32,
    /// Bytes of a sample.
    width: u16,
    channels: u16,
}

/// Builds the engine.
pub(super) fn build(voice: &Voice, _keyring: &Keyring) -> Result<Arc<dyn Engine>, BuildError> {
    let settings: Settings = settings(voice)?;
    let wrong = || BuildError::Setting {
        voice: voice.name.clone(),
        message: format!("the url `{}` is not of the form tcp://HOST:PORT", settings.url),
    };
    let url = Url::parse(&settings.url).ok().filter(|url| url.scheme() == "tcp").ok_or_else(wrong)?;
    let (host, port) = url.host_str().zip(url.port()).ok_or_else(wrong)?;
    let server = format!("tcp://{host}:{port}");
    // An IPv6 address stands in brackets in a URL and nowhere else.
    let host = host.trim_matches(['[', ']']).to_owned();
    let identity = format!("wyoming/{}", settings.name.as_deref().unwrap_or("default"));
    Ok(Arc::new(Pieced::new(Wyoming { identity, server, host, port, settings }, Limit::NONE)))
}

#[async_trait]
impl Engine for Wyoming {
    fn identity(&self) -> &str {
        &self.identity
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities { concurrency: CONCURRENCY, varies: true, ..Capabilities::default() }
    }

    async fn speak(&self, request: &SpeechRequest) -> Result<Spoken, EngineError> {
        if request.speed_percent != 100 {
            let speed = request.speed_percent;
            return Err(EngineError::refused(format!("a speed of {speed} % is not possible: the protocol has none")));
        }
        let text = worded_text(&request.text);
        if text.is_empty() {
            return Err(EngineError::refused("there is nothing to say in it"));
        }
        let sound = tokio::time::timeout(ANSWER_TIMEOUT, self.ask(&text)).await;
        Ok(sound::clip(sound.map_err(|_| self.late())??, None)?.into())
    }
}

impl Wyoming {
    /// Asks for a text on a connection of its own, and gives its sound as a WAV.
    async fn ask(&self, text: &str) -> Result<Vec<u8>, EngineError> {
        let connecting = TcpStream::connect((self.host.as_str(), self.port));
        let stream = tokio::time::timeout(CONNECT_TIMEOUT, connecting).await.map_err(|_| self.late())?;
        let refused = |error: io::Error| EngineError::unreachable(format!("{}: {error}", self.server));
        let mut stream = BufStream::new(stream.map_err(refused)?);
        let voice = Chosen {
            name: self.settings.name.as_deref(),
            speaker: self.settings.speaker.as_deref(),
            language: self.settings.language.as_deref(),
        };
        event::write(&mut stream, "synthesize", &Synthesize { text, voice }).await.map_err(lost)?;
        listen(&mut stream).await
    }

    fn late(&self) -> EngineError {
        EngineError::unreachable(format!("{} did not answer in time", self.server))
    }
}

/// Reads events until the sound has ended.
async fn listen(stream: &mut BufStream<TcpStream>) -> Result<Vec<u8>, EngineError> {
    let (mut shape, mut samples) = (None, Vec::new());
    loop {
        let event = event::read(stream).await.map_err(lost)?;
        match event.kind.as_str() {
            "audio-start" => shape = Some(read_shape(&event)?),
            "audio-chunk" => {
                let of_chunk = read_shape(&event)?;
                if *shape.get_or_insert(of_chunk) != of_chunk {
                    return Err(EngineError::bad_audio("its pieces are of different kinds"));
                }
                samples.extend_from_slice(&event.payload);
                if samples.len() > MAX_SOUND_BYTES {
                    let most = MAX_SOUND_BYTES / 1024 / 1024;
                    return Err(EngineError::bad_audio(format!("it is larger than {most} MB")));
                }
            }
            "audio-stop" => {
                let silent = || EngineError::bad_audio("the answer is empty");
                return Ok(wav(shape.ok_or_else(silent)?, &samples));
            }
            "error" => return Err(refusal(&event)),
            // Servers may tell of other things in between.
            _ => {}
        }
    }
}

fn read_shape(event: &Event) -> Result<Shape, EngineError> {
    let shape: Option<Shape> = serde_json::from_value(event.data.clone()).ok();
    // Whole-number samples of one to four bytes on up to eight channels: what servers have, and the header can say.
    let shape = shape.filter(|shape| (1..=4).contains(&shape.width) && (1..=8).contains(&shape.channels));
    shape.ok_or_else(|| EngineError::bad_audio("its kind is not told, or none that is known"))
}

/// Puts a WAV header before samples. What does not fill a last frame is cut off by its reader.
fn wav(shape: Shape, samples: &[u8]) -> Vec<u8> {
    let format = WaveFormat { rate_hz: shape.rate, channels: shape.channels, sample_bytes: shape.width };
    [&format.head(Some(samples.len() as u64), 0), samples].concat()
}

/// Reads an `error` event.
fn refusal(event: &Event) -> EngineError {
    const MAX_CHARS: usize = 300;
    let message = up_to(&one_line(event.message()), MAX_CHARS);
    if length::is_too_long(&message.to_lowercase()) {
        EngineError::too_long(message)
    } else {
        EngineError::refused(message)
    }
}

fn lost(error: io::Error) -> EngineError {
    match error.kind() {
        io::ErrorKind::InvalidData => EngineError::bad_audio(format!("it does not speak Wyoming: {error}")),
        io::ErrorKind::UnexpectedEof => EngineError::unreachable("it hung up before the sound had ended"),
        _ => EngineError::unreachable(error),
    }
}

#[cfg(test)]
mod tests;
