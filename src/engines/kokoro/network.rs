//! The network: phonemes and a style vector in, sound out.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use async_trait::async_trait;
use rten::{Model, NodeId, ValueOrView};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};
use serde::Deserialize;

use super::super::phonemes::{Alphabet, Phonemes, Times};
use super::super::pitch::{Curve, Melody};
use super::super::{BuildError, onnx, settings};
use super::reader::Reader;
use crate::audio::{Clip, SampleRate};
use crate::language::Language;
use crate::secrets::Keyring;
use crate::speech::{Capabilities, Engine, EngineError, SpeechRequest, Spoken};
use crate::voice::Voice;

/// The most phonemes the network reads at once (its 512 positions, less one at either end).
const LONGEST_PIECE: usize = 510;
/// Numbers of a style vector. A voice has one for each count of phonemes.
const STYLE: usize = 256;
/// The names of the inputs, as different exports have them: phonemes, style, pace.
const INPUTS: [&[&str]; 3] = [&["tokens", "input_ids"], &["style"], &["speed"]];
/// What the exports of its authors' code call the frames for which each number is held, and the pitch in hertz.
const HELD: &str = "/encoder/Clip_output_0";
const PITCH: &str = "/encoder/Squeeze_output_0";

/// The `[settings]` of a voice.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// The network, an ONNX file.
    model: PathBuf,
    /// The voice's style vectors: bare 32-bit floats, 256 for each count of phonemes.
    style: PathBuf,
    /// The language whose phonemes are made; the voice's first unless it is set.
    language: Option<Language>,
    /// The program that makes the phonemes, in place of our own rules: `espeak-ng` or its path.
    phonemes: Option<String>,
}

struct Kokoro {
    identity: String,
    settings: Settings,
    reader: Reader,
    /// Loaded when the first sentence is spoken; what went wrong is told for each.
    loaded: OnceLock<Result<Loaded, String>>,
}

struct Loaded {
    alphabet: Alphabet,
    model: Model,
    inputs: [NodeId; 3],
    output: NodeId,
    /// How long each number is held, in frames, where the export tells.
    held: Option<NodeId>,
    /// The pitch in hertz, where the export lets it be given.
    pitch: Option<NodeId>,
    styles: Vec<f32>,
}

/// What the network is to say.
struct Sounds<'a> {
    /// The byte of all phonemes that these begin at.
    start: usize,
    /// Their numbers, each with the byte its phoneme stands at.
    ids: &'a [(usize, i32)],
    style: &'a [f32],
    speed: f32,
}

/// The engine as the library sees it: a handle that a blocking task can take along.
struct Speaker(Arc<Kokoro>);

/// Builds the engine; for a question its files need not be there.
pub(in crate::engines) fn build(voice: &Voice, keyring: &Keyring) -> Result<Arc<dyn Engine>, BuildError> {
    let settings: Settings = settings(voice)?;
    let hash = onnx::hash(voice, keyring, &[&settings.model, &settings.style])?;
    let language = settings.language.as_ref().or(voice.languages.first()).cloned().unwrap_or_else(Language::english);
    let reader = Reader::new(&language, settings.phonemes.as_deref());
    let reader = reader.map_err(|message| BuildError::Setting { voice: voice.name.clone(), message })?;
    let identity = format!("kokoro/{hash}-{language}{}", reader.mark());
    Ok(Arc::new(Speaker(Arc::new(Kokoro { identity, settings, reader, loaded: OnceLock::new() }))))
}

#[async_trait]
impl Engine for Speaker {
    fn identity(&self) -> &str {
        &self.0.identity
    }

    fn capabilities(&self) -> Capabilities {
        // One sentence at a time takes every core, and as much memory as one sentence.
        Capabilities { concurrency: 1, takes_ipa: true, shapes_pitch: true, ..Capabilities::default() }
    }

    async fn speak(&self, request: &SpeechRequest) -> Result<Spoken, EngineError> {
        let (kokoro, request) = (Arc::clone(&self.0), request.clone());
        let phonemes = kokoro.reader.ask(&request).await?;
        let speaking = tokio::task::spawn_blocking(move || kokoro.say(&request, phonemes));
        // A fault in a crate below must cost one sentence, not the batch.
        let clip = speaking.await.unwrap_or_else(|fault| Err(EngineError::refused(format!("it failed: {fault}"))));
        Ok(clip?.into())
    }
}

impl Kokoro {
    fn say(&self, request: &SpeechRequest, phonemes: Option<Phonemes>) -> Result<Clip, EngineError> {
        let loaded = self.loaded.get_or_init(|| Loaded::load(&self.settings));
        let loaded = loaded.as_ref().map_err(|message| EngineError::refused(message.clone()))?;
        let phonemes = phonemes.unwrap_or_else(|| self.reader.read(request));
        let speed = f32::from(request.speed_percent) / 100.0;
        let melody = Melody::new(request, &phonemes);
        let mut samples = Vec::new();
        let mut times = Times::default();
        for piece in phonemes.pieces(LONGEST_PIECE) {
            let signs = &phonemes.signs()[piece.clone()];
            let ids = loaded.alphabet.ids(signs);
            if ids.is_empty() {
                continue;
            }
            let sounds = Sounds { start: piece.start, ids: &ids, style: loaded.style(signs), speed };
            let (sound, held) = loaded.run(&sounds, &melody)?;
            let begin = samples.len() as u64;
            samples.extend(sound);
            times.add_piece(piece.start, &ids, &held, begin..samples.len() as u64);
        }
        if samples.is_empty() {
            return Err(EngineError::refused("there is nothing in it that this voice can pronounce"));
        }
        samples.iter_mut().for_each(|sample| *sample = sample.clamp(-1.0, 1.0));
        // The network was trained at 24 kHz, which is the master's rate.
        Ok(Clip { samples, rate: SampleRate::MASTER, words: phonemes.marks(&times) })
    }
}

impl Loaded {
    fn load(settings: &Settings) -> Result<Self, String> {
        let model = onnx::load(&settings.model).map_err(|error| error.to_string())?;
        let node = |names: &&[&str]| names.iter().find_map(|name| model.find_node(name));
        let inputs = INPUTS.iter().map(node).collect::<Option<Vec<_>>>().and_then(|nodes| nodes.try_into().ok());
        let (inputs, output) = inputs.zip(model.output_ids().first().copied()).ok_or_else(|| {
            format!("{} is not a Kokoro network: it lacks an input or the output", settings.model.display())
        })?;
        let alphabet = Alphabet::new();
        let (held, pitch) = (model.find_node(HELD), model.find_node(PITCH));
        Ok(Self { alphabet, model, inputs, output, held, pitch, styles: styles(&settings.style)? })
    }

    /// Speaks one piece. Besides the sound it tells how long each number is held, and those before and behind them, in
    /// frames; nothing where the export does not tell.
    fn run(&self, sounds: &Sounds<'_>, melody: &Melody) -> Result<(Vec<f32>, Vec<f32>), EngineError> {
        let Sounds { start, ids, style, speed } = *sounds;
        // The network wants number 0 at both ends.
        let padded: Vec<i32> = [0].into_iter().chain(ids.iter().map(|(_, id)| *id)).chain([0]).collect();
        let (tokens, style) = (NdTensor::from_data([1, padded.len()], padded), style.to_vec());
        let (style, speed) = (NdTensor::from_data([1, STYLE], style), NdTensor::from_data([1], vec![speed]));
        let [tokens_in, style_in, speed_in] = self.inputs;
        let given = || -> Vec<(NodeId, ValueOrView)> {
            vec![(tokens_in, tokens.view().into()), (style_in, style.view().into()), (speed_in, speed.view().into())]
        };
        let mut inputs = given();
        if let Some(pitch) = self.pitch.filter(|_| !melody.is_own()) {
            let asked: Vec<NodeId> = [pitch].into_iter().chain(self.held).collect();
            let mut own = self.model.run(given(), &asked, None).map_err(failed)?.into_iter();
            let mut numbers = || own.next().map(Tensor::<f32>::try_from).transpose().map_err(failed);
            if let Some(curve) = numbers()? {
                let held = numbers()?.map(Tensor::into_data).unwrap_or_default();
                let shape = curve.shape().to_vec();
                let mut hz = curve.into_data();
                melody.intone(Curve { hz: &mut hz, start, ids, held: &held });
                inputs.push((pitch, Tensor::from_data(&shape, hz).into()));
            }
        }
        let asked: Vec<NodeId> = [self.output].into_iter().chain(self.held).collect();
        let mut answers = self.model.run(inputs, &asked, None).map_err(failed)?.into_iter();
        let mut numbers = || match answers.next() {
            Some(answer) => Tensor::<f32>::try_from(answer).map(Tensor::into_data).map_err(failed),
            None => Ok(Vec::new()),
        };
        Ok((numbers()?, numbers()?))
    }

    /// Returns the style for as many phonemes as a piece has.
    fn style(&self, phonemes: &str) -> &[f32] {
        let last = self.styles.len() / STYLE - 1;
        let row = phonemes.chars().count().saturating_sub(1).min(last);
        &self.styles[row * STYLE..(row + 1) * STYLE]
    }
}

fn failed(error: impl std::fmt::Display) -> EngineError {
    EngineError::refused(format!("the network failed: {error}"))
}

/// Reads a voice's style vectors.
fn styles(path: &Path) -> Result<Vec<f32>, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
    let (numbers, rest) = bytes.as_chunks::<4>();
    if numbers.is_empty() || numbers.len() % STYLE != 0 || !rest.is_empty() {
        return Err(format!("{} does not hold style vectors of {STYLE} numbers each", path.display()));
    }
    Ok(numbers.iter().map(|number| f32::from_le_bytes(*number)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voice(folder: &Path) -> Arc<Voice> {
        let (model, style) = (folder.join("m.onnx"), folder.join("s.bin"));
        let toml = format!(
            "name = 'v'\nengine = 'kokoro'\nlicence = 'none'\n[settings]\nmodel = '{}'\nstyle = '{}'\n",
            model.display(),
            style.display()
        );
        Arc::new(Voice::parse(&toml, "v").unwrap())
    }

    fn keyring() -> Keyring {
        Keyring::new(|_| None, || std::time::SystemTime::UNIX_EPOCH)
    }

    #[tokio::test]
    async fn files_that_are_missing_or_wrong_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let voice = voice(folder.path());
        assert!(build(&voice, &Keyring::blank()).is_ok());
        let error = build(&voice, &keyring()).map(|_| ()).unwrap_err().to_string();
        assert!(error.contains("m.onnx cannot be read"), "{error}");

        std::fs::write(folder.path().join("m.onnx"), "not a network").unwrap();
        std::fs::write(folder.path().join("s.bin"), [0; 1000]).unwrap();
        let engine = build(&voice, &keyring()).unwrap();
        let error = engine.speak(&SpeechRequest::new("Text.", Arc::clone(&voice))).await.unwrap_err();
        assert!(error.whole_message().contains("m.onnx cannot be used"), "{error:?}");
        let error = styles(&folder.path().join("s.bin")).unwrap_err();
        assert!(error.contains("256 numbers each"), "{error}");

        let before = engine.identity().to_owned();
        std::fs::write(folder.path().join("s.bin"), [1; 1000]).unwrap();
        assert_ne!(build(&voice, &keyring()).unwrap().identity(), before, "another style is another identity");
    }
}
