//! What our engines ask of each provider is what its official SDK asks. The recordings are made by
//! `tests/recorded/record.py`; where the SDKs are installed they are made anew, and must come out the same.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aloud::audio::Clip;
use aloud::engines;
use aloud::script::Pronunciation;
use aloud::secrets::Keyring;
use aloud::speech::{Context, Engine, EngineError, SpeechRequest};
use aloud::voice::Voice;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use proptest::prelude::*;
use proptest::{collection, strategy::ValueTree, test_runner::TestRunner};
use serde::Deserialize;
use serde_json::Value;

use crate::bench::{repository, skip};
use crate::loopback::{Asked, Loopback, Reply};

/// The recordings: a file, the shipped voice it is of, and the setting that it has besides.
pub(crate) const RECORDINGS: &[(&str, &str, &str)] = &[
    ("azure", "azure", ""),
    ("cartesia", "cartesia", ""),
    ("cartesia_timestamps", "cartesia", "timestamps"),
    ("deepgram", "deepgram", ""),
    ("elevenlabs", "elevenlabs", ""),
    ("gemini", "gemini", ""),
    ("google", "google", ""),
    ("google_timepoints", "google", "timepoints"),
    ("openai", "openai", ""),
    ("polly", "polly", ""),
    ("polly_marks", "polly", "speech_marks"),
];

#[derive(Deserialize)]
struct Recording {
    exchanges: Vec<Exchange>,
}

#[derive(Deserialize)]
struct Exchange {
    case: String,
    text: String,
    speed_percent: u16,
    requests: Vec<Value>,
    answers: Vec<Answer>,
}

#[derive(Deserialize)]
struct Answer {
    content_type: String,
    body_base64: String,
}

/// The engine of a shipped voice, asking a server on loopback that gives the recorded answers in turn.
pub(crate) struct Recorded {
    pub(crate) engine: Arc<dyn Engine>,
    voice: Arc<Voice>,
    server: Loopback,
    exchanges: Vec<Exchange>,
}

impl Recorded {
    /// Sets up a recording by its name.
    pub(crate) fn open(name: &str) -> Self {
        Self::open_in(&repository("tests/recorded"), name)
    }

    fn open_in(folder: &Path, name: &str) -> Self {
        let (_, voice, setting) = RECORDINGS.iter().find(|(recording, ..)| *recording == name).unwrap();
        let text = std::fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
        let exchanges = serde_json::from_str::<Recording>(&text).unwrap().exchanges;
        let replies: Vec<Reply> = exchanges[0].answers.iter().map(Reply::from).collect();
        let count = std::sync::atomic::AtomicUsize::new(0);
        let server = Loopback::serve(move |_| {
            replies[count.fetch_add(1, std::sync::atomic::Ordering::Relaxed) % replies.len()].clone()
        });
        let mut voice = Voice::find(voice, &repository("voices")).unwrap();
        // OpenAI's clients take the version as a part of the address, Gemini's add it themselves.
        let path = if matches!(name, "openai" | "gemini") { "/v1" } else { "" };
        voice.settings.insert("url".to_owned(), format!("{}{path}", server.url).into());
        if !setting.is_empty() {
            voice.settings.insert((*setting).to_owned(), true.into());
        }
        Self { engine: engines::build(&voice, &keyring()).unwrap(), voice: Arc::new(voice), server, exchanges }
    }

    pub(crate) async fn speak(&self, text: &str, speed_percent: u16) -> Result<Clip, EngineError> {
        let context = if self.engine.capabilities().uses_context {
            Context { before: "The sentence before.".to_owned(), after: "The sentence after.".to_owned() }
        } else {
            Context::default()
        };
        let plain = SpeechRequest::new(text, Arc::clone(&self.voice));
        let request = SpeechRequest { speed_percent, context, ..plain };
        Ok(self.engine.speak(&request).await?.clip)
    }
}

impl From<&Answer> for Reply {
    fn from(answer: &Answer) -> Self {
        Self::ok(&answer.content_type, BASE64_STANDARD.decode(&answer.body_base64).unwrap())
    }
}

/// The keys of the recordings, which are none, and their time.
fn keyring() -> Keyring {
    let key = |name: &str| match name {
        "AWS_ACCESS_KEY_ID" => "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY" => "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        _ => "KEY",
    };
    Keyring::new(move |name| Some(key(name).to_owned()), || SystemTime::UNIX_EPOCH + Duration::from_secs(1_773_480_413))
}

/// A request in the form of the recordings, with those headers that the SDK's has.
fn as_recorded(asked: &Asked, sdk: &Value) -> Value {
    let (path, query) = asked.target.split_once('?').unwrap_or((&asked.target, ""));
    let mut query: Vec<(String, String)> =
        reqwest::Url::parse(&format!("http://host/?{query}")).unwrap().query_pairs().into_owned().collect();
    query.sort();
    let headers: BTreeMap<_, _> =
        asked.headers.iter().filter(|(name, _)| sdk["headers"].get(name.as_str()).is_some()).collect();
    let body = String::from_utf8(asked.body.clone()).unwrap();
    let body = if sdk["body"].is_string() { Value::String(body) } else { serde_json::from_str(&body).unwrap() };
    serde_json::json!({ "method": asked.method, "path": path, "query": query, "headers": headers, "body": body })
}

/// A signature covers the address, which on loopback has another port each time: here all else must be equal, and a test
/// beside the signer compares the signatures.
fn without_signature(mut request: Value) -> Value {
    if let Some(Value::String(header)) = request["headers"].get_mut("authorization") {
        header.truncate(header.find(", Signature=").unwrap_or(header.len()));
    }
    if let Value::Object(fields) = &mut request {
        fields.remove("signed");
    }
    request
}

/// Puts the texts of a folder's recordings to our engines and compares what they ask.
async fn compare(folder: &Path) {
    for (name, ..) in RECORDINGS {
        let recorded = Recorded::open_in(folder, name);
        for exchange in &recorded.exchanges {
            let before = recorded.server.asked().len();
            let clip = recorded.speak(&exchange.text, exchange.speed_percent).await;
            let clip = clip.unwrap_or_else(|error| panic!("{name}, {}: {error}", exchange.case));
            assert!(!clip.samples.is_empty(), "{name}, {}", exchange.case);
            let asked = &recorded.server.asked()[before..];
            assert_eq!(asked.len(), exchange.requests.len(), "{name}, {}", exchange.case);
            for (asked, sdk) in asked.iter().zip(&exchange.requests) {
                let ours = without_signature(as_recorded(asked, sdk));
                assert_eq!(ours, without_signature(sdk.clone()), "{name}, {}", exchange.case);
            }
        }
    }
}

#[tokio::test]
async fn our_requests_are_those_of_the_official_sdks() {
    compare(&repository("tests/recorded")).await;
}

#[tokio::test]
async fn words_are_marked_where_services_tell_their_times() {
    for name in ["cartesia_timestamps", "elevenlabs", "google_timepoints", "polly_marks"] {
        let recorded = Recorded::open(name);
        let text = &recorded.exchanges[0].text;
        let clip = recorded.speak(text, 100).await.unwrap();
        let first = clip.words.first().unwrap_or_else(|| panic!("{name} marks no word"));
        assert_eq!(&text[first.text.clone()], "The", "{name}");
        assert!(first.frames.start < first.frames.end && first.frames.end <= clip.samples.len() as u64, "{name}");
    }
}

#[tokio::test]
async fn the_sounds_of_words_go_as_phonemes_where_services_read_them() {
    for name in ["azure", "google", "polly"] {
        let recorded = Recorded::open(name);
        assert!(recorded.engine.capabilities().takes_ipa, "{name}");
        let sounds = Pronunciation { range: 4..6, ipa: "liː".to_owned(), alias: None };
        let request = SpeechRequest::new("Mr. Li & co", Arc::clone(&recorded.voice));
        recorded.engine.speak(&SpeechRequest { pronunciations: vec![sounds], ..request }).await.unwrap();
        let body = String::from_utf8(recorded.server.asked()[0].body.clone()).unwrap().replace("\\\"", "\"");
        let expected = "Mr. <phoneme alphabet=\"ipa\" ph=\"liː\">Li</phoneme> &amp; co";
        assert!(body.contains(expected), "{name}: {body}");
        assert_eq!(name == "polly", body.contains("\"TextType\":\"ssml\""), "{name}: {body}");
    }
}

#[tokio::test]
async fn long_sentences_go_in_pieces_that_the_service_takes() {
    let clause = "the river & the \u{1f30a} rose past the mark on Müller's wall, ";
    let text = clause.repeat(12_000 / clause.len()) + "and then it fell.";
    let words: Vec<&str> = text.split_whitespace().collect();
    for (name, ..) in RECORDINGS {
        let recorded = Recorded::open(name);
        let clip = recorded.speak(&text, 100).await.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(clip.words.iter().all(|word| text.get(word.text.clone()).is_some()), "{name}");
        let mut said = Vec::new();
        let asked = recorded.server.asked();
        let sentences = asked.iter().filter(|asked| !String::from_utf8_lossy(&asked.body).contains("SpeechMarkTypes"));
        for asked in sentences {
            let (sent, size, most) = sent(name, asked);
            assert!(size <= most, "{name}: {size} is more than {most}");
            said.extend(sent.split_whitespace().map(str::to_owned));
        }
        assert_eq!(said, words, "{name}");
    }
}

/// What was sent to be said, how the provider counts it, and the most that it takes: written from its documentation, not
/// from our code.
fn sent(name: &str, asked: &Asked) -> (String, usize, usize) {
    let body = String::from_utf8(asked.body.clone()).unwrap();
    let json: Value = serde_json::from_str(&body).unwrap_or_default();
    let text = |pointer: &str| json.pointer(pointer).unwrap().as_str().unwrap().to_owned();
    let chars = |text: String, most: usize| (text.clone(), text.chars().count(), most);
    match name {
        // Ten minutes at ten characters a second.
        "azure" => (without_markup(&body), without_markup(&body).chars().count(), 6_000),
        "cartesia" | "cartesia_timestamps" => chars(text("/transcript"), usize::MAX),
        "deepgram" => chars(text("/text"), 2_000),
        "elevenlabs" => chars(text("/text"), 10_000),
        "gemini" => (text("/contents/0/parts/0/text"), text("/contents/0/parts/0/text").len(), 8_192),
        "google" => (text("/input/text"), text("/input/text").len(), 5_000),
        "google_timepoints" => (without_markup(&text("/input/ssml")), text("/input/ssml").len(), 5_000),
        "openai" => chars(text("/input"), 4_096),
        "polly" | "polly_marks" => chars(text("/Text"), 3_000),
        other => panic!("what does {other} take?"),
    }
}

/// The text of a piece of SSML.
fn without_markup(ssml: &str) -> String {
    let text: String = ssml.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    entities.iter().fold(text, |text, (entity, character)| text.replace(entity, character))
}

/// Runs the recorder where the SDKs are installed; `None` where they are not, which under CI is a failure.
fn record(arguments: &[&Path]) -> Option<()> {
    let python = repository("target/sdks/bin/python");
    if !Path::exists(&python) {
        skip("the official SDKs are not installed: .ci/setup");
        return None;
    }
    let output = Command::new(python).arg(repository("tests/recorded/record.py")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(())
}

#[test]
fn the_recordings_are_what_the_sdks_send() {
    let folder = tempfile::tempdir().unwrap();
    let Some(()) = record(&[folder.path()]) else { return };
    for (name, ..) in RECORDINGS {
        let file = format!("{name}.json");
        let read = |path: &Path| serde_json::from_slice::<Value>(&std::fs::read(path).unwrap()).unwrap();
        let (mut kept, mut made) = (read(&repository("tests/recorded").join(&file)), read(&folder.path().join(&file)));
        for recording in [&mut kept, &mut made] {
            let exchanges = recording["exchanges"].as_array_mut().unwrap();
            let requests = exchanges.iter_mut().flat_map(|exchange| exchange["requests"].as_array_mut().unwrap());
            requests.for_each(|request| *request = without_signature(request.take()));
        }
        assert_eq!(kept, made, "{name}: run tests/recorded/record.py tests/recorded");
    }
}

#[tokio::test]
async fn any_text_is_sent_as_the_sdks_send_it() {
    const TEXTS: usize = 12;
    let folder = tempfile::tempdir().unwrap();
    let mut runner = TestRunner::deterministic();
    let strategy = collection::vec(prop_oneof!["[ -~]", "\\PC", any::<char>().prop_map(String::from)], 1..200);
    let mut texts = BTreeMap::from([("plain".to_owned(), "The river rose.".to_owned())]);
    for number in 0..TEXTS {
        let text = strategy.new_tree(&mut runner).unwrap().current().concat();
        texts.insert(format!("random {number}"), format!("Word {text}"));
    }
    let file = folder.path().join("texts");
    std::fs::write(&file, serde_json::to_vec(&texts).unwrap()).unwrap();
    if record(&[folder.path(), &file]).is_some() {
        compare(folder.path()).await;
    }
}
