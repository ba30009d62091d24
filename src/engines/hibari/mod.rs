//! The built-in neural voice: text to phonemes, phonemes to spectral parts by a network of 6 M parameters, parts to sound.

mod acoustic;
mod noise;
mod pulses;
mod synthesis;

use std::sync::{Arc, LazyLock};
use std::thread;

use async_trait::async_trait;

use super::BuildError;
use super::cores::{self, Cores};
use super::english::{self, English};
use crate::audio::{Clip, SampleRate};
use crate::secrets::Keyring;
use crate::speech::{Capabilities, Engine, EngineError, SpeechRequest, Spoken};
use crate::voice::Voice;
use acoustic::AcousticModel;
use synthesis::Synthesizer;

/// Names the code and the weights: the first number changes when the code makes other sound, the second is the start of
/// the weights' BLAKE3 hash.
const IDENTITY: &str = "hibari/1-1415bca6";
/// The most phonemes the network reads at once: it was trained on sentences up to about this long, and slurs longer ones.
const LONGEST_PIECE: usize = 400;

/// The engine. Its tables and its network load side by side in the background from the moment it is built.
struct Hibari {
    english: Arc<LazyLock<English>>,
    voice: Arc<LazyLock<NeuralVoice>>,
    cores: Cores,
}

/// The network and what turns its answer into sound.
struct NeuralVoice {
    model: AcousticModel,
    synthesizer: Synthesizer,
}

/// Builds the engine; it takes no settings.
#[allow(clippy::unnecessary_wraps, reason = "the signature of every row in ENGINES")]
pub(super) fn build(_voice: &Voice, _keyring: &Keyring) -> Result<Arc<dyn Engine>, BuildError> {
    let english = in_background(English::load);
    let voice = in_background(|| NeuralVoice { model: AcousticModel::load(), synthesizer: Synthesizer::new() });
    Ok(Arc::new(Speaker(Arc::new(Hibari { english, voice, cores: Cores::default() }))))
}

/// Begins to make a value on a thread of its own; whoever needs it first waits for it.
fn in_background<T: Send + Sync + 'static>(make: fn() -> T) -> Arc<LazyLock<T>> {
    let value = Arc::new(LazyLock::new(make));
    let making = Arc::clone(&value);
    thread::spawn(move || {
        LazyLock::force(&making);
    });
    value
}

/// The engine as the library sees it: a handle that a blocking task can take along.
struct Speaker(Arc<Hibari>);

#[async_trait]
impl Engine for Speaker {
    fn identity(&self) -> &str {
        IDENTITY
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities { concurrency: cores::count(), uses_context: false, takes_ipa: true, varies: false }
    }

    async fn speak(&self, request: &SpeechRequest) -> Result<Spoken, EngineError> {
        let (hibari, request) = (Arc::clone(&self.0), request.clone());
        let speaking = tokio::task::spawn_blocking(move || hibari.say(&request));
        // A fault in a crate below must cost one sentence, not the batch.
        let clip = speaking.await.unwrap_or_else(|fault| Err(EngineError::refused(format!("it failed: {fault}"))));
        Ok(clip?.into())
    }
}

impl Hibari {
    fn say(&self, request: &SpeechRequest) -> Result<Clip, EngineError> {
        let phonemes = self.english.phonemes(&request.text, &request.pronunciations);
        let speed = f32::from(request.speed_percent) / 100.0;
        let voice = LazyLock::force(&self.voice);
        let core = self.cores.take();
        let mut samples = Vec::new();
        for piece in english::pieces(&phonemes, LONGEST_PIECE) {
            let ids = voice.model.ids(piece);
            if ids.is_empty() {
                continue;
            }
            let spectra = voice.model.run(&ids, speed, &core).map_err(EngineError::refused)?;
            voice.synthesizer.speak(&spectra, seed(piece), &mut samples);
        }
        self.cores.give_back(core);
        if samples.is_empty() {
            return Err(EngineError::refused("there is nothing in it that an English voice can pronounce"));
        }
        Ok(Clip { samples, rate: SampleRate::MASTER, words: Vec::new() })
    }
}

/// Seeds the breath in the voice from what is said: the same text gives the same samples.
fn seed(phonemes: &str) -> u64 {
    let hash = blake3::hash(phonemes.as_bytes());
    u64::from_le_bytes(*hash.as_bytes().first_chunk().expect("a hash has 32 bytes"))
}

#[cfg(test)]
mod tests;
