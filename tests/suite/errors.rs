//! Bad input: a clear error with a hint, the right exit code, and nothing half-written.

use std::fs::{self, File};

use crate::bench::{Bench, Run};

/// Narrates, what must fail and checks the manner of it.
fn fails(bench: &Bench, arguments: &[&str], code: i32, expected: &[&str]) -> Run {
    let run = bench.aloud(&[&["narrate"], arguments].concat());
    assert_eq!(run.code, code, "{arguments:?}: {}", run.stderr);
    assert!(run.stderr.starts_with("error: "), "{arguments:?}: {}", run.stderr);
    for text in expected {
        assert!(run.stderr.contains(text), "{arguments:?}: `{text}` is not in: {}", run.stderr);
    }
    assert_eq!(run.stdout, "");
    if bench.path("narrations").is_dir() {
        assert_eq!(bench.names("narrations"), [""; 0], "nothing is left behind");
    }
    run
}

#[test]
fn articles_that_cannot_be_read() {
    let bench = Bench::new();
    bench.write("aloud.toml", "voice = 'tone'\n");
    fs::create_dir(bench.path("empty-folder")).unwrap();
    fails(&bench, &["missing.md"], 1, &["missing.md", "hint: "]);
    fails(&bench, &[bench.write("empty.md", "")], 1, &["empty.md", "empty", "hint: "]);
    fails(&bench, &[bench.write("blank.txt", " \n\n\t\n")], 1, &["blank.txt", "hint: "]);
    fails(&bench, &[bench.write("picture.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")], 1, &["picture.md", "PNG", "hint: "]);
    fails(&bench, &[bench.write("binary.txt", b"\0\x01\x02\x03\0\0\0")], 1, &["binary.txt", "hint: "]);
    fails(
        &bench,
        &[bench.write("huge.txt", "A sentence. ".repeat(50 * 1024 * 1024 / 12))],
        1,
        &["huge.txt", "MB", "hint: "],
    );
    fails(&bench, &[bench.write("marks.txt", "* * *\n\n???\n")], 1, &["marks.txt", "nothing to read"]);
}

#[test]
fn wrong_use_and_wrong_settings() {
    let bench = Bench::new();
    bench.write("aloud.toml", "voice = 'tone'\n");
    bench.write("story.md", "A story.");
    fails(&bench, &["--voice", "nobody", "story.md"], 2, &["nobody", "hint: ", "heart"]);
    fails(&bench, &["--speed", "500", "story.md"], 2, &["500", "hint: "]);
    bench.write("file", "in the way");
    fails(&bench, &["--out", "file", "story.md"], 2, &["file", "hint: "]);
    fails(&bench, &["--out", "/proc/narrations", "story.md"], 2, &["/proc/narrations"]);
    bench.write("bad.toml", "name = 'bad'\nengine = 'nosuch'\nlicence = 'none'\n");
    fails(&bench, &["--voice", "bad.toml", "story.md"], 2, &["nosuch", "hint: "]);
    bench.write("aloud.toml", "voice = 'tone'\nspeed = 'fast'\n");
    fails(&bench, &["story.md"], 2, &["aloud.toml", "line 2", "hint: "]);
    assert_eq!(bench.aloud(&["narrate"]).code, 2);
    assert_eq!(bench.aloud(&["nonsense"]).code, 2);
}

#[test]
fn text_that_says_its_charset_is_read() {
    let bench = Bench::new();
    let utf16: Vec<u8> = "\u{feff}A story in sixteen bits.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let run = bench.aloud(&["script", bench.write("utf16.txt", utf16)]);
    assert_eq!(run.stdout.trim(), "A story in sixteen bits.", "{}", run.stderr);
}

#[test]
fn stdout_that_closes_is_no_panic() {
    let bench = Bench::new();
    bench.write("long.txt", "A sentence. ".repeat(20_000));
    let mut command = bench.command(&["script", "long.txt"]);
    command.stdout(File::options().write(true).open("/dev/full").unwrap());
    let run = Run::from(command.output().unwrap());
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    assert_ne!(run.code, 0);
}
