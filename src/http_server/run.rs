//! Accepting connections: no more than the machine has room for, none that only takes up room.

use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Router};
use hyper::body::{Body as _, Frame, SizeHint};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

use super::patient::Patient;

/// The longest wait for the head of a request, from the moment of the connection or the last answer. Taste.
const HEADER_TIME: Duration = Duration::from_secs(10);
/// The longest wait for the body of a request. Taste.
const MAX_BODY_TIME: Duration = Duration::from_secs(20);
/// How long a client may take nothing of its answer. Taste.
const WRITE_TIME: Duration = Duration::from_secs(30);
/// The most connections at once, where the machine allows as many. Taste.
const MAX_CONNECTIONS: usize = 512;
/// How long to wait after a connection could not be accepted: no descriptor is free, say.
const BREATHER: Duration = Duration::from_millis(50);

/// Who is at the other end of a request's connection; none where that is not known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) Option<IpAddr>);

/// A connection as far as others are concerned.
struct Connection {
    /// Requests it has at work.
    requests: AtomicUsize,
    /// Ends it.
    end: CancellationToken,
}

/// The connections there are, the oldest first.
type Connections = Arc<Mutex<Vec<Arc<Connection>>>>;

/// What becomes of a request whose client hangs up before it is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HangUp {
    /// It is dropped: nobody waits for what it would cost.
    Drops,
    /// It is worked off: senders of hooks write, and hang up at once.
    Leaves,
}

/// Serves until `stop` is done, then lets requests under way end.
///
/// # Errors
/// When the listener fails for good.
pub(crate) async fn run(
    listener: TcpListener,
    router: Router,
    hang_up: HangUp,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let places = Arc::new(Semaphore::new(most_connections()));
    let floor = Floor::new(router, hang_up);
    tokio::pin!(stop);
    loop {
        if places.available_permits() == 0 {
            end_idle(&floor.connections);
        }
        let place = tokio::select! {
            place = Arc::clone(&places).acquire_owned() => place.map_err(io::Error::other)?,
            () = &mut stop => break,
        };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, _)) => floor.begin(stream, place),
            Err(error) if is_passing(&error) => {
                end_idle(&floor.connections);
                sleep(BREATHER).await;
            }
            Err(error) => return Err(error),
        }
    }
    floor.graceful.shutdown().await;
    Ok(())
}

/// Where connections are served.
struct Floor {
    router: Router,
    builder: http1::Builder,
    graceful: GracefulShutdown,
    connections: Connections,
}

impl Floor {
    fn new(router: Router, hang_up: HangUp) -> Self {
        let mut builder = http1::Builder::new();
        builder.timer(TokioTimer::new()).header_read_timeout(HEADER_TIME).half_close(hang_up == HangUp::Leaves);
        Self { router, builder, graceful: GracefulShutdown::new(), connections: Connections::default() }
    }

    /// Serves a connection, which keeps its place until it ends.
    fn begin(&self, stream: TcpStream, place: OwnedSemaphorePermit) {
        let connection = Arc::new(Connection { requests: AtomicUsize::new(0), end: CancellationToken::new() });
        lock(&self.connections).push(Arc::clone(&connection));
        let counted = middleware::from_fn_with_state(Arc::clone(&connection), count);
        let peer = Peer(stream.peer_addr().ok().map(|address| address.ip().to_canonical()));
        let service = TowerToHyperService::new(self.router.clone().layer(counted).layer(Extension(peer)));
        let io = TokioIo::new(Patient::new(stream, WRITE_TIME));
        let serving = self.graceful.watch(self.builder.serve_connection(io, service));
        let connections = Arc::clone(&self.connections);
        tokio::spawn(async move {
            tokio::select! {
                // What went wrong with a client is its own affair.
                _ = serving => {}
                () = connection.end.cancelled() => {}
            }
            lock(&connections).retain(|other| !Arc::ptr_eq(other, &connection));
            drop(place);
        });
    }
}

/// Ends the connection that has been there the longest without a request at work, so that others have room.
fn end_idle(connections: &Connections) {
    if let Some(idle) = lock(connections).iter().find(|connection| connection.requests.load(Ordering::Relaxed) == 0) {
        idle.end.cancel();
    }
}

/// Returns how many connections there may be: a part of the descriptors that the machine allows.
fn most_connections() -> usize {
    #[cfg(unix)]
    {
        let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile).current;
        let limit = limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX);
        MAX_CONNECTIONS.min(limit / 2).max(1)
    }
    #[cfg(not(unix))]
    MAX_CONNECTIONS
}

/// Returns whether accepting failed only this time: the client has gone, or no descriptor is free.
fn is_passing(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted, OutOfMemory, WouldBlock};
    let is_of_client = matches!(
        error.kind(),
        ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted | OutOfMemory | WouldBlock
    );
    #[cfg(unix)]
    let is_full = [rustix::io::Errno::MFILE, rustix::io::Errno::NFILE, rustix::io::Errno::NOBUFS]
        .iter()
        .any(|errno| error.raw_os_error() == Some(errno.raw_os_error()));
    #[cfg(not(unix))]
    let is_full = false;
    is_of_client || is_full
}

/// Counts the requests that a connection has at work, until their answers are sent.
async fn count(State(connection): State<Arc<Connection>>, request: Request, next: Next) -> Response {
    connection.requests.fetch_add(1, Ordering::Relaxed);
    let busy = Busy(connection);
    next.run(request).await.map(|body| Body::new(Held { body, _busy: busy }))
}

/// A request at work.
struct Busy(Arc<Connection>);

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.requests.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A body whose request is at work until it is sent.
struct Held {
    body: Body,
    _busy: Busy,
}

impl hyper::body::Body for Held {
    type Data = hyper::body::Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// Reads the whole body of a request before anything is done for it, within bounds of size and time.
pub(crate) async fn whole_body(State(most_bytes): State<usize>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let declared = body.size_hint().lower();
    if declared > most_bytes as u64 {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    }
    match timeout(MAX_BODY_TIME, to_bytes(body, most_bytes)).await {
        Ok(Ok(bytes)) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Ok(Err(_)) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Err(_) => StatusCode::REQUEST_TIMEOUT.into_response(),
    }
}

fn lock(connections: &Connections) -> MutexGuard<'_, Vec<Arc<Connection>>> {
    connections.lock().unwrap_or_else(PoisonError::into_inner)
}
