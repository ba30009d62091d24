//! `aloud publish ghost` against a real Ghost (npm's package, which `.ci/setup` installs), with SQLite.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::bench::{Bench, Run, Running, repository};

/// Prepares the site and asks it, with an Admin API key that every Ghost has: that of its Zapier integration.
const ADMIN: &str = include_str!("ghost.py");

struct Site {
    bench: Bench,
    url: String,
    key: String,
    _server: Running,
}

impl Site {
    /// Starts it; `None` where it is not installed.
    fn start() -> Option<Self> {
        let ghost = repository("target/ghost");
        if !ghost.join("installed").exists() {
            assert!(option_env!("CI").is_none(), "Ghost is not installed, and CI needs it");
            eprintln!("skipped: Ghost is not installed");
            return None;
        }
        let bench = Bench::new();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let url = format!("http://127.0.0.1:{port}");
        let content = bench.path("content");
        for folder in ["data", "images", "files", "media", "logs", "settings", "public"] {
            fs::create_dir_all(content.join(folder)).unwrap();
        }
        assert!(
            Command::new("cp").arg("-r").arg(ghost.join("content/themes")).arg(&content).status().unwrap().success()
        );
        // Ghost reads its own version from the folder it runs in.
        fs::copy(ghost.join("package.json"), bench.path("package.json")).unwrap();
        let database = content.join("data/ghost.db");
        let config = serde_json::json!({
            "url": url, "server": { "host": "127.0.0.1", "port": port },
            "database": { "client": "sqlite3", "connection": { "filename": database }, "useNullAsDefault": true },
            "mail": { "transport": "SMTP", "options": { "host": "127.0.0.1", "port": 9 } },
            "paths": { "contentPath": content }, "logging": { "transports": ["file"] },
            "privacy": { "useUpdateCheck": false, "useGravatar": false },
        });
        bench.write("config.production.json", config.to_string());
        let mut server = Command::new("node");
        server.arg(ghost.join("index.js")).current_dir(bench.path("")).env("NODE_ENV", "production");
        let server = Running(server.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
        let end = Instant::now() + Duration::from_secs(120);
        let admin = |arguments: &[&str]| admin(arguments).filter(|_| TcpStream::connect(("127.0.0.1", port)).is_ok());
        let key = loop {
            if let Some(key) = admin(&["key", database.to_str().unwrap(), &url]) {
                break key.trim().to_owned();
            }
            assert!(Instant::now() < end, "Ghost does not start");
            std::thread::sleep(Duration::from_millis(500));
        };
        Some(Self { bench, url, key, _server: server })
    }

    fn ask(&self, arguments: &[&str]) -> Value {
        let all = [&[arguments[0], self.key.as_str(), self.url.as_str()], &arguments[1..]].concat();
        serde_json::from_str(&admin(&all).expect("Ghost answers")).unwrap()
    }

    fn publish(&self, arguments: &[&str]) -> Run {
        let mut command = self.bench.command(&[&["publish", "ghost"], arguments].concat());
        Run::from(command.env("GHOST_KEY", &self.key).output().unwrap())
    }
}

fn admin(arguments: &[&str]) -> Option<String> {
    let output = Command::new("python3").args(["-c", ADMIN]).args(arguments).output().unwrap();
    output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
}

#[test]
fn cards_come_to_the_top_of_posts_and_off_again() {
    let Some(site) = Site::start() else { return };
    let post = site.ask(&["create", "Bridge"]);
    let (id, link) = (post["id"].as_str().unwrap(), post["url"].as_str().unwrap());
    let original = post["lexical"].as_str().unwrap();
    let bench = &site.bench;
    bench.write("bridge.md", format!("---\ntitle: Bridge\nurl: {link}\n---\n\nThe bridge reopened. A van crossed.\n"));
    bench.write("lost.md", format!("---\ntitle: Lost\nurl: {}/lost/\n---\n\nNo post has it.\n", site.url));
    bench.narrate(&["--format", "mp3", "bridge.md", "lost.md"]);
    bench.write("aloud.toml", format!("[ghost]\nurl = '{}'\nkey = {{ env = 'GHOST_KEY' }}\n", site.url));

    let mut command = bench.command(&["publish", "ghost"]);
    let wrong = format!("{}00", &site.key[..site.key.len() - 2]);
    let run = Run::from(command.env("GHOST_KEY", &wrong).output().unwrap());
    assert!(run.code == 1 && run.stderr.contains("hint: check that the key"), "{}", run.stderr);
    assert!(!run.stderr.contains(&wrong));
    let text = || site.ask(&["lexical", id])["lexical"].as_str().unwrap().to_owned();
    let run = site.publish(&["--dry-run", link]);
    assert_eq!((run.code, run.stdout.starts_with("would be attached")), (0, true), "{}", run.stderr);
    assert_eq!(text(), original);

    // One article has no post; the other goes on.
    let run = site.publish(&[]);
    assert!(
        run.code == 1 && run.stdout.starts_with("attached") && run.stderr.contains("has no post"),
        "{}",
        run.stderr
    );
    let attached = text();
    let tree: Value = serde_json::from_str(&attached).unwrap();
    let card = &tree["root"]["children"][0];
    assert_eq!((&card["type"], &card["mimeType"]), (&"audio".into(), &"audio/mpeg".into()), "{attached}");
    assert!(site.ask(&["fetch", card["src"].as_str().unwrap()]).as_u64().unwrap() > 1_000);

    let run = site.publish(&[link]);
    assert!(run.code == 0 && run.stdout.starts_with("unchanged"), "{}", run.stderr);
    bench.narrate(&["--format", "mp3", "--speed", "120", "bridge.md"]);
    let run = site.publish(&[link]);
    assert!(run.code == 0 && run.stdout.starts_with("replaced"), "{}", run.stderr);
    assert_eq!(text().matches("-aloud-").count(), 1);
    // An editor's change after it stays when the card goes.
    site.ask(&["edit", id, "reopened", "was reopened"]);
    let run = site.publish(&["--remove", link]);
    assert!(run.code == 0 && run.stdout.starts_with("removed"), "{}", run.stderr);
    assert_eq!(text(), original.replace("reopened", "was reopened"));
}
