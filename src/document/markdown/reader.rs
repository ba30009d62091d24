//! Gathers the parser's events into blocks: the markup goes, the words stay.

use std::time::Duration;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::super::block::{Block, BlockKind, Pause, Verdict};
use super::super::document::Document;
use super::super::reason::Reason;
use super::super::table::Table;
use super::super::text::{self, fold_space};
use super::super::verse;
use super::super::{byline, html};
use super::{dialect, front_matter, pause};

/// Reads Markdown. Everything is read but code, pictures, tables and notes.
pub(in crate::document) fn read(markdown: &str) -> Document {
    let (metadata, story) = front_matter::part(markdown);
    let story = dialect::with_days(story);
    let story = dialect::commonmark(&story);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut reader = Reader::default();
    for event in Parser::new_ext(&story, options) {
        reader.take(event);
    }
    reader.flush();
    bold_headings(&mut reader.blocks, &reader.bold);
    let mut document = Document { metadata, blocks: reader.blocks };
    take_title(&mut document);
    take_byline(&mut document);
    document
}

/// Where the reader stands, from the outermost container to the innermost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Container {
    Quote,
    List(Option<u64>),
    Item(Option<u64>),
    Note,
}

/// Gathers events into blocks.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    containers: Vec<Container>,
    /// The text of the block being read.
    text: String,
    heading: Option<u8>,
    code: bool,
    html: bool,
    table: Option<Table>,
    /// How many pictures are open, and the words that describe them.
    picture_depth: usize,
    picture: String,
    emphasis_depth: usize,
    /// How many stretches of deleted text are open, which are not read.
    deleted_depth: usize,
    /// Whether the block has words outside emphasis.
    plain_words: bool,
    strong_depth: usize,
    /// Whether the block has words that are not bold.
    light_words: bool,
    /// The silences that are asked for in the block.
    pauses: Vec<Pause>,
    /// The blocks whose words are all bold.
    bold: Vec<usize>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.say(&text),
            Event::HardBreak => self.say("\u{2028}"),
            // The lines of a quotation may be verse; elsewhere they are wrapped.
            Event::SoftBreak if self.containers.contains(&Container::Quote) => self.say("\u{2028}"),
            Event::SoftBreak => self.say(" "),
            Event::Html(html) => self.text.push_str(&html),
            // A line break is the one inline tag that parts words.
            Event::InlineHtml(html) if html.starts_with("<br") => self.say(" "),
            Event::Rule => self.flush(),
            Event::InlineHtml(html) => {
                let letters = letters(&self.text);
                self.pauses.extend(pause::asked(&html).map(|length| Pause { letters, length }));
            }
            Event::FootnoteReference(_) | Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn say(&mut self, words: &str) {
        if self.picture_depth > 0 {
            self.picture.push_str(words);
            return;
        }
        if self.deleted_depth > 0 {
            return;
        }
        self.plain_words |= self.emphasis_depth == 0 && !words.trim().is_empty();
        self.light_words |= self.strong_depth == 0 && !words.trim().is_empty();
        self.text.push_str(words);
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => self.emphasis_depth += 1,
            Tag::Image { .. } => self.picture_depth += 1,
            Tag::Strikethrough => self.deleted_depth += 1,
            Tag::Strong => self.strong_depth += 1,
            Tag::Link { .. } | Tag::Superscript | Tag::Subscript => {}
            Tag::TableHead | Tag::TableRow | Tag::TableCell => {}
            block => {
                self.flush();
                self.open(block);
            }
        }
    }

    fn open(&mut self, block: Tag<'_>) {
        match block {
            Tag::Heading { level, .. } => self.heading = Some(level as u8),
            Tag::BlockQuote(_) => self.containers.push(Container::Quote),
            Tag::CodeBlock(_) => self.code = true,
            Tag::HtmlBlock => self.html = true,
            Tag::List(first) => self.containers.push(Container::List(first)),
            Tag::Item => self.open_item(),
            Tag::FootnoteDefinition(_) => self.containers.push(Container::Note),
            Tag::Table(_) => self.table = Some(Table::default()),
            _ => {}
        }
    }

    fn open_item(&mut self) {
        let number = match self.containers.last_mut() {
            Some(Container::List(Some(next))) => {
                let number = *next;
                *next = next.saturating_add(1);
                Some(number)
            }
            _ => None,
        };
        self.containers.push(Container::Item(number));
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.emphasis_depth = self.emphasis_depth.saturating_sub(1),
            TagEnd::Image => self.picture_depth = self.picture_depth.saturating_sub(1),
            TagEnd::Strikethrough => self.deleted_depth = self.deleted_depth.saturating_sub(1),
            TagEnd::Strong => self.strong_depth = self.strong_depth.saturating_sub(1),
            TagEnd::Link | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::TableCell => self.end_cell(),
            TagEnd::TableHead => self.table.iter_mut().for_each(Table::end_head),
            TagEnd::TableRow => self.table.iter_mut().for_each(Table::end_row),
            block => {
                self.flush();
                self.close(block);
            }
        }
    }

    fn end_cell(&mut self) {
        let cell = std::mem::take(&mut self.text);
        if let Some(table) = &mut self.table {
            table.cell(&text::drop_marks(&fold_space(&cell)));
        }
    }

    fn close(&mut self, block: TagEnd) {
        match block {
            TagEnd::Heading(_) => self.heading = None,
            TagEnd::CodeBlock => self.code = false,
            TagEnd::HtmlBlock => self.html = false,
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.containers.pop();
            }
            TagEnd::Table => {
                let told = self.table.take().map(|table| table.told()).unwrap_or_default();
                if !told.is_empty() {
                    self.blocks.push(Block::skipped(BlockKind::Table, told, Reason::Table));
                }
            }
            _ => {}
        }
    }

    /// Ends the block being read.
    fn flush(&mut self) {
        let raw = std::mem::take(&mut self.text);
        let picture = fold_space(&std::mem::take(&mut self.picture));
        let only_emphasis = !std::mem::take(&mut self.plain_words);
        let only_bold = !std::mem::take(&mut self.light_words);
        let mut pauses = std::mem::take(&mut self.pauses);
        if self.html {
            self.rest(pause::asked(&raw));
            self.blocks.extend(html::fragment(&raw));
            return;
        }
        let had_picture = !picture.is_empty();
        if had_picture {
            self.blocks.push(Block::skipped(BlockKind::Caption, picture, Reason::PictureDescription));
        }
        let text = text::drop_marks(&verse::folded(&raw));
        // What is asked for before the first word is a silence behind the block before.
        let before =
            pauses.iter().filter(|pause| text.is_empty() || pause.letters == 0).map(|pause| pause.length).max();
        self.rest(before);
        if text.is_empty() {
            return;
        }
        pauses.retain(|pause| pause.letters > 0);
        // Markdown has no captions; writers set them in italics, under the picture.
        let under_picture = had_picture || self.blocks.last().is_some_and(|last| last.kind == BlockKind::Caption);
        let block = if self.code {
            Block::skipped(BlockKind::Code, text, Reason::Code)
        } else if self.containers.contains(&Container::Note) {
            Block::skipped(BlockKind::Paragraph, text, Reason::Footnote)
        } else if under_picture && only_emphasis {
            Block::skipped(BlockKind::Caption, text, Reason::Caption)
        } else {
            Block { pauses, ..Block::kept(self.kind(), text) }
        };
        if only_bold && block.kind == BlockKind::Paragraph && text::is_heading(&block.text) {
            self.bold.push(self.blocks.len());
        }
        self.blocks.push(block);
    }

    /// Notes a silence behind the last block.
    fn rest(&mut self, asked: Option<Duration>) {
        if let (Some(length), Some(last)) = (asked, self.blocks.last_mut()) {
            last.pauses.push(Pause { letters: letters(&last.text), length });
        }
    }

    fn kind(&self) -> BlockKind {
        if let Some(level) = self.heading {
            return BlockKind::Heading { level };
        }
        match self.containers.last() {
            Some(Container::Item(number)) => BlockKind::ListItem { number: *number },
            Some(Container::Quote) => BlockKind::Quote,
            _ => BlockKind::Paragraph,
        }
    }
}

/// Counts letters and digits, which no folding of white space changes.
fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Makes headings of bold lines between paragraphs.
fn bold_headings(blocks: &mut [Block], bold: &[usize]) {
    for &at in bold {
        let is_text = |at: usize| {
            let text = |block: &Block| block.kind == BlockKind::Paragraph && text::ends_sentence(&block.text);
            blocks.get(at).is_some_and(|block| block.verdict.is_kept() && text(block))
        };
        if at > 0 && is_text(at - 1) && is_text(at + 1) {
            blocks[at].kind = BlockKind::Heading { level: 3 };
        }
    }
}

/// Takes the title from a heading of the first level that opens the story, unless the front matter gave one.
fn take_title(document: &mut Document) {
    let first = document.blocks.iter().find(|block| block.verdict.is_kept());
    if let (None, Some(Block { kind: BlockKind::Heading { level: 1 }, text, .. })) = (&document.metadata.title, first) {
        document.metadata.title = Some(text.clone());
    }
}

/// Takes the byline from a line "By …" under the title, and keeps it out of the story: the script says it in its place.
fn take_byline(document: &mut Document) {
    let opening = document.blocks.iter_mut().filter(|block| block.verdict.is_kept()).take(2);
    for block in opening.filter(|block| block.kind == BlockKind::Paragraph) {
        if let Some(names) = byline::line(&block.text) {
            if document.metadata.authors.is_empty() {
                document.metadata.authors = names;
            }
            block.verdict = Verdict::Skipped(Reason::Byline);
            return;
        }
    }
}
