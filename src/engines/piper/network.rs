//! A Piper voice in this process: any `.onnx` file with its `.onnx.json`, phonemes by the program espeak-ng.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use async_trait::async_trait;
use rten::{Model, NodeId, RunOptions, ValueOrView};
use rten_tensor::{NdTensor, Tensor};
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use super::super::cores::{self, Cores};
use super::super::espeak::{Espeak, PROGRAM};
use super::super::phonemes::{Phonemes, Times};
use super::super::{BuildError, onnx, settings, sound};
use super::config::{Config, Inference, PhonemeType};
use crate::audio::{Clip, SampleRate};
use crate::secrets::Keyring;
use crate::speech::{Capabilities, Engine, EngineError, SpeechRequest, Spoken};
use crate::voice::Voice;

/// What the exports of Piper's own code call the frames for which each number is held.
const HELD: &str = "/Ceil_output_0";

/// The `[settings]` of a voice.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// The network, an ONNX file.
    model: PathBuf,
    /// Its description; the network's name with `.json` after it unless it is set.
    config: Option<PathBuf>,
    /// A speaker of a network with many, by name or number.
    speaker: Option<Speaker>,
    /// How long everything takes, 1 being the network's own pace.
    length_scale: Option<f32>,
    /// How much the sound varies.
    noise_scale: Option<f32>,
    /// How much the lengths of sounds vary.
    noise_w_scale: Option<f32>,
    /// Where the program espeak-ng is.
    phonemes: Option<String>,
}

/// A speaker, by name or number.
#[derive(Deserialize)]
#[serde(untagged)]
enum Speaker {
    Name(String),
    Number(u32),
}

struct Piper {
    identity: String,
    settings: Settings,
    cores: Cores,
    /// Loaded when the first sentence is spoken; what went wrong is told for each.
    loaded: OnceLock<Result<Loaded, String>>,
}

struct Loaded {
    config: Config,
    espeak: Option<Espeak>,
    model: Model,
    rate: SampleRate,
    speaker: i32,
    inference: Inference,
}

/// The engine as the library sees it: a handle that a blocking task can take along.
struct Network(Arc<Piper>);

/// Builds the engine; for a question its files need not be there.
pub(super) fn build(voice: &Voice, keyring: &Keyring) -> Result<Arc<dyn Engine>, BuildError> {
    let settings: Settings = settings(voice)?;
    let hash = onnx::hash(voice, keyring, &[&settings.model, &settings.config_path()])?;
    let identity = format!("piper/{hash}");
    Ok(Arc::new(Network(Arc::new(Piper { identity, settings, cores: Cores::default(), loaded: OnceLock::new() }))))
}

impl Settings {
    fn config_path(&self) -> PathBuf {
        let beside = || {
            let mut name = self.model.clone().into_os_string();
            name.push(".json");
            PathBuf::from(name)
        };
        self.config.clone().unwrap_or_else(beside)
    }
}

#[async_trait]
impl Engine for Network {
    fn identity(&self) -> &str {
        &self.0.identity
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities { concurrency: cores::count(), takes_ipa: true, ..Capabilities::default() }
    }

    async fn speak(&self, request: &SpeechRequest) -> Result<Spoken, EngineError> {
        let piper = Arc::clone(&self.0);
        let failed = |fault| EngineError::refused(format!("it failed: {fault}"));
        // A fault in a crate below must cost one sentence, not the batch.
        tokio::task::spawn_blocking(move || piper.load().map(|_| ())).await.map_err(failed)??;
        let loaded = self.0.load()?;
        let phonemes = match &loaded.espeak {
            Some(espeak) => espeak.phonemes(request).await?,
            None => request.text.to_lowercase(),
        };
        let phonemes = Phonemes::of_words(phonemes.nfd().collect(), &request.text);
        let (piper, speed_percent) = (Arc::clone(&self.0), request.speed_percent);
        let speaking = tokio::task::spawn_blocking(move || piper.say(&phonemes, speed_percent));
        Ok(speaking.await.map_err(failed)??.into())
    }
}

impl Piper {
    fn load(&self) -> Result<&Loaded, EngineError> {
        let loaded = self.loaded.get_or_init(|| Loaded::load(&self.settings));
        loaded.as_ref().map_err(|message| EngineError::refused(message.clone()))
    }

    fn say(&self, phonemes: &Phonemes, speed_percent: u16) -> Result<Clip, EngineError> {
        if !phonemes.signs().chars().any(char::is_alphabetic) {
            return Err(EngineError::refused("there is nothing in it that this voice can pronounce"));
        }
        let loaded = self.load()?;
        let core = self.cores.take();
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&core)));
        let (owners, ids): (Vec<_>, Vec<_>) = loaded.config.ids(phonemes.signs()).into_iter().unzip();
        let spoken = loaded.run(ids, f32::from(speed_percent.max(1)) / 100.0, options);
        self.cores.give_back(core);
        let (mut samples, held) =
            spoken.map_err(|error| EngineError::refused(format!("the network failed: {error}")))?;
        samples.iter_mut().for_each(|sample| *sample = sample.clamp(-1.0, 1.0));
        let clip = sound::at_master_rate(Clip { samples, rate: loaded.rate, words: Vec::new() });
        let mut times = Times::default();
        times.add(&owners, &held, 0..clip.length().0);
        Ok(Clip { words: phonemes.marks(&times), ..clip })
    }
}

impl Loaded {
    fn load(settings: &Settings) -> Result<Self, String> {
        let path = settings.config_path();
        let config = Config::read(&path)?;
        let speaker = match &settings.speaker {
            None => 0,
            Some(Speaker::Name(name)) => config.speaker(name)?,
            Some(Speaker::Number(number)) => config.speaker(&number.to_string())?,
        };
        let program = settings.phonemes.as_deref().unwrap_or(PROGRAM).to_owned();
        let voice = config.espeak.as_ref().filter(|_| config.phoneme_type == PhonemeType::Espeak);
        let espeak = voice.map(|espeak| Espeak { program, voice: espeak.voice.clone(), ties: false });
        let inference = Inference {
            noise_scale: settings.noise_scale.unwrap_or(config.inference.noise_scale),
            length_scale: settings.length_scale.unwrap_or(1.0) * config.inference.length_scale,
            noise_w: settings.noise_w_scale.unwrap_or(config.inference.noise_w),
        };
        let rate = rate(&config, &path)?;
        let model = onnx::load(&settings.model).map_err(|error| error.to_string())?;
        Ok(Self { config, espeak, model, rate, speaker, inference })
    }

    /// Speaks phonemes that have their numbers. Besides the sound it tells how long each number is held, in frames; nothing
    /// where the export does not tell.
    fn run(&self, ids: Vec<i32>, speed: f32, options: RunOptions) -> Result<(Vec<f32>, Vec<f32>), String> {
        let Inference { noise_scale, length_scale, noise_w } = self.inference;
        let scales = vec![noise_scale, length_scale / speed, noise_w];
        let length = ids.len();
        let mut inputs: Vec<(NodeId, ValueOrView)> = Vec::new();
        for id in self.model.input_ids() {
            let name = self.model.node_info(*id).and_then(|node| node.name().map(str::to_owned)).unwrap_or_default();
            let value = match name.as_str() {
                "input" => NdTensor::from_data([1, length], ids.clone()).into(),
                "input_lengths" => NdTensor::from_data([1], vec![length as i32]).into(),
                "scales" => NdTensor::from_data([3], scales.clone()).into(),
                "sid" => NdTensor::from_data([1], vec![self.speaker]).into(),
                _ => return Err(format!("it has an input `{name}`, which no Piper voice has")),
            };
            inputs.push((*id, value));
        }
        let output = self.model.output_ids().first().copied().ok_or("it has no output")?;
        let asked: Vec<NodeId> = [output].into_iter().chain(self.model.find_node(HELD)).collect();
        let mut answers = self.model.run(inputs, &asked, Some(options)).map_err(|error| error.to_string())?.into_iter();
        let mut numbers = || match answers.next() {
            Some(answer) => Tensor::<f32>::try_from(answer).map(Tensor::into_data).map_err(|error| error.to_string()),
            None => Ok(Vec::new()),
        };
        Ok((numbers()?, numbers()?))
    }
}

fn rate(config: &Config, path: &Path) -> Result<SampleRate, String> {
    const RATES_HZ: std::ops::RangeInclusive<u32> = 8_000..=96_000;
    let hz = config.audio.sample_rate;
    let rate = SampleRate::new(hz).filter(|_| RATES_HZ.contains(&hz));
    rate.ok_or_else(|| format!("{}: a sample rate of {hz} Hz is not possible", path.display()))
}
