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
    assert!(hash.starts_with(WEIGHTS), "the weights' hash is {hash}");
}

#[tokio::test]
async fn a_network_of_a_file_speaks_like_the_one_built_in() {
    let folder = tempfile::tempdir().unwrap();
    let toml = |model: &str| {
        let model = folder.path().join(model);
        format!("name = 'v'\nengine = 'hibari'\nlicence = 'none'\n[settings]\nmodel = '{}'\n", model.display())
    };
    let other = Arc::new(Voice::parse(&toml("voice.onnx"), "v").unwrap());
    let keyring = Keyring::new(|_| None, || std::time::SystemTime::UNIX_EPOCH);
    let error = build(&other, &keyring).map(|_| ()).unwrap_err().to_string();
    assert!(error.contains("voice.onnx cannot be read"), "{error}");
    std::fs::write(folder.path().join("voice.onnx"), aloud_heart::HIBARI).unwrap();
    let (from_file, built_in) = (build(&other, &keyring).unwrap(), engine());
    assert_ne!(from_file.identity(), built_in.identity());
    let said = from_file.speak(&SpeechRequest::new("The bridge is open.", Arc::clone(&other))).await.unwrap();
    assert_eq!(said, built_in.speak(&request("The bridge is open.", 100)).await.unwrap());
    std::fs::write(folder.path().join("voice.onnx"), aloud_heart::GUESSER).unwrap();
    let engine = build(&other, &keyring).unwrap();
    let error = engine.speak(&SpeechRequest::new("The bridge is open.", other)).await.unwrap_err();
    assert!(error.whole_message().contains("is not a hibari network"), "{error:?}");
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
async fn words_are_heard_when_they_are_said_to_be() {
    let engine = engine();
    let text = "The bridge, which nobody had crossed since March, is open again; 14 boats passed — at last.";
    let clip = engine.speak(&request(text, 100)).await.unwrap().clip;
    let words: Vec<&str> = clip.words.iter().map(|mark| &text[mark.text.clone()]).collect();
    let spoken = text.split(' ').map(|word| word.trim_matches([',', ';', '.'])).filter(|word| *word != "—");
    assert_eq!(words, spoken.collect::<Vec<_>>());
    let in_order = clip.words.windows(2).all(|pair| pair[0].frames.end <= pair[1].frames.start);
    assert!(in_order && clip.words.iter().all(|mark| !mark.frames.is_empty()), "{:?}", clip.words);
    // What is heard tells: it is quiet between the words that a mark parts, and loud in every word.
    let loudness = |frames: std::ops::Range<u64>| {
        let samples = &clip.samples[frames.start as usize..frames.end as usize];
        (samples.iter().map(|sample| sample * sample).sum::<f32>() / samples.len().max(1) as f32).sqrt()
    };
    let whole = loudness(0..clip.samples.len() as u64);
    for (word, mark) in words.iter().zip(&clip.words) {
        assert!(loudness(mark.frames.clone()) > whole / 5.0, "{word} is not heard at {:?}", mark.frames);
    }
    for pair in clip.words.windows(2).filter(|pair| text[pair[0].text.end..].starts_with([',', ';'])) {
        // A rest, if only of a fortieth of a second: what is said next may begin before it is over.
        let gap = pair[0].frames.end..pair[1].frames.start;
        let rests = (gap.start..gap.end.saturating_sub(600)).step_by(100).map(|at| loudness(at..at + 600));
        let rest = rests.fold(f32::INFINITY, f32::min);
        assert!(rest < whole / 10.0, "{pair:?}: {rest} of {whole}");
    }
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
