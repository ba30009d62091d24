//! The pieces of words that a recognizer writes, from a `tokenizer.json` of the usual form.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;

/// What stands for a space.
const SPACE: char = '▁';

/// The pieces, by their numbers.
pub(super) struct Tokens(Vec<Piece>);

#[derive(Clone)]
enum Piece {
    /// Nothing that is written: the beginning, the end, a mark of time.
    Silent,
    Text(String),
    /// A byte of a character that has no piece of its own.
    Byte(u8),
}

#[derive(Deserialize)]
struct File {
    model: Model,
}

#[derive(Deserialize)]
struct Model {
    vocab: HashMap<String, usize>,
}

impl Tokens {
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        /// More pieces than any recognizer has.
        const MOST: usize = 1 << 20;
        let json = std::fs::read(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
        let file: File = serde_json::from_slice(&json)
            .map_err(|error| format!("{} holds no pieces of words: {error}", path.display()))?;
        let last = file.model.vocab.values().copied().max().unwrap_or(0).min(MOST);
        let mut pieces = vec![Piece::Silent; last + 1];
        for (text, number) in file.model.vocab {
            if let Some(piece) = pieces.get_mut(number) {
                *piece = Piece::of(text);
            }
        }
        Ok(Self(pieces))
    }

    /// Returns the text that pieces make.
    pub(super) fn text(&self, numbers: &[i32]) -> String {
        let mut bytes = Vec::new();
        for piece in numbers.iter().filter_map(|number| self.0.get(usize::try_from(*number).ok()?)) {
            match piece {
                Piece::Silent => {}
                Piece::Text(text) => bytes.extend_from_slice(text.as_bytes()),
                Piece::Byte(byte) => bytes.push(*byte),
            }
        }
        String::from_utf8_lossy(&bytes).trim().to_owned()
    }
}

impl Piece {
    fn of(text: String) -> Self {
        match text.strip_prefix('<').and_then(|text| text.strip_suffix('>')) {
            Some(inner) => {
                let byte = inner.strip_prefix("0x").and_then(|hex| u8::from_str_radix(hex, 16).ok());
                byte.map_or(Self::Silent, Self::Byte)
            }
            None => Self::Text(text.replace(SPACE, " ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_make_words() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let vocab = r#"{"<s>": 1, "</s>": 2, "<0xC3>": 3, "<0xA9>": 4, "▁the": 5, "▁caf": 6, "s": 7}"#;
        std::fs::write(file.path(), format!(r#"{{"model": {{"vocab": {vocab}}}}}"#)).unwrap();
        let tokens = Tokens::read(file.path()).unwrap();
        assert_eq!(tokens.text(&[1, 5, 6, 3, 4, 7, 2, 99, -1]), "the cafés");
        assert!(Tokens::read(Path::new("none.json")).is_err());
    }
}
