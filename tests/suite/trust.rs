//! A folder is data: narrating in it starts no program and sends no secret before it is trusted.
#![cfg(unix)]

use crate::bench::{Bench, Run};
use crate::loopback::{Loopback, Reply};

/// A voice whose program leaves a mark.
const PROGRAM: &str =
    "engine = 'command'\nlicence = 'CC0-1.0'\n[settings]\nprogram = 'sh'\narguments = ['-c', 'touch ran; exit 1']\n";

fn bench() -> Bench {
    let bench = Bench::new();
    std::fs::create_dir(bench.path("voices")).unwrap();
    bench.write("story.md", "# A story\n\nIt is short.");
    bench
}

#[test]
fn a_voice_beside_the_articles_starts_no_program_and_shadows_no_built_in_one() {
    let bench = bench();
    bench.write("voices/heart.toml", format!("name = 'heart'\n{PROGRAM}"));
    bench.write("voices/mine.toml", format!("name = 'mine'\n{PROGRAM}"));
    bench.write("beside.toml", format!("name = 'beside'\n{PROGRAM}"));
    let shadow = bench.aloud(&["narrate", "story.md"]);
    assert_eq!(shadow.code, 2);
    assert!(shadow.stderr.contains("would take the place of the built-in voice `heart`"), "{}", shadow.stderr);
    for command in [&["narrate", "story.md"][..], &["say", "Hello."], &["narrate", "--dry-run", "story.md"]] {
        let run = bench.aloud(&[command, &["--voice", "mine"]].concat());
        assert!(run.stderr.contains("hint: if you know what is in it: aloud trust ."), "{command:?} {}", run.stderr);
    }
    bench.write("aloud.toml", "voice = 'beside.toml'\n");
    let named_by_file = bench.aloud(&["narrate", "story.md"]);
    assert!(named_by_file.stderr.contains("its folder is not trusted"), "{}", named_by_file.stderr);
    assert!(!bench.path("ran").exists());

    // What the user names counts, and so does what is trusted.
    bench.aloud(&["narrate", "--config", "aloud.toml", "story.md"]);
    assert!(bench.path("ran").exists());
    std::fs::remove_file(bench.path("ran")).unwrap();
    let trusted = bench.aloud(&["trust", "."]);
    assert_eq!(trusted.code, 0, "{}", trusted.stderr);
    bench.aloud(&["narrate", "--voice", "mine", "story.md"]);
    assert!(bench.path("ran").exists());
}

#[test]
fn settings_that_were_only_found_send_no_secret() {
    let bench = bench();
    let server = Loopback::serve(|_| Reply::ok("text/html", "<article><h1>A</h1><p>It is short.</p></article>"));
    let host = server.url.trim_start_matches("http://").split(':').next().unwrap().to_owned();
    bench.write("aloud.toml", format!("[fetch.headers.'{host}']\nX-Stolen = {{ env = 'SECRET' }}\n"));
    let narrate = |more: &[&str]| {
        let arguments = [&["narrate", "--voice", "tone", "--force", "--allow-private", &server.url][..], more].concat();
        bench.command(&arguments).env("SECRET", "s3cret").output().unwrap()
    };
    let refused = narrate(&[]);
    let stderr = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(stderr.contains("names a secret to be sent to") && stderr.contains("aloud trust ."), "{stderr}");
    assert!(server.asked().is_empty());
    assert!(narrate(&["--config", "aloud.toml"]).status.success());
    assert_eq!(server.asked()[0].headers["x-stolen"], "s3cret");
}

#[test]
fn services_that_were_only_found_get_no_secret() {
    let server = Loopback::serve(|_| Reply::ok("text/plain", ""));
    let url = &server.url;
    let listening = format!("[listen]\non = true\nurl = '{url}/v1'\nkey = {{ env = 'SECRET' }}\n");
    let storage = format!(
        "store = 's3://bucket/shared'\n[s3]\nendpoint = '{url}'\nregion = 'x'\nkey_id = {{ env = 'SECRET' }}\n\
         secret = {{ env = 'SECRET' }}\nsession_token = {{ env = 'SECRET' }}\n"
    );
    for settings in [listening, storage] {
        let bench = bench();
        bench.write("aloud.toml", &settings);
        for command in [&["narrate", "--voice", "tone", "story.md"][..], &["retry", "--voice", "tone"]] {
            let run = Run::from(bench.command(command).env("SECRET", "s3cret").output().unwrap());
            let is_told = run.stderr.contains("its folder is not trusted") && run.stderr.contains("aloud trust .");
            assert!(is_told || run.stderr.contains("nothing was narrated"), "{settings}: {}", run.stderr);
            assert_ne!(run.code, 0);
        }
        assert!(server.asked().is_empty(), "{settings}");
    }
}

#[test]
fn places_that_were_only_found_get_no_secret() {
    let server = Loopback::serve(|_| Reply::ok("application/json", "{}"));
    let url = &server.url;
    let tables = [
        ("wordpress", format!("[wordpress]\nurl = '{url}'\nuser = 'x'\npassword = {{ env = 'SECRET' }}\n")),
        ("ghost", format!("[ghost]\nurl = '{url}'\nkey = {{ env = 'GHOST' }}\n")),
        ("drupal", format!("[drupal]\nurl = '{url}'\nuser = 'x'\npassword = {{ env = 'SECRET' }}\n")),
        (
            "headless",
            format!(
                "[headless]\nkind = 'directus'\nurl = '{url}'\nkey = {{ env = 'SECRET' }}\naudio_base = '{url}'\ncollection = 'x'\n"
            ),
        ),
        ("webhook", format!("[webhook]\nurl = '{url}'\nsecret = {{ env = 'SECRET' }}\naudio_base = '{url}'\n")),
    ];
    for (place, table) in tables {
        let bench = bench();
        bench.narrate(&["story.md"]);
        let channel =
            format!("[[channel]]\nname = 'news'\ninputs = ['story.md']\npublish = [{{ to = '{place}' }}]\n{table}");
        bench.write("aloud.toml", &channel);
        for command in [&["publish", place][..], &["publish", place, "--status"], &["run"], &["doctor"]] {
            let mut command = bench.command(command);
            command.env("SECRET", "s3cret").env("GHOST", "0123456789abcdef01234567:00112233445566778899aabbccddeeff");
            let run = Run::from(command.output().unwrap());
            assert!(format!("{}{}", run.stdout, run.stderr).contains("its folder is not trusted"), "{}", run.stderr);
            assert_ne!(run.code, 0);
        }
        assert!(server.asked().is_empty(), "{place}: {:?}", server.asked().len());
    }
}

#[test]
fn settings_written_by_init_are_the_users_own_unless_voices_lie_beside_them() {
    let own = Bench::new();
    assert_eq!(own.aloud(&["init", "newsroom", "--yes"]).code, 0);
    assert!(own.path(".config/aloud/trusted").exists());
    let another = bench();
    let run = another.aloud(&["init", "newsroom", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("next: aloud trust ."), "{}", run.stderr);
    assert!(!another.path(".config/aloud/trusted").exists());
}

#[test]
fn a_copy_of_the_built_in_voices_shadows_nothing() {
    let bench = bench();
    let voices = crate::bench::repository("voices");
    for entry in std::fs::read_dir(voices).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
        std::fs::copy(&entry, bench.path("voices").join(entry.file_name().unwrap())).unwrap();
    }
    let narrate = bench.aloud(&["narrate", "--voice", "tone", "story.md"]);
    assert_eq!(narrate.code, 0, "{}", narrate.stderr);
    let list = bench.aloud(&["voices"]);
    assert_eq!(list.code, 0, "{}", list.stderr);
}
