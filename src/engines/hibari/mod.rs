//! The built-in neural voice, and its like from files: text to phonemes, phonemes to spectral parts by a network of 6 M parameters, parts to sound.

mod acoustic;
mod noise;
mod pulses;
mod synthesis;

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};
use std::thread;

use async_trait::async_trait;
use serde::Deserialize;

use super::cores::{self, Cores};
use super::english::English;
use super::phonemes::{Alphabet, Times};
use super::pitch::{Curve, Melody};
use super::{BuildError, onnx, settings};
use crate::audio::{Clip, SampleRate};
use crate::language::Language;
use crate::secrets::Keyring;
use crate::speech::{Capabilities, Engine, EngineError, SpeechRequest, Spoken};
use crate::voice::Voice;
use acoustic::AcousticModel;
use synthesis::Synthesizer;

/// Names the code: the number changes when it makes other sound.
const CODE: &str = "hibari/2";
/// Names the built-in weights: the start of their BLAKE3 hash.
const WEIGHTS: &str = "1415bca6";
/// The most phonemes the network reads at once: it was trained on sentences up to about this long, and slurs longer ones.
const LONGEST_PIECE: usize = 400;

/// The `[settings]` of a voice.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// Another voice's network, an ONNX file; the built-in voice's unless it is set.
    model: Option<PathBuf>,
}

/// The engine. Its tables and its network load side by side in the background from the moment it is built.
struct Hibari {
    identity: String,
    english: Background<English>,
    voice: Background<Result<NeuralVoice, String>>,
    cores: Cores,
}

/// A value that is made on a thread of its own; whoever needs it first waits for it.
type Background<T> = Arc<LazyLock<T, Box<dyn FnOnce() -> T + Send>>>;

/// The network and what turns its answer into sound.
struct NeuralVoice {
    alphabet: Alphabet,
    model: AcousticModel,
    synthesizer: Synthesizer,
}

/// Builds the engine; for a question a network from a file need not be there.
pub(super) fn build(voice: &Voice, keyring: &Keyring) -> Result<Arc<dyn Engine>, BuildError> {
    let Settings { model } = settings(voice)?;
    let language = voice.languages.first().cloned().unwrap_or_else(Language::english);
    let identity = match &model {
        None => format!("{CODE}-{WEIGHTS}"),
        Some(model) => format!("{CODE}-{}-{language}", onnx::hash(voice, keyring, &[model])?),
    };
    let english = in_background(move || English::of(&language));
    let voice = in_background(move || {
        let model = AcousticModel::load(model.as_deref())?;
        Ok(NeuralVoice { alphabet: Alphabet::new(), model, synthesizer: Synthesizer::new() })
    });
    Ok(Arc::new(Speaker(Arc::new(Hibari { identity, english, voice, cores: Cores::default() }))))
}

/// Begins to make a value in the background.
fn in_background<T: Send + Sync + 'static>(make: impl FnOnce() -> T + Send + 'static) -> Background<T> {
    let value: Background<T> = Arc::new(LazyLock::new(Box::new(make)));
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
        &self.0.identity
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities { concurrency: cores::count(), takes_ipa: true, shapes_pitch: true, ..Capabilities::default() }
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
        let melody = Melody::new(request, &phonemes);
        let speed = f32::from(request.speed_percent) / 100.0;
        let voice = LazyLock::force(&self.voice).as_ref().map_err(|message| EngineError::refused(message.clone()))?;
        let core = self.cores.take();
        let mut samples = Vec::new();
        let mut times = Times::default();
        for piece in phonemes.pieces(LONGEST_PIECE) {
            let signs = &phonemes.signs()[piece.clone()];
            let ids = voice.alphabet.ids(signs);
            if ids.is_empty() {
                continue;
            }
            let (mut spectra, held) = voice.model.run(&ids, speed, &core).map_err(EngineError::refused)?;
            melody.intone(Curve { hz: &mut spectra.pitch_hz, start: piece.start, ids: &ids, held: &held });
            let begin = samples.len() as u64;
            voice.synthesizer.speak(&spectra, seed(signs), &mut samples);
            times.add_piece(piece.start, &ids, &held, begin..samples.len() as u64);
        }
        self.cores.give_back(core);
        if samples.is_empty() {
            return Err(EngineError::refused("there is nothing in it that an English voice can pronounce"));
        }
        Ok(Clip { samples, rate: SampleRate::MASTER, words: phonemes.marks(&times) })
    }
}

/// Seeds the breath in the voice from what is said: the same text gives the same samples.
fn seed(phonemes: &str) -> u64 {
    let hash = blake3::hash(phonemes.as_bytes());
    u64::from_le_bytes(*hash.as_bytes().first_chunk().expect("a hash has 32 bytes"))
}

#[cfg(test)]
mod tests;
