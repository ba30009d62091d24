//! A clip as a file: a plain 16-bit WAV that any player opens, and after the samples a chunk `alou` that holds what was said
//! and a checksum of the whole file.

use serde::{Deserialize, Serialize};

use super::ClipKey;
use crate::audio::riff::{self, Header, WaveFormat};
use crate::audio::{Clip, SampleRate, WordMark, from_i16, to_i16};
use crate::speech::{Doubt, Spoken};

/// The chunk after the samples.
const LABEL: &[u8; 4] = b"alou";
/// Where the rate stands in a plain WAV.
const RATE_AT: usize = 24;
/// Bytes of the BLAKE3 checksum that ends every file.
const CHECKSUM_BYTES: usize = 32;

/// What is in a clip's file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contents {
    /// What was said.
    pub text: String,
    /// Who said it.
    pub engine: String,
}

/// What a clip's file says of it besides its key.
#[derive(Debug, Clone, Copy)]
pub struct Caption<'a> {
    /// The engine that spoke it.
    pub engine: &'a str,
    /// The text.
    pub text: &'a str,
}

/// What the `alou` chunk says.
#[derive(Serialize, Deserialize)]
struct Label {
    key: ClipKey,
    engine: String,
    text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    words: Vec<WordMark>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    doubt: Option<Doubt>,
}

/// Packs a clip as the cache keeps it.
#[must_use]
pub fn pack(key: &ClipKey, caption: Caption<'_>, kept: &Spoken) -> Vec<u8> {
    let label = Label {
        key: key.clone(),
        engine: caption.engine.to_owned(),
        text: caption.text.to_owned(),
        words: kept.clip.words.clone(),
        doubt: kept.doubt.clone(),
    };
    file(&kept.clip, &label)
}

/// Builds a clip's file: the WAV, the `alou` chunk, and the checksum inside that chunk, last.
fn file(clip: &Clip, label: &Label) -> Vec<u8> {
    let mut label = serde_json::to_vec(label).expect("a label has a JSON form");
    label.resize(label.len().next_multiple_of(2), b' ');
    let samples: Vec<u8> = clip.samples.iter().flat_map(|sample| to_i16(*sample).to_le_bytes()).collect();
    let size = (label.len() + CHECKSUM_BYTES) as u32;
    let after = riff::CHUNK_HEADER_BYTES + label.len() + CHECKSUM_BYTES;
    let mut bytes = WaveFormat::mono_16(clip.rate).head(Some(samples.len() as u64), after as u64);
    bytes.reserve(samples.len() + after);
    bytes.extend(samples);
    bytes.extend(Header { id: *LABEL, size }.bytes());
    bytes.extend(label);
    let checksum = blake3::hash(&bytes);
    bytes.extend(checksum.as_bytes());
    bytes
}

/// Unpacks a clip's file; `None` unless it is whole and the one of this key.
#[must_use]
pub fn unpack(bytes: &[u8], key: &ClipKey) -> Option<Spoken> {
    let (body, checksum) = bytes.split_at_checked(bytes.len().checked_sub(CHECKSUM_BYTES)?)?;
    if blake3::hash(body).as_bytes() != checksum {
        return None;
    }
    let (rate, samples, after) = samples(body)?;
    let label = label(after)?;
    let clip = Clip { samples, rate, words: label.words };
    (label.key == *key).then_some(Spoken { clip, doubt: label.doubt })
}

/// Reads what a clip's file says of itself, after the samples.
fn label(after: &[u8]) -> Option<Label> {
    serde_json::from_slice(after.strip_prefix(LABEL)?.get(4..)?).ok()
}

/// Reads what was said and who said it from a clip's file; `None` unless it is whole and filed under its own key.
pub(super) fn contents(bytes: &[u8], key: &ClipKey) -> Option<Contents> {
    unpack(bytes, key)?;
    let body = bytes.split_at_checked(bytes.len().checked_sub(CHECKSUM_BYTES)?)?.0;
    let Label { engine, text, .. } = label(samples(body)?.2)?;
    Some(Contents { text, engine })
}

/// Reads the rate and the samples of a WAV as [`file`] writes it, and gives the bytes after them. The checksum has told that nobody
/// changed it, so only the form is looked at; a reader of WAVs in general takes ten times as long.
fn samples(wav: &[u8]) -> Option<(SampleRate, Vec<f32>, &[u8])> {
    let (head, rest) = wav.split_at_checked(riff::PLAIN_HEAD_BYTES)?;
    let number = |at: usize| head[at..at + 4].try_into().map(u32::from_le_bytes).ok();
    let (rate, bytes) = (SampleRate::new(number(RATE_AT)?)?, number(riff::PLAIN_HEAD_BYTES - 4)?);
    let (data, after) = rest.split_at_checked(usize::try_from(bytes).ok()?)?;
    let (pairs, odd) = data.as_chunks::<2>();
    let is_ours = head == WaveFormat::mono_16(rate).head(Some(bytes.into()), (after.len() + CHECKSUM_BYTES) as u64);
    let samples = pairs.iter().map(|pair| from_i16(i16::from_le_bytes(*pair))).collect();
    (is_ours && odd.is_empty()).then_some((rate, samples, after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::scripted::request;

    #[test]
    fn a_file_damaged_anywhere_counts_as_missing() {
        let key = ClipKey::new("tone/1", &request("One."));
        let samples = [0, 1, -1, 12_345, -32_767].map(from_i16).to_vec();
        let clip = Clip { samples, rate: SampleRate::MASTER, words: Vec::new() };
        let whole = pack(&key, Caption { engine: "tone/1", text: "One." }, &clip.into());
        assert!(unpack(&whole, &key).is_some());
        for cut in 0..whole.len() {
            assert!(unpack(&whole[..cut], &key).is_none(), "cut at {cut}");
            let mut flipped = whole.clone();
            flipped[cut] ^= 1;
            assert!(unpack(&flipped, &key).is_none(), "a bit flipped at {cut}");
        }
        assert!(unpack(&whole, &ClipKey::new("tone/1", &request("Two."))).is_none(), "another clip's file");
    }
}
