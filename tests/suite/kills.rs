//! `kill -9` at random moments of a batch, and a disk that fills up: nothing spoken is lost, nothing is spoken twice, and the
//! folder ends as an undisturbed run leaves it.
#![cfg(unix)]

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::batch::contents;
use crate::bench::{Bench, Run, environment, skip};
use crate::faults::{speech, text};
use crate::loopback::{Asked, Loopback, Reply};

/// How often the batch is killed here; `ALOUD_KILLS=50 cargo test --test suite kills::` kills it more often.
const KILLS: u64 = 12;
/// Articles for each kill, and sentences of each, title included.
const ARTICLES: u64 = 2;
const SENTENCES: u64 = 5;

/// Takes a moment to speak, so that kills fall between sentences too.
fn slow_speech(asked: &Asked) -> Reply {
    sleep(Duration::from_millis(3));
    speech(asked)
}

/// The sentences whose clips are whole in the store, read as any program would: each file is a WAV with the text in it.
fn stored(bench: &Bench) -> HashSet<String> {
    let run = bench.aloud(&["cache", "verify", "--json", "--cache", "clips"]);
    assert_eq!(run.code, 0, "a kill leaves no damaged clip: {}{}", run.stdout, run.stderr);
    run.json_lines().iter().filter_map(|clip| clip["text"].as_str().map(str::to_owned)).collect()
}

#[test]
fn killed_at_any_moment_a_batch_loses_at_most_what_was_being_spoken() {
    let server = Loopback::serve(slow_speech);
    let bench = Bench::new();
    fs::create_dir(bench.path("articles")).unwrap();
    let kills = environment("ALOUD_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    for number in 0..ARTICLES * kills {
        // Three titles, so that names are taken again and again.
        let story: String = (1..SENTENCES).map(|part| format!("Case {number} has part {part}. ")).collect();
        let markdown = format!("---\ntitle: Title {}\n---\n\n{story}\n", number % 3);
        fs::write(bench.path(&format!("articles/{number:03}.md")), markdown).unwrap();
    }
    bench.write(
        "voice.toml",
        format!(
            "name = 'v'\nengine = 'openai'\nlicence = 'none'\n[settings]\nurl = '{}/v1'\nmodel = 'm'\nvoice = 'v'\n",
            server.url
        ),
    );
    let arguments = ["narrate", "--voice", "voice.toml", "--allow-private", "--json", "--lang", "en", "articles"];
    let with = |out: &str, clips: &str| {
        let mut command = bench.command(&[&arguments[..], &["--out", out, "--cache", clips]].concat());
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    assert!(with("undisturbed", "other-clips").status().unwrap().success());

    let (mut random, mut survived) = (blake3::Hasher::new(), 0);
    let mut asked_before = server.asked().len();
    for kill in 0..kills {
        let before = if kill == 0 { HashSet::default() } else { stored(&bench) };
        let mut run = with("out", "clips").spawn().unwrap();
        // So many sentences and milliseconds after it began, so that all kills together end about when the work does.
        let [sentences, millis, ..] = *random.update(&kill.to_le_bytes()).finalize().as_bytes();
        let until = asked_before + usize::from(sentences) % (2 * ARTICLES * SENTENCES) as usize;
        while server.asked().len() < until && run.try_wait().unwrap().is_none() {
            sleep(Duration::from_millis(1));
        }
        sleep(Duration::from_millis(u64::from(millis) % 30));
        survived += usize::from(run.try_wait().unwrap().is_some());
        run.kill().unwrap();
        run.wait().unwrap();
        let asked = server.asked();
        let again = asked[asked_before..].iter().map(text).find(|text| before.contains(text));
        assert_eq!(again, None, "it was spoken though its clip was stored");
        asked_before = asked.len();
    }
    assert!(with("out", "clips").status().unwrap().success());
    assert!(contents(&bench, "out") == contents(&bench, "undisturbed"), "not a byte differs");
    eprintln!("{kills} kills, {survived} of them after the batch had ended");
}

/// Runs aloud where the folder `small` is a disk of a megabyte; `None` where this machine lets nobody make one.
fn on_a_small_disk(bench: &Bench, arguments: &str) -> Option<Child> {
    fs::create_dir(bench.path("small")).unwrap();
    let mount = "mount -t tmpfs -o size=1m none small && head -c 900000 /dev/zero > small/filler";
    let try_it = Command::new("unshare").args(["-rm", "sh", "-c", mount]).current_dir(bench.path("")).status();
    if !try_it.is_ok_and(|status| status.success()) {
        skip("no small disk can be mounted here");
        return None;
    }
    let script = format!("{mount} && exec \"$0\" {arguments}");
    let mut command = Command::new("unshare");
    command.args(["-rm", "sh", "-c", &script, env!("CARGO_BIN_EXE_aloud")]).current_dir(bench.path(""));
    Some(command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap())
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_pauses_the_batch_and_room_lets_it_go_on() {
    let bench = Bench::new();
    fs::create_dir(bench.path("articles")).unwrap();
    for number in 0..6 {
        fs::write(bench.path(&format!("articles/{number}.txt")), format!("This is story {number}.")).unwrap();
    }
    let arguments =
        "narrate --voice tone --disclosure off --json --cache small/clips --out small/out articles 2>small.log";
    let Some(mut child) = on_a_small_disk(&bench, arguments) else { return };
    let log = || fs::read_to_string(bench.path("small.log")).unwrap_or_default();
    let begun = Instant::now();
    while !log().contains("the disk is full") {
        assert!(child.try_wait().unwrap().is_none(), "it ended: {}", log());
        assert!(begun.elapsed() < Duration::from_secs(60), "{}", log());
        sleep(Duration::from_millis(20));
    }
    // Long enough that all have met the full disk.
    sleep(Duration::from_secs(3));
    let inside = Path::new("/proc").join(child.id().to_string()).join("cwd/small/filler");
    fs::remove_file(inside).unwrap();
    let run = Run::from(child.wait_with_output().unwrap());
    assert_eq!(run.code, 0, "{}", log());
    assert_eq!(run.json_lines().iter().filter(|line| line["status"] == "narrated").count(), 6);
    assert_eq!(log().matches("the disk is full").count(), 1, "one message: {}", log());
    assert_eq!(log().matches("there is room again").count(), 1, "{}", log());
    assert!(!log().contains("error:"), "{}", log());
}
