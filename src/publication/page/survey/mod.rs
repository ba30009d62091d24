//! One streaming pass over a page (`lol_html`): what it says of itself, where things may be put, and its text.
//!
//! Bytes are read as windows-1252, which gives every byte one character: so places in the text are places in the file, and
//! bytes that are wrong in the page's own charset are nobody's trouble. The charset is looked at where words matter.

mod state;

use std::cell::RefCell;
use std::io::{self, Read};
use std::ops::Range;
use std::rc::Rc;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use lol_html::errors::RewritingError;
use lol_html::html_content::Element;
use lol_html::{
    AsciiCompatibleEncoding, ElementContentHandlers, HandlerResult, HtmlRewriter, MemorySettings, Selector, Settings,
    doc_text, element, end_tag, text,
};

use super::keys::Keys;
use state::{Enough, State};

/// How much is read at once (taste).
const CHUNK_BYTES: usize = 64 << 10;
/// Elements in which no sentence may be marked: what they hold is no text of HTML, or is one control.
const CLOSED: &str = "svg, math, select, template, button, object, audio, video, canvas";
/// How much one tag or comment may take: pictures are written into attributes.
const LONGEST_TAG_BYTES: usize = 32 << 20;

/// What a page is, and where.
#[derive(Default)]
pub(super) struct Survey {
    /// The addresses it gives for itself: canonical, then Open Graph.
    pub(super) addresses: Vec<String>,
    /// Its titles: Open Graph's, then the `<title>`.
    pub(super) titles: Vec<String>,
    /// Its language.
    pub(super) language: Option<String>,
    /// Whether it is an AMP page.
    pub(super) is_amp: bool,
    /// Whether it has AMP's audio extension already.
    pub(super) has_amp_audio: bool,
    /// Where the head ends, or what it holds does.
    pub(super) head_end: Option<u64>,
    /// Where the element asked for ends.
    pub(super) at: Option<u64>,
    /// The headings outside links.
    pub(super) headings: Vec<Heading>,
    /// Where `<article>`, `<main>` and `<body>` begin.
    pub(super) containers: [Option<u64>; 3],
    /// Whether it is a whole page and not a piece of one.
    pub(super) is_whole: bool,
    /// The words.
    pub(super) keys: Keys,
    charset: Option<&'static Encoding>,
}

impl Survey {
    /// Gives the page's charset.
    fn charset(&self) -> &'static Encoding {
        self.charset.unwrap_or(UTF_8)
    }
}

/// A heading of level 1 or 2.
pub(super) struct Heading {
    /// Whether it is of level 1.
    pub(super) is_first: bool,
    /// Where its words begin among the page's.
    pub(super) keys: Range<usize>,
    /// Where it ends.
    pub(super) end: u64,
}

/// Decides, as the pass goes on, what more is wanted.
pub(super) trait Surveyor {
    /// Told once, when what the page says of itself is known; says whether to go on.
    fn meet(&mut self, page: &Survey) -> Going;
    /// Told after each text node; says whether to go on.
    fn read(&mut self, page: &Survey) -> Going;
}

/// Whether a survey goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Going {
    On,
    Stop,
}

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

type Shared<S> = Rc<RefCell<State<S>>>;

/// Surveys a page; `at` is the element asked for.
pub(super) fn survey<S: Surveyor + 'static>(
    mut page: impl Read,
    at: Option<&Selector>,
    surveyor: S,
) -> Result<(Survey, S), SurveyError> {
    let state = Rc::new(RefCell::new(State::new(surveyor)));
    let mut rewriter = HtmlRewriter::new(settings(&state, at), |_: &[u8]| {});
    let mut buffer = Vec::with_capacity(CHUNK_BYTES);
    let stopped = loop {
        buffer.clear();
        // An attached page comes in small pieces, from mark to mark.
        if page.by_ref().take(CHUNK_BYTES as u64).read_to_end(&mut buffer)? == 0 {
            break rewriter.end().err();
        }
        if let Err(error) = rewriter.write(&buffer) {
            // A rewriter that failed holds on to its handlers until it is gone.
            drop(rewriter);
            break Some(error);
        }
    };
    match stopped {
        Some(RewritingError::ContentHandlerError(why)) if !why.is::<Enough>() => {
            return Err(why.downcast::<SurveyError>().map_or_else(|_| SurveyError::Tag, |why| *why));
        }
        Some(RewritingError::MemoryLimitExceeded(_)) => return Err(SurveyError::Tag),
        _ => {}
    }
    let state = Rc::into_inner(state).expect("the rewriter is gone").into_inner();
    Ok((state.page, state.surveyor))
}

/// Hears of everything that matters in a page.
fn settings<'a, S: Surveyor + 'static>(state: &Shared<S>, at: Option<&'a Selector>) -> Settings<'static, 'a> {
    let on = |see: fn(&mut State<S>, &Element<'_, '_>) -> HandlerResult| {
        let state = Rc::clone(state);
        move |element: &mut Element<'_, '_>| see(&mut state.borrow_mut(), element)
    };
    let end = |see: fn(&mut State<S>, Range<u64>)| {
        let state = Rc::clone(state);
        move |element: &mut Element<'_, '_>| after(element, &state, see)
    };
    let (all, titles) = (Rc::clone(state), Rc::clone(state));
    let bytes = AsciiCompatibleEncoding::new(WINDOWS_1252).expect("windows-1252 contains ASCII");
    let settings = Settings::new()
        .with_encoding(bytes)
        .with_strict(false)
        .with_memory_settings(MemorySettings::new().with_max_allowed_memory_usage(LONGEST_TAG_BYTES))
        .append_element_content_handler(element!("html", on(State::see_html)))
        .append_element_content_handler(element!("meta", on(State::see_meta)))
        .append_element_content_handler(element!("link[rel][href]", on(State::see_link)))
        .append_element_content_handler(element!("script[custom-element='amp-audio']", on(State::see_amp_audio)))
        .append_element_content_handler(element!("head", end(|state, tag| state.page.head_end = Some(tag.start))))
        .append_element_content_handler(element!("title", end(|state, tag| state.title_ends(tag.end))))
        .append_element_content_handler(text!("title", move |chunk| {
            titles.borrow_mut().see_title(chunk);
            Ok(())
        }))
        .append_element_content_handler(element!("body, main, article", on(State::see_container)))
        .append_element_content_handler(element!("h1, h2", on(State::see_heading)))
        .append_element_content_handler(element!("h1, h2", end(|state, tag| state.heading_ends(tag.end))))
        .append_element_content_handler(element!("a h1, a h2", on(State::see_linked_heading)))
        .append_element_content_handler(element!(CLOSED, on(State::see_closed)))
        .append_element_content_handler(element!(CLOSED, end(|state, _| state.closed_ends())))
        .append_document_content_handler(doc_text!(move |chunk| all.borrow_mut().see_text(chunk)));
    match at {
        Some(selector) => {
            let (start, end) = (on(State::see_asked_for), end(|state, tag| state.asked_for_ends(tag.end)));
            let handlers = ElementContentHandlers::default().element(move |element: &mut Element<'_, '_>| {
                start(element)?;
                end(element)
            });
            settings.append_element_content_handler((std::borrow::Cow::Borrowed(selector), handlers))
        }
        None => settings,
    }
}

/// Does something at an element's own end tag.
fn after<S: 'static>(
    element: &mut Element<'_, '_>,
    state: &Shared<S>,
    see: fn(&mut State<S>, Range<u64>),
) -> HandlerResult {
    let (state, name) = (Rc::clone(state), element.tag_name());
    if let Some(handlers) = element.end_tag_handlers() {
        handlers.push(end_tag!(move |tag| {
            // An element that was left open ends with another's end tag.
            if tag.name() == name {
                let bytes = tag.source_location().bytes();
                see(&mut state.borrow_mut(), bytes.start as u64..bytes.end as u64);
            }
            Ok(())
        }));
    }
    Ok(())
}
