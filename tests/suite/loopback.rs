//! A server on loopback that writes down what it is asked and answers what it is told to.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// How a streamed answer is cut: in the middle of samples.
const CHUNK_BYTES: usize = 999;

/// One request as it came.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Asked {
    pub(crate) method: String,
    /// Path and query.
    pub(crate) target: String,
    /// Names in lower case.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

/// What to answer.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// The server; it ends with the test's process.
pub(crate) struct Loopback {
    pub(crate) url: String,
    asked: Log,
}

type Log = Arc<Mutex<Vec<Asked>>>;

impl Loopback {
    /// Serves with this function on a port of the system's choice.
    pub(crate) fn serve(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        Self::accept(move |asked, stream, log| {
            let reply = answer(&asked);
            log.lock().unwrap().push(asked);
            write(stream, &reply)
        })
    }

    /// Serves with this function, which writes to the connection whatever it likes.
    pub(crate) fn raw(answer: impl Fn(&Asked, &mut TcpStream) -> std::io::Result<()> + Send + Sync + 'static) -> Self {
        Self::accept(move |asked, stream, log| {
            log.lock().unwrap().push(asked.clone());
            answer(&asked, stream)
        })
    }

    /// Stands before another server: what this function does not answer is handed on to it.
    pub(crate) fn before(server: &str, answer: impl Fn(&Asked) -> Option<Reply> + Send + Sync + 'static) -> Self {
        let host = server.trim_start_matches("http://").to_owned();
        Self::accept(move |asked, stream, log| {
            let reply = answer(&asked);
            log.lock().unwrap().push(asked.clone());
            match reply {
                Some(reply) => write(stream, &reply),
                None => hand_on(&asked, &host, stream),
            }
        })
    }

    fn accept(answer: impl Fn(Asked, &mut TcpStream, &Log) -> std::io::Result<()> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Log::default();
        let (log, answer) = (Arc::clone(&asked), Arc::new(answer));
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let (log, answer) = (Arc::clone(&log), Arc::clone(&answer));
                std::thread::spawn(move || {
                    if let Some(asked) = read(&stream) {
                        // A client that went away is its own affair.
                        let _ = answer(asked, &mut stream, &log);
                    }
                });
            }
        });
        Self { url, asked }
    }

    /// Returns what was asked so far, in order of answering.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

impl Reply {
    /// A success of this type.
    pub(crate) fn ok(kind: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, headers: vec![("content-type".to_owned(), kind.to_owned())], body: body.into() }
    }
}

fn read(stream: &TcpStream) -> Option<Asked> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split_whitespace();
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = BTreeMap::new();
    loop {
        line.clear();
        reader.read_line(&mut line).ok()?;
        match line.trim_end().split_once(':') {
            Some((name, value)) => headers.insert(name.to_lowercase(), value.trim().to_owned()),
            None => break,
        };
    }
    let length = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Asked { method, target, headers, body })
}

/// Asks another server the same and gives its answer, byte for byte.
fn hand_on(asked: &Asked, host: &str, stream: &mut TcpStream) -> std::io::Result<()> {
    let mut server = TcpStream::connect(host)?;
    write!(server, "{} {} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n", asked.method, asked.target)?;
    let others = asked.headers.iter().filter(|(name, _)| !matches!(name.as_str(), "host" | "connection"));
    for (name, value) in others {
        write!(server, "{name}: {value}\r\n")?;
    }
    write!(server, "\r\n")?;
    server.write_all(&asked.body)?;
    std::io::copy(&mut server, stream).map(drop)
}

fn write(stream: &mut TcpStream, reply: &Reply) -> std::io::Result<()> {
    write!(stream, "HTTP/1.1 {} -\r\nconnection: close\r\n", reply.status)?;
    let is_chunked = reply.headers.iter().any(|(name, _)| name == "transfer-encoding");
    if !is_chunked {
        write!(stream, "content-length: {}\r\n", reply.body.len())?;
    }
    for (name, value) in &reply.headers {
        write!(stream, "{name}: {value}\r\n")?;
    }
    write!(stream, "\r\n")?;
    if !is_chunked {
        return stream.write_all(&reply.body);
    }
    for chunk in reply.body.chunks(CHUNK_BYTES) {
        write!(stream, "{:x}\r\n", chunk.len())?;
        stream.write_all(chunk)?;
        write!(stream, "\r\n")?;
    }
    write!(stream, "0\r\n\r\n")
}
