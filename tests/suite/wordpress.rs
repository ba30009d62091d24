//! `aloud publish wordpress` against a real WordPress: Debian's package on PHP's own server, with a MariaDB of its own.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine as _;
use serde_json::Value;

use crate::bench::{Bench, Run, Running, repository};

/// Where Debian's packages put them.
const SOURCES: &str = "/usr/share/wordpress";
const NEEDED: [&str; 4] = [SOURCES, "/usr/sbin/mariadbd", "/usr/bin/mariadb-install-db", "/usr/bin/php"];

struct Site {
    bench: Bench,
    url: String,
    made: Value,
    _database: Running,
    _server: Running,
}

fn quiet(command: &mut Command) -> &mut Command {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null())
}

fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(60);
    while !is_so() {
        assert!(Instant::now() < end, "{what} does not start");
        std::thread::sleep(Duration::from_millis(50));
    }
}

impl Site {
    /// Starts it; `None` where it is not installed.
    fn start() -> Option<Self> {
        if let Some(missing) = NEEDED.iter().find(|path| !Path::new(path).exists()) {
            assert!(option_env!("CI").is_none(), "{missing} is not installed, and CI needs it");
            eprintln!("skipped: {missing} is not installed");
            return None;
        }
        let bench = Bench::new();
        let database = database(&bench);
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let url = format!("http://127.0.0.1:{port}");
        let folder = bench.path("site");
        assert!(Command::new("cp").arg("-rL").arg(SOURCES).arg(&folder).status().unwrap().success());
        std::fs::write(folder.join("wp-config.php"), config(&url, &bench.path("db.sock"))).unwrap();
        std::fs::create_dir_all(folder.join("wp-content/uploads")).unwrap();
        let php = |arguments: &[&str]| {
            let mut command = Command::new("php");
            // As on badly kept sites, warnings stand before the JSON; some come from WordPress's reader of MP3.
            command.args(["-d", "display_errors=1"]).args(arguments);
            command
        };
        let script = repository("tests/suite/wordpress.php");
        let host = url.trim_start_matches("http://");
        let arguments = [script.to_str().unwrap(), folder.to_str().unwrap(), host];
        let installed = php(&arguments).output().unwrap();
        let stdout = String::from_utf8_lossy(&installed.stdout).into_owned();
        let made = stdout.rfind("{\"password\"").map(|at| serde_json::from_str(&stdout[at..]).unwrap());
        let made = made.unwrap_or_else(|| panic!("{stdout}{}", String::from_utf8_lossy(&installed.stderr)));
        let mut server = php(&["-S", host, "-t", folder.to_str().unwrap()]);
        let server = Running(quiet(&mut server).spawn().unwrap());
        until("PHP", || std::net::TcpStream::connect(host).is_ok());
        Some(Self { bench, url, made, _database: database, _server: server })
    }

    fn link(&self, post: &str) -> &str {
        self.made[post]["link"].as_str().unwrap()
    }

    /// Asks the site itself.
    fn get(&self, route: &str, query: &str) -> Value {
        let pair = format!("editor:{}", self.made["password"].as_str().unwrap());
        let key = base64::prelude::BASE64_STANDARD.encode(pair);
        let output = Command::new(repository("target/readers/bin/python"))
            .args(["-c", "import sys,urllib.request as u\nprint(u.urlopen(u.Request(sys.argv[1], headers={'Authorization': 'Basic '+sys.argv[2]})).read().decode())"])
            .arg(format!("{}/?rest_route=/wp/v2/{route}&context=edit&{query}", self.url))
            .arg(key)
            .output()
            .unwrap();
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
    }

    fn text(&self, post: &str) -> String {
        let id = &self.made[post]["id"];
        self.get(&format!("posts/{id}"), "")["content"]["raw"].as_str().unwrap().to_owned()
    }

    fn publish(&self, key: &str, arguments: &[&str]) -> Run {
        let mut command = self.bench.command(&[&["publish", "wordpress"], arguments].concat());
        Run::from(command.env("WORDPRESS_PASSWORD", self.made[key].as_str().unwrap_or(key)).output().unwrap())
    }

    fn set_up(&self, user: &str) {
        let settings = format!(
            "[wordpress]\nurl = '{}'\nuser = '{user}'\npassword = {{ env = 'WORDPRESS_PASSWORD' }}\n",
            self.url
        );
        self.bench.write("aloud.toml", settings);
    }
}

fn database(bench: &Bench) -> Running {
    let data = bench.path("db");
    let user = ["--user=root"];
    let mut install = Command::new("mariadb-install-db");
    install.arg("--no-defaults").arg(format!("--datadir={}", data.display())).arg("--skip-test-db").args(user);
    let installed = install.stdin(Stdio::null()).output().unwrap();
    assert!(installed.status.success(), "{}", String::from_utf8_lossy(&installed.stderr));
    bench.write("init.sql", "CREATE DATABASE wp;");
    let mut server = Command::new("/usr/sbin/mariadbd");
    server.arg("--no-defaults").args(user).args(["--skip-networking", "--skip-grant-tables"]);
    server.arg(format!("--datadir={}", data.display())).arg(format!("--socket={}", bench.path("db.sock").display()));
    server.arg(format!("--init-file={}", bench.path("init.sql").display()));
    let server = Running(quiet(&mut server).spawn().unwrap());
    until("MariaDB", || std::os::unix::net::UnixStream::connect(bench.path("db.sock")).is_ok());
    server
}

fn config(url: &str, socket: &Path) -> String {
    format!(
        "<?php\ndefine('DB_NAME', 'wp'); define('DB_USER', 'root'); define('DB_PASSWORD', '');\n\
         define('DB_HOST', 'localhost:{}'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');\n\
         define('WP_HOME', '{url}'); define('WP_SITEURL', '{url}'); define('WP_ENVIRONMENT_TYPE', 'local');\n\
         define('DISABLE_WP_CRON', true); define('WP_HTTP_BLOCK_EXTERNAL', true); define('AUTH_KEY', 'tests');\n\
         $table_prefix = 'wp_'; if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');\n\
         require_once ABSPATH . 'wp-settings.php';\n",
        socket.display()
    )
}

#[test]
fn narrations_come_onto_posts_and_off_again() {
    let Some(site) = Site::start() else { return };
    let originals = [site.text("first"), site.text("second")];
    let write = |name: &str, post: &str, text: &str| {
        let front = format!("---\ntitle: {name}\nurl: {}\n---\n\n{text}\n", site.link(post));
        site.bench.write(&format!("{name}.md"), front);
    };
    write("Bridge", "first", "The bridge reopened. A milk van crossed first.");
    write("Tides", "second", "The tide comes. The tide goes.");
    site.bench.write("Lost.md", format!("---\ntitle: Lost\nurl: {}/2026/03/lost/\n---\n\nNo post has it.\n", site.url));
    site.bench.narrate(&["--format", "mp3", "Bridge.md", "Tides.md", "Lost.md"]);

    // What is wrong is told: no table, a wrong key, a user without the right.
    let run = site.publish("password", &[]);
    assert!(run.code == 2 && run.stderr.contains("hint: write the table [wordpress]"), "{}", run.stderr);
    site.set_up("editor");
    let run = site.publish("wrong wrong", &[]);
    assert!(run.code == 1 && run.stderr.contains("hint: make an application password"), "{}", run.stderr);
    assert!(!run.stderr.contains("wrong wrong"));
    site.set_up("reader");
    let run = site.publish("reader", &[site.link("first")]);
    assert!(run.code == 1 && run.stderr.contains("does not allow it"), "{}", run.stderr);
    site.set_up("editor");

    let run = site.publish("password", &["--dry-run"]);
    assert_eq!(run.stdout.matches("would be attached").count(), 2, "{}{}", run.stdout, run.stderr);
    assert_eq!(site.text("first"), originals[0]);

    // One article has no post; the others go on.
    let run = site.publish("password", &["--json"]);
    assert_eq!((run.code, run.stdout.matches("\"attached\"").count()), (1, 2), "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("has no post at") && run.stderr.contains("hint: "), "{}", run.stderr);
    let text = site.text("first");
    assert!(text.starts_with("<!-- wp:audio {\"id\":") && text.ends_with(&originals[0]), "{text}");
    let media = site.get("media", "");
    let media = media.as_array().unwrap();
    assert_eq!(media.len(), 2);
    let first = media.iter().find(|media| media["post"] == site.made["first"]["id"]).unwrap();
    assert_eq!((&first["mime_type"], &first["title"]["raw"]), (&"audio/mpeg".into(), &"Bridge".into()));
    assert!(text.contains(first["source_url"].as_str().unwrap()));

    // A second run changes nothing; a changed narration takes the place of the first, and its file goes.
    let run = site.publish("password", &[site.link("first"), site.link("second")]);
    assert_eq!((run.code, run.stdout.matches("unchanged").count()), (0, 2), "{}{}", run.stdout, run.stderr);
    assert_eq!(site.text("first"), text);
    site.bench.narrate(&["--format", "mp3", "--speed", "120", "Bridge.md"]);
    let run = site.publish("password", &[site.link("first")]);
    assert!(run.code == 0 && run.stdout.starts_with("replaced"), "{}{}", run.stdout, run.stderr);
    assert_eq!(site.text("first").matches("-aloud-").count(), 1);
    assert_eq!(site.get("media", "").as_array().unwrap().len(), 2);

    // Taken off, every post is as it was, to the byte, and the library is empty.
    let run = site.publish("password", &["--remove", site.link("first"), site.link("second")]);
    assert_eq!((run.code, run.stdout.matches("removed").count()), (0, 2), "{}{}", run.stdout, run.stderr);
    assert_eq!([site.text("first"), site.text("second")], originals);
    assert_eq!(site.get("media", "").as_array().unwrap().len(), 0);
}
