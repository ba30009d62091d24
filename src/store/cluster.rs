//! The object store of a NATS cluster, asked again and again while the cluster has no leader.

use std::io::{Seek, Write};
use std::sync::Arc;
use std::time::Duration;

use async_nats::jetstream::object_store::{InfoErrorKind, ObjectMetadata, ObjectStore};
use async_nats::jetstream::stream::Stream;

use super::StoreError;
use crate::store::bucket::Stored;

/// Bytes of a chunk of an object: NATS takes messages of up to 1 MiB, and fewer chunks are fewer round trips.
const CHUNK_BYTES: usize = 512 * 1024;
/// How long an operation is tried while the cluster elects a leader.
pub(crate) const TRY_FOR: Duration = Duration::from_secs(60);
/// How long the next part of a long answer is waited for: a server that died does not say so. Taste.
pub(crate) const ANSWERS_WITHIN: Duration = Duration::from_secs(10);
pub(crate) const TRY_AGAIN_AFTER: Duration = Duration::from_millis(250);

/// Does something again and again while the cluster has no leader. A macro, since futures of closures that borrow cannot be
/// told to be `Send`.
macro_rules! persist {
    ($operation:expr) => {
        $crate::store::persist!($operation, $crate::store::TRY_FOR)
    };
    ($operation:expr, $for:expr) => {{
        let begun = tokio::time::Instant::now();
        loop {
            match $operation.await {
                Err(_) if begun.elapsed() < $for => {
                    tokio::time::sleep($crate::store::TRY_AGAIN_AFTER).await;
                }
                done => break done,
            }
        }
    }};
}

pub(crate) use persist;

/// The objects of a cluster.
#[derive(Clone)]
pub struct Objects {
    store: Arc<ObjectStore>,
    /// The stream that the store is made of.
    stream: Arc<Stream>,
}

fn failed<E: std::fmt::Display>(doing: &'static str) -> impl FnOnce(E) -> StoreError {
    move |error| StoreError::Cluster { doing, why: error.to_string() }
}

impl Objects {
    /// Takes the store that was opened, and the stream it is made of.
    #[must_use]
    pub fn new(store: ObjectStore, stream: Stream) -> Self {
        Self { store: Arc::new(store), stream: Arc::new(stream) }
    }

    pub(super) async fn put(&self, name: &str, stored: Stored<'_>) -> Result<(), StoreError> {
        persist!(self.put_once(name, stored))
    }

    async fn put_once(&self, name: &str, stored: Stored<'_>) -> Result<(), StoreError> {
        match self.store.info(name).await {
            Ok(info) if !info.deleted => return Ok(()),
            Ok(_) => {}
            Err(error) if error.kind() == InfoErrorKind::NotFound => {}
            Err(error) => return Err(failed("to look for an object")(error)),
        }
        let meta = ObjectMetadata { name: name.to_owned(), chunk_size: Some(CHUNK_BYTES), ..Default::default() };
        let put = match stored {
            Stored::Bytes(mut bytes) => self.store.put(meta, &mut bytes).await,
            Stored::File(path) => {
                let file = tokio::fs::File::open(path).await;
                self.store.put(meta, &mut file.map_err(failed("to read what is to be stored"))?).await
            }
        };
        put.map(drop).map_err(failed("to store an object"))
    }

    /// Copies an object, from its beginning again when the cluster fails on the way.
    pub(super) async fn get(&self, name: &str, to: &mut (impl Write + Seek + Send)) -> Result<bool, StoreError> {
        match persist!(self.get_once(name, &mut *to))? {
            Some(false) => Err(StoreError::Changed { name: name.to_owned() }),
            found => Ok(found.is_some()),
        }
    }

    /// Asks for one chunk after another; says whether they are what was stored, where there are any. The client's own reader has them sent to it, and waits for seconds where a node sends
    /// before the others have told it who listens.
    async fn get_once(&self, name: &str, to: &mut (impl Write + Seek + Send)) -> Result<Option<bool>, StoreError> {
        let info = match self.store.info(name).await {
            Ok(info) if info.deleted => return Ok(None),
            Ok(info) => info,
            Err(error) if error.kind() == InfoErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed("to look for an object")(error)),
        };
        to.rewind().map_err(failed("to write what was fetched"))?;
        let subject = format!("$O.{}.C.{}", info.bucket, info.nuid);
        let (mut next, mut bytes, mut hash) = (1, 0, blake3::Hasher::new());
        for _ in 0..info.chunks {
            let chunk = self.stream.direct_get_next_for_subject(subject.as_str(), Some(next)).await;
            let chunk = chunk.map_err(failed("to fetch an object"))?;
            (next, bytes) = (chunk.sequence + 1, bytes + chunk.payload.len());
            hash.update(&chunk.payload);
            to.write_all(&chunk.payload).map_err(failed("to write what was fetched"))?;
        }
        let is_whole = bytes == info.size
            && name.strip_prefix("file-").is_none_or(|name| name == hash.finalize().to_hex().as_str());
        to.flush().map_err(failed("to write what was fetched"))?;
        Ok(Some(is_whole))
    }
}
