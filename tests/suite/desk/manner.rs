//! How a sentence is said otherwise: another voice, another pace, another take, and a recording of one's own.

use std::fs;

use serde_json::{Value, json};

use super::stage::{Open, STORY, Seat, Stage};
use crate::bench::Bench;

const WRITTEN: &str = "Tom Abelard drove the first car across.";

fn manifest(bench: &Bench) -> Value {
    serde_json::from_slice(&fs::read(bench.path("narrations/the-bridge.json")).unwrap()).unwrap()
}

/// A voice whose engine is a program that says everything otherwise each time: a file counts how often it was asked.
const RESTLESS: &str = "name = \"restless\"\nengine = \"command\"\nlanguages = [\"en\"]\nlicence = \"none\"\n\
    [settings]\nprogram = \"python3\"\narguments = [\"restless.py\", \"{file}\"]\n";
const PROGRAM: &str = "import math, struct, sys, wave, os\nhere = os.path.dirname(os.path.abspath(sys.argv[0])) + '/'\n\
    asked = open(here + 'count', 'ab'); asked.write(b'.'); asked.close(); count = os.path.getsize(here + 'count')\n\
    text = sys.stdin.read()\nout = wave.open(sys.argv[1], 'wb'); out.setnchannels(1); out.setsampwidth(2); out.setframerate(24000)\n\
    frames = 1500 * len(text)\n\
    out.writeframes(b''.join(struct.pack('<h', int(9000 * math.sin(t * (0.05 + count * 0.003)) * (0.6 + 0.4 * math.sin(t / 900)))) for t in range(frames)))\n";

/// A tone as a phone records it: another rate, two channels, silence around it, far too soft.
fn recording(hz: u32, seconds: f32, gain: f32) -> Vec<u8> {
    let spec =
        hound::WavSpec { channels: 2, sample_rate: hz, bits_per_sample: 16, sample_format: hound::SampleFormat::Int };
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut writer = hound::WavWriter::new(&mut bytes, spec).unwrap();
    let frames = (seconds * hz as f32) as u32;
    for frame in 0..frames {
        let is_said = frame > frames / 5 && frame < frames * 4 / 5;
        let time = frame as f32 / hz as f32;
        let sample = (std::f32::consts::TAU * 330.0 * time).sin() * (1.0 + (time * 9.0).sin()) * 0.5;
        for _ in 0..2 {
            writer.write_sample(if is_said { (sample * gain * 32_000.0) as i16 } else { 0 }).unwrap();
        }
    }
    writer.finalize().unwrap();
    bytes.into_inner()
}

fn upload(stage: &Stage, by: &str, body: &[u8]) -> super::stage::Answer {
    upload_at(stage, 2, by, body)
}

fn upload_at(seat: &Seat, sentence: usize, by: &str, body: &[u8]) -> super::stage::Answer {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("sentence", sentence.to_string().as_str()), ("written", WRITTEN), ("by", by)])
        .finish();
    seat.send(&format!("/a/the-bridge/recording?{query}"), "application/octet-stream", body)
}

#[test]
fn a_sentence_and_the_whole_article_are_said_by_another_voice() {
    let stage = Stage::new();
    let copy = fs::read_to_string(crate::bench::repository("voices/tone.toml")).unwrap();
    fs::create_dir_all(stage.bench.path("voices")).unwrap();
    stage.bench.write("voices/chime.toml", copy.replace("name = \"tone\"", "name = \"chime\"\nversion = \"2\""));
    let stage = stage.again();
    let names = stage.state()["voices"].to_string();
    assert!(names.contains("\"chime\"") && names.contains("\"tone\""), "{names}");
    let say = |voice: Value, scope: &str| {
        stage.post("voice", &json!({ "sentence": 2, "written": WRITTEN, "voice": voice, "scope": scope }))
    };
    assert_eq!(say(json!("chime"), "sentence")["sentences"][2]["voice"], "chime");
    assert_eq!(manifest(&stage.bench)["sentences"][2]["voice"], "chime");
    let file = fs::read_to_string(stage.bench.path("narrations/the-bridge.edits.toml")).unwrap();
    assert!(file.contains("voice = \"chime\"") && file.contains("sentence = "), "{file}");
    // `narrate` finds nothing to do: it reads the same file.
    drop(say(Value::Null, "sentence"));
    assert_eq!(say(json!("chime"), "article")["voice"], "chime");
    let file = fs::read_to_string(stage.bench.path("narrations/the-bridge.edits.toml")).unwrap();
    assert!(file.contains("voice = \"chime\"") && !file.contains("[[edit]]"), "{file}");
    assert_eq!(
        stage
            .try_post("voice", &json!({ "sentence": 2, "written": WRITTEN, "voice": "../x", "scope": "article" }))
            .status,
        422
    );
    let bench = stage.close();
    let narrated = bench.aloud(&["narrate", "--json", "story.md"]);
    assert_eq!(
        (narrated.code, narrated.json_lines()[0]["status"].as_str()),
        (0, Some("unchanged")),
        "{}",
        narrated.stderr
    );
    assert_eq!(manifest(&bench)["voice"], "chime");
    // Where the voice is not, the edit says so, and the usual one reads.
    fs::remove_file(bench.path("voices/chime.toml")).unwrap();
    let narrated = bench.aloud(&["narrate", "story.md"]);
    assert!(
        narrated.code == 0 && narrated.stderr.contains("is no voice that may be named here"),
        "{}",
        narrated.stderr
    );
    assert_eq!(manifest(&bench)["voice"], "tone");
}

#[test]
fn a_pace_is_of_one_sentence_and_of_no_other() {
    let stage = Stage::new();
    let (before, old) = (stage.samples(), stage.state());
    let length = |state: &Value, index: usize| {
        let ms = |at: &str| state["sentences"][index][at].as_u64().unwrap();
        ms("end") - ms("start")
    };
    let new = stage.post("speed", &json!({ "sentence": 2, "written": WRITTEN, "percent": 80 }));
    assert!(length(&new, 2) > length(&old, 2) * 115 / 100, "{} {}", length(&new, 2), length(&old, 2));
    assert_eq!(length(&new, 3), length(&old, 3));
    let wrong = json!({ "sentence": 2, "written": WRITTEN, "percent": 20 });
    assert_eq!(stage.try_post("speed", &wrong).status, 422);
    stage.post("undo", &json!({}));
    assert_eq!(stage.samples(), before);
    let take = stage.try_post("take", &json!({ "sentence": 2, "written": WRITTEN, "take": 1 }));
    assert!(take.status == 422 && take.text().contains("the same each time"), "{}", take.text());
}

#[test]
fn takes_of_a_voice_that_varies_are_kept_and_chosen() {
    let bench = Bench::trusted();
    fs::create_dir_all(bench.path("voices")).unwrap();
    let program = bench.path("restless.py").to_str().unwrap().to_owned();
    bench.write("voices/restless.toml", RESTLESS.replace("restless.py", &program));
    bench.write("restless.py", PROGRAM);
    bench.write("story.md", STORY);
    bench.write("aloud.toml", "voice = 'restless'\nloudness = 'off'\ncache = 'clips'\n");
    let run = bench.aloud(&["narrate", "story.md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let desk = Open::at(&bench, &["desk", "--listen", "127.0.0.1:0"]);
    let first = desk.seat.state();
    assert_eq!(first["sentences"][2]["takes"], 1, "{first}");
    let at = |more: Value| {
        let mut body = json!({ "sentence": 2, "written": WRITTEN });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    assert_eq!(desk.seat.try_post("take", &at(json!({ "take": 1 }))).status, 422, "it was not asked for yet");
    let heard = desk.seat.try_post("hear", &at(json!({ "take": 1 })));
    assert_eq!((heard.status, &heard.body[..4]), (200, &b"RIFF"[..]));
    assert_eq!(desk.seat.try_post("hear", &at(json!({ "take": 1 }))).body, heard.body, "a take is kept");
    assert_eq!(desk.seat.state()["sentences"][2]["takes"], 2);
    let second = desk.seat.post("take", &at(json!({ "take": 1 })));
    assert_eq!(second["sentences"][2]["take"], 1);
    assert_ne!(second["sound"], first["sound"]);
    let back = desk.seat.post("take", &at(json!({ "take": 0 })));
    assert_eq!((&back["sound"], &back["sentences"][2]["takes"]), (&first["sound"], &json!(2)));
    assert!(!bench.path("narrations/the-bridge.edits.toml").exists(), "the first take is no edit");
}

#[test]
fn a_recording_of_ones_own_is_heard_and_the_file_no_longer_says_that_all_is_synthetic() {
    let stage = Stage::new();
    let before = stage.state();
    assert!(manifest(&stage.bench)["sentences"][2].get("recorded_by").is_none());
    let mended = upload(&stage, "Dana Ito", &recording(44_100, 3.0, 0.02));
    assert_eq!(mended.status, 200, "{}", mended.text());
    let state = mended.json();
    assert_eq!(state["sentences"][2]["recordedBy"], "Dana Ito");
    let ms = |at: &str| state["sentences"][2][at].as_u64().unwrap();
    assert!((1_500..2_300).contains(&(ms("end") - ms("start"))), "the speech alone: {}", ms("end") - ms("start"));
    // As loud as the voice's own sentences, not as the phone had it.
    let samples = stage.samples();
    let level = |from: u64, to: u64| {
        let part = &samples[from as usize * 24..to as usize * 24];
        (part.iter().map(|sample| f64::from(*sample).powi(2)).sum::<f64>() / part.len() as f64).sqrt()
    };
    let of = |index: usize| {
        let ms = |at: &str| state["sentences"][index][at].as_u64().unwrap();
        level(ms("start"), ms("end"))
    };
    let ratio = 20.0 * (of(2) / of(1)).log10();
    assert!(ratio.abs() < 4.0, "{ratio} dB from its neighbour");
    let made = manifest(&stage.bench);
    assert_eq!((&made["sentences"][2]["recorded_by"], made["sentences"][2].get("voice")), (&json!("Dana Ito"), None));
    let wav = fs::read(stage.bench.path("narrations/the-bridge.wav")).unwrap();
    let says = |words: &str| memchr::memmem::find(&wav, words.as_bytes()).is_some();
    assert!(says("compositeWithTrainedAlgorithmicMedia") && !says("digitalsourcetype/trainedAlgorithmicMedia"));
    assert!(says("in part recorded by Dana Ito."), "the comment of the tags");
    let verified = stage.bench.aloud(&["verify", "narrations/the-bridge.wav"]);
    assert!(verified.stdout.contains("a part of it is synthetic"), "{}{}", verified.stdout, verified.stderr);
    let names = stage.bench.names("narrations");
    let kept = names.iter().find(|name| name.starts_with("the-bridge.recording-")).expect("it is kept").clone();

    // What is no sound, or too long, or silent, is refused by what it is, whatever it says it is.
    for wrong in [b"<html>".to_vec(), recording(8_000, 70.0, 0.5), recording(8_000, 2.0, 0.0)] {
        let refused = upload(&stage, "x", &wrong);
        assert!(refused.status == 422 && refused.text().contains("upload a WAV"), "{}", refused.text());
    }
    assert_eq!(upload(&stage, "x", &vec![0; 25 << 20]).status, 413);
    let form = stage.send("/a/the-bridge/recording?sentence=2", "multipart/form-data; boundary=x", b"--x");
    assert_eq!(form.status, 403, "a page of others can send that");

    // The voice says it again; and the edit without its file is told as lost.
    let again = stage.post("recording/remove", &json!({ "sentence": 2, "written": WRITTEN }));
    assert_eq!(again["sound"], before["sound"]);
    stage.post("undo", &json!({}));
    assert_eq!(stage.state()["sentences"][2]["recordedBy"], "Dana Ito");
    let bench = stage.close();
    let narrated = bench.aloud(&["narrate", "--json", "story.md"]);
    assert_eq!(narrated.json_lines()[0]["status"], "unchanged", "{}", narrated.stderr);
    fs::remove_file(bench.path(&format!("narrations/{kept}"))).unwrap();
    bench.write("story.md", STORY.replace("Nobody", "No one"));
    let narrated = bench.aloud(&["narrate", "story.md"]);
    assert_eq!(narrated.code, 0, "{}", narrated.stderr);
    assert!(manifest(&bench)["sentences"][2].get("recorded_by").is_none(), "it says of no one what is not heard");
    let wav = fs::read(bench.path("narrations/the-bridge.wav")).unwrap();
    assert!(memchr::memmem::find(&wav, b"digitalsourcetype/trainedAlgorithmicMedia").is_some());
}

const PAGE: &str = "<html><head><title>The bridge</title></head><body><article><h1>The bridge</h1><p>The bridge reopened on \
    Saturday. Tom Abelard drove the first car across. Nobody was hurt in all that time.</p></article></body></html>";

#[test]
fn what_is_said_and_published_of_a_recording_claims_no_more_than_is_true() {
    let bench = Bench::new();
    bench.write("aloud.toml", "voice = 'tone'\nloudness = 'off'\n");
    bench.write("page.html", PAGE);
    let with_notice = |arguments: &[&str]| {
        let mut command = bench.command(arguments);
        command.env("ALOUD_DISCLOSURE", "on");
        command
    };
    let narrate =
        || crate::bench::Run::from(with_notice(&["narrate", "--json", "--force", "page.html"]).output().unwrap());
    assert_eq!(narrate().code, 0);
    let desk = Open::by(with_notice(&["desk", "--listen", "127.0.0.1:0"]));
    let written = |state: &Value| state["sentences"][0]["written"].clone();
    let before = desk.seat.state();
    assert_eq!(written(&before), "This narration was generated with a synthetic voice.");
    let sentences = before["sentences"].as_array().unwrap();
    let index = sentences.iter().position(|one| one["written"] == WRITTEN).unwrap();
    let mended = upload_at(&desk.seat, index, "Dana Ito", &recording(44_100, 3.0, 0.02));
    assert_eq!(mended.status, 200, "{}", mended.text());
    let notice = "Parts of this narration were generated with a synthetic voice, and parts were recorded by a person.";
    assert_eq!(written(&mended.json()), notice);
    assert_eq!(manifest(&bench)["sentences"][0]["written"], notice, "what is heard");

    let run = bench.aloud(&["attach", "page.html", "--audio-base", "/audio/"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let page = fs::read_to_string(bench.path("page.html")).unwrap();
    assert!(
        page.contains("Read in part by a synthetic voice.") && !page.contains("Read by a synthetic voice."),
        "{page}"
    );
    assert!(page.contains("compositeWithTrainedAlgorithmicMedia"), "{page}");
    assert_eq!(bench.aloud(&["attach", "page.html", "--remove"]).code, 0);
    assert_eq!(bench.aloud(&["feed", "--audio-base", "https://a.example/"]).code, 0);
    let rss = fs::read_to_string(bench.path("narrations/podcast.xml")).unwrap();
    assert!(rss.contains(">Dana Ito</podcast:person>") && rss.contains(", read in part by a synthetic voice"), "{rss}");

    // The voice again, and all of it is synthetic, as it is said to be.
    let own = json!({ "sentence": index, "written": WRITTEN });
    let again = desk.seat.post("recording/remove", &own);
    assert_eq!((written(&again), &again["sound"]), (written(&before), &before["sound"]));
    desk.seat.post("undo", &json!({}));
    drop(desk);
    assert_eq!(narrate().json_lines()[0]["status"], "unchanged");
}
