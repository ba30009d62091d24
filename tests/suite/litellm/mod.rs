//! A real LiteLLM proxy before `aloud serve`, as houses put one before all their models: every format comes through, and a narration by
//! it is the one that is made here.

use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use aloud::audio::{SampleRate, decode};

use crate::bench::{Bench, Running, repository, skip};
use crate::serve::{Served, ask};

/// How long the proxy may take to load what it is made of.
const START_LIMIT: Duration = Duration::from_secs(300);
const KEY: &str = "sk-of-the-proxy";

/// Starts the proxy before a server; `None` where it is not installed.
fn proxy(bench: &Bench, server: &str) -> Option<(Running, String)> {
    let program = repository("target/litellm/bin/litellm");
    if !program.exists() {
        skip("LiteLLM is not installed: tests/suite/litellm/install-litellm");
        return None;
    }
    let config = format!(
        "model_list:\n- model_name: narrator\n  litellm_params:\n    model: openai/aloud\n    api_base: http://{server}/v1\n    api_key: sesame\n\
         general_settings:\n  master_key: {KEY}\nlitellm_settings:\n  telemetry: false\n"
    );
    bench.write("config.yaml", config);
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut command = Command::new(program);
    command.args([
        "--config",
        "config.yaml",
        "--host",
        "127.0.0.1",
        "--port",
        &port.to_string(),
        "--telemetry",
        "False",
    ]);
    command.current_dir(bench.path("")).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // The list of prices that it brings is asked for nowhere.
    command.env("LITELLM_LOCAL_MODEL_COST_MAP", "True").env("DISABLE_ADMIN_UI", "True");
    let running = Running(command.spawn().unwrap());
    let end = Instant::now() + START_LIMIT;
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(Instant::now() < end, "LiteLLM does not start");
        sleep(Duration::from_millis(200));
    }
    Some((running, format!("127.0.0.1:{port}")))
}

#[test]
#[ignore = "two minutes, and 750 MB of packages: `just slow`"]
fn a_proxy_before_the_server_changes_nothing() {
    let served = Served::start(Bench::new(), &["--voice", "tone", "--key-env", "SERVE_KEY"]);
    let bench = Bench::new();
    let Some((_proxy, address)) = proxy(&bench, &served.address) else { return };
    let headers = format!("content-type: application/json\r\nauthorization: Bearer {KEY}\r\n");
    for form in ["wav", "pcm", "mp3", "opus", "aac", "flac"] {
        let body =
            format!(r#"{{"model":"narrator","voice":"alloy","input":"The door is open.","response_format":"{form}"}}"#);
        let answer = ask(&address, "POST", "/v1/audio/speech", &headers, &body).unwrap();
        assert_eq!(answer.status, 200, "{form}: {}", String::from_utf8_lossy(&answer.body));
        let clip = decode(answer.body, Some(SampleRate::MASTER)).unwrap_or_else(|error| panic!("{form}: {error}"));
        let seconds = clip.length().duration(clip.rate).as_secs_f64();
        assert!((seconds - 0.85).abs() < 0.13, "{form}: {seconds} s");
    }
    let stranger = "content-type: application/json\r\nauthorization: Bearer no\r\n";
    assert!(ask(&address, "POST", "/v1/audio/speech", stranger, "{}").unwrap().status >= 400);

    bench.write(
        "far.toml",
        format!(
            "name = 'far'\nengine = 'openai'\nlicence = 'none'\n[keys]\napi = {{ env = 'PROXY_KEY' }}\n\
             [settings]\nurl = 'http://{address}/v1'\nmodel = 'narrator'\nvoice = 'tone'\n"
        ),
    );
    let sample = repository("samples/council-vote.txt");
    let sample = sample.to_str().unwrap();
    let samples = |audio: &str| -> Vec<i16> {
        hound::WavReader::open(bench.path(audio)).unwrap().into_samples().map(Result::unwrap).collect()
    };
    let mut far = bench.command(&["narrate", "--json", "--voice", "far.toml", "--out", "far", sample]);
    let far = crate::bench::Run::from(far.env("PROXY_KEY", KEY).output().unwrap());
    assert_eq!(far.code, 0, "{}", far.stderr);
    let (here, far) = (&bench.narrate(&[sample])[0], &far.json_lines()[0]);
    assert_eq!(far["spoken"], here["spoken"]);
    assert_eq!(samples(far["audio"].as_str().unwrap()), samples(here["audio"].as_str().unwrap()));
}
