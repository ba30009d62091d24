//! Our card in a post's Lexical tree: HTML with the player and, for mails, a card with a link, or an audio card. The tree's text is
//! changed in that one place: writing it again from scratch would lose what we do not know of.

use std::ops::Range;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::language::Language;
use crate::publication::Episode;
use crate::publication::feed::spans;
use crate::publication::links::{Link, Links};
use crate::publication::player::{Labels, Player};
use crate::publication::text::{html, unescape};
use crate::publication::upload::{self, Upload};

/// What a post is given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum GhostCard {
    /// An HTML card with the player, which follows along in the text.
    #[default]
    Html,
    /// An audio card of Ghost's own.
    Audio,
}

/// What begins the HTML of our card.
const PLAYER: &str = "<aloud-player";
/// What begins the HTML of our card for mails.
const MAIL: &str = "<p class=\"aloud-listen\"";
/// Whom Ghost shows an HTML card: everyone on the site, and no one in mails, where a player is dead and its script is suspect.
const ON_THE_SITE: &str =
    r#"{"web":{"nonMember":true,"memberSegment":"status:free,status:-free"},"email":{"memberSegment":""}}"#;

/// A card of ours in a tree's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Card {
    /// The card alone, and with the comma that came with it.
    pub(super) place: Range<usize>,
    pub(super) with_comma: Range<usize>,
    /// The address of its audio.
    pub(super) address: String,
    /// The address of the player's script; none for an audio card.
    pub(super) script: Option<String>,
    /// What it says.
    pub(super) block: Value,
}

impl Card {
    /// Returns whether it says what another says, whatever Ghost has added.
    pub(super) fn is(&self, other: &Value) -> bool {
        other.as_object().is_some_and(|other| other.iter().all(|(name, value)| self.block[name] == *value))
    }
}

/// Makes the audio card.
pub(super) fn audio(episode: &Episode, upload: &Upload, address: &str) -> Value {
    json!({
        "type": "audio",
        "version": 1,
        "duration": episode.manifest.duration_ms as f64 / 1_000.0,
        "mimeType": upload.media_type,
        "src": address,
        "title": episode.disclosure(),
        "thumbnailSrc": "",
    })
}

/// Makes the HTML card: the player, its audio and script at these addresses.
pub(super) fn player(episode: &Episode, upload: &Upload, (address, script): (&str, &str)) -> Value {
    let manifest = &episode.manifest;
    let (href, media_type) = (address.to_owned(), upload.media_type.clone());
    let audio = Link { whole: Some(href.clone()), href, media_type, bytes: manifest.audio_bytes };
    let links = Links { audio: vec![audio], transcript: None };
    let language = manifest.article.language.as_ref().map_or("en", Language::as_str);
    let player = Player { manifest, links: &links, language, script, nonce: None };
    let visibility: Value = serde_json::from_str(ON_THE_SITE).unwrap_or_default();
    json!({ "type": "html", "version": 1, "html": player.card(), "visibility": visibility })
}

/// Makes the card that only mails show: a link to the article, where it is heard.
pub(super) fn mail(episode: &Episode) -> Option<Value> {
    let language = episode.manifest.article.language.as_ref().map_or("en", Language::as_str);
    let labels = Labels::of(language);
    let link = format!(
        "{MAIL} lang=\"{}\" dir=\"{}\"><a href=\"{}\">{}</a> &#183; {}</p>",
        labels.language(),
        labels.direction(),
        html(episode.address()?),
        html(labels.word("listen")),
        html(labels.notice(episode.manifest.source_type())),
    );
    Some(json!({ "type": "email", "version": 1, "html": link }))
}

/// Returns the places of the tree's blocks.
fn blocks(lexical: &str) -> Option<(Range<usize>, Vec<Range<usize>>)> {
    serde_json::from_str::<serde::de::IgnoredAny>(lexical).ok()?;
    let root = spans::member(lexical, &spans::whole(lexical), "root")?;
    let children = spans::member(lexical, &root, "children")?;
    let found = lexical[children.clone()].starts_with('[').then(|| spans::elements(lexical, &children))?;
    Some((children, found))
}

/// Returns where a first card goes, and what stands between it and the next block.
fn first_place(lexical: &str) -> Option<(Range<usize>, &'static str)> {
    let (children, blocks) = blocks(lexical)?;
    let start = children.start + 1;
    Some((start..start, if blocks.is_empty() { "" } else { "," }))
}

/// Finds the first card of ours: one whose audio we uploaded.
pub(super) fn find(lexical: &str) -> Option<Card> {
    find_after(lexical, 0)
}

/// Returns whether there is no second card of ours.
pub(super) fn is_single(lexical: &str) -> bool {
    find_after(lexical, 1).is_none()
}

/// Finds a card of ours after so many others of ours: who edits may have copied one.
fn find_after(lexical: &str, others: usize) -> Option<Card> {
    places(lexical)?.into_iter().filter_map(|place| place.card()).nth(others)
}

/// A block of a tree, alone and with the comma that goes with it.
struct Place {
    alone: Range<usize>,
    with_comma: Range<usize>,
    block: Value,
}

impl Place {
    /// Returns what it is as a card of ours.
    fn card(self) -> Option<Card> {
        let (address, script) = addresses(&self.block)?;
        Some(Card { place: self.alone, with_comma: self.with_comma, address, script, block: self.block })
    }

    /// Returns whether it is our card for mails.
    fn is_mail(&self) -> bool {
        self.block["type"] == "email" && self.block["html"].as_str().is_some_and(|html| html.starts_with(MAIL))
    }
}

fn places(lexical: &str) -> Option<Vec<Place>> {
    let (_, blocks) = blocks(lexical)?;
    let place = |(number, alone): (usize, &Range<usize>)| {
        let block = serde_json::from_str(&lexical[alone.clone()]).ok()?;
        let with_comma = match (blocks.get(number + 1), number.checked_sub(1)) {
            (Some(next), _) => alone.start..next.start,
            (None, Some(before)) => blocks[before].end..alone.end,
            (None, None) => alone.clone(),
        };
        Some(Place { alone: alone.clone(), with_comma, block })
    };
    Some(blocks.iter().enumerate().filter_map(place).collect())
}

/// Returns the addresses of a card's audio and script, where it is ours.
fn addresses(block: &Value) -> Option<(String, Option<String>)> {
    if block["type"] == "audio" {
        let address = block["src"].as_str().filter(|src| upload::is_ours(src))?;
        return Some((address.to_owned(), None));
    }
    let html = block["html"].as_str().filter(|html| block["type"] == "html" && html.contains(PLAYER))?;
    let sources: Vec<&str> = html.split(" src=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let address = sources.iter().find(|address| upload::is_ours(address))?;
    let script = sources.iter().find(|address| address.contains(".js")).copied().unwrap_or_default();
    // The player's markup adds the version.
    let script = script.split('?').next().unwrap_or_default();
    Some((unescape(address), Some(unescape(script))))
}

/// Returns the tree without any card of ours.
pub(super) fn without(lexical: &str) -> String {
    only(without_mail(lexical.to_owned()), 0)
}

/// Returns the tree with this card and, after it, that for mails: in the place of ours, else first; nothing where it is no tree.
pub(super) fn with(lexical: &str, card: &Value, mail: Option<&Value>) -> Option<String> {
    let lexical = without_mail(lexical.to_owned());
    let (place, comma) = match find(&lexical) {
        Some(old) => (old.place, ""),
        None => first_place(&lexical)?,
    };
    let tree = only(format!("{}{card}{comma}{}", &lexical[..place.start], &lexical[place.end..]), 1);
    let Some(mail) = mail else { return Some(tree) };
    let after = find(&tree)?.place.end;
    Some(format!("{},{mail}{}", &tree[..after], &tree[after..]))
}

/// Takes out all cards of ours but so many.
fn only(mut tree: String, kept: usize) -> String {
    while let Some(card) = find_after(&tree, kept) {
        tree.replace_range(card.with_comma, "");
    }
    tree
}

/// Takes out our cards for mails.
fn without_mail(mut tree: String) -> String {
    while let Some(mail) = places(&tree).and_then(|places| places.into_iter().find(Place::is_mail)) {
        tree.replace_range(mail.with_comma, "");
    }
    tree
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = "https://e.org/a-aloud-0123456789ab.mp3";

    #[test]
    fn a_card_comes_to_the_top_of_the_tree_and_goes_again() {
        let audio = json!({ "type": "audio", "src": OURS });
        let html = |script: &str| json!({ "type": "html", "html": format!("<aloud-player><audio><source src=\"{OURS}\" /></audio><script src=\"{script}\"></script></aloud-player>") });
        for tree in [
            "{\"root\":{\"children\":[{\"type\":\"paragraph\",\"children\":[]},{\"type\":\"audio\",\"src\":\"s.mp3\"}],\"type\":\"root\"}}",
            "{\"root\":{\"children\":[],\"type\":\"root\"}}",
        ] {
            assert_eq!(find(tree), None);
            let first = with(tree, &audio, None).unwrap();
            assert_eq!(serde_json::from_str::<Value>(&first).unwrap()["root"]["children"][0], audio);
            // The one kind takes the other's place, and copies go.
            let mail = json!({ "type": "email", "html": format!("{MAIL}>Listen</p>") });
            let other = with(&first, &html("/files/aloud-player-1.js"), Some(&mail)).unwrap();
            assert_eq!(serde_json::from_str::<Value>(&other).unwrap()["root"]["children"][1], mail);
            assert_eq!(with(&other, &html("/files/aloud-player-1.js"), Some(&mail)).unwrap(), other);
            let found = find(&other).unwrap();
            assert_eq!((found.address.as_str(), found.script.as_deref()), (OURS, Some("/files/aloud-player-1.js")));
            assert!(found.is(&html("/files/aloud-player-1.js")) && !found.is(&html("/files/aloud-player-2.js")));
            let twice = other.replacen("\"children\":[", &format!("\"children\":[{audio},"), 1);
            assert_eq!([without(&other), without(&twice), without(&first)], [tree, tree, tree]);
            assert_eq!(with(&twice, &audio, None).unwrap(), first);
        }
        assert_eq!((find(""), with("{\"root\":1}", &audio, None)), (None, None));
    }
}
