//! What is written beside the WAV from the manifest alone: captions, chapters, transcripts.

use serde_json::json;

use super::escape::{markup, plain};
use super::transcript::{self, Transcript};
use super::{Cue, Manifest, Output, captions};

/// Writes what is made from the manifest alone; nothing for audio and for what shows it.
pub(super) fn text(output: Output, manifest: &Manifest) -> Option<String> {
    match output {
        Output::Audio(_) | Output::Waveform | Output::Svg | Output::Png => None,
        Output::Vtt => Some(captions::vtt(manifest)),
        Output::Srt => Some(captions::srt(manifest)),
        Output::Chapters => Some(chapters(manifest)),
        Output::Html => Some(html(manifest)),
        Output::Text => Some(paragraphs(manifest).iter().map(|(_, text)| format!("{}\n\n", plain(text))).collect()),
    }
}

/// Podcasting 2.0 JSON chapters, version 1.2.
fn chapters(manifest: &Manifest) -> String {
    let seconds = |ms: u64| ms as f64 / 1_000.0;
    let chapter =
        |chapter: &crate::audio::Chapter| json!({ "startTime": seconds(chapter.start_ms), "title": chapter.title });
    let chapters: Vec<_> = manifest.chapters.iter().map(chapter).collect();
    format!("{:#}\n", json!({ "version": "1.2.0", "title": manifest.article.title, "chapters": chapters }))
}

/// The transcript as a page: each sentence with its times, so that a player can follow it.
fn html(manifest: &Manifest) -> String {
    let paragraphs = paragraphs_of(manifest, |cue| {
        let text = markup(cue.written.trim_end());
        format!("<span data-start-ms=\"{}\" data-end-ms=\"{}\">{text}</span> ", cue.start_ms, cue.end_ms)
    });
    transcript::page(&Transcript {
        article: &manifest.article,
        id: &manifest.id,
        software: &manifest.software,
        audio: &manifest.audio,
        paragraphs: &paragraphs,
    })
}

fn paragraphs(manifest: &Manifest) -> Vec<(&str, String)> {
    paragraphs_of(manifest, |cue| cue.written.clone())
        .into_iter()
        .map(|(kind, text)| (kind, text.trim().to_owned()))
        .collect()
}

/// Joins the sentences of each block.
fn paragraphs_of(manifest: &Manifest, written: impl Fn(&Cue) -> String) -> Vec<(&str, String)> {
    let mut paragraphs: Vec<(&str, String)> = Vec::new();
    let mut block = None;
    for cue in &manifest.sentences {
        match paragraphs.last_mut().filter(|_| cue.block.is_some() && block == cue.block) {
            Some((_, text)) => text.push_str(&written(cue)),
            None => paragraphs.push((&cue.kind, written(cue))),
        }
        block = cue.block;
    }
    paragraphs
}
