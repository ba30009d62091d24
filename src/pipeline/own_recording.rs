//! A person's recording of a sentence, heard as a clip like any: what "speaks" it reads a file beside the narration.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;

use super::Speaker;
use crate::audio::{SampleRate, decode};
use crate::script::{Delivery, Recording};
use crate::speech::{Capabilities, Engine, EngineError, SpeechRequest, Spoken, aside};
use crate::voice::Voice;

/// The largest recording that is read: a minute at the master's rate has 3 MB.
const MAX_BYTES: u64 = 16 << 20;

/// The name of what reads recordings, which no engine of a voice file has.
pub(super) const RECORDING: &str = "recording";

/// Reads a recording.
struct OwnRecording {
    file: PathBuf,
    identity: String,
}

impl Speaker {
    /// Returns who "speaks" a recording that lies in a folder; none where it is not there, or another.
    pub(super) fn of_recording(recording: &Recording, folder: &Path) -> Option<Self> {
        let file = folder.join(&recording.file);
        let bytes = crate::regular_file::read(&file, MAX_BYTES).ok()?;
        if blake3::hash(&bytes).to_hex().as_str() != recording.hash {
            return None;
        }
        let voice = Voice {
            name: recording.speaker(),
            engine: RECORDING.to_owned(),
            languages: Vec::new(),
            licence: String::new(),
            description: String::new(),
            sex: None,
            terms: None,
            keys: BTreeMap::new(),
            limits: crate::voice::Limits { usd_per_million_chars: Some(0.0), ..Default::default() },
            version: None,
            delivery: Delivery::default(),
            settings: BTreeMap::new(),
        };
        let engine = OwnRecording { file, identity: format!("recording/{}", recording.hash) };
        Some(Self { voice: Arc::new(voice), engine: Arc::new(engine) })
    }
}

#[async_trait]
impl Engine for OwnRecording {
    fn identity(&self) -> &str {
        &self.identity
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities { takes_ipa: true, ..Capabilities::default() }
    }

    async fn speak(&self, _: &SpeechRequest) -> Result<Spoken, EngineError> {
        let file = self.file.clone();
        let clip = aside(move || {
            let bytes = crate::regular_file::read(&file, MAX_BYTES).map_err(EngineError::bad_audio)?;
            decode(bytes, None).map_err(EngineError::bad_audio)
        });
        let clip = clip.await?;
        match clip.rate == SampleRate::MASTER {
            true => Ok(clip.into()),
            false => Err(EngineError::bad_audio("a recording of one's own has another rate than the master's")),
        }
    }
}
