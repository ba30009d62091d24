//! Networks in ONNX files: what `rten` has not, or does otherwise than ONNX says, is rewritten when a file is loaded. Nothing
//! is written back: the file stays as its maker gave it out, and so does its hash.

mod files;
mod ready;
mod wire;

pub(in crate::engines) use files::hash;
pub(crate) use ready::load;
