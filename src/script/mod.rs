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
mod pacing;
mod pronunciation;
mod quotation;
mod quoted;
pub mod segment;
pub mod spoken;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::document::{Block, BlockKind, Document, Foreign, LINE_END, Metadata, Selection};
use crate::language::Language;
use calm::{Capitals, is_shouted};
use delivery::{End, Part};
use quotation::Piece;
use spoken::Conventions;

pub use around::{Around, Disclosure};
pub use delivery::Delivery;
pub use interview::{Said, said};
pub use language::LanguageChoice;
pub use lexicon::Lexicon;
pub use pacing::Pacing;
pub use pronunciation::{Pronunciation, segments};

/// How articles are read: all that a script depends on besides the article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// How long the reader pauses.
    pub pacing: Pacing,
    /// Which language articles are taken to be in.
    pub language: LanguageChoice,
    /// How names are said.
    pub lexicon: Arc<Lexicon>,
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
    /// The silence after it.
    pub pause_after: Duration,
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
            let (foreign, is_named) = (block.foreign.as_slice(), unread_names[index]);
            narrator.say(Some(index), block.kind, Words { text: &block.text, language, foreign, is_named });
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
    /// Whether they begin with the name of who says them, which is not read.
    is_named: bool,
}

impl<'a> Words<'a> {
    /// Makes words of our own.
    fn own(text: &'a str, language: &'a Language) -> Self {
        Self { text, language, foreign: &[], is_named: false }
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
    }

    /// Puts a shouted text into small letters: its names as the lexicon writes them, else as the article does.
    fn calm(&self, text: &str, language: &Language) -> String {
        let mut calm = String::with_capacity(text.len());
        let mut done = 0;
        let names = self.reading.lexicon.shouted_names(text, language);
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
        let said = lexicon.say(text, language, &rest);
        let pronunciations = with_homographs(said.pronunciations, &said.text, language);
        let is_foreign = !language.is_like(self.language);
        said.text.chars().any(char::is_alphanumeric).then(|| Sentence {
            block,
            written: part.text.to_owned(),
            spoken: said.text,
            pronunciations,
            language: is_foreign.then(|| language.clone()),
            quoted: false,
            pause_after: match part.ends {
                End::Sentence if is_line(part.text) => pacing.breath(),
                End::Sentence => pacing.sentence(),
                End::Breath => pacing.breath(),
            },
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
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::document::Reason;

    static STARTER: LazyLock<Arc<Lexicon>> =
        LazyLock::new(|| Arc::new(Lexicon::open(&[], lexicon::Starter::Included).unwrap()));

    fn compose_in(language: &str, text: &str) -> Script {
        let language = LanguageChoice { asked: Language::parse(language), ..LanguageChoice::default() };
        let around = Around { disclosure: Disclosure::Off, ..Around::default() };
        let lexicon = Arc::clone(&STARTER);
        let reading = Reading { language, around, lexicon, ..Reading::default() };
        let blocks = vec![Block::kept(BlockKind::Paragraph, text)];
        compose(Document { blocks, ..Document::default() }, &reading)
    }

    #[test]
    fn odd_text_has_a_sensible_spoken_form() {
        for (written, spoken) in [
            ("Zelen\u{ad}sky\u{200b} met \u{202e}him.", "Zelensky met him."),
            ("ZELENSKY MEETS EU LEADERS IN BRUSSELS", "Zelensky meets EU leaders in Brussels"),
            (
                "NATO AND UNESCO STAFF LEAVE KYIV’S CENTRE ON MONDAY",
                "NATO and UNESCO staff leave Kyiv’s centre on Monday",
            ),
            ("Оne оffice, ﬁne ｄａｙ.", "One office, fine day."),
            ("A \u{1b}[1;31mred\u{1b}[0m jo\u{200d}in\u{200c}er.", "A red joiner."),
            ("می\u{200c}خواهم.", "می\u{200c}خواهم."),
            ("שלום עולם.", "שלום עולם."),
        ] {
            assert_eq!(compose_in("en", written).sentences[0].spoken, spoken);
        }
        let endless = "word".repeat(2_500);
        assert_eq!(compose_in("en", &endless).sentences.len(), 1);
        assert!(compose_in("en", "\u{200b}\u{ad}\u{7}").sentences.is_empty());
    }

    #[test]
    fn code_is_told_of_once_and_not_read() {
        let around = Around { disclosure: Disclosure::Off, ..Around::default() };
        let reading = Reading { around, ..Reading::default() };
        let code = || Block::skipped(BlockKind::Code, "let x = 1;", Reason::Code);
        let text = |text: &str| Block::kept(BlockKind::Paragraph, text);
        let said = |blocks: Vec<Block>| -> Vec<String> {
            let script = compose(Document { blocks, ..Document::default() }, &reading);
            script.sentences.into_iter().map(|sentence| sentence.spoken).collect()
        };
        let note = "A code example is left out here.";
        assert_eq!(said(vec![text("One."), code(), code(), text("Two.")]), ["One.", note, "Two."]);
        let dropped = Block::skipped(BlockKind::Code, "let x = 1;", Reason::Choice);
        assert_eq!(said(vec![text("One."), dropped]), ["One."]);
    }

    #[test]
    fn tables_are_told_of_and_list_numbers_said_by_setting() {
        let around = Around { disclosure: Disclosure::Off, ..Around::default() };
        let said = |around: &Around| -> Vec<String> {
            let table = Block::skipped(BlockKind::Table, "Oslo: 1.", Reason::Table);
            let item = Block::kept(BlockKind::ListItem { number: Some(2) }, "Stir it. Wait.");
            let blocks = vec![table.clone(), Block::kept(BlockKind::Paragraph, "One."), table, item];
            let reading = Reading { around: around.clone(), ..Reading::default() };
            let script = compose(Document { blocks, ..Document::default() }, &reading);
            script.sentences.into_iter().map(|sentence| sentence.spoken).collect()
        };
        assert_eq!(said(&around), ["One.", "A table is left out here.", "Stir it.", "Wait."]);
        let numbered = Around { left_out: false, list_numbers: true, ..around };
        assert_eq!(said(&numbered), ["One.", "two: Stir it.", "Wait."]);
    }

    #[test]
    fn a_quotation_is_read_in_its_own_language() {
        let quote = Block { language: Language::parse("de"), ..Block::kept(BlockKind::Quote, "Es waren 21.") };
        let reading =
            Reading { around: Around { disclosure: Disclosure::Off, ..Around::default() }, ..Reading::default() };
        let script = compose(Document { blocks: vec![quote], ..Document::default() }, &reading);
        assert_eq!(script.sentences[0].spoken, "Es waren einundzwanzig.");
    }

    #[test]
    fn a_quotation_in_a_sentence_has_its_own_language_where_that_has_a_voice() {
        let text = "She said “Ich habe 21 Jahre gewartet” and left.";
        let range = text.find("Ich").unwrap()..text.find('”').unwrap();
        let foreign = vec![Foreign { range, language: Language::parse("de").unwrap() }];
        let blocks = vec![Block { foreign, ..Block::kept(BlockKind::Paragraph, text) }];
        let document = Document { blocks, ..Document::default() };
        let around = Around { disclosure: Disclosure::Off, ..Around::default() };
        let reading = Reading { around, ..Reading::default() };
        assert_eq!(compose(document.clone(), &reading).sentences.len(), 1, "nobody else could say it");
        let reading = Reading { quotations: [Language::parse("de").unwrap()].into(), ..reading };
        let sentences = compose(document, &reading).sentences;
        let said: Vec<_> =
            sentences.iter().map(|said| (said.spoken.as_str(), said.language.as_ref().map(Language::as_str))).collect();
        let german = "“Ich habe einundzwanzig Jahre gewartet”";
        assert_eq!(said, [("She said", None), (german, Some("de")), ("and left.", None)]);
        assert_eq!(sentences.iter().map(|sentence| sentence.written.as_str()).collect::<String>(), text);
    }

    proptest::proptest! {
        #[test]
        fn any_text_composes_and_every_told_name_lies_on_its_word(text in ".{0,80}|[A-ZА-я0-9é\u{ad}\u{200b}. €%]{0,60}") {
            for language in ["en", "de", "fr", "es", "uk", "tlh"] {
                let script = compose_in(language, text.trim());
                for sentence in &script.sentences {
                    for told in &sentence.pronunciations {
                        proptest::prop_assert!(sentence.spoken.get(told.range.clone()).is_some());
                    }
                }
            }
        }
    }
}
