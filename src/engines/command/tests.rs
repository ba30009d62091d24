//! What programs get to read, and what becomes of those that fail, hang or never stop.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::build;
use crate::audio::Clip;
use crate::error::Hint;
use crate::secrets::Keyring;
use crate::speech::{EngineError, SpeechRequest};
use crate::voice::Voice;

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

/// What the script wrote after the loud sample, read as bare samples of one byte pair each. The loud one tells which offset was
/// taken out of all.
fn said(clip: &Clip) -> String {
    let offset = clip.samples[0] - crate::audio::from_i16(i16::from_le_bytes([0o377, 0o376]));
    let bytes = clip.samples[1..].iter().flat_map(|sample| crate::audio::to_i16(*sample - offset).to_le_bytes());
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

#[tokio::test]
async fn a_crash_may_pass_and_wrong_use_does_not() {
    for script in ["echo 'CUDA out of memory' >&2; exit 1", "kill -SEGV $$", "exit 3"] {
        let error = speak(&shell(script, "]"), "Text.").await.unwrap_err();
        assert!(matches!(error, EngineError::Unreachable(_)), "{script}: {}", error.whole_message());
    }
    for script in ["echo 'unrecognized option --x' >&2; exit 1", "exit 2", "exec no-such-program-here"] {
        let error = speak(&shell(script, "]"), "Text.").await.unwrap_err();
        assert!(matches!(error, EngineError::Refused(_)), "{script}: {}", error.whole_message());
    }
    let error = speak(&shell("echo 'Text is too long (max 200)' >&2; exit 1", "]"), "Text.").await.unwrap_err();
    assert!(matches!(error, EngineError::TooLong(_)));
}

#[tokio::test]
async fn a_child_that_keeps_the_output_open_is_not_waited_for() {
    let began = Instant::now();
    let clip = speak(&shell(r"printf '\377\177ab'; sleep 30 &", "]\nraw_hz = 24000"), "Text.").await.unwrap();
    assert_eq!(clip.samples.len(), 2);
    assert!(began.elapsed() < Duration::from_secs(15));
}

#[tokio::test]
async fn a_file_with_another_ending_is_found_and_a_pipe_is_not_read() {
    let voice = shell(r#"printf '\377\177ab' > "$1.wav""#, "'{file}']\nraw_hz = 24000");
    assert_eq!(speak(&voice, "Text.").await.unwrap().samples.len(), 2);
    let error = speak(&shell("mkfifo \"$1\"", "'{file}']"), "Text.").await.unwrap_err();
    assert!(error.whole_message().contains("it is a pipe, not a file"), "{}", error.whole_message());
    let error = speak(&shell("true", "'{file}']"), "Text.").await.unwrap_err();
    assert!(error.hint().unwrap().contains("{file}"));
}

#[tokio::test]
async fn a_program_gets_its_own_keys_and_no_others() {
    let toml = "name = 'v'\nengine = 'command'\nlicence = 'none'\n[keys]\nTTS_KEY = { env = 'MY_KEY' }\n[settings]\n\
                program = 'sh'\nraw_hz = 24000\nenvironment = ['MODELS']\n\
                arguments = ['-c', '''printf '\\377\\376'; v=$(env | sort | tr '\\n' ' '); printf %s \"$v\"; [ $((${#v} % 2)) = 1 ] && printf .; true''']\n";
    let voice = Arc::new(Voice::parse(toml, "v").unwrap());
    let keyring = Keyring::new(
        |name| match name {
            "PATH" => Some("/usr/bin:/bin".to_owned()),
            "MY_KEY" => Some("sk-1".to_owned()),
            "MODELS" => Some("/models".to_owned()),
            "OPENAI_API_KEY" => Some("sk-2".to_owned()),
            _ => None,
        },
        || std::time::SystemTime::UNIX_EPOCH,
    );
    let engine = build(&voice, &keyring).unwrap();
    let clip = engine.speak(&SpeechRequest::new("Text.", voice)).await.unwrap().clip;
    let seen = said(&clip);
    for expected in ["MODELS=/models", "TTS_KEY=sk-1", "PATH=/usr/bin:/bin"] {
        assert!(seen.contains(expected), "{seen}");
    }
    assert!(!seen.contains("sk-2") && !seen.contains("CARGO"), "{seen}");
}
