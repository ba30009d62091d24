//! What the built-in voice promises, whatever it sounds like.

use super::*;

fn request(text: &str, speed_percent: u16) -> SpeechRequest {
    let voice = Voice::parse(aloud_heart::VOICE, "heart").unwrap();
    SpeechRequest { speed_percent, ..SpeechRequest::new(text, Arc::new(voice)) }
}

fn engine() -> Arc<dyn Engine> {
    build(&request("", 100).voice, &Keyring::blank()).unwrap()
}

#[test]
fn the_identity_names_the_weights() {
    let mut hasher = blake3::Hasher::new();
    let alphabets = [aloud_heart::ALPHABET, aloud_heart::GUESSER_ALPHABETS].map(str::as_bytes);
    for weights in [aloud_heart::HIBARI, aloud_heart::GUESSER, alphabets[0], alphabets[1]] {
        hasher.update(weights);
    }
    let hash = hasher.finalize().to_hex();
    assert!(IDENTITY.ends_with(&format!("-{}", &hash[..8])), "the weights' hash is {hash}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_text_gives_the_same_samples() {
    let engine = engine();
    let (request, other) = (request("The bridge is open again.", 100), request("It was closed.", 100));
    let first = engine.speak(&request).await.unwrap();
    let (second, _) = tokio::join!(engine.speak(&request), engine.speak(&other));
    assert_eq!(first, second.unwrap());
}

#[tokio::test]
async fn speech_lasts_about_as_long_as_a_person_needs() {
    let engine = engine();
    let text = "The council voted on Tuesday to keep the old bridge open for another year.";
    let own = engine.speak(&request(text, 100)).await.unwrap().clip;
    let seconds = own.samples.len() as f64 / 24_000.0;
    assert!((3.0..7.0).contains(&seconds), "{seconds} s");
    let peak = own.samples.iter().fold(0.0f32, |peak, sample| peak.max(sample.abs()));
    assert!((0.05..2.0).contains(&peak), "peak {peak}");
    let fast = engine.speak(&request(text, 200)).await.unwrap().clip;
    let ratio = own.samples.len() as f64 / fast.samples.len() as f64;
    assert!((1.7..2.3).contains(&ratio), "twice the speed took {ratio} times shorter");
}

#[tokio::test]
async fn a_very_long_sentence_is_said_whole() {
    let engine = engine();
    let clause = "and the river rose past the mark on the wall, ";
    let length = |spoken: Spoken| spoken.clip.samples.len() as f64;
    let one = length(engine.speak(&request(&clause.repeat(5), 100)).await.unwrap());
    let many = length(engine.speak(&request(&clause.repeat(40), 100)).await.unwrap());
    assert!((7.0..9.0).contains(&(many / one)), "eight times the text is {} times as long", many / one);
}

#[tokio::test]
async fn what_cannot_be_pronounced_is_refused() {
    let engine = engine();
    for text in ["", " ", "…", "日本語", "\u{200b}"] {
        let answer = engine.speak(&request(text, 100)).await;
        assert!(matches!(answer, Err(EngineError::Refused(_))) || text == "…", "{text:?}");
    }
}
