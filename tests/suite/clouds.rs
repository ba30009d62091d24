//! The engines that ask a server, from the command line to a server on loopback.

use std::io::Cursor;

use serde_json::Value;

use crate::bench::{Bench, Run};
use crate::loopback::{Loopback, Reply};

/// A WAV of a steady tone that lasts as long as the text asks for.
pub(crate) fn wav(text: &str) -> Vec<u8> {
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: 24_000,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut bytes = Cursor::new(Vec::new());
    let mut writer = hound::WavWriter::new(&mut bytes, spec).unwrap();
    for frame in 0..text.chars().count() * 1_200 {
        writer.write_sample(((frame as f32 / 60.0 * std::f32::consts::TAU).sin() * 8_000.0) as i16).unwrap();
    }
    writer.finalize().unwrap();
    bytes.into_inner()
}

fn voice(url: &str, keys: &str) -> String {
    format!(
        "name = 'v'\nengine = 'openai'\nlicence = 'none'\n{keys}\n\
         [settings]\nurl = '{url}/v1'\nmodel = 'tts-1'\nvoice = 'alloy'\n"
    )
}

#[test]
fn openai_servers_are_asked_for_each_sentence() {
    let server = Loopback::serve(|asked| {
        let body: Value = serde_json::from_slice(&asked.body).unwrap();
        Reply::ok("audio/wav", wav(body["input"].as_str().unwrap()))
    });
    let bench = Bench::new();
    bench.write("v.toml", voice(&server.url, "keys.api = { env = 'MY_KEY' }"));
    bench.write("story.txt", "The \"first\" sentence & more. The second one.");
    let output = bench.command(&["narrate", "--voice", "v.toml", "story.txt"]).env("MY_KEY", "sk-secret").output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let asked = server.asked();
    let mut texts: Vec<Value> = asked.iter().map(|asked| serde_json::from_slice(&asked.body).unwrap()).collect();
    texts.sort_by_key(|body| body["input"].to_string());
    assert_eq!(texts[0]["input"], "The \"first\" sentence and more.");
    assert_eq!(texts[1]["input"], "The second one.");
    assert_eq!(texts.len(), 2);
    assert_eq!((asked[0].method.as_str(), asked[0].target.as_str()), ("POST", "/v1/audio/speech"));
    assert_eq!(asked[0].headers["authorization"], "Bearer sk-secret");
    let (mut folders, mut files) = (vec![bench.path(".")], 0);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
                continue;
            }
            files += 1;
            let content = std::fs::read(entry.path()).unwrap();
            assert!(!String::from_utf8_lossy(&content).contains("sk-secret"), "{:?} holds the key", entry.path());
        }
    }
    assert!(files >= 6, "voice, story, two clips, narration and manifest are looked through");
}

#[test]
fn a_streamed_answer_need_not_know_its_length() {
    let server = Loopback::serve(|asked| {
        let body: Value = serde_json::from_slice(&asked.body).unwrap();
        let mut wav = wav(body["input"].as_str().unwrap());
        wav[4..8].copy_from_slice(&[0xFF; 4]);
        wav[40..44].copy_from_slice(&[0xFF; 4]);
        let mut reply = Reply::ok("audio/wav", wav);
        reply.headers.push(("transfer-encoding".to_owned(), "chunked".to_owned()));
        reply
    });
    let bench = Bench::new();
    bench.write("v.toml", voice(&server.url, ""));
    bench.write("story.txt", "Twenty characters...");
    let run = bench.aloud(&["narrate", "--json", "--voice", "v.toml", "story.txt"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(run.json_lines()[0]["duration_ms"], 1000);
    assert!(!server.asked()[0].headers.contains_key("authorization"), "a voice without keys sends none");
}

#[test]
fn a_refused_key_is_told_in_the_services_words_and_is_not_repeated() {
    let server = Loopback::serve(|_| Reply {
        status: 401,
        headers: vec![("content-type".to_owned(), "application/json".to_owned())],
        body: br#"{"error":{"message":"Incorrect API key provided: sk-secret. It expired.","code":"invalid_api_key"}}"#
            .to_vec(),
    });
    let bench = Bench::new();
    bench.write("v.toml", voice(&server.url, "keys.api = { env = 'MY_KEY' }"));
    bench.write("story.txt", "A story.");
    let mut command = bench.command(&["narrate", "--json", "--voice", "v.toml", "story.txt"]);
    let run = Run::from(command.env("MY_KEY", "sk-secret").output().unwrap());
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("It expired.") && run.stderr.contains("hint: check the key"), "{}", run.stderr);
    assert!(!format!("{} {}", run.stderr, run.stdout).contains("sk-secret"), "{}", run.stderr);
}

#[test]
fn a_missing_key_is_told_before_anything_is_read() {
    let bench = Bench::new();
    bench.write("v.toml", voice("http://127.0.0.1:9", "keys.api = { env = 'MY_KEY' }"));
    bench.write("story.txt", "A story.");
    let run = bench.aloud(&["narrate", "--voice", "v.toml", "story.txt"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("MY_KEY is not set") && run.stderr.contains("hint: set MY_KEY"), "{}", run.stderr);
}
