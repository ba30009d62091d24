//! A real browser, by the W3C's WebDriver protocol: Debian's `chromium` with `chromium-driver`. The few commands needed here are
//! plain HTTP; a client library would bring forty crates for them.

use crate::bench::skip;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// The name under which the protocol tells of an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// How long is waited for what must come: a machine may be busy.
const PATIENCE: Duration = Duration::from_secs(30);

/// A browser with one window; it ends when dropped.
pub(crate) struct Browser {
    driver: Child,
    port: u16,
    session: String,
}

/// What a screen reader is told of a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) role: String,
    pub(crate) name: String,
    pub(crate) is_focused: bool,
    pub(crate) is_disabled: bool,
}

/// How often a driver is started that finds the port it chose taken under its other address.
const STARTS: usize = 5;

/// Starts a driver on a port of its choice.
fn start_driver() -> Option<(Child, u16)> {
    let driver = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut driver = driver.ok()?;
    let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines().map_while(Result::ok);
    let port = lines.find_map(|line| line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok());
    let Some(port) = port else {
        driver.kill().unwrap();
        driver.wait().unwrap();
        return None;
    };
    std::thread::spawn(move || lines.for_each(drop));
    Some((driver, port))
}

impl Browser {
    /// Starts a browser; `None` when there is none, which CI does not let pass.
    pub(crate) fn start() -> Option<Self> {
        let Some((driver, port)) = (0..STARTS).find_map(|_| start_driver()) else {
            skip("chromedriver is not installed");
            return None;
        };
        let mut browser = Self { driver, port, session: String::new() };
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--mute-audio",
            // As on phones: a bar that appears while a page is still read narrows it, and that is no one's layout shift.
            "--hide-scrollbars",
            // A test's script may press play.
            "--autoplay-policy=no-user-gesture-required",
        ];
        let wanted = json!({ "goog:chromeOptions": { "args": arguments }, "goog:loggingPrefs": { "browser": "ALL" } });
        let session = browser.ask("POST", "/session", &json!({ "capabilities": { "alwaysMatch": wanted } }));
        browser.session = format!("/session/{}", session["sessionId"].as_str().unwrap());
        Some(browser)
    }

    pub(crate) fn open(&self, url: &str) {
        self.command("/url", &json!({ "url": url }));
    }

    /// Runs a script's function body in the page and gives what it returns.
    pub(crate) fn run(&self, script: &str) -> Value {
        self.command("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Runs a script that gives a promise.
    pub(crate) fn wait_for(&self, script: &str) -> Value {
        let script = format!(
            "const done = arguments[0]; (async () => {{ {script} }})().then(done, (error) => done(String(error)));"
        );
        self.command("/execute/async", &json!({ "script": script, "args": [] }))
    }

    /// Waits until an expression is true.
    pub(crate) fn until(&self, expression: &str) {
        let started = Instant::now();
        while self.run(&format!("return Boolean({expression})")) != Value::Bool(true) {
            assert!(started.elapsed() < PATIENCE, "never: {expression}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Clicks, as a person does, on the element that an expression gives.
    pub(crate) fn click(&self, expression: &str) {
        let element = self.run(&format!("return {expression}"));
        let id = element[ELEMENT].as_str().unwrap_or_else(|| panic!("{expression} gives {element}")).to_owned();
        self.command(&format!("/element/{id}/click"), &json!({}));
    }

    /// Presses and lets go of keys, one after the other.
    pub(crate) fn press(&self, keys: &[char]) {
        let key = |key: &char| ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key.to_string() }));
        let actions: Vec<_> = keys.iter().flat_map(key).collect();
        self.command("/actions", &json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] }));
    }

    /// Presses a key while another is held.
    pub(crate) fn press_with(&self, held: char, key: char) {
        let step = |kind: &str, key: char| json!({ "type": kind, "value": key.to_string() });
        let actions = [step("keyDown", held), step("keyDown", key), step("keyUp", key), step("keyUp", held)];
        self.command("/actions", &json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] }));
    }

    /// Makes the window so wide and high, as a phone.
    pub(crate) fn narrow(&self, width: u32, height: u32) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", metrics);
    }

    /// Runs a script in every page from now on, before the page's own.
    pub(crate) fn before_scripts(&self, script: &str) {
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }));
    }

    /// Sends a command of Chromium's own protocol, and returns what it answers.
    pub(crate) fn cdp(&self, command: &str, parameters: Value) -> Value {
        self.command("/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// Returns what a screen reader is told: the role, name and description of each node that is not passed over.
    pub(crate) fn told(&self) -> Vec<Told> {
        let tree = self.cdp("Accessibility.getFullAXTree", json!({}));
        let text = |node: &Value, part: &str| node[part]["value"].as_str().unwrap_or_default().to_owned();
        let property = |node: &Value, name: &str| {
            let mut properties = node["properties"].as_array().into_iter().flatten();
            properties.find(|property| property["name"] == name).map(|property| property["value"]["value"].clone())
        };
        let told = |node: &Value| Told {
            role: text(node, "role"),
            name: text(node, "name"),
            is_focused: property(node, "focused") == Some(Value::Bool(true)),
            is_disabled: property(node, "disabled") == Some(Value::Bool(true)),
        };
        tree["nodes"].as_array().unwrap().iter().filter(|node| node["ignored"] != true).map(told).collect()
    }

    /// Returns what is seen, as a PNG.
    pub(crate) fn picture(&self) -> Vec<u8> {
        use base64::Engine as _;
        let text = self.ask("GET", &format!("{}/screenshot", self.session), &json!({}));
        base64::engine::general_purpose::STANDARD.decode(text.as_str().unwrap()).unwrap()
    }

    /// Returns what the page's console was told of errors.
    pub(crate) fn errors(&self) -> Vec<String> {
        let log = self.command("/se/log", &json!({ "type": "browser" }));
        let told = log.as_array().unwrap().iter().filter(|entry| entry["level"] == "SEVERE");
        told.map(|entry| entry["message"].as_str().unwrap().to_owned()).collect()
    }

    fn command(&self, path: &str, body: &Value) -> Value {
        self.ask("POST", &format!("{}{path}", self.session), body)
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let mut answer = self.exchange(method, path, body).unwrap();
        assert!(answer["value"]["error"].is_null(), "{path}: {}", answer["value"]);
        answer["value"].take()
    }

    fn exchange(&self, method: &str, path: &str, body: &Value) -> std::io::Result<Value> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(PATIENCE * 2))?;
        let body = body.to_string();
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}"
        )?;
        let mut reader = BufReader::new(stream);
        let head: Vec<_> = reader.by_ref().lines().map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
        let length =
            head.iter().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
        let mut answer = vec![0; length.unwrap_or_default()];
        reader.read_exact(&mut answer)?;
        Ok(serde_json::from_slice(&answer)?)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // After a failed test too, without another failure: only the driver can end the browser that it has started.
        if !self.session.is_empty() {
            let _ = self.exchange("DELETE", &self.session, &json!({}));
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
