//! Interviews: whose words each paragraph is, by the names before the colons.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Block, BlockKind};

/// The longest name before a colon: "Ann-Kathrin van der Meer-Jones, mayor". Taste.
const LONGEST_NAME: usize = 40;
/// The fewest paragraphs with names before colons that make an interview.
const FEWEST_NAMES: usize = 2;
/// What stands behind a name.
const COLONS: [char; 2] = [':', '：'];

/// Whose words a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said<'a> {
    /// The name, as the table of speakers has it.
    pub by: &'a str,
    /// Whether the name stands at its beginning.
    pub is_named: bool,
}

/// Returns for each block who of an interview says it: the one whose name stands before the colon, and from there on until
/// another name or a heading. `speakers` are the names that count, in small letters.
pub fn said<'a>(blocks: &[Block], speakers: &BTreeSet<&'a str>) -> Vec<Option<Said<'a>>> {
    let (mut speaking, mut names) = (None, 0);
    let said = |block: &Block| {
        let is_talk = matches!(block.kind, BlockKind::Paragraph | BlockKind::Quote | BlockKind::ListItem { .. });
        if !block.verdict.is_kept() || matches!(block.kind, BlockKind::Heading { .. }) {
            speaking = speaking.filter(|_| !block.verdict.is_kept());
            return None;
        }
        let named = name(&block.text).filter(|_| is_talk);
        if let Some(name) = named {
            speaking = speakers.get(name.to_lowercase().as_str()).copied();
            names += usize::from(speaking.is_some());
        }
        speaking.filter(|_| is_talk).map(|by| Said { by, is_named: named.is_some() })
    };
    let said: Vec<_> = if speakers.is_empty() { Vec::new() } else { blocks.iter().map(said).collect() };
    if names < FEWEST_NAMES { vec![None; blocks.len()] } else { said }
}

/// Returns for each block whether its name need not be read: the voice tells who speaks, which no other of the article's speakers
/// has. `voices` holds the voices by the names.
pub(super) fn unread_names(blocks: &[Block], voices: &BTreeMap<String, String>) -> Vec<bool> {
    let said = said(blocks, &voices.keys().map(String::as_str).collect());
    let speaking: BTreeSet<&str> = said.iter().flatten().map(|said| said.by).collect();
    let is_own = |by: &str| !speaking.iter().any(|other| *other != by && voices.get(*other) == voices.get(by));
    said.iter().map(|said| said.is_some_and(|said| said.is_named && is_own(said.by))).collect()
}

/// Takes the name off the beginning of a text, unless nothing else is in it.
pub(super) fn without_name(text: &str) -> &str {
    let rest = text.split_once(COLONS).map_or(text, |(_, rest)| rest.trim_start());
    if rest.chars().any(char::is_alphanumeric) { rest } else { text }
}

/// Returns the name that a paragraph of an interview begins with: a few words, the first in capitals, and a colon.
fn name(text: &str) -> Option<&str> {
    let (name, rest) = text.split_once(COLONS)?;
    let is_short = name.chars().count() <= LONGEST_NAME && name.split_whitespace().count() <= 5;
    let begins = name.chars().next().is_some_and(char::is_uppercase) || !name.is_ascii();
    (is_short && begins && (rest.starts_with(char::is_whitespace) || rest.is_empty())).then(|| name.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_before_colons_are_found_and_sentences_with_colons_are_not() {
        assert_eq!(name("Q: How was it?"), Some("Q"));
        assert_eq!(name("ANN LI: Wet."), Some("ANN LI"));
        assert_eq!(name("Österreichs Kanzler : Nein."), Some("Österreichs Kanzler"));
        assert_eq!(name("At 10:30 it began."), None);
        assert_eq!(name("and so: it went"), None);
        assert_eq!(name("There were many things that he had not seen before he came: boats."), None);
    }

    #[test]
    fn names_are_not_read_where_the_voice_tells_who_speaks() {
        let talk = ["Q: How was it?", "Ann: Wet.", "And late.", "Bob: Cold.", "The mayor: Nothing."];
        let blocks: Vec<Block> = talk.iter().map(|text| Block::kept(BlockKind::Paragraph, *text)).collect();
        let voices = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
            pairs.iter().map(|(name, voice)| ((*name).to_owned(), (*voice).to_owned())).collect()
        };
        let unread = |pairs: &[(&str, &str)]| unread_names(&blocks, &voices(pairs));
        assert_eq!(unread(&[("q", "x"), ("ann", "y"), ("bob", "z")]), [true, true, false, true, false]);
        assert_eq!(unread(&[("q", "x"), ("ann", "y"), ("bob", "y")]), [true, false, false, false, false]);
        assert_eq!(unread(&[("q", "x"), ("ann", "y"), ("eve", "y")]), [true, true, false, false, false]);
        assert_eq!(unread(&[("q", "x")]), [false; 5], "one name is no interview");
        assert_eq!(without_name("Q: How was it?"), "How was it?");
        assert_eq!(without_name("Q:"), "Q:");
    }
}
