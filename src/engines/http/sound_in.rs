//! Sound inside of text: JSON, lines of JSON, or events that carry it in Base64, in hexadecimal or number by number.

use serde_json::Value;

use super::{encoding, events};
use crate::audio::{self, Declared, Samples};

/// The shortest text that is taken for sound: a tenth of a second of the slowest codec has more.
const LEAST_CHARS: usize = 64;
/// Parts of the names of fields that hold sound, in lower case.
const NAMES: &[&str] = &["audio", "sound", "speech", "wav", "mp3", "pcm", "b64", "base64", "data", "content", "output"];

/// The fewest numbers in a list that are taken for samples.
const LEAST_NUMBERS: usize = 400;

/// Sound that was found inside something else, and what is said of it there.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) bytes: Vec<u8>,
    pub(super) declared: Declared,
}

/// Returns the sound inside a body of text, the pieces of a stream joined.
pub(super) fn text(body: &[u8]) -> Option<Found> {
    let text = std::str::from_utf8(body).ok()?;
    let values: Vec<Value> = match serde_json::Deserializer::from_str(text).into_iter().collect::<Result<_, _>>() {
        Ok(values) => values,
        Err(_) => events::read(text).iter().filter_map(|data| serde_json::from_str(data).ok()).collect(),
    };
    let mut declared = Declared::default();
    values.iter().for_each(|value| declare(value, &mut declared));
    let pieces: Vec<Vec<u8>> = values.iter().filter_map(json).collect();
    if !pieces.is_empty() {
        return Some(Found { bytes: pieces.concat(), declared });
    }
    let (bytes, samples) = values.iter().find_map(numbers)?;
    Some(Found { bytes, declared: Declared { samples: Some(samples), ..declared } })
}

/// Notes what the fields of a value and of those inside it say of samples: `"sample_rate": 16000`.
fn declare(value: &Value, declared: &mut Declared) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if text.len() < LEAST_CHARS => declared.add(name, text),
                    Value::Number(number) => declared.add(name, &number.to_string()),
                    value => declare(value, declared),
                }
            }
        }
        Value::Array(items) if !items.iter().any(Value::is_number) => {
            items.iter().for_each(|item| declare(item, declared));
        }
        _ => {}
    }
}

/// Returns samples that are written as numbers, of one channel: fractions of full scale, or whole numbers of 16 bits.
fn numbers(value: &Value) -> Option<(Vec<u8>, Samples)> {
    match value {
        Value::Array(items) if items.len() >= LEAST_NUMBERS => {
            let numbers: Vec<f64> = items.iter().map(Value::as_f64).collect::<Option<_>>()?;
            let largest = numbers.iter().fold(0.0, |largest: f64, number| largest.max(number.abs()));
            match largest {
                ..=8.0 => Some((numbers.iter().flat_map(|n| (*n as f32).to_le_bytes()).collect(), Samples::F32)),
                ..=32_768.0 => Some((numbers.iter().flat_map(|n| (*n as i16).to_le_bytes()).collect(), Samples::S16)),
                _ => None,
            }
        }
        Value::Array(items) => items.iter().find_map(numbers),
        Value::Object(fields) => fields.values().find_map(numbers),
        _ => None,
    }
}

/// Returns the sound that stands at a place: one text, or the pieces in a list.
pub(in crate::engines) fn at(value: &Value) -> Option<Vec<u8>> {
    match value {
        Value::String(text) => from_hex(text).or_else(|| encoding::decode(text).ok()).filter(|bytes| !bytes.is_empty()),
        Value::Array(items) => items.iter().map(at).collect::<Option<Vec<_>>>().map(|pieces| pieces.concat()),
        _ => None,
    }
}

/// Returns the sound inside a value: by the name of its field, and what it is.
fn json(value: &Value) -> Option<Vec<u8>> {
    named(value, "")
}

fn named(value: &Value, name: &str) -> Option<Vec<u8>> {
    match value {
        Value::String(text) => sound(text, name),
        Value::Array(items) => {
            let pieces: Vec<Vec<u8>> = items.iter().filter_map(|item| named(item, name)).collect();
            (!pieces.is_empty()).then(|| pieces.concat())
        }
        Value::Object(fields) => {
            let rank = |name: &str| NAMES.iter().position(|known| name.contains(known)).unwrap_or(NAMES.len());
            let mut fields: Vec<(String, &Value)> =
                fields.iter().map(|(name, value)| (name.to_lowercase(), value)).collect();
            fields.sort_by_key(|(name, _)| rank(name));
            fields.iter().find_map(|(name, value)| named(value, name))
        }
        _ => None,
    }
}

/// Decodes a text, if it is a sound file or stands in a field named for sound.
fn sound(text: &str, name: &str) -> Option<Vec<u8>> {
    if text.len() < LEAST_CHARS {
        return None;
    }
    let bytes = from_hex(text).or_else(|| encoding::decode(text).ok())?;
    (audio::is_file(&bytes) || NAMES.iter().any(|known| name.contains(known))).then_some(bytes)
}

/// Reads hexadecimal, as MiniMax writes sound.
fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    if !digits.len().is_multiple_of(2) || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let nibble = |digit: u8| char::from(digit).to_digit(16).map(|value| value as u8);
    digits.chunks(2).map(|pair| Some(nibble(pair[0])? << 4 | nibble(pair[1])?)).collect()
}

#[cfg(test)]
mod tests {
    use base64::prelude::{BASE64_STANDARD, Engine as _};

    use super::*;

    fn wav() -> Vec<u8> {
        [b"RIFF\x64\0\0\0WAVEfmt ".to_vec(), vec![7; 80]].concat()
    }

    #[test]
    fn sound_is_found_wherever_it_stands() {
        let encoded = BASE64_STANDARD.encode(wav());
        let hex: String = wav().iter().map(|byte| format!("{byte:02x}")).collect();
        for body in [
            format!("{{\"audio\":\"{encoded}\"}}"),
            format!("{{\"id\":\"{}\",\"data\":{{\"audio\":\"{hex}\"}},\"status\":0}}", "x".repeat(80)),
            format!("{{\"choices\":[{{\"message\":{{\"audio\":{{\"data\":\"{encoded}\"}}}}}}]}}"),
            format!("{{\"x\":\"{encoded}\"}}"),
            format!("data: {{\"type\":\"speech.audio.delta\",\"audio\":\"{encoded}\"}}\n\ndata: [DONE]\n\n"),
        ] {
            assert_eq!(text(body.as_bytes()).map(|found| found.bytes), Some(wav()), "{body}");
        }
        let two = format!("{{\"audio_chunks\":[\"{encoded}\",\"{encoded}\"]}}");
        assert_eq!(text(two.as_bytes()).map(|found| found.bytes.len()), Some(2 * wav().len()));
        for none in ["{\"error\":\"no\"}", "{\"audio\":null}", "\"model is loading\"", "<html>", "[]"] {
            assert!(text(none.as_bytes()).is_none(), "{none}");
        }
    }

    #[test]
    fn samples_are_read_number_by_number() {
        let list = |number: &str| vec![number; LEAST_NUMBERS].join(",");
        for (body, samples) in [
            (format!("{{\"audio\":[[{}]],\"sampling_rate\":16000}}", list("0.25")), Samples::F32),
            (format!("{{\"data\":{{\"samples\":[{}],\"sampleRate\":\"16000\"}}}}", list("-300")), Samples::S16),
        ] {
            let Found { bytes, declared } = text(body.as_bytes()).unwrap();
            assert_eq!(bytes.len(), LEAST_NUMBERS * samples.bytes());
            assert_eq!((declared.samples, declared.rate.map(|rate| rate.hz())), (Some(samples), Some(16_000)));
        }
        assert!(text(format!("{{\"ids\":[{}]}}", list("70000")).as_bytes()).is_none());
        assert!(text(b"{\"audio\":[0.1,0.2]}").is_none());
    }
}
