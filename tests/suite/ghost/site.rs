//! A real Ghost (npm's package, which `.ci/setup` installs), with SQLite. It ends with its test.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::bench::{Bench, Run, Running, repository, skip};

/// Prepares the site and asks it, with an Admin API key that every Ghost has: that of its Zapier integration.
const ADMIN: &str = include_str!("admin.py");

/// The site, with an empty folder to work in.
pub(crate) struct Site {
    pub(crate) bench: Bench,
    pub(crate) url: String,
    /// The Admin API key.
    pub(crate) key: String,
    _server: Running,
}

impl Site {
    /// Starts it; `None` where it is not installed.
    pub(crate) fn start() -> Option<Self> {
        let ghost = repository("target/ghost");
        if !ghost.join("installed").exists() {
            skip("Ghost is not installed");
            return None;
        }
        let bench = Bench::trusted();
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
            // Our own calls go to this machine, which Ghost refuses since version 6.27 unless told otherwise; it sends no mails to who signs in.
            "security": { "allowWebhookInternalIPs": true, "staffDeviceVerification": false },
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

    /// Asks the site itself.
    pub(crate) fn ask(&self, arguments: &[&str]) -> Value {
        let all = [&[arguments[0], self.key.as_str(), self.url.as_str()], &arguments[1..]].concat();
        serde_json::from_str(&admin(&all).expect("Ghost answers")).unwrap()
    }

    /// Asks the site itself for what is more than one answer.
    pub(crate) fn ask_lines(&self, arguments: &[&str]) -> String {
        let all = [&[arguments[0], self.key.as_str(), self.url.as_str()], &arguments[1..]].concat();
        admin(&all).expect("Ghost answers")
    }

    /// Returns the file of its database.
    pub(crate) fn database(&self) -> std::path::PathBuf {
        self.bench.path("content/data/ghost.db")
    }

    /// Writes the settings.
    pub(crate) fn set_up(&self, url: &str) {
        self.set_up_with(url, "");
    }

    /// Writes the settings with more lines in Ghost's table.
    pub(crate) fn set_up_with(&self, url: &str, more: &str) {
        self.bench.write("aloud.toml", format!("[ghost]\nurl = '{url}'\nkey = {{ env = 'GHOST_KEY' }}\n{more}\n"));
    }

    /// Runs `aloud publish ghost`.
    pub(crate) fn publish(&self, arguments: &[&str]) -> Run {
        let mut command = self.bench.command(&[&["publish", "ghost"], arguments].concat());
        Run::from(command.env("GHOST_KEY", &self.key).output().unwrap())
    }
}

/// Does something as the site's administrator.
pub(crate) fn admin(arguments: &[&str]) -> Option<String> {
    let output = Command::new("python3").args(["-c", ADMIN]).args(arguments).output().unwrap();
    output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
}
