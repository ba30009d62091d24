//! What is given out beside the program: schemas, the GitHub Action, archives, the Debian package.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::bench::{Bench, environment, repository, skip};

/// Reads a schema with Python's jsonschema, and each instance that it must fit; prints what does not.
const VALIDATE: &str = "
import json, sys, tomllib
from jsonschema import Draft202012Validator as V
schema = json.load(open(sys.argv[1]))
V.check_schema(schema)
for line in sys.stdin:
    kind, text = line.rstrip('\\n').split(' ', 1)
    text = json.loads(text)
    value = tomllib.loads(text) if kind == 'toml' else json.loads(text)
    print('fits' if V(schema).is_valid(value) else next(V(schema).iter_errors(value)).message)
";

/// Returns what a reader of schemas that is not ours says of each instance; `None` where it is not installed.
fn validated(schema: &str, instances: &[(&str, String)]) -> Option<Vec<String>> {
    let python = repository("target/readers/bin/python");
    let schema = repository(&format!("docs/src/reference/schemas/{schema}.schema.json"));
    let child =
        Command::new(&python).args(["-c", VALIDATE]).arg(&schema).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut child) = child else {
        skip("jsonschema is not installed in target/readers");
        return None;
    };
    let lines: String =
        instances.iter().map(|(kind, text)| format!("{kind} {}\n", serde_json::to_string(text).unwrap())).collect();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), lines.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", schema.display());
    Some(String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect())
}

/// Checks that instances fit a schema of the book.
pub(crate) fn fit(schema: &str, instances: &[(&str, String)]) {
    let Some(verdicts) = validated(schema, instances) else { return };
    assert_eq!(verdicts.len(), instances.len());
    for ((_, text), verdict) in instances.iter().zip(verdicts) {
        assert_eq!(verdict, "fits", "{schema}: {text}");
    }
}

#[test]
fn schemas_kept_are_schemas_written() {
    let bench = Bench::new();
    assert_eq!(bench.aloud(&["schemas", "schemas"]).code, 0);
    let kept = repository("docs/src/reference/schemas");
    for name in bench.names("schemas") {
        let new = fs::read_to_string(bench.path("schemas").join(&name)).unwrap();
        if environment("ALOUD_BLESS").is_some() {
            fs::write(kept.join(&name), &new).unwrap();
        }
        let old = fs::read_to_string(kept.join(&name)).unwrap_or_default();
        assert!(old == new, "docs/src/reference/schemas/{name} is stale: run this test with ALOUD_BLESS=1");
    }
}

#[test]
fn settings_that_are_read_fit_their_schema_and_slips_do_not() {
    let mut files: Vec<(&str, String)> = Vec::new();
    for kind in ["blogger", "newsroom", "podcaster", "archive", "developer"] {
        let bench = Bench::new();
        assert_eq!(bench.aloud(&["init", kind, "--yes"]).code, 0);
        files.push(("toml", fs::read_to_string(bench.path("aloud.toml")).unwrap()));
    }
    for written in [
        "format = 'mp3, vtt'\nloudness = -19\nkeep = 'tables'\nfallback = 'tone'",
        "[voices]\nde = 'piper-de-kerstin'",
        "[site.'example.org']\ndrop = 'aside'\n[quotations]\nfr = 'tone'",
        "[s3]\nurl = 's3://bucket/folder'\nkey_id = { env = 'ID' }\nsecret = { file = 's3.key' }",
        "[master]\nbits = 24\nloudness = 'ebu-r128'\n[fetch.headers.'example.org']\nCookie = { env = 'C' }\nAccept = 'text/html'",
    ] {
        let bench = Bench::new();
        bench.write("aloud.toml", written);
        let read = bench.aloud(&["status"]);
        assert!(!read.stderr.contains("settings file"), "{written}: {}", read.stderr);
        files.push(("toml", written.to_owned()));
    }
    fit("aloud.toml", &files);
    let slips = [
        "voic = 'tone'",
        "speed = 'fast'",
        "[master]\nloudnes = -16",
        "[wordpress]\nurl = 'https://example.org'",
        "bits = 20",
    ];
    let slips: Vec<_> = slips.iter().map(|slip| ("toml", (*slip).to_owned())).collect();
    for ((_, slip), verdict) in slips.iter().zip(validated("aloud.toml", &slips).into_iter().flatten()) {
        assert_ne!(verdict, "fits", "{slip}");
    }
}

#[test]
fn what_is_written_fits_its_schema() {
    let bench = Bench::new();
    bench.write("aloud.toml", "voice = 'tone'\n[master]\nformat = ['mp3', 'vtt']\n");
    bench.write(
        "story.md",
        "---\nauthor: Ada\ndate: 2026-03-14\n---\n# The ferry\n\nThe ferry is late. “Très tard,” they say.\n",
    );
    bench.write("empty.md", " ");
    let lines = |arguments: &[&str]| -> Vec<(&'static str, String)> {
        bench.aloud(arguments).stdout.lines().map(|line| ("json", line.to_owned())).collect()
    };
    for (schema, arguments, least) in [
        ("dry-run", &["narrate", "--dry-run", "--json", "story.md", "empty.md"][..], 3),
        ("narrate", &["narrate", "--json", "story.md", "empty.md"], 2),
        ("status", &["status", "--json"], 2),
        ("doctor", &["doctor", "--offline", "--json"], 5),
        ("verify", &["verify", "--json", "narrations/the-ferry.json"], 2),
    ] {
        let written = lines(arguments);
        assert!(written.len() >= least, "{arguments:?}: {written:?}");
        fit(schema, &written);
    }
    let manifest = fs::read_to_string(bench.path("narrations/the-ferry.json")).unwrap();
    fit("manifest", &[("json", manifest.clone())]);
    let broken = manifest.replace("\"duration_ms\"", "\"length\"");
    for verdict in validated("manifest", &[("json", broken)]).into_iter().flatten() {
        assert!(verdict.contains("duration_ms"), "{verdict}");
    }
}

#[test]
fn edits_as_the_book_has_them_fit_their_schema_and_slips_do_not() {
    let page = fs::read_to_string(repository("docs/src/guide/desk.md")).unwrap();
    let shown = page.split("```toml\n").find(|part| part.starts_with("version = 1")).unwrap();
    let shown = shown.split("```").next().unwrap();
    fit("edits", &[("toml", shown.to_owned())]);
    let slips = [shown.replace("pause_ms", "pause"), shown.replace("speed = 95", "speed = 'slow'")];
    let slips: Vec<_> = slips.map(|slip| ("toml", slip)).into();
    for verdict in validated("edits", &slips).into_iter().flatten() {
        assert_ne!(verdict, "fits");
    }
}

/// Runs a script of the repository in a folder, with the program that is tested on the search path.
fn script(script: &str, folder: &Path, variables: &[(&str, &str)]) -> std::process::Output {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_aloud"));
    let path = format!("{}:{}", program.parent().unwrap().display(), std::env!("PATH"));
    Command::new("bash")
        .arg(repository(script))
        .current_dir(folder)
        .env_clear()
        .envs([("PATH", path.as_str()), ("HOME", folder.to_str().unwrap())])
        .envs(variables.iter().copied())
        .output()
        .unwrap()
}

#[test]
fn the_action_narrates_and_attaches_a_site_and_again_changes_nothing() {
    let bench = Bench::new();
    fs::create_dir_all(bench.path("public/posts")).unwrap();
    let body =
        "<p>The ferry was late on Monday, and two hundred people waited on the quay in the rain for it.</p>".repeat(4);
    for name in ["ferry", "bridge"] {
        let page = format!(
            "<!doctype html><html lang=en><head><title>The {name}</title><link rel=canonical href=https://blog.example.org/posts/{name}.html></head>\
             <body><article><h1>The {name}</h1>{body}<p>So much for the {name}.</p></article></body></html>"
        );
        fs::write(bench.path(&format!("public/posts/{name}.html")), page).unwrap();
    }
    let variables = [
        ("SITE", "public"),
        ("AUDIO_BASE", "https://blog.example.org/audio/"),
        ("VOICE", "tone"),
        ("GITHUB_OUTPUT", "outputs"),
    ];
    let run = || {
        let output = script("integrations/action/narrate.sh", &bench.path(""), &variables);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    run();
    let page = || fs::read_to_string(bench.path("public/posts/ferry.html")).unwrap();
    let attached = page();
    assert!(attached.contains("https://blog.example.org/audio/the-ferry.mp3"), "{attached}");
    let audio = bench.names("public/audio");
    for name in ["the-ferry.mp3", "the-bridge.vtt", "podcast.xml", "aloud-player.js"] {
        assert!(audio.iter().any(|own| own == name), "{name} is not in {audio:?}");
    }
    assert!(!audio.iter().any(|name| name.ends_with(".wav")), "{audio:?}");
    run();
    assert_eq!(page(), attached, "a second run changes nothing");
    assert_eq!(bench.names("public/audio"), audio);
    let told = || fs::read_to_string(bench.path("outputs")).unwrap();
    assert_eq!(told(), "narrations=2\nfailed=false\n".repeat(2));
    // An article that fails is no reason not to publish the site, unless one says so.
    bench.write("public/posts/empty.md", "");
    let output = script("integrations/action/narrate.sh", &bench.path(""), &variables);
    assert!(output.status.success() && told().ends_with("narrations=2\nfailed=true\n"), "{}", told());
    assert!(String::from_utf8(output.stdout).unwrap().contains("::warning title=aloud::"));
    assert!(page() == attached && String::from_utf8(output.stderr).unwrap().contains("posts/empty.md"));
    let strict = [&variables[..], &[("STRICT", "true")]].concat();
    assert_eq!(script("integrations/action/narrate.sh", &bench.path(""), &strict).status.code(), Some(1));
    let missing = script("integrations/action/narrate.sh", &bench.path(""), &[("SITE", "nowhere")]);
    assert_eq!(missing.status.code(), Some(2));
}

/// The narration that README has people listen to is what the program makes of the sample; `ALOUD_BLESS=1` makes it again.
#[test]
fn the_narration_to_listen_to_is_that_of_the_sample() {
    let kept = repository("docs/src/sounds/harbour-bridge.mp3");
    let bench = Bench::new();
    bench.write("aloud.toml", "[master]\nmp3_kbps = 40\n");
    let sample = repository("samples/harbour-bridge.md");
    let mut command = bench.command(&["narrate", "--voice", "heart", "--format", "mp3", sample.to_str().unwrap()]);
    assert!(command.env_remove("ALOUD_DISCLOSURE").status().unwrap().success());
    let made = bench.path("narrations/harbour-bridge.mp3");
    if environment("ALOUD_BLESS").is_some() {
        fs::create_dir_all(kept.parent().unwrap()).unwrap();
        fs::copy(&made, &kept).unwrap();
    }
    let seconds = |path: &Path| -> Option<f64> {
        let arguments = ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0"];
        let output = Command::new("ffprobe").args(arguments).arg(path).output().ok()?;
        Some(String::from_utf8(output.stdout).unwrap().trim().parse().unwrap())
    };
    let (Some(kept), Some(made)) = (seconds(&kept), seconds(&made)) else {
        skip("ffprobe is not installed");
        return;
    };
    assert!((kept - made).abs() < 0.01 * made, "the sound kept has {kept} s, the sample now {made} s");
}

/// As in a container of few parts: what needs no https works all the same.
#[test]
fn a_system_without_certificates_narrates() {
    let bench = Bench::new();
    bench.write("story.md", "# The ferry\n\nThe ferry is late.\n");
    fs::create_dir(bench.path("none")).unwrap();
    let mut command = bench.command(&["narrate", "--voice", "tone", "story.md"]);
    command.env("SSL_CERT_DIR", bench.path("none")).env("SSL_CERT_FILE", bench.path("none/none"));
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_version_is_said_however_it_is_asked_for() {
    let bench = Bench::new();
    let [flag, word] = ["--version", "version"].map(|asked| bench.aloud(&[asked]));
    assert!(flag.code == 0 && flag.stdout.starts_with("aloud "), "{}", flag.stderr);
    assert_eq!((word.code, word.stdout), (0, flag.stdout));
}

#[test]
fn manual_pages_and_completions_are_whole() {
    let bench = Bench::new();
    assert_eq!(bench.aloud(&["man", "man"]).code, 0);
    let pages = bench.names("man");
    for page in ["aloud.1", "aloud-narrate.1", "aloud-doctor.1", "aloud-voices-fetch.1"] {
        assert!(pages.iter().any(|name| name == page), "{page} is not in {pages:?}");
    }
    let narrate = fs::read_to_string(bench.path("man/aloud-narrate.1")).unwrap();
    assert!(narrate.contains("aloud narrate story.md"), "the manual shows no examples");
    for shell in ["bash", "zsh", "fish"] {
        let run = bench.aloud(&["completions", shell]);
        assert!(run.code == 0 && run.stdout.contains("doctor"), "{shell}");
        bench.write("completion", &run.stdout);
        match Command::new(shell).arg("-n").arg(bench.path("completion")).status() {
            Ok(status) => assert!(status.success(), "{shell} does not read its completions"),
            Err(_) if shell == "bash" => panic!("there is no bash"),
            Err(_) => {}
        }
    }
}

/// Installs a package on this machine, so it is asked for: `just deb`.
#[test]
#[ignore = "installs and purges a Debian package as root: just deb"]
fn the_debian_package_is_installed_serves_and_is_purged() {
    let run = |command: &mut Command| {
        let output = command.current_dir(repository("")).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let package = run(Command::new("integrations/debian/build").arg("dev"));
    let tried = run(Command::new("integrations/debian/try").arg(repository(package.trim())));
    assert!(tried.contains("purged"), "{tried}");
}
