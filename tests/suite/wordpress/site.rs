//! A real WordPress: Debian's package on PHP's own server, with a MariaDB of its own. It ends with its test.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine as _;
use serde_json::{Value, json};

use crate::bench::{Bench, Run, Running, repository, skip};

/// Where Debian's packages put them.
const SOURCES: &str = "/usr/share/wordpress";
/// Asks an address with a key; what it posts is the third argument.
const ASK: &str = "
import sys, urllib.request as web
headers = {'Authorization': 'Basic ' + sys.argv[2], 'Content-Type': 'application/json'}
print(web.urlopen(web.Request(sys.argv[1], sys.argv[3].encode() or None, headers)).read().decode())
";
const NEEDED: [&str; 4] = [SOURCES, "/usr/sbin/mariadbd", "/usr/bin/mariadb-install-db", "/usr/bin/php"];

/// The site, with an empty folder to work in.
pub(crate) struct Site {
    pub(crate) bench: Bench,
    pub(crate) url: String,
    /// What the installation made: posts, and the users' application passwords.
    pub(crate) made: Value,
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
    pub(crate) fn start() -> Option<Self> {
        if let Some(missing) = NEEDED.iter().find(|path| !Path::new(path).exists()) {
            skip(&format!("{missing} is not installed"));
            return None;
        }
        let bench = Bench::trusted();
        let database = database(&bench);
        let port = free_port();
        let url = format!("http://127.0.0.1:{port}");
        let folder = bench.path("site");
        assert!(Command::new("cp").arg("-rL").arg(SOURCES).arg(&folder).status().unwrap().success());
        std::fs::write(folder.join("wp-config.php"), config(&url, &bench.path("db.sock"))).unwrap();
        std::fs::create_dir_all(folder.join("wp-content/uploads")).unwrap();
        let host = url.trim_start_matches("http://");
        let mut install = Command::new("php");
        install.arg(repository("tests/suite/wordpress/install.php")).arg(&folder).arg(host);
        let installed = install.output().unwrap();
        let stdout = String::from_utf8_lossy(&installed.stdout).into_owned();
        let made = stdout.rfind("{\"password\"").map(|at| serde_json::from_str(&stdout[at..]).unwrap());
        let made = made.unwrap_or_else(|| panic!("{stdout}{}", String::from_utf8_lossy(&installed.stderr)));
        let (server, _) = serve(&folder, port, &[]);
        Some(Self { bench, url, made, _database: database, _server: server })
    }

    /// Returns the address of a post.
    pub(crate) fn link(&self, post: &str) -> &str {
        self.made[post]["link"].as_str().unwrap()
    }

    /// Asks the site itself, as its administrator; a body is posted.
    pub(crate) fn ask(&self, route: &str, query: &str, body: Option<&Value>) -> Value {
        ask((&self.url, self.made["password"].as_str().unwrap()), route, query, body)
    }

    /// Returns a post's text, with block comments.
    pub(crate) fn text(&self, post: &str) -> String {
        let id = &self.made[post]["id"];
        self.ask(&format!("posts/{id}"), "context=edit", None)["content"]["raw"].as_str().unwrap().to_owned()
    }

    /// Changes a post's text, as an editor does.
    pub(crate) fn edit(&self, post: &str, text: &str) {
        let id = &self.made[post]["id"];
        self.ask(&format!("posts/{id}"), "", Some(&json!({ "content": text })));
    }

    /// Writes an article of a post.
    pub(crate) fn write(&self, post: &str, title: &str, text: &str) {
        let front = format!("---\ntitle: {title}\nurl: {}\n---\n\n{text}\n", self.link(post));
        self.bench.write(&format!("{title}.md"), front);
    }

    /// Runs `aloud publish wordpress` with a user's key.
    pub(crate) fn publish(&self, user: &str, arguments: &[&str]) -> Run {
        let mut command = self.bench.command(&[&["publish", "wordpress"], arguments].concat());
        Run::from(command.env("WORDPRESS_PASSWORD", self.made[user].as_str().unwrap_or(user)).output().unwrap())
    }

    /// Writes the settings: who signs in, and where.
    pub(crate) fn set_up(&self, user: &str, url: &str) {
        let settings =
            format!("[wordpress]\nurl = '{url}'\nuser = '{user}'\npassword = {{ env = 'WORDPRESS_PASSWORD' }}\n");
        self.bench.write("aloud.toml", settings);
    }

    /// Puts a plugin of this PHP in, or takes it out.
    pub(crate) fn plug(&self, php: Option<&str>) {
        let folder = self.bench.path("site/wp-content/mu-plugins");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("test.php"), format!("<?php {}", php.unwrap_or_default())).unwrap();
    }

    /// Starts another server of the site, with settings of PHP; gives its address.
    pub(crate) fn serve(&self, settings: &[&str]) -> (Running, String) {
        serve(&self.bench.path("site"), free_port(), settings)
    }
}

/// Asks a site as its administrator, by address and key.
pub(crate) fn ask((url, key): (&str, &str), route: &str, query: &str, body: Option<&Value>) -> Value {
    let key = base64::prelude::BASE64_STANDARD.encode(format!("editor:{key}"));
    let output = Command::new("python3")
        .args(["-c", ASK, &format!("{url}/?rest_route=/wp/v2/{route}&{query}"), &key])
        .arg(body.map(Value::to_string).unwrap_or_default())
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

/// Starts PHP's own server. As on badly kept sites, warnings stand before the JSON; some come from WordPress's reader of MP3.
fn serve(folder: &Path, port: u16, settings: &[&str]) -> (Running, String) {
    let host = format!("127.0.0.1:{port}");
    let mut server = Command::new("php");
    // What a test changes is seen at once.
    server
        .args(["-d", "display_errors=1", "-d", "opcache.enable=0"])
        .args(settings.iter().flat_map(|setting| ["-d", setting]));
    let server = Running(quiet(server.args(["-S", &host, "-t"]).arg(folder)).spawn().unwrap());
    until("PHP", || std::net::TcpStream::connect(&host).is_ok());
    (server, format!("http://{host}"))
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn database(bench: &Bench) -> Running {
    let data = bench.path("db");
    let user = ["--user=root"];
    let mut install = Command::new("mariadb-install-db");
    install.arg("--no-defaults").arg(format!("--datadir={}", data.display())).arg("--skip-test-db").args(user);
    // Two at once would meet in the common folder.
    install.arg(format!("--tmpdir={}", bench.path("").display()));
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
