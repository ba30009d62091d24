//! The finished sound: its loudness and peaks as ffmpeg measures them, its joints, its rates and depths.

use std::fs;
use std::path::Path;
use std::process::Command;

use aloud::audio::{SampleRate, decode, speech_range};
use serde_json::Value;

use crate::bench::{Bench, skip};

/// Read by the built-in voice: a few sentences, one of them a question, one with many sibilants.
const STORY: &str = "---\ntitle: Story\n---\n\nThe ferry left at six. Who would have thought that it would never come back?\n\nSix sisters saw \
                     the ship slip past the shore, and nobody said a word about it for years.\n";

/// Where its narration goes.
const AUDIO: &str = "narrations/story.wav";

/// What ffmpeg's `ebur128` filter says of a file.
pub(crate) struct Measured {
    pub(crate) integrated_lufs: f64,
    true_peak_dbtp: f64,
}

/// Measures with ffmpeg; `None` when it is not installed.
pub(crate) fn ffmpeg(audio: &Path) -> Option<Measured> {
    let arguments = ["-hide_banner", "-nostats", "-af", "ebur128=peak=true", "-f", "null", "-"];
    let output = Command::new("ffmpeg").arg("-i").arg(audio).args(arguments).output();
    let Ok(output) = output else {
        skip("ffmpeg is not installed");
        return None;
    };
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let summary = text.split("Summary:").nth(1).unwrap_or_else(|| panic!("{text}"));
    let number = |label: &str| {
        let rest = summary.split(label).nth(1).unwrap_or_else(|| panic!("{summary}"));
        rest.split_whitespace().next().unwrap().parse().unwrap()
    };
    Some(Measured { integrated_lufs: number("I:"), true_peak_dbtp: number("Peak:") })
}

/// Narrates the story into a folder of the bench's with more arguments, and gives the manifest.
fn narrate(bench: &Bench, voice: &str, arguments: &[&str]) -> Value {
    bench.write("story.md", STORY);
    let run = bench.aloud(&[&["narrate", "--voice", voice, "--cache", "clips", "story.md"], arguments].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_slice(&fs::read(bench.path(run.stdout.trim()).with_extension("json")).unwrap()).unwrap()
}

/// A number of the manifest's loudness.
fn loudness(manifest: &Value, field: &str) -> f64 {
    manifest["loudness"][field].as_f64().unwrap_or_else(|| panic!("{field} in {manifest}"))
}

#[test]
fn every_target_is_reached_as_ffmpeg_measures_it() {
    let bench = Bench::new();
    for (target, lufs, ceiling) in [
        ("podcast", -16.0, -1.0),
        ("ebu-r128", -23.0, -1.0),
        ("alexa", -14.0, -2.0),
        ("-19", -19.0, -1.0),
        ("-12", -12.0, -1.0),
    ] {
        // The filters differ by rate; one target at each other rate shows it.
        let rates: &[&str] = if target == "podcast" { &["24000", "44100", "48000"] } else { &["24000"] };
        for rate in rates {
            let manifest = narrate(&bench, "heart", &["--loudness", target, "--rate", rate]);
            let Some(measured) = ffmpeg(&bench.path(AUDIO)) else { return };
            let ours = (loudness(&manifest, "integrated_lufs"), loudness(&manifest, "true_peak_dbtp"));
            let told = format!(
                "{target} at {rate}: ours {ours:?}, ffmpeg {} {}",
                measured.integrated_lufs, measured.true_peak_dbtp
            );
            assert!((ours.0 - lufs).abs() <= 0.2, "{told}");
            assert!((measured.integrated_lufs - ours.0).abs() <= 0.1, "{told}");
            assert!((measured.true_peak_dbtp - ours.1).abs() <= 0.2, "{told}");
            assert!(measured.true_peak_dbtp <= ceiling, "{told}");
        }
    }
}

#[test]
fn acx_is_met() {
    let bench = Bench::new();
    let manifest = narrate(&bench, "heart", &["--loudness", "acx", "--rate", "44100"]);
    let rms = loudness(&manifest, "rms_dbfs");
    assert!((-23.0..=-18.0).contains(&rms), "{rms}");
    assert!(loudness(&manifest, "true_peak_dbtp") <= -3.0);
    let floor = manifest["loudness"]["noise_floor_dbfs"].as_f64();
    assert!(floor.is_none_or(|floor| floor <= -60.0), "{floor:?}");
}

#[test]
fn no_joint_clicks() {
    let bench = Bench::new();
    let manifest = narrate(&bench, "heart", &[]);
    let mut wav = hound::WavReader::open(bench.path(AUDIO)).unwrap();
    let samples: Vec<i32> = wav.samples::<i16>().map(|sample| i32::from(sample.unwrap())).collect();
    let steps: Vec<i32> = samples.windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect();
    let joints: Vec<usize> = manifest["sentences"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|cue| [cue["start_ms"].as_u64().unwrap(), cue["end_ms"].as_u64().unwrap()])
        .map(|ms| ms as usize * 24)
        .collect();
    // A joint is two milliseconds on both sides of where a clip begins or ends, as times are whole milliseconds.
    let near = |i: usize| joints.iter().any(|joint| joint.abs_diff(i) <= 48);
    let largest = |at_joint: bool| (0..steps.len()).filter(|i| near(*i) == at_joint).map(|i| steps[i]).max().unwrap();
    let (joint, inside) = (largest(true), largest(false));
    assert!(joint <= inside / 10, "a step of {joint} at a joint, {inside} inside speech");
    assert!(inside > 1_000, "the voice was heard");
}

/// Sentences that begin and end with the sounds that are soonest cut: plosives, soft fricatives, a breath.
const EDGES: &str = "---\ntitle: Pip\n---\n\nPat kept it up. Take the cat back. Kit hid the map. Ten ships left the dock. Fish have teeth. His wife \
                     coughs. Think of the fifth. Half a loaf. Who put that lid on top?\n";

/// The loudest root mean square of any five milliseconds.
fn loudest_db(samples: &[f32], rate: SampleRate) -> f32 {
    let power = |part: &[f32]| part.iter().map(|sample| sample * sample).sum::<f32>() / part.len() as f32;
    10.0 * samples.chunks(rate.hz() as usize / 200).map(power).fold(1e-12, f32::max).log10()
}

#[test]
fn no_breath_and_no_plosive_is_cut_off() {
    let bench = Bench::new();
    bench.write("edges.md", EDGES);
    let run = bench.aloud(&["narrate", "--voice", "heart", "--cache", "clips", "edges.md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let folders = fs::read_dir(bench.path("clips")).unwrap();
    let files: Vec<_> = folders.flat_map(|folder| fs::read_dir(folder.unwrap().path()).unwrap()).collect();
    assert_eq!(files.len(), 10);
    let mut cut_ms = 0;
    for file in files {
        let clip = decode(fs::read(file.unwrap().path()).unwrap(), None).unwrap();
        let heard = speech_range(&clip);
        let (before, after) = (&clip.samples[..heard.start as usize], &clip.samples[heard.end as usize..]);
        let speech = loudest_db(&clip.samples, clip.rate);
        for (side, cut) in [("before", before), ("after", after)] {
            // The release of a final plosive lies 40 dB under the vowel before it; what is cut lies well under that.
            let level = loudest_db(cut, clip.rate) - speech;
            assert!(level < -46.0, "{side} the speech {level:.1} dB are cut off");
            cut_ms += cut.len() / 24;
        }
        // And there is air: the first and the last hundredth of what is heard are near silence too.
        let heard = &clip.samples[heard.start as usize..heard.end as usize];
        for edge in [&heard[..240], &heard[heard.len() - 240..]] {
            let level = loudest_db(edge, clip.rate) - speech;
            assert!(level < -30.0, "speech begins or ends at once, at {level:.1} dB");
        }
    }
    assert!(cut_ms > 100, "silence was cut off: {cut_ms} ms");
}

#[test]
fn rates_and_depths_are_as_asked_for_and_last_the_same_time() {
    let bench = Bench::new();
    let times = |manifest: &Value| (manifest["duration_ms"].clone(), manifest["sentences"].clone());
    let plain = narrate(&bench, "tone", &["--loudness", "off"]);
    for (rate, bits) in [("24000", "24"), ("44100", "16"), ("48000", "24")] {
        let manifest = narrate(&bench, "tone", &["--rate", rate, "--bits", bits]);
        let wav = hound::WavReader::open(bench.path(AUDIO)).unwrap();
        assert_eq!(wav.spec().sample_rate.to_string(), rate);
        assert_eq!(wav.spec().bits_per_sample.to_string(), bits);
        let ms = (f64::from(wav.duration()) * 1000.0 / f64::from(wav.spec().sample_rate)).round();
        assert_eq!(manifest["duration_ms"], ms as u64);
        assert_eq!(times(&manifest), times(&plain), "mastering changes no time");
    }
}

#[test]
fn clips_left_as_they_are_keep_every_bit() {
    let bench = Bench::new();
    narrate(&bench, "tone", &["--loudness", "off"]);
    let mut wav = hound::WavReader::open(bench.path(AUDIO)).unwrap();
    let samples: Vec<i16> = wav.samples().map(Result::unwrap).collect();
    // The tone: 0.25 of full scale, 60 frames a period. Past the fade each period is the same, undithered.
    assert_eq!(samples[600..660], samples[660..720]);
    assert_eq!(samples.iter().max(), Some(&8_192));
}

#[test]
fn head_tail_and_room_tone_are_as_set() {
    let bench = Bench::new();
    let plain = narrate(&bench, "tone", &[]);
    bench.write("aloud.toml", "[master]\nhead_ms = 500\ntail_ms = 1500\nroom_tone_db = -66\n");
    let manifest = narrate(&bench, "tone", &[]);
    assert_eq!(manifest["sentences"][0]["start_ms"], 500);
    assert_eq!(manifest["duration_ms"].as_u64(), plain["duration_ms"].as_u64().map(|ms| ms + 2_000));
    let floor = loudness(&manifest, "noise_floor_dbfs");
    assert!((floor - -66.0).abs() < 1.0, "{floor}");
    assert!(plain["loudness"]["noise_floor_dbfs"].is_null(), "digital silence has no floor");
}

#[test]
fn wrong_targets_are_told() {
    let bench = Bench::new();
    bench.write("story.md", STORY);
    for (arguments, expected) in
        [(["--loudness", "loud"], "podcast"), (["--rate", "8000"], "44100"), (["--bits", "8"], "24")]
    {
        let run = bench.aloud(&[&["narrate", "--voice", "tone", "story.md"], &arguments[..]].concat());
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains(expected), "{}", run.stderr);
    }
    bench.write("aloud.toml", "[master]\nroom_tone_db = -20\n");
    let run = bench.aloud(&["narrate", "--voice", "tone", "story.md"]);
    assert!(run.code == 2 && run.stderr.contains("hint: "), "{}", run.stderr);
}
