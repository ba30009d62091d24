//! Work beside the requests, which go on meanwhile.

/// Does what computes or waits for the disk on a thread of its own.
pub(crate) async fn aside<Output: Send + 'static>(work: impl FnOnce() -> Output + Send + 'static) -> Output {
    tokio::task::spawn_blocking(work).await.expect("what is done aside does not panic")
}
