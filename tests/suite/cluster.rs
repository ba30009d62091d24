//! A NATS cluster on loopback: real servers, started for one test and killed with it.

use crate::bench::skip;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

/// The cluster.
pub(crate) struct Nats {
    nodes: Vec<Node>,
    _folder: tempfile::TempDir,
}

struct Node {
    port: u16,
    monitor: u16,
    server: Child,
}

impl Nats {
    /// Starts so many nodes; `None`, said aloud, where `nats-server` is not installed. CI has it.
    pub(crate) fn start(count: usize) -> Option<Self> {
        Self::start_with(count, "")
    }

    /// Starts so many nodes with more in their configuration.
    pub(crate) fn start_with(count: usize, more: &str) -> Option<Self> {
        if Command::new("nats-server").arg("--version").stdout(Stdio::null()).status().is_err() {
            skip("nats-server is not installed");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let ports: Vec<[u16; 3]> = (0..count).map(|_| [free_port(), free_port(), free_port()]).collect();
        let routes: Vec<_> = ports.iter().map(|[_, _, route]| format!("nats-route://127.0.0.1:{route}")).collect();
        let nodes = ports.iter().enumerate().map(|(number, [port, monitor, route])| {
            let cluster = format!(
                "cluster {{ name: aloud, listen: \"127.0.0.1:{route}\", routes: [{}] }}\n",
                routes.iter().map(|route| format!("\"{route}\"")).collect::<Vec<_>>().join(", ")
            );
            let config = format!(
                "server_name: node-{number}\nlisten: \"127.0.0.1:{port}\"\nhttp: \"127.0.0.1:{monitor}\"\n\
                 jetstream {{ store_dir: {:?} }}\n{}{more}",
                folder.path().join(format!("store-{number}")),
                if count > 1 { cluster.as_str() } else { "" }
            );
            let file = folder.path().join(format!("{number}.conf"));
            fs::write(&file, config).unwrap();
            let server = Command::new("nats-server").arg("-c").arg(file).stderr(Stdio::null()).spawn().unwrap();
            Node { port: *port, monitor: *monitor, server }
        });
        let nats = Self { nodes: nodes.collect(), _folder: folder };
        let begun = Instant::now();
        while !(0..count).any(|node| nats.is_ready(node)) {
            assert!(begun.elapsed() < Duration::from_secs(60), "the cluster does not come up");
            sleep(Duration::from_millis(100));
        }
        Some(nats)
    }

    /// Returns the servers as `--nats` takes them.
    pub(crate) fn urls(&self) -> String {
        self.nodes.iter().map(|node| format!("nats://127.0.0.1:{}", node.port)).collect::<Vec<_>>().join(",")
    }

    /// Kills the node that leads the queue, as `kill -9` does, and gives its number.
    pub(crate) fn kill_leader(&mut self) -> usize {
        let leads = |node: &Node| {
            let told = node.ask("/jsz?accounts=true&streams=true");
            let streams = told.as_ref().map(|told| &told["account_details"][0]["stream_detail"]);
            let queue = streams
                .and_then(|streams| streams.as_array()?.iter().find(|stream| stream["name"] == "aloud-work").cloned());
            queue.and_then(|queue| queue["cluster"]["leader"].as_str().map(str::to_owned))
        };
        let begun = Instant::now();
        let leader = loop {
            if let Some(leader) = self.nodes.iter().find_map(leads).filter(|leader| !leader.is_empty()) {
                break leader;
            }
            assert!(begun.elapsed() < Duration::from_secs(30), "the queue has no leader");
            sleep(Duration::from_millis(50));
        };
        let number: usize = leader.strip_prefix("node-").unwrap().parse().unwrap();
        self.nodes[number].server.kill().unwrap();
        self.nodes[number].server.wait().unwrap();
        number
    }

    /// Puts bytes into the queue that are no article, beside its first one.
    pub(crate) fn queue_beside_the_first(&self, bytes: &[u8]) {
        let mut stream = self.connect();
        let ask = "{\"seq\":1}";
        write!(stream, "SUB answer 1\r\n").unwrap();
        write!(stream, "PUB $JS.API.STREAM.MSG.GET.aloud-work answer {}\r\n{ask}\r\n", ask.len()).unwrap();
        let mut told = String::new();
        let subject = loop {
            let mut buffer = [0; 4096];
            let read = stream.read(&mut buffer).unwrap();
            told.push_str(&String::from_utf8_lossy(&buffer[..read]));
            if let Some(subject) = told.split("\"subject\":\"").nth(1).and_then(|rest| rest.split_once('"')) {
                break subject.0.to_owned();
            }
        };
        let (shape, _) = subject.rsplit_once('.').unwrap();
        publish(&mut stream, &format!("{shape}.beside"), bytes);
    }

    /// Sends a message to a subject, as any client may.
    pub(crate) fn send(&self, subject: &str, bytes: &[u8]) {
        publish(&mut self.connect(), subject, bytes);
    }

    fn connect(&self) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.nodes[0].port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        write!(stream, "CONNECT {{\"verbose\":false}}\r\n").unwrap();
        stream
    }

    /// A cluster is ready when its meta group has a leader; a server alone when it answers.
    fn is_ready(&self, node: usize) -> bool {
        let Some(asked) = self.nodes[node].ask("/jsz") else { return false };
        self.nodes.len() == 1
            || asked["meta_cluster"]["leader"].as_str().is_some_and(|leader| !leader.is_empty())
                && asked["meta_cluster"]["cluster_size"] == self.nodes.len()
    }
}

impl Node {
    /// Asks the monitor.
    fn ask(&self, path: &str) -> Option<Value> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.monitor)).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
        write!(stream, "GET {path} HTTP/1.0\r\n\r\n").ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        serde_json::from_str(answer.split_once("\r\n\r\n")?.1).ok()
    }
}

impl Drop for Nats {
    fn drop(&mut self) {
        for node in &mut self.nodes {
            let _ = node.server.kill();
            let _ = node.server.wait();
        }
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Sends a message, and waits until the server has taken it: the answer to a ping comes after that.
fn publish(stream: &mut TcpStream, subject: &str, bytes: &[u8]) {
    write!(stream, "PUB {subject} {}\r\n", bytes.len()).unwrap();
    stream.write_all(bytes).unwrap();
    stream.write_all(b"\r\nPING\r\n").unwrap();
    let mut told = String::new();
    while !told.contains("PONG") {
        let mut buffer = [0; 4096];
        let read = stream.read(&mut buffer).unwrap();
        told.push_str(&String::from_utf8_lossy(&buffer[..read]));
    }
}
