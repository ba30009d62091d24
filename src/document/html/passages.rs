//! Gathers a page's passages: every stretch of text that stands on its own, in order, with what surrounds it.

use std::borrow::Cow;
use std::rc::Rc;

use dom_query::{Document as Dom, NodeData, NodeRef};

use super::super::block::{Block, BlockKind, Foreign, Verdict};
use super::super::formula;
use super::super::reason::{Grounds, Reason};
use super::super::table::Table;
use super::super::text::{self, fold_space};
use super::super::verse::{self, LINE_END};
use super::attributes::Attributes;
use super::elements::{self, Ruled};
use super::embeds::without_posts;
use super::hidden;
use super::surroundings;
use super::tags::{is_block, is_silent};
use super::tongues::{Tongues, Words};
use super::tree::Tree;
use crate::language::Language;

/// The attribute by which an element that holds words is found again once the library has taken the page apart. Longer names
/// than of seven letters are looked up behind a lock, each time one is set.
pub(super) const MARK: &str = "aloud-n";

/// A stretch of text of a page.
#[derive(Debug, Clone)]
pub(super) struct Passage {
    pub(super) kind: BlockKind,
    pub(super) text: String,
    /// How many words it has: most judgements ask.
    pub(super) words: usize,
    pub(super) language: Option<Language>,
    pub(super) foreign: Vec<Foreign>,
    /// The numbers of the elements its words stand in, each with how many bytes.
    pub(super) marks: Vec<(u32, usize)>,
    /// How many of its bytes are in links.
    pub(super) linked_bytes: usize,
    /// Whether all its words are bold.
    pub(super) is_bold: bool,
    /// The parts of the page it stands in that have a purpose of their own, with their numbers.
    pub(super) parts: Vec<(Reason, u32)>,
    /// Whether its last words are a link.
    pub(super) ends_in_link: bool,
    /// The number of the block that holds its words.
    pub(super) block: u32,
    /// The number of the element that holds it and its neighbours.
    pub(super) container: u32,
    /// What tells elements like the one it stands in: a hash of its tag and class, where it has one.
    pub(super) look: Option<u64>,
    /// What the site's rules say of it.
    pub(super) ruled: Option<Ruled>,
    pub(super) verdict: Verdict,
}

impl Passage {
    /// Returns the verdict that follows from what it is alone; `None` for text.
    pub(super) fn verdict_of_kind(&self) -> Option<Verdict> {
        let why = match self.kind {
            BlockKind::Code => Reason::Code,
            BlockKind::Table => Reason::Table,
            BlockKind::Caption => Reason::Caption,
            _ => return None,
        };
        Some(Verdict::Skipped(why))
    }

    /// Returns the part of its bytes that is in links, 0 to 1.
    pub(super) fn link_density(&self) -> f64 {
        self.linked_bytes as f64 / self.text.len().max(1) as f64
    }

    pub(super) fn into_block(self) -> Block {
        let Self { kind, text, language, foreign, verdict, .. } = self;
        Block { kind, text, language, foreign, pauses: Vec::new(), verdict }
    }
}

/// What was gathered from a page.
pub(super) struct Gathered {
    /// Its passages, in order.
    pub(super) passages: Vec<Passage>,
    /// Its elements.
    pub(super) tree: Tree,
}

/// Gathers the passages of a page whose language is `language`, marking the elements their words stand in.
pub(super) fn gather(dom: &Dom, language: Option<&Language>) -> Gathered {
    let mut reader = Reader { page_language: language.cloned(), ..Reader::default() };
    let root = dom.body().unwrap_or_else(|| dom.root());
    let mut visits = vec![Visit::Open(root)];
    while let Some(visit) = visits.pop() {
        match visit {
            Visit::Open(node) => reader.open(node, &mut visits),
            Visit::Close(tag) => reader.close(tag),
        }
    }
    reader.flush();
    Gathered { passages: reader.passages, tree: reader.tree }
}

/// A step of the walk, which keeps its own stack: pages nest deeper than a thread's.
enum Visit<'a> {
    Open(NodeRef<'a>),
    Close(Closing),
}

/// What the end of an element means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Closing {
    Inline,
    Quotation,
    Block,
    Cell,
    Row,
    Table,
}

/// What holds for the words at a place of the page.
#[derive(Clone, Default)]
struct Place {
    kind: Option<BlockKind>,
    language: Option<Language>,
    /// The language of the block that the place is in.
    block_language: Option<Language>,
    parts: Rc<Vec<(Reason, u32)>>,
    number: u32,
    block: u32,
    container: u32,
    look: Option<u64>,
    ruled: Option<Ruled>,
    is_link: bool,
    /// Whether line feeds end lines of verse.
    is_verse: bool,
    is_bold: bool,
    /// The number of the next item of a numbered list.
    next_item: Option<u64>,
}

#[derive(Default)]
struct Reader {
    passages: Vec<Passage>,
    places: Vec<Place>,
    page_language: Option<Language>,
    tree: Tree,
    ends_in_link: bool,
    text: String,
    tongues: Tongues,
    marks: Vec<(u32, usize)>,
    linked_bytes: usize,
    bold_bytes: usize,
    /// Where the passage being read began.
    start: Place,
    breaks: u8,
    table: Option<Table>,
    expanded: Vec<String>,
}

impl Reader {
    fn place(&self) -> Place {
        self.places.last().cloned().unwrap_or_default()
    }

    fn open<'a>(&mut self, node: NodeRef<'a>, visits: &mut Vec<Visit<'a>>) {
        let Some(element) = node.element_ref() else { return self.say_text(&node) };
        // The parser writes names in lower case.
        let (tag, attributes) = (&*element.name.local, Attributes::of(&element));
        match tag {
            "br" => return self.line_break(),
            "hr" => return self.flush(),
            "wbr" | "rt" | "rp" | "aloud-player" => return,
            "math" => {}
            "button" if hidden::heads_folded_text(&node) => self.flush(),
            _ if is_silent(tag) => return,
            _ if hidden::is_hidden(&node, tag, &attributes) || hidden::is_deleted(&node, tag) => return,
            "sup" if elements::is_note_mark(&node) => return,
            "a" if elements::is_note_link(&node) => return,
            _ => {}
        }
        if let Some(words) = self.instead(&node, tag) {
            // Where words stand is marked, which nothing may hold on to.
            drop(element);
            return self.say(&words, &node);
        }
        let is_block = is_block(tag);
        if is_block && self.table.is_none() {
            self.flush();
        }
        self.enter(&node, tag, &attributes);
        let closing = self.closing(&node, tag, !is_block);
        visits.push(Visit::Close(closing));
        // The last child goes in first, so that the first comes out first.
        visits.extend(node.children_it(true).map(Visit::Open));
    }

    /// Returns what is said in place of the words of an element.
    fn instead(&mut self, node: &NodeRef<'_>, tag: &str) -> Option<Cow<'static, str>> {
        match tag {
            "math" => Some(formula::mathml(node).into()),
            "sup" => elements::power(node).map(Cow::Borrowed),
            "abbr" | "acronym" => self.full_form(node).map(Cow::Owned),
            _ => None,
        }
    }

    /// Takes note of what an element changes.
    fn enter(&mut self, node: &NodeRef<'_>, tag: &str, attributes: &Attributes<'_>) {
        let item = if tag == "li" { self.places.last_mut().map(next_number) } else { None };
        let mut place = self.place();
        let (number, is_block) = (self.tree.add(place.number), is_block(tag));
        if is_block {
            place.container = place.number;
            place.block = number;
            place.look = surroundings::look(tag, attributes);
        }
        place.number = number;
        if let Some(purpose) = surroundings::purpose(node, tag, attributes) {
            Rc::make_mut(&mut place.parts).push((purpose, number));
        }
        place.kind = elements::kind(node, tag, attributes, item.flatten()).or(place.kind);
        if tag == "button" {
            // Only those are read that stand over an answer.
            place.kind = place.kind.or(Some(BlockKind::Heading { level: 4 }));
        }
        place.ruled = elements::ruled(attributes).or(place.ruled);
        place.is_link |= tag == "a";
        place.is_verse |= elements::is_verse(tag, attributes);
        place.is_bold |= matches!(tag, "b" | "strong");
        place.next_item = (tag == "ol").then(|| attributes.start.and_then(|start| start.parse().ok()).unwrap_or(1));
        if let Some(language) = attributes.lang.or(attributes.xml_lang).and_then(Language::parse) {
            let other = self.page_language.as_ref().is_some_and(|page| !page.is_like(&language));
            place.language = other.then_some(language);
        }
        if is_block {
            place.block_language.clone_from(&place.language);
        }
        if tag == "q" {
            self.text.push('“');
        }
        self.places.push(place);
    }

    fn closing(&mut self, node: &NodeRef<'_>, tag: &str, inline: bool) -> Closing {
        match tag {
            "q" => Closing::Quotation,
            _ if inline => Closing::Inline,
            "table" if self.table.is_none() && elements::is_data_table(node) => {
                self.table = Some(Table::default());
                Closing::Table
            }
            "tr" if self.table.is_some() => Closing::Row,
            "td" | "th" if self.table.is_some() => Closing::Cell,
            _ => Closing::Block,
        }
    }

    fn close(&mut self, closing: Closing) {
        match closing {
            Closing::Inline => {}
            Closing::Quotation => self.text.push('”'),
            Closing::Cell => {
                let cell = fold_space(&std::mem::take(&mut self.text));
                // A cell's words are told anew, at other places.
                self.tongues = Tongues::default();
                if let Some(table) = &mut self.table {
                    table.cell(&cell);
                }
            }
            Closing::Row => {
                if let Some(table) = &mut self.table {
                    table.end_row();
                }
            }
            Closing::Table => {
                self.text = self.table.take().map(Table::told).unwrap_or_default();
                self.start.kind = Some(BlockKind::Table);
                self.flush();
            }
            // In a table, blocks inside a cell only part words.
            Closing::Block if self.table.is_some() => self.text.push(' '),
            Closing::Block => self.flush(),
        }
        self.places.pop();
    }

    fn say_text(&mut self, node: &NodeRef<'_>) {
        let words = node.query_or(None, |node| match &node.data {
            NodeData::Text { contents } => Some(contents.clone()),
            _ => None,
        });
        if let Some(words) = words {
            self.say(&words, node);
        }
    }

    fn say(&mut self, words: &str, node: &NodeRef<'_>) {
        let blank = words.trim().is_empty();
        if self.text.trim().is_empty() && !blank {
            self.start = self.place();
        }
        let from = self.text.len();
        match self.places.last().is_some_and(|place| place.is_verse) {
            true => self.text.push_str(&words.replace('\n', &LINE_END.to_string())),
            false => self.text.push_str(words),
        }
        if blank {
            return;
        }
        let language = self.places.last().and_then(|place| place.language.as_ref());
        self.tongues.hear(from..self.text.len(), language);
        self.breaks = 0;
        let bytes = words.trim().len();
        let place = self.places.last_mut();
        let number = place.as_ref().map_or(0, |place| place.number);
        if place.as_ref().is_some_and(|place| place.is_bold) {
            self.bold_bytes += bytes;
        }
        self.ends_in_link = place.is_some_and(|place| place.is_link);
        if self.ends_in_link {
            self.linked_bytes += bytes;
        }
        if self.marks.last().is_none_or(|(last, _)| *last != number) {
            if let Some(parent) = node.parent() {
                parent.set_attr(MARK, &number.to_string());
            }
            self.marks.push((number, 0));
        }
        if let Some((_, held)) = self.marks.last_mut() {
            *held += bytes;
        }
    }

    /// One line break parts words, two part paragraphs.
    fn line_break(&mut self) {
        self.breaks += 1;
        if self.breaks >= 2 && self.table.is_none() {
            self.flush();
        } else {
            self.text.push(if self.table.is_some() { ' ' } else { LINE_END });
        }
    }

    /// Returns an abbreviation's full form where the page gives it, the first time.
    fn full_form(&mut self, node: &NodeRef<'_>) -> Option<String> {
        /// Longer titles explain rather than spell out. Taste.
        const LONGEST_WORDS: usize = 8;
        let (short, full) = (fold_space(&node.text()), fold_space(&node.attr("title").unwrap_or_default()));
        let spelled = !full.is_empty() && full != short && text::words(&full) <= LONGEST_WORDS;
        let letters = !short.is_empty() && !short.contains(' ') && !short.chars().any(char::is_lowercase);
        if !spelled || !letters || self.expanded.contains(&short) {
            return None;
        }
        self.expanded.push(short);
        Some(full)
    }

    fn flush(&mut self) {
        let (raw, marks) = (std::mem::take(&mut self.text), std::mem::take(&mut self.marks));
        let linked_bytes = std::mem::take(&mut self.linked_bytes);
        let is_bold = std::mem::take(&mut self.bold_bytes) >= raw.trim().len();
        let (start, tongues) = (std::mem::take(&mut self.start), std::mem::take(&mut self.tongues));
        self.breaks = 0;
        let ends_in_link = std::mem::take(&mut self.ends_in_link);
        // Between most elements there is nothing.
        if raw.trim().is_empty() {
            return;
        }
        let text = text::drop_marks(&without_posts(&verse::folded(&formula::in_text(&raw))));
        if !text.chars().any(char::is_alphanumeric) {
            return;
        }
        let (language, foreign) =
            tongues.tell(Words { raw: &raw, text: &text }, start.block_language, self.page_language.as_ref());
        self.passages.push(Passage {
            kind: start.kind.unwrap_or(BlockKind::Paragraph),
            words: text::words(&text),
            text,
            language,
            foreign,
            marks,
            linked_bytes,
            is_bold,
            ends_in_link,
            parts: Rc::unwrap_or_clone(start.parts),
            block: start.block,
            container: start.container,
            look: start.look,
            ruled: start.ruled,
            verdict: Verdict::Kept(Grounds::Story),
        });
    }
}

fn next_number(list: &mut Place) -> Option<u64> {
    let number = list.next_item?;
    list.next_item = number.checked_add(1);
    Some(number)
}
