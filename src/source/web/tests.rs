//! Redirects and names are checked like the first address.

use std::io::{Read, Write};
use std::net::{IpAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;

/// The one address within reach in these tests.
const OPEN: [u8; 4] = [127, 0, 0, 3];
/// An address that must not be connected to.
const CLOSED: [u8; 4] = [127, 0, 0, 1];

/// Answers at the open address with a redirect to `host` on the same port, and gives the error together with how many
/// connections the closed address saw.
async fn refusal(host: &'static str) -> (FetchError, usize) {
    // The port that is free at one address may be taken at the other.
    let both = || {
        let open = TcpListener::bind((IpAddr::from(OPEN), 0)).unwrap();
        let closed = TcpListener::bind((IpAddr::from(CLOSED), open.local_addr().unwrap().port())).ok()?;
        Some((open, closed))
    };
    let (open, closed) = std::iter::repeat_with(both).take(20).flatten().next().unwrap();
    let port = open.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for mut stream in open.incoming().flatten() {
            let _ = stream.read(&mut [0; 1024]);
            let _ = write!(stream, "HTTP/1.1 302 -\r\nlocation: http://{host}:{port}/\r\ncontent-length: 0\r\n\r\n");
        }
    });
    let reached = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&reached);
    std::thread::spawn(move || {
        for _ in closed.incoming() {
            count.fetch_add(1, Ordering::Relaxed);
        }
    });

    let reach = Reach::Only(IpAddr::from(OPEN));
    let fetching =
        Fetching { reach, headers: HeaderMap::new(), site_headers: Vec::new(), timeout: Duration::from_secs(20) };
    let url = Url::parse(&format!("http://127.0.0.3:{port}/")).unwrap();
    let Err(SourceError::Web { why, .. }) = Fetcher::new(fetching).unwrap().fetch(&url, None, 1000).await else {
        panic!("it was fetched")
    };
    (why, reached.load(Ordering::Relaxed))
}

#[tokio::test]
async fn redirects_are_checked_before_anything_is_asked() {
    for host in ["127.0.0.1", "[::ffff:127.0.0.1]", "2130706433"] {
        let (why, reached) = refusal(host).await;
        assert!(matches!(why, FetchError::NotPublic(_)), "{host}: {why}");
        assert_eq!(reached, 0, "{host}");
    }
}

#[tokio::test]
async fn what_a_name_answers_with_is_checked_before_it_is_connected_to() {
    let (why, reached) = refusal("localhost").await;
    assert!(matches!(why, FetchError::NotPublic(NotPublic { address }) if address.is_loopback()), "{why}");
    assert_eq!(reached, 0);
}
