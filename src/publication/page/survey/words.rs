//! The pass over a page's story, or all its content: where things may be put, and its words.

use std::borrow::Cow;
use std::cell::RefCell;
use std::io::{self, Read};
use std::ops::Range;
use std::rc::Rc;

use encoding_rs::Encoding;
use lol_html::html_content::{Element, TextChunk, TextType};
use lol_html::{ElementContentHandlers, HandlerResult, Selector, doc_text, element};
use memchr::memmem;

use super::{Enough, PageFacts, Shared, SurveyError, at_any_end, at_end, bytes, on, pass, settings, taken};
use crate::publication::page::folded_text::FoldedText;

/// Elements in which no sentence may be marked: what they hold is no text of HTML, or is one control, or says how the letters before it
/// are read.
const CLOSED: &str = "svg, math, select, template, button, object, audio, video, canvas, rt, rp";
/// A text node is handed on in parts of this size, so that one of any length takes no more memory.
const PART_BYTES: usize = 64 << 10;
/// How many headings are remembered (taste).
const MOST_HEADINGS: usize = 200;

/// What a page's content is, and where.
#[derive(Default)]
pub(in crate::publication::page) struct Words {
    /// Where the element asked for ends.
    pub(in crate::publication::page) at: Option<u64>,
    /// The headings outside links.
    pub(in crate::publication::page) headings: Vec<Heading>,
    /// Where `<article>` and `<main>` begin, inside.
    pub(in crate::publication::page) containers: [Option<u64>; 2],
    /// The words.
    pub(in crate::publication::page) keys: FoldedText,
}

/// A heading of level 1 or 2.
pub(in crate::publication::page) struct Heading {
    /// Whether it is of level 1.
    pub(in crate::publication::page) is_first: bool,
    /// Where its words begin among the page's.
    pub(in crate::publication::page) keys: Range<usize>,
    /// Where it ends.
    pub(in crate::publication::page) end: u64,
}

/// How much of a page is read.
#[derive(Clone, Copy)]
pub(in crate::publication::page) enum Extent<'a> {
    /// Its story, to these last words once there is a place for the player; to the page's end where it is not known how it ends.
    Story(Option<&'a [u8]>),
    /// Its content.
    Content,
}

/// Reads a page's words; `at` is the element asked for.
pub(in crate::publication::page) fn words(
    mut page: impl Read,
    about: &PageFacts,
    at: Option<&Selector>,
    extent: Extent<'_>,
) -> Result<Words, SurveyError> {
    let (start, last) = match extent {
        Extent::Story(last) => (about.story.unwrap_or(about.content), last),
        Extent::Content => (about.content, None),
    };
    // A selector may name what stands before.
    let start = if at.is_some() { 0 } else { start };
    io::copy(&mut page.by_ref().take(start), &mut io::sink())?;
    let last = last.map(|last| memmem::Finder::new(last).into_owned());
    let state = State {
        words: Words::default(),
        charset: about.charset(),
        start,
        last,
        searched: 0,
        wants_place: at.is_some(),
        node: Vec::new(),
        node_start: 0,
        closed: 0,
        open_heading: None,
    };
    let state = Rc::new(RefCell::new(state));
    listen(page, &state, at)?;
    Ok(taken(state).words)
}

fn listen(page: impl Read, state: &Shared<State>, at: Option<&Selector>) -> Result<(), SurveyError> {
    let all = Rc::clone(state);
    let mut settings = settings()
        .append_element_content_handler(element!("main, article", on(state, State::see_container)))
        .append_element_content_handler(element!("h1, h2", on(state, State::see_heading)))
        .append_element_content_handler(element!("h1, h2", at_end(state, State::heading_ends)))
        .append_element_content_handler(element!("a h1, a h2", on(state, State::see_linked_heading)))
        .append_element_content_handler(element!(CLOSED, on(state, State::see_closed)))
        .append_element_content_handler(element!(
            CLOSED,
            at_any_end(state, |state| state.closed = state.closed.saturating_sub(1))
        ))
        .append_document_content_handler(doc_text!(move |chunk| all.borrow_mut().see_text(chunk)));
    if let Some(selector) = at {
        let mut start = on(state, State::see_asked_for);
        let mut end = at_end(state, |state, tag| state.asked_for_ends(tag.end));
        let both = ElementContentHandlers::default().element(move |element: &mut Element<'_, '_>| {
            start(element)?;
            end(element)
        });
        settings = settings.append_element_content_handler((Cow::Borrowed(selector), both));
    }
    pass(page, settings)
}

/// A pass over the content under way.
struct State {
    words: Words,
    charset: &'static Encoding,
    /// Where in the page the pass began.
    start: u64,
    /// Finds the words after which the pass ends.
    last: Option<memmem::Finder<'static>>,
    /// How much of the keys was searched for them.
    searched: usize,
    /// Whether an element was asked for, without which the pass does not end.
    wants_place: bool,
    /// The text node being read.
    node: Vec<u8>,
    node_start: u64,
    /// How many elements are open in which no sentence may be marked.
    closed: usize,
    /// The heading being read: whether it is of level 1, and where its words begin.
    open_heading: Option<(bool, usize)>,
}

impl State {
    fn see_container(&mut self, element: &Element<'_, '_>) -> HandlerResult {
        let index = usize::from(element.tag_name() == "main");
        let end = self.start + element.source_location().bytes().end as u64;
        self.words.containers[index].get_or_insert(end);
        Ok(())
    }

    fn see_heading(&mut self, element: &Element<'_, '_>) -> HandlerResult {
        let heading = (element.tag_name() == "h1", self.words.keys.text().len());
        self.open_heading = Some(heading).filter(|_| self.closed == 0 && self.words.headings.len() < MOST_HEADINGS);
        Ok(())
    }

    fn see_linked_heading(&mut self, _: &Element<'_, '_>) -> HandlerResult {
        self.open_heading = None;
        Ok(())
    }

    fn heading_ends(&mut self, tag: Range<u64>) {
        if let Some((is_first, start)) = self.open_heading.take() {
            let keys = start..self.words.keys.text().len();
            self.words.headings.push(Heading { is_first, keys, end: self.start + tag.end });
        }
    }

    fn see_closed(&mut self, element: &Element<'_, '_>) -> HandlerResult {
        self.closed += usize::from(element.can_have_content());
        Ok(())
    }

    fn see_asked_for(&mut self, element: &Element<'_, '_>) -> HandlerResult {
        if !element.can_have_content() {
            self.asked_for_ends(element.source_location().bytes().end as u64);
        }
        Ok(())
    }

    fn asked_for_ends(&mut self, end: u64) {
        self.words.at.get_or_insert(self.start + end);
    }

    fn see_text(&mut self, chunk: &TextChunk<'_>) -> HandlerResult {
        if chunk.text_type() != TextType::Data || self.closed > 0 || self.words.keys.is_full() {
            return Ok(());
        }
        if self.node.is_empty() {
            self.node_start = self.start + chunk.source_location().bytes().start as u64;
        }
        let text = chunk.as_str();
        let text = if text.is_ascii() { Cow::Borrowed(text.as_bytes()) } else { Cow::Owned(bytes(text)) };
        if chunk.last_in_text_node() && self.node.is_empty() {
            return self.read(&text);
        }
        self.node.extend(&*text);
        if !chunk.last_in_text_node() && self.node.len() < PART_BYTES {
            return Ok(());
        }
        let mut node = std::mem::take(&mut self.node);
        // A part ends at white space, within no character and no reference.
        let space = node.iter().rposition(u8::is_ascii_whitespace).map_or(node.len(), |space| space + 1);
        let end = if chunk.last_in_text_node() { node.len() } else { space };
        self.read(&node[..end])?;
        node.drain(..end);
        self.node_start += end as u64;
        self.node = node;
        Ok(())
    }

    /// Reads a text node or a part of one, and ends the pass when it has the last words.
    fn read(&mut self, node: &[u8]) -> HandlerResult {
        if node.iter().all(u8::is_ascii_whitespace) {
            return Ok(());
        }
        self.words.keys.add_node(node, self.node_start, self.charset);
        if self.is_over() { Err(Enough.into()) } else { Ok(()) }
    }

    fn is_over(&mut self) -> bool {
        let has_place = if self.wants_place { self.words.at.is_some() } else { !self.words.headings.is_empty() };
        let Some(last) = self.last.as_ref().filter(|_| has_place) else { return false };
        let from = self.searched.saturating_sub(last.needle().len());
        self.searched = self.words.keys.text().len();
        last.find(&self.words.keys.text()[from..]).is_some()
    }
}
