//! Intro, outro and bed: where they lie, how loud they are, and that captions and chapters follow.

use std::f64::consts::TAU;
use std::fs;

use serde_json::Value;

use crate::bench::{Bench, repository};
use crate::master::ffmpeg;

const STORY: &str = "---\ntitle: Tide\nlanguage: en\n---\n\nThe tide came in over the flats. The boats went out before dawn.\n\n\
                     ## Later\n\nNobody saw them again that year.\n";

/// Writes a sine on two channels.
fn sine(bench: &Bench, name: &str, (hz, seconds): (f64, f64)) {
    let spec = hound::WavSpec {
        channels: 2,
        sample_rate: 44_100,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut wav = hound::WavWriter::create(bench.path(name), spec).unwrap();
    for i in 0..(seconds * 44_100.0) as u32 {
        let sample = (8_000.0 * (TAU * hz * f64::from(i) / 44_100.0).sin()) as i16;
        wav.write_sample(sample).unwrap();
        wav.write_sample(sample).unwrap();
    }
    wav.finalize().unwrap();
}

fn narrate(bench: &Bench, arguments: &[&str]) -> Value {
    bench.write("story.md", STORY);
    let run = bench.aloud(&[&["narrate", "--voice", "tone", "--format", "vtt", "story.md"], arguments].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_slice(&fs::read(bench.path("narrations/tide.json")).unwrap()).unwrap()
}

fn samples(bench: &Bench) -> Vec<f64> {
    let mut wav = hound::WavReader::open(bench.path("narrations/tide.wav")).unwrap();
    wav.samples::<i16>().map(|sample| f64::from(sample.unwrap()) / 32_768.0).collect()
}

/// The level of some milliseconds, in dB below full scale.
fn level(samples: &[f64], (start_ms, end_ms): (u64, u64)) -> f64 {
    let part = &samples[start_ms as usize * 24..end_ms as usize * 24];
    10.0 * (part.iter().map(|sample| sample * sample).sum::<f64>() / part.len() as f64).log10()
}

fn ms(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

#[test]
fn times_follow_the_intro_and_the_length_the_outro() {
    let bench = Bench::new();
    let plain = narrate(&bench, &[]);
    sine(&bench, "intro.wav", (440.0, 2.0));
    let outro = repository("tests/recorded/tone.ogg");
    // The recorded tone is 200 ms long: too short to have a loudness.
    let run = bench.aloud(&["narrate", "--voice", "tone", "story.md", "--outro", outro.to_str().unwrap()]);
    assert!(run.code == 2 && run.stderr.contains("hint: "), "{}", run.stderr);
    sine(&bench, "outro.wav", (330.0, 1.0));
    let manifest = narrate(&bench, &["--intro", "intro.wav", "--outro", "outro.wav"]);
    let shift = 2_000 + 500;
    assert_eq!(ms(&manifest["duration_ms"]), ms(&plain["duration_ms"]) + shift + 500 + 1_000);
    for (cue, before) in manifest["sentences"].as_array().unwrap().iter().zip(plain["sentences"].as_array().unwrap()) {
        assert_eq!(ms(&cue["start_ms"]), ms(&before["start_ms"]) + shift);
    }
    assert_eq!(ms(&manifest["chapters"][1]["start_ms"]), ms(&plain["chapters"][1]["start_ms"]) + shift);
    assert!(fs::read_to_string(bench.path("narrations/tide.vtt")).unwrap().contains("\n00:00:02.500 --> "));
    let samples = samples(&bench);
    assert!(level(&samples, (2_020, 2_480)) < -90.0, "silence between intro and speech");
    let (intro, speech) = (level(&samples, (100, 1_900)), level(&samples, (2_520, 2_700)));
    assert!((intro - speech).abs() < 4.0, "the intro is as loud as the speech: {intro} {speech}");
    let Some(measured) = ffmpeg(&bench.path("narrations/tide.wav")) else { return };
    assert!((measured.integrated_lufs - -16.0).abs() <= 0.2, "{}", measured.integrated_lufs);
}

#[test]
fn the_bed_makes_way_for_the_voice() {
    let bench = Bench::new();
    sine(&bench, "bed.wav", (150.0, 3.0));
    bench.write("aloud.toml", "[master]\nhead_ms = 4000\ntail_ms = 5000\nbed = 'bed.wav'\nbed_db = -24\n");
    let manifest = narrate(&bench, &[]);
    let cues = manifest["sentences"].as_array().unwrap();
    let samples = samples(&bench);
    let clear = level(&samples, (1_500, 3_000));
    let ducked = level(&samples, (ms(&cues[1]["end_ms"]) + 20, ms(&cues[2]["start_ms"]) - 20));
    assert!((clear - ducked - 10.0).abs() < 1.0, "{clear} {ducked}");
    let last = ms(&cues.last().unwrap()["end_ms"]);
    assert!((level(&samples, (last + 3_000, last + 3_900)) - clear).abs() < 1.0, "it comes back at the end");
    assert!(level(&samples, (0, 20)) < clear - 20.0, "it fades in");
    let steps = samples.windows(2).map(|pair| (pair[1] - pair[0]).abs());
    let in_the_clear = steps.skip(24 * 1_000).take(24 * 2_500).fold(0.0, f64::max);
    assert!(in_the_clear < 0.02, "no click where the bed begins again: {in_the_clear}");
    let Some(measured) = ffmpeg(&bench.path("narrations/tide.wav")) else { return };
    assert!((measured.integrated_lufs - -16.0).abs() <= 0.2, "{}", measured.integrated_lufs);
}
