//! The `cue ` chunk and its labels: where each chapter begins, for editors (Multimedia Programming Interface 1.0, 1991).
//!
//! They are the same as the chapters in the ID3 tag, numbered alike: ffmpeg, and what is built on it, takes both for chapters, and two
//! of one number for one.

use super::Manifest;
use crate::audio::riff;

/// Longest label of a cue point, in characters: editors show them in a line.
const LABEL_CHARS: usize = 60;

/// Builds both chunks; nothing for a narration without chapters.
pub(super) fn chunks(manifest: &Manifest) -> Vec<u8> {
    let chapters = &manifest.chapters;
    if chapters.is_empty() {
        return Vec::new();
    }
    let frame = |ms: u64| u32::try_from(ms * u64::from(manifest.sample_rate_hz) / 1_000).unwrap_or(u32::MAX);
    let mut points = (chapters.len() as u32).to_le_bytes().to_vec();
    let mut list = b"adtl".to_vec();
    for (number, chapter) in (0u32..).zip(chapters) {
        let start = frame(chapter.start_ms).to_le_bytes();
        points.extend(number.to_le_bytes());
        points.extend(start);
        points.extend(b"data");
        points.extend([0; 8]);
        points.extend(start);
        let mut content = number.to_le_bytes().to_vec();
        content.extend(shortened(&chapter.title).bytes().filter(|byte| *byte != 0));
        content.push(0);
        list.extend(riff::chunk(b"labl", &content));
    }
    [riff::chunk(b"cue ", &points), riff::chunk(b"LIST", &list)].concat()
}

fn shortened(title: &str) -> String {
    match title.char_indices().nth(LABEL_CHARS) {
        Some((end, _)) => format!("{}…", title[..end].trim_end()),
        None => title.to_owned(),
    }
}
