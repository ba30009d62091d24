//! A page with its narration, served to a browser with a strict policy.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;

use crate::bench::Bench;
use crate::webdriver::Browser;

/// A title that would do something if anything took it for markup.
const TITLE: &str = "Bridge &lt;/script&gt;&lt;img src=x onerror=hacked=1&gt; reopens";
const PAGE: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
    <meta name=\"color-scheme\" content=\"light dark\">    <title>{title}</title></head><body><main><h1>{title}</h1>\
    <p>The bridge <a href=\"#more\">opened again</a> on Monday morning, the city&nbsp;said. Nobody was hurt in the storm, which \
    is more than could be hoped for.</p><p>It had been closed for <em>three</em> months, and the ferry was full on most days. \
    The next works are planned for autumn, when the tide is low.</p><h2 id=\"more\">What comes next</h2><p>Trains run as before, and so do \
    the buses. They took the long way round for all that time, to the dismay of those who live there.</p></main></body></html>";
/// No inline script, no style, nothing from elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'nonce-n1'; media-src 'self'; img-src 'self'";
/// The audio, in the page.
pub(super) const AUDIO: &str = "document.querySelector('aloud-player audio')";
/// Where the player's controls are.
pub(super) const ROOT: &str = "document.querySelector('aloud-player').shadowRoot";

/// A page with its narration, served.
pub(super) struct Stage {
    _bench: Bench,
    /// The page's address.
    pub(super) url: String,
    asked: Arc<Mutex<Vec<String>>>,
    /// When each sentence begins, in seconds.
    pub(super) cues: Vec<f64>,
    /// What each says.
    written: Vec<String>,
}

impl Stage {
    /// Narrates and serves it; the player's script comes after so long.
    pub(super) fn new(script_after: Duration) -> Self {
        let bench = Bench::new();
        bench.write("story.html", PAGE.replace("{title}", TITLE));
        let told = &bench.narrate(&["--format", "html", "--force", "story.html"])[0];
        let attached = bench.aloud(&["attach", "story.html", "--audio-base", "/narrations/", "--csp-nonce", "n1"]);
        assert_eq!(attached.code, 0, "{}", attached.stderr);
        let manifest = bench.path(told["audio"].as_str().unwrap()).with_extension("json");
        let manifest: Value = serde_json::from_slice(&fs::read(manifest).unwrap()).unwrap();
        let cues = manifest["sentences"].as_array().unwrap();
        let written = cues.iter().map(|cue| cue["written"].as_str().unwrap().to_owned()).collect();
        let cues = cues.iter().map(|cue| cue["start_ms"].as_f64().unwrap() / 1_000.0).collect();
        let (url, asked) = serve(bench.path(""), script_after);
        Self { _bench: bench, url: format!("{url}/story.html"), asked, cues, written }
    }

    /// Returns when the sentence begins that begins with this text, however it is spaced.
    pub(super) fn start_of(&self, text: &str) -> f64 {
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = words(text);
        let number = self.written.iter().position(|written| words(written).starts_with(text.trim()));
        self.cues[number.unwrap_or_else(|| panic!("no sentence begins with `{text}`"))]
    }

    /// Opens the page in a browser; `None` when there is no browser.
    pub(super) fn browser(&self) -> Option<Browser> {
        let browser = Browser::start()?;
        browser.open(&self.url);
        browser.until(&format!("{ROOT}?.querySelector('.play')"));
        Some(browser)
    }

    /// Returns whether any audio was asked for.
    pub(super) fn heard(&self) -> bool {
        self.asked.lock().unwrap().iter().any(|target| target.ends_with(".wav"))
    }
}

/// Serves a folder with what players ask for: ranges.
pub(crate) fn serve_openly(folder: PathBuf) -> (String, Arc<Mutex<Vec<String>>>) {
    serve_with(folder, Duration::ZERO, "default-src * 'unsafe-inline'")
}

/// Serves a folder; every page comes with a strict policy.
fn serve(folder: PathBuf, script_after: Duration) -> (String, Arc<Mutex<Vec<String>>>) {
    serve_with(folder, script_after, POLICY)
}

/// Serves a folder; the player's script comes after so long, and every page with this policy.
pub(crate) fn serve_with(
    folder: PathBuf,
    script_after: Duration,
    policy: &'static str,
) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let log = Arc::clone(&asked);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (folder, log) = (folder.clone(), Arc::clone(&log));
            // A browser that went away is its own affair.
            std::thread::spawn(move || drop(answer(stream, &folder, &log, (script_after, policy))));
        }
    });
    (url, asked)
}

fn answer(
    mut stream: TcpStream,
    folder: &Path,
    log: &Mutex<Vec<String>>,
    (script_after, policy): (Duration, &str),
) -> std::io::Result<()> {
    let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
    let target = lines.next().and_then(|line| Some(line.split(' ').nth(1)?.to_owned())).unwrap_or_default();
    let range = lines.take_while(|line| !line.is_empty()).find_map(|line| {
        line.to_ascii_lowercase().strip_prefix("range: bytes=")?.split('-').next()?.parse::<usize>().ok()
    });
    log.lock().unwrap().push(target.clone());
    let name = target.split('?').next().unwrap_or_default().trim_start_matches('/');
    if name.ends_with(".js") {
        std::thread::sleep(script_after);
    }
    let content = fs::read(folder.join(name)).unwrap_or_default();
    let kind = match name.rsplit('.').next() {
        // As sites say it; a page's own word for its charset may be missing.
        Some("html") if std::str::from_utf8(&content).is_ok() => "text/html; charset=utf-8",
        Some("html") => "text/html",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wav") => "audio/wav",
        Some("mp3") => "audio/mpeg",
        Some("json") => "application/json",
        _ => "image/x-icon",
    };
    let from = range.unwrap_or(0).min(content.len());
    let (status, last, all) = if range.is_some() {
        ("206 Partial Content", content.len().max(1) - 1, content.len())
    } else {
        ("200 OK", 0, 0)
    };
    let ranged = range.map(|_| format!("content-range: bytes {from}-{last}/{all}\r\n")).unwrap_or_default();
    write!(
        stream,
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\naccept-ranges: bytes\r\ncontent-security-policy: {policy}\r\n{ranged}\
         content-length: {}\r\nconnection: close\r\n\r\n",
        content.len() - from
    )?;
    stream.write_all(&content[from..])
}
