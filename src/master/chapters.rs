//! The parts of a narration: what chapters are called and where they begin.

use super::{Finish, Manifest};
use crate::audio::{Chapter, Tags};

/// Returns the chapters: one from the start, named after the article, and one from each later heading.
pub(super) fn chapters(manifest: &Manifest) -> Vec<Chapter> {
    let title = manifest.article.title.clone().unwrap_or_else(|| "Start".to_owned());
    let mut chapters = vec![Chapter { title, start_ms: 0, end_ms: manifest.duration_ms }];
    for (index, text) in block_starts(manifest) {
        let cue = &manifest.sentences[index];
        let is_title = manifest.article.title.as_deref() == Some(text.as_str());
        if cue.kind != "heading" || (index == 0 && is_title) {
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
        date: text(&article.published),
        language: article.language.clone(),
        url: text(&article.url),
        copyright: finish.copyright.clone(),
        comment: comment(manifest),
        software: manifest.software.clone(),
        chapters: manifest.chapters.clone(),
        cover: finish.cover.clone(),
    }
}

/// Says who speaks, and that it is a machine.
pub(super) fn comment(manifest: &Manifest) -> String {
    format!(
        "Synthetic speech: read by the voice `{}` of the text-to-speech engine {}.",
        manifest.voice, manifest.engine
    )
}
