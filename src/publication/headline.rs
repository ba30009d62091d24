//! Which sentences of a narration are its headline, where that is said before the story and not by it.

use std::ops::Range;

use super::page::folded_text::fold;
use crate::master::Manifest;

/// Returns the sentences before the story that are the title together; none where the story says it, or no one does.
pub(super) fn headline(manifest: &Manifest) -> Range<usize> {
    let cues = &manifest.sentences;
    let story = cues.iter().position(|cue| cue.block.is_some()).unwrap_or(cues.len());
    let title = fold(manifest.article.title.as_deref().unwrap_or_default());
    let said = |range: &Range<usize>| cues[range.clone()].iter().map(|cue| fold(&cue.written)).collect::<String>();
    let ranges = (0..story).flat_map(|first| (first + 1..=story).map(move |end| first..end));
    ranges.into_iter().find(|range| !title.is_empty() && said(range) == title).unwrap_or(0..0)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_headline_is_told_from_what_else_is_said_around_the_story() {
        let found = |title: &str, said: &[(Option<usize>, &str)]| {
            let cue = |(block, written): &(Option<usize>, &str)| json!({ "block": block, "kind": "around", "written": written, "spoken": written, "start_ms": 0, "end_ms": 1 });
            let manifest = json!({
                "version": 1, "software": "aloud", "id": "a", "article": { "title": title }, "engine": "tone", "voice": "tone",
                "audio": "a.wav", "audio_bytes": 1, "sample_rate_hz": 24_000, "duration_ms": 1, "fingerprint": "0123",
                "sentences": said.iter().map(cue).collect::<Vec<_>>(),
            });
            headline(&serde_json::from_value(manifest).unwrap())
        };
        let notice = (None, "Read by a machine.");
        assert_eq!(found("Who won? “We”", &[notice, (None, "Who won? "), (None, "“We”"), (None, "By Ann.")]), 1..3);
        assert_eq!(found("Bridge", &[(None, "Bridge"), (Some(0), "Text.")]), 0..1);
        assert_eq!(found("Bridge", &[notice, (Some(0), "Bridge"), (Some(1), "Text.")]), 0..0);
        assert_eq!(found("", &[notice, (Some(0), "Text.")]), 0..0);
    }
}
