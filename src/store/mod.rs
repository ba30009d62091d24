//! Where machines share clips and finished files, each under the hash of what it holds: the store of a fleet's cluster, or a
//! folder of a bucket.

pub mod bucket;
#[cfg(feature = "fleet")]
mod cluster;
mod hashing;

use std::fs::File;
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};

use crate::error::Hint;
use crate::store::bucket::{Bucket, BucketError, Label, Stored};
use hashing::Hashing;

#[cfg(feature = "fleet")]
pub use cluster::Objects;
#[cfg(feature = "fleet")]
pub(crate) use cluster::{ANSWERS_WITHIN, TRY_AGAIN_AFTER, TRY_FOR, persist};

/// Begins the names of files; what follows is their hash.
const FILE_PREFIX: &str = "file-";

/// A place that machines share.
#[derive(Clone)]
pub enum SharedStore {
    /// The store of a cluster.
    #[cfg(feature = "fleet")]
    Cluster(Objects),
    /// A folder of a bucket.
    Bucket(Bucket),
}

/// Why a depot did not do something.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The cluster failed.
    #[error("the cluster failed {doing}: {why}")]
    Cluster {
        /// What it was to do.
        doing: &'static str,
        /// Why it did not.
        why: String,
    },
    /// The bucket failed.
    #[error(transparent)]
    Bucket(#[from] BucketError),
    /// A file that was to be stored cannot be read.
    #[error("cannot read {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// What is needed is not there.
    #[error("the object {name} is gone")]
    Gone {
        /// What it was called.
        name: String,
    },
    /// What came back is not what was stored.
    #[error("the object {name} was changed or damaged in the store")]
    Changed {
        /// What it is called.
        name: String,
    },
}

impl Hint for StoreError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Cluster { .. } => {
                Some("is nats-server started with JetStream (-js), and more than half of the nodes up?".to_owned())
            }
            Self::Bucket(error) => error.hint(),
            Self::Changed { .. } => Some("remove it from the store and narrate the article again".to_owned()),
            Self::Unreadable { .. } | Self::Gone { .. } => None,
        }
    }
}

impl SharedStore {
    /// Returns the bucket's address; a cluster's own store has none.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        match self {
            #[cfg(feature = "fleet")]
            Self::Cluster(_) => None,
            Self::Bucket(bucket) => Some(bucket.url().to_string()),
        }
    }

    /// Stores an object under its name, unless it is there: names are hashes of contents.
    ///
    /// # Errors
    /// When the depot does not do it.
    pub async fn put(&self, name: &str, stored: Stored<'_>) -> Result<(), StoreError> {
        match self {
            #[cfg(feature = "fleet")]
            Self::Cluster(objects) => objects.put(name, stored).await,
            Self::Bucket(bucket) => {
                if bucket.find(name).await?.is_none() {
                    bucket.put(name, stored, &Label::default()).await?;
                }
                Ok(())
            }
        }
    }

    /// Stores a file under the hash of its bytes, and gives the object's name.
    ///
    /// # Errors
    /// When the file cannot be read or the depot does not take it.
    pub async fn put_file(&self, path: &Path) -> Result<String, StoreError> {
        let file = path.to_owned();
        let hashing = tokio::task::spawn_blocking(move || {
            let mut hash = blake3::Hasher::new();
            hash.update_reader(File::open(&file)?)?;
            Ok::<_, io::Error>(hash.finalize().to_hex())
        });
        let hash = hashing.await.expect("hashing does not panic");
        let hash = hash.map_err(|source| StoreError::Unreadable { path: path.to_owned(), source })?;
        let name = format!("{FILE_PREFIX}{hash}");
        self.put(&name, Stored::File(path)).await?;
        Ok(name)
    }

    /// Copies an object, from the beginning of `to` on; says whether there is one.
    ///
    /// # Errors
    /// When the depot does not give it, or it cannot be written.
    pub async fn get(&self, name: &str, to: &mut (impl Write + Seek + Send)) -> Result<bool, StoreError> {
        match self {
            #[cfg(feature = "fleet")]
            Self::Cluster(objects) => objects.get(name, to).await,
            Self::Bucket(bucket) => {
                let mut to = Hashing::new(to);
                let is_there = bucket.get(name, &mut to).await?;
                // A file's name is the hash of its bytes: what comes back is what was stored.
                let is_same = name.strip_prefix(FILE_PREFIX).is_none_or(|hash| hash == to.hash());
                if is_there && !is_same { Err(StoreError::Changed { name: name.to_owned() }) } else { Ok(is_there) }
            }
        }
    }

    /// Copies an object that must be there.
    ///
    /// # Errors
    /// As for [`SharedStore::get`], and when there is none.
    pub async fn need(&self, name: &str, to: &mut (impl Write + Seek + Send)) -> Result<(), StoreError> {
        if self.get(name, to).await? { Ok(()) } else { Err(StoreError::Gone { name: name.to_owned() }) }
    }
}
