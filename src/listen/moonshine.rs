//! Moonshine tiny in this process: an encoder of raw samples, and a decoder that writes one piece of a word after the other,
//! always the likeliest (github.com/moonshine-ai/moonshine, MIT for English).

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use async_trait::async_trait;
use rten::{Model, NodeId, RunOptions, ThreadPool, Value, ValueOrView};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};

use super::recognizer::{HEARING_HZ, ListenError, Recognizer};
use super::tokens::Tokens;
use crate::engines::{Cores, onnx};
use crate::language::Language;
use crate::weights::{WeightsFolder, of_listener};

/// Names the network.
const IDENTITY: &str = "moonshine-tiny/1";
/// The pieces at the beginning and at the end.
const BEGIN: i32 = 1;
const END: i32 = 2;
/// Layers of the decoder, its heads, and the numbers of each.
const LAYERS: usize = 6;
const HEADS: usize = 8;
const HEAD_SIZE: usize = 36;
/// The most pieces of words in a second of speech (measured by its makers), and some for very short sounds.
const PIECES_PER_SECOND: f64 = 7.0;
const LEAST_PIECES: usize = 8;
/// Shorter sounds hold no word.
const LEAST_SAMPLES: usize = HEARING_HZ as usize / 10;

/// The recognizer.
pub struct Moonshine(Arc<Inner>);

struct Inner {
    folder: WeightsFolder,
    cores: Cores,
    loaded: OnceLock<Result<Loaded, ListenError>>,
}

struct Loaded {
    encoder: Model,
    decoder: Model,
    tokens: Tokens,
}

impl Moonshine {
    /// Takes the recognizer whose weights lie in a folder; they are loaded when it first hears something.
    ///
    /// # Errors
    /// When they are not there.
    pub fn new(folder: WeightsFolder) -> Result<Self, ListenError> {
        if of_listener().iter().all(|file| folder.has(file)) {
            Ok(Self(Arc::new(Inner { folder, cores: Cores::default(), loaded: OnceLock::new() })))
        } else {
            Err(ListenError::NoWeights)
        }
    }
}

#[async_trait]
impl Recognizer for Moonshine {
    fn identity(&self) -> &str {
        IDENTITY
    }

    fn understands(&self, language: &Language) -> bool {
        language.primary() == "en"
    }

    async fn hear(&self, samples: Vec<f32>, _language: &Language) -> Result<String, ListenError> {
        let inner = Arc::clone(&self.0);
        let hearing = tokio::task::spawn_blocking(move || inner.hear(&samples));
        hearing.await.unwrap_or_else(|fault| Err(ListenError::Unusable(format!("it failed: {fault}"))))
    }
}

impl Inner {
    fn hear(&self, samples: &[f32]) -> Result<String, ListenError> {
        if samples.len() < LEAST_SAMPLES {
            return Ok(String::new());
        }
        let loaded = self.loaded.get_or_init(|| Loaded::load(&self.folder)).as_ref().map_err(Clone::clone)?;
        let core = self.cores.take();
        let heard = loaded.hear(samples, &core);
        self.cores.give_back(core);
        heard.map_err(ListenError::Unusable)
    }
}

impl Loaded {
    fn load(folder: &WeightsFolder) -> Result<Self, ListenError> {
        let model = |name: &str| {
            let place = folder.place(&format!("moonshine/{name}"));
            onnx::load(&place).map_err(|error| ListenError::Unusable(error.to_string()))
        };
        let tokens = Tokens::read(&folder.place("moonshine/tokenizer.json")).map_err(ListenError::Unusable)?;
        Ok(Self { encoder: model("encoder_model.onnx")?, decoder: model("decoder_model_merged.onnx")?, tokens })
    }

    fn hear(&self, samples: &[f32], core: &Arc<ThreadPool>) -> Result<String, String> {
        let options = || Some(RunOptions::default().with_thread_pool(Some(Arc::clone(core))));
        let count = samples.len();
        let mut inputs: Vec<(NodeId, ValueOrView)> = Vec::new();
        for (id, name) in named(&self.encoder, self.encoder.input_ids()) {
            let value = match name.as_str() {
                "input_values" => NdTensor::from_data([1, count], samples.to_vec()).into(),
                _ => NdTensor::from_data([1, count], vec![1_i32; count]).into(),
            };
            inputs.push((id, value));
        }
        let output = self.encoder.output_ids().first().copied().ok_or("the encoder has no output")?;
        let [hidden] = self.encoder.run_n(inputs, [output], options()).map_err(|error| error.to_string())?;
        let hidden: Tensor<f32> = hidden.try_into().map_err(|_| "the encoder's output is no numbers")?;
        let seconds = count as f64 / f64::from(HEARING_HZ);
        let most = (seconds * PIECES_PER_SECOND) as usize + LEAST_PIECES;
        let mut past = empty_past();
        let mut pieces = vec![BEGIN];
        while pieces.len() <= most && pieces.last() != Some(&END) {
            let step =
                Step { hidden: &hidden, past: &past, last: pieces[pieces.len() - 1], is_first: pieces.len() == 1 };
            let (next, news) = self.step(&step, count, options())?;
            past.extend(news);
            pieces.push(next);
        }
        Ok(self.tokens.text(&pieces))
    }

    /// Writes one piece; returns it with what the decoder keeps for the next.
    fn step(
        &self,
        step: &Step<'_>,
        count: usize,
        options: Option<RunOptions>,
    ) -> Result<(i32, Vec<(String, Value)>), String> {
        let mut inputs: Vec<(NodeId, ValueOrView)> = Vec::new();
        for (id, name) in named(&self.decoder, self.decoder.input_ids()) {
            let value: ValueOrView = match name.as_str() {
                "input_ids" => NdTensor::from_data([1, 1], vec![step.last]).into(),
                "encoder_hidden_states" => step.hidden.view().into(),
                "encoder_attention_mask" => NdTensor::from_data([1, count], vec![1_i32; count]).into(),
                "use_cache_branch" => NdTensor::from_data([1], vec![i32::from(!step.is_first)]).into(),
                other => {
                    step.past.get(other).ok_or_else(|| format!("the decoder has an input `{other}`"))?.as_view().into()
                }
            };
            inputs.push((id, value));
        }
        let outputs = self.decoder.output_ids();
        let values = self.decoder.run(inputs, outputs, options).map_err(|error| error.to_string())?;
        let (mut next, mut news) = (END, Vec::new());
        for ((_, name), value) in named(&self.decoder, outputs).zip(values) {
            if name == "logits" {
                let logits: Tensor<f32> = value.try_into().map_err(|_| "the decoder's output is no numbers")?;
                let likeliest = logits.iter().enumerate().max_by(|one, other| one.1.total_cmp(other.1));
                next = likeliest.and_then(|(number, _)| i32::try_from(number).ok()).unwrap_or(END);
            } else if step.is_first || !name.contains("encoder") {
                // What it keeps of the encoder is made in the first step only.
                news.push((name.replace("present", "past_key_values"), value));
            }
        }
        Ok((next, news))
    }
}

/// What the decoder goes on from.
struct Step<'a> {
    hidden: &'a Tensor<f32>,
    past: &'a HashMap<String, Value>,
    last: i32,
    is_first: bool,
}

fn named<'a>(model: &'a Model, ids: &'a [NodeId]) -> impl Iterator<Item = (NodeId, String)> + 'a {
    let name = |id: NodeId| model.node_info(id).and_then(|node| node.name().map(str::to_owned)).unwrap_or_default();
    ids.iter().map(move |id| (*id, name(*id)))
}

/// Returns what the decoder keeps before its first step: nothing.
fn empty_past() -> HashMap<String, Value> {
    let kinds = ["decoder.key", "decoder.value", "encoder.key", "encoder.value"];
    let names = (0..LAYERS).flat_map(|layer| kinds.map(|kind| format!("past_key_values.{layer}.{kind}")));
    names.map(|name| (name, Tensor::<f32>::zeros(&[1, HEADS, 0, HEAD_SIZE]).into())).collect()
}
