//! Our audio block in a post's text: written as WordPress's editor writes it, and told from those of others.

use std::ops::Range;

use crate::publication::upload;

/// What begins and ends an audio block in a post's text.
const BLOCK: (&str, &str) = ("<!-- wp:audio ", "<!-- /wp:audio -->");

/// Our block in a post's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// Where it is, with the gap after it.
    pub(super) place: Range<usize>,
    /// The number of its file in the media library.
    pub(super) media: Option<u64>,
    /// The address of its file.
    pub(super) address: String,
}

/// Writes the block as WordPress's editor does, so that it finds it valid.
pub(super) fn written(id: u64, address: &str, caption: &str) -> String {
    let escape =
        |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    let (address, caption) = (escape(address), escape(caption));
    format!(
        "{}{{\"id\":{id}}} -->\n<figure class=\"wp-block-audio\"><audio controls src=\"{address}\" preload=\"none\"></audio>\
         <figcaption class=\"wp-element-caption\">{caption}</figcaption></figure>\n{}\n\n",
        BLOCK.0, BLOCK.1
    )
}

/// Finds the audio block whose file we uploaded.
pub(super) fn find(text: &str) -> Option<Block> {
    text.match_indices(BLOCK.0).find_map(|(start, _)| {
        let end = start + text[start..].find(BLOCK.1)? + BLOCK.1.len();
        let inside = &text[start..end];
        let address = inside.split_once(" src=\"")?.1.split('"').next()?.to_owned();
        let number = inside.split_once("\"id\":").map(|(_, rest)| rest.chars().take_while(char::is_ascii_digit));
        let media = number.and_then(|digits| digits.collect::<String>().parse().ok());
        let gap = if text[end..].starts_with("\n\n") { 2 } else { 0 };
        upload::is_ours(&address).then_some(Block { place: start..end + gap, media, address })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_block_is_told_from_those_of_others() {
        let theirs = "<!-- wp:audio {\"id\":3} -->\n<figure class=\"wp-block-audio\"><audio controls src=\"https://e.org/song.mp3\">\
            </audio></figure>\n<!-- /wp:audio -->\n\n<p>Text</p>";
        assert_eq!(find(theirs), None);
        let ours = written(9, "https://e.org/a-aloud-0123456789ab.mp3", "Read by \"them\" & <us>");
        let text = format!("{theirs}{ours}<p>More</p>");
        let found = find(&text).unwrap();
        assert_eq!((&text[found.place.clone()], found.media), (ours.as_str(), Some(9)));
        assert!(ours.contains("&lt;us&gt;"));
    }
}
