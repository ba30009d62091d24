//! A page that shows a narration's player alone, for places that take an address or a frame and no markup: Substack, Medium,
//! Squarespace, Webflow, Notion. With it goes what oEmbed (1.0) tells those that ask.

use std::io;

use serde_json::json;

use super::companions::{self, write};
use super::links::AudioBase;
use super::player::{FILE_NAME, Labels, version};
use super::text::html;
use super::{Episode, player};
use crate::language::Language;

/// How high the frame is, in pixels: the title, the bar, and a rim.
const HEIGHT: u32 = 124;
/// How wide it is said to be; it takes the room there is.
const WIDTH: u32 = 640;
/// The look: the page's own colours, and nothing but the player.
const STYLE: &str = "\
:root{color-scheme:light dark;--aloud-accent:#0b6e69}@media(prefers-color-scheme:dark){:root{--aloud-accent:#5fc7c0}}\
body{margin:0;background:Canvas;color:CanvasText;font:600 1rem/1.3 system-ui,sans-serif}\
main{padding:.75rem}p{margin:0 0 .625rem;overflow:hidden;white-space:nowrap;text-overflow:ellipsis}\
a{color:inherit;text-decoration:none}a:hover{text-decoration:underline}aloud-player{display:block;min-block-size:4rem;margin:0}audio{inline-size:100%}";

/// The files of an embed, by their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Embed {
    /// The address of the page, which places that know oEmbed are given.
    pub address: String,
    /// The frame, for places that take markup.
    pub frame: String,
}

/// Writes the page, its description and the player's files beside a narration that is published under an address.
///
/// # Errors
/// When one of them cannot be written.
pub fn write_embed(episode: &Episode, base: &AudioBase) -> io::Result<Embed> {
    let manifest = &episode.manifest;
    let name = manifest.name();
    let page_name = format!("{name}.embed.html");
    let description_name = format!("{name}.oembed.json");
    let embed = Embed { address: base.join(&page_name), frame: frame(episode, &base.join(&page_name)) };
    companions::write_script(&episode.folder)?;
    companions::write_data(&episode.folder.join(format!("{name}.json")), manifest)?;
    write(&episode.folder.join(&page_name), page(episode, &base.join(&description_name)).as_bytes())?;
    write(&episode.folder.join(&description_name), description(episode, &embed).as_bytes())?;
    Ok(embed)
}

/// Returns the names of the files that may lie beside a narration for its players.
pub(super) fn names(manifest: &crate::master::Manifest) -> [(String, &'static str); 4] {
    let name = manifest.name();
    [
        (FILE_NAME.to_owned(), "text/javascript"),
        (companions::data_name(manifest), "application/json"),
        (format!("{name}.embed.html"), "text/html"),
        (format!("{name}.oembed.json"), "application/json+oembed"),
    ]
}

fn frame(episode: &Episode, address: &str) -> String {
    format!(
        "<iframe src=\"{}\" width=\"100%\" height=\"{HEIGHT}\" style=\"border:0\" loading=\"lazy\" allow=\"autoplay\" title=\"{}\"></iframe>",
        html(address),
        html(&episode.title())
    )
}

fn page(episode: &Episode, description: &str) -> String {
    let manifest = &episode.manifest;
    let labels = Labels::of(manifest.article.language.as_ref().map_or("en", Language::as_str));
    let title = html(&episode.title());
    let linked = episode.address().map_or_else(
        || title.clone(),
        |address| format!("<a href=\"{}\" target=\"_top\" rel=\"noopener\">{title}</a>", html(address)),
    );
    format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><title>{title}</title>\
         <link rel=\"alternate\" type=\"application/json+oembed\" href=\"{}\" title=\"{title}\"><style>{STYLE}</style></head>\n\
         <body><main><p dir=\"auto\">{linked}</p><aloud-player src=\"{}\" data-mini=\"off\" class=\"aloud\"><aside>\
         <audio controls preload=\"none\" src=\"{}\" aria-label=\"{}\"></audio></aside></aloud-player></main>\
         <script src=\"{}?v={}\" defer></script></body></html>\n",
        labels.language(),
        labels.direction(),
        html(description),
        html(&AudioBase::beside().join(&companions::data_name(manifest))),
        html(&AudioBase::beside().join(&manifest.audio)),
        html(labels.word("listen")),
        player::FILE_NAME,
        version(),
    )
}

/// Describes the embed as oEmbed does.
fn description(episode: &Episode, embed: &Embed) -> String {
    let article = &episode.manifest.article;
    let mut told = json!({
        "version": "1.0",
        "type": "rich",
        "title": episode.title(),
        "html": embed.frame,
        "width": WIDTH,
        "height": HEIGHT,
    });
    let more = [("provider_name", article.site.clone()), ("author_name", article.authors.first().cloned())];
    for (name, value) in more {
        if let Some(value) = value {
            told[name] = value.into();
        }
    }
    format!("{told:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_embed_is_a_page_its_description_and_the_players_files() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = json!({
            "version": 1, "software": "aloud", "id": "https://example.org/a", "engine": "tone", "voice": "tone", "audio": "a b.wav",
            "article": { "title": "A </title> \"B\"", "authors": ["Ann"], "site": "The Courier" },
            "audio_bytes": 1, "sample_rate_hz": 24_000, "duration_ms": 1, "fingerprint": "0123", "sentences": [],
        });
        let episode = Episode { folder: folder.path().to_owned(), manifest: serde_json::from_value(manifest).unwrap() };
        let base = "https://audio.example.org/".parse().unwrap();
        let embed = write_embed(&episode, &base).unwrap();
        assert_eq!(embed.address, "https://audio.example.org/a%20b.embed.html");
        for (name, _) in names(&episode.manifest) {
            assert!(folder.path().join(&name).exists(), "{name}");
        }
        let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
        let page = read("a b.embed.html");
        assert!(page.contains("src=\"a%20b.player.json\"") && !page.contains("</title> \"B\""), "{page}");
        let told: serde_json::Value = serde_json::from_str(&read("a b.oembed.json")).unwrap();
        assert_eq!(
            (&told["type"], &told["version"], &told["author_name"]),
            (&"rich".into(), &"1.0".into(), &"Ann".into())
        );
        assert_eq!(told["html"], embed.frame);
    }
}
