//! Kokoro-82M in this process: the network's ONNX file and a voice's style vectors from wherever the user keeps them
//! (huggingface.co/hexgrad/Kokoro-82M).

mod network;
mod reader;

pub(super) use network::build;
pub use reader::kokoro_needs_no_program;
