//! Our audio card in a post's Lexical tree. The tree's text is changed in that one place: writing it anew would lose what we do
//! not know of.

use std::ops::Range;

use serde_json::{Value, json};

use crate::publication::Episode;
use crate::publication::feed::spans;
use crate::publication::upload::{self, Upload};

/// Our card in a tree's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Card {
    /// The card alone, and with the comma that came with it.
    pub(super) place: Range<usize>,
    pub(super) with_comma: Range<usize>,
    /// The address of its file.
    pub(super) address: String,
}

/// Writes the card.
pub(super) fn written(episode: &Episode, upload: &Upload, address: &str) -> String {
    let card = json!({
        "type": "audio",
        "version": 1,
        "duration": episode.manifest.duration_ms as f64 / 1_000.0,
        "mimeType": upload.media_type,
        "src": address,
        "title": episode.disclosure(),
        "thumbnailSrc": "",
    });
    card.to_string()
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
pub(super) fn first_place(lexical: &str) -> Option<(Range<usize>, &'static str)> {
    let (children, blocks) = blocks(lexical)?;
    let start = children.start + 1;
    Some((start..start, if blocks.is_empty() { "" } else { "," }))
}

/// Finds the audio card whose file we uploaded.
pub(super) fn find(lexical: &str) -> Option<Card> {
    let (_, blocks) = blocks(lexical)?;
    blocks.iter().enumerate().find_map(|(number, place)| {
        let block: Value = serde_json::from_str(&lexical[place.clone()]).ok()?;
        let address = block["src"].as_str().filter(|src| block["type"] == "audio" && upload::is_ours(src))?.to_owned();
        let with_comma = match (blocks.get(number + 1), number.checked_sub(1)) {
            (Some(next), _) => place.start..next.start,
            (None, Some(before)) => blocks[before].end..place.end,
            (None, None) => place.clone(),
        };
        Some(Card { place: place.clone(), with_comma, address })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_comes_to_the_top_of_the_tree_and_goes_again() {
        let ours = "{\"type\":\"audio\",\"src\":\"https://e.org/a-aloud-0123456789ab.mp3\"}";
        for tree in [
            "{\"root\":{\"children\":[{\"type\":\"paragraph\",\"children\":[]},{\"type\":\"audio\",\"src\":\"s.mp3\"}],\"type\":\"root\"}}",
            "{\"root\":{\"children\":[],\"type\":\"root\"}}",
        ] {
            assert_eq!(find(tree), None);
            let (place, comma) = first_place(tree).unwrap();
            let with = format!("{}{ours}{comma}{}", &tree[..place.start], &tree[place.end..]);
            assert_eq!(serde_json::from_str::<Value>(&with).unwrap()["root"]["children"][0]["type"], "audio");
            let found = find(&with).unwrap();
            assert_eq!(&with[found.place.clone()], ours);
            assert_eq!(format!("{}{}", &with[..found.with_comma.start], &with[found.with_comma.end..]), tree);
        }
        assert_eq!((find(""), first_place("{\"root\":1}")), (None, None));
    }
}
