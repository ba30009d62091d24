//! A desk's door: where it listens, who is let in, and what is said of it.

use std::io::{Write as _, stderr};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::failure::{Context as _, Result};
use crate::cli;
use crate::desk::{self, Desk, Gate, Serving};
use crate::script::lexicon;
use crate::settings::{FILE_NAME, LEXICON_NAME, Settings};

/// A desk's door. It stays open while what is behind it is set up again.
pub(super) struct Door {
    listener: std::net::TcpListener,
    address: SocketAddr,
    gate: Arc<Gate>,
    hosts: Vec<String>,
}

impl Door {
    /// Opens it, and says by which links one comes in.
    pub(super) fn open(typed: &cli::Door, address: &str) -> Result<Self> {
        let listener = std::net::TcpListener::bind(address).with_context(|| format!("cannot listen on {address}"))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        if !address.ip().is_loopback() {
            say("warning: the desk speaks plain HTTP; put a proxy with TLS before it");
        }
        let gate = Arc::new(Gate::new(address.port()).trusting(typed.proxies.clone()));
        let door = Self { listener, address, gate, hosts: typed.hosts.clone() };
        say(&format!("the desk is open at {}", door.link(&typed.me)));
        for name in &typed.editors {
            say(&format!("the link of {name} is {}", door.link(name)));
        }
        Ok(door)
    }

    /// Makes a link that lets one browser in, once, under this name.
    fn link(&self, name: &str) -> String {
        link(self.address, &self.gate, name)
    }

    /// Returns what makes such links.
    pub(super) fn links(&self) -> impl Fn(&str) -> String + Send + Sync + use<> {
        let (address, gate) = (self.address, Arc::clone(&self.gate));
        move |name: &str| link(address, &gate, name)
    }

    /// Serves a desk until `stop`.
    pub(super) async fn serve(&self, desk: Arc<Desk>, stop: CancellationToken) -> Result<()> {
        let serving = Serving { desk, gate: Arc::clone(&self.gate), hosts: self.hosts.clone() };
        Ok(desk::run(TcpListener::from_std(self.listener.try_clone()?)?, serving, stop).await?)
    }
}

fn link(address: SocketAddr, gate: &Gate, name: &str) -> String {
    format!("http://{address}/enter?token={}", gate.invite(name))
}

/// Returns the lexicon that the house's entries go into: the first that is TOML, else the one that is looked for.
pub(super) fn house(settings: &Settings) -> PathBuf {
    let own = settings.lexicons.iter().find(|file| !lexicon::is_pls(file)).cloned();
    own.unwrap_or_else(|| settings.project.join(LEXICON_NAME))
}

/// Returns the settings file, or where it is looked for.
pub(super) fn settings_file(settings: &Settings, config: Option<&Path>) -> PathBuf {
    config.map_or_else(|| settings.project.join(FILE_NAME), Path::to_owned)
}

/// Says something where no one need listen.
pub(super) fn say(line: &str) {
    // Nobody is left to tell when stderr is gone.
    let _ = writeln!(stderr(), "{line}");
}
