//! Telling systemd how the service is (`sd_notify(3)`): ready, alive, reloading, stopping.

/// Notifies systemd, where it listens.
#[derive(Debug, Clone, Default)]
pub struct Notifier(Option<String>);

impl Notifier {
    /// Tells the socket of this name, as `NOTIFY_SOCKET` has it.
    #[must_use]
    pub fn new(socket: Option<String>) -> Self {
        Self(socket)
    }

    /// Says it is ready.
    pub fn ready(&self) {
        self.send("READY=1");
    }

    /// Says it is alive, and what it does.
    pub fn alive(&self, status: &str) {
        self.send(&format!("WATCHDOG=1\nSTATUS={}", status.replace('\n', " ")));
    }

    /// Says it loads its settings again, until it is ready.
    pub fn reloading(&self) {
        self.send("RELOADING=1");
    }

    /// Says it stops: after this it is waited for, and killed in the end.
    pub fn stopping(&self) {
        self.send("STOPPING=1");
    }

    #[cfg(unix)]
    fn send(&self, text: &str) {
        use std::os::unix::net::{SocketAddr, UnixDatagram};
        let Some(name) = &self.0 else { return };
        // Whether systemd hears it is no concern of the work, which waits for no one here.
        let _ = UnixDatagram::unbound().and_then(|socket| {
            socket.set_nonblocking(true)?;
            #[cfg(target_os = "linux")]
            if let Some(name) = name.strip_prefix('@') {
                use std::os::linux::net::SocketAddrExt as _;
                return socket.send_to_addr(text.as_bytes(), &SocketAddr::from_abstract_name(name)?);
            }
            socket.send_to_addr(text.as_bytes(), &SocketAddr::from_pathname(name)?)
        });
    }

    #[cfg(not(unix))]
    fn send(&self, _text: &str) {}
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn systemd_is_told_over_its_socket() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notify");
        let socket = std::os::unix::net::UnixDatagram::bind(&path).unwrap();
        let notifier = Notifier::new(Some(path.to_string_lossy().into_owned()));
        let heard = || {
            let mut bytes = [0; 200];
            let count = socket.recv(&mut bytes).unwrap();
            String::from_utf8_lossy(&bytes[..count]).into_owned()
        };
        notifier.ready();
        assert_eq!(heard(), "READY=1");
        notifier.alive("2 waiting,\n1 speaking");
        assert_eq!(heard(), "WATCHDOG=1\nSTATUS=2 waiting, 1 speaking");
        Notifier::default().stopping();
        // A systemd that does not listen holds nothing up.
        for _ in 0..2_000 {
            notifier.alive("working");
        }
    }
}
