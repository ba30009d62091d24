//! On how many nodes everything is kept: as many as asked for, or a reason why not.

use async_nats::jetstream::Context;
use async_nats::jetstream::stream::{Config, Stream};
use serde::Serialize;

use super::FleetError;
use super::error::failed;

/// On how many nodes one thing is kept, and on how many of them it is whole now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Replicas {
    /// What is kept.
    pub of: String,
    /// On how many nodes it is to be.
    pub wanted: usize,
    /// On how many it is whole.
    pub current: usize,
}

/// Makes a stream on so many nodes; one that is there on fewer or more is moved.
pub(super) async fn on_nodes(context: &Context, config: Config) -> Result<Replicas, FleetError> {
    let (name, wanted) = (config.name.clone(), config.num_replicas);
    let refused = |why: String| FleetError::Replicas { wanted, why };
    let stream = match context.get_or_create_stream(config).await {
        Ok(stream) => stream,
        Err(error) if wanted > 1 => return Err(refused(error.to_string())),
        Err(error) => return Err(failed("to make the queue and the store")(error)),
    };
    // A server by itself takes any number, and keeps one.
    if wanted > 1 && stream.cached_info().cluster.is_none() {
        return Err(refused("this server is no part of a cluster".to_owned()));
    }
    let is = stream.cached_info().config.num_replicas;
    if is != wanted {
        let config = Config { num_replicas: wanted, ..stream.cached_info().config.clone() };
        context.update_stream(config).await.map_err(|error| refused(error.to_string()))?;
    }
    replicas_of(&stream, &name, wanted).await
}

/// Returns on how many nodes a stream is whole.
async fn replicas_of(stream: &Stream, name: &str, wanted: usize) -> Result<Replicas, FleetError> {
    let info = stream.get_info().await.map_err(failed("to tell of its nodes"))?;
    let others = info.cluster.map(|cluster| cluster.replicas).unwrap_or_default();
    let current = 1 + others.iter().filter(|peer| peer.current && !peer.offline).count();
    let of = name.trim_start_matches("KV_").trim_start_matches("OBJ_").to_owned();
    Ok(Replicas { of, wanted, current })
}
