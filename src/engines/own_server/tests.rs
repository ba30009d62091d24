//! Servers of every shape, as voice files describe them: what they are asked, and what is read from their answers.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use base64::prelude::{BASE64_STANDARD, Engine as _};

use super::server::Server;
use super::settings::Settings;
use crate::engines::http::{Answer, Request, Service};
use crate::engines::settings;
use crate::error::Hint;
use crate::secrets::Keyring;
use crate::speech::{EngineError, SpeechRequest};
use crate::voice::Voice;

const HEAD: &str = "name = 'v'\nengine = 'http'\nlicence = 'none'\n[keys]\napi = { env = 'KEY' }\n[settings]\n";

fn voice(settings: &str) -> Arc<Voice> {
    Arc::new(Voice::parse(&format!("{HEAD}{settings}"), "v").unwrap())
}

fn server(toml: &str) -> Server {
    let voice = voice(toml);
    let settings: Settings = settings(&voice).unwrap();
    Server::for_voice(&voice, settings, &keyring()).unwrap()
}

fn keyring() -> Keyring {
    Keyring::new(|_| Some("sk-1&2".to_owned()), || SystemTime::UNIX_EPOCH)
}

fn asked(toml: &str, text: &str, speed_percent: u16) -> Result<Request, EngineError> {
    let request = SpeechRequest { speed_percent, ..SpeechRequest::new(text, voice(toml)) };
    server(toml).request(&request)
}

fn body(request: &Request) -> &str {
    std::str::from_utf8(&request.body).unwrap()
}

fn build_error(toml: &str) -> String {
    super::build(&voice(toml), &keyring()).map(|_| ()).unwrap_err().to_string()
}

#[test]
fn a_text_in_an_address_is_escaped() {
    let request = asked("url = 'http://h:5002/api/tts?text={text}&key={key.api}'", "R&D? 50 % “é”", 100).unwrap();
    assert_eq!(request.method, "GET");
    assert_eq!(
        request.url.as_str(),
        "http://h:5002/api/tts?text=R%26D%3F%2050%20%25%20%E2%80%9C%C3%A9%E2%80%9D&key=sk-1%262"
    );
    assert!(request.body.is_empty());
}

#[test]
fn a_table_becomes_json_and_a_pace_a_number() {
    let toml = "url = 'http://h/tts'\nvoice = 'anna'\nheaders = { Authorization = 'Bearer {key.api}', Accept = 'audio/wav' }\n\
                body = { text = '{text}', voice = { id = '{voice}', tags = ['calm', 'v-{voice}'] }, speed = '{speed}', \
                note = 'at {percent} %', stream = false, steps = 3 }";
    let request = asked(toml, "She said \"no\".", 125).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
    let expected = serde_json::json!({
        "text": "She said \"no\".", "voice": { "id": "anna", "tags": ["calm", "v-anna"] }, "speed": 1.25,
        "note": "at 125 %", "stream": false, "steps": 3,
    });
    assert_eq!(json, expected);
    assert_eq!(
        (request.method.as_str(), &request.headers["content-type"]),
        ("POST", &"application/json".parse().unwrap())
    );
    assert_eq!(request.headers["authorization"], "Bearer sk-1&2");
    assert!(request.headers["authorization"].is_sensitive() && !request.headers["accept"].is_sensitive());
}

#[test]
fn forms_and_texts_are_escaped_for_what_they_are() {
    let request = asked("url = 'http://h/tts'\nform = { text = '{text}', lang = 'en' }", "R&D = 1", 100).unwrap();
    assert_eq!(body(&request), "lang=en&text=R%26D%20%3D%201");
    let ssml = "url = 'http://h/tts'\ncontent_type = 'application/ssml+xml'\nbody = '<speak>{text}</speak>'";
    assert_eq!(body(&asked(ssml, "R&D < 1", 100).unwrap()), "<speak>R&amp;D &lt; 1</speak>");
    let json = "url = 'http://h/tts'\ncontent_type = 'application/json'\nbody = '{\"t\":\"{text}\"}'";
    assert_eq!(body(&asked(json, "a \"b\"\n", 100).unwrap()), "{\"t\":\"a \\\"b\\\"\\n\"}");
    assert_eq!(body(&asked("url = 'http://h/tts'\nbody = '{text}'", "R&D", 100).unwrap()), "R&D");
}

#[test]
fn a_pace_that_is_told_nowhere_is_refused() {
    let error = asked("url = 'http://h/?t={text}'", "Text.", 120).unwrap_err();
    assert!(error.whole_message().contains("a speed of 120 % is not possible"), "{}", error.whole_message());
    let toml = "url = 'http://h/?t={text}&s={stretch}'\nspeed_percent = [50, 150]";
    assert!(asked(toml, "Text.", 50).unwrap().url.as_str().ends_with("s=2.0000"));
    assert!(asked(toml, "Text.", 160).is_err());
}

#[test]
fn what_is_wrong_in_the_voice_is_told() {
    for (toml, expected) in [
        ("url = 'http://h/tts'", "{text} stands nowhere"),
        ("url = 'http://h/{txt}'", "unknown blank {txt}; use {text}"),
        ("url = 'http://h/{key.other}?t={text}'", "unknown blank {key.other}"),
        ("url = 'http://{voice}.h/?t={text}'", "blank in its host"),
        ("url = 'ftp://h/?t={text}'", "is not http or https"),
        ("url = 'http://h/?t={text}'\nheaders = { Authorization = 'Bearer sk-1' }", "name it under [keys]"),
        ("url = 'http://h/?t={text}'\nheaders = { 'a b' = 'c' }", "is not the name of a header"),
        ("url = 'http://h/?t={text}'\nbody = 'x'\nform = {}", "`body` or `form`, not both"),
        ("url = 'http://h/?t={text}'\nsound = 'audio'", "unknown key `sound`"),
    ] {
        let error = build_error(toml);
        assert!(error.contains(expected), "{error} for {expected}");
    }
}

fn wav() -> Vec<u8> {
    let mut wav =
        b"RIFF\x28\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\xc0\x5d\0\0\x80\xbb\0\0\x02\0\x10\0data\x04\0\0\0".to_vec();
    wav.extend([0, 32, 0, 64]);
    wav
}

fn read(toml: &str, answer: Answer) -> Result<usize, EngineError> {
    let request = SpeechRequest::new("Text.", voice(toml));
    server(toml).read(answer, &request).map(|clip| clip.samples.len())
}

#[test]
fn sound_is_read_from_where_it_stands() {
    let url = "url = 'http://h/?t={text}'\n";
    let encoded = BASE64_STANDARD.encode(wav());
    let nested = format!("{{\"results\":[{{\"out\":\"{encoded}\"}}],\"error\":null}}");
    assert_eq!(read(url, Answer::of(200, "audio/wav", &wav())).unwrap(), 2);
    let placed = format!("{url}answer = {{ sound = 'results.0.out', error = 'error' }}");
    assert_eq!(read(&placed, Answer::of(200, "application/json", nested.as_bytes())).unwrap(), 2);
    assert_eq!(read(url, Answer::of(200, "application/json", nested.as_bytes())).unwrap(), 2, "found without a place");
    let bare = format!("{url}answer = {{ samples = {{ rate = 12000, samples = 'f32' }} }}");
    assert_eq!(read(&bare, Answer::of(200, "application/octet-stream", &[0; 400])).unwrap(), 200);
    assert!(read(&placed, Answer::of(200, "application/json", b"{\"results\":[]}")).is_err());
}

#[test]
fn errors_and_waits_are_read_from_where_they_stand() {
    let toml = "url = 'http://h/?t={text}'\nanswer = { error = 'status.reason', wait = 'eta' }";
    let json = |body: &str| Answer::of(200, "application/json", body.as_bytes());
    let error = read(toml, json("{\"status\":{\"reason\":\"no such\\u001b[31m voice\"}}")).unwrap_err();
    assert_eq!(error.whole_message(), "the engine refused: no such voice");
    let error = read(toml, json("{\"eta\":2.5,\"status\":{\"reason\":\"warming\"}}")).unwrap_err();
    assert!(
        matches!(&error, EngineError::Busy { retry_after: Some(after), .. } if *after == Duration::from_millis(2_500))
    );
    let error = read(toml, json("{\"status\":{\"reason\":\"text is too long (max 300)\"}}")).unwrap_err();
    assert!(matches!(error, EngineError::TooLong(_)) && error.hint().is_some());
    let refused =
        server(toml).refuse(&Answer::of(401, "application/json", b"{\"status\":{\"reason\":\"who are you?\"}}"));
    assert!(matches!(refused, EngineError::Unauthorised(_)), "{}", refused.whole_message());
    assert!(refused.whole_message().ends_with("who are you?"));
}
