//! Makes networks ready for `rten`, node by node:
//!
//! - ConvInteger pads with the number 0 in place of the zero point, which is heard as blurred words and a click: it is padded
//!   ahead of it.
//! - FusedMatMul is ONNX Runtime's own: taken apart into a transposition and a product.
//! - Noise has a seed, so that the same text gives the same samples.

use std::path::{Path, PathBuf};

use rten::{Model, ModelOptions};

use super::wire::{Field, Message, fields, numbers};

/// The fields of ONNX's messages that are looked into (onnx.proto).
mod field {
    pub(super) const MODEL_GRAPH: u64 = 7;
    pub(super) const GRAPH_NODE: u64 = 1;
    pub(super) const GRAPH_INITIALIZER: u64 = 5;
    pub(super) const NODE_INPUT: u64 = 1;
    pub(super) const NODE_OUTPUT: u64 = 2;
    pub(super) const NODE_NAME: u64 = 3;
    pub(super) const NODE_OPERATOR: u64 = 4;
    pub(super) const NODE_ATTRIBUTE: u64 = 5;
    pub(super) const ATTRIBUTE_NAME: u64 = 1;
    pub(super) const ATTRIBUTE_FLOAT: u64 = 2;
    pub(super) const ATTRIBUTE_NUMBER: u64 = 3;
    pub(super) const ATTRIBUTE_NUMBERS: u64 = 8;
    pub(super) const ATTRIBUTE_KIND: u64 = 20;
    pub(super) const TENSOR_DIMS: u64 = 1;
    pub(super) const TENSOR_TYPE: u64 = 2;
    pub(super) const TENSOR_NAME: u64 = 8;
    pub(super) const TENSOR_RAW: u64 = 9;
}

/// The kinds of attributes and numbers, as ONNX counts them.
const FLOAT: u64 = 1;
const LIST_OF_NUMBERS: u64 = 7;
const INT64: u64 = 7;

/// Why a network cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LoadError {
    /// Its file cannot be read.
    #[error("{} cannot be read: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Its file is not a network, or not one that can be run.
    #[error("{} cannot be used: {why}", path.display())]
    Unusable {
        /// The file.
        path: PathBuf,
        /// Why.
        why: String,
    },
}

/// Loads a network from a file.
///
/// # Errors
/// When the file cannot be read, or is not a network that can be run here.
pub(crate) fn load(path: &Path) -> Result<Model, LoadError> {
    let unusable = |why: String| LoadError::Unusable { path: path.to_owned(), why };
    let file = std::fs::read(path).map_err(|source| LoadError::Unreadable { path: path.to_owned(), source })?;
    let ready = ready(&file).ok_or_else(|| unusable("not an ONNX file".to_owned()))?;
    drop(file);
    let mut options = ModelOptions::with_all_ops();
    options.prepack_weights(true).load(ready).map_err(|error| unusable(error.to_string()))
}

/// Returns a model with its nodes made ready; `None` when it is none.
fn ready(model: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Message::default();
    let mut has_graph = false;
    for part in fields(model)? {
        whole = match part.value.bytes().filter(|_| part.number == field::MODEL_GRAPH) {
            Some(graph) => {
                has_graph = true;
                whole.bytes(field::MODEL_GRAPH, &ready_graph(graph)?)
            }
            None => whole.kept(&part),
        };
    }
    has_graph.then_some(whole.0)
}

fn ready_graph(graph: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Message(Vec::with_capacity(graph.len()));
    for (at, part) in fields(graph)?.into_iter().enumerate() {
        let node = part.value.bytes().filter(|_| part.number == field::GRAPH_NODE);
        let node = node.and_then(|bytes| Node::read(bytes, at));
        let rewritten = node.and_then(|node| match node.operator {
            "ConvInteger" => node.padded_ahead(),
            "FusedMatMul" => node.taken_apart(),
            "RandomNormalLike" | "RandomNormal" | "RandomUniformLike" | "RandomUniform" => node.seeded(),
            _ => None,
        });
        match rewritten {
            Some(parts) => whole.0.extend(parts.0),
            None => whole = whole.kept(&part),
        }
    }
    Some(whole.0)
}

/// A node of a graph.
struct Node<'a> {
    fields: Vec<Field<'a>>,
    operator: &'a str,
    inputs: Vec<&'a str>,
    /// A name that no other node has.
    name: String,
    at: usize,
}

impl<'a> Node<'a> {
    fn read(bytes: &'a [u8], at: usize) -> Option<Self> {
        let fields = fields(bytes)?;
        let texts = |number| fields.iter().filter(move |one| one.number == number).filter_map(|one| one.value.text());
        let operator = texts(field::NODE_OPERATOR).next()?;
        let inputs = texts(field::NODE_INPUT).collect();
        let name = format!("{}/ready/{at}", texts(field::NODE_NAME).next().unwrap_or(operator));
        Some(Self { operator, inputs, name, at, fields })
    }

    fn attribute(&self, name: &str) -> Option<Vec<Field<'a>>> {
        let attributes = self.fields.iter().filter(|one| one.number == field::NODE_ATTRIBUTE);
        let mut read = attributes.filter_map(|one| fields(one.value.bytes()?));
        read.find(|attribute| is_named(attribute, name))
    }

    /// Returns the node without some of its fields.
    fn without(&self, drops: impl Fn(&Field<'_>) -> bool) -> Message {
        self.fields.iter().filter(|one| !drops(one)).fold(Message::default(), |message, one| message.kept(one))
    }

    /// Makes a padding convolution a Pad with the zero point and a convolution that pads no more.
    fn padded_ahead(&self) -> Option<Message> {
        let pads = numbers(&self.attribute("pads")?, field::ATTRIBUTE_NUMBERS)?;
        let (input, zero_point) = (*self.inputs.first()?, *self.inputs.get(2)?);
        if pads.iter().all(|pad| *pad == 0) {
            return None;
        }
        let (before, after) = pads.split_at(pads.len() / 2);
        // Neither the batch nor the channels are padded.
        let around: Vec<u64> = [&[0, 0], before, &[0, 0], after].concat();
        let (padded, amounts) = (format!("{}/padded", self.name), format!("{}/around", self.name));
        let raw: Vec<u8> = around.iter().flat_map(|number| number.to_le_bytes()).collect();
        let tensor = Message::default()
            .number(field::TENSOR_DIMS, around.len() as u64)
            .number(field::TENSOR_TYPE, INT64)
            .text(field::TENSOR_NAME, &amounts)
            .bytes(field::TENSOR_RAW, &raw);
        let pad = node("Pad", &[input, &amounts, zero_point], &padded);
        let none = numbers_attribute("pads", &vec![0; pads.len()]);
        let inputs = [&[padded.as_str()], &self.inputs[1..]].concat();
        let rest = self.without(|one| one.number == field::NODE_INPUT || names_attribute(one, "pads"));
        let convolution = inputs.iter().fold(rest, |node, input| node.text(field::NODE_INPUT, input));
        let convolution = convolution.bytes(field::NODE_ATTRIBUTE, &none.0);
        let graph = Message::default().bytes(field::GRAPH_INITIALIZER, &tensor.0);
        Some(graph.bytes(field::GRAPH_NODE, &pad.0).bytes(field::GRAPH_NODE, &convolution.0))
    }

    /// Makes a product with its first factor transposed a Transpose and a MatMul; of another kind, the node stays and is refused.
    fn taken_apart(&self) -> Option<Message> {
        let told = |name: &str| -> Option<u64> { numbers(&self.attribute(name)?, field::ATTRIBUTE_NUMBER)?.pop() };
        let plain = ["transB", "transBatchA", "transBatchB"].iter().all(|name| told(name).unwrap_or(0) == 0);
        if !plain || told("transA") != Some(1) || self.scales() {
            return None;
        }
        let (first, second) = (*self.inputs.first()?, *self.inputs.get(1)?);
        let output = self.fields.iter().find(|one| one.number == field::NODE_OUTPUT)?.value.text()?;
        let turned = format!("{}/turned", self.name);
        let turn = numbers_attribute("perm", &[0, 2, 1]);
        let turn = node("Transpose", &[first], &turned).bytes(field::NODE_ATTRIBUTE, &turn.0);
        let product = node("MatMul", &[&turned, second], output);
        Some(Message::default().bytes(field::GRAPH_NODE, &turn.0).bytes(field::GRAPH_NODE, &product.0))
    }

    /// Returns whether the product is multiplied by anything but 1.
    fn scales(&self) -> bool {
        let one = Message::default().float(field::ATTRIBUTE_FLOAT, 1.0).0;
        self.attribute("alpha").is_some_and(|alpha| !alpha.iter().any(|part| part.whole == one))
    }

    /// Gives noise a seed where it has none; each node its own.
    fn seeded(&self) -> Option<Message> {
        if self.attribute("seed").is_some() {
            return None;
        }
        let seed = Message::default()
            .text(field::ATTRIBUTE_NAME, "seed")
            .float(field::ATTRIBUTE_FLOAT, self.at as f32)
            .number(field::ATTRIBUTE_KIND, FLOAT);
        let node = self.without(|_| false).bytes(field::NODE_ATTRIBUTE, &seed.0);
        Some(Message::default().bytes(field::GRAPH_NODE, &node.0))
    }
}

fn is_named(attribute: &[Field<'_>], name: &str) -> bool {
    attribute.iter().any(|part| part.number == field::ATTRIBUTE_NAME && part.value.text() == Some(name))
}

fn names_attribute(one: &Field<'_>, name: &str) -> bool {
    let attribute = one.value.bytes().filter(|_| one.number == field::NODE_ATTRIBUTE).and_then(fields);
    attribute.is_some_and(|attribute| is_named(&attribute, name))
}

fn node(operator: &str, inputs: &[&str], output: &str) -> Message {
    let node = inputs.iter().fold(Message::default(), |node, input| node.text(field::NODE_INPUT, input));
    let name = format!("{output}/{operator}");
    node.text(field::NODE_OUTPUT, output).text(field::NODE_NAME, &name).text(field::NODE_OPERATOR, operator)
}

fn numbers_attribute(name: &str, numbers: &[u64]) -> Message {
    let attribute = Message::default().text(field::ATTRIBUTE_NAME, name);
    let attribute = numbers.iter().fold(attribute, |list, number| list.number(field::ATTRIBUTE_NUMBERS, *number));
    attribute.number(field::ATTRIBUTE_KIND, LIST_OF_NUMBERS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model(nodes: &[Message]) -> Vec<u8> {
        let graph = nodes.iter().fold(Message::default(), |graph, node| graph.bytes(field::GRAPH_NODE, &node.0));
        Message::default().number(1, 8).bytes(field::MODEL_GRAPH, &graph.0).0
    }

    fn operators(model: &[u8]) -> Vec<String> {
        let graph = fields(model).unwrap().into_iter().find(|one| one.number == field::MODEL_GRAPH).unwrap();
        let nodes = fields(graph.value.bytes().unwrap()).unwrap();
        let nodes = nodes.iter().filter(|one| one.number == field::GRAPH_NODE);
        nodes.map(|one| Node::read(one.value.bytes().unwrap(), 0).unwrap().operator.to_owned()).collect()
    }

    #[test]
    fn padding_goes_ahead_of_the_convolution_and_a_fused_product_is_taken_apart() {
        let pads = numbers_attribute("pads", &[1, 1]);
        let convolution = node("ConvInteger", &["x", "w", "zero", "wzero"], "y").bytes(field::NODE_ATTRIBUTE, &pads.0);
        let flag = |name: &str, set: u64| {
            Message::default().text(field::ATTRIBUTE_NAME, name).number(field::ATTRIBUTE_NUMBER, set).number(20, 2)
        };
        let flags = [flag("transA", 1), flag("transBatchA", 0), flag("transB", 0)];
        let fused = node("FusedMatMul", &["y", "v"], "z");
        let fused = flags.iter().fold(fused, |node, flag| node.bytes(field::NODE_ATTRIBUTE, &flag.0));
        let whole = ready(&model(&[convolution, fused])).unwrap();
        assert_eq!(operators(&whole), ["Pad", "ConvInteger", "Transpose", "MatMul"]);
        assert_eq!(ready(&whole).unwrap(), whole, "made ready once, it stays as it is");
    }

    #[test]
    fn noise_gets_one_seed_and_keeps_one_it_has() {
        let noise = model(&[node("RandomNormalLike", &["x"], "n"), node("Relu", &["n"], "y")]);
        let whole = ready(&noise).unwrap();
        assert!(whole.len() > noise.len() && ready(&whole).unwrap() == whole);
    }

    #[test]
    fn what_is_no_network_is_told() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "not a network").unwrap();
        let error = load(file.path()).map(|_| ()).unwrap_err().to_string();
        assert!(error.contains("cannot be used"), "{error}");
        assert!(ready(b"").is_none());
    }
}
