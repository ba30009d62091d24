//! The player in a real browser: it plays, follows along, obeys clicks and keys, fits a phone, passes axe and a strict policy.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use serde_json::Value;

use crate::bench::{Bench, repository};
use crate::webdriver::Browser;

/// A title that would do something if anything took it for markup.
const TITLE: &str = "Bridge &lt;/script&gt;&lt;img src=x onerror=hacked=1&gt; reopens";
const PAGE: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
    <title>{title}</title></head><body><main><h1>{title}</h1>\
    <p>The bridge <a href=\"#more\">opened again</a> on Monday morning, the city&nbsp;said. Nobody was hurt in the storm, which \
    is more than could be hoped for.</p><p>It had been closed for <em>three</em> months, and the ferry was full on most days. \
    The next works are planned for autumn, when the tide is low.</p><h2 id=\"more\">What comes next</h2><p>Trains run as before, and so do \
    the buses. They took the long way round for all that time, to the dismay of those who live there.</p></main></body></html>";
/// No inline script, no style, nothing from elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'nonce-n1'; media-src 'self'; img-src 'self'";
/// How far a sentence's highlight may lie from its sound, in seconds.
const CLOSE: f64 = 0.1;

const AUDIO: &str = "document.querySelector('aloud-player audio')";
const ROOT: &str = "document.querySelector('aloud-player').shadowRoot";

/// A page with its narration, served.
struct Stage {
    _bench: Bench,
    url: String,
    asked: Arc<Mutex<Vec<String>>>,
    cues: Vec<f64>,
}

impl Stage {
    fn new() -> Self {
        let bench = Bench::new();
        bench.write("story.html", PAGE.replace("{title}", TITLE));
        let told = &bench.narrate(&["--force", "story.html"])[0];
        let attached = bench.aloud(&["attach", "story.html", "--audio-base", "/narrations/", "--csp-nonce", "n1"]);
        assert_eq!(attached.code, 0, "{}", attached.stderr);
        let manifest = bench.path(told["audio"].as_str().unwrap()).with_extension("json");
        let manifest: Value = serde_json::from_slice(&fs::read(manifest).unwrap()).unwrap();
        let cues = manifest["sentences"].as_array().unwrap();
        let cues = cues.iter().map(|cue| cue["start_ms"].as_f64().unwrap() / 1_000.0).collect();
        let (url, asked) = serve(bench.path(""));
        Self { _bench: bench, url: format!("{url}/story.html"), asked, cues }
    }

    /// Opens the page in a browser; `None` when there is no browser.
    fn browser(&self) -> Option<Browser> {
        let browser = Browser::start()?;
        browser.open(&self.url);
        browser.until(&format!("{ROOT}?.querySelector('.play')"));
        Some(browser)
    }
}

/// Serves a folder with what players ask for: ranges. Every page comes with a strict policy.
fn serve(folder: PathBuf) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let log = Arc::clone(&asked);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (folder, log) = (folder.clone(), Arc::clone(&log));
            // A browser that went away is its own affair.
            std::thread::spawn(move || drop(answer(stream, &folder, &log)));
        }
    });
    (url, asked)
}

fn answer(mut stream: TcpStream, folder: &Path, log: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
    let target = lines.next().and_then(|line| Some(line.split(' ').nth(1)?.to_owned())).unwrap_or_default();
    let range = lines.take_while(|line| !line.is_empty()).find_map(|line| {
        line.to_ascii_lowercase().strip_prefix("range: bytes=")?.split('-').next()?.parse::<usize>().ok()
    });
    log.lock().unwrap().push(target.clone());
    let name = target.split('?').next().unwrap_or_default().trim_start_matches('/');
    let content = fs::read(folder.join(name)).unwrap_or_default();
    let kind = match name.rsplit('.').next() {
        Some("html") => "text/html",
        Some("js") => "text/javascript",
        Some("wav") => "audio/wav",
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
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\naccept-ranges: bytes\r\ncontent-security-policy: {POLICY}\r\n{ranged}\
         content-length: {}\r\nconnection: close\r\n\r\n",
        content.len() - from
    )?;
    stream.write_all(&content[from..])
}

#[test]
fn it_plays_follows_along_and_remembers() {
    let stage = Stage::new();
    let Some(browser) = stage.browser() else { return };
    let heard = || stage.asked.lock().unwrap().iter().any(|target| target.ends_with(".wav"));
    assert!(!heard(), "audio is loaded before anybody asks for it");
    // What is highlighted, and how far its sound is, each time that changes.
    browser.run(&format!(
        "window.changes = []; new MutationObserver(() => {{ const now = document.querySelector('[data-aloud-now]'); \
         if (now) changes.push([Number(now.dataset.aloud), {AUDIO}.currentTime]); }})\
         .observe(document.body, {{ subtree: true, attributes: true, attributeFilter: ['data-aloud-now'] }});"
    ));
    browser.click(&format!("{ROOT}.querySelector('.play')"));
    browser.until("new Set(changes.map((change) => change[0])).size >= 4");
    assert!(heard());
    let changes = browser.run("return changes");
    let mut late: Vec<f64> = Vec::new();
    let mut last = -1.0;
    for change in changes.as_array().unwrap() {
        let (number, at) = (change[0].as_f64().unwrap(), change[1].as_f64().unwrap());
        if number > last {
            late.push((at - stage.cues[number as usize]).abs());
            last = number;
        }
    }
    late.sort_by(f64::total_cmp);
    // A busy machine drops frames; half of the changes is not for chance to decide.
    assert!(late[late.len() / 2] <= CLOSE, "{late:?}");

    // A click on a sentence plays from it; one on a link in a sentence goes where the link goes.
    let last = stage.cues.len() - 1;
    browser.click(&format!("document.querySelector('[data-aloud=\"{last:05}\"]')"));
    browser.until(&format!("{AUDIO}.currentTime >= {} && !{AUDIO}.paused", stage.cues[last]));
    browser.until(&format!("document.querySelector('[data-aloud-now]')?.dataset.aloud === '{last:05}'"));
    browser.click(&format!("{ROOT}.querySelector('.pause, .play')"));
    browser.until(&format!("{AUDIO}.paused"));
    browser.click("document.querySelector('a[href=\"#more\"] [data-aloud]')");
    assert_eq!(browser.run(&format!("return [location.hash, {AUDIO}.paused]")), serde_json::json!(["#more", true]));

    // The place and the speed are there after a reload.
    browser.run(&format!(
        "const speed = {ROOT}.querySelector('.speed'); speed.value = '1.5'; speed.dispatchEvent(new Event('change'));"
    ));
    browser.open(&stage.url.replace("story.html", "story.html?again"));
    browser.until(&format!("{ROOT}?.querySelector('.speed').value === '1.5'"));
    assert!(
        browser.run(&format!("return Number({ROOT}.querySelector('input').value)")).as_f64().unwrap()
            >= stage.cues[last] - 0.2
    );
    assert_eq!(browser.run("return typeof hacked"), "undefined");
    assert_eq!(browser.errors(), Vec::<String>::new());
}

#[test]
fn it_obeys_keys_fits_a_phone_and_passes_axe() {
    const TAB: char = '\u{e004}';
    const ENTER: char = '\u{e007}';
    const RIGHT: char = '\u{e014}';
    const PAGE_UP: char = '\u{e00e}';
    let stage = Stage::new();
    let Some(browser) = stage.browser() else { return };
    let focused = format!("{ROOT}.activeElement");
    browser.press(&[TAB]);
    assert_eq!(browser.run(&format!("return {focused}.getAttribute('aria-label')")), "Play");
    browser.press(&[ENTER]);
    browser.until(&format!("!{AUDIO}.paused && {AUDIO}.currentTime > 0"));
    assert_eq!(browser.run(&format!("return {focused}.getAttribute('aria-label')")), "Pause");
    browser.press(&[ENTER]);
    browser.until(&format!("{AUDIO}.paused"));
    browser.press(&[TAB, TAB, TAB]);
    assert_eq!(browser.run(&format!("return {focused}.type")), "range");
    let at = || browser.run(&format!("return {AUDIO}.currentTime")).as_f64().unwrap();
    let before = at();
    browser.press(&[RIGHT]);
    assert!((at() - before - 5.0).abs() < 0.1, "{} after {before}", at());
    browser.press(&[PAGE_UP]);
    assert!(stage.cues.iter().any(|cue| (cue - at()).abs() < 0.01) && at() > before + 5.0, "{}", at());

    browser.narrow(320);
    let wide = format!(
        "return [document.body, ...document.querySelectorAll('body *'), ...{ROOT}.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > 320).map((element) => `${{element.localName}}.${{element.className}} ${{element.getBoundingClientRect().right}}`)"
    );
    assert_eq!(browser.run(&wide), serde_json::json!([]), "it is wider than a phone");
    let small = format!(
        "return [...{ROOT}.querySelectorAll('button, select, input')].filter((control) => control.getBoundingClientRect().height < 24).length"
    );
    assert_eq!(browser.run(&small), 0);
    assert_eq!(browser.errors(), Vec::<String>::new());

    let Ok(axe) = fs::read_to_string(repository("target/axe/node_modules/axe-core/axe.min.js")) else {
        assert!(option_env!("CI").is_none(), "axe-core is not installed, and CI needs it");
        return eprintln!("skipped: axe-core is not installed");
    };
    browser.run(&axe);
    for theme in ["light", "dark"] {
        // Set by script, as the policy lets no style attribute pass; axe takes a page without a background for white.
        browser.run(&format!("document.documentElement.style.cssText = 'color-scheme: {theme}; background: Canvas; color: CanvasText'; document.querySelector('[data-aloud]').setAttribute('data-aloud-now', '');"));
        let found = browser.wait_for("return (await axe.run()).violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.html).join(' '))");
        assert_eq!(found, serde_json::json!([]), "{theme}");
    }
}
