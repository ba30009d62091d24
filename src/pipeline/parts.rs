//! Who says each sentence of a script: the one who reads it, or who is cast for headlines, quotations and interviews.

use super::{Cast, Speaker};
use crate::document::{Block, BlockKind};
use crate::script::{Script, Sentence};

/// The longest name before a colon: "Ann-Kathrin van der Meer-Jones, mayor". Taste.
const LONGEST_NAME: usize = 40;
/// The fewest paragraphs with names before colons that make an interview.
const FEWEST_NAMES: usize = 2;

impl Cast {
    /// Returns who says each sentence of a script that `lead` reads. Who does not speak a sentence's language does not say it.
    pub(super) fn parts<'a>(&'a self, lead: &'a Speaker, script: &Script) -> Vec<&'a Speaker> {
        let said = self.interview(&script.blocks);
        let part = |sentence: &Sentence| {
            let foreign = sentence.language.as_ref().and_then(|own| self.casting.quotations.get(&own.to_primary()));
            let cast = foreign.or_else(|| match sentence.block {
                Some(block) => said[block].or_else(|| self.of_kind(script.blocks[block].kind)),
                None => self.casting.title.as_ref().filter(|_| is_title(sentence, script)),
            });
            let language = sentence.language.as_ref().unwrap_or(&script.language);
            cast.filter(|speaker| speaker.voice.speaks(language)).unwrap_or(lead)
        };
        script.sentences.iter().map(part).collect()
    }

    fn of_kind(&self, kind: BlockKind) -> Option<&Speaker> {
        match kind {
            BlockKind::Quote | BlockKind::PullQuote => self.casting.quote.as_ref(),
            BlockKind::Heading { .. } => self.casting.title.as_ref(),
            _ => None,
        }
    }

    /// Returns for each block who of an interview says it: the one whose name stands before the colon, and from there on until
    /// another name or a heading.
    fn interview(&self, blocks: &[Block]) -> Vec<Option<&Speaker>> {
        let (mut speaking, mut names) = (None, 0);
        let speakers = &self.casting.speakers;
        let said = |block: &Block| {
            let is_talk = matches!(block.kind, BlockKind::Paragraph | BlockKind::Quote | BlockKind::ListItem { .. });
            if !block.verdict.is_kept() || matches!(block.kind, BlockKind::Heading { .. }) {
                speaking = speaking.filter(|_| !block.verdict.is_kept());
                return None;
            }
            if let Some(name) = name(&block.text).filter(|_| is_talk) {
                speaking = speakers.get(&name.to_lowercase());
                names += usize::from(speaking.is_some());
            }
            speaking.filter(|_| is_talk)
        };
        let said: Vec<_> =
            if speakers.is_empty() { vec![None; blocks.len()] } else { blocks.iter().map(said).collect() };
        if names < FEWEST_NAMES { vec![None; blocks.len()] } else { said }
    }
}

/// Returns the name that a paragraph of an interview begins with: a few words, the first in capitals, and a colon.
fn name(text: &str) -> Option<&str> {
    let (name, rest) = text.split_once([':', '：'])?;
    let is_short = name.chars().count() <= LONGEST_NAME && name.split_whitespace().count() <= 5;
    let begins = name.chars().next().is_some_and(char::is_uppercase) || !name.is_ascii();
    (is_short && begins && (rest.starts_with(char::is_whitespace) || rest.is_empty())).then(|| name.trim_end())
}

/// Returns whether a sentence that is said around the story is the headline, or a part of it.
fn is_title(sentence: &Sentence, script: &Script) -> bool {
    let (title, written) = (script.metadata.title.as_deref().unwrap_or_default(), sentence.written.trim());
    !written.is_empty() && title.contains(written)
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
}
