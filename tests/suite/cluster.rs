//! A NATS cluster on loopback: real servers, started for one test and killed with it.

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
        if Command::new("nats-server").arg("--version").stdout(Stdio::null()).status().is_err() {
            assert!(option_env!("CI").is_none(), "nats-server is not installed, and CI needs it");
            eprintln!("skipped: nats-server is not installed");
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
                 jetstream {{ store_dir: {:?} }}\n{}",
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

    /// Gives the servers as `--nats` takes them.
    pub(crate) fn urls(&self) -> String {
        self.nodes.iter().map(|node| format!("nats://127.0.0.1:{}", node.port)).collect::<Vec<_>>().join(",")
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
