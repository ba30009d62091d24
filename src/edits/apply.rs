//! Edits applied: to the blocks of an article before its script is composed, and to the sentences of the script.

use std::ops::Range;
use std::time::Duration;

use super::anchor::Passage;
use super::place::Place;
use super::words::find;
use super::{Anchor, Change, Edit, Edits, Said, Standing};
use crate::document::{Block, Document, Grounds, Reason, Verdict};
use crate::script::{Manner, Pronunciation, Recording, Script, Sentence, sounds};

/// What became of an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// How it stands.
    pub standing: Standing,
    /// The index of the sentence or block it is about, where it was found.
    pub at: Option<usize>,
}

impl Applied {
    fn lost(standing: Standing) -> Self {
        Self { standing, at: None }
    }
}

impl Edits {
    /// Keeps and skips the blocks that edits say, and returns what became of each edit that is about a block, with its
    /// number. `is_here` says whether what an edit names is at hand.
    pub fn apply_to_blocks(&self, document: &mut Document, is_here: &dyn Fn(&Change) -> bool) -> Vec<(usize, Applied)> {
        let passages: Vec<Passage> = document.blocks.iter().map(passage_of_block).collect();
        let mut applied = Vec::new();
        for (number, edit) in self.edits.iter().enumerate().filter(|(_, edit)| edit.anchor.is_block) {
            applied.push((
                number,
                match (edit.anchor.find(&passages), &edit.change) {
                    (Ok(Place { at, standing, .. }), Change::Read(read)) => {
                        document.blocks[at].verdict = match read {
                            true => Verdict::Kept(Grounds::Editor),
                            false => Verdict::Skipped(Reason::Editor),
                        };
                        Applied { standing, at: Some(at) }
                    }
                    (Ok(_), Change::Voice(_)) if !is_here(&edit.change) => Applied::lost(Standing::NotHere),
                    (Ok(Place { at, standing, .. }), Change::Voice(_)) => Applied { standing, at: Some(at) },
                    (Ok(_), _) => Applied::lost(Standing::Gone),
                    (Err(standing), _) => Applied::lost(standing),
                },
            ));
        }
        applied
    }

    /// Has blocks said by the voices that edits say, by what became of those edits.
    pub fn cast_blocks(&self, script: &mut Script, applied: &[(usize, Applied)]) {
        for (number, applied) in applied {
            let Some(Edit { change: Change::Voice(voice), .. }) = self.edits.get(*number) else { continue };
            let is_in = |sentence: &&mut Sentence| sentence.block.is_some() && sentence.block == applied.at;
            script.sentences.iter_mut().filter(is_in).for_each(|one| one.manner.voice = Some(voice.clone()));
        }
    }

    /// Changes the sentences that edits say, and returns what became of each edit that is about a sentence, with its number.
    /// `is_here` says whether what an edit names is at hand.
    pub fn apply_to_script(&self, script: &mut Script, is_here: &dyn Fn(&Change) -> bool) -> Vec<(usize, Applied)> {
        let passages = passages_of_script(script);
        let speaks = self.language.as_ref().is_none_or(|language| language.is_like(&script.language));
        let mut applied = Vec::new();
        for (number, edit) in self.edits.iter().enumerate().filter(|(_, edit)| !edit.anchor.is_block) {
            let applied_one = match is_here(&edit.change) {
                true => edit.apply(&passages, &mut script.sentences, speaks),
                false => Applied::lost(Standing::NotHere),
            };
            applied.push((number, applied_one));
        }
        applied
    }
}

impl Edit {
    fn apply(&self, passages: &[Passage], sentences: &mut [Sentence], speaks: bool) -> Applied {
        let place = match self.anchor.find(passages) {
            Ok(place) => place,
            Err(standing) => return Applied::lost(standing),
        };
        let Place { at, second, goes_on, standing } = place;
        let last = second.unwrap_or(at);
        match &self.change {
            Change::Say { .. } if !speaks => Applied::lost(Standing::OtherLanguage),
            // What is read out for figures is no longer what was edited once they are others.
            Change::Say { words, .. }
                if standing == Standing::Changed && self.is_of_other_figures(words, &passages[at]) =>
            {
                Applied { standing: Standing::WordsGone, at: Some(at) }
            }
            Change::Say { words, nth, said } => {
                let said = Saying { words, nth: *nth, said };
                match said.apply(&[&[at], second.as_slice()].concat(), sentences, standing) {
                    Ok(at) => Applied { standing, at: Some(at) },
                    Err(standing) => Applied { standing, at: Some(at) },
                }
            }
            // Its end is now inside a sentence.
            Change::Pause(_) if goes_on => Applied { standing: Standing::Gone, at: Some(at) },
            Change::Pause(ms) => {
                sentences[last].pause_after = Duration::from_millis(*ms);
                Applied { standing, at: Some(last) }
            }
            Change::Voice(_) | Change::Speed(_) | Change::Take(_) | Change::Recording(_) => {
                // A sentence that was split is said by one person, at one pace; a take or a recording is of the whole.
                let is_of_whole = matches!(self.change, Change::Take(_) | Change::Recording(_));
                if is_of_whole && (standing == Standing::Changed || second.is_some()) {
                    return Applied { standing: Standing::WordsGone, at: Some(at) };
                }
                sentences[at..=last].iter_mut().for_each(|sentence| self.set(&mut sentence.manner));
                Applied { standing, at: Some(at) }
            }
            Change::Read(_) => Applied::lost(Standing::Gone),
            Change::Flag(_) | Change::Heard(_) => Applied { standing, at: Some(at) },
        }
    }
}

impl Edit {
    /// Says how a sentence is said otherwise.
    fn set(&self, manner: &mut Manner) {
        match self.change.clone() {
            Change::Voice(voice) => manner.voice = Some(voice),
            Change::Speed(percent) => manner.speed_percent = Some(percent),
            Change::Take(take) => manner.take = Some(take),
            Change::Recording(recording) => {
                let by = recording.by.clone().or_else(|| self.by.clone());
                manner.recording = Some(Recording { by, ..recording });
            }
            _ => {}
        }
    }

    /// Returns whether words that are not written, but read out for figures, are about other figures now.
    fn is_of_other_figures(&self, words: &str, now: &Passage) -> bool {
        let figures = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        find(words, &self.anchor.quote).is_empty() && figures(&self.anchor.quote) != figures(&now.text)
    }
}

/// Words and how they are said.
struct Saying<'a> {
    words: &'a str,
    nth: Option<usize>,
    said: &'a Said,
}

impl Saying<'_> {
    /// Says the words in the one sentence of these that has them.
    fn apply(&self, among: &[usize], sentences: &mut [Sentence], standing: Standing) -> Result<usize, Standing> {
        let found =
            among.iter().flat_map(|at| find(self.words, &sentences[*at].spoken).into_iter().map(|range| (*at, range)));
        let found: Vec<(usize, Range<usize>)> = found.collect();
        // In a sentence that was changed, the second may have become the first.
        let is_sure = standing != Standing::Changed || self.nth.is_none();
        let chosen = match (found.len(), self.nth) {
            (0, _) => return Err(Standing::WordsGone),
            (1, None) => 0,
            (1, Some(_)) if !is_sure => return Err(Standing::Ambiguous),
            (count, Some(nth)) if is_sure && (1..=count).contains(&nth) => nth - 1,
            _ => return Err(Standing::Ambiguous),
        };
        let (at, range) = found[chosen].clone();
        self.say(&mut sentences[at], range);
        Ok(at)
    }

    fn say(&self, sentence: &mut Sentence, range: Range<usize>) {
        let kept = |told: &Pronunciation| told.range.end <= range.start || range.end <= told.range.start;
        sentence.pronunciations.retain(kept);
        match self.said {
            Said::Alias(alias) => {
                sentence.spoken.replace_range(range.clone(), alias);
                for told in sentence.pronunciations.iter_mut().filter(|told| range.end <= told.range.start) {
                    let moved = |at: usize| at - range.len() + alias.len();
                    told.range = moved(told.range.start)..moved(told.range.end);
                }
            }
            Said::Ipa(ipa) => sound(sentence, range, ipa.clone()),
            Said::In(language) => {
                if let Some(ipa) = sounds::ipa(self.words, language) {
                    sound(sentence, range, ipa);
                }
            }
        }
    }
}

/// Says how a stretch of a sentence sounds.
fn sound(sentence: &mut Sentence, range: Range<usize>, ipa: String) {
    sentence.pronunciations.push(Pronunciation { range, ipa, alias: None });
    sentence.pronunciations.sort_by_key(|told| told.range.start);
}

impl Anchor {
    /// Anchors an edit at a sentence of a script.
    #[must_use]
    pub fn at_sentence(script: &Script, index: usize) -> Option<Self> {
        (index < script.sentences.len()).then(|| Self::at(&passages_of_script(script), index, false))
    }

    /// Anchors an edit at a block of an article.
    #[must_use]
    pub fn at_block(blocks: &[Block], index: usize) -> Option<Self> {
        let passages: Vec<Passage> = blocks.iter().map(passage_of_block).collect();
        (index < blocks.len()).then(|| Self::at(&passages, index, true))
    }
}

fn passage_of_block(block: &Block) -> Passage {
    Passage::new(&block.text, block.kind.name())
}

fn passages_of_script(script: &Script) -> Vec<Passage> {
    let kind = |sentence: &Sentence| sentence.block.map_or("around", |block| script.blocks[block].kind.name());
    script.sentences.iter().map(|sentence| Passage::new(&sentence.written, kind(sentence))).collect()
}
