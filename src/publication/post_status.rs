//! How the narration of a post stands: on it or not, and whether it still says what the post says.
//!
//! Texts are compared by their words alone, as a page's are when its sentences are marked: quotation marks, accents and markup
//! change nothing.

use dom_query::Document as Dom;
use serde::Serialize;

use super::Episode;
use super::page::folded_text::fold;
use super::posts::Post;
use super::text::html;
use super::upload::Upload;
use crate::document::{self, Selection};
use crate::master::Manifest;
use crate::source::{Article, ListedMetadata, Markup, Origin};

/// From how many bytes of words on a paragraph stands once in a text, so that its place tells the order. Taste.
const TELLING: usize = 40;

/// How the narration of a post stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum PostStatus {
    /// It is on the post and says what the post says.
    Current,
    /// The post's text has changed since it was narrated.
    Stale,
    /// It was narrated again, and an earlier narration is on the post.
    Outdated,
    /// It was narrated and is not on the post.
    Unpublished,
    /// One is on the post, and the folder has none of it: made elsewhere, so nothing is known of its text.
    Elsewhere,
    /// It was not narrated.
    None,
}

/// What changed in a post's text since it was narrated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Changes {
    /// How many sentences of the narration the post has no longer.
    pub gone: usize,
    /// How many paragraphs it has that the narration has not.
    pub new: usize,
    /// How many paragraphs stand elsewhere.
    pub moved: usize,
}

impl Changes {
    /// Returns whether anything did.
    #[must_use]
    pub fn any(self) -> bool {
        self != Self::default()
    }
}

/// Tells how a post's narration stands, given the one in the folder; `selection` is what is read of articles.
#[must_use]
pub fn standing(post: &Post, narration: Option<&Episode>, selection: &Selection) -> (PostStatus, Changes) {
    let Some(episode) = narration else {
        let standing = if post.audio.is_some() { PostStatus::Elsewhere } else { PostStatus::None };
        return (standing, Changes::default());
    };
    let changes = changes(post, &episode.manifest, selection);
    let standing = match &post.audio {
        _ if changes.any() => PostStatus::Stale,
        Some(address) if Upload::of(episode).is_at(address) => PostStatus::Current,
        Some(_) => PostStatus::Outdated,
        None => PostStatus::Unpublished,
    };
    (standing, changes)
}

/// Compares a post with what was narrated of it. What is said around the story is not looked for.
fn changes(post: &Post, narrated: &Manifest, selection: &Selection) -> Changes {
    let document = document::read(&article(post), selection);
    let mut text = fold(&Dom::fragment(post.lead.as_str()).text()) + &fold(&post.title);
    document.blocks.iter().for_each(|block| text.push_str(&fold(&block.text)));
    let said: String = narrated.sentences.iter().map(|cue| fold(&cue.written)).collect();
    let story = || narrated.sentences.iter().filter(|cue| cue.block.is_some());
    let is_in = |part: &str, whole: &str| whole.contains(part);
    let kept = document.blocks.iter().filter(|block| block.verdict.is_kept());
    Changes {
        gone: story().filter(|cue| !is_in(&fold(&cue.written), &text)).count(),
        new: kept.filter(|block| !is_in(&fold(&block.text), &said)).count(),
        moved: moved(&paragraphs(narrated), &text),
    }
}

/// Makes a page of a post, so that the same is read of it as of its page on the site.
fn article(post: &Post) -> Article {
    let title = html(&post.title);
    let page = format!(
        "<!doctype html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>{}</article></body></html>",
        post.text
    );
    let address = post.address.clone();
    Article {
        id: address.clone(),
        origin: Origin::Web(address),
        markup: Markup::Html(page),
        known: ListedMetadata::default(),
    }
}

/// Returns the words of each of a story's paragraphs.
fn paragraphs(narrated: &Manifest) -> Vec<String> {
    let mut paragraphs: Vec<(usize, String)> = Vec::new();
    for cue in &narrated.sentences {
        let Some(block) = cue.block else { continue };
        match paragraphs.last_mut() {
            Some((last, words)) if *last == block => words.push_str(&fold(&cue.written)),
            _ => paragraphs.push((block, fold(&cue.written))),
        }
    }
    paragraphs.into_iter().map(|(_, words)| words).collect()
}

/// Counts the long paragraphs that stand before one that they followed.
fn moved(paragraphs: &[String], text: &str) -> usize {
    let long = paragraphs.iter().filter(|words| words.len() >= TELLING);
    let places: Vec<usize> = long.filter_map(|words| text.find(words.as_str())).collect();
    places.windows(2).filter(|pair| pair[1] < pair[0]).count()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const TEXT: &str = "<p>The bridge was closed on Monday, and “nobody” was hurt in the <b>storm</b>. It opens again.</p>\
        <figure><img src=a.jpg alt=''><figcaption>A bridge.</figcaption></figure>\
        <p>Trains run as before, and so do the buses that took the long way round.</p>";

    fn post(text: &str, audio: Option<&str>) -> Post {
        Post {
            address: "https://example.org/bridge".into(),
            title: "A bridge & a storm".into(),
            lead: "What the city said.".into(),
            text: text.into(),
            published: None,
            audio: audio.map(str::to_owned),
        }
    }

    fn narration() -> Episode {
        let cue = |(block, written): (Option<usize>, &str)| json!({ "block": block, "kind": "paragraph", "written": written, "spoken": written, "start_ms": 0, "end_ms": 1 });
        let sentences = [
            (None, "Read by a synthetic voice."),
            (Some(0), "A bridge & a storm"),
            (Some(1), "What the city said."),
            (Some(2), "The bridge was closed on Monday, and \"nobody\" was hurt in the storm. "),
            (Some(2), "It opens again."),
            (Some(4), "Trains run as before, and so do the buses that took the long way round."),
        ];
        let manifest = json!({
            "version": 1, "software": "aloud", "id": "x", "article": {}, "engine": "tone", "voice": "tone", "audio": "a.wav",
            "audio_bytes": 1, "sample_rate_hz": 24_000, "duration_ms": 1, "fingerprint": "0123456789abcdef",
            "sentences": sentences.map(cue),
        });
        Episode { folder: "n".into(), manifest: serde_json::from_value(manifest).unwrap() }
    }

    fn of(text: &str, audio: Option<&str>) -> (PostStatus, [usize; 3]) {
        let (standing, Changes { gone, new, moved }) =
            standing(&post(text, audio), Some(&narration()), &Selection::default());
        (standing, [gone, new, moved])
    }

    #[test]
    fn narrations_stand_as_their_files_do() {
        assert_eq!(of(TEXT, Some("/u/a-aloud-0123456789ab.wav")), (PostStatus::Current, [0; 3]));
        assert_eq!(of(TEXT, Some("/u/a-aloud-ba9876543210.wav")), (PostStatus::Outdated, [0; 3]));
        assert_eq!(of(TEXT, None), (PostStatus::Unpublished, [0; 3]));
        let alone = |audio| standing(&post(TEXT, audio), None, &Selection::default()).0;
        assert_eq!(alone(None), PostStatus::None);
        assert_eq!(alone(Some("/u/a-aloud-0123456789ab.wav")), PostStatus::Elsewhere);
    }

    #[test]
    fn what_changed_in_the_text_is_counted() {
        let ours = Some("/u/a-aloud-0123456789ab.wav");
        assert_eq!(of(&TEXT.replace("Monday", "Tuesday"), ours), (PostStatus::Stale, [1, 1, 0]));
        assert_eq!(of(&TEXT.replace(" It opens again.", ""), ours), (PostStatus::Stale, [1, 0, 0]));
        assert_eq!(of(&format!("{TEXT}<p>A line that was added later on.</p>"), ours), (PostStatus::Stale, [0, 1, 0]));
        assert_eq!(of(&TEXT.replace("A bridge.", "Another caption."), ours), (PostStatus::Current, [0; 3]));
        let (first, last) = TEXT.split_once("<figure>").unwrap();
        assert_eq!(of(&format!("<figure>{last}{first}"), ours), (PostStatus::Stale, [0, 0, 1]));
    }
}
