//! What a page is and where its words stand, in two streaming passes (`lol_html`): what it says of itself, up to its story, and
//! then the story. Listening to text takes four times as long as looking for a few tags (2026-11-24), and most pages have as much
//! before the story as in it.
//!
//! Bytes are read as windows-1252, which gives every byte one character: so places in the text are places in the file, and
//! bytes that are wrong in the page's own charset are nobody's trouble. The charset is looked at where words matter.

mod page_facts;
mod words;

use std::cell::RefCell;
use std::io::{self, Read};
use std::ops::Range;
use std::rc::Rc;

use encoding_rs::WINDOWS_1252;
use lol_html::errors::RewritingError;
use lol_html::html_content::{Element, EndTag};
use lol_html::{AsciiCompatibleEncoding, HandlerResult, HtmlRewriter, MemorySettings, Settings, end_tag};

pub(super) use page_facts::{PageFacts, about};
pub(super) use words::{Extent, Heading, Words, words};

/// How much is read at once (taste).
const CHUNK_BYTES: usize = 64 << 10;
/// How much one tag or comment may take: pictures are written into attributes.
const LONGEST_TAG_BYTES: usize = 32 << 20;

/// Why a page could not be surveyed.
#[derive(Debug, thiserror::Error)]
pub(super) enum SurveyError {
    #[error(transparent)]
    Read(#[from] io::Error),
    #[error("it is in the charset {0}, in which markup cannot be told from text byte by byte")]
    Charset(&'static str),
    #[error("one of its tags or comments is larger than {} MB", LONGEST_TAG_BYTES >> 20)]
    Tag,
}

/// The end of a pass that has seen enough.
#[derive(Debug, thiserror::Error)]
#[error("enough was seen")]
struct Enough;

/// What a pass remembers, in the hands of all that listens.
pub(super) type Shared<S> = Rc<RefCell<S>>;

/// What every pass is set to.
pub(super) fn settings<'s>() -> Settings<'static, 's> {
    let bytes = AsciiCompatibleEncoding::new(WINDOWS_1252).expect("windows-1252 contains ASCII");
    let memory = MemorySettings::new().with_max_allowed_memory_usage(LONGEST_TAG_BYTES);
    Settings::new().with_encoding(bytes).with_strict(false).with_memory_settings(memory)
}

/// Lets a page go by, to its end or until what listens has seen enough.
pub(super) fn pass(mut page: impl Read, settings: Settings<'_, '_>) -> Result<(), SurveyError> {
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
    let mut buffer = Vec::with_capacity(CHUNK_BYTES);
    let stopped = loop {
        buffer.clear();
        // An attached page comes in small pieces, from mark to mark.
        if page.by_ref().take(CHUNK_BYTES as u64).read_to_end(&mut buffer)? == 0 {
            break rewriter.end().err();
        }
        if let Err(error) = rewriter.write(&buffer) {
            break Some(error);
        }
    };
    match stopped {
        Some(RewritingError::ContentHandlerError(why)) if !why.is::<Enough>() => {
            Err(why.downcast::<SurveyError>().map_or_else(|_| SurveyError::Tag, |why| *why))
        }
        Some(RewritingError::MemoryLimitExceeded(_)) => Err(SurveyError::Tag),
        _ => Ok(()),
    }
}

/// Makes what listens to an element.
pub(super) fn on<S: 'static>(
    state: &Shared<S>,
    see: fn(&mut S, &Element<'_, '_>) -> HandlerResult,
) -> impl FnMut(&mut Element<'_, '_>) -> HandlerResult + 'static {
    let state = Rc::clone(state);
    move |element| see(&mut state.borrow_mut(), element)
}

/// Makes what listens to an element's own end tag.
pub(super) fn at_end<S: 'static>(
    state: &Shared<S>,
    see: fn(&mut S, Range<u64>),
) -> impl FnMut(&mut Element<'_, '_>) -> HandlerResult + 'static {
    let state = Rc::clone(state);
    move |element| {
        let (state, name) = (Rc::clone(&state), element.tag_name());
        if let Some(handlers) = element.end_tag_handlers() {
            handlers.push(end_tag!(move |tag| {
                // An element that was left open ends with another's end tag.
                if tag.name() == name {
                    see(&mut state.borrow_mut(), place(tag));
                }
                Ok(())
            }));
        }
        Ok(())
    }
}

/// Makes what listens to the end of an element, also of one that was left open and ends with another.
pub(super) fn at_any_end<S: 'static>(
    state: &Shared<S>,
    see: fn(&mut S),
) -> impl FnMut(&mut Element<'_, '_>) -> HandlerResult + 'static {
    let state = Rc::clone(state);
    move |element| {
        let state = Rc::clone(&state);
        if let Some(handlers) = element.end_tag_handlers() {
            handlers.push(end_tag!(move |_| {
                see(&mut state.borrow_mut());
                Ok(())
            }));
        }
        Ok(())
    }
}

fn place(tag: &EndTag<'_>) -> Range<u64> {
    let bytes = tag.source_location().bytes();
    bytes.start as u64..bytes.end as u64
}

/// Returns back the bytes that a text was read from.
fn bytes(text: &str) -> Vec<u8> {
    WINDOWS_1252.encode(text).0.into_owned()
}

/// Takes back what a pass remembered.
pub(super) fn taken<S>(state: Shared<S>) -> S {
    Rc::into_inner(state).expect("the pass is over, and nothing listens").into_inner()
}
