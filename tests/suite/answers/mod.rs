//! Answers as servers and programs give them, in more than two hundred kinds, for each engine that can get them: what is heard is
//! compared with what was sent, sentence by sentence. A third of the kinds was set aside before the reader was written.

mod compare;
mod edits;
mod engines;
mod kinds;
mod made;
mod speech;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use aloud::secrets::Keyring;
use aloud::speech::{Engine, SpeechRequest};
use aloud::voice::Voice;

use crate::bench::{Bench, skip};
use crate::loopback::Loopback;
use compare::compare;
use engines::{ASKED, Asked};
use kinds::{KINDS, Kind, Right};
use speech::Sentence;

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

/// Asks an engine for the sentence, which gets this answer.
async fn outcome(asked: &Asked, kind: &Kind, (sentence, answer): (&Sentence, &[u8])) -> Outcome {
    let bench = Bench::new();
    let (file, key) = (bench.path("answer"), bench.path("key"));
    std::fs::write(&file, answer).unwrap();
    bench.write("key", "a-key");
    #[cfg(unix)]
    std::fs::set_permissions(&key, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    let reply = (asked.reply)(kind, answer.to_vec());
    let server = Loopback::serve(move |_| reply.clone());
    let voice = engines::voice(asked, &server.url, file.to_str().unwrap(), key.to_str().unwrap());
    let voice = Arc::new(Voice::parse(&voice, "v").unwrap());
    let engine = aloud::engines::build(&voice, &Keyring::blank()).unwrap();
    let engine: Arc<dyn Engine> = Arc::new(aloud::speech::Checked::new(engine, &voice.limits));
    match engine.speak(&SpeechRequest::new(sentence.text, voice)).await {
        Ok(spoken) => match compare(&spoken.clip.samples, &sentence.floats()) {
            Ok(()) => Outcome::Same,
            Err(why) => Outcome::Other(format!(
                "{why}; {}",
                spoken.doubt.map_or("no doubt".to_owned(), |doubt| doubt.to_string())
            )),
        },
        Err(error) => Outcome::Refused(aloud::error::whole_message(&error)),
    }
}

/// Sends every kind of a share to every engine, and tallies what comes of it; `None` where a program is missing.
async fn tally(is_of_share: impl Fn(&Kind) -> bool) -> Option<Tally> {
    let sentences = speech::sentences()?;
    let mut tally = Tally::default();
    for (number, kind) in KINDS.iter().enumerate().filter(|(_, kind)| is_of_share(kind)) {
        let mut answers = BTreeMap::new();
        for (turn, asked) in ASKED.iter().enumerate() {
            // Every kind gets every sentence, by one engine or another.
            let which = (number + turn) % sentences.len();
            let sentence = &sentences[which];
            let is_bare = kind.name.starts_with("bare");
            // What is around a sound is read where the answer is the sound.
            let is_wrapped = ["packed", "parts", "json"].iter().any(|wrap| kind.name.starts_with(wrap));
            if is_wrapped && !["openai", "deepgram"].contains(&asked.name) {
                continue;
            }
            if is_bare && !asked.takes_bare {
                continue;
            }
            // What a header says is known only where there are headers.
            let is_told = kind.told.lines().count() > 1
                || ["rate=", "PCM", "basic", "law"].iter().any(|word| kind.told.contains(word));
            if is_bare && is_told && !["openai", "gemini"].contains(&asked.name) {
                continue;
            }
            if kind.told.lines().count() > 1 && asked.name == "gemini" {
                continue;
            }
            let answer = match answers.entry(which) {
                Entry::Occupied(made) => made.into_mut(),
                Entry::Vacant(place) => place.insert(made::answer(kind, sentence)?),
            };
            tally.add(kind, asked.name, outcome(asked, kind, (sentence, answer)).await);
        }
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
