//! The mark inside the sound: found after what ffmpeg does to it, not where there is none, and far under the speech.

use std::process::Command;

use crate::bench::{Bench, repository, skip};

const STORY: &str = "---\ntitle: Story\n---\n\nThe ferry left at six, as it had done every morning for the past forty years. Who would have thought that it would \
                     never come back? Six sisters saw the ship slip past the shore, and nobody said a word about it for years. \
                     On the other side of the bay the lamps were lit one after another, and the men who had waited since noon went home.\n";

/// Narrates the story and gives whether the mark is found in a file of that name.
fn found(bench: &Bench, file: &str) -> bool {
    let run = bench.aloud(&["verify", "--find-watermark", "--json", file]);
    let checks = run.json_lines()[0]["checks"].as_array().unwrap().clone();
    let check = checks.iter().find(|check| check["check"] == "watermark").unwrap_or_else(|| panic!("{checks:?}"));
    assert_ne!(check["result"], "unknown", "{file}: {check}");
    check["result"] == "good"
}

#[test]
fn the_mark_outlives_what_becomes_of_the_sound() {
    let bench = Bench::new();
    bench.write("story.md", STORY);
    for (folder, arguments) in
        [("plain", &[][..]), ("marked", &["--watermark"]), ("high", &["--watermark", "--rate", "44100"])]
    {
        let run = bench.aloud(
            &[&["narrate", "--voice", "heart", "--cache", "clips", "--out", folder, "story.md"], arguments].concat(),
        );
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    assert!(!found(&bench, "plain/story.wav"));
    assert!(found(&bench, "marked/story.wav") && found(&bench, "high/story.wav"));
    for (file, arguments) in [
        ("a.mp3", &["-b:a", "64k"][..]),
        ("b.opus", &["-c:a", "libopus", "-b:a", "32k"]),
        ("c.wav", &["-ar", "16000"]),
        ("d.wav", &["-ss", "3.217", "-t", "10"]),
        ("e.opus", &["-c:a", "libopus", "-b:a", "32k", "-ss", "2.5", "-t", "10"]),
    ] {
        let input = ["-v", "error", "-i", "marked/story.wav"];
        let command = Command::new("ffmpeg").args(input).args(arguments).arg(file).current_dir(bench.path("")).output();
        let Ok(output) = command else {
            skip("ffmpeg is not installed");
            return;
        };
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(found(&bench, file), "{file}");
    }
}

#[test]
fn the_mark_lies_30_db_under_the_speech() {
    let bench = Bench::new();
    bench.write("story.md", STORY);
    let samples = |folder: &str, arguments: &[&str]| -> Vec<f64> {
        let plain =
            ["narrate", "--voice", "heart", "--cache", "clips", "--loudness", "off", "--out", folder, "story.md"];
        let run = bench.aloud(&[&plain, arguments].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        let mut wav = hound::WavReader::open(bench.path(folder).join("story.wav")).unwrap();
        wav.samples::<i16>().map(|sample| f64::from(sample.unwrap())).collect()
    };
    let (plain, marked) = (samples("plain", &[]), samples("marked", &["--watermark"]));
    assert_eq!(plain.len(), marked.len());
    let power = |samples: &mut dyn Iterator<Item = f64>| samples.map(|sample| sample * sample).sum::<f64>();
    let mark = power(&mut plain.iter().zip(&marked).map(|(plain, marked)| marked - plain));
    let apart = 10.0 * (power(&mut plain.iter().copied()) / mark).log10();
    assert!((30.0..60.0).contains(&apart), "{apart:.1} dB");
}

/// Prints what docs/src/develop/measurements.md says of the mark: how many of a hundred pieces of ten seconds, cut from the samples
/// as `heart` narrates them, are found after each way of conversion, and how many where there is none.
#[test]
#[ignore = "takes minutes: cargo test --test suite watermark::measured -- --ignored --nocapture"]
fn measured() {
    const PIECES: usize = 100;
    let bench = Bench::new();
    let texts =
        ["council-vote.txt", "harbour-bridge.md", "night-trains.md", "reading-list.md", "scraped-lighthouse.txt"];
    let samples: Vec<String> =
        texts.iter().map(|name| repository("samples").join(name).display().to_string()).collect();
    let samples: Vec<&str> = samples.iter().map(String::as_str).collect();
    let ffmpeg = |arguments: &[&str]| {
        let output =
            Command::new("ffmpeg").args(["-v", "error", "-y"]).args(arguments).current_dir(bench.path("")).output();
        let output = output.unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    for (folder, arguments) in [("marked", &["--watermark"][..]), ("plain", &[])] {
        let shared = ["narrate", "--voice", "heart", "--cache", "clips", "--out", folder];
        assert_eq!(bench.aloud(&[&shared[..], arguments, &samples].concat()).code, 0);
        let names = bench.names(folder).into_iter().filter(|name| name.ends_with(".wav"));
        let list: String = names.map(|name| format!("file '{folder}/{name}'\n")).collect();
        bench.write("list.txt", list);
        ffmpeg(&["-f", "concat", "-safe", "0", "-i", "list.txt", "-c:a", "pcm_s16le", &format!("{folder}.wav")]);
    }
    let seconds = hound::WavReader::open(bench.path("marked.wav")).unwrap().duration() as f64 / 24_000.0;
    eprintln!("{seconds:.0} s of speech, {PIECES} pieces of 10 s");
    for (way, ending, through) in [
        ("as it is", "wav", &[][..]),
        ("MP3 at 64 kbit/s", "mp3", &["-b:a", "64k"]),
        ("Opus at 32 kbit/s", "opus", &["-c:a", "libopus", "-b:a", "32k"]),
        ("16 kHz", "wav", &["-ar", "16000"]),
        ("44.1 kHz", "wav", &["-ar", "44100"]),
    ] {
        let count = |folder: &str| {
            let pieces = (0..PIECES).filter(|piece| {
                let at = format!("{:.3}", *piece as f64 * (seconds - 10.0) / PIECES as f64);
                let (input, file) = (format!("{folder}.wav"), format!("piece.{ending}"));
                ffmpeg(
                    &[&["-ss", &at, "-t", "10", "-i", &input, "-map_metadata", "-1"][..], through, &[&file]].concat(),
                );
                found(&bench, &file)
            });
            pieces.count()
        };
        eprintln!("{way}: found in {} of {PIECES}; without the mark in {}", count("marked"), count("plain"));
    }
}
