//! `aloud init` and `aloud doctor`: the first minutes of someone new.

use std::time::{Duration, SystemTime};

use serde_json::Value;

use crate::bench::{Bench, Run};
use crate::site::Site;

/// The lines of `doctor --json` by area and name.
fn row(run: &Run, area: &str, name: &str) -> Value {
    let found = run.json_lines().into_iter().find(|row| row["area"] == area && row["name"] == name);
    found.unwrap_or_else(|| panic!("no {area} {name} in {}", run.stdout))
}

#[test]
fn every_kind_of_settings_is_written_and_used_without_a_warning() {
    for kind in ["blogger", "newsroom", "podcaster", "archive", "developer"] {
        let bench = Bench::trusted();
        let init = bench.aloud(&["init", kind, "--site", "https://www.example.org/", "--voice", "tone"]);
        assert_eq!(init.code, 0, "{kind}: {}", init.stderr);
        bench.write("story.md", "# The ferry\n\nThe ferry is late today.\n");
        let narrate = bench.aloud(&["narrate", "-q", "story.md"]);
        assert_eq!((narrate.code, narrate.stderr.as_str()), (0, ""), "{kind}");
        let mp3 = bench.names("narrations").iter().any(|name| name == "the-ferry.mp3");
        assert!(mp3, "{kind}: {:?}", bench.names("narrations"));
        let feed = bench.aloud(&["feed"]);
        assert_eq!((feed.code, feed.stderr.as_str()), (0, ""), "{kind}: the feed knows its address");
        let doctor = bench.aloud(&["doctor", "--offline", "--json"]);
        assert_eq!(doctor.code, 0, "{kind}: {}", doctor.stdout);
        assert_eq!(row(&doctor, "settings", "aloud.toml")["health"], "ok");
    }
}

#[test]
fn settings_that_are_there_are_not_overwritten() {
    let bench = Bench::trusted();
    bench.write("aloud.toml", "voice = 'tone'\n");
    let refused = bench.aloud(&["init", "--yes"]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("--force"), "{}", refused.stderr);
    assert_eq!(std::fs::read_to_string(bench.path("aloud.toml")).unwrap(), "voice = 'tone'\n");
    assert_eq!(bench.aloud(&["init", "--yes", "--force"]).code, 0);
    assert!(std::fs::read_to_string(bench.path("aloud.toml")).unwrap().contains("voice = \"heart\""));
}

#[test]
fn a_new_machine_is_well_and_says_what_more_there_is() {
    let bench = Bench::trusted();
    let table = bench.aloud(&["doctor", "--offline"]);
    assert_eq!(table.code, 0, "{}", table.stdout);
    for text in ["heart", "ready", "aloud init", "aloud voices fetch listener", "everything that is set up works"] {
        assert!(table.stdout.contains(text), "`{text}` is not in: {}", table.stdout);
    }
    let json = bench.aloud(&["doctor", "--offline", "--json"]);
    assert!(row(&json, "voice", "ready now")["found"].as_str().unwrap().contains("heart"));
}

#[test]
fn a_missing_key_is_named_and_a_key_is_never_shown() {
    let bench = Bench::trusted();
    bench.write("aloud.toml", "voice = 'elevenlabs'\nfallback = 'nobody'\n");
    let without = bench.aloud(&["doctor", "--offline", "--json"]);
    assert_eq!(without.code, 1);
    let voice = row(&without, "voice", "elevenlabs");
    assert_eq!(voice["health"], "wrong");
    assert!(voice["mend"].as_str().unwrap().starts_with("set ELEVENLABS_API_KEY"), "{voice}");
    assert_eq!(row(&without, "voice", "nobody")["health"], "wrong");
    let with = bench.command(&["doctor", "--offline"]).env("ELEVENLABS_API_KEY", "sk-geheim").output().unwrap();
    let with = Run::from(with);
    assert!(with.stdout.contains("elevenlabs") && !(with.stdout + &with.stderr).contains("geheim"));
}

#[test]
fn servers_are_asked_and_the_clock_is_compared_with_theirs() {
    let bench = Bench::trusted();
    let site = Site::open();
    let date = |time| format!("date: {}\r\n", httpdate::fmt_http_date(time));
    let voice = format!(
        "name = 'ours'\nengine = 'openai'\nlicence = 'ours'\n[settings]\nurl = '{}'\nmodel = 'm'\nvoice = 'v'\n",
        site.at("/v1")
    );
    bench.write("ours.toml", voice);
    let doctor = || bench.aloud(&["doctor", "--json", "--voice", "ours.toml"]);
    #[allow(clippy::disallowed_methods, reason = "the clock that is tested is the machine's own")]
    let now = SystemTime::now();
    site.reply("/", "404 Not Found", &date(now), "");
    let well = doctor();
    assert_eq!(well.code, 0, "{}", well.stdout);
    assert_eq!(row(&well, "server", "ours")["health"], "ok");
    site.reply("/", "404 Not Found", &date(now - Duration::from_secs(3600)), "");
    let late = doctor();
    assert_eq!((late.code, row(&late, "clock", "clock")["health"].as_str().unwrap()), (1, "wrong"));
    drop(site);
    bench.write(
        "ours.toml",
        std::fs::read_to_string(bench.path("ours.toml")).unwrap().replace("127.0.0.1:", "127.0.0.1:1"),
    );
    let gone = doctor();
    assert_eq!(row(&gone, "server", "ours")["health"], "wrong", "{}", gone.stdout);
}

#[test]
fn a_health_check_is_told_by_the_exit_code() {
    let bench = Bench::trusted();
    let site = Site::open();
    site.page("/health", "text/plain", "ok");
    assert_eq!(bench.aloud(&["doctor", "--server", &site.at("/health")]).code, 0);
    assert_eq!(bench.aloud(&["doctor", "--server", &site.at("/other")]).code, 1);
    assert_eq!(bench.aloud(&["doctor", "--server", "http://127.0.0.1:1/"]).code, 1);
}

#[test]
fn wrong_settings_are_told_by_the_doctor_too() {
    let bench = Bench::trusted();
    bench.write("aloud.toml", "speed = 90\nvoic = 'tone'\n");
    let run = bench.aloud(&["doctor", "--offline", "--json"]);
    assert_eq!(run.code, 1);
    let settings = row(&run, "settings", "aloud.toml");
    assert!(settings["found"].as_str().unwrap().contains("did you mean `voice`"), "{settings}");
}

#[test]
fn what_goes_on_is_reported_as_asked() {
    let bench = Bench::trusted();
    bench.write("aloud.toml", "voice = 'tone'\n");
    bench.write("story.md", "The ferry is late today.\n");
    let quiet = bench.aloud(&["narrate", "-q", "story.md"]);
    assert_eq!(quiet.stderr, "", "nothing is reported that nobody asked for");
    let json = bench.command(&["narrate", "-q", "--again", "story.md"]);
    let mut json = json;
    json.env("ALOUD_LOG", "aloud=debug").env("ALOUD_LOG_FORMAT", "json");
    let json = Run::from(json.output().unwrap());
    let lines: Vec<Value> = json.stderr.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines.iter().any(|line| line["article"] == "story.md" && line["level"] == "INFO"), "{}", json.stderr);
    let wrong = Run::from(bench.command(&["status"]).env("ALOUD_LOG", "loud=noise").output().unwrap());
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("ALOUD_LOG"), "{}", wrong.stderr);
}
