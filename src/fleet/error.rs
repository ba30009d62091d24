//! Why the fleet cannot go on, and what to do.

use std::path::PathBuf;

use crate::error::Hint;
use crate::store::StoreError;
use crate::store::bucket::BucketError;

/// Why the fleet cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum FleetError {
    /// No server answers.
    #[error("the NATS servers cannot be reached: {0}")]
    Unreachable(String),
    /// A file with credentials or certificates cannot be used.
    #[error("cannot use {}", path.display())]
    Access {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Nothing is set up.
    #[error("there is no fleet on these servers")]
    NotUp,
    /// The cluster did not do something.
    #[error("the cluster failed {doing}: {why}")]
    Failed {
        /// What it was to do.
        doing: &'static str,
        /// Why it did not.
        why: String,
    },
    /// The cluster does not keep things on as many nodes.
    #[error("the cluster cannot keep everything on {wanted} nodes: {why}")]
    Replicas {
        /// On how many they were to be kept.
        wanted: usize,
        /// Why they are not.
        why: String,
    },
    /// Clips and masters cannot be stored or fetched.
    #[error(transparent)]
    SharedStore(#[from] StoreError),
    /// A narration's files are in another place than was named.
    #[error("the files of {article} are in {place}")]
    Elsewhere {
        /// The article.
        article: String,
        /// Where they are.
        place: String,
    },
    /// Something on the cluster is not what it should be.
    #[error("the cluster holds something that cannot be read: {0}")]
    Unreadable(String),
}

impl FleetError {
    /// Returns whether it concerns one article, and others may well be fetched.
    pub(super) fn concerns_one(&self) -> bool {
        let is_of_object = matches!(self, Self::SharedStore(StoreError::Gone { .. } | StoreError::Changed { .. }));
        is_of_object || matches!(self, Self::Unreadable(_))
    }

    /// Returns whether the store failed or is another one, which may concern one narration or all.
    pub(super) fn is_the_stores(&self) -> bool {
        match self {
            Self::SharedStore(StoreError::Bucket(BucketError::File { .. })) => false,
            Self::SharedStore(StoreError::Cluster { .. } | StoreError::Bucket(_)) | Self::Elsewhere { .. } => true,
            _ => false,
        }
    }
}

impl Hint for FleetError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Unreachable(_) => Some("check --nats, its credentials, and that nats-server runs".to_owned()),
            Self::NotUp => Some("set it up first: aloud fleet up --nats …".to_owned()),
            Self::Replicas { wanted, .. } => Some(format!(
                "start {wanted} servers as one cluster, or set it up with fewer --replicas (1 on a single server)"
            )),
            Self::Failed { .. } => {
                Some("is nats-server started with JetStream (-js), and more than half of the nodes up?".to_owned())
            }
            Self::Elsewhere { place, .. } if place.starts_with("s3:") => Some(format!("name it with --store {place}")),
            Self::Elsewhere { .. } => Some("leave --store out".to_owned()),
            Self::SharedStore(error) => error.hint(),
            Self::Access { .. } | Self::Unreadable(_) => None,
        }
    }
}

/// Names what failed.
pub(super) fn failed<E: std::fmt::Display>(doing: &'static str) -> impl FnOnce(E) -> FleetError {
    move |error| FleetError::Failed { doing, why: error.to_string() }
}
