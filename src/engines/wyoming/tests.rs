//! A server that speaks the protocol, and some that do not.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;

use super::*;

/// Asks a server that answers once with these bytes, and gives what it was asked too.
async fn ask(answer: Vec<u8>) -> (Result<Spoken, EngineError>, String) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("tcp://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let header: serde_json::Value = serde_json::from_str(&line).unwrap();
        let mut data = vec![0; header["data_length"].as_u64().unwrap() as usize];
        reader.read_exact(&mut data).unwrap();
        stream.write_all(&answer).unwrap();
        format!("{} {}", header["type"].as_str().unwrap(), String::from_utf8(data).unwrap())
    });
    let toml = format!(
        "name = 'v'\nengine = 'wyoming'\nlicence = 'none'\n[settings]\nurl = '{url}'\nname = 'joe'\nspeaker = 's'\n"
    );
    let voice = Arc::new(Voice::parse(&toml, "v").unwrap());
    let engine = build(&voice, &Keyring::blank()).unwrap();
    let said = engine.speak(&SpeechRequest::new("The \"river\"\nrose.", voice)).await;
    (said, server.join().unwrap())
}

fn event(kind: &str, data: &str, payload: &[u8]) -> Vec<u8> {
    let (length, bytes) = (data.len(), payload.len());
    let header = format!("{{\"type\":\"{kind}\",\"data_length\":{length},\"payload_length\":{bytes}}}\n{data}");
    [header.as_bytes(), payload].concat()
}

const SHAPE: &str = r#"{"rate":24000,"width":2,"channels":1}"#;

#[tokio::test]
async fn a_sentence_is_asked_for_and_its_pieces_are_joined() {
    let start = format!("{{\"type\":\"audio-start\",\"data\":{SHAPE}}}\n{{\"type\":\"ping\"}}\n").into_bytes();
    let piece = event("audio-chunk", SHAPE, &[0, 32, 0, 64]);
    let stop = event("audio-stop", "{}", b"");
    let (clip, asked) = ask([start, piece.clone(), piece, stop].concat()).await;
    assert_eq!(clip.unwrap().clip.samples.len(), 4);
    let expected = r#"synthesize {"text":"The \"river\" rose.","voice":{"name":"joe","speaker":"s"}}"#;
    assert_eq!(asked, expected);
}

#[tokio::test]
async fn faults_are_told() {
    let piece = event("audio-chunk", SHAPE, &[0, 32]);
    let huge = b"{\"type\":\"audio-chunk\",\"payload_length\":99999999999}\n".to_vec();
    let cases: [(Vec<u8>, &str); 7] = [
        (event("error", r#"{"text":"no such\nvoice","code":"x"}"#, b""), "refused: no such voice"),
        (piece.clone(), "it hung up"),
        (piece[..piece.len() - 1].to_vec(), "it hung up"),
        (event("audio-stop", "{}", b""), "the answer is empty"),
        (event("audio-start", r#"{"rate":24000,"width":9,"channels":1}"#, b""), "none that is known"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec(), "does not speak Wyoming"),
        (huge, "does not speak Wyoming"),
    ];
    for (answer, expected) in cases {
        let error = ask(answer).await.0.unwrap_err().whole_message();
        assert!(error.contains(expected), "{error} for {expected}");
    }
    let other = event("audio-chunk", r#"{"rate":16000,"width":2,"channels":1}"#, &[0, 32]);
    assert!(ask([piece, other].concat()).await.0.unwrap_err().whole_message().contains("different kinds"));
}

#[tokio::test]
async fn a_server_that_is_not_there_and_a_speed_are_told() {
    let voice = |url: &str| {
        let toml = format!("name = 'v'\nengine = 'wyoming'\nlicence = 'none'\n[settings]\nurl = '{url}'\n");
        Arc::new(Voice::parse(&toml, "v").unwrap())
    };
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let voice_of_nobody = voice(&format!("tcp://ana:secret@{free}"));
    let engine = build(&voice_of_nobody, &Keyring::blank()).unwrap();
    let request = SpeechRequest::new("Text.", voice_of_nobody);
    let error = engine.speak(&request).await.unwrap_err();
    let message = error.whole_message();
    assert!(matches!(error, EngineError::Unreachable(_)) && message.contains(&format!("tcp://{free}: ")), "{message}");
    let fast = SpeechRequest { speed_percent: 120, ..request };
    assert!(matches!(engine.speak(&fast).await, Err(EngineError::Refused(_))));
    for wrong in ["127.0.0.1:10200", "http://127.0.0.1:10200", "tcp://127.0.0.1"] {
        assert!(build(&voice(wrong), &Keyring::blank()).is_err(), "{wrong}");
    }
}
