//! An engine that looks among the clips of the whole fleet before it speaks, and shares what it spoke.

use std::sync::Arc;

use async_trait::async_trait;
use tokio::io::AsyncReadExt as _;

use super::cluster::{Cluster, Stored};
use crate::audio::Clip;
use crate::speech::{Capabilities, ClipKey, Engine, EngineError, Kept, SpeechRequest, pack, unpack};

/// An engine with the fleet's clips in front of it.
pub(super) struct Shared {
    engine: Arc<dyn Engine>,
    cluster: Cluster,
}

impl Shared {
    pub(super) fn new(engine: Arc<dyn Engine>, cluster: Cluster) -> Self {
        Self { engine, cluster }
    }

    async fn find(&self, key: &ClipKey) -> Option<Clip> {
        // A clip that cannot be had is spoken: slower, and right.
        let mut object = self.cluster.object(&name(key)).await.ok().flatten()?;
        let mut bytes = Vec::new();
        object.read_to_end(&mut bytes).await.ok()?;
        unpack(&bytes, key).map(|kept| kept.clip)
    }
}

fn name(key: &ClipKey) -> String {
    format!("clip-{key}")
}

#[async_trait]
impl Engine for Shared {
    fn identity(&self) -> &str {
        self.engine.identity()
    }

    fn capabilities(&self) -> Capabilities {
        self.engine.capabilities()
    }

    async fn speak(&self, request: &SpeechRequest) -> Result<Clip, EngineError> {
        let key = ClipKey::new(self.identity(), request);
        if let Some(clip) = self.find(&key).await {
            return Ok(clip);
        }
        // What is doubtful is an error here, and is not shared.
        let kept = Kept { clip: self.engine.speak(request).await?, doubt: None };
        let bytes = pack(&key, (self.identity(), &request.text), &kept);
        // What cannot be shared is still said.
        let _ = self.cluster.put_object(&name(&key), Stored::Bytes(&bytes)).await;
        Ok(kept.clip)
    }
}
