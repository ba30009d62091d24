//! A clip as a file: a plain 16-bit WAV that any player opens, and after the samples a chunk `alou` that holds what was said
//! and a checksum of the whole file.

use std::io::Cursor;

use serde::{Deserialize, Serialize};

use super::ClipKey;
use crate::audio::{Clip, SampleRate, WordMark, from_i16, to_i16};
use crate::speech::{Doubt, Spoken};

/// Bytes of the BLAKE3 checksum that ends every file.
const CHECKSUM_BYTES: usize = 32;
/// Bytes before the samples of a plain 16-bit WAV: the RIFF header, the format, the header of the samples.
const HEAD_BYTES: usize = 44;

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

/// Builds a clip's file: the WAV as hound writes it, the `alou` chunk, and the checksum inside that chunk, last.
fn file(clip: &Clip, label: &Label) -> Vec<u8> {
    let mut wav = Cursor::new(Vec::with_capacity(64 + 2 * clip.samples.len()));
    let mut writer = hound::WavWriter::new(&mut wav, wav_spec(clip.rate)).expect("a 16-bit mono WAV can be described");
    let mut block = writer.get_i16_writer(u32::try_from(clip.samples.len()).unwrap_or(u32::MAX));
    clip.samples.iter().for_each(|sample| block.write_sample(to_i16(*sample)));
    block.flush().expect("memory can be written");
    writer.finalize().expect("memory can be written");

    let mut bytes = wav.into_inner();
    let mut label = serde_json::to_vec(label).expect("a label has a JSON form");
    label.resize(label.len().next_multiple_of(2), b' ');
    bytes.extend_from_slice(b"alou");
    bytes.extend_from_slice(&((label.len() + CHECKSUM_BYTES) as u32).to_le_bytes());
    bytes.extend_from_slice(&label);
    let riff_bytes = (bytes.len() + CHECKSUM_BYTES - 8) as u32;
    bytes[4..8].copy_from_slice(&riff_bytes.to_le_bytes());
    let checksum = blake3::hash(&bytes);
    bytes.extend_from_slice(checksum.as_bytes());
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
    serde_json::from_slice(after.strip_prefix(b"alou")?.get(4..)?).ok()
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
    let (head, rest) = wav.split_at_checked(HEAD_BYTES)?;
    let number = |at: usize| head[at..at + 4].try_into().map(u32::from_le_bytes).ok();
    let rate = SampleRate::new(number(24)?)?;
    let ours = head.starts_with(b"RIFF")
        && head[8..24] == *b"WAVEfmt \x10\0\0\0\x01\0\x01\0"
        && head[32..40] == *b"\x02\0\x10\0data";
    let (data, after) = rest.split_at_checked(usize::try_from(number(40)?).ok()?)?;
    let (pairs, odd) = data.as_chunks::<2>();
    let samples = pairs.iter().map(|pair| from_i16(i16::from_le_bytes(*pair))).collect();
    (ours && odd.is_empty()).then_some((rate, samples, after))
}

/// Describes 16-bit mono at a rate.
fn wav_spec(rate: SampleRate) -> hound::WavSpec {
    hound::WavSpec { channels: 1, sample_rate: rate.hz(), bits_per_sample: 16, sample_format: hound::SampleFormat::Int }
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
