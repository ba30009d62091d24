//! A service that runs for a test, and what it said.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::os::unix::net::UnixDatagram;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::bench::{Bench, Running};

/// The longest wait for anything: machines that test much at once are slow.
const PATIENCE: Duration = Duration::from_secs(120);

/// `aloud run`, in a bench's folder.
pub(crate) struct Service {
    server: Running,
    /// Where it listens.
    pub(crate) host: String,
    log: std::path::PathBuf,
}

impl Service {
    /// Starts it with these arguments and variables, and waits until it listens.
    pub(crate) fn start(bench: &Bench, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        Self::start_at(bench, &format!("127.0.0.1:{port}"), arguments, variables)
    }

    /// Starts it at an address.
    pub(crate) fn start_at(bench: &Bench, host: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let log = bench.path("log");
        let all = [&["run", "--cache", "clips", "--listen", host], arguments].concat();
        let mut command: Command = bench.command(&all);
        let stderr = fs::OpenOptions::new().create(true).append(true).open(&log).unwrap();
        let child: Child =
            command.envs(variables.iter().copied()).stdout(Stdio::null()).stderr(stderr).spawn().unwrap();
        let mut service = Self { server: Running(child), host: host.to_owned(), log };
        let end = Instant::now() + PATIENCE;
        while TcpStream::connect(&service.host).is_err() {
            let ended = service.server.0.try_wait().unwrap();
            assert!(ended.is_none() && Instant::now() < end, "it does not listen: {ended:?} {}", service.said());
            sleep(Duration::from_millis(20));
        }
        service
    }

    /// Returns what it said so far.
    pub(crate) fn said(&self) -> String {
        fs::read_to_string(&self.log).unwrap()
    }

    /// Returns how many lines it said with these words.
    pub(crate) fn count(&self, words: &str) -> usize {
        self.said().lines().filter(|line| line.contains(words)).count()
    }

    /// Waits until something is so.
    pub(crate) fn wait(&mut self, what: &str, mut is_so: impl FnMut(&Self) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !is_so(self) {
            let ended = self.server.0.try_wait().unwrap();
            assert!(ended.is_none() && Instant::now() < end, "{what} does not come: {ended:?}\n{}", self.said());
            sleep(Duration::from_millis(20));
        }
    }

    /// Waits until it said so many lines with these words.
    pub(crate) fn wait_for(&mut self, words: &str, lines: usize) {
        self.wait(words, |service| service.count(words) >= lines);
    }

    /// Waits until it has ended by itself.
    pub(crate) fn wait_end(&mut self) {
        let end = Instant::now() + PATIENCE;
        while self.server.0.try_wait().unwrap().is_none() {
            assert!(Instant::now() < end, "it does not end: {}", self.said());
            sleep(Duration::from_millis(20));
        }
    }

    /// Returns the number of its process.
    pub(crate) fn id(&self) -> u32 {
        self.server.0.id()
    }

    /// Sends it a signal.
    pub(crate) fn signal(&self, name: &str) {
        let id = self.id().to_string();
        assert!(Command::new("kill").args([name, &id]).status().unwrap().success());
    }

    /// Stops it, and returns its exit code.
    pub(crate) fn stop(mut self) -> Option<i32> {
        self.signal("-TERM");
        self.wait_end();
        self.server.0.wait().unwrap().code()
    }

    /// Asks it, and returns the status and the body.
    pub(crate) fn ask(&self, method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let mut head = format!("{method} {target} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n", self.host);
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str(&format!("content-length: {}\r\n\r\n", body.len()));
        // A server that has heard enough may answer before it has all.
        let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
        let mut answer = Vec::new();
        // A server that breaks off in between is what some tests want.
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        (status, answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default())
    }
}

/// A receiver of our webhook, and the channel's settings that name it.
pub(crate) fn webhook(url: &str) -> String {
    format!("[webhook]\nurl = '{url}'\nsecret = {{ env = 'SECRET' }}\naudio_base = 'https://audio.example.org/'\n")
}

/// What a service tells systemd, in the order in which it was heard.
pub(crate) struct Notified {
    /// The socket's name, for `NOTIFY_SOCKET`.
    pub(crate) socket: String,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Notified {
    /// Listens as systemd does.
    pub(crate) fn listen(bench: &Bench) -> Self {
        let socket = UnixDatagram::bind(bench.path("notify")).unwrap();
        let heard = Arc::new(Mutex::new(Vec::<String>::new()));
        let hears = Arc::clone(&heard);
        std::thread::spawn(move || {
            let mut bytes = [0; 300];
            while let Ok(count) = socket.recv(&mut bytes) {
                hears.lock().unwrap().push(String::from_utf8_lossy(&bytes[..count]).into_owned());
            }
        });
        Self { socket: bench.path("notify").display().to_string(), heard }
    }

    /// Returns what was heard, without the signs of life.
    pub(crate) fn states(&self) -> Vec<String> {
        let heard = self.heard.lock().unwrap();
        heard.iter().filter(|text| !text.starts_with("WATCHDOG=1\nSTATUS=")).cloned().collect()
    }

    /// Returns whether a sign of life was heard.
    pub(crate) fn is_alive(&self) -> bool {
        self.heard.lock().unwrap().iter().any(|text| text.starts_with("WATCHDOG=1\nSTATUS="))
    }
}
