//! The player in a page: markup that works by itself, and the script that makes more of it.

mod labels;

use serde::Serialize;

use super::links::Links;
use super::text::{self, html};
use crate::language::Language;
use crate::master::Manifest;
use labels::Labels;

/// The name of the player's script.
pub const FILE_NAME: &str = "aloud-player.js";
/// The player's script: one web component.
pub const SCRIPT: &str = include_str!("aloud-player.js");
/// The extension that AMP pages need for audio (AMP's reference of `amp-audio`).
pub(super) const AMP_AUDIO: &str =
    "<script async=\"\" custom-element=\"amp-audio\" src=\"https://cdn.ampproject.org/v0/amp-audio-0.1.js\"></script>";

/// What a player is made of.
pub(super) struct Player<'a> {
    pub(super) manifest: &'a Manifest,
    pub(super) links: &'a Links,
    /// The language that its labels are in.
    pub(super) language: &'a Language,
    /// Where its script is.
    pub(super) script: &'a str,
    /// The nonce of the site's content security policy.
    pub(super) nonce: Option<&'a str>,
}

impl Player<'_> {
    /// Writes the player: an `<audio>` with links that works without scripts, and the script.
    pub(super) fn html(&self) -> String {
        let labels = Labels::of(self.language);
        let sources: String = self.sources();
        let nonce = self.nonce.map(|nonce| format!(" nonce=\"{}\"", html(nonce))).unwrap_or_default();
        format!(
            "<aloud-player lang=\"{}\"><audio controls=\"\" preload=\"none\" aria-label=\"{}\">{sources}</audio> <span slot=\"about\">{}</span>\
             <script type=\"application/json\">{}</script></aloud-player>\
             <script src=\"{}?v={}\" defer=\"\"{nonce}></script>",
            labels.language,
            html(labels.listen),
            self.about(labels),
            text::json(&self.data(labels)),
            html(self.script),
            version(),
        )
    }

    /// Writes the player for AMP pages, which take no scripts but AMP's own.
    pub(super) fn amp(&self) -> String {
        let labels = Labels::of(self.language);
        format!(
            "<amp-audio width=\"auto\" height=\"50\" controls=\"\" preload=\"none\" aria-label=\"{}\">{}</amp-audio>\
             <p lang=\"{}\">{}</p>",
            html(labels.listen),
            self.sources(),
            labels.language,
            self.about(labels),
        )
    }

    fn sources(&self) -> String {
        let source = |link: &super::links::Link| {
            format!("<source src=\"{}\" type=\"{}\" />", html(&link.href), html(&link.media_type))
        };
        self.links.audio.iter().map(source).collect()
    }

    /// Says that the voice is synthetic, and links to what can be had.
    fn about(&self, labels: &Labels) -> String {
        let download = html(&self.links.download().href);
        let transcript = self.links.transcript.as_ref();
        let transcript = transcript
            .map(|link| format!(" <a href=\"{}\">{}</a>", html(&link.href), html(labels.transcript)))
            .unwrap_or_default();
        format!(
            "{} <a href=\"{download}\" download=\"\">{}</a>{transcript}",
            html(labels.synthetic),
            html(labels.download),
        )
    }

    /// Tells the script what there is to play and to follow.
    fn data<'a>(&'a self, labels: &'a Labels) -> Data<'a> {
        let manifest = self.manifest;
        Data {
            id: manifest.fingerprint.get(..16),
            title: manifest.article.title.as_deref(),
            artist: manifest.article.site.as_deref(),
            image: manifest.article.image.as_deref(),
            duration: seconds(manifest.duration_ms),
            cues: manifest.sentences.iter().map(|cue| [seconds(cue.start_ms), seconds(cue.end_ms)]).collect(),
            chapters: manifest.chapters.iter().map(|chapter| (seconds(chapter.start_ms), &*chapter.title)).collect(),
            labels,
        }
    }
}

/// What the script reads.
#[derive(Serialize)]
struct Data<'a> {
    /// By which it remembers where a reader left.
    id: Option<&'a str>,
    title: Option<&'a str>,
    artist: Option<&'a str>,
    image: Option<&'a str>,
    duration: f64,
    /// Where each sentence begins and ends.
    cues: Vec<[f64; 2]>,
    chapters: Vec<(f64, &'a str)>,
    labels: &'a Labels,
}

fn seconds(ms: u64) -> f64 {
    ms as f64 / 1_000.0
}

/// Tells this script from other versions, so that no browser keeps an old one.
fn version() -> String {
    blake3::hash(SCRIPT.as_bytes()).to_hex()[..8].to_owned()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn the_script_is_small_and_reads_the_same_in_every_charset() {
        assert!(SCRIPT.is_ascii());
        let mut compressed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        compressed.write_all(SCRIPT.as_bytes()).unwrap();
        let bytes = compressed.finish().unwrap().len();
        assert!(bytes < 12_000, "{bytes} bytes compressed");
    }
}
