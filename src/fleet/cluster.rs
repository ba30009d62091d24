//! The cluster: how it is reached, what is set up on it, and the few things asked of it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use async_nats::ConnectOptions;
use async_nats::jetstream::consumer::{AckPolicy, PullConsumer, pull};
use async_nats::jetstream::kv::{self, CreateErrorKind, Store};
use async_nats::jetstream::object_store::{self, GetErrorKind, InfoErrorKind, ObjectMetadata, ObjectStore};
use async_nats::jetstream::stream::{self, DiscardPolicy, RetentionPolicy, StorageType};
use async_nats::jetstream::{self, Context};

/// The queue, and the subjects of its articles: one for each shape of settings, so that a worker takes only what it would
/// narrate as the one who submitted it.
const WORK: &str = "aloud-work";
const WORK_SUBJECT: &str = "aloud.work";
/// The buckets.
const OUTCOMES: &str = "aloud-outcomes";
const OBJECTS: &str = "aloud-objects";
const SLOTS: &str = "aloud-slots";
/// How long a slot of an engine is held by a worker that died. Taste.
pub(super) const SLOT_LOST_AFTER: Duration = Duration::from_secs(20);
/// Bytes of a chunk of an object: NATS takes messages of up to 1 MiB, and fewer chunks are fewer round trips.
const CHUNK_BYTES: usize = 512 * 1024;
/// How long an operation is tried while the cluster elects a leader.
pub(super) const TRY_FOR: Duration = Duration::from_secs(60);
/// How long the next part of a long answer is waited for: a server that died does not say so. Taste.
pub(super) const ANSWERS_WITHIN: Duration = Duration::from_secs(10);
pub(super) const TRY_AGAIN_AFTER: Duration = Duration::from_millis(250);

/// Does something again and again while the cluster has no leader. A macro, since futures of closures that borrow cannot be
/// told to be `Send`.
macro_rules! persist {
    ($operation:expr) => {{
        let begun = tokio::time::Instant::now();
        loop {
            match $operation.await {
                Err(_) if begun.elapsed() < $crate::fleet::cluster::TRY_FOR => {
                    tokio::time::sleep($crate::fleet::cluster::TRY_AGAIN_AFTER).await;
                }
                done => break done,
            }
        }
    }};
}

pub(super) use persist;

/// What is to be stored.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stored<'a> {
    Bytes(&'a [u8]),
    File(&'a Path),
}

/// How a cluster is reached.
#[derive(Debug, Clone, Default)]
pub struct Access {
    /// Its servers, by commas: `nats://a:4222,nats://b:4222`; `tls://` asks for TLS.
    pub servers: String,
    /// A credentials file, as `nsc` writes it.
    pub credentials: Option<PathBuf>,
    /// Certificates that sign the servers'.
    pub authorities: Option<PathBuf>,
    /// Our own certificate and its key.
    pub identity: Option<(PathBuf, PathBuf)>,
}

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
    /// Something on the cluster is not what it should be.
    #[error("the cluster holds something that cannot be read: {0}")]
    Unreadable(String),
}

impl FleetError {
    /// Says what to do, where we know.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Unreachable(_) => Some("check --nats, its credentials, and that nats-server runs".to_owned()),
            Self::NotUp => Some("set it up first: aloud fleet up --nats …".to_owned()),
            Self::Failed { .. } => {
                Some("is nats-server started with JetStream (-js), and more than half of the nodes up?".to_owned())
            }
            Self::Access { .. } | Self::Unreadable(_) => None,
        }
    }
}

/// Names what failed.
pub(super) fn failed<E: std::fmt::Display>(doing: &'static str) -> impl FnOnce(E) -> FleetError {
    move |error| FleetError::Failed { doing, why: error.to_string() }
}

/// An open cluster.
#[derive(Clone)]
pub struct Cluster {
    context: Context,
    outcomes: Store,
    objects: ObjectStore,
    slots: Store,
}

/// How the queue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Articles not finished yet.
    pub queued: u64,
    /// How many of those workers have in hand.
    pub in_hand: u64,
}

impl Cluster {
    /// Sets a fleet up, each thing kept on so many nodes; what is there already stays.
    ///
    /// # Errors
    /// When the cluster cannot be reached or does not do it.
    pub async fn set_up(access: &Access, replicas: usize) -> Result<Self, FleetError> {
        let context = connect(access).await?;
        let work = stream::Config {
            name: WORK.to_owned(),
            subjects: vec![format!("{WORK_SUBJECT}.*")],
            retention: RetentionPolicy::WorkQueue,
            discard: DiscardPolicy::New,
            storage: StorageType::File,
            num_replicas: replicas,
            ..Default::default()
        };
        context.get_or_create_stream(work).await.map_err(failed("to make the queue"))?;
        for (bucket, max_age) in [(OUTCOMES, Duration::ZERO), (SLOTS, SLOT_LOST_AFTER)] {
            // What the client makes of a bucket; asking it to would want a newer server than Debian's.
            let config = stream::Config {
                name: format!("KV_{bucket}"),
                subjects: vec![format!("$KV.{bucket}.>")],
                max_messages_per_subject: 1,
                max_age,
                storage: StorageType::File,
                num_replicas: replicas,
                discard: DiscardPolicy::New,
                allow_rollup: true,
                deny_delete: true,
                allow_direct: true,
                ..Default::default()
            };
            context.get_or_create_stream(config).await.map_err(failed("to make a bucket"))?;
        }
        if context.get_object_store(OBJECTS).await.is_err() {
            let objects =
                object_store::Config { bucket: OBJECTS.to_owned(), num_replicas: replicas, ..Default::default() };
            context.create_object_store(objects).await.map_err(failed("to make the store"))?;
        }
        Self::of(context).await
    }

    /// Opens a fleet that is set up.
    ///
    /// # Errors
    /// When the cluster cannot be reached, or nothing is set up.
    pub async fn open(access: &Access) -> Result<Self, FleetError> {
        Self::of(connect(access).await?).await
    }

    async fn of(context: Context) -> Result<Self, FleetError> {
        let not_up = |_| FleetError::NotUp;
        let outcomes = context.get_key_value(OUTCOMES).await.map_err(not_up)?;
        let slots = context.get_key_value(SLOTS).await.map_err(not_up)?;
        let objects = context.get_object_store(OBJECTS).await.map_err(|_| FleetError::NotUp)?;
        Ok(Self { context, outcomes, objects, slots })
    }

    /// Gives the bucket of the engines' slots.
    pub(super) fn slots(&self) -> &Store {
        &self.slots
    }

    /// Gives the bucket of outcomes.
    pub(super) fn outcomes(&self) -> &Store {
        &self.outcomes
    }

    /// Puts an article into the queue; the same id within two minutes counts once.
    pub(super) async fn enqueue(&self, shape: &str, id: &str, payload: Vec<u8>) -> Result<(), FleetError> {
        let payload = bytes::Bytes::from(payload);
        persist!(async {
            let message = jetstream::message::PublishMessage::build().message_id(id).payload(payload.clone());
            let subject = format!("{WORK_SUBJECT}.{}", token(shape));
            let ack = self.context.send_publish(subject, message).await.map_err(failed("to queue an article"))?;
            ack.await.map(drop).map_err(failed("to queue an article"))
        })
    }

    /// Opens the queue of a shape; an article in hand that nobody tells of for so long goes to another worker.
    pub(super) async fn queue(&self, shape: &str, lost_after: Duration) -> Result<PullConsumer, FleetError> {
        let name = format!("work-{}", token(shape));
        let config = pull::Config {
            durable_name: Some(name.clone()),
            ack_policy: AckPolicy::Explicit,
            ack_wait: lost_after,
            max_ack_pending: -1,
            filter_subject: format!("{WORK_SUBJECT}.{}", token(shape)),
            ..Default::default()
        };
        persist!(async {
            let stream = self.context.get_stream(WORK).await.map_err(failed("to open the queue"))?;
            stream.get_or_create_consumer(&name, config.clone()).await.map_err(failed("to open the queue"))
        })
    }

    /// Tells how the queue stands.
    ///
    /// # Errors
    /// When the cluster does not tell.
    pub async fn standing(&self) -> Result<Standing, FleetError> {
        use futures::TryStreamExt as _;
        let mut stream = self.context.get_stream(WORK).await.map_err(failed("to tell how the queue stands"))?;
        let queued = stream.info().await.map_err(failed("to tell how the queue stands"))?.state.messages;
        let consumers: Vec<_> = stream.consumers().try_collect().await.map_err(failed("to tell of the workers"))?;
        Ok(Standing { queued, in_hand: consumers.iter().map(|consumer| consumer.num_ack_pending as u64).sum() })
    }

    /// Writes an outcome where there is none; says whether it was written.
    pub(super) async fn create_outcome(&self, key: &str, json: Vec<u8>) -> Result<bool, FleetError> {
        let json = bytes::Bytes::from(json);
        persist!(async {
            match self.outcomes.create(key, json.clone()).await {
                Ok(_) => Ok(true),
                Err(error) if error.kind() == CreateErrorKind::AlreadyExists => Ok(false),
                Err(error) => Err(failed("to write an outcome")(error)),
            }
        })
    }

    /// Reads an outcome, with its revision.
    pub(super) async fn outcome(&self, key: &str) -> Result<Option<(Vec<u8>, u64)>, FleetError> {
        persist!(async {
            let entry = self.outcomes.entry(key).await.map_err(failed("to read an outcome"))?;
            Ok(entry
                .filter(|entry| entry.operation == kv::Operation::Put)
                .map(|entry| (entry.value.to_vec(), entry.revision)))
        })
    }

    /// Puts an object under its name, unless it is there: names are hashes of contents.
    pub(super) async fn put_object(&self, name: &str, stored: Stored<'_>) -> Result<(), FleetError> {
        persist!(async {
            match self.objects.info(name).await {
                Ok(info) if !info.deleted => return Ok(()),
                Ok(_) => {}
                Err(error) if error.kind() == InfoErrorKind::NotFound => {}
                Err(error) => return Err(failed("to look for an object")(error)),
            }
            let meta = ObjectMetadata { name: name.to_owned(), chunk_size: Some(CHUNK_BYTES), ..Default::default() };
            let put = match stored {
                Stored::Bytes(mut bytes) => self.objects.put(meta, &mut bytes).await,
                Stored::File(path) => {
                    let file = tokio::fs::File::open(path).await;
                    self.objects.put(meta, &mut file.map_err(failed("to read what is to be stored"))?).await
                }
            };
            put.map(drop).map_err(failed("to store an object"))
        })
    }

    /// Opens an object; `None` when there is none.
    pub(super) async fn object(&self, name: &str) -> Result<Option<object_store::Object>, FleetError> {
        persist!(async {
            match self.objects.get(name).await {
                Ok(object) => Ok(Some(object)),
                Err(error) if error.kind() == GetErrorKind::NotFound => Ok(None),
                Err(error) => Err(failed("to fetch an object")(error)),
            }
        })
    }
}

/// Shortens a hash to what fits a subject.
fn token(shape: &str) -> &str {
    shape.get(..16).unwrap_or(shape)
}

async fn connect(access: &Access) -> Result<Context, FleetError> {
    let mut options = ConnectOptions::new().name("aloud").max_reconnects(None);
    if let Some(path) = &access.credentials {
        let unusable = |source| FleetError::Access { path: path.clone(), source };
        options = options.credentials_file(path).await.map_err(unusable)?;
    }
    for path in access.authorities.iter().chain(access.identity.iter().flat_map(|(own, key)| [own, key])) {
        std::fs::metadata(path).map_err(|source| FleetError::Access { path: path.clone(), source })?;
    }
    if let Some(path) = &access.authorities {
        options = options.add_root_certificates(path.clone()).require_tls(true);
    }
    if let Some((certificate, key)) = &access.identity {
        options = options.add_client_certificate(certificate.clone(), key.clone());
    }
    let servers: Result<Vec<async_nats::ServerAddr>, _> =
        access.servers.split(',').map(|server| server.trim().parse()).collect();
    let servers = servers.map_err(|error| FleetError::Unreachable(error.to_string()))?;
    // Which cryptography TLS uses; an error says that it is set already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = options.connect(servers).await.map_err(|error| FleetError::Unreachable(error.to_string()))?;
    Ok(jetstream::new(client))
}
