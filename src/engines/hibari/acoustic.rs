//! The voice's network: phonemes in, spectral parts and pitch out.

use std::collections::HashMap;
use std::sync::Arc;

use rten::{Model, ModelOptions, NodeId, RunError, RunOptions, ThreadPool, Value};
use rten_tensor::NdTensor;

use super::synthesis::{BINS, Spectra};

/// The network's outputs, in the order in which [`Spectra`] holds them.
const OUTPUTS: [&str; 6] = ["lh", "theta", "ln", "lr", "phi", "f0"];

/// The network, and the numbers it knows phonemes by.
pub(super) struct AcousticModel {
    model: Model,
    alphabet: HashMap<char, i32>,
    ids: NodeId,
    speed: NodeId,
    outputs: [NodeId; 6],
}

impl AcousticModel {
    pub(super) fn load() -> Self {
        let mut options = ModelOptions::with_all_ops();
        let model = options.prepack_weights(true).load_static_slice(aloud_heart::HIBARI);
        let model = model.expect("the built-in network is whole");
        let alphabet = serde_json::from_str(aloud_heart::ALPHABET);
        let node = |name| model.node_id(name).expect("the built-in network has its documented inputs and outputs");
        Self {
            alphabet: alphabet.expect("the built-in alphabet is whole"),
            ids: node("ids"),
            speed: node("speed"),
            outputs: OUTPUTS.map(node),
            model,
        }
    }

    /// Returns the network's numbers for phonemes, without what it does not know; empty when it knows none of them that
    /// sounds.
    pub(super) fn ids(&self, phonemes: &str) -> Vec<i32> {
        if !phonemes.chars().any(char::is_alphabetic) {
            return Vec::new();
        }
        phonemes.chars().filter_map(|phoneme| self.alphabet.get(&phoneme).copied()).collect()
    }

    /// Runs the network on one thread pool. `speed` is 1.0 for the voice's own pace.
    ///
    /// # Errors
    /// When the runtime fails, which for this network would be a defect.
    pub(super) fn run(&self, ids: &[i32], speed: f32, threads: &Arc<ThreadPool>) -> Result<Spectra, RunError> {
        // The network wants number 0 at both ends.
        let padded: Vec<i32> = [&[0], ids, &[0]].concat();
        let ids = NdTensor::from_data([1, padded.len()], padded);
        let speed = NdTensor::from_data([1], vec![speed]);
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(threads)));
        let inputs = vec![(self.ids, ids.into()), (self.speed, speed.into())];
        let outputs = self.model.run_n(inputs, self.outputs, Some(options))?;
        let [harmonic, turn, noise, rest, rest_phase, pitch] = outputs.map(numbers);
        let frames = pitch.len();
        debug_assert_eq!(harmonic.len(), BINS * frames);
        Ok(Spectra { parts: [harmonic, turn, noise, rest, rest_phase], pitch_hz: pitch })
    }
}

/// Returns an output's numbers, row by row.
fn numbers(output: Value) -> Vec<f32> {
    let tensor: rten_tensor::Tensor<f32> = output.try_into().expect("the built-in network's outputs are numbers");
    tensor.into_data()
}
