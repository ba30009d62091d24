//! `aloud verify`: whole files pass; cut, changed and foreign ones are told, each for what it is.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::bench::{Bench, skip};
use crate::loopback::{Loopback, Reply};

const STORY: &str = "---\ntitle: Tide\nlanguage: en\n---\n\nThe tide came in. The boats went out.\n\n## Later\n\nNobody saw them again.\n";
const WAV: &str = "narrations/tide.wav";

fn narrated(arguments: &[&str]) -> Bench {
    let bench = Bench::new();
    bench.write("story.md", STORY);
    let run = bench.aloud(&[&["narrate", "--voice", "tone", "story.md"], arguments].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    bench
}

/// What `aloud verify` says: the exit code, and of each file its checks by name.
fn verify(bench: &Bench, arguments: &[&str]) -> (i32, Vec<Value>) {
    let run = bench.aloud(&[&["verify", "--json"], arguments].concat());
    (run.code, run.json_lines())
}

fn result<'a>(line: &'a Value, name: &str) -> &'a str {
    let checks = line["checks"].as_array().unwrap();
    let check = checks.iter().find(|check| check["check"] == name).unwrap_or_else(|| panic!("{name} in {line}"));
    check["result"].as_str().unwrap()
}

/// Where each chunk of a WAV begins and where its content does.
fn boundaries(wav: &[u8]) -> Vec<usize> {
    let mut at = 12;
    let mut places = vec![0, 4, 8];
    while at < wav.len() {
        places.extend([at, at + 4, at + 8]);
        let size = u32::from_le_bytes(wav[at + 4..at + 8].try_into().unwrap()) as usize;
        at += 8 + size.next_multiple_of(2);
    }
    places
}

#[test]
fn everything_that_was_made_is_good() {
    let bench = narrated(&["--format", "mp3,opus,m4a,flac,vtt,chapters,waveform"]);
    let (code, lines) = verify(&bench, &["narrations/tide.json"]);
    assert_eq!((code, lines.len()), (0, 8), "{lines:?}");
    for line in &lines {
        assert_eq!((result(line, "recording"), result(line, "article")), ("good", "good"), "{line}");
    }
    for ending in ["wav", "mp3", "opus", "m4a", "flac"] {
        // Alone, without a manifest, each is decoded.
        let alone = format!("alone.{ending}");
        fs::copy(bench.path(&format!("narrations/tide.{ending}")), bench.path(&alone)).unwrap();
        let (code, lines) = verify(&bench, &[&alone]);
        assert_eq!(code, 0, "{lines:?}");
        assert_eq!((result(&lines[0], "structure"), result(&lines[0], "disclosure")), ("good", "good"));
        assert_eq!(result(&lines[0], "recording"), "unknown");
    }
}

#[test]
fn a_wav_cut_anywhere_is_refused_or_repaired() {
    let bench = narrated(&[]);
    let whole = fs::read(bench.path(WAV)).unwrap();
    let mut cuts = boundaries(&whole);
    let data = *cuts.last().unwrap();
    cuts.extend([data + 1, data + 2, data + 20_001, whole.len() - 1]);
    let (mut saved, mut refused) = (0, 0);
    for cut in cuts {
        let _ = fs::remove_file(bench.path("cut.repaired.wav"));
        bench.write("cut.wav", &whole[..cut]);
        let (code, lines) = verify(&bench, &["--repair", "cut.wav"]);
        assert_eq!((code, result(&lines[0], "structure")), (1, "bad"), "cut at {cut}: {lines:?}");
        if cut < data + 2 {
            assert!(!bench.path("cut.repaired.wav").exists(), "cut at {cut}");
            refused += 1;
            continue;
        }
        let (code, lines) = verify(&bench, &["cut.repaired.wav"]);
        assert_eq!(code, 0, "cut at {cut}: {lines:?}");
        let mut wav = hound::WavReader::open(bench.path("cut.repaired.wav")).unwrap();
        let samples: Vec<i16> = wav.samples().map(Result::unwrap).collect();
        let expected = whole[data..cut].chunks_exact(2).map(|pair| i16::from_le_bytes([pair[0], pair[1]]));
        assert!(samples.iter().copied().eq(expected), "cut at {cut}");
        saved += 1;
    }
    assert!(saved == 3 && refused > 20, "{saved} {refused}");
}

#[test]
fn compressed_files_cut_short_are_refused() {
    let bench = narrated(&["--format", "mp3,opus,m4a,flac"]);
    for ending in ["mp3", "opus", "m4a", "flac"] {
        let whole = fs::read(bench.path(&format!("narrations/tide.{ending}"))).unwrap();
        for cut in [0, 4, whole.len() / 2, whole.len() * 9 / 10] {
            let name = format!("cut.{ending}");
            bench.write(&name, &whole[..cut]);
            let (code, lines) = verify(&bench, &[&name]);
            assert_eq!((code, result(&lines[0], "structure")), (1, "bad"), "{ending} cut at {cut}: {lines:?}");
        }
    }
}

#[test]
fn a_changed_article_is_told_apart_from_a_changed_recording() {
    let bench = narrated(&[]);
    bench.write("story.md", STORY.replace("boats went", "ships went"));
    let (code, lines) = verify(&bench, &[WAV]);
    assert_eq!((code, result(&lines[0], "article"), result(&lines[0], "recording")), (1, "bad", "good"));
    let told = lines[0]["checks"].to_string();
    assert!(told.contains("boats went") && told.contains("ships went"), "{told}");

    bench.write("story.md", STORY);
    let mut wav = fs::read(bench.path(WAV)).unwrap();
    let last = wav.len() - 1;
    wav[last] ^= 1;
    bench.write(WAV, &wav);
    let (code, lines) = verify(&bench, &[WAV]);
    assert_eq!((code, result(&lines[0], "article"), result(&lines[0], "recording")), (1, "good", "bad"));
    assert_eq!(result(&lines[0], "structure"), "good");
}

/// Changes the title with mutagen, whatever the file's tags are; `None` when it is not installed.
fn retitle(file: &Path) -> Option<()> {
    const PROGRAM: &str = "import sys, mutagen\nfrom mutagen.id3 import TIT2\nf = mutagen.File(sys.argv[1])\nt = f.tags\n\
        t.add(TIT2(encoding=3, text='Another')) if hasattr(t, 'getall') else t.update({'\\xa9nam' if type(f).__name__ == 'MP4' else 'title': ['Another']})\nf.save()";
    let python = crate::bench::repository("target/readers/bin/python");
    let Ok(run) = std::process::Command::new(python).args(["-c", PROGRAM]).arg(file).output() else {
        skip("mutagen is not installed");
        return None;
    };
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    Some(())
}

#[test]
fn changed_tags_are_told_apart_from_a_changed_recording() {
    let bench = narrated(&["--format", "mp3,opus,m4a,flac"]);
    for ending in ["wav", "mp3", "opus", "m4a", "flac"] {
        let name = format!("narrations/tide.{ending}");
        let made = fs::read(bench.path(&name)).unwrap();
        let Some(()) = retitle(&bench.path(&name)) else { return };
        let mut bytes = fs::read(bench.path(&name)).unwrap();
        assert!(made != bytes);
        let (code, lines) = verify(&bench, &[&name]);
        let results = ["recording", "tags", "structure", "article"].map(|check| result(&lines[0], check));
        assert_eq!((code, results), (1, ["good", "bad", "good", "good"]), "{lines:?}");
        // A byte of the sound: in the middle of the samples, whatever stands before and after them.
        let middle = bytes.len() * 2 / 3;
        bytes[middle] ^= 1;
        bench.write(&name, bytes);
        let (code, lines) = verify(&bench, &[&name]);
        assert_eq!((code, result(&lines[0], "recording")), (1, "bad"), "{lines:?}");
        assert!(!lines[0].to_string().contains("\"tags\""), "{lines:?}");
    }
}

#[test]
fn pages_are_asked_for_as_the_settings_say() {
    let bench = narrated(&[]);
    let page = "<html lang='en'><title>Tide</title><body><article><h1>Tide</h1><p>The tide came in. The boats went out.</p>\
                <h2>Later</h2><p>Nobody saw them again.</p></article></body></html>";
    let site = Loopback::serve(move |asked| {
        let status = if asked.headers.get("x-reader").is_some_and(|value| value == "aloud") { 200 } else { 403 };
        let headers = vec![("content-type".to_owned(), "text/html".to_owned())];
        Reply { status, headers, body: page.into() }
    });
    let host = site.url.trim_start_matches("http://").trim_end_matches('/');
    let host = host.split(':').next().unwrap();
    bench.write("aloud.toml", format!("[fetch.headers.'{host}']\nX-Reader = 'aloud'\n"));
    let (code, lines) = verify(&bench, &["--allow-private", "--article", &format!("{}/tide", site.url), WAV]);
    assert_eq!((code, result(&lines[0], "article")), (0, "good"), "{lines:?}");
}

#[test]
fn what_is_no_recording_of_ours_is_told() {
    let bench = Bench::new();
    bench.write("text.wav", "not a recording");
    bench.write("empty.mp3", "");
    for file in ["text.wav", "empty.mp3", "missing.wav", "missing.vtt"] {
        let (code, lines) = verify(&bench, &[file]);
        assert_eq!((code, result(&lines[0], "structure")), (1, "bad"), "{lines:?}");
    }
    // An RF64 whose sizes no file can have.
    let mut huge = b"RF64\xff\xff\xff\xffWAVEds64\x1c\0\0\0".to_vec();
    huge.extend([0xFF; 28]);
    huge.extend(b"data\xff\xff\xff\xff");
    bench.write("huge.wav", huge);
    let (code, lines) = verify(&bench, &["--repair", "huge.wav"]);
    assert_eq!((code, result(&lines[0], "structure")), (1, "bad"), "{lines:?}");
    // A WAV of another program has no mark.
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: 24_000,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut wav = hound::WavWriter::create(bench.path("foreign.wav"), spec).unwrap();
    wav.write_sample(0i16).unwrap();
    wav.finalize().unwrap();
    let (code, lines) = verify(&bench, &["foreign.wav"]);
    assert_eq!((code, result(&lines[0], "structure"), result(&lines[0], "disclosure")), (1, "good", "bad"));
}

#[test]
fn what_cannot_be_told_is_not_called_good() {
    let bench = narrated(&["--format", "vtt"]);
    fs::copy(bench.path("narrations/tide.vtt"), bench.path("alone.vtt")).unwrap();
    let (code, lines) = verify(&bench, &["alone.vtt"]);
    assert_eq!((code, lines[0]["result"].as_str()), (1, Some("unknown")), "{lines:?}");
    let captions = fs::read_to_string(bench.path("narrations/tide.vtt")).unwrap();
    bench.write("narrations/tide.vtt", captions.replace("boats", "ships"));
    let (code, lines) = verify(&bench, &["narrations/tide.vtt"]);
    assert_eq!((code, result(&lines[0], "recording")), (1, "bad"), "{lines:?}");
}

#[test]
fn what_was_left_out_by_choice_is_no_change() {
    let bench = Bench::new();
    let page = "<html lang='en'><link rel=canonical href='https://example.org/tide'><title>Tide</title><body><article><h1>Tide</h1><p>The tide came in, and the boats went out to sea.</p>\
                <aside class='ad'><p>Buy boats here, they are the best of all boats.</p></aside><ul><li>One boat</li><li>Two boats</li></ul>\
                <p>Nobody saw them again, though many looked for them.</p></article></body></html>";
    bench.write("page.html", page);
    bench.write("aloud.toml", "drop = ['lists']\n[site.'example.org']\nkeep = ['.ad']\n");
    let run = bench.aloud(&["narrate", "--voice", "tone", "--force", "page.html"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let manifest: Value = serde_json::from_slice(&fs::read(bench.path("narrations/tide.json")).unwrap()).unwrap();
    let read = manifest["sentences"].to_string();
    assert!(read.contains("Buy boats") && !read.contains("Two boats"), "{read}");
    // What the settings say by now does not matter.
    fs::remove_file(bench.path("aloud.toml")).unwrap();
    let (code, lines) = verify(&bench, &[WAV]);
    assert_eq!((code, result(&lines[0], "article")), (0, "good"), "{lines:?}");
    bench.write("page.html", page.replace("Nobody", "Somebody"));
    let (code, lines) = verify(&bench, &[WAV]);
    assert_eq!((code, result(&lines[0], "article")), (1, "bad"), "{lines:?}");
    bench.write("page.html", page.replace("<h1>Tide", "<h1>Tides").replace("<title>Tide", "<title>Tides"));
    let (_, lines) = verify(&bench, &[WAV]);
    let told = lines[0]["checks"].to_string();
    assert!(told.contains("headline") && told.contains("Tides"), "{told}");
}

#[test]
fn an_article_outside_of_the_folder_is_not_read_whatever_a_manifest_names() {
    let (bench, elsewhere) = (Bench::new(), Bench::new());
    elsewhere.write("other.md", "# Other\n\nThe hidden sentence is here. And another follows it.\n");
    bench.write("story.md", "# A story\n\nThe boat left at noon. Nobody saw it leave.\n");
    bench.narrate(&["story.md"]);
    let manifest = bench.path("narrations/a-story.json");
    let mut json: serde_json::Value = serde_json::from_slice(&std::fs::read(&manifest).unwrap()).unwrap();
    json["file"] = elsewhere.path("other.md").to_str().unwrap().into();
    std::fs::write(&manifest, json.to_string()).unwrap();
    let run = bench.aloud(&["verify", "narrations"]);
    assert!(!run.stdout.contains("hidden") && run.stdout.contains("not looked at"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn a_recording_of_another_length_than_its_manifest_says_is_told() {
    let bench = narrated(&[]);
    let manifest = bench.path("narrations/tide.json");
    let mut json: Value = serde_json::from_slice(&fs::read(&manifest).unwrap()).unwrap();
    let made_ms = json["duration_ms"].as_u64().unwrap();
    for (ms, expected) in [(made_ms, "good"), (made_ms + 500, "bad"), (made_ms - 500, "bad")] {
        json["duration_ms"] = ms.into();
        fs::write(&manifest, json.to_string()).unwrap();
        let (code, lines) = verify(&bench, &[WAV]);
        assert_eq!((code, result(&lines[0], "duration")), (i32::from(expected == "bad"), expected), "{lines:?}");
    }
}

#[test]
fn a_stereo_recording_that_was_cut_off_is_not_repaired() {
    let bench = Bench::new();
    let spec = hound::WavSpec {
        channels: 2,
        sample_rate: 24_000,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut wav = hound::WavWriter::create(bench.path("stereo.wav"), spec).unwrap();
    (0..200i16).for_each(|sample| wav.write_sample(sample).unwrap());
    wav.finalize().unwrap();
    let whole = fs::read(bench.path("stereo.wav")).unwrap();
    bench.write("stereo.wav", &whole[..whole.len() - 40]);
    let run = bench.aloud(&["verify", "--repair", "stereo.wav"]);
    assert!(run.code == 1 && run.stderr.contains("stereo.wav is not one of our WAVs"), "{}", run.stderr);
    assert!(!bench.path("stereo.repaired.wav").exists());
}
