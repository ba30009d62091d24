//! The ground of every HTTP client in here: who we say we are, and which cryptography TLS uses.

use std::sync::LazyLock;
use std::time::Duration;

use reqwest::Url;

/// How we name ourselves to servers.
pub(crate) const USER_AGENT: &str = concat!("aloud/", env!("CARGO_PKG_VERSION"));
/// How long a connection may take to stand; a server farther away than this will not do. Taste.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Begins a client for any server: its user must still bound time and size, and say what is to become of redirects.
pub(crate) fn builder() -> reqwest::ClientBuilder {
    let builder = plain();
    if *HAS_CERTIFICATES { builder } else { builder.tls_certs_only([]) }
}

/// The same for one server alone. Where that speaks no TLS, the system's certificates are not read: it takes time, and there may be none.
pub(crate) fn builder_for(server: &Url) -> reqwest::ClientBuilder {
    if server.scheme() == "http" { plain().tls_certs_only([]) } else { builder() }
}

fn plain() -> reqwest::ClientBuilder {
    // An error says that a provider is set already, which is all we want.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().user_agent(USER_AGENT).connect_timeout(CONNECT_TIMEOUT)
}

/// Whether the system has certificates of authorities. In a container without them no client could be made, not even one for a
/// server of this machine; with an empty list, only https is refused.
static HAS_CERTIFICATES: LazyLock<bool> = LazyLock::new(|| {
    let made = reqwest::Client::builder().build();
    if let Err(error) = &made {
        tracing::info!(%error, "https is refused; install ca-certificates");
    }
    made.is_ok()
});
