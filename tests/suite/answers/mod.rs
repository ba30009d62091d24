//! Answers as servers and programs give them, in more than two hundred kinds, for each engine that can get them: what is heard is
//! compared with what was sent, sentence by sentence. A third of the kinds was set aside before the reader was written. By default
//! each kind goes to three of its engines, which change from kind to kind; with `ALOUD_ANSWERS=all` to all of them.

mod compare;
mod edits;
mod engines;
mod kinds;
mod made;
mod speech;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use aloud::secrets::Keyring;
use aloud::speech::{Engine, SpeechRequest};
use aloud::voice::Voice;
use tokio::task::JoinSet;

use crate::bench::{Bench, environment, skip};
use crate::loopback::{Loopback, Reply};
use compare::compare;
use engines::{ASKED, Asked};
use kinds::{KINDS, Kind, Right};
use speech::Sentence;

/// How many engines get a kind by default.
const ENGINES_A_KIND: usize = 3;

/// Returns whether a kind was set aside: known only by its name while the reader was written.
fn is_set_aside(kind: &Kind) -> bool {
    ring::digest::digest(&ring::digest::SHA256, kind.name.as_bytes()).as_ref()[0].is_multiple_of(3)
}

/// What came of the answers.
#[derive(Default)]
struct Tally {
    /// Sound that was heard as it was sent, and what is no sound and was refused.
    right: usize,
    /// Sound that was refused.
    refused: Vec<String>,
    /// What was taken for something that it is not.
    wrong: Vec<String>,
}

/// What came of an answer: sound that is as it was sent, something else, or a reason.
enum Outcome {
    Same,
    Other(String),
    Refused(String),
}

impl Tally {
    fn add(&mut self, kind: &Kind, by: &str, outcome: Outcome) {
        match (kind.right, outcome) {
            (Right::Heard | Right::Either, Outcome::Same) | (Right::Refused | Right::Either, Outcome::Refused(_)) => {
                self.right += 1;
            }
            (Right::Heard, Outcome::Refused(why)) => self.refused.push(format!("{} by {by}: {why}", kind.name)),
            (_, Outcome::Other(why)) => self.wrong.push(format!("{} by {by}: {why}", kind.name)),
            (Right::Refused, Outcome::Same) => self.wrong.push(format!("{} by {by}: it was heard", kind.name)),
        }
    }

    /// Fails unless everything was right, and says how much was.
    fn is_all_right(&self) {
        eprintln!("{} right, {} refused, {} wrong", self.right, self.refused.len(), self.wrong.len());
        let told = [&self.wrong[..], &self.refused].concat();
        assert!(told.is_empty(), "{} right, {} wrong: {}", self.right, told.len(), told.join("\n"));
    }
}

/// An engine that asks, and who answers it.
struct Stage {
    asked: &'static Asked,
    engine: Arc<dyn Engine>,
    voice: Arc<Voice>,
    /// What its server answers.
    reply: Arc<Mutex<Reply>>,
    /// Where its program finds what it gives.
    file: PathBuf,
    _server: Loopback,
    _bench: Bench,
}

impl Stage {
    fn new(asked: &'static Asked) -> Self {
        let bench = Bench::new();
        let (file, key) = (bench.path("answer"), bench.path("key"));
        bench.write("key", "a-key");
        #[cfg(unix)]
        std::fs::set_permissions(&key, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        let reply = Arc::new(Mutex::new(Reply::ok("text/plain", "")));
        let kept = Arc::clone(&reply);
        let server = Loopback::serve(move |_| kept.lock().unwrap().clone());
        let voice = engines::voice(asked, &server.url, file.to_str().unwrap(), key.to_str().unwrap());
        let voice = Arc::new(Voice::parse(&voice, "v").unwrap());
        let engine = aloud::engines::build(&voice, &Keyring::blank()).unwrap();
        Self { asked, engine, voice, reply, file, _server: server, _bench: bench }
    }

    /// Returns whether an answer of this kind can come here.
    fn takes(&self, kind: &Kind) -> bool {
        let is_bare = kind.name.starts_with("bare");
        // What is around a sound is read where the answer is the sound.
        let is_wrapped = ["packed", "parts", "json"].iter().any(|wrap| kind.name.starts_with(wrap));
        // What a header says is known only where there are headers.
        let is_told = kind.told.lines().count() > 1
            || ["rate=", "PCM", "basic", "law"].iter().any(|word| kind.told.contains(word));
        let is_among = |names: &[&str]| names.contains(&self.asked.name);
        (!is_wrapped || is_among(&["openai", "deepgram"]))
            && (!is_bare || self.asked.takes_bare)
            && (!is_bare || !is_told || is_among(&["openai", "gemini"]))
            && (kind.told.lines().count() < 2 || self.asked.name != "gemini")
    }

    /// Asks for the sentence, which gets this answer.
    async fn outcome(&self, kind: &Kind, sentence: &Sentence, answer: &[u8]) -> Outcome {
        std::fs::write(&self.file, answer).unwrap();
        *self.reply.lock().unwrap() = (self.asked.reply)(kind, answer.to_vec());
        // What is heard is compared with nothing that was heard before.
        let engine = aloud::speech::Checked::new(Arc::clone(&self.engine), &self.voice.limits);
        match engine.speak(&SpeechRequest::new(sentence.text, Arc::clone(&self.voice))).await {
            Ok(spoken) => match compare(&spoken.clip.samples, &sentence.sent) {
                Ok(()) => Outcome::Same,
                Err(why) => Outcome::Other(format!(
                    "{why}; {}",
                    spoken.doubt.map_or("no doubt".to_owned(), |doubt| doubt.to_string())
                )),
            },
            Err(error) => Outcome::Refused(aloud::error::whole_message(&error)),
        }
    }
}

/// Sends every kind of a share to every engine, and tallies what comes of it; `None` where a program is missing.
async fn tally(is_of_share: impl Fn(&Kind) -> bool) -> Option<Tally> {
    let sentences = speech::sentences()?;
    let is_for_all = environment("ALOUD_ANSWERS").is_some_and(|engines| engines == "all");
    let stages: Vec<_> = ASKED.iter().map(|asked| Arc::new(Stage::new(asked))).collect();
    let (mut tally, mut asking) = (Tally::default(), JoinSet::new());
    for (number, kind) in KINDS.iter().enumerate().filter(|(_, kind)| is_of_share(kind)) {
        let sentence = &sentences[number % sentences.len()];
        // The next answer is made while the last one is heard.
        let answer = tokio::task::spawn_blocking(move || made::answer(kind, sentence)).await.unwrap()?;
        while let Some(heard) = asking.join_next().await {
            let (kind, by, outcome) = heard.unwrap();
            tally.add(kind, by, outcome);
        }
        let answer: Arc<[u8]> = answer.into();
        let able: Vec<_> = stages.iter().filter(|stage| stage.takes(kind)).collect();
        let count = if is_for_all { able.len() } else { ENGINES_A_KIND.min(able.len()) };
        for stage in able.iter().cycle().skip(number).take(count).copied() {
            let (stage, answer) = (Arc::clone(stage), Arc::clone(&answer));
            asking.spawn(async move { (kind, stage.asked.name, stage.outcome(kind, sentence, &answer).await) });
        }
    }
    while let Some(heard) = asking.join_next().await {
        let (kind, by, outcome) = heard.unwrap();
        tally.add(kind, by, outcome);
    }
    Some(tally)
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_of_the_kinds_that_were_looked_at_are_heard_or_refused() {
    match tally(|kind| !is_set_aside(kind)).await {
        Some(tally) => tally.is_all_right(),
        None => skip("ffmpeg, sox, lame, espeak-ng or flite is not installed"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_of_the_kinds_that_were_set_aside_are_heard_or_refused() {
    match tally(is_set_aside).await {
        Some(tally) => tally.is_all_right(),
        None => skip("ffmpeg, sox, lame, espeak-ng or flite is not installed"),
    }
}

#[test]
fn there_are_many_kinds_and_each_has_its_name() {
    let names: BTreeMap<&str, &Kind> = KINDS.iter().map(|kind| (kind.name, kind)).collect();
    assert_eq!(names.len(), KINDS.len());
    assert!(KINDS.len() >= 200);
    let set_aside = KINDS.iter().filter(|kind| is_set_aside(kind)).count();
    assert!((KINDS.len() / 4..KINDS.len() / 2).contains(&set_aside), "{set_aside}");
}
