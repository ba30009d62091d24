//! Every command that the books show is run, in the order of its page, in a folder that has what the pages speak of: a web server on
//! loopback is example.org, and the test tone speaks where no voice is named.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

use crate::bench::{Bench, repository};
use crate::books::pages;
use crate::loopback::{Asked, Loopback, Reply};

/// Commands that need more than a folder and a web server, by what they contain, with the modules of this suite that run them.
const ELSEWHERE: &[(&str, &str)] = &[
    ("publish wordpress", "wordpress"),
    ("publish ghost", "ghost"),
    ("publish headless", "headless"),
    ("publish webhook", "webhook"),
    ("publish s3", "s3"),
    ("s3://", "s3"),
    ("aloud fleet", "fleet"),
    ("aloud worker", "fleet"),
    ("aloud hooks", "run"),
    ("aloud withdraw", "run"),
    ("aloud doctor --server", "doctor"),
    ("voices fetch", "weights"),
    ("kokoro-", "weights"),
    ("--listen story", "listen"),
    ("aloud listen", "listen"),
    ("--article http", "verify"),
    ("--find-watermark", "watermark"),
    ("--repair", "verify"),
    // Played by the system's player.
    ("say story.md --sentence", "lexicon"),
];
/// Commands that end with another code than 0, and why.
const CODES: &[(&str, &[i32])] = &[
    // 1 while something that is set up does not work, as on a machine without espeak-ng.
    ("aloud doctor", &[0, 1]),
    // The folder of the page has recordings that directories would refuse.
    ("aloud feed --check", &[0, 1]),
];
/// How the examples of `aloud.toml` begin that hold for the commands after them.
const SETTINGS: [&str; 4] = ["format = ", "[site.", "[pauses]", "voice = \"heart\"\nout = "];
/// How many pages are worked through at once.
const WORKERS: usize = 4;
/// How long a service may take to say where it listens.
const PATIENCE: Duration = Duration::from_secs(60);

const STORY: &str = "---\nauthor: Ana Ode\ndate: 2026-11-14\n---\n# Story\n\nZelensky met Xi. He lead the lead choir. The ferry was late on Monday. \
    Two hundred people waited on the quay. It rained all day. Nobody was hurt. The port said nothing. Reading is in Berkshire.\n\n\
    ## What comes next\n\nThe ferry sails again on Tuesday. The fare is 4.5 crowns. Nobody minds.\n";

#[test]
fn every_command_shown_is_run() {
    let site = Loopback::serve(answer);
    let (ran, wrong) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let left = Mutex::new(pages());
    // What was narrated before the pages that are about it: once, for it is the same for all.
    let narrated = OnceLock::new();
    std::thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                while let Some(page) = { left.lock().unwrap().pop() } {
                    let (number, failures) = run_page(&page, &site.url, &narrated);
                    ran.fetch_add(number, Ordering::Relaxed);
                    wrong.lock().unwrap().extend(failures);
                }
            });
        }
    });
    let (ran, wrong) = (ran.into_inner(), wrong.into_inner().unwrap());
    assert!(ran > 90, "only {ran} commands were found");
    assert!(wrong.is_empty(), "{} of {ran} fail:\n\n{}", wrong.len(), wrong.join("\n"));
}

/// Runs what a page shows; returns how many commands that is, and what went wrong.
fn run_page(page: &Path, site: &str, narrated: &OnceLock<Scene>) -> (usize, Vec<String>) {
    let text = fs::read_to_string(page).unwrap();
    let is_generated = page.ends_with("reference/commands.md");
    let steps: Vec<Step> = if is_generated { Vec::new() } else { steps(&text) };
    let mut ran = 0;
    let mut wrong = Vec::new();
    if !steps.iter().any(|step| matches!(step, Step::Command(_))) {
        return (ran, wrong);
    }
    let scene = Scene::set(page, &text, site, narrated);
    for step in steps {
        let command = match step {
            Step::Settings(settings) => {
                scene.bench.write("aloud.toml", settings);
                continue;
            }
            Step::Command(command) => command,
        };
        ran += 1;
        if let Err(why) = scene.run(&command) {
            let page = page.strip_prefix(repository("")).unwrap().display();
            wrong.push(format!("{page}: {command}\n{why}"));
        }
    }
    (ran, wrong)
}

/// What a page has a reader do.
enum Step {
    /// Type a command.
    Command(String),
    /// Write `aloud.toml`.
    Settings(String),
}

/// Returns what a page has a reader do, without what is run elsewhere.
fn steps(text: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut block: Option<String> = None;
    for line in text.lines() {
        match &mut block {
            Some(settings) if line == "```" => {
                let begins = |begin: &&str| settings.starts_with(begin);
                if SETTINGS.iter().any(begins) {
                    steps.push(Step::Settings(settings.clone()));
                }
                block = None;
            }
            Some(settings) => *settings += &format!("{line}\n"),
            None if line == "```toml" => block = Some(String::new()),
            None => {
                let Some(command) = typed(line) else { continue };
                if let Some((_, module)) = ELSEWHERE.iter().find(|(part, _)| command.contains(part)) {
                    let module = repository("tests/suite").join(module);
                    assert!(
                        module.is_dir() || module.with_extension("rs").is_file(),
                        "{command}: {}",
                        module.display()
                    );
                } else {
                    steps.push(Step::Command(command));
                }
            }
        }
    }
    steps
}

/// Returns the command that a line shows: one of aloud, or what goes with it.
fn typed(line: &str) -> Option<String> {
    let line = line.strip_prefix("    ").or_else(|| line.strip_prefix("$ "))?.trim();
    let line = line.replace("cargo run --release -- ", "aloud ").replace("cargo run -- ", "aloud ");
    let first = line.split(' ').next()?;
    let is_ours = first == "aloud" || line.contains("| aloud ") || line.starts_with("SITE=");
    (is_ours || line.starts_with("cp -r narrations") || line.starts_with("mkdir -p ~")).then_some(line)
}

/// A folder with what the pages speak of.
struct Scene {
    bench: Bench,
    site: String,
}

impl Scene {
    fn set(page: &Path, text: &str, site: &str, narrated: &OnceLock<Scene>) -> Self {
        let scene = Self { bench: Bench::trusted(), site: site.to_owned() };
        // README and the first page begin with nothing; the others are about what was narrated.
        if page.starts_with(repository("docs/src")) && !page.ends_with("first-narration.md") {
            let narrated = narrated.get_or_init(|| Self::narrated(site));
            let copied = Command::new("cp").arg("-a").arg(narrated.bench.path(".")).arg(scene.bench.path(".")).status();
            assert!(copied.unwrap().success());
        } else {
            scene.furnish();
        }
        // Voices that the page itself shows, asking the server that is there.
        for part in text.split("```toml\n").skip(1).filter_map(|part| part.split("```").next()) {
            let Some(name) = part.strip_prefix("name = \"").and_then(|part| part.split('"').next()) else { continue };
            scene.bench.write(&format!("voices/{name}.toml"), part.replace("http://127.0.0.1:8080", site));
        }
        scene
    }

    /// Makes the folder in which all is narrated. It is not trusted, so a copy of it may be.
    fn narrated(site: &str) -> Self {
        let scene = Self { bench: Bench::new(), site: site.to_owned() };
        scene.furnish();
        for before in [
            "aloud narrate story.md story.html march.jsonl april.jsonl --format mp3",
            "aloud narrate public --format mp3",
            "aloud narrate essays --out podcast",
            "cp narrations/story.mp3 clip.mp3 && cp narrations/story.* .",
        ] {
            scene.run(before).unwrap();
        }
        scene.bench.write("story.md", STORY);
        scene
    }

    /// Writes the files that the pages speak of.
    fn furnish(&self) {
        let Self { bench, site } = self;
        let folders = "articles drafts essays posts public/posts samples voices podcast integrations/action";
        for folder in folders.split(' ') {
            fs::create_dir_all(bench.path(folder)).unwrap();
        }
        for sample in fs::read_dir(repository("samples")).unwrap().map(|entry| entry.unwrap().path()) {
            fs::copy(&sample, bench.path("samples").join(sample.file_name().unwrap())).unwrap();
        }
        fs::copy(repository("integrations/action/narrate.sh"), bench.path("integrations/action/narrate.sh")).unwrap();
        bench.write("story.md", STORY);
        for (name, title) in
            [("articles/0001", "One"), ("drafts/idea", "Idea"), ("essays/01-owls", "Owls"), ("posts/gulls", "Gulls")]
        {
            bench.write(&format!("{name}.md"), STORY.replace("Story", title).replace("Monday", title));
        }
        for (name, title) in
            [("story", "The bridge"), ("public/posts/ferry", "The ferry"), ("public/posts/quay", "The quay")]
        {
            bench.write(&format!("{name}.html"), html(title));
        }
        bench.write("public/feed.xml", rss("https://blog.example.org", &["ferry", "quay"]));
        for name in ["catalogue", "march", "april", "articles"] {
            let line = |number: usize, section: &str| {
                let text = format!("The {name} ferry number {number} was late. Nobody knew why.");
                serde_json::json!({ "id": format!("{name}-{number}"), "title": format!("{name} {number}"), "section": section,
                    "published": "2026-11-02", "text": text })
            };
            bench.write(&format!("{name}.jsonl"), format!("{}\n{}\n", line(1, "sport"), line(2, "news")));
        }
        for name in ["our-server", "far"] {
            let voice = format!(
                "name = '{name}'\nengine = 'openai'\nlicence = 'our own'\n[settings]\nurl = '{site}/v1'\nmodel = 'm'\nvoice = 'v'\n"
            );
            bench.write(&format!("{name}.toml"), voice);
        }
        bench.write("jingle.wav", wav(1.0));
        bench.write("cover.png", fs::read(repository("docs/src/images/desk-list-light-1280.png")).unwrap());
        bench.write("server.key", "a key of the server's own\n");
        fs::set_permissions(bench.path("server.key"), std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    }

    /// Runs a command as a shell does; says what went wrong.
    fn run(&self, command: &str) -> Result<(), String> {
        if command.starts_with("aloud run") {
            let settings = "audio_base = 'https://audio.example.org/'\n[run]\nlisten = '127.0.0.1:0'\n[[channel]]\nname = 'news'\ninputs = ['articles']\npublish = [{ to = 'feed' }]\n";
            self.bench.write("aloud.toml", settings);
        }
        let line = self.here(command);
        let program = Path::new(env!("CARGO_BIN_EXE_aloud")).parent().unwrap();
        let mut shell = Command::new("bash");
        shell.args(["-c", &line]).current_dir(self.bench.path("")).env_clear().stdin(Stdio::null());
        shell.env("PATH", format!("{}:{}", program.display(), std::env!("PATH"))).env("HOME", self.bench.path(""));
        shell.env("ALOUD_VOICE", "tone").env("MY_TTS_KEY", "a key").env("OUR_KEY", "a key");
        let lasts = ["exec aloud serve", "exec aloud run", "exec aloud desk"].iter().any(|one| line.starts_with(one));
        if lasts || line.contains("--watch") {
            let shell = shell.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
            return stopped(shell, lasts);
        }
        let output = shell.output().unwrap();
        let codes = CODES.iter().find(|(begin, _)| command.starts_with(begin)).map_or(&[0][..], |(_, codes)| codes);
        match output.status.code() {
            Some(code) if codes.contains(&code) => Ok(()),
            code => Err(format!("  {line}: {code:?}\n{}", String::from_utf8_lossy(&output.stderr))),
        }
    }

    /// Returns a command with what stands for something in its place, with example.org here, and with ports that are free.
    fn here(&self, command: &str) -> String {
        let command = command.replace("INPUT…", "story.md").replace("INPUT", "story.md");
        let command = command.replace("127.0.0.1:9000", "127.0.0.1:0").replace("0.0.0.0:8765", "127.0.0.1:0");
        let (command, comment) = command.split_once(" #").unwrap_or((&command, ""));
        let mut command = command.trim_end().to_owned();
        if command.contains(" https://example.org/") && !comment.contains("canonical") {
            command = command.replace(" https://example.org", &format!(" {}", self.site)) + " --allow-private";
        }
        match command.as_str() {
            "aloud serve" | "aloud desk" => command += " --listen 127.0.0.1:0",
            "aloud desk podcast --as ana" => command += " --listen 127.0.0.1:0",
            "aloud run --desk" => command = "aloud run --desk=127.0.0.1:0".to_owned(),
            _ => {}
        }
        if ["serve", "run", "desk"].iter().any(|service| command.starts_with(&format!("aloud {service}")))
            || command.contains("--watch")
        {
            command = format!("exec {command}");
        }
        command
    }
}

/// Waits until a service says where it listens, or a watch has begun, and has it end.
fn stopped(mut child: Child, says_address: bool) -> Result<(), String> {
    let (sender, said) = std::sync::mpsc::channel();
    let streams: [Box<dyn Read + Send>; 2] =
        [Box::new(child.stdout.take().unwrap()), Box::new(child.stderr.take().unwrap())];
    for mut stream in streams {
        let sender = sender.clone();
        std::thread::spawn(move || {
            let mut part = [0; 4096];
            while let Ok(read @ 1..) = stream.read(&mut part) {
                let _ = sender.send(String::from_utf8_lossy(&part[..read]).into_owned());
            }
        });
    }
    drop(sender);
    let (begun, mut text) = (Instant::now(), String::new());
    let is_begun = |text: &str| {
        if says_address {
            text.contains("http://127.0.0.1:")
        } else {
            text.contains("narrated") || text.contains(".wav")
        }
    };
    while !is_begun(&text) && begun.elapsed() < PATIENCE {
        match said.recv_timeout(Duration::from_millis(500)) {
            Ok(part) => text += &part,
            Err(std::sync::mpsc::RecvTimeoutError::Timeout) => {}
            Err(_) => break,
        }
    }
    let is_begun = is_begun(&text);
    Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    let code = child.wait().unwrap().code();
    match (is_begun, code) {
        (true, Some(0 | 130)) => Ok(()),
        _ => Err(format!("  begun: {is_begun}, code {code:?}\n{text}")),
    }
}

/// What example.org has: a page, a feed, a sitemap, and voices.
fn answer(asked: &Asked) -> Reply {
    let reply = |media_type: &str, body: Vec<u8>| Reply {
        status: 200,
        headers: vec![("content-type".to_owned(), media_type.to_owned())],
        body,
    };
    let host = format!("http://{}", asked.headers["host"]);
    match asked.target.as_str() {
        "/story" | "/posts/ferry.html" | "/posts/quay.html" => reply("text/html", html(&asked.target).into_bytes()),
        "/feed.xml" => reply("application/rss+xml", rss(&host, &["ferry", "quay"]).into_bytes()),
        "/v1/audio/speech" | "/speak" => {
            let length = asked.body.len() as f32 * 0.06;
            reply("audio/wav", wav(length))
        }
        _ => Reply { status: 404, headers: Vec::new(), body: Vec::new() },
    }
}

fn html(title: &str) -> String {
    let name = title.rsplit(['/', ' ']).next().unwrap();
    let body =
        format!("<p>The {name} was late on Monday, and two hundred people waited on the quay in the rain for it.</p>")
            .repeat(2)
            + &format!(
                "<p>Nobody at the {name} knew why. The port said nothing about it. It sails again on Tuesday.</p>"
            );
    format!(
        "<!doctype html><html lang=en><head><title>{title}</title></head><body><article><h1 class=headline>{title}</h1>{body}</article></body></html>"
    )
}

fn rss(host: &str, names: &[&str]) -> String {
    let item = |name: &&str| {
        format!(
            "<item><title>The {name}</title><link>{host}/posts/{name}.html</link><guid>{host}/posts/{name}.html</guid><pubDate>Sat, 14 Nov 2026 09:00:00 GMT</pubDate></item>"
        )
    };
    let items: String = names.iter().map(item).collect();
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Posts</title><link>{host}/</link><description>d</description>{items}</channel></rss>"
    )
}

/// A tone of so many seconds.
fn wav(seconds: f32) -> Vec<u8> {
    let frames = (seconds * 24_000.0) as u32;
    let mut bytes = std::io::Cursor::new(Vec::new());
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: 24_000,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::new(&mut bytes, spec).unwrap();
    for frame in 0..frames {
        let swell = (frame as f32 / frames as f32 * std::f32::consts::PI).sin();
        writer.write_sample((swell * (frame as f32 * 0.1).sin() * 12_000.0) as i16).unwrap();
    }
    writer.finalize().unwrap();
    bytes.into_inner()
}
