//! Tests of the client against answers of every kind, and against a server on loopback that sends them.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::{Duration, SystemTime};

use reqwest::header::{HeaderName, HeaderValue};
use reqwest::{StatusCode, Url};

use super::*;
use crate::engines::key::VoiceKeys;
use crate::error::Hint;
use crate::secrets::Keyring;
use crate::speech::EngineError;
use crate::voice::Voice;

fn answer(status: u16, headers: &[(&'static str, &'static str)], body: &[u8]) -> Answer {
    let headers = headers.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
    Answer { status: StatusCode::from_u16(status).unwrap(), headers: headers.collect(), body: body.to_vec() }
}

fn refused(status: u16, headers: &[(&'static str, &'static str)], body: &str) -> EngineError {
    refusal::read(&answer(status, headers, body.as_bytes()))
}

fn wire() -> Wire {
    let toml = "name = 'v'\nengine = 'openai'\nlicence = 'none'\n[keys]\napi = { env = 'SET' }\n";
    let voice = Voice::parse(toml, "v").unwrap();
    let keyring = Keyring::new(|_| Some("sk-secret".to_owned()), || SystemTime::UNIX_EPOCH);
    let keys = VoiceKeys::of(&voice, &keyring).unwrap();
    Wire::new(&Url::parse("http://127.0.0.1").unwrap(), keys).unwrap()
}

#[test]
fn services_name_a_used_up_quota_in_many_ways() {
    for (status, body) in [
        (
            429,
            r#"{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}}"#,
        ),
        (401, r#"{"detail":{"status":"quota_exceeded","message":"This request exceeds your quota"}}"#),
        (402, "Payment Required"),
        (
            429,
            r#"{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","details":[{"violations":[{"quotaId":"GenerateRequestsPerDayPerProject"}]}]}}"#,
        ),
    ] {
        assert!(matches!(refused(status, &[], body), EngineError::OverQuota(_)), "{body}");
    }
}

#[test]
fn services_name_a_wrong_key_in_many_ways() {
    for (status, headers, body) in [
        (401, &[][..], ""),
        (403, &[][..], "Forbidden"),
        (
            400,
            &[][..],
            r#"{"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}"#,
        ),
        (403, &[("x-amzn-errortype", "ExpiredTokenException")][..], r#"{"message":"The security token is expired"}"#),
        (403, &[][..], r#"{"__type":"InvalidSignatureException"}"#),
        (200, &[][..], r#"{"error":{"code":"invalid_api_key"}}"#),
    ] {
        assert!(matches!(refused(status, headers, body), EngineError::Unauthorised(_)), "{body}");
    }
}

#[test]
fn a_busy_service_says_when_to_come_back() {
    fn after(headers: &[(&'static str, &'static str)], body: &str) -> Option<Duration> {
        match refused(429, headers, body) {
            EngineError::Busy { retry_after, .. } => retry_after,
            other => panic!("{other}"),
        }
    }
    assert_eq!(after(&[], ""), None);
    assert_eq!(after(&[("retry-after", "7")], ""), Some(Duration::from_secs(7)));
    assert_eq!(after(&[("retry-after", "0.5")], ""), Some(Duration::from_millis(500)));
    assert_eq!(after(&[("retry-after", "7"), ("retry-after-ms", "120")], ""), Some(Duration::from_millis(120)));
    let dates = [("retry-after", "Tue, 03 Mar 2026 10:00:30 GMT"), ("date", "Tue, 03 Mar 2026 10:00:00 GMT")];
    assert_eq!(after(&dates, ""), Some(Duration::from_secs(30)));
    let past = [("retry-after", "Tue, 03 Mar 2026 09:00:00 GMT"), ("date", "Tue, 03 Mar 2026 10:00:00 GMT")];
    assert_eq!(after(&past, ""), Some(Duration::ZERO));
    let google = r#"{"error":{"details":[{"@type":"RetryInfo","retryDelay":"27.5s"}]}}"#;
    assert_eq!(after(&[], google), Some(Duration::from_millis(27_500)));
    for wrong in ["soon", "-3", "NaN", "inf", "1e300"] {
        let headers = [("retry-after", wrong)];
        assert_eq!(after(&headers, ""), None, "{wrong}");
    }
    for (status, body) in
        [(503, ""), (400, r#"{"__type":"ThrottlingException"}"#), (200, r#"{"error":{"code":"rate_limit_exceeded"}}"#)]
    {
        assert!(matches!(refused(status, &[], body), EngineError::Busy { .. }), "{status} {body}");
    }
}

#[test]
fn a_model_that_loads_is_waited_for() {
    for (status, body) in [
        (200, r#"{"error":"model is loading"}"#),
        (200, "The model is still loading, please wait and try again!"),
        (503, r#"{"error":"Model x is currently loading","estimated_time":20.5}"#),
        (500, r#"{"detail":"the engine is warming up"}"#),
    ] {
        assert!(matches!(refused(status, &[], body), EngineError::Busy { .. }), "{status} {body}");
    }
    let loading = refused(503, &[], r#"{"error":"Model x is currently loading","estimated_time":20.5}"#);
    assert!(matches!(loading, EngineError::Busy { retry_after: Some(after), .. } if after.as_millis() == 20_500));
    assert!(matches!(refused(500, &[], "failed: model is loading for ever"), EngineError::Unreachable(_)));
}

#[test]
fn a_long_rest_ends_the_run_with_the_services_words() {
    let error = refused(429, &[("retry-after", "11520")], r#"{"error":{"message":"Too many characters"}}"#);
    assert!(error.ends_everything());
    assert!(error.whole_message().ends_with("Too many characters; it may be asked again in 3 h 12 min"));
    let daily = refused(429, &[], r#"{"error":{"message":"Daily limit of 500 requests reached"}}"#);
    assert!(matches!(daily, EngineError::OverQuota(_)) && daily.whole_message().contains("Daily limit"));
    assert!(!refused(429, &[("retry-after", "60")], "").ends_everything());
}

#[test]
fn a_text_that_is_too_long_is_told_apart() {
    for (status, body) in [
        (
            400,
            r#"{"error":{"code":400,"message":"This request contains sentences that are too long.","status":"INVALID_ARGUMENT"}}"#,
        ),
        (413, ""),
        (
            422,
            r#"{"detail":[{"type":"string_too_long","loc":["body","input"],"msg":"String should have at most 4096 characters","input":"a story","ctx":{"max_length":4096}}]}"#,
        ),
        (400, r#"{"__type":"TextLengthExceededException","message":"Maximum text length has been exceeded"}"#),
        (
            429,
            r#"{"error":{"code":429,"message":"Received message larger than max (6000 vs. 5000)","status":"RESOURCE_EXHAUSTED"}}"#,
        ),
        (500, r#"{"detail":"XTTS can only generate text with a maximum of 400 tokens."}"#),
    ] {
        assert!(matches!(refused(status, &[], body), EngineError::TooLong(_)), "{status} {body}");
    }
    for (status, body) in [
        (400, r#"{"error":{"message":"speed must be between 0.25 and 4"}}"#),
        (429, r#"{"error":{"message":"Rate limit reached: at most 3 requests per minute"}}"#),
        (
            422,
            r#"{"detail":[{"loc":["body","speed"],"msg":"Input should be less than or equal to 4","input":"the text is too long"}]}"#,
        ),
    ] {
        assert!(!matches!(refused(status, &[], body), EngineError::TooLong(_)), "{status} {body}");
    }
}

#[test]
fn every_refusal_says_what_to_do() {
    for (status, body, message, hint) in [
        (404, r#"{"error":{"message":"The model `tts-9` does not exist"}}"#, "tts-9", "model's name"),
        (404, r#"{"detail":"Voice af_x not found"}"#, "af_x", "voice's name"),
        (404, r#"{"detail":"Not Found"}"#, "Not Found", "`url`"),
        (405, "<!doctype html><title>405 Method Not Allowed</title>", "“405 Method Not Allowed”", "Piper"),
        (
            422,
            r#"{"detail":[{"loc":["body","response_format"],"msg":"Input should be 'mp3' or 'wav'"}]}"#,
            "response_format: Input",
            "`format`",
        ),
        (403, "<html><title>Attention Required! | Cloudflare</title>", "Cloudflare", "proxy"),
        (
            403,
            r#"{"error":{"message":"Cloud TTS API has not been used in project 7 before or it is disabled.","status":"PERMISSION_DENIED"}}"#,
            "project 7",
            "enable the service",
        ),
        (200, "<html><title>Sign in</title>", "“Sign in”", "sign-in page"),
        (502, "<html><h1>502 Bad Gateway</h1>", "502 Bad Gateway", "proxy"),
    ] {
        let error = refused(status, &[], body);
        let told = error.whole_message();
        assert!(told.contains(message), "{told} for {message}");
        let advice = error.hint().unwrap_or_default();
        assert!(advice.contains(hint), "{status} {body}: {advice} for {hint}");
        assert!(!matches!(error, EngineError::Unauthorised(_)), "{told}");
    }
}

#[test]
fn what_is_no_text_is_not_printed() {
    let told = refused(400, &[], "RIFF\x24\0\0\0WAVEfmt \x10\0").whole_message();
    assert!(told.ends_with("it sent 18 bytes that are no text"), "{told}");
    let body = format!("{{\"status\":\"done\",\"samples\":\"{}\"}}", "QUJD".repeat(200));
    let told = refused(200, &[], &body).whole_message();
    assert!(told.contains("\"samples\":\"[data]\"") && told.len() < 200, "{told}");
}

#[test]
fn other_refusals_keep_the_services_words() {
    for (status, body, expected) in [
        (400, r#"{"error":{"message":"voice not found"}}"#, "voice not found"),
        (
            422,
            r#"{"detail":[{"loc":["body","input"],"msg":"String should have at most 4096 characters"}]}"#,
            "at most 4096",
        ),
        (400, r#"{"err_code":"Bad Request","err_msg":"Input too long"}"#, "Input too long"),
        (404, "no such\n\n\x1b[31m page", "no such page"),
        (302, "", "302 Found"),
        (404, "<!doctype html><p>nginx</p>", "it sent a web page"),
    ] {
        let error = refused(status, &[], body);
        let is_refused = matches!(&error, EngineError::Refused(_) | EngineError::TooLong(_));
        assert!(is_refused && error.whole_message().contains(expected), "{error:?}");
    }
    let error = refused(500, &[], "oops");
    assert!(matches!(error, EngineError::Unreachable(_)));
    assert!(error.whole_message().contains("500 Internal Server Error: oops"), "{}", error.whole_message());
}

#[test]
fn text_is_not_audio_whatever_its_type() {
    for (kind, body) in [
        ("audio/wav", &b""[..]),
        ("text/html", b"<html>login</html>"),
        ("audio/mpeg", b" \n<!doctype html><title>Sign in</title>"),
        ("audio/wav", br#"{"error":"no such voice"}"#),
        ("application/json; charset=utf-8", br#"{"error":"no such voice"}"#),
        ("audio/mpeg", b"The model could not speak, please try again later!"),
    ] {
        let error = answer(200, &[("content-type", kind)], body).found().unwrap_err();
        assert!(matches!(error, EngineError::BadAudio(_)), "{kind}: {error}");
    }
    for body in [&b"RIFF\x24\0\0\0WAVE"[..], b"\xff\xfb\x90\0", b"{\0\x01\0{\0\x7f\xff"] {
        assert_eq!(answer(200, &[("content-type", "application/octet-stream")], body).found().unwrap().bytes, body);
    }
}

#[test]
fn a_key_that_a_server_repeats_is_struck_out() {
    let error = wire().without_secrets(refused(401, &[], "Incorrect API key provided: sk-secret."));
    assert!(error.whole_message().ends_with("Incorrect API key provided: [key]."), "{}", error.whole_message());
    let error = wire().without_secrets(refused(400, &[], "the key sk-secret is for another project"));
    assert_eq!(
        error.whole_message(),
        "the engine refused: it answered 400 Bad Request: the key [key] is for another project"
    );
}

/// Answers one request with what this function writes, and gives the address.
fn serve(write: impl FnOnce(TcpStream) + Send + 'static) -> Url {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = Vec::new();
        // The requests below end with the two bytes of an empty JSON object.
        while !request.ends_with(b"{}") {
            let mut bytes = [0; 1024];
            match stream.read(&mut bytes).unwrap() {
                0 => break,
                read => request.extend_from_slice(&bytes[..read]),
            }
        }
        write(stream);
    });
    Url::parse(&url).unwrap()
}

async fn ask(url: Url) -> Result<Vec<u8>, EngineError> {
    let request = Request::json(url, &BTreeMap::<u8, u8>::new());
    let answer = wire().send(request.with("xi-api-key", HeaderValue::from_static("sk-secret"))).await?;
    if answer.is_success() { answer.found().map(|found| found.bytes) } else { Err(answer.refusal()) }
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_none() {
    let url = serve(|mut stream| stream.write_all(b"HTTP/1.1 200 -\r\ncontent-length: 100\r\n\r\nRIFF").unwrap());
    let name = url.origin().ascii_serialization();
    let error = ask(url).await.unwrap_err();
    assert!(matches!(error, EngineError::Unreachable(_)));
    assert!(error.whole_message().contains(&format!("{name}: ")), "{}", error.whole_message());
    let url = serve(drop);
    assert!(matches!(ask(url).await, Err(EngineError::Unreachable(_))));
}

#[tokio::test]
async fn a_server_that_is_not_there_is_named_without_what_else_its_address_holds() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let error = ask(Url::parse(&format!("http://ana:hidden@{free}/path?key=also")).unwrap()).await.unwrap_err();
    let message = error.whole_message();
    assert!(message.starts_with(&format!("the engine cannot be reached: http://{free}: ")), "{message}");
    assert!(["ana", "hidden", "path", "also"].iter().all(|part| !message.contains(part)), "{message}");
}

#[tokio::test]
async fn an_endless_answer_is_cut_short() {
    let url = serve(|mut stream| {
        stream.write_all(b"HTTP/1.1 200 -\r\ncontent-length: 1000000000\r\n\r\n").unwrap();
        let chunk = vec![1; 1024 * 1024];
        let sent = (0..1000).take_while(|_| stream.write_all(&chunk).is_ok()).count();
        assert!(sent < 1000, "all of it was read");
    });
    assert!(matches!(ask(url).await, Err(EngineError::BadAudio(message)) if message.to_string().contains("64 MB")));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let place = format!("http://{}/", other.local_addr().unwrap());
    let answer = format!("HTTP/1.1 307 -\r\nlocation: {place}\r\ncontent-length: 0\r\n\r\n");
    let url = serve(move |mut stream| stream.write_all(answer.as_bytes()).unwrap());
    let error = ask(url).await.unwrap_err();
    let told = error.whole_message();
    assert!(matches!(error, EngineError::Refused(_)) && told.contains("307") && told.contains(&place), "{told}");
    assert!(error.hint().unwrap().contains("`url`"));
    other.set_nonblocking(true).unwrap();
    assert!(other.accept().is_err(), "the key went on to another place");
}
