//! Under which names a server lets itself be called. A page of a stranger can point a name of its own at this machine and then
//! ask as if it were at home ("DNS rebinding"); the name is all that gives it away.

use std::net::IpAddr;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::HOST;
use axum::http::uri::Authority;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Ends of names that no stranger can own: of this machine and of local networks (RFC 6761, 6762, 8375, ICANN's `internal`).
const LOCAL: &[&str] = &["localhost", "local", "lan", "internal", "home.arpa", "home", "test", "invalid"];

/// The names a server answers to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hosts {
    named: Vec<String>,
    any: bool,
}

impl Hosts {
    /// Answers to addresses, local names, and these.
    pub(crate) fn named(names: &[String]) -> Self {
        Self { named: names.iter().map(|name| name.to_lowercase()).collect(), any: false }
    }

    /// Answers to any name: for servers that ask for a key, which no page knows.
    pub(crate) fn any() -> Self {
        Self { named: Vec::new(), any: true }
    }

    /// Returns whether the server answers to a host, as a client names it, with or without a port.
    fn includes(&self, host: &str) -> bool {
        if self.any {
            return true;
        }
        let Ok(authority) = host.parse::<Authority>() else { return false };
        let name = authority.host().trim_matches(['[', ']']).trim_end_matches('.').to_lowercase();
        name.parse::<IpAddr>().is_ok()
            || !name.contains('.')
            || LOCAL.iter().any(|end| name.ends_with(&format!(".{end}")))
            || self.named.contains(&name)
    }
}

/// Refuses requests that call the server by a name it does not answer to.
pub(crate) async fn known_hosts_only(State(hosts): State<Hosts>, request: Request, next: Next) -> Response {
    let host = request.headers().get(HOST).map(|host| host.to_str().unwrap_or("?"));
    let host = host.or_else(|| request.uri().authority().map(Authority::as_str));
    match host {
        Some(host) if !hosts.includes(host) => {
            let message = "this server does not answer to that host name; name it with --host, or ask for a key\n";
            (StatusCode::MISDIRECTED_REQUEST, message).into_response()
        }
        _ => next.run(request).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_strangers_are_not_answered_to() {
        let hosts = Hosts::named(&["TTS.example.org".to_owned()]);
        for host in [
            "127.0.0.1:8765",
            "[::1]:8765",
            "localhost",
            "LOCALHOST:80",
            "aloud:8765",
            "tts.example.org:443",
            "nas.local",
            "pi.home.arpa.",
            "192.168.0.7",
        ] {
            assert!(hosts.includes(host), "{host}");
        }
        for host in
            ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "localhost.evil.example", "a@b.c", "", "?"]
        {
            assert!(!hosts.includes(host), "{host}");
        }
        assert!(Hosts::any().includes("evil.example"));
    }
}
