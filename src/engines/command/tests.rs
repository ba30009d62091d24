//! What programs get to read, and what becomes of those that fail, hang or never stop.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::*;
use crate::audio::Clip;

/// A voice whose program is a shell with this script; the shell is the program here, it does not start the program.
fn shell(script: &str, more: &str) -> Arc<Voice> {
    let toml = format!(
        "name = 'v'\nengine = 'command'\nlicence = 'none'\n[settings]\nprogram = 'sh'\n\
         arguments = ['-c', '''{script}''', 'sh', {more}"
    );
    Arc::new(Voice::parse(&toml, "v").unwrap())
}

async fn speak(voice: &Arc<Voice>, text: &str) -> Result<Clip, EngineError> {
    let engine = build(voice, &Keyring::blank()).unwrap();
    Ok(engine.speak(&SpeechRequest::new(text, Arc::clone(voice))).await?.clip)
}

/// A sample that no text has: text alone is no sound.
const LOUD: &str = "printf '\\377\\376'; ";

/// What the script wrote after a loud sample, read as bare samples of one byte pair each.
fn said(clip: &Clip) -> String {
    let bytes = clip.samples[1..].iter().flat_map(|sample| crate::audio::to_i16(*sample).to_le_bytes());
    String::from_utf8(bytes.collect()).unwrap().trim_end_matches('.').to_owned()
}

#[tokio::test]
async fn text_goes_in_one_argument_and_nobody_reads_it_as_anything_else() {
    let text = "-n $(touch /tmp/no) `id` {file} \"x\" 'y' ; ls > a && b | c \\ *";
    let script = format!("{LOUD} printf '%s|' \"$@\"; printf %s \"$#\" | sed 's/^/n/'");
    let clip = speak(&shell(&script, "'{text}', 'last']\nraw_hz = 24000"), text).await.unwrap();
    assert_eq!(said(&clip), format!(" {text}|last|n2"));
}

#[tokio::test]
async fn text_goes_to_standard_input_without_control_characters() {
    let clip = speak(&shell(&format!("{LOUD} cat; printf ."), "]\nraw_hz = 24000"), "One\ntwo\0[[x]]").await.unwrap();
    assert_eq!(said(&clip), "One two [ [x]]\n");
}

#[tokio::test]
async fn a_failure_tells_status_and_complaint() {
    let error = speak(&shell("echo speaking >&2; echo 'no such voice' >&2; exit 3", "]"), "Text.").await.unwrap_err();
    assert_eq!(error.whole_message(), "the engine refused: `sh` ended with exit status: 3: speaking no such voice");
    for arguments in ["]", "'{file}']"] {
        let error = speak(&shell("echo 'wrong option' >&2", arguments), "Text.").await.unwrap_err();
        assert!(error.whole_message().contains("`sh` gave no sound: wrong option"), "{error}");
    }
}

#[tokio::test]
async fn what_takes_too_long_is_ended_with_all_it_started() {
    let folder = tempfile::tempdir().unwrap();
    let alive = folder.path().join("alive");
    let script = format!("(sleep 1; touch {}) & sleep 30", alive.display());
    let began = Instant::now();
    let error = speak(&shell(&script, "]\ntime_limit_s = 0.3"), "Text.").await.unwrap_err();
    assert!(error.is_passing() && error.whole_message().contains("was not done after 0.3 s"), "{error}");
    assert!(began.elapsed() < Duration::from_secs(15));
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert!(!alive.exists(), "a child of the program lived on");
}

#[tokio::test]
async fn a_program_that_never_stops_talking_is_stopped() {
    let error = speak(&shell("exec cat /dev/zero", "]"), "Text.").await.unwrap_err();
    assert!(error.whole_message().contains("larger than 64 MB"), "{error}");
}

#[tokio::test]
async fn a_program_that_reads_nothing_is_no_failure() {
    let text = "word ".repeat(200_000);
    let clip = speak(&shell(&format!("{LOUD} printf 'ab'"), "]\nraw_hz = 24000"), &text).await.unwrap();
    assert_eq!(said(&clip), "ab");
}

#[tokio::test]
async fn wrong_settings_are_told() {
    let build = |toml: &str| {
        let head = "name = 'v'\nengine = 'command'\nlicence = 'none'\n[settings]\n";
        super::build(&Voice::parse(&format!("{head}{toml}"), "v").unwrap(), &Keyring::blank()).map(|_| ()).unwrap_err()
    };
    assert!(build("program = 'x'\narguments = ['{wpm}']").to_string().contains("words_per_minute"));
    assert!(build("program = 'x'\narguments = ['{tekst}']").to_string().contains("{text}"));
    assert!(build("program = 'x'\nraw_hz = 0").to_string().contains("raw_hz"));

    let voice = shell("true", "]");
    let engine = super::build(&voice, &Keyring::blank()).unwrap();
    let fast = SpeechRequest { speed_percent: 120, ..SpeechRequest::new("Text.", Arc::clone(&voice)) };
    assert!(engine.speak(&fast).await.unwrap_err().whole_message().contains("a speed of 120 % is not possible"));
    let toml = "name = 'v'\nengine = 'command'\nlicence = 'none'\n[settings]\nprogram = 'no-such-program'\n";
    let voice = Arc::new(Voice::parse(toml, "v").unwrap());
    assert!(
        speak(&voice, "Text.").await.unwrap_err().whole_message().contains("there is no program `no-such-program`")
    );
}
