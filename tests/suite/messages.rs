//! What users are told when something is wrong: whole messages, kept as they were last read and approved.

use std::fs;

use crate::bench::{Bench, Run, environment, repository};

/// What is typed in a folder with these files, and what is then said is kept.
const TYPED: &[&[&str]] = &[
    &["narrate"],
    &["narrate", "missing.md"],
    &["narrate", "empty.md"],
    &["narrate", "blank.txt"],
    &["narrate", "picture.md"],
    &["narrate", "catalogue.old"],
    &["narrate", "folder"],
    &["narrate", "german.md", "--voice", "heart"],
    &["narrate", "story.md", "--voice", "nobody"],
    &["narrate", "story.md", "--voice", "elevenlabs"],
    &["narrate", "story.md", "--voice", "no-engine.toml"],
    &["narrate", "story.md", "--voice", "no-voice.toml"],
    &["narrate", "line.txt", "--voice", "no-program.toml"],
    &["narrate", "story.md", "--speed", "500"],
    &["narrate", "story.md", "--loudness", "loud"],
    &["narrate", "story.md", "--rate", "8000"],
    &["narrate", "story.md", "--bits", "12"],
    &["narrate", "story.md", "--format", "mp4"],
    &["narrate", "story.md", "--lang", "german language"],
    &["narrate", "story.md", "--keep", "adverts"],
    &["narrate", "story.md", "--keep", "tables", "--drop", "tables"],
    &["narrate", "story.md", "--intro", "missing.wav"],
    &["narrate", "story.md", "--cover", "story.md"],
    &["narrate", "story.md", "--since", "yesterday"],
    &["narrate", "story.md", "--max-cost", "much"],
    &["narrate", "story.md", "--out", "story.md"],
    &["narrate", "story.md", "--lexicon", "wrong-lexicon.toml"],
    &["narrate", "story.md", "--config", "misspelt.toml"],
    &["narrate", "story.md", "--config", "of-another-kind.toml"],
    &["narrate", "story.md", "--config", "key-inside.toml"],
    &["narrate", "story.md", "--config", "timeout.toml"],
    &["narrate", "story.md", "--config", "missing.toml"],
    &["narrate", "http://127.0.0.1:9/story"],
    &["narrate", "ftp://example.org/story"],
    &["script", "login.html"],
    &["say", "***"],
    &["status", "--out", "folder"],
    &["retry", "--out", "folder"],
    &["attach", "page.html"],
    &["attach", "page.html", "--audio-base", "/audio/"],
    &["attach", "page.html", "--audio-base", "/audio/", "--at", "div["],
    &["feed"],
    &["feed", "folder", "--audio-base", "https://example.org/"],
    &["feed", "folder", "--audio-base", "audio"],
    &["publish", "wordpress"],
    &["publish", "s3"],
    &["publish", "nowhere"],
    &["verify", "story.md"],
    &["voices", "fetch", "heart"],
    &["voices", "--language", "x"],
    &["lexicon", "convert", "wrong-lexicon.toml", "out.pls"],
    &["cache", "prune", "--to", "lots"],
    &["init", "gardener"],
    &["keys"],
    &["nonsense"],
    &["narrat", "story.md"],
];

/// The folder that all is typed in.
fn folder() -> Bench {
    let bench = Bench::new();
    fs::create_dir(bench.path("folder")).unwrap();
    bench.write("aloud.toml", "voice = 'tone'\n");
    bench.write("story.md", "# The ferry\n\nThe ferry is late today.\n");
    bench.write("german.md", "---\nlang: de\n---\nDie Fähre kommt heute später als sonst, und alle warten.\n");
    bench.write("line.txt", "The ferry is late today.\n");
    bench.write("empty.md", "");
    bench.write("blank.txt", " \n\n");
    bench.write("picture.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    bench.write("catalogue.old", "{\"id\": 1, \"title\": \"One\"}\n{\"id\": 2, \"title\": \"Two\"}\n");
    bench.write("page.html", "<html><body><h1>A page</h1><p>With a paragraph.</p></body></html>");
    bench.write("login.html", "<html><body><form>Name <input> Password <input type=password></form></body></html>");
    bench.write("no-engine.toml", "name = 'x'\nengine = 'nosuch'\nlicence = 'x'\n");
    bench.write("no-voice.toml", "name = 'x'\nengin = 'tone'\n");
    bench.write("no-program.toml", "name = 'x'\nengine = 'command'\nlicence = 'x'\n[settings]\nprogram = 'no-such-program'\narguments = ['{text}', '{file}']\n");
    bench.write("wrong-lexicon.toml", "[[names]]\nwritten = 3\n");
    bench.write("misspelt.toml", "voice = 'tone'\nspeeed = 90\n");
    bench.write("of-another-kind.toml", "voice = 'tone'\nspeed = 'fast'\n");
    bench.write("key-inside.toml", "voice = 'tone'\n[fetch.headers.'example.org']\nCookie = 'session=geheim'\n");
    bench.write("timeout.toml", "voice = 'tone'\n[fetch]\ntimeout = 0\n");
    bench
}

#[test]
fn messages_are_as_they_were_approved() {
    let bench = folder();
    let place = bench.path("").display().to_string();
    let mut told = String::new();
    for typed in TYPED {
        let Run { code, stdout, stderr } = bench.aloud(typed);
        let typed = typed.join(" ");
        let said = (stderr + &stdout).replace(&place, "…/");
        assert!(!said.contains("geheim") && !said.contains("panicked"), "{typed}: {said}");
        told.push_str(&format!("$ aloud {typed}\n{}\nexit code {code}\n\n", said.trim_end()));
    }
    let path = repository("tests/golden/messages.txt");
    if environment("ALOUD_BLESS").is_some() {
        fs::write(&path, &told).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let changed: Vec<_> = told.lines().filter(|line| !kept.contains(line)).collect();
    assert!(kept == told, "read what changed, and bless it with ALOUD_BLESS=1:\n{}", changed.join("\n"));
}

#[test]
fn every_failure_says_what_to_do() {
    let bench = folder();
    for typed in TYPED.iter().filter(|typed| ["narrate", "feed", "publish"].contains(&typed[0])) {
        let run = bench.aloud(typed);
        let helps = ["hint: ", "install it", "For more information, try '--help'", "[possible values:"];
        assert!(run.code == 0 || helps.iter().any(|help| run.stderr.contains(help)), "{typed:?}: {}", run.stderr);
    }
}
