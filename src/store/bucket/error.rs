//! Why a bucket could not be used, and what to do about it.

use std::io;
use std::path::PathBuf;

use crate::error::Hint;

/// Why a bucket could not be used.
#[derive(Debug, thiserror::Error)]
pub enum BucketError {
    /// This build knows nothing of buckets.
    #[error("this build of aloud cannot reach S3-compatible storage")]
    NotBuilt,
    /// A text names no folder of a bucket.
    #[error("`{text}` is not the address of a bucket")]
    NoAddress {
        /// The text.
        text: String,
    },
    /// The service's address or region will not do.
    #[error("the service of {url} cannot be used: {message}")]
    Setting {
        /// The bucket.
        url: String,
        /// Why.
        message: String,
    },
    /// There is no such bucket.
    #[error("there is no bucket at {url}")]
    NoBucket {
        /// The bucket.
        url: String,
    },
    /// The key is not accepted.
    #[error("the service of {url} does not accept the key ({message})")]
    Unauthorised {
        /// The bucket.
        url: String,
        /// What it says.
        message: String,
    },
    /// The key may not do that.
    #[error("the service of {url} does not allow it ({message})")]
    Forbidden {
        /// The bucket.
        url: String,
        /// What it says.
        message: String,
    },
    /// It cannot be reached, or fails again and again.
    #[error("{url} cannot be used at the moment: {message}")]
    Failed {
        /// The bucket.
        url: String,
        /// Why.
        message: String,
    },
    /// A file that was to be stored cannot be read, or one to be fetched cannot be written.
    #[error("cannot copy {} to or from a bucket", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl Hint for BucketError {
    fn hint(&self) -> Option<String> {
        Some(
            match self {
                Self::NotBuilt => "build it with its storage: cargo install --path . --features s3",
                Self::NoAddress { .. } => "write s3://BUCKET or s3://BUCKET/FOLDER, in the small letters of bucket names",
                Self::Setting { .. } => "check --endpoint and --region, or the table [s3] of aloud.toml",
                Self::NoBucket { .. } => "make the bucket first, and check its name, --endpoint and --region",
                Self::Unauthorised { .. } => {
                    "check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the places the table [s3] names, and --region"
                }
                Self::Forbidden { .. } => {
                    "let the key list, read, write and delete objects of the bucket (s3:ListBucket, s3:GetObject, s3:PutObject, s3:DeleteObject)"
                }
                Self::Failed { .. } => "check --endpoint and the network, and run the same command again",
                Self::File { source, .. } => return crate::error::for_write(source),
            }
            .to_owned(),
        )
    }
}
