//! A bucket that is open: objects found, stored, copied and removed, by the crate `object_store`.

use std::fmt;
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use futures::TryStreamExt as _;
use object_store::aws::AmazonS3Builder;
use object_store::buffered::BufWriter;
use object_store::path::Path as Key;
use object_store::{
    Attribute, Attributes, ClientOptions, GetOptions, ObjectStore, ObjectStoreExt as _, PutOptions, RetryConfig,
};
use secrecy::ExposeSecret as _;
use tokio::io::AsyncWriteExt as _;

use super::{Access, BucketError, BucketUrl, Label, Stored};

/// How much is sent in one request: a larger file goes in parts. S3 wants at least 5 MiB a part, and takes 10 000 of them.
const PART_BYTES: usize = 16 * 1024 * 1024;
/// The longest wait for one answer, with the part that is sent before: 16 MiB over a line of half a megabit. Taste.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(300);
/// How long a request is tried again while the service fails. Taste.
const TRY_FOR: Duration = Duration::from_secs(30);
/// How often it is tried again at most in that time.
const MOST_TRIES: usize = 6;
/// The header of an object's hash: `x-amz-meta-aloud-blake3`.
const HASH: Attribute = Attribute::Metadata(std::borrow::Cow::Borrowed("aloud-blake3"));

/// A folder of a bucket, ready to be used.
#[derive(Clone)]
pub struct Bucket {
    store: Arc<dyn ObjectStore>,
    url: BucketUrl,
}

impl fmt::Debug for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bucket({})", self.url)
    }
}

impl Bucket {
    /// Gets a bucket ready; nothing is asked yet.
    ///
    /// # Errors
    /// When the address of its service cannot be used.
    pub fn open(url: BucketUrl, access: &Access) -> Result<Self, BucketError> {
        // Which cryptography TLS uses; an error says that it is set already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let is_plain = access.endpoint.as_ref().is_some_and(|endpoint| endpoint.starts_with("http://"));
        // The secret is never sent, it signs; so a service within a network may do without TLS.
        let client = ClientOptions::new().with_timeout(ANSWER_TIMEOUT).with_allow_http(is_plain);
        let retry = RetryConfig { max_retries: MOST_TRIES, retry_timeout: TRY_FOR, ..RetryConfig::default() };
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&url.bucket)
            .with_region(&access.region)
            .with_access_key_id(access.key_id.expose_secret())
            .with_secret_access_key(access.secret.expose_secret())
            .with_client_options(client)
            .with_retry(retry);
        if let Some(endpoint) = &access.endpoint {
            builder = builder.with_endpoint(endpoint.trim_end_matches('/'));
        }
        if let Some(token) = &access.session_token {
            builder = builder.with_token(token.expose_secret());
        }
        let setting = |error: object_store::Error| BucketError::Setting {
            url: url.to_string(),
            message: crate::error::root_cause(&error),
        };
        Ok(Self { store: Arc::new(builder.build().map_err(setting)?), url })
    }

    /// Returns the folder it is.
    #[must_use]
    pub fn url(&self) -> &BucketUrl {
        &self.url
    }

    /// Looks whether the bucket is there and the key may use it.
    ///
    /// # Errors
    /// When not.
    pub async fn check(&self) -> Result<(), BucketError> {
        let folder = Key::from(self.url.folder.as_str());
        self.store.list(Some(&folder)).try_next().await.map(drop).map_err(|error| self.failed(&error))
    }

    /// Returns what an object says of itself; `None` when there is none.
    ///
    /// # Errors
    /// When the service does not tell.
    pub async fn find(&self, name: &str) -> Result<Option<Label>, BucketError> {
        let options = GetOptions { head: true, ..GetOptions::default() };
        match self.store.get_opts(&self.key(name), options).await {
            Ok(found) => Ok(Some(label(&found.attributes))),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(self.failed(&error)),
        }
    }

    /// Stores an object, in place of what has its name.
    ///
    /// # Errors
    /// When the service does not take it, or the file cannot be read.
    pub async fn put(&self, name: &str, stored: Stored<'_>, label: &Label) -> Result<(), BucketError> {
        let (key, attributes) = (self.key(name), attributes(label));
        match stored {
            Stored::Bytes(bytes) => {
                let options = PutOptions { attributes, ..PutOptions::default() };
                let put = self.store.put_opts(&key, bytes.to_vec().into(), options).await;
                put.map(drop).map_err(|error| self.failed(&error))
            }
            Stored::File(path) => {
                let store = Arc::clone(&self.store);
                let mut writer = BufWriter::with_capacity(store, key, PART_BYTES).with_attributes(attributes);
                let sent = send(path, &mut writer).await;
                if sent.is_err() {
                    // Parts that are left behind are the service's to clear; it is told where it can be.
                    let _ = writer.abort().await;
                }
                sent.map_err(|error| self.not_copied(error, path))
            }
        }
    }

    /// Copies an object, from the beginning of `to` on; says whether there is one.
    ///
    /// # Errors
    /// When the service does not give it, or it cannot be written.
    pub async fn get(&self, name: &str, to: &mut (impl Write + Seek + Send)) -> Result<bool, BucketError> {
        let unwritten = |source| BucketError::File { path: PathBuf::from(name), source };
        let object = match self.store.get(&self.key(name)).await {
            Ok(object) => object,
            Err(object_store::Error::NotFound { .. }) => return Ok(false),
            Err(error) => return Err(self.failed(&error)),
        };
        to.rewind().map_err(unwritten)?;
        let mut chunks = object.into_stream();
        while let Some(chunk) = chunks.try_next().await.map_err(|error| self.failed(&error))? {
            to.write_all(&chunk).map_err(unwritten)?;
        }
        to.flush().map_err(unwritten)?;
        Ok(true)
    }

    /// Removes an object; one that is gone is no error.
    ///
    /// # Errors
    /// When the service does not do it.
    pub async fn remove(&self, name: &str) -> Result<(), BucketError> {
        match self.store.delete(&self.key(name)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(self.failed(&error)),
        }
    }

    fn key(&self, name: &str) -> Key {
        Key::from(self.url.key(name))
    }

    /// Says what the service said, by the code and the message of its XML: the rest may repeat what was sent.
    fn failed(&self, error: &object_store::Error) -> BucketError {
        let url = self.url.to_string();
        let whole = crate::error::root_cause(error);
        let told = |tag: &str| {
            let rest = whole.split_once(&format!("<{tag}>"))?.1;
            Some(rest.split_once("</")?.0.to_owned())
        };
        let code = told("Code").unwrap_or_default();
        let message = told("Message").unwrap_or_else(|| without_body(&whole));
        match code.as_str() {
            "NoSuchBucket" => return BucketError::NoBucket { url },
            "InvalidAccessKeyId" | "SignatureDoesNotMatch" | "ExpiredToken" | "InvalidToken" => {
                return BucketError::Unauthorised { url, message };
            }
            _ => {}
        }
        match error {
            object_store::Error::Unauthenticated { .. } => BucketError::Unauthorised { url, message },
            object_store::Error::PermissionDenied { .. } => BucketError::Forbidden { url, message },
            object_store::Error::NotFound { .. } => BucketError::NoBucket { url },
            _ => BucketError::Failed { url, message },
        }
    }

    /// Tells an error of the service from one of the file.
    fn not_copied(&self, error: std::io::Error, path: &Path) -> BucketError {
        match error.get_ref().and_then(|inner| inner.downcast_ref::<object_store::Error>()) {
            Some(error) => self.failed(error),
            None => BucketError::File { path: path.to_owned(), source: error },
        }
    }
}

/// Leaves an answer's body out of a message: it may repeat the key's id.
fn without_body(message: &str) -> String {
    message.split_once('<').map_or(message, |(before, _)| before).trim_end_matches([':', ' ']).to_owned()
}

async fn send(path: &Path, writer: &mut BufWriter) -> std::io::Result<()> {
    let mut file = tokio::fs::File::open(path).await?;
    tokio::io::copy(&mut file, writer).await?;
    writer.shutdown().await
}

fn attributes(label: &Label) -> Attributes {
    let Label { media_type, cache_control, hash } = label;
    let all = [(Attribute::ContentType, media_type), (Attribute::CacheControl, cache_control), (HASH, hash)];
    all.into_iter().filter_map(|(name, value)| Some((name, value.clone()?))).collect()
}

fn label(attributes: &Attributes) -> Label {
    let value = |name: &Attribute| attributes.get(name).map(|value| value.as_ref().to_owned());
    Label {
        media_type: value(&Attribute::ContentType),
        cache_control: value(&Attribute::CacheControl),
        hash: value(&HASH),
    }
}
