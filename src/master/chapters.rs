//! The parts of a narration: what chapters are called and where they begin.

use super::{Finish, Manifest};
use crate::audio::{Chapter, SourceType, Tags};

/// Returns the chapters: one from the start, named after the article, and one from each later heading.
pub(super) fn chapters(manifest: &Manifest) -> Vec<Chapter> {
    let title = manifest.article.title.clone().unwrap_or_else(|| "Start".to_owned());
    let mut chapters = vec![Chapter { title, start_ms: 0, end_ms: manifest.duration_ms }];
    for (index, text) in block_starts(manifest) {
        let cue = &manifest.sentences[index];
        // Whatever is said before the story belongs to its headline.
        let is_first = manifest.sentences[..index].iter().all(|cue| cue.block.is_none());
        let is_title = manifest.article.title.as_deref().is_some_and(|title| letters(title) == letters(&text));
        if cue.kind != "heading" || (is_first && is_title) {
            continue;
        }
        if index == 0 {
            chapters[0].title = text;
            continue;
        }
        if let Some(last) = chapters.last_mut() {
            last.end_ms = cue.start_ms;
        }
        chapters.push(Chapter { title: text, start_ms: cue.start_ms, end_ms: manifest.duration_ms });
    }
    chapters
}

/// Returns what is compared of a headline: its letters and figures, in small letters.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns the index of each block's first sentence, and the block's text as far as it is read. What is said around the story stands
/// alone, a sentence each.
fn block_starts(manifest: &Manifest) -> Vec<(usize, String)> {
    let mut starts: Vec<(usize, String)> = Vec::new();
    let mut block = None;
    for (index, cue) in manifest.sentences.iter().enumerate() {
        match starts.last_mut().filter(|_| cue.block.is_some() && block == cue.block) {
            Some((_, text)) => text.push_str(&cue.written),
            None => starts.push((index, cue.written.clone())),
        }
        block = cue.block;
    }
    starts.into_iter().map(|(index, text)| (index, text.trim().to_owned())).collect()
}

/// Returns what the files say of themselves.
pub(super) fn tags(manifest: &Manifest, finish: &Finish) -> Tags {
    let article = &manifest.article;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    Tags {
        title: text(&article.title),
        artist: article.authors.join(", "),
        album: if finish.album.is_empty() { text(&article.site) } else { finish.album.clone() },
        track: manifest.track,
        date: text(&article.published),
        language: article.language.clone(),
        url: text(&article.url),
        copyright: finish.copyright.clone(),
        comment: comment(manifest),
        source_type: manifest.source_type(),
        software: manifest.software.clone(),
        chapters: manifest.chapters.clone(),
        cover: finish.cover.clone(),
    }
}

/// Says who speaks: a machine, or a machine and people.
pub(super) fn comment(manifest: &Manifest) -> String {
    let (voice, engine) = (&manifest.voice, &manifest.engine);
    let by = format!("read by the voice `{voice}` of the text-to-speech engine {engine}");
    match manifest.source_type() {
        SourceType::Synthetic => format!("Synthetic speech: {by}."),
        SourceType::Composite => {
            format!("Synthetic speech in part: {by}, and in part recorded by {}.", manifest.recorded_by().join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The chapters of a narration titled "On lighthouses" that says these kinds and texts, a second each.
    fn titles(said: &[(&str, &str)]) -> Vec<(String, u64)> {
        let cue = |(index, (kind, written)): (usize, &(&str, &str))| {
            let block = (*kind != "around").then_some(index);
            let start_ms = index * 1_000;
            serde_json::json!({ "block": block, "kind": kind, "written": written, "spoken": written, "start_ms": start_ms,
                "end_ms": start_ms + 900 })
        };
        let manifest = serde_json::json!({
            "version": 1, "software": "aloud", "id": "a", "article": { "title": "On lighthouses" }, "engine": "tone",
            "voice": "tone", "audio": "a.wav", "audio_bytes": 1, "sample_rate_hz": 24_000, "duration_ms": 9_000,
            "fingerprint": "0", "sentences": said.iter().enumerate().map(cue).collect::<Vec<_>>(),
        });
        let chapters = chapters(&serde_json::from_value(manifest).unwrap());
        chapters.into_iter().map(|chapter| (chapter.title, chapter.start_ms)).collect()
    }

    #[test]
    fn the_headline_and_the_same_first_heading_are_one_chapter() {
        let (notice, heading) = (("around", "This is a synthetic voice."), ("heading", "On Lighthouses."));
        let rest = [("paragraph", "They stand."), ("heading", "Later")];
        let told = |start: &[(&str, &'static str)]| titles(&[start, &rest].concat());
        let one = |later: u64| vec![("On lighthouses".to_owned(), 0), ("Later".to_owned(), later)];
        assert_eq!(told(&[heading]), one(2_000));
        assert_eq!(told(&[notice, heading]), one(3_000));
        assert_eq!(told(&[notice, ("around", "By Ann Li"), heading]), one(4_000));
        assert_eq!(
            told(&[("paragraph", "A lead."), heading]).len(),
            3,
            "a heading within the story is its own chapter"
        );
        assert_eq!(told(&[notice, ("heading", "The first")]).len(), 3);
        assert_eq!(told(&[("heading", "The first")])[0].0, "The first");
    }
}
