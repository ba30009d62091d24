//! Clips of the built-in voice, listened to: as they are none is doubted, and spoiled in the ways engines spoil them all are.

use std::sync::{Arc, Mutex, OnceLock};

use aloud::audio::Clip;
use aloud::engines;
use aloud::secrets::Keyring;
use aloud::speech::{Capabilities, Checked, Engine, EngineError, SpeechRequest, Spoken};
use aloud::voice::{Limits, Voice};
use async_trait::async_trait;

use crate::bench::{Bench, repository};
use crate::clouds::wav;
use crate::loopback::{Loopback, Reply};

/// Clips that are given before the spoiled ones, for the voice to be known.
const BEFORE: usize = 12;
/// The shortest text that is spoiled: of two words little can be said.
const LETTERS: usize = 25;

/// Says what it was given, in turn, the last for ever.
#[derive(Default)]
struct Replay(Mutex<Vec<Clip>>);

#[async_trait]
impl Engine for Replay {
    fn identity(&self) -> &str {
        "replay/1"
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities::default()
    }

    async fn speak(&self, _: &SpeechRequest) -> Result<Spoken, EngineError> {
        let mut clips = self.0.lock().unwrap();
        let clip = if clips.len() > 1 { clips.remove(0) } else { clips[0].clone() };
        Ok(clip.into())
    }
}

/// Every sentence of an article by a voice, with its clip.
async fn spoken(voice: &str, article: &str) -> Vec<(SpeechRequest, Clip)> {
    let bench = Bench::new();
    let article = repository(article);
    let script = bench.aloud(&["script", "--voice", voice, "--json", article.to_str().unwrap()]);
    let voice = Arc::new(Voice::find(voice, &repository("voices")).unwrap());
    let engine = engines::build(&voice, &Keyring::blank()).unwrap();
    let mut all = Vec::new();
    for sentence in script.json_lines()[0]["sentences"].as_array().unwrap() {
        let request = SpeechRequest::new(sentence["spoken"].as_str().unwrap(), Arc::clone(&voice));
        let clip = engine.speak(&request).await.unwrap().clip;
        all.push((request, clip));
    }
    all
}

/// The clips of the neural voice, spoken once: it takes its time where nothing is optimised.
async fn story() -> &'static [(SpeechRequest, Clip)] {
    static STORY: OnceLock<Vec<(SpeechRequest, Clip)>> = OnceLock::new();
    match STORY.get() {
        Some(story) => story,
        None => {
            let story = spoken("heart", "samples/harbour-bridge.md").await;
            STORY.get_or_init(|| story)
        }
    }
}

/// Returns what is said of each of these clips, the engine giving the same whenever it is asked for one.
async fn doubts(clips: &[(SpeechRequest, Clip)]) -> Vec<Option<String>> {
    let engine = Arc::new(Replay::default());
    let checked = Checked::new(engine.clone(), &Limits::default());
    let mut doubts = Vec::new();
    for (request, clip) in clips {
        *engine.0.lock().unwrap() = vec![clip.clone()];
        doubts.push(checked.speak(request).await.unwrap().doubt.map(|doubt| doubt.to_string()));
    }
    doubts
}

#[tokio::test]
async fn no_sentence_of_the_samples_is_doubted() {
    let mut articles = vec![story().await.to_vec()];
    for article in
        ["harbour-bridge.md", "night-trains.md", "reading-list.md", "council-vote.txt", "scraped-lighthouse.txt"]
    {
        articles.push(spoken("tone", &format!("samples/{article}")).await);
    }
    for clips in articles {
        assert!(clips.len() >= 8);
        for ((request, _), doubt) in clips.iter().zip(doubts(&clips).await) {
            assert_eq!(doubt, None, "{}: {}", request.voice.name, request.text);
        }
    }
}

type Spoil = fn(&mut Vec<f32>, &[f32]);

/// Cuts in the middle of the loudest sound near a place, as a part of the whole.
fn cut_near(samples: &mut Vec<f32>, part: f64) {
    let middle = (samples.len() as f64 * part) as usize;
    let windows = samples[middle - 4_800..middle + 4_800].chunks(240);
    let loudest = windows.map(|window| window.iter().map(|x| x * x).sum::<f32>()).enumerate();
    let loudest = loudest.max_by(|a, b| a.1.total_cmp(&b.1)).unwrap().0;
    samples.truncate(middle - 4_800 + (loudest + 1) * 240);
}

/// Plays samples so many times as fast, as a wrong rate does.
fn played(samples: &[f32], times: f32) -> Vec<f32> {
    let at = |frame: usize| {
        let place = frame as f32 * times;
        let (before, part) = (place as usize, place.fract());
        let after = samples[(before + 1).min(samples.len() - 1)];
        samples[before] * (1.0 - part) + after * part
    };
    (0..(samples.len() as f32 / times) as usize).map(at).collect()
}

/// Ways to spoil a clip, given the one before it.
const FAULTS: &[(&str, Spoil)] = &[
    ("the sentence before again", |samples, before| *samples = before.to_vec()),
    ("the sentence before again, softer and later", |samples, before| {
        *samples = [vec![0.0; 1_234], before.iter().map(|sample| sample * 0.6).collect()].concat();
    }),
    ("twice", |samples, _| samples.extend(samples.clone())),
    ("twice as long", |samples, before| {
        let more = samples.len() * 5 / 4;
        samples.extend(before.iter().cycle().take(more));
    }),
    ("the first half alone", |samples, _| samples.truncate(samples.len() / 2)),
    ("cut off near its end", |samples, _| cut_near(samples, 0.75)),
    ("silent in the middle", |samples, _| {
        let middle = samples.len() / 2;
        samples.splice(middle..middle, [0.0; 48_000]);
    }),
    ("played half as fast again", |samples, _| *samples = played(samples, 1.5)),
    ("played twice as fast", |samples, _| *samples = played(samples, 2.0)),
    ("played a third too slow", |samples, _| *samples = played(samples, 2.0 / 3.0)),
    ("too loud", |samples, _| samples.iter_mut().for_each(|sample| *sample = (*sample * 12.0).clamp(-1.0, 1.0))),
];

#[tokio::test]
async fn what_engines_spoil_is_doubted() {
    let story = story().await;
    for (fault, spoil) in FAULTS {
        let (mut spoiled_clips, mut missed) = (0, Vec::new());
        for at in BEFORE..story.len() {
            let (request, clip) = &story[at];
            if request.text.chars().filter(|c| c.is_alphabetic()).count() < LETTERS {
                continue;
            }
            let mut spoiled = clip.clone();
            spoil(&mut spoiled.samples, &story[at - 1].1.samples);
            let clips = [&story[at - BEFORE..at], &[(request.clone(), spoiled)]].concat();
            spoiled_clips += 1;
            if doubts(&clips).await.pop().unwrap().is_none() {
                missed.push(&request.text);
            }
        }
        assert!(spoiled_clips > 5 && missed.is_empty(), "{fault}: {missed:?} of {spoiled_clips}");
    }
}

#[tokio::test]
async fn asking_again_brings_the_right_clip() {
    let story = story().await;
    let texts = &story[..BEFORE + 1];
    let mut clips: Vec<Clip> = texts.iter().map(|(_, clip)| clip.clone()).collect();
    let mut doubled = clips[BEFORE].clone();
    doubled.samples.extend(doubled.samples.clone());
    clips.insert(BEFORE, doubled);
    let checked = Checked::new(Arc::new(Replay(Mutex::new(clips))), &Limits::default());
    for (request, clip) in texts {
        assert_eq!(checked.speak(request).await.unwrap(), clip.clone().into());
    }
}

#[test]
fn a_doubtful_sentence_is_told_everywhere_each_time_and_paid_for_no_more_until_asked_again() {
    const STORY: &str = "The first sentence. The second is here. A third follows it. The fourth comes now. Then the fifth one. \
                         The sixth goes wrong today.";
    let is_well = Arc::new(Mutex::new(false));
    let well = Arc::clone(&is_well);
    let server = Loopback::serve(move |asked| {
        let body: serde_json::Value = serde_json::from_slice(&asked.body).unwrap();
        let text = body["input"].as_str().unwrap();
        let twice = text.contains("wrong") && !*well.lock().unwrap();
        Reply::ok("audio/wav", wav(&text.repeat(if twice { 3 } else { 1 })))
    });
    let bench = Bench::new();
    bench.write("story.txt", STORY);
    bench.write(
        "v.toml",
        format!(
            "name = 'v'\nengine = 'openai'\nlicence = 'none'\n[limits]\nat_once = 1\n\
             [settings]\nurl = '{}/v1'\nmodel = 'm'\nvoice = 'v'\n",
            server.url
        ),
    );
    let narrate = |more: &[&str]| {
        let run = bench.aloud(
            &[&["narrate", "--json", "--force", "--cache", "clips", "--voice", "v.toml", "story.txt"], more].concat(),
        );
        assert_eq!(run.code, 0, "{}", run.stderr);
        run
    };
    // The sixth is asked for twice: the server gives the same both times.
    for (status, asked) in [("narrated", 7), ("unchanged", 7)] {
        let run = narrate(&[]);
        let outcome = &run.json_lines()[0];
        assert_eq!((&outcome["status"], server.asked().len()), (&status.into(), asked));
        assert_eq!(outcome["doubtful"][0]["sentence"], 6, "{outcome}");
        assert!(run.stderr.contains("listen to sentence 6, “The sixth goes wrong today.”: it lasts"), "{}", run.stderr);
        assert!(run.stderr.contains("--ask-again"), "{}", run.stderr);
    }
    std::fs::remove_dir_all(bench.path("narrations")).unwrap();
    assert_eq!(narrate(&[]).json_lines()[0]["doubtful"][0]["sentence"], 6, "the store remembers the doubt");
    assert_eq!(server.asked().len(), 7);
    // Someone listens to it, and it is good: nothing is told of it any more, even when it is mixed again.
    narrate(&["--out", "heard"]);
    assert!(bench.aloud(&["status", "--out", "heard"]).stdout.contains("listen  story.txt: sentence 6 ("));
    assert_eq!(bench.aloud(&["accept", "--out", "heard", "--sentences", "5", "heard/story.wav"]).code, 2);
    let accepted = bench.aloud(&["accept", "--out", "heard", "heard/story.wav"]);
    assert_eq!(accepted.stdout, "accepted story.txt: sentence 6\n", "{}", accepted.stderr);
    assert_eq!(bench.aloud(&["status", "--out", "heard"]).stdout, "1 done, 0 stale, 0 failed\n");
    for (more, status) in [(&[][..], "unchanged"), (&["--ask-again"], "unchanged"), (&["--format", "txt"], "narrated")]
    {
        let run = narrate(&[&["--out", "heard"], more].concat());
        let outcome = &run.json_lines()[0];
        assert_eq!((&outcome["status"], outcome.get("doubtful")), (&status.into(), None), "{more:?} {}", run.stderr);
    }
    assert_eq!(server.asked().len(), 7);
    *is_well.lock().unwrap() = true;
    let run = narrate(&["--ask-again"]);
    assert!(run.json_lines()[0].get("doubtful").is_none() && !run.stderr.contains("listen"), "{}", run.stderr);
    assert_eq!(server.asked().len(), 8, "only the doubtful one is asked for again");
    assert_eq!(narrate(&["--ask-again"]).json_lines()[0]["status"], "unchanged");
}

#[test]
fn one_sound_for_every_text_is_doubted_from_the_first_sentence_on() {
    let bench = Bench::new();
    let said = bench.aloud(&["say", "The ferry left on time.", "--to", "one.wav"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let sound = std::fs::read(bench.path("one.wav")).unwrap();
    let server = Loopback::serve(move |_| Reply::ok("audio/wav", sound.clone()));
    bench.write("story.txt", "The ferry left on time. A second boat came late. A third one never came.");
    bench.write(
        "v.toml",
        format!(
            "name = 'v'\nengine = 'openai'\nlicence = 'none'\n[limits]\nat_once = 1\n\
             [settings]\nurl = '{}/v1'\nmodel = 'm'\nvoice = 'v'\n",
            server.url
        ),
    );
    let run = bench.aloud(&["narrate", "--json", "--force", "--voice", "v.toml", "story.txt"]);
    let told = &run.json_lines()[0]["doubtful"];
    let sentences: Vec<_> = told.as_array().into_iter().flatten().map(|told| told["sentence"].as_u64()).collect();
    assert_eq!(sentences, [Some(1), Some(2), Some(3)], "{}{}", run.stdout, run.stderr);
}
