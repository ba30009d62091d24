//! A web site on loopback that answers each path as it is told, byte by byte where the answer is to be wrong.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// Writes the whole answer to a request of these headers, status line and all.
type Answer = Arc<dyn Fn(&str, &mut TcpStream) -> std::io::Result<()> + Send + Sync>;

/// The site; it ends with the test's process.
pub(crate) struct Site {
    pub(crate) url: String,
    answers: Arc<Mutex<HashMap<String, Answer>>>,
    asked: Arc<Mutex<Vec<Asked>>>,
}

/// One request: its path and query, and its headers as they came.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) target: String,
    pub(crate) headers: String,
}

impl Site {
    /// Opens a site on 127.0.0.1; what it was not told of is a 404.
    pub(crate) fn open() -> Self {
        Self::open_at("127.0.0.1")
    }

    /// Opens a site at an address of loopback.
    pub(crate) fn open_at(address: &str) -> Self {
        let listener = TcpListener::bind((address, 0)).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let answers: Arc<Mutex<HashMap<String, Answer>>> = Arc::default();
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let (known, log) = (Arc::clone(&answers), Arc::clone(&asked));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (known, log) = (Arc::clone(&known), Arc::clone(&log));
                std::thread::spawn(move || answer(stream, &known, &log));
            }
        });
        Self { url, answers, asked }
    }

    /// Returns the address of a path.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }

    /// Answers a path with a body of this type.
    pub(crate) fn page(&self, path: &str, kind: &str, body: impl Into<Vec<u8>>) {
        self.reply(path, "200 OK", &format!("content-type: {kind}\r\n"), body);
    }

    /// Answers a path with a status, header lines and a body.
    pub(crate) fn reply(&self, path: &str, status: &str, headers: &str, body: impl Into<Vec<u8>>) {
        let body = body.into();
        let head = format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n", body.len());
        self.raw(path, move |stream| {
            stream.write_all(head.as_bytes())?;
            stream.write_all(&body)
        });
    }

    /// Redirects a path.
    pub(crate) fn redirect(&self, path: &str, to: &str) {
        self.reply(path, "302 Found", &format!("location: {to}\r\n"), "");
    }

    /// Answers a path with whatever the function writes.
    pub(crate) fn raw(
        &self,
        path: &str,
        write: impl Fn(&mut TcpStream) -> std::io::Result<()> + Send + Sync + 'static,
    ) {
        self.by_headers(path, move |_, stream| write(stream));
    }

    /// Answers a path with whatever the function writes, which sees the request's headers.
    pub(crate) fn by_headers(
        &self,
        path: &str,
        write: impl Fn(&str, &mut TcpStream) -> std::io::Result<()> + Send + Sync + 'static,
    ) {
        self.answers.lock().unwrap().insert(path.to_owned(), Arc::new(write));
    }

    /// Returns what was asked so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// Returns the paths that were asked for so far.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.target).collect()
    }
}

fn answer(mut stream: TcpStream, known: &Mutex<HashMap<String, Answer>>, log: &Mutex<Vec<Asked>>) {
    let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
    let Some(target) = lines.next().and_then(|line| Some(line.split(' ').nth(1)?.to_owned())) else { return };
    let headers: String = lines.take_while(|line| !line.is_empty()).map(|line| line + "\n").collect();
    log.lock().unwrap().push(Asked { target: target.clone(), headers: headers.clone() });
    let found = known.lock().unwrap().get(&target).cloned();
    // A client that went away is its own affair.
    let _ = match found {
        Some(write) => write(&headers, &mut stream),
        None => stream.write_all(b"HTTP/1.1 404 Not Found\r\ncontent-length: 4\r\nconnection: close\r\n\r\ngone"),
    };
}
