//! Who says each sentence of a script: the one who reads it, or who is cast for headlines, quotations and interviews.

use super::{Cast, Speaker};
use crate::document::BlockKind;
use crate::script::{Recording, Script, Sentence, said};

impl Cast {
    /// Returns who says each sentence of a script that `lead` reads. Who does not speak a sentence's language does not say it.
    pub(super) fn parts<'a>(&'a self, lead: &'a Speaker, script: &Script) -> Vec<&'a Speaker> {
        let speakers = &self.casting.speakers;
        let said = said(&script.blocks, &speakers.keys().map(String::as_str).collect());
        let by = |block: usize| said[block].and_then(|said| speakers.get(said.by));
        let part = |sentence: &Sentence| {
            if let Some(chosen) = self.chosen(sentence) {
                return chosen;
            }
            let foreign = sentence.language.as_ref().and_then(|own| self.casting.quotations.get(&own.to_primary()));
            let cast = foreign.or_else(|| match sentence.block {
                Some(block) => by(block).or_else(|| match sentence.quoted {
                    true => self.casting.quote.as_ref(),
                    false => self.of_kind(script.blocks[block].kind),
                }),
                None => self.casting.title.as_ref().filter(|_| is_title(sentence, script)),
            });
            let language = sentence.language.as_ref().unwrap_or(&script.language);
            cast.filter(|speaker| speaker.voice.speaks(language)).unwrap_or(lead)
        };
        script.sentences.iter().map(part).collect()
    }

    /// Returns whom an editor had say a sentence, if anyone.
    fn chosen(&self, sentence: &Sentence) -> Option<&Speaker> {
        let recorded = sentence.manner.recording.as_ref().map(Recording::speaker);
        let name = recorded.as_ref().or(sentence.manner.voice.as_ref())?;
        self.speakers().find(|speaker| speaker.voice.name == *name)
    }

    fn of_kind(&self, kind: BlockKind) -> Option<&Speaker> {
        match kind {
            BlockKind::Quote | BlockKind::PullQuote => self.casting.quote.as_ref(),
            BlockKind::Heading { .. } => self.casting.title.as_ref(),
            _ => None,
        }
    }
}

/// Returns whether a sentence that is said around the story is the headline, or a part of it.
fn is_title(sentence: &Sentence, script: &Script) -> bool {
    let (title, written) = (script.metadata.title.as_deref().unwrap_or_default(), sentence.written.trim());
    !written.is_empty() && title.contains(written)
}
