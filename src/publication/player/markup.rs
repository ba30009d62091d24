//! The player in a page: markup that works by itself, and the tag of the script that makes more of it.

use super::{Labels, PlayerData, version};
use crate::master::Manifest;
use crate::publication::links::{Link, Links};
use crate::publication::text::{self, html};

/// The extension that AMP pages need for audio (AMP's reference of `amp-audio`).
pub(in crate::publication) const AMP_AUDIO: &str = "<script async=\"\" custom-element=\"amp-audio\" src=\"https://cdn.ampproject.org/v0/amp-audio-0.1.js\" data-aloud=\"\"></script>";
/// What a player takes of the page's height: kept free where it comes later, so that nothing moves then.
const ROOM: &str = "7rem";

/// What a player is made of.
pub(in crate::publication) struct Player<'a> {
    pub(in crate::publication) manifest: &'a Manifest,
    pub(in crate::publication) links: &'a Links,
    /// The language that its labels are in.
    pub(in crate::publication) language: &'a str,
    /// Where its script is.
    pub(in crate::publication) script: &'a str,
    /// The nonce of the site's content security policy.
    pub(in crate::publication) nonce: Option<&'a str>,
}

/// A page's element that the player goes after, where it comes by its script alone.
pub(in crate::publication) struct Mount<'a> {
    /// The address of the narration's data.
    pub(in crate::publication) data: &'a str,
    /// A selector of the element; the script finds the headline when none is named.
    pub(in crate::publication) at: Option<&'a str>,
    /// A selector of what room is kept free below, if any.
    pub(in crate::publication) room_below: Option<&'a str>,
}

impl Player<'_> {
    /// Writes the player: an `<audio>` with links that works without scripts, and the script.
    ///
    /// Readers' programs, search engines and extractors pass over it: by `<aside>`, by `data-nosnippet`, and by a class that
    /// Mozilla's Readability takes for what is no story.
    pub(in crate::publication) fn html(&self) -> String {
        let about = format!("<br /><small>{}</small>", self.about(Labels::of(self.language)));
        self.element(("<aside><div data-nosnippet=\"\">", "</div></aside>"), &about, "") + &self.script("")
    }

    /// Writes the player for a content system that takes a text's first words for its summary: one element, whose words are a
    /// caption, which such systems pass over.
    pub(in crate::publication) fn card(&self) -> String {
        let about = format!("<figcaption><small>{}</small></figcaption>", self.about(Labels::of(self.language)));
        self.element(("<figure data-nosnippet=\"\">", "</figure>"), &about, &self.script(""))
    }

    fn element(&self, (start, end): (&str, &str), about: &str, more: &str) -> String {
        let labels = Labels::of(self.language);
        format!(
            "<aloud-player data-aloud=\"\" class=\"aloud aloud-supplemental\" lang=\"{}\" dir=\"{}\">{start}\
             <audio controls=\"\" preload=\"none\" aria-label=\"{}\">{}</audio>{about}{end}\
             <script type=\"application/json\">{}</script>{more}</aloud-player>",
            labels.language(),
            labels.direction(),
            html(labels.word("listen")),
            self.sources(),
            text::json(&PlayerData::of(self.manifest, self.links, self.language)),
        )
    }

    /// Writes what a page that may not be touched gets: the script, and room for the player.
    pub(in crate::publication) fn mounted(&self, mount: &Mount<'_>) -> String {
        let at = mount.at.map(|at| format!(" data-at=\"{}\"", html(at))).unwrap_or_default();
        let room = mount.room_below.map(|below| {
            format!("<style data-aloud=\"\"{}>{below}{{margin-block-end:{ROOM}!important}}</style>", self.nonce())
        });
        let script = self.script(&format!(" data-framework=\"\" data-narration=\"{}\"{at}", html(mount.data)));
        room.unwrap_or_default() + &script
    }

    /// Writes the player for AMP pages, which take no scripts but AMP's own.
    pub(in crate::publication) fn amp(&self) -> String {
        let labels = Labels::of(self.language);
        format!(
            "<aside class=\"aloud aloud-supplemental\" data-aloud=\"\" lang=\"{}\"><div data-nosnippet=\"\">\
             <amp-audio width=\"auto\" height=\"50\" controls=\"\" preload=\"none\" aria-label=\"{}\">{}</amp-audio>\
             <p>{}</p></div></aside>",
            labels.language(),
            html(labels.word("listen")),
            self.sources(),
            self.about(labels),
        )
    }

    fn script(&self, more: &str) -> String {
        let (script, version) = (html(self.script), version());
        format!("<script src=\"{script}?v={version}\" defer=\"\" data-aloud=\"\"{more}{}></script>", self.nonce())
    }

    fn nonce(&self) -> String {
        self.nonce.map(|nonce| format!(" nonce=\"{}\"", html(nonce))).unwrap_or_default()
    }

    fn sources(&self) -> String {
        let source =
            |link: &Link| format!("<source src=\"{}\" type=\"{}\" />", html(&link.href), html(&link.media_type));
        self.links.audio.iter().map(source).collect()
    }

    /// Says that the voice is synthetic, or a part of what is heard, and links to what there is beside the player.
    fn about(&self, labels: &Labels) -> String {
        let download = html(&self.links.download().href);
        let transcript = self.links.transcript.as_ref();
        let transcript = transcript
            .map(|link| format!(" &#183; <a href=\"{}\">{}</a>", html(&link.href), html(labels.word("transcript"))))
            .unwrap_or_default();
        format!(
            "{} &#183; <a href=\"{download}\" download=\"\">{}</a>{transcript}",
            html(labels.notice(self.manifest.source_type())),
            html(labels.word("download")),
        )
    }
}
