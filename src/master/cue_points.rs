//! The `cue ` chunk and its labels: where each block begins, for editors (Multimedia Programming Interface 1.0, 1991).

use super::{Manifest, chapters};
use crate::audio::riff;

/// Builds both chunks; nothing for a narration without blocks.
pub(super) fn chunks(manifest: &Manifest) -> Vec<u8> {
    let labels = chapters::labels(manifest);
    let frame = |ms: u64| u32::try_from(ms * u64::from(manifest.sample_rate_hz) / 1_000).unwrap_or(u32::MAX);
    let mut points = (labels.len() as u32).to_le_bytes().to_vec();
    let mut list = b"adtl".to_vec();
    for (number, (start_ms, label)) in (1u32..).zip(&labels) {
        points.extend(number.to_le_bytes());
        points.extend(frame(*start_ms).to_le_bytes());
        points.extend(b"data");
        points.extend([0; 8]);
        points.extend(frame(*start_ms).to_le_bytes());
        let mut content = number.to_le_bytes().to_vec();
        content.extend(label.bytes().filter(|byte| *byte != 0));
        content.push(0);
        list.extend(riff::chunk(b"labl", &content));
    }
    if labels.is_empty() {
        return Vec::new();
    }
    [riff::chunk(b"cue ", &points), riff::chunk(b"LIST", &list)].concat()
}
