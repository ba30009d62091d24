//! The transcript as a page that one wants to read: the title, who wrote it and where, the recording with its player on top, and
//! the text, each sentence with its times. It works by itself; with the player's files beside it, it follows along.

use super::escape::markup as escape;
use crate::document::Metadata;
use crate::language::Language;

/// The look: a column to read in, light and dark, on paper without what paper cannot do.
const STYLE: &str = "\
:root{color-scheme:light dark;--aloud-accent:#0b6e69}\
@media(prefers-color-scheme:dark){:root{--aloud-accent:#5fc7c0}}\
body{margin:0;background:Canvas;color:CanvasText;font:1.1875rem/1.65 Georgia,'Iowan Old Style','Noto Serif',serif;-webkit-text-size-adjust:100%}\
main{max-inline-size:38rem;margin:0 auto;padding:clamp(1.5rem,6vw,4rem) 1.25rem 6rem}\
h1{font-size:clamp(1.75rem,6vw,2.5rem);line-height:1.15;letter-spacing:-.01em;margin:0 0 .5rem;text-wrap:balance}\
h2{font-size:1.35rem;line-height:1.3;margin:2.25rem 0 .75rem}\
p,blockquote{margin:0 0 1.25rem}blockquote{padding-inline-start:1rem;border-inline-start:.1875rem solid var(--aloud-accent);font-style:italic}\
.byline{font:.9375rem/1.4 system-ui,sans-serif;opacity:.75;margin:0 0 1.5rem}\
a{color:inherit;text-underline-offset:.2em}audio{inline-size:100%}\
aloud-player{display:block;min-block-size:4rem;margin-block:1.5rem}\
@media print{audio,aloud-player{display:none}body{font-size:11pt}main{max-inline-size:none;padding:0}}";

/// What a transcript is made of.
pub(super) struct Transcript<'a> {
    pub(super) article: &'a Metadata,
    /// The narration's identity, where that is an address.
    pub(super) id: &'a str,
    pub(super) software: &'a str,
    /// The recording's file.
    pub(super) audio: &'a str,
    /// The kind of each paragraph, and its sentences as HTML.
    pub(super) paragraphs: &'a [(&'a str, String)],
}

/// Among how many paragraphs from the start the title is looked for.
const AROUND: usize = 3;

/// Writes the page.
pub(super) fn page(transcript: &Transcript<'_>) -> String {
    let Transcript { article, paragraphs, .. } = transcript;
    let language = escape(article.language.as_ref().map_or("en", Language::as_str));
    let title = escape(article.title.as_deref().unwrap_or_default());
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{language}\" dir=\"{}\">\n<head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"generator\" content=\"{}\">\
         <title>{title}</title>{}<style>{STYLE}</style></head>\n<body>\n<main>\n",
        direction(&language),
        escape(transcript.software),
        canonical(transcript),
    );
    // The title is said before the story, behind the notice of a synthetic voice.
    let said = paragraphs.iter().take(AROUND).position(|(_, text)| plain(text) == title);
    let heading = said.map_or_else(|| title.clone(), |index| paragraphs[index].1.trim_end().to_owned());
    if !heading.is_empty() {
        page.push_str(&format!("<h1>{heading}</h1>\n"));
    }
    page.push_str(&byline(transcript));
    page.push_str(&player(transcript.audio));
    let rest = paragraphs.iter().enumerate().filter(|(index, _)| Some(*index) != said);
    for (_, (kind, text)) in rest {
        let element = match *kind {
            "heading" => "h2",
            "quote" => "blockquote",
            _ => "p",
        };
        page.push_str(&format!("<{element}>{}</{element}>\n", text.trim_end()));
    }
    page.push_str("</main>\n<script src=\"aloud-player.js\" defer></script>\n</body>\n</html>\n");
    page
}

/// Returns how a language is written.
fn direction(language: &str) -> &'static str {
    const RIGHT_TO_LEFT: [&str; 9] = ["ar", "he", "iw", "fa", "ur", "ps", "sd", "yi", "dv"];
    let primary = language.split('-').next().unwrap_or_default();
    if RIGHT_TO_LEFT.contains(&primary) { "rtl" } else { "ltr" }
}

/// Returns a text without the marks of its sentences.
fn plain(text: &str) -> String {
    let mut parts = text.split('<');
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.filter_map(|part| Some(part.split_once('>')?.1));
    rest.fold(first, |text, part| text + part).trim().to_owned()
}

/// Returns the article's address, where it is one that a link may lead to.
fn address(transcript: &Transcript<'_>) -> Option<String> {
    let address = transcript.article.url.as_deref().unwrap_or(transcript.id);
    let is_web = ["http://", "https://"].iter().any(|scheme| address.starts_with(scheme));
    is_web.then(|| escape(address))
}

fn canonical(transcript: &Transcript<'_>) -> String {
    address(transcript).map(|address| format!("<link rel=\"canonical\" href=\"{address}\">")).unwrap_or_default()
}

/// Names the authors, the day and, with a link back, the site.
fn byline(transcript: &Transcript<'_>) -> String {
    let article = transcript.article;
    let authors =
        Some(article.authors.join(", ")).filter(|authors| !authors.is_empty()).map(|authors| escape(&authors));
    let day = article.published.as_deref().map(|time| escape(time.get(..10).unwrap_or(time)));
    let site = article.site.as_deref().map(escape);
    let back = match (address(transcript), site) {
        (Some(address), site) => {
            let name = site.unwrap_or_else(|| address.split('/').nth(2).unwrap_or(&address).to_owned());
            Some(format!("<a href=\"{address}\">{name}</a>"))
        }
        (None, site) => site,
    };
    let parts: Vec<String> = [authors, day, back].into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!("<p class=\"byline\">{}</p>\n", parts.join(" · ")) }
}

fn player(audio: &str) -> String {
    let stem = audio.rsplit_once('.').map_or(audio, |(stem, _)| stem);
    let (stem, audio) = (escape(stem), escape(audio));
    format!(
        "<aloud-player src=\"{stem}.player.json\" class=\"aloud aloud-supplemental\"><aside><div data-nosnippet>\
         <audio controls preload=\"none\" src=\"{audio}\"></audio></div></aside></aloud-player>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_its_title_once_and_leads_back() {
        let article = serde_json::json!({
            "title": "A & B", "authors": ["Ann <i>"], "published": "2026-03-14T10:00:00Z", "site": "The Courier", "language": "ar-EG"
        });
        let article = serde_json::from_value(article).unwrap();
        let paragraphs = ["Read by a synthetic voice.", "A &amp; B", "One."]
            .map(|text| ("paragraph", format!("<span>{text}</span> ")));
        let page = page(&Transcript {
            article: &article,
            id: "https://example.org/a?b&c",
            software: "aloud",
            audio: "a.wav",
            paragraphs: &paragraphs,
        });
        assert_eq!(page.matches("A &amp; B").count(), 2, "{page}");
        assert!(
            page.contains("<h1><span>A &amp; B</span></h1>") && page.contains("<p><span>One.</span></p>"),
            "{page}"
        );
        assert!(
            page.contains("Ann &lt;i&gt; · 2026-03-14 · <a href=\"https://example.org/a?b&amp;c\">The Courier</a>"),
            "{page}"
        );
        assert!(page.contains("dir=\"rtl\"") && page.contains("src=\"a.player.json\""), "{page}");
    }
}
