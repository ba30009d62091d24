//! The WAV as other programs read it: each must find the same audio and the same metadata, and have nothing to complain of.
//! A program that is missing is a named skip, and a failure where CI says that it was set up.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::bench::{Bench, repository, skip};

/// Narrates a sample with the tone engine.
fn narration() -> (Bench, PathBuf) {
    let bench = Bench::new();
    let sample = repository("samples/harbour-bridge.md");
    let outcome = &bench.narrate(&[sample.to_str().unwrap()])[0];
    let audio = bench.path(outcome["audio"].as_str().unwrap());
    (bench, audio)
}

/// Runs a foreign program on a file and gives what it printed; `None` when it is not installed.
fn read(program: &str, arguments: &[&str], audio: &PathBuf) -> Option<String> {
    match Command::new(program).args(arguments).arg(audio).output() {
        Ok(output) => {
            assert!(output.status.success(), "{program} failed");
            let stderr = String::from_utf8_lossy(&output.stderr).to_lowercase();
            assert!(!stderr.contains("warn") && !stderr.contains("error"), "{program}: {stderr}");
            Some(String::from_utf8(output.stdout).unwrap())
        }
        Err(_) => {
            skip(&format!("{program} is not installed"));
            None
        }
    }
}

const TITLE: &str = "Harbour Bridge";

#[test]
fn ffprobe_reads_it() {
    let (_bench, audio) = narration();
    let arguments = ["-v", "warning", "-of", "json", "-show_format", "-show_streams"];
    let Some(json) = read("ffprobe", &arguments, &audio) else { return };
    let probe: Value = serde_json::from_str(&json).unwrap();
    let tags = &probe["format"]["tags"];
    assert_eq!(tags["title"], TITLE);
    assert_eq!(tags["artist"], "Marit Lindqvist");
    assert_eq!(tags["date"], "2026-03-14");
    assert!(tags["encoder"].as_str().unwrap().starts_with("aloud "));
    assert!(tags["comment"].as_str().unwrap().contains("Synthetic speech"));
    assert_eq!(probe["streams"][0]["sample_rate"], "24000");
    assert_eq!(probe["streams"][0]["codec_name"], "pcm_s16le");
}

#[test]
fn exiftool_reads_it() {
    let (_bench, audio) = narration();
    let Some(json) = read("exiftool", &["-json"], &audio) else { return };
    let tags: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(tags[0]["Title"], TITLE);
    assert_eq!(tags[0]["Artist"], "Marit Lindqvist");
    assert_eq!(tags[0]["Source"], "https://www.example.org/2026/03/harbour-bridge-reopens");
    assert_eq!(tags[0]["Warning"], Value::Null);
}

#[test]
fn mediainfo_reads_it() {
    let (_bench, audio) = narration();
    let Some(json) = read("mediainfo", &["--Output=JSON"], &audio) else { return };
    let info: Value = serde_json::from_str(&json).unwrap();
    let general = &info["media"]["track"][0];
    assert_eq!(general["Title"], TITLE);
    assert_eq!(general["IsTruncated"], Value::Null);
}

#[test]
fn sox_reads_it() {
    let (_bench, audio) = narration();
    let Some(samples) = read("soxi", &["-s"], &audio) else { return };
    let frames = hound::WavReader::open(&audio).unwrap().duration();
    assert_eq!(samples.trim(), frames.to_string());
}

#[test]
fn symphonia_reads_it() {
    use symphonia::core::formats::probe::Hint;
    use symphonia::core::io::MediaSourceStream;
    let (_bench, audio) = narration();
    let stream = MediaSourceStream::new(Box::new(std::fs::File::open(&audio).unwrap()), Default::default());
    let mut format =
        symphonia::default::get_probe().probe(&Hint::new(), stream, Default::default(), Default::default()).unwrap();
    // Symphonia 0.6.1 parses LIST/INFO and then drops it; what it does give is the samples.
    let mut frames = 0;
    while let Some(packet) = format.next_packet().unwrap() {
        frames += packet.data.len() / 2;
    }
    assert_eq!(frames, hound::WavReader::open(&audio).unwrap().duration() as usize);
}
