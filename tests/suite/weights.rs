//! Weights: fetched from what carries them, checked, used by voices that compute here, removed.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use aloud::engines;
use aloud::script::Intonation;
use aloud::secrets::Keyring;
use aloud::speech::SpeechRequest;
use aloud::voice::Voice;
use serde_json::Value;

use crate::bench::{Bench, Run, repository, skip};
use crate::loopback::{Loopback, Reply};
use crate::peers;

/// What `.ci/setup` brought, and the folder for data that tests share: it is filled once.
const PACKAGES: &str = "target/weights";

/// Runs `aloud` with a folder for data of its own.
fn with_data(bench: &Bench, data: &Path, arguments: &[&str]) -> Run {
    let mut command: Command = bench.command(arguments);
    Run::from(command.env("XDG_DATA_HOME", data).output().unwrap())
}

/// Fetches weights into the shared folder; `None` where the packages are not there.
pub(crate) fn fetched(names: &[&str]) -> Option<PathBuf> {
    static FILLING: Mutex<()> = Mutex::new(());
    let _filling = FILLING.lock().unwrap_or_else(PoisonError::into_inner);
    let packages = repository(PACKAGES);
    if !packages.join("kokoro-js-1.2.1.tgz").is_file() {
        skip("target/weights is not there: .ci/setup");
        return None;
    }
    let (bench, data) = (Bench::new(), packages.join("data"));
    let from = ["--from", packages.to_str().unwrap()];
    let run = with_data(&bench, &data, &[&["voices", "fetch"], names, &from].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    Some(data)
}

/// The built-in style of Kokoro, from the shared folder.
pub(crate) fn kokoro_files() -> Option<[PathBuf; 2]> {
    let folder = fetched(&["kokoro-heart"])?.join("aloud/weights/kokoro");
    Some([folder.join("kokoro-v1.0.int8.onnx"), folder.join("af_heart.bin")])
}

#[test]
fn voices_tell_what_they_speak_and_what_is_missing() {
    let bench = Bench::new();
    let run = bench.aloud(&["voices", "--language", "de"]);
    assert!(run.stdout.contains("piper-de-kerstin") && run.stdout.contains("fetch"), "{}", run.stdout);
    assert!(
        !run.stdout.contains("kokoro-dora") && !run.stdout.lines().any(|line| line.starts_with("heart ")),
        "{}",
        run.stdout
    );
    let lines = bench.aloud(&["voices", "--json"]).json_lines();
    let of = |name: &str| lines.iter().find(|line| line["name"] == name).unwrap();
    assert_eq!((&of("heart")["ready"], &of("heart")["sex"]), (&true.into(), &"female".into()));
    assert_eq!((&of("kokoro-george")["ready"], &of("kokoro-george")["sex"]), (&false.into(), &"male".into()));
    assert!(of("kokoro-george")["weights_bytes"].as_u64().unwrap() > 90_000_000);
    assert_eq!(of("openai")["ready"], false, "there is no key");
}

#[test]
fn an_article_in_another_language_names_voices_that_can_be_fetched() {
    let bench = Bench::new();
    bench.write("a.txt", "Der Bürgermeister hat gestern mitgeteilt, dass die Brücke über den Fluss gesperrt bleibt.");
    let run = bench.aloud(&["narrate", "a.txt"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("aloud voices fetch piper-de-"), "{}", run.stderr);
}

#[test]
fn weights_come_over_http_in_archives_and_are_checked() {
    let packages = repository(PACKAGES);
    let wheel = packages.join("useful_moonshine_onnx-20251121-py3-none-any.whl");
    let tarball = packages.join("moonshine-ai-moonshine-js-0.1.29.tgz");
    if !wheel.is_file() || !tarball.is_file() {
        return skip("target/weights is not there: .ci/setup");
    }
    let server = Loopback::serve(move |asked| {
        let file = if asked.target.ends_with("whl") { &wheel } else { &tarball };
        Reply { status: 200, headers: Vec::new(), body: std::fs::read(file).unwrap() }
    });
    let (bench, url) = (Bench::new(), server.url.clone());
    let data = bench.path("data");
    let half = with_data(&bench, &data, &["voices", "fetch", "listener", "--from", &format!("{url}/a.tgz")]);
    assert_eq!(half.code, 2);
    assert!(half.stderr.contains("`moonshine/tokenizer.json` is in none of the places"), "{}", half.stderr);
    let places = [format!("{url}/a.tgz"), format!("{url}/b.whl")];
    let fetch = ["voices", "fetch", "listener", "--from", &places[0], "--from", &places[1]];
    let whole = with_data(&bench, &data, &fetch);
    assert_eq!(whole.code, 0, "{}", whole.stderr);
    assert!(whole.stdout.contains("3 files, 30 MB, checked"), "{}", whole.stdout);
    let folder = data.join("aloud/weights/moonshine");
    let mut names: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["decoder_model_merged.onnx", "encoder_model.onnx", "tokenizer.json"]);
    let removed = with_data(&bench, &data, &["voices", "remove", "listener"]);
    assert!(removed.stdout.contains("3 files removed"), "{}", removed.stdout);
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
}

#[test]
fn kokoro_narrates_in_six_languages_from_fetched_weights() {
    let texts = [
        ("kokoro-george", "en-GB", "The minister said that the bridge would stay closed until Monday."),
        ("kokoro-michael", "en-US", "The minister said that the bridge would stay closed until Monday."),
        ("kokoro-dora", "es", "La ministra dijo que el puente seguirá cerrado hasta el lunes."),
        ("kokoro-siwis", "fr", "La ministre a dit que le pont resterait fermé jusqu'à lundi."),
        ("kokoro-nicola", "it", "La ministra ha detto che il ponte resterà chiuso fino a lunedì."),
        ("kokoro-alex-pt", "pt", "A ministra disse que a ponte ficará fechada até segunda-feira."),
    ];
    let Some(data) = fetched(&texts.map(|(name, ..)| name)) else { return };
    if peers::program("espeak-ng").is_none() {
        return;
    }
    let bench = Bench::new();
    for (voice, language, text) in texts {
        bench.write("a.txt", text);
        let narrate = ["narrate", "--json", "--voice", voice, "--lang", language, "--force", "a.txt"];
        let run = with_data(&bench, &data, &narrate);
        assert_eq!(run.code, 0, "{voice}: {}", run.stderr);
        let duration = run.json_lines()[0]["duration_ms"].as_u64().unwrap();
        assert!((2_500..9_000).contains(&duration), "{voice}: {duration} ms");
        let manifest = run.json_lines()[0]["manifest"].as_str().unwrap().to_owned();
        let sentences: Value = serde_json::from_str(&std::fs::read_to_string(bench.path(&manifest)).unwrap()).unwrap();
        let said = sentences["sentences"].as_array().unwrap().iter().find(|one| one["written"] == text).unwrap();
        let told = said["words"].as_array().unwrap().iter().map(|word| word["text"].as_str().unwrap());
        let words = text.split(' ').map(|word| word.trim_end_matches('.'));
        assert_eq!(told.collect::<Vec<_>>(), words.collect::<Vec<_>>(), "{voice}: when each word is said");
    }
}

/// Returns the pitch of a clip in hertz: that at which most of its loud pieces of 40 ms are like themselves.
fn pitch_hz(samples: &[f32]) -> f64 {
    const RATE: usize = 24_000;
    let mut pitches: Vec<f64> = Vec::new();
    for piece in samples.chunks_exact(RATE / 25) {
        let like = |lag: usize| piece.iter().zip(&piece[lag..]).map(|(a, b)| f64::from(a * b)).sum::<f64>();
        let (lag, best) =
            (RATE / 400..RATE / 70).map(|lag| (lag, like(lag))).max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
        if best > 0.4 * like(0) && like(0) > 0.5 {
            pitches.push(RATE as f64 / lag as f64);
        }
    }
    pitches.sort_by(f64::total_cmp);
    pitches[pitches.len() / 2]
}

#[tokio::test]
async fn voices_of_our_own_are_intoned_as_they_are_asked() {
    let text = "The river rose past the mark on the wall, and the old bridge was closed for many years.";
    let voices = voices_with_pitch();
    let keyring = Keyring::new(|_| None, || std::time::SystemTime::UNIX_EPOCH);
    for voice in voices {
        let (name, voice) = (voice.name.clone(), Arc::new(voice));
        let engine = engines::build(&voice, &keyring).unwrap();
        let mut heard = Vec::new();
        for cents in [0, 100] {
            let intonation = Intonation { cents, ..Intonation::default() };
            let request = SpeechRequest { intonation, ..SpeechRequest::new(text, Arc::clone(&voice)) };
            heard.push(engine.speak(&request).await.unwrap().clip);
        }
        let semitones = 12.0 * (pitch_hz(&heard[1].samples) / pitch_hz(&heard[0].samples)).log2();
        assert!((0.6..1.4).contains(&semitones), "{name} is {semitones} semitones higher");
        assert_eq!(heard[0].words, heard[1].words, "{name}: only the pitch moves");
    }
}

/// Returns the voices whose pitch is in our hands and whose weights are there.
fn voices_with_pitch() -> Vec<Voice> {
    let mut voices = vec![Voice::find("heart", Path::new("voices")).unwrap()];
    if let Some([model, style]) = kokoro_files() {
        let (model, style) = (model.display(), style.display());
        let toml = format!(
            "name = 'kokoro'\nengine = 'kokoro'\nlicence = 'none'\n[settings]\nmodel = '{model}'\nstyle = '{style}'\n"
        );
        voices.push(Voice::parse(&toml, "kokoro").unwrap());
    }
    voices
}

#[tokio::test]
async fn parentheses_are_said_lower() {
    let text = "The club on the river (founded a hundred years ago by nine women) is looking for another home now.";
    let keyring = Keyring::new(|_| None, || std::time::SystemTime::UNIX_EPOCH);
    for voice in voices_with_pitch() {
        let (name, voice) = (voice.name.clone(), Arc::new(voice));
        let engine = engines::build(&voice, &keyring).unwrap();
        let mut heard = Vec::new();
        for has_asides in [false, true] {
            let intonation = Intonation { cents: 20, range_percent: 100, has_asides };
            let request = SpeechRequest { intonation, ..SpeechRequest::new(text, Arc::clone(&voice)) };
            let clip = engine.speak(&request).await.unwrap().clip;
            let place =
                |word: &str| clip.words.iter().find(|mark| &text[mark.text.clone()] == word).unwrap().frames.clone();
            let (start, end) = (place("founded").start as usize, place("women").end as usize);
            heard.push([pitch_hz(&clip.samples[start..end]), pitch_hz(&clip.samples[..start])]);
        }
        let semitones = |part: usize| 12.0 * (heard[0][part] / heard[1][part]).log2();
        eprintln!("{name}: {heard:?}, {:.2} semitones lower inside, {:.2} before", semitones(0), semitones(1));
        assert!((0.5..1.6).contains(&semitones(0)), "{name}");
        assert!(semitones(1).abs() < 0.2, "{name}");
    }
}

#[tokio::test]
async fn a_piper_voice_speaks_in_this_process_the_same_each_time() {
    let (Some(weights), Some(_)) = (peers::weights(), peers::program("espeak-ng")) else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("joe.toml");
    let model = weights.display();
    let toml = format!(
        "name = \"joe\"\nengine = \"piper\"\nlicence = \"none\"\nlanguages = [\"en\"]\n[settings]\nmodel = {{ file = \"{model}\" }}\n"
    );
    std::fs::write(&file, &toml).unwrap();
    let voice = Arc::new(Voice::find(file.to_str().unwrap(), folder.path()).unwrap());
    let keyring = Keyring::new(|_| None, || std::time::SystemTime::UNIX_EPOCH);
    let engine = engines::build(&voice, &keyring).unwrap();
    assert!(engine.identity().starts_with("piper/") && engine.identity() != "piper/1");
    let request = SpeechRequest::new("The river rose past the mark, and the bridge closed.", Arc::clone(&voice));
    let clip = engine.speak(&request).await.unwrap().clip;
    let began = Instant::now();
    let again = engines::build(&voice, &keyring).unwrap().speak(&request).await.unwrap().clip;
    eprintln!("loaded and spoken in {:?}, {:.1} s", began.elapsed(), again.samples.len() as f64 / 24_000.0);
    assert!(clip.samples == again.samples, "the noise has a seed");
    let words: Vec<&str> = clip.words.iter().map(|mark| &request.text[mark.text.clone()]).collect();
    assert_eq!(words, ["The", "river", "rose", "past", "the", "mark", "and", "the", "bridge", "closed"]);
    assert!(clip.words.last().unwrap().frames.end <= clip.samples.len() as u64);
    let slow = engine.speak(&SpeechRequest { speed_percent: 50, ..request.clone() }).await.unwrap().clip;
    assert!(slow.samples.len() * 10 > clip.samples.len() * 17, "{} and {}", slow.samples.len(), clip.samples.len());
    let wrong = toml.replace("[settings]\n", "[settings]\nspeaker = \"nobody\"\n");
    std::fs::write(&file, wrong).unwrap();
    let voice = Arc::new(Voice::find(file.to_str().unwrap(), folder.path()).unwrap());
    let error = engines::build(&voice, &keyring).unwrap().speak(&SpeechRequest::new("Text.", voice)).await.unwrap_err();
    assert!(error.whole_message().contains("no speaker `nobody`"), "{error:?}");
}

#[test]
fn what_a_network_narrated_is_current_to_status_and_to_a_dry_run() {
    let Some(data) = fetched(&["kokoro-heart"]) else { return };
    let bench = Bench::new();
    bench.write("aloud.toml", "voice = 'kokoro-heart'\n");
    bench.write("story.txt", "It was late.");
    let run = with_data(&bench, &data, &["narrate", "story.txt"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let status = with_data(&bench, &data, &["status"]);
    assert!(status.stdout.ends_with("1 done, 0 stale, 0 failed\n"), "{}", status.stdout);
    let planned = with_data(&bench, &data, &["narrate", "--dry-run", "--each", "--json", "story.txt"]);
    assert_eq!(planned.json_lines()[0]["status"], "unchanged", "{}", planned.stdout);
}
