//! One event on the wire: a line of JSON, then, as long as the line says, more JSON and bytes.

use std::io;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// The version of the protocol that is spoken here, as its reference implementation counts.
const VERSION: &str = "1.10.2";
/// The longest line, and the longest JSON behind it: texts are sentences, and servers send hardly any.
const MAX_JSON_BYTES: u64 = 1024 * 1024;
/// The longest payload of one event; servers send pieces of a fraction of a second, or a whole sentence.
const MAX_PAYLOAD_BYTES: u64 = 64 * 1024 * 1024;

/// What a server says.
#[derive(Debug)]
pub(super) struct Event {
    pub(super) kind: String,
    pub(super) data: Value,
    pub(super) payload: Vec<u8>,
}

/// The line that begins an event.
#[derive(Deserialize)]
struct Header {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    data: Map<String, Value>,
    #[serde(default)]
    data_length: Option<u64>,
    #[serde(default)]
    payload_length: Option<u64>,
}

impl Event {
    /// Returns what an `error` event says; some servers name the field as others name theirs.
    pub(super) fn message(&self) -> &str {
        let field = |name: &&str| self.data.get(*name).and_then(Value::as_str).filter(|text| !text.trim().is_empty());
        ["text", "message", "error", "code"].iter().find_map(field).unwrap_or("it did not say why")
    }
}

/// Says something to a server.
pub(super) async fn write(stream: &mut (impl AsyncWrite + Unpin), kind: &str, data: &impl Serialize) -> io::Result<()> {
    let data = serde_json::to_vec(data)?;
    let header = json!({ "type": kind, "version": VERSION, "data_length": data.len() });
    stream.write_all(format!("{header}\n").as_bytes()).await?;
    stream.write_all(&data).await?;
    stream.flush().await
}

/// Reads the next event. What is no event is [`io::ErrorKind::InvalidData`], the end of the stream
/// [`io::ErrorKind::UnexpectedEof`].
pub(super) async fn read(stream: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Event> {
    let mut line = Vec::new();
    (&mut *stream).take(MAX_JSON_BYTES).read_until(b'\n', &mut line).await?;
    if line.is_empty() {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let Header { kind, mut data, data_length, payload_length } = serde_json::from_slice(&line).map_err(invalid)?;
    let more = exactly(stream, data_length, MAX_JSON_BYTES).await?;
    if !more.is_empty() {
        data.extend(serde_json::from_slice::<Map<String, Value>>(&more).map_err(invalid)?);
    }
    let payload = exactly(stream, payload_length, MAX_PAYLOAD_BYTES).await?;
    Ok(Event { kind, data: data.into(), payload })
}

/// Reads so many bytes, without making room for more than have come.
async fn exactly(stream: &mut (impl AsyncBufRead + Unpin), length: Option<u64>, most: u64) -> io::Result<Vec<u8>> {
    let length = length.unwrap_or_default();
    if length > most {
        return Err(invalid(format!("an event of {length} bytes")));
    }
    let mut bytes = Vec::new();
    stream.take(length).read_to_end(&mut bytes).await?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

fn invalid(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}
