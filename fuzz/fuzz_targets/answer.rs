//! Answers of speech services: whatever a server says to any of our engines, sound that is finite or an error.
#![no_main]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::thread;
use std::time::SystemTime;

use aloud::secrets::Keyring;
use aloud::speech::{Engine, SpeechRequest};
use aloud::voice::Voice;
use libfuzzer_sys::fuzz_target;

/// The built-in voices that ask a service over HTTP, and the settings that have it tell the times of words.
const VOICES: [(&str, Option<&str>); 12] = [
    ("openai", None),
    ("azure", None),
    ("cartesia", None),
    ("cartesia", Some("timestamps")),
    ("deepgram", None),
    ("elevenlabs", None),
    ("gemini", None),
    ("google", None),
    ("google", Some("timepoints")),
    ("polly", None),
    ("http", None),
    ("piper-server", None),
];
/// What an answer may say it is.
const MEDIA_TYPES: [&str; 8] = [
    "",
    "audio/wav",
    "audio/mpeg",
    "audio/L16;rate=24000;channels=1",
    "application/json",
    "text/event-stream",
    "multipart/mixed; boundary=b",
    "application/octet-stream",
];

/// What is answered next.
static NEXT: Mutex<(&str, Vec<u8>)> = Mutex::new(("", Vec::new()));

static ENGINES: LazyLock<Vec<(Arc<Voice>, Arc<dyn Engine>)>> = LazyLock::new(|| {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || while answer(&stream).is_some() {});
        }
    });
    let keyring = Keyring::new(|_| Some("a-key".to_owned()), || SystemTime::UNIX_EPOCH);
    let built = VOICES.iter().map(|(name, times)| {
        let mut voice = Voice::find(name, Path::new("")).expect("a built-in voice");
        // What is described by its blanks must have one for the text.
        let query = if *name == "http" { "?text={text}" } else { "" };
        voice.settings.insert("url".to_owned(), format!("http://{address}/{query}").into());
        voice.settings.extend(times.map(|times| (times.to_owned(), true.into())));
        let engine = aloud::engines::build(&voice, &keyring).expect("an engine");
        (Arc::new(voice), engine)
    });
    built.collect()
});

static RUNTIME: LazyLock<tokio::runtime::Runtime> =
    LazyLock::new(|| tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime"));

/// Reads a request and answers it; `None` when the connection is over.
fn answer(stream: &TcpStream) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim().to_lowercase();
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
        if line.is_empty() {
            break;
        }
    }
    reader.take(length).read_to_end(&mut Vec::new()).ok()?;
    let (media_type, body) = NEXT.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let head = format!("HTTP/1.1 200 OK\r\ncontent-type: {media_type}\r\ncontent-length: {}\r\n\r\n", body.len());
    let mut writer = stream;
    writer.write_all(head.as_bytes()).and_then(|()| writer.write_all(&body)).ok()
}

fuzz_target!(|input: (u8, u8, Vec<u8>)| {
    let (number, media_type, body) = input;
    let (voice, engine) = &ENGINES[usize::from(number) % ENGINES.len()];
    let media_type = MEDIA_TYPES[usize::from(media_type) % MEDIA_TYPES.len()];
    *NEXT.lock().unwrap_or_else(PoisonError::into_inner) = (media_type, body);
    let request = SpeechRequest::new("The bridge reopened.", Arc::clone(voice));
    if let Ok(spoken) = RUNTIME.block_on(engine.speak(&request)) {
        assert!(spoken.clip.samples.iter().all(|sample| sample.is_finite()));
        for word in &spoken.clip.words {
            assert!(request.text.get(word.text.clone()).is_some());
        }
    }
});
