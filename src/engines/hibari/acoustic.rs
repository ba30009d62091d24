//! The voice's network: phonemes in, spectral parts and pitch out.

use std::path::Path;
use std::sync::Arc;

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value};
use rten_tensor::NdTensor;

use super::synthesis::{BINS, Spectra};

/// The network's outputs, in the order in which [`Spectra`] holds them, and how many frames it holds each number.
const OUTPUTS: [&str; 7] = ["lh", "theta", "ln", "lr", "phi", "f0", "/Clip_output_0"];

/// The network.
pub(super) struct AcousticModel {
    model: Model,
    ids: NodeId,
    speed: NodeId,
    outputs: [NodeId; 7],
}

impl AcousticModel {
    /// Loads the built-in network, or another of its kind.
    ///
    /// # Errors
    /// When the file cannot be read or is no such network.
    pub(super) fn load(file: Option<&Path>) -> Result<Self, String> {
        let mut options = ModelOptions::with_all_ops();
        options.prepack_weights(true);
        let (name, model) = match file {
            None => ("the built-in network".to_owned(), options.load_static_slice(aloud_heart::HIBARI)),
            Some(file) => (file.display().to_string(), options.load_file(file)),
        };
        let model = model.map_err(|error| format!("{name} cannot be used: {error}"))?;
        let node = |wanted| {
            model.find_node(wanted).ok_or_else(|| format!("{name} is not a hibari network: it has no `{wanted}`"))
        };
        let mut outputs = [node(OUTPUTS[0])?; OUTPUTS.len()];
        for (output, wanted) in outputs.iter_mut().zip(OUTPUTS) {
            *output = node(wanted)?;
        }
        let (ids, speed) = (node("ids")?, node("speed")?);
        Ok(Self { model, ids, speed, outputs })
    }

    /// Runs the network on one thread pool. `speed` is 1.0 for the voice's own pace. Besides the spectra it tells for how
    /// many frames it holds each number, and that before the first and that behind the last.
    ///
    /// # Errors
    /// When the runtime fails, which for the built-in network would be a defect.
    pub(super) fn run(
        &self,
        ids: &[(usize, i32)],
        speed: f32,
        threads: &Arc<ThreadPool>,
    ) -> Result<(Spectra, Vec<f32>), String> {
        // The network wants number 0 at both ends.
        let padded: Vec<i32> = [0].into_iter().chain(ids.iter().map(|(_, id)| *id)).chain([0]).collect();
        let ids = NdTensor::from_data([1, padded.len()], padded);
        let speed = NdTensor::from_data([1], vec![speed]);
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(threads)));
        let inputs = vec![(self.ids, ids.into()), (self.speed, speed.into())];
        let outputs = self.model.run_n(inputs, self.outputs, Some(options)).map_err(|error| error.to_string())?;
        let [harmonic, turn, noise, rest, rest_phase, pitch, held] = outputs.map(numbers);
        let parts = [harmonic?, turn?, noise?, rest?, rest_phase?];
        let (pitch_hz, held) = (pitch?, held?);
        // Of a network from a file nothing is taken for granted.
        if parts.iter().any(|part| part.len() != BINS * pitch_hz.len()) {
            return Err("its answers do not fit one another".to_owned());
        }
        Ok((Spectra { parts, pitch_hz }, held))
    }
}

/// Returns an output's numbers, row by row.
fn numbers(output: Value) -> Result<Vec<f32>, String> {
    let tensor: rten_tensor::Tensor<f32> = output.try_into().map_err(|_| "its answers are no numbers")?;
    Ok(tensor.into_data())
}
