//! What is doubted of clips, and what is not.

use super::*;
use crate::speech::scripted::{Answer, Scripted, request, spoken};

const TEXTS: [&str; 8] = [
    "The ferry left on time.",
    "Nobody had told the harbour.",
    "Rain fell on the whole coast.",
    "A second boat came at noon.",
    "They waited for the evening.",
    "The lamps were lit one by one.",
    "Somebody sang on the pier.",
    "It was late when they slept.",
];

/// Lets a voice speak plausibly for a while, then answer so, and gives what comes of the next texts and how often the engine was asked for them.
async fn after_a_while(answers: &[Answer], texts: usize) -> (Vec<Result<Spoken, EngineError>>, usize) {
    let plausible = TEXTS.len() - texts;
    let engine = Scripted::new([&vec![Answer::Speaks; plausible], answers].concat());
    let checked = Checked::new(engine.clone(), &Limits::default());
    let mut results = Vec::new();
    for text in TEXTS {
        results.push(checked.speak(&request(text)).await);
    }
    assert!(results.drain(..plausible).all(|result| doubt(&result).is_none()));
    (results, engine.times().len() - plausible)
}

fn doubt(result: &Result<Spoken, EngineError>) -> Option<String> {
    result.as_ref().unwrap().doubt.as_ref().map(ToString::to_string)
}

#[tokio::test]
async fn an_implausible_clip_is_asked_for_again() {
    let (results, asked) = after_a_while(&[Answer::Stretched(2.5), Answer::Speaks], 1).await;
    assert_eq!(doubt(&results[0]), None);
    assert_eq!(asked, 2);
}

#[tokio::test]
async fn what_stays_implausible_is_given_with_its_doubt() {
    let stretched = [Answer::Stretched(2.5), Answer::Stretched(2.7), Answer::Stretched(2.6)];
    let (mut results, asked) = after_a_while(&stretched, 1).await;
    let Spoken { clip, doubt } = results.pop().unwrap().unwrap();
    let why = doubt.unwrap().to_string();
    assert!(why.contains("where about") && !clip.samples.is_empty(), "{why}");
    assert_eq!(asked, ASKS);
}

#[tokio::test]
async fn the_same_answer_is_not_asked_for_a_third_time() {
    let (results, asked) = after_a_while(&[Answer::Stretched(2.5)], 1).await;
    assert!(doubt(&results[0]).is_some());
    assert_eq!(asked, 2);
}

#[tokio::test]
async fn a_voice_that_is_always_odd_is_not_asked_three_times_for_ever() {
    let odd: Vec<_> = (0..40).map(|number| Answer::Clipped(1.0 + number as f32 / 1_000.0)).collect();
    let (results, asked) = after_a_while(&odd, 8).await;
    assert!(results.iter().all(|result| doubt(result).is_some_and(|why| why.contains("clipped"))));
    assert_eq!(asked, FUTILE * ASKS + (8 - FUTILE));
}

#[tokio::test(start_paused = true)]
async fn a_doubtful_clip_is_not_lost_when_no_other_comes() {
    for other in [Answer::Hangs, Answer::Fails(|| EngineError::unreachable("gone"))] {
        let (results, _) = after_a_while(&[Answer::Stretched(2.5), other], 1).await;
        assert!(doubt(&results[0]).is_some());
    }
}

/// Narrates texts at once, and gives what is said of each.
async fn at_once(checked: &Checked, texts: &[&str]) -> Vec<(Clip, Option<String>)> {
    let speak = |text: &&str| {
        let request = request(text);
        async move { checked.speak(&request).await }
    };
    let results = futures::future::join_all(texts.iter().map(speak)).await;
    results.into_iter().map(|result| (result.as_ref().unwrap().clip.clone(), doubt(&result))).collect()
}

#[tokio::test(start_paused = true)]
async fn texts_that_a_server_mixes_up_are_all_asked_for_again_one_at_a_time() {
    let engine = Scripted::new(vec![Answer::MixesUp]);
    let checked = Checked::new(engine.clone(), &Limits::default()).waiting();
    for (text, (clip, doubt)) in TEXTS[..3].iter().zip(at_once(&checked, &TEXTS[..3]).await) {
        assert_eq!((doubt, clip.samples == spoken(text, 1.0).samples), (None, true), "{text}");
    }
    assert_eq!(engine.times().len(), 6);
    let rest = at_once(&checked, &TEXTS[3..]).await;
    assert!(rest.iter().zip(&TEXTS[3..]).all(|((clip, _), text)| clip.samples == spoken(text, 1.0).samples));
}

#[tokio::test(start_paused = true)]
async fn one_sound_for_every_text_is_doubted_for_each() {
    let checked = Checked::new(Scripted::new(vec![Answer::Says(TEXTS[0])]), &Limits::default()).waiting();
    let doubts = at_once(&checked, &TEXTS[..4]).await;
    assert!(doubts.iter().all(|(_, doubt)| doubt.is_some()), "{doubts:?}");
}

#[tokio::test(start_paused = true)]
async fn texts_that_sound_alike_are_not_doubted() {
    let checked = Checked::new(Scripted::new(vec![Answer::Speaks]), &Limits::default()).waiting();
    let texts = ["No. 3", "No. 4", "The third item of the list.", "The fourth item of the list.", "Yes.", "Yes!"];
    for (text, (_, doubt)) in texts.iter().zip(at_once(&checked, &texts).await) {
        assert_eq!(doubt, None, "{text}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_clip_does_not_wait_for_ever() {
    let engine = Scripted::new(vec![Answer::Speaks, Answer::Hangs]);
    let checked = Checked::new(engine, &Limits::default()).waiting();
    let (one, two) = (request(TEXTS[0]), request(TEXTS[1]));
    tokio::select! {
        biased;
        spoken = checked.speak(&one) => assert_eq!(doubt(&spoken), None),
        _ = checked.speak(&two) => panic!("it hangs"),
    }
}

#[tokio::test]
async fn silence_is_no_answer() {
    let checked = Checked::new(Scripted::new(vec![Answer::Stretched(0.0)]), &Limits::default());
    assert!(matches!(checked.speak(&request("One.")).await, Err(EngineError::BadAudio(_))));
}
