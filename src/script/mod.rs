//! What is said: the document as sentences in spoken form, with the pauses between them. Pure; no engine is asked.

mod around;
mod calm;
mod clean;
mod delivery;
mod homographs;
mod interview;
mod language;
pub mod lexicon;
#[cfg(test)]
mod linear;
mod manner;
mod pacing;
mod pronunciation;
mod prosody;
mod quotation;
mod quoted;
pub mod segment;
pub mod sounds;
pub mod spoken;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::document::{Block, BlockKind, Document, Foreign, LINE_END, Metadata, Pause, Selection};
use crate::language::Language;
use calm::{Capitals, is_shouted};
use delivery::{End, Part};
use lexicon::Spoken;
use quotation::Piece;
use spoken::Conventions;

pub use around::{Around, Disclosure};
pub use delivery::Delivery;
#[cfg(test)]
pub(crate) use homographs::pronunciations as homographs;
pub use interview::{Said, said};
pub use language::LanguageChoice;
pub use lexicon::Lexicon;
pub use manner::{Manner, Recording};
pub use pacing::Pacing;
pub use pronunciation::{Pronunciation, segments};
pub(crate) use prosody::asides;
pub use prosody::{Intonation, Prosody};

/// How articles are read: all that a script depends on besides the article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// How long the reader pauses.
    pub pacing: Pacing,
    /// How paragraphs are read.
    #[serde(skip_serializing_if = "Prosody::is_paragraph")]
    pub prosody: Prosody,
    /// Which language articles are taken to be in.
    pub language: LanguageChoice,
    /// How names are said.
    pub lexicon: Arc<Lexicon>,
    /// The name of the voice that reads, which entries of the lexicon may be for; empty where none does.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub voice: String,
    /// What is said around the story.
    pub around: Around,
    /// How the voice takes its text.
    pub delivery: Delivery,
    /// The languages, without regions, whose quotations have a voice of their own.
    pub quotations: BTreeSet<Language>,
    /// Whose words are kept apart, because others say them.
    #[serde(skip_serializing_if = "Roles::is_empty")]
    pub roles: Roles,
    /// Which parts of articles are read.
    pub selection: Arc<Selection>,
}

/// Whose words are kept apart, because others say them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Roles {
    /// Whether quotations inside paragraphs are said by another voice.
    pub quotes: bool,
    /// The voices of those who speak in interviews, by their names in small letters.
    pub speakers: BTreeMap<String, String>,
}

impl Roles {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Everything that will be said, in order, and what will not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    /// What the article says of itself.
    pub metadata: Metadata,
    /// The language it is read in.
    pub language: Language,
    /// Every block of the document, with whether it is read.
    pub blocks: Vec<Block>,
    /// The sentences to speak.
    pub sentences: Vec<Sentence>,
}

/// One sentence to speak.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// The index into `blocks` of the block it stands in; none for what is said around the story.
    pub block: Option<usize>,
    /// The sentence as written, with the white space that follows it: a block's sentences joined give its text back.
    pub written: String,
    /// The sentence as it is to be read out.
    pub spoken: String,
    /// How words of `spoken` are pronounced.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pronunciations: Vec<Pronunciation>,
    /// The language it is in, where that is not the article's: a quotation marked so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Whether it is someone's words inside a paragraph, which the voice of quotations says.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub quoted: bool,
    /// How it is intoned.
    #[serde(default, skip_serializing_if = "Intonation::is_own")]
    pub intonation: Intonation,
    /// The silence after it.
    pub pause_after: Duration,
    /// How it is said otherwise, where an editor chose that.
    #[serde(default, skip_serializing_if = "Manner::is_usual")]
    pub manner: Manner,
}

/// Composes the script of a document. A document without a story has an empty script: nothing is said around nothing.
#[must_use]
pub fn compose(document: Document, reading: &Reading) -> Script {
    let Document { metadata, blocks } = document;
    let language = reading.language.settle(&metadata, &blocks);
    let capitals = capitals(&blocks, &metadata);
    let conventions = conventions(&blocks, &metadata);
    let mut narrator = Narrator { reading, language: &language, capitals, conventions, sentences: Vec::new() };
    let mut noted = None;
    let last = blocks.iter().rposition(|block| block.verdict.is_kept()).unwrap_or(0);
    let unread_names = match reading.around.speaker_names {
        true => vec![false; blocks.len()],
        false => interview::unread_names(&blocks, &reading.roles.speakers),
    };
    for (index, block) in blocks.iter().enumerate() {
        if block.verdict.is_kept() {
            let language = block.language.as_ref().unwrap_or(&language);
            let (foreign, pauses, is_named) = (block.foreign.as_slice(), block.pauses.as_slice(), unread_names[index]);
            narrator.say(Some(index), block.kind, Words { text: &block.text, language, foreign, pauses, is_named });
            noted = None;
        } else if reading.around.left_out && block.leaves_a_note() {
            // Tables before and behind the story are the page's.
            let is_within = block.kind == BlockKind::Code || !narrator.sentences.is_empty() && index < last;
            if is_within && noted.replace(block.kind) != Some(block.kind) {
                narrator.say(None, BlockKind::Paragraph, Words::own(around::note(block.kind, &language), &language));
            }
        }
    }
    let story = std::mem::take(&mut narrator.sentences);
    if !story.is_empty() {
        for (text, role) in reading.around.before(&metadata, &language, unsaid_title(&metadata, &blocks)) {
            narrator.say(None, role, Words::own(&text, &language));
        }
        narrator.sentences.extend(story);
        narrator.say(None, BlockKind::Paragraph, Words::own(&reading.around.sign_off, &language));
    }
    let mut sentences = narrator.sentences;
    if let Some(last) = sentences.last_mut() {
        last.pause_after = Duration::ZERO;
    }
    Script { metadata, language, blocks, sentences }
}

/// Words to be said.
#[derive(Clone, Copy)]
struct Words<'a> {
    text: &'a str,
    language: &'a Language,
    /// What is in another language in them.
    foreign: &'a [Foreign],
    /// The silences that are asked for in them.
    pauses: &'a [Pause],
    /// Whether they begin with the name of who says them, which is not read.
    is_named: bool,
}

impl<'a> Words<'a> {
    /// Makes words of our own.
    fn own(text: &'a str, language: &'a Language) -> Self {
        Self { text, language, foreign: &[], pauses: &[], is_named: false }
    }
}

/// Turns blocks of text into sentences to speak, one after the other.
struct Narrator<'a> {
    reading: &'a Reading,
    /// The article's language.
    language: &'a Language,
    /// How the article writes its words where it does not shout.
    capitals: Capitals,
    /// How the article writes its figures.
    conventions: Conventions,
    sentences: Vec<Sentence>,
}

impl Narrator<'_> {
    /// Says a block's text, in its own language where it has one.
    fn say(&mut self, block: Option<usize>, kind: BlockKind, words: Words<'_>) {
        let pacing = &self.reading.pacing;
        if let Some(last) = self.sentences.last_mut() {
            last.pause_after = last.pause_after.max(pacing.before(kind));
        }
        let before = self.sentences.len();
        let shouted = is_shouted(words.text);
        let has_quotes = self.reading.roles.quotes && matches!(kind, BlockKind::Paragraph | BlockKind::ListItem { .. });
        let quoted = if has_quotes && block.is_some() { quoted::quotations(words.text) } else { Vec::new() };
        let (quotations, mut at) = (&self.reading.quotations, 0);
        for part in self.reading.delivery.suit(words.text, &segment::sentences(words.text, words.language)) {
            for piece in quotation::split(part, at, (words.language, words.foreign, &quoted), quotations) {
                let Piece { part: piece, language, quoted } = piece;
                let mut clean = clean::clean(piece.text.trim());
                if words.is_named && self.sentences.len() == before {
                    clean = interview::without_name(&clean).to_owned();
                }
                if let (BlockKind::ListItem { number: Some(number) }, true, 0) =
                    (kind, self.reading.around.list_numbers, self.sentences.len() - before)
                {
                    clean.insert_str(0, &format!("{number}: "));
                }
                let text = if shouted || is_shouted(&clean) { self.calm(&clean, language) } else { clean };
                let sentence = self.sentence(block, (piece, &text), language);
                self.sentences.extend(sentence.map(|sentence| Sentence { quoted, ..sentence }));
            }
            at += part.text.len();
        }
        if let Some(last) = self.sentences[before..].last_mut() {
            last.pause_after = pacing.after(kind);
        }
        if self.reading.prosody.is_paragraph() {
            self.intone(before, kind, words.language);
        }
        self.rest(before, words);
    }

    /// Has the sentences of a block, from one on, said as one paragraph.
    fn intone(&mut self, from: usize, kind: BlockKind, language: &Language) {
        let sentences = &mut self.sentences[from..];
        let spoken: Vec<_> =
            sentences.iter().map(|one| prosody::Spoken { text: &one.spoken, quoted: one.quoted }).collect();
        let melodies = prosody::melody(&spoken, kind, language);
        for (sentence, melody) in sentences.iter_mut().zip(melodies) {
            sentence.intonation = melody.intonation;
            sentence.pause_after = melody.rest(sentence.pause_after);
        }
    }

    /// Makes the silences that are asked for, by the author or by the lexicon, from a sentence on.
    fn rest(&mut self, from: usize, words: Words<'_>) {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        let (reading, mut said, mut pauses) = (self.reading, 0, words.pauses.iter().peekable());
        let spoken = Spoken { language: words.language, voice: &reading.voice };
        for sentence in &mut self.sentences[from..] {
            said += letters(&sentence.written);
            let asked = reading.lexicon.pause_after(&sentence.written, spoken);
            sentence.pause_after = sentence.pause_after.max(asked.unwrap_or_default());
            while let Some(pause) = pauses.next_if(|pause| pause.letters <= said) {
                sentence.pause_after = sentence.pause_after.max(pause.length);
            }
        }
    }

    /// Returns whose words are looked up in the lexicon, in this language.
    fn spoken<'b>(&'b self, language: &'b Language) -> Spoken<'b> {
        Spoken { language, voice: &self.reading.voice }
    }

    /// Puts a shouted text into small letters: its names as the lexicon writes them, else as the article does.
    fn calm(&self, text: &str, language: &Language) -> String {
        let mut calm = String::with_capacity(text.len());
        let mut done = 0;
        let names = self.reading.lexicon.shouted_names(text, self.spoken(language));
        for (range, name) in names {
            calm.push_str(&self.capitals.calm(&text[done..range.start], &calm));
            calm.push_str(name);
            done = range.end;
        }
        let rest = self.capitals.calm(&text[done..], &calm);
        calm + &rest
    }

    /// Makes a sentence of a part of a block and its text as it is read, if there is anything to say in it.
    fn sentence(&self, block: Option<usize>, (part, text): (Part<'_>, &str), language: &Language) -> Option<Sentence> {
        let Reading { pacing, delivery, lexicon, .. } = self.reading;
        let rest = |text: &str| {
            if delivery.written_form { text.to_owned() } else { spoken::spoken_by(text, language, self.conventions) }
        };
        let said = lexicon.say(text, self.spoken(language), &rest);
        let pronunciations = with_homographs(said.pronunciations, &said.text, language);
        let is_foreign = !language.is_like(self.language);
        said.text.chars().any(char::is_alphanumeric).then(|| Sentence {
            block,
            written: part.text.to_owned(),
            spoken: said.text,
            pronunciations,
            language: is_foreign.then(|| language.clone()),
            quoted: false,
            intonation: Intonation::default(),
            pause_after: match part.ends {
                End::Sentence if is_line(part.text) => pacing.breath(),
                End::Sentence => pacing.sentence(),
                End::Breath => pacing.breath(),
            },
            manner: Manner::default(),
        })
    }
}

/// Returns whether a part is a line of verse whose sentence goes on in the next.
fn is_line(part: &str) -> bool {
    part.ends_with(LINE_END) && !part.trim_end().ends_with(['.', '!', '?', '…', '”', '"'])
}

/// Adds how words are said that their neighbours tell apart, where the lexicon has not said it.
fn with_homographs(mut own: Vec<Pronunciation>, text: &str, language: &Language) -> Vec<Pronunciation> {
    let told = homographs::pronunciations(text, language);
    let free = |told: &Pronunciation| {
        own.iter().all(|own| own.range.end <= told.range.start || told.range.end <= own.range.start)
    };
    let free: Vec<_> = told.into_iter().filter(free).collect();
    own.extend(free);
    own.sort_by_key(|told| told.range.start);
    own
}

/// Learns how an article writes its words, where some of it is shouted.
fn capitals(blocks: &[Block], metadata: &Metadata) -> Capitals {
    let kept = || blocks.iter().filter(|block| block.verdict.is_kept()).map(|block| block.text.as_str());
    let shouts = kept().chain(metadata.title.as_deref()).any(is_shouted);
    if shouts { Capitals::learn(kept()) } else { Capitals::default() }
}

/// Learns how an article writes its figures.
fn conventions(blocks: &[Block], metadata: &Metadata) -> Conventions {
    let kept = blocks.iter().filter(|block| block.verdict.is_kept()).map(|block| block.text.as_str());
    Conventions::learn(kept.chain(metadata.title.as_deref()))
}

/// Returns the title unless the first block that is read says it already.
fn unsaid_title<'a>(metadata: &'a Metadata, blocks: &[Block]) -> Option<&'a str> {
    let title = metadata.title.as_deref()?;
    let first = blocks.iter().find(|block| block.verdict.is_kept())?;
    (first.text != title).then_some(title)
}

#[cfg(test)]
mod tests;
