//! What stands beside the WAV, read by ffmpeg and ffprobe: the same sound, the same length, the same tags and chapters.

use std::fs;
use std::path::Path;
use std::process::Command;

use aloud::audio::WordMark;
use aloud::speech::{Caption, ClipKey, pack, unpack};
use serde_json::Value;

use crate::bench::{Bench, skip};

const STORY: &str = "---\ntitle: Tide & Time\nauthor: Ann Author\ndate: 2026-03-14\nlanguage: en\nsite: The Tidings\n---\n\nThe \
                     first part, short.\n\n## What came & went\n\nA much longer sentence that will certainly not fit into \
                     a single line of forty-two characters, nor into two of them.\n";
const FORMATS: &str = "mp3,opus,m4a,flac,vtt,srt,chapters,html,txt,waveform";

/// Narrates the story into every format, and gives the manifest.
fn narrate(bench: &Bench, arguments: &[&str]) -> Value {
    bench.write("story.md", STORY);
    let run = bench.aloud(&[&["narrate", "--voice", "tone", "--format", FORMATS, "story.md"], arguments].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_slice(&fs::read(bench.path("narrations/tide-time.json")).unwrap()).unwrap()
}

/// What ffmpeg notes, when it decodes, of every WAV with one channel.
const NOTE: &str = "Guessed Channel Layout";

/// Runs a program; `None` when it is not installed.
fn run(program: &str, arguments: &[&str], file: &Path) -> Option<Vec<u8>> {
    let arguments =
        arguments.iter().map(|argument| if *argument == "FILE" { file.to_str().unwrap() } else { argument });
    let Ok(output) = Command::new(program).args(arguments).output() else {
        skip(&format!("{program} is not installed"));
        return None;
    };
    let stderr = String::from_utf8_lossy(&output.stderr);
    let complaints: Vec<_> = stderr.lines().filter(|line| !line.contains(NOTE)).collect();
    assert!(output.status.success() && complaints.is_empty(), "{program} {}: {stderr}", file.display());
    Some(output.stdout)
}

/// Decodes a file with ffmpeg to mono samples of a rate.
fn decode(file: &Path, rate: &str) -> Option<Vec<f32>> {
    let arguments = ["-v", "warning", "-i", "FILE", "-f", "f32le", "-ac", "1", "-ar", rate, "-"];
    let bytes = run("ffmpeg", &arguments, file)?;
    Some(bytes.chunks_exact(4).map(|sample| f32::from_le_bytes(sample.try_into().unwrap())).collect())
}

/// What ffprobe tells of a file; `None` when it is not installed.
fn probe(file: &Path) -> Option<Value> {
    let arguments = ["-v", "warning", "-of", "json", "-show_format", "-show_streams", "-show_chapters", "FILE"];
    Some(serde_json::from_slice(&run("ffprobe", &arguments, file)?).unwrap())
}

/// How far the difference of two sounds lies under the first, in dB.
fn signal_to_difference(original: &[f32], coded: &[f32]) -> f64 {
    let power = |samples: &mut dyn Iterator<Item = f32>| samples.map(|sample| f64::from(sample * sample)).sum::<f64>();
    let difference = power(&mut original.iter().zip(coded).map(|(a, b)| a - b));
    10.0 * (power(&mut original.iter().copied()) / difference.max(1e-12)).log10()
}

#[test]
fn compressed_files_hold_the_same_sound_of_the_same_length() {
    let bench = Bench::new();
    for rate in ["24000", "44100"] {
        narrate(&bench, &["--rate", rate]);
        let Some(master) = decode(&bench.path("narrations/tide-time.wav"), rate) else { return };
        for (ending, least_db) in [("mp3", 15.0), ("opus", 15.0), ("m4a", 15.0), ("flac", 100.0)] {
            let coded = decode(&bench.path(&format!("narrations/tide-time.{ending}")), rate).unwrap();
            // ffmpeg resamples Opus to what is asked for and may give a frame more; of an MP4's edit list it takes the start,
            // and plays the last packet to its end.
            let more = if ending == "m4a" { 1_024 } else { 1 };
            assert!(
                coded.len().abs_diff(master.len()) <= more,
                "{ending} at {rate}: {} of {}",
                coded.len(),
                master.len()
            );
            let apart = signal_to_difference(&master, &coded);
            assert!(apart >= least_db, "{ending} at {rate}: {apart:.1} dB");
        }
    }
}

#[test]
fn tags_and_chapters_are_read_in_every_format() {
    let bench = Bench::new();
    let manifest = narrate(&bench, &[]);
    let second = manifest["chapters"][1]["start_ms"].as_u64().unwrap();
    assert_eq!(manifest["chapters"][1]["title"], "What came & went");
    for ending in ["wav", "mp3", "opus", "m4a", "flac"] {
        let file = bench.path(&format!("narrations/tide-time.{ending}"));
        let Some(probe) = probe(&file) else { return };
        // Ogg carries its tags in the stream.
        let tags = if ending == "opus" { &probe["streams"][0]["tags"] } else { &probe["format"]["tags"] };
        let tag =
            |name: &str| tags[name].as_str().or(tags[name.to_uppercase()].as_str()).unwrap_or_default().to_owned();
        assert_eq!(tag("title"), "Tide & Time", "{ending}: {probe}");
        assert_eq!(tag("artist"), "Ann Author", "{ending}");
        assert_eq!(tag("date"), "2026-03-14", "{ending}");
        let duration: f64 = probe["format"]["duration"].as_str().unwrap().parse().unwrap();
        assert!((duration * 1000.0 - manifest["duration_ms"].as_f64().unwrap()).abs() < 60.0, "{ending}: {duration}");
        if ending == "flac" {
            // ffmpeg reads no chapters in FLAC.
            continue;
        }
        let chapters = probe["chapters"].as_array().unwrap();
        assert_eq!(chapters.len(), 2, "{ending}: {probe}");
        assert_eq!(chapters[1]["tags"]["title"], "What came & went", "{ending}");
        let start: f64 = chapters[1]["start_time"].as_str().unwrap().parse().unwrap();
        assert!((start * 1000.0 - second as f64).abs() < 2.0, "{ending}: {start}");
    }
}

#[test]
fn long_titles_of_chapters_are_read_in_every_format() {
    let bench = Bench::new();
    let long = "Заголовок, що довший за все, що вміщують старі програвачі, ".repeat(3);
    bench.write("story.md", STORY.replace("What came & went", long.trim()));
    let run = bench.aloud(&["narrate", "--voice", "tone", "--lang", "en", "--format", "mp3,opus,m4a", "story.md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for ending in ["mp3", "opus", "m4a"] {
        let file = bench.path(&format!("narrations/tide-time.{ending}"));
        let Some(json) = probe(&file) else { return };
        let chapters = json["chapters"].as_array().unwrap();
        let title = chapters[1]["tags"]["title"].as_str().unwrap();
        // In ID3 a title has no more bytes than every reader counts alike, in MP4 no more than its size can tell.
        let shown = title.trim_end_matches('…');
        assert!(long.starts_with(shown) && (ending != "opus" || shown == long.trim()), "{ending}: {title}");
    }
}

#[test]
fn the_manifest_names_what_stands_beside() {
    let bench = Bench::new();
    let manifest = narrate(&bench, &[]);
    let files = manifest["files"].as_array().unwrap();
    assert_eq!(files.len(), 10);
    for file in files {
        let bytes = fs::metadata(bench.path("narrations").join(file["file"].as_str().unwrap())).unwrap().len();
        assert_eq!(file["bytes"], bytes);
    }
    // Each run makes the same bytes; a file that is lost is made anew.
    let first: Vec<_> =
        bench.names("narrations").iter().map(|name| fs::read(bench.path("narrations").join(name)).unwrap()).collect();
    fs::remove_file(bench.path("narrations/tide-time.mp3")).unwrap();
    narrate(&bench, &[]);
    let again: Vec<_> =
        bench.names("narrations").iter().map(|name| fs::read(bench.path("narrations").join(name)).unwrap()).collect();
    assert!(first == again);
}

#[test]
fn captions_are_short_and_say_everything() {
    let bench = Bench::new();
    let manifest = narrate(&bench, &[]);
    let vtt = fs::read_to_string(bench.path("narrations/tide-time.vtt")).unwrap();
    let mut cues = vtt.split("\n\n");
    assert_eq!(cues.next(), Some("WEBVTT"));
    let mut said = String::new();
    for cue in cues {
        let lines: Vec<_> = cue.trim().lines().collect();
        assert!(lines[0].contains(" --> ") && lines.len() <= 3, "{cue}");
        assert!(
            lines[1..].iter().all(|line| line
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .chars()
                .count()
                <= 42)
        );
        said.push_str(&lines[1..].join(" "));
        said.push(' ');
    }
    let said = said.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    let written: String = manifest["sentences"]
        .as_array()
        .unwrap()
        .iter()
        .map(|cue| format!("{} ", cue["written"].as_str().unwrap().trim()))
        .collect();
    assert_eq!(said, written);
    // ffmpeg reads both; the last caption ends where the last sentence does.
    for ending in ["vtt", "srt"] {
        let file = bench.path(&format!("narrations/tide-time.{ending}"));
        let Some(srt) = run("ffmpeg", &["-v", "warning", "-i", "FILE", "-f", "srt", "-"], &file) else { return };
        let srt = String::from_utf8(srt).unwrap();
        assert_eq!(srt.matches(" --> ").count(), vtt.matches(" --> ").count());
        let shown = srt.split("\n\n").flat_map(|cue| cue.trim().lines().skip(2)).flat_map(str::split_whitespace);
        assert_eq!(shown.collect::<Vec<_>>(), written.split_whitespace().collect::<Vec<_>>(), "{ending}");
    }
}

#[test]
fn captions_are_shown_as_they_are_written() {
    let bench = Bench::new();
    let story = "# \"Tide\"\n\nShe said \"no & never\", and 5 < 6 > 4; it's R&amp;B, they say.\n";
    bench.write("story.md", story);
    let run = bench.aloud(&["narrate", "--voice", "tone", "--format", "vtt,srt", "story.md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let manifest: Value = serde_json::from_slice(&fs::read(bench.path("narrations/tide.json")).unwrap()).unwrap();
    let cues = manifest["sentences"].as_array().unwrap().iter();
    let written: Vec<String> =
        cues.flat_map(|cue| cue["written"].as_str().unwrap().split_whitespace().map(str::to_owned)).collect();
    assert!(written.iter().any(|word| word.contains('"')) && written.contains(&"<".to_owned()), "{written:?}");
    let python = crate::bench::repository("target/readers/bin/python");
    if !python.exists() {
        return crate::bench::skip("the readers of captions are not installed");
    }
    let readers = [
        ("vtt", "import sys, webvtt, html; print(' '.join(html.unescape(c.text) for c in webvtt.read(sys.argv[1])))"),
        ("srt", "import sys, srt; print(' '.join(c.content for c in srt.parse(open(sys.argv[1]).read())))"),
    ];
    for (ending, script) in readers {
        let file = bench.path(&format!("narrations/tide.{ending}"));
        let read = std::process::Command::new(&python).args(["-c", script]).arg(&file).output().unwrap();
        assert!(read.status.success(), "{ending}: {}", String::from_utf8_lossy(&read.stderr));
        let shown = String::from_utf8(read.stdout).unwrap();
        assert_eq!(shown.split_whitespace().collect::<Vec<_>>(), written, "{ending}");
    }
    let vtt = fs::read_to_string(bench.path("narrations/tide.vtt")).unwrap();
    assert!(!vtt.contains("&quot;") && !vtt.contains("&#"), "{vtt}");
}

#[test]
fn the_waveform_is_audiowaveforms() {
    let bench = Bench::new();
    narrate(&bench, &[]);
    let waveform: Value =
        serde_json::from_slice(&fs::read(bench.path("narrations/tide-time.waveform.json")).unwrap()).unwrap();
    assert_eq!((&waveform["version"], &waveform["bits"], &waveform["channels"]), (&2.into(), &8.into(), &1.into()));
    let data = waveform["data"].as_array().unwrap();
    assert_eq!(data.len() as u64, 2 * waveform["length"].as_u64().unwrap());
    assert!(data.chunks(2).all(|point| point[0].as_i64() <= point[1].as_i64()));
    let frames = u64::from(hound::WavReader::open(bench.path("narrations/tide-time.wav")).unwrap().duration());
    assert_eq!(waveform["length"], frames.div_ceil(waveform["samples_per_pixel"].as_u64().unwrap()));
}

#[test]
fn what_is_said_around_the_story_stands_alone() {
    let bench = Bench::new();
    narrate(&bench, &["--disclosure", "on"]);
    let text = fs::read_to_string(bench.path("narrations/tide-time.txt")).unwrap();
    let mut paragraphs = text.split("\n\n");
    assert!(paragraphs.next().unwrap().ends_with("synthetic voice."), "{text}");
    assert_eq!(paragraphs.next(), Some("Tide & Time"));
}

/// Marks the words of every clip in a store, as an engine does that tells when it says them: each a tenth of a second after the one
/// before.
fn mark_words(store: &Path) {
    for path in fs::read_dir(store).unwrap().flat_map(|folder| fs::read_dir(folder.unwrap().path()).unwrap()) {
        let path = path.unwrap().path();
        let key: ClipKey = serde_json::from_value(path.file_stem().unwrap().to_str().unwrap().into()).unwrap();
        let bytes = fs::read(&path).unwrap();
        let mut kept = unpack(&bytes, &key).unwrap();
        let label = bytes.windows(4).rposition(|id| id == b"alou").unwrap() + 8;
        let label: Value = serde_json::Deserializer::from_slice(&bytes[label..]).into_iter().next().unwrap().unwrap();
        let (engine, text) = (label["engine"].as_str().unwrap(), label["text"].as_str().unwrap());
        let mut at = 0;
        for (number, word) in text.split_whitespace().enumerate() {
            let start = at + text[at..].find(word).unwrap();
            at = start + word.len();
            let frames = number as u64 * 2_400..(number as u64 + 1) * 2_400;
            kept.clip.words.push(WordMark { text: start..at, frames });
        }
        fs::write(&path, pack(&key, Caption { engine, text }, &kept)).unwrap();
    }
}

#[test]
fn captions_stamp_the_words_that_the_engine_has_marked() {
    let bench = Bench::new();
    narrate(&bench, &["--cache", "clips"]);
    mark_words(&bench.path("clips"));
    fs::remove_dir_all(bench.path("narrations")).unwrap();
    let manifest = narrate(&bench, &["--cache", "clips"]);
    let vtt = fs::read_to_string(bench.path("narrations/tide-time.vtt")).unwrap();
    let sentences = manifest["sentences"].as_array().unwrap();
    let long = sentences.iter().find(|cue| cue["written"].as_str().unwrap().contains("forty-two")).unwrap();
    let words = long["words"].as_array().unwrap();
    assert_eq!(words.len(), long["written"].as_str().unwrap().split_whitespace().count(), "{long}");
    // Each word but the first of a caption stands after its time; the second caption begins with its first word's.
    let stamp = |ms: &Value| {
        let ms = ms.as_u64().unwrap();
        format!("{:02}:{:02}:{:02}.{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1_000 % 60, ms % 1_000)
    };
    let mut begun = 0;
    for word in &words[1..] {
        let (text, start) = (word["text"].as_str().unwrap(), stamp(&word["start_ms"]));
        let inside = vtt.contains(&format!("<{start}>{text}"));
        let first = vtt.contains(&format!("{start} --> ")) && vtt.contains(&format!("\n{text} "));
        assert!(inside || first, "{start} {text} in {vtt}");
        begun += usize::from(!inside);
    }
    assert!(begun <= 2, "{begun} captions begin inside the sentence: {vtt}");
    assert_eq!(words[3]["start_ms"].as_u64().unwrap() - words[2]["start_ms"].as_u64().unwrap(), 100);
    let Some(srt) =
        run("ffmpeg", &["-v", "warning", "-i", "FILE", "-f", "srt", "-"], &bench.path("narrations/tide-time.vtt"))
    else {
        return;
    };
    assert!(!String::from_utf8(srt).unwrap().contains('<'), "ffmpeg knows the stamps for what they are");
}

#[test]
fn the_number_in_the_album_is_read_by_foreign_programs() {
    let bench = Bench::new();
    bench.write("aloud.toml", "voice = 'tone'\nformat = 'mp3,opus,m4a,flac'\nalbum = 'Essays'\ntrack = 'name'\n");
    bench.write("04-owls.md", "---\ntitle: Owls\n---\nThey sit.\n");
    bench.write("boats.md", "---\ntitle: Boats\ntrack: 12\n---\nThey float.\n");
    bench.write("none.md", "---\ntitle: None\ntrack: Law and AI\n---\nThey go.\n");
    let narrated = bench.aloud(&["narrate", "04-owls.md", "boats.md", "none.md"]);
    assert!(narrated.code == 0 && !narrated.stderr.contains("warning"), "{}", narrated.stderr);
    for (name, number) in [("owls", Some("4")), ("boats", Some("12")), ("none", None)] {
        for ending in ["wav", "mp3", "opus", "m4a", "flac"] {
            let path = bench.path(&format!("narrations/{name}.{ending}"));
            let Some(read) = probe(&path) else { return };
            let tags = [&read["format"]["tags"], &read["streams"][0]["tags"]];
            let track = tags
                .iter()
                .find_map(|tags| tags.as_object()?.iter().find(|(key, _)| key.eq_ignore_ascii_case("track")));
            assert_eq!(track.and_then(|(_, value)| value.as_str()), number, "{name}.{ending}");
        }
        let Some(read) =
            run("exiftool", &["-s", "-TrackNumber", "FILE"], &bench.path(&format!("narrations/{name}.wav")))
        else {
            continue;
        };
        let read = String::from_utf8(read).unwrap();
        assert_eq!(read.split(": ").nth(1).map(str::trim), number, "{name}: {read}");
    }
    let again = bench.aloud(&["narrate", "--json", "04-owls.md", "boats.md", "none.md"]);
    assert!(again.json_lines().iter().all(|line| line["status"] == "unchanged"), "{}", again.stdout);
    bench.write("aloud.toml", "track = 'date'\n");
    let wrong = bench.aloud(&["narrate", "boats.md"]);
    assert!(
        wrong.stderr.contains("line 1: unknown track `date`") && wrong.stderr.contains("write track = \"name\""),
        "{}",
        wrong.stderr
    );
}

#[test]
fn an_album_and_bit_rates_are_as_set() {
    let bench = Bench::new();
    bench.write("story.md", "---\ntitle: Tide\nsite: The Tidings\n---\n\nThe first part of a story, and then a second one, which is longer.\n");
    bench.write("aloud.toml", "voice = 'tone'\nformat = 'mp3,opus'\nalbum = 'The Tide Podcast'\n");
    let bytes = || {
        let run = bench.aloud(&["narrate", "story.md"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        ["mp3", "opus"].map(|ending| std::fs::metadata(bench.path(&format!("narrations/tide.{ending}"))).unwrap().len())
    };
    let usual = bytes();
    bench.write(
        "aloud.toml",
        "voice = 'tone'\nformat = 'mp3,opus'\nalbum = 'The Tide Podcast'\nmp3_kbps = 128\n[master]\nopus_kbps = 12\n",
    );
    let set = bytes();
    assert!(set[0] > usual[0] * 3 / 2 && set[1] < usual[1], "{usual:?} {set:?}");
    if let Some(read) = probe(&bench.path("narrations/tide.mp3")) {
        assert_eq!(read["format"]["tags"]["album"], "The Tide Podcast");
        assert_eq!(read["streams"][0]["bit_rate"], "128000");
    }
    bench.write("aloud.toml", "voice = 'tone'\nmp3_kbps = 320\n");
    let refused = bench.aloud(&["narrate", "story.md"]);
    assert!(refused.code == 2 && refused.stderr.contains("use one of 8, 16, 24"), "{}", refused.stderr);
}
