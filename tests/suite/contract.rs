//! The contract every engine keeps: a test for each row of `ENGINES`. Engines that ask a service get the answers that
//! are recorded of it, on loopback.

use std::sync::Arc;

use aloud::audio::Clip;
use aloud::engines::{self, ENGINES};
use aloud::error::Hint;
use aloud::secrets::Keyring;
use aloud::speech::{Engine, SpeechRequest};
use aloud::voice::Voice;

use crate::bench::repository;
use crate::clouds::wav;
use crate::loopback::{Loopback, Reply};
use crate::peers;
use crate::recorded::{RECORDINGS, Recorded};

const TEXT: &str = "The river rose past the mark on the wall.";

/// The voices of the engines that need nothing but themselves.
const ALONE: &[(&str, &str)] = &[("hibari", "voices/heart/voice.toml"), ("tone", "voices/tone.toml")];

/// An engine and a clip of it; `None` where the program or server it needs is not installed.
async fn speak(name: &str) -> Option<(Arc<dyn Engine>, Clip)> {
    if RECORDINGS.iter().any(|(recording, ..)| *recording == name) {
        let recorded = Recorded::open(name);
        let clip = recorded.speak(TEXT, 100).await.unwrap();
        return Some((recorded.engine, clip));
    }
    if let Some(start) = peers::SERVERS.iter().find(|(engine, _)| *engine == name).map(|(_, start)| start) {
        let peer = start()?;
        let spoken = peer.engine.speak(&SpeechRequest::new(TEXT, Arc::clone(&peer.voice))).await.unwrap();
        return Some((Arc::clone(&peer.engine), spoken.clip));
    }
    // Lives until the clip is spoken.
    let server;
    let voice = match name {
        "kokoro" => peers::kokoro()?,
        "http" => {
            server = Loopback::serve(|_| Reply::ok("audio/wav", wav(TEXT)));
            let mut voice = Voice::find("http", &repository("voices")).unwrap();
            voice.settings.insert("url".to_owned(), format!("{}/api/tts?text={{text}}", server.url).into());
            voice
        }
        "command" => {
            peers::program("espeak-ng")?;
            Voice::find("espeak-ng", &repository("voices")).unwrap()
        }
        _ => {
            let file = ALONE.iter().find(|(engine, _)| *engine == name).map(|(_, file)| repository(file));
            let file =
                file.unwrap_or_else(|| panic!("say in tests/suite/contract.rs how the engine `{name}` is asked"));
            Voice::find(file.to_str().unwrap(), &repository("voices")).unwrap()
        }
    };
    let engine = engines::build(&voice, &Keyring::blank()).unwrap();
    let spoken = engine.speak(&SpeechRequest::new(TEXT, Arc::new(voice))).await.unwrap();
    Some((engine, spoken.clip))
}

/// Makes sure that an engine keeps the contract.
async fn keeps_the_contract(name: &str) {
    let Some((engine, clip)) = speak(name).await else { return };
    let identity = engine.identity();
    assert_eq!(identity.split('/').next(), Some(name), "an identity begins with the engine's name");
    assert_eq!(identity, engine.identity());
    assert_eq!(engine.capabilities(), engine.capabilities());
    assert!(engine.capabilities().concurrency > 0);

    assert!(!clip.samples.is_empty(), "it said nothing");
    assert!(clip.samples.iter().all(|sample| sample.abs() <= 1.0), "it is not within [-1, 1]");
    assert!(clip.samples.iter().any(|sample| sample.abs() > 0.01), "it is silent");
    let beginning = [&[0.0], &clip.samples[..clip.samples.len().min(20)]].concat();
    let step = beginning.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f32::max);
    assert!(step < 0.1, "it begins with a click: a step of {step}");
    let (mut text, mut frames) = (0, 0);
    for word in &clip.words {
        assert!(word.text.start >= text && TEXT.get(word.text.clone()).is_some(), "{word:?}");
        assert!(word.frames.start >= frames && word.frames.end >= word.frames.start, "{word:?}");
        (text, frames) = (word.text.end, word.frames.start);
    }
    assert!(clip.words.iter().all(|word| word.frames.end <= clip.samples.len() as u64));
}

/// Makes a test of the contract for each engine.
macro_rules! contract {
    ($($engine:ident),+ $(,)?) => {
        $(
            #[tokio::test]
            async fn $engine() {
                keeps_the_contract(stringify!($engine)).await;
            }
        )+

        #[test]
        fn every_engine_has_a_test() {
            let tested = [$(stringify!($engine)),+];
            let names: Vec<_> = ENGINES.iter().map(|(name, _)| *name).collect();
            assert_eq!(tested.as_slice(), names, "name the new engine in `contract!`, as the registry has it");
        }
    };
}

contract!(
    azure, cartesia, command, deepgram, elevenlabs, gemini, google, hibari, http, kokoro, openai, piper, polly, tone,
    wyoming,
);

#[test]
fn every_engine_is_built_for_a_question_without_a_key() {
    let folder = repository("voices");
    for voice in aloud::voice::all(&folder).unwrap() {
        engines::build(&voice, &Keyring::blank()).unwrap_or_else(|error| panic!("{}: {error}", voice.name));
    }
}

#[test]
fn a_voice_without_its_key_says_which_is_missing() {
    for (name, _) in ENGINES.iter().filter(|(name, _)| RECORDINGS.iter().any(|(recording, ..)| recording == name)) {
        let voice = Voice::find(name, &repository("voices")).unwrap();
        let keyring = Keyring::new(|_| None, || std::time::SystemTime::UNIX_EPOCH);
        let Err(error) = engines::build(&voice, &keyring) else { panic!("{name} is built without a key") };
        let hint = error.hint().unwrap();
        assert!(hint.starts_with("set ") && hint.contains("_"), "{name}: {hint}");
    }
}
