//! Asks the servers that the settings name whether they answer, and what time they have.

use std::time::{Duration, SystemTime};

use tokio::net::TcpStream;
use tokio::time::timeout;
use url::Url;

use super::row::Row;
use crate::http_client;
use crate::source::shown_text;

/// How long a server may take to answer at all. Taste.
const PATIENCE: Duration = Duration::from_secs(5);

/// What a server answered.
pub(super) struct Answer {
    pub(super) row: Row,
    /// The time that it has, by its `Date`.
    pub(super) time: Option<SystemTime>,
}

/// Asks a server for its front page, since the address itself may speak and cost; whatever it answers, it is there.
pub(super) async fn ask(name: &str, address: &str) -> Answer {
    let wrong = |found: String| {
        let mend = format!("start the server, or set another address for `{name}`");
        Answer { row: Row::wrong("server", name, found).mended_by(mend), time: None }
    };
    let Ok(url) = Url::parse(address) else { return wrong(format!("`{address}` is not an address")) };
    let shown = format!("{}://{}", url.scheme(), url.host_str().unwrap_or_default());
    let shown = url.port().map_or(shown.clone(), |port| format!("{shown}:{port}"));
    if !matches!(url.scheme(), "http" | "https") {
        return match connects(&url).await {
            true => Answer { row: Row::ok("server", name, format!("{shown} answers")), time: None },
            false => wrong(format!("{shown} does not answer")),
        };
    }
    let client = http_client::builder_for(&url).timeout(PATIENCE).redirect(reqwest::redirect::Policy::none()).build();
    let Ok(client) = client else { return wrong("no HTTP client can be made".to_owned()) };
    let mut front = url;
    front.set_path("/");
    front.set_query(None);
    match client.get(front).send().await {
        Ok(response) => {
            let date = response.headers().get("date").and_then(|date| date.to_str().ok());
            let time = date.and_then(|date| httpdate::parse_http_date(date).ok());
            Answer { row: Row::ok("server", name, format!("{shown} answers")), time }
        }
        Err(error) if error.is_timeout() => wrong(format!("{shown} does not answer within {} s", PATIENCE.as_secs())),
        Err(error) if error.is_connect() => wrong(format!("{shown} cannot be reached")),
        // Servers that know one address alone may break off at any other.
        Err(_) => Answer { row: Row::ok("server", name, format!("{shown} is there")), time: None },
    }
}

/// Asks whether a server answers with success.
pub(super) async fn check(name: &str, address: &str) -> Row {
    let client = http_client::builder().timeout(PATIENCE).build();
    let asked = match client {
        Ok(client) => client.get(address).send().await,
        Err(error) => Err(error),
    };
    let (mend, address) = ("start it, or look at its log", shown_text(address));
    match asked.map(|response| response.status()) {
        Ok(status) if status.is_success() => Row::ok("server", name, format!("{address} answers {}", status.as_u16())),
        Ok(status) => Row::wrong("server", name, format!("{address} answers {}", status.as_u16())).mended_by(mend),
        Err(_) => Row::wrong("server", name, format!("{address} cannot be reached")).mended_by(mend),
    }
}

async fn connects(url: &Url) -> bool {
    let (Some(host), Some(port)) = (url.host_str(), url.port()) else { return false };
    timeout(PATIENCE, TcpStream::connect((host, port))).await.is_ok_and(|connected| connected.is_ok())
}
