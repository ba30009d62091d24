//! The cluster: how it is reached, what is set up on it, and the few things asked of it.

use std::error::Error as _;
use std::path::PathBuf;
use std::time::Duration;

use async_nats::ConnectOptions;
use async_nats::jetstream::consumer::{AckPolicy, PullConsumer, pull};
use async_nats::jetstream::context::{GetStreamError, GetStreamErrorKind, PublishError};
use async_nats::jetstream::kv::{self, CreateErrorKind, Store};
use async_nats::jetstream::object_store;
use async_nats::jetstream::stream::{self, DiscardPolicy, RetentionPolicy, StorageType, Stream};
use async_nats::jetstream::{self, Context, ErrorCode};

use super::error::{FleetError, failed};
use super::replicas::{Replicas, on_nodes};
use crate::store::bucket::Bucket;
use crate::store::{Objects, SharedStore, persist};

/// The queue, and the subjects of its articles: the shape of the settings, so that a worker takes only what it would narrate as
/// the one who submitted it, and the article's key. The queue takes one message a subject: an article is queued once.
const WORK: &str = "aloud-work";
const WORK_SUBJECT: &str = "aloud.work";
/// The buckets.
const OUTCOMES: &str = "aloud-outcomes";
const MARKS: &str = "aloud-marks";
const OBJECTS: &str = "aloud-objects";
const SLOTS: &str = "aloud-slots";
const WORKERS: &str = "aloud-workers";
/// How long a slot of an engine is held by a worker that died. Taste.
pub(super) const SLOT_LOST_AFTER: Duration = Duration::from_secs(20);
/// After how long without a word a worker is gone: some words may be lost.
const GONE_AFTER: Duration = Duration::from_secs(15);
/// How long opening is tried while the cluster elects a leader. Taste: somebody waits before a screen.
const OPEN_FOR: Duration = Duration::from_secs(15);
/// What the queue says of an article that it holds already (nats-server 2.9: `ErrMaxMsgsPerSubject`).
const HELD_ALREADY: &str = "maximum messages per subject exceeded";

/// How a cluster is reached.
#[derive(Debug, Clone, Default)]
pub struct Access {
    /// Its servers, by commas: `nats://a:4222,nats://b:4222`; `tls://` asks for TLS, `USER:PASSWORD@` before a host says who asks.
    pub servers: String,
    /// A credentials file, as `nsc` writes it.
    pub credentials: Option<PathBuf>,
    /// Certificates that sign the servers'.
    pub authorities: Option<PathBuf>,
    /// Our own certificate and its key.
    pub identity: Option<(PathBuf, PathBuf)>,
}

/// An open cluster.
#[derive(Clone)]
pub struct Cluster {
    context: Context,
    outcomes: Store,
    marks: Store,
    slots: Store,
    workers: Store,
    depot: SharedStore,
}

/// How the queue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueueDepth {
    /// Articles not finished yet.
    pub queued: u64,
    /// How many of those workers have in hand.
    pub in_hand: u64,
}

impl Cluster {
    /// Sets a fleet up, each thing kept on so many nodes, and returns on how many each is whole; what is there already stays,
    /// and is moved to as many nodes.
    ///
    /// # Errors
    /// When the cluster cannot be reached or does not do it.
    pub async fn set_up(access: &Access, replicas: usize) -> Result<Vec<Replicas>, FleetError> {
        let context = connect(access).await?;
        let work = stream::Config {
            name: WORK.to_owned(),
            subjects: vec![format!("{WORK_SUBJECT}.*.*")],
            retention: RetentionPolicy::WorkQueue,
            max_messages_per_subject: 1,
            discard: DiscardPolicy::New,
            discard_new_per_subject: true,
            storage: StorageType::File,
            num_replicas: replicas,
            ..Default::default()
        };
        let mut made = vec![on_nodes(&context, work).await?];
        let kept = [(OUTCOMES, Duration::ZERO), (MARKS, Duration::ZERO), (SLOTS, SLOT_LOST_AFTER)];
        for (bucket, max_age) in kept.into_iter().chain([(WORKERS, GONE_AFTER)]) {
            made.push(on_nodes(&context, bucket_config(bucket, max_age, replicas)).await?);
        }
        if context.get_object_store(OBJECTS).await.is_err() {
            let objects =
                object_store::Config { bucket: OBJECTS.to_owned(), num_replicas: replicas, ..Default::default() };
            context.create_object_store(objects).await.map_err(failed("to make the store"))?;
        }
        let objects = context.get_stream(format!("OBJ_{OBJECTS}")).await.map_err(failed("to open the store"))?;
        let objects = stream::Config { num_replicas: replicas, ..objects.cached_info().config.clone() };
        made.push(on_nodes(&context, objects).await?);
        Self::of(context).await?;
        Ok(made)
    }

    /// Opens a fleet that is set up.
    ///
    /// # Errors
    /// When the cluster cannot be reached, or nothing is set up.
    pub async fn open(access: &Access) -> Result<Self, FleetError> {
        let context = connect(access).await?;
        let looked = persist!(
            async {
                match context.get_stream(WORK).await {
                    Ok(_) => Ok(true),
                    Err(error) if is_missing(&error) => Ok(false),
                    Err(error) => Err(failed("to tell whether it is a fleet")(error)),
                }
            },
            OPEN_FOR
        );
        if looked? { Self::of(context).await } else { Err(FleetError::NotUp) }
    }

    async fn of(context: Context) -> Result<Self, FleetError> {
        let bucket =
            async |name: &str| persist!(context.get_key_value(name), OPEN_FOR).map_err(failed("to open a bucket"));
        let (outcomes, marks, slots) = (bucket(OUTCOMES).await?, bucket(MARKS).await?, bucket(SLOTS).await?);
        // Fleets of older versions were set up without it.
        if let Err(error) = context.get_stream(format!("KV_{WORKERS}")).await
            && is_missing(&error)
        {
            let queue = context.get_stream(WORK).await.map_err(failed("to open the queue"))?;
            let config = bucket_config(WORKERS, GONE_AFTER, queue.cached_info().config.num_replicas);
            on_nodes(&context, config).await?;
        }
        let workers = bucket(WORKERS).await?;
        let objects = persist!(context.get_object_store(OBJECTS), OPEN_FOR).map_err(failed("to open the store"))?;
        let stream =
            persist!(context.get_stream(format!("OBJ_{OBJECTS}")), OPEN_FOR).map_err(failed("to open the store"))?;
        let depot = SharedStore::Cluster(Objects::new(objects, stream));
        Ok(Self { context, outcomes, marks, slots, workers, depot })
    }

    /// Keeps clips and masters in a bucket of S3-compatible storage, where one is given, in place of the cluster's own store.
    #[must_use]
    pub fn storing(self, bucket: Option<Bucket>) -> Self {
        let depot = bucket.map_or(self.depot, SharedStore::Bucket);
        Self { depot, ..self }
    }

    /// Returns the place of clips and masters.
    #[must_use]
    pub fn depot(&self) -> &SharedStore {
        &self.depot
    }

    /// Returns the bucket of what tells articles from others.
    pub(super) fn marks(&self) -> &Store {
        &self.marks
    }

    /// Returns the bucket of the engines' slots.
    pub(super) fn slots(&self) -> &Store {
        &self.slots
    }

    /// Returns the bucket of the workers' cards.
    pub(super) fn workers(&self) -> &Store {
        &self.workers
    }

    /// Returns the stream that the queue is.
    pub(super) async fn queue_stream(&self) -> Result<Stream, FleetError> {
        self.context.get_stream(WORK).await.map_err(failed("to open the queue"))
    }

    /// Returns the bucket of outcomes.
    pub(super) fn outcomes(&self) -> &Store {
        &self.outcomes
    }

    /// Puts an article into the queue; says whether it was not there yet.
    pub(super) async fn enqueue(&self, shape: &str, key: &str, payload: Vec<u8>) -> Result<bool, FleetError> {
        let (subject, payload) = (work_subject(&token(shape), key), bytes::Bytes::from(payload));
        persist!(async {
            let published = self.context.publish(subject.clone(), payload.clone()).await;
            match published.map_err(failed("to queue an article"))?.await {
                Ok(_) => Ok(true),
                Err(error) if is_held(&error) => Ok(false),
                Err(error) => Err(failed("to queue an article")(error)),
            }
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
            filter_subject: format!("{WORK_SUBJECT}.{}.*", token(shape)),
            ..Default::default()
        };
        persist!(async {
            let stream = self.queue_stream().await?;
            stream.get_or_create_consumer(&name, config.clone()).await.map_err(failed("to open the queue"))
        })
    }

    /// Tells how the queue stands.
    ///
    /// # Errors
    /// When the cluster does not tell.
    pub async fn standing(&self) -> Result<QueueDepth, FleetError> {
        use futures::TryStreamExt as _;
        let mut stream = self.context.get_stream(WORK).await.map_err(failed("to tell how the queue stands"))?;
        let queued = stream.info().await.map_err(failed("to tell how the queue stands"))?.state.messages;
        let consumers: Vec<_> = stream.consumers().try_collect().await.map_err(failed("to tell of the workers"))?;
        Ok(QueueDepth { queued, in_hand: consumers.iter().map(|consumer| consumer.num_ack_pending as u64).sum() })
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
}

/// Returns the subject of an article under settings.
pub(super) fn work_subject(token: &str, key: &str) -> String {
    format!("{WORK_SUBJECT}.{token}.{key}")
}

/// Describes a bucket as the client makes it; asking it to would want a newer server than Debian's.
fn bucket_config(bucket: &str, max_age: Duration, replicas: usize) -> stream::Config {
    stream::Config {
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
    }
}

/// Shortens a shape to what fits a subject.
pub(super) fn token(shape: &str) -> String {
    blake3::hash(shape.as_bytes()).to_hex()[..16].to_owned()
}

/// Returns whether there is no such stream.
fn is_missing(error: &GetStreamError) -> bool {
    matches!(error.kind(), GetStreamErrorKind::JetStream(told) if told.error_code() == ErrorCode::STREAM_NOT_FOUND)
}

/// Returns whether the queue refused an article because it holds it.
fn is_held(error: &PublishError) -> bool {
    error.source().is_some_and(|source| source.to_string().contains(HELD_ALREADY))
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
    // The client looks at nobody's name in the addresses of servers.
    if let Some((user, password)) = servers.iter().find_map(|server| server.username().zip(server.password())) {
        options = options.user_and_password(user.to_owned(), password.to_owned());
    }
    // Which cryptography TLS uses; an error says that it is set already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = options.connect(servers).await.map_err(|error| FleetError::Unreachable(error.to_string()))?;
    Ok(jetstream::new(client))
}
