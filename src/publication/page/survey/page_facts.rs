//! The pass over what comes before a page's story: what the page says of itself, and where it goes on.

use std::cell::RefCell;
use std::io::Read;
use std::ops::Range;
use std::rc::Rc;

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use lol_html::html_content::{Element, TextChunk, TextType};
use lol_html::{HandlerResult, element, text};

use super::{Enough, Shared, SurveyError, at_end, bytes, on, pass, settings, taken};
use crate::language::Language;
use crate::publication::text::unescape;

/// How much of a title is remembered, in bytes (taste).
const LONGEST_TITLE: usize = 1_000;

/// What a page says of itself.
#[derive(Default)]
pub(in crate::publication::page) struct PageFacts {
    /// The addresses it gives for itself: canonical, then Open Graph.
    pub(in crate::publication::page) addresses: Vec<String>,
    /// Its titles: Open Graph's, then the `<title>`.
    pub(in crate::publication::page) titles: Vec<String>,
    /// Its language.
    pub(in crate::publication::page) language: Option<Language>,
    /// Whether it is an AMP page.
    pub(in crate::publication::page) is_amp: bool,
    /// Whether it has AMP's audio extension already.
    pub(in crate::publication::page) has_amp_audio: bool,
    /// Where the head ends, or what it holds does.
    pub(in crate::publication::page) head_end: Option<u64>,
    /// Whether it says that its addresses are to be read from elsewhere.
    pub(in crate::publication::page) has_base: bool,
    /// Whether it is a whole page and not a piece of one.
    pub(in crate::publication::page) is_whole: bool,
    /// Where its body begins, inside.
    pub(in crate::publication::page) body: Option<u64>,
    /// Where its content begins.
    pub(super) content: u64,
    /// Where its story begins, or what it stands in: at the first heading outside links, `<main>` or `<article>`.
    pub(super) story: Option<u64>,
    /// Whether the heading that was just met is in a link.
    is_linked: bool,
    charset: Option<&'static Encoding>,
    title: Vec<u8>,
    title_end: Option<u64>,
}

/// Reads what a page says of itself.
pub(in crate::publication::page) fn about(page: impl Read) -> Result<PageFacts, SurveyError> {
    let state = Rc::new(RefCell::new(PageFacts::default()));
    listen(page, &state)?;
    let mut about = taken(state);
    let title = about.decoded(&about.title);
    about.titles.extend(Some(title).filter(|title| !title.is_empty()));
    about.head_end = about.head_end.or(about.title_end);
    Ok(about)
}

fn listen(page: impl Read, state: &Shared<PageFacts>) -> Result<(), SurveyError> {
    let titles = Rc::clone(state);
    let settings = settings()
        .append_element_content_handler(element!("html", on(state, PageFacts::see_html)))
        .append_element_content_handler(element!("meta", on(state, PageFacts::see_meta)))
        .append_element_content_handler(element!("link[rel][href]", on(state, PageFacts::see_link)))
        .append_element_content_handler(element!("base[href]", on(state, PageFacts::see_base)))
        .append_element_content_handler(element!(
            "script[custom-element='amp-audio']",
            on(state, PageFacts::see_amp_audio)
        ))
        .append_element_content_handler(element!("head", at_end(state, PageFacts::head_ends)))
        .append_element_content_handler(element!("title", at_end(state, PageFacts::title_ends)))
        .append_element_content_handler(text!("title", move |chunk| {
            titles.borrow_mut().see_title(chunk);
            Ok(())
        }))
        .append_element_content_handler(element!("body", on(state, PageFacts::see_body)))
        .append_element_content_handler(element!("a h1, a h2", on(state, PageFacts::see_linked_heading)))
        .append_element_content_handler(element!("main, article, h1, h2", on(state, PageFacts::see_story)));
    pass(page, settings)
}

impl PageFacts {
    /// Returns the page's charset.
    pub(super) fn charset(&self) -> &'static Encoding {
        self.charset.unwrap_or(UTF_8)
    }

    fn see_html(&mut self, element: &Element<'_, '_>) -> HandlerResult {
        self.is_whole = true;
        // The AMP page's other sign is U+26A1, here as its bytes.
        self.is_amp |= element.has_attribute("amp") || element.has_attribute("\u{e2}\u{161}\u{a1}");
        self.language = self.attribute(element, "lang").as_deref().and_then(Language::parse);
        Ok(())
    }

    fn see_meta(&mut self, element: &Element<'_, '_>) -> HandlerResult {
        match element.get_attribute("property").or_else(|| element.get_attribute("name")).as_deref() {
            Some("og:url") => self.addresses.extend(self.attribute(element, "content")),
            Some("og:title") => self.titles.extend(self.attribute(element, "content")),
            Some(_) => {}
            None => return self.see_charset(element),
        }
        Ok(())
    }

    fn see_charset(&mut self, element: &Element<'_, '_>) -> HandlerResult {
        let declared = element.get_attribute("charset").or_else(|| {
            element.get_attribute("http-equiv").filter(|name| name.eq_ignore_ascii_case("content-type"))?;
            let content = element.get_attribute("content")?.to_ascii_lowercase();
            Some(content.split_once("charset=")?.1.trim().to_owned())
        });
        let found = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
        let Some(found) = found.filter(|_| self.charset.is_none()) else { return Ok(()) };
        if found == ISO_2022_JP {
            return Err(SurveyError::Charset(found.name()).into());
        }
        // A declaration that can be read as ASCII is not UTF-16 (HTML standard, 13.2.3.2).
        self.charset = Some(if found == UTF_16LE || found == UTF_16BE { UTF_8 } else { found });
        Ok(())
    }

    fn see_link(&mut self, element: &Element<'_, '_>) -> HandlerResult {
        let rel = element.get_attribute("rel").unwrap_or_default();
        if rel.split_ascii_whitespace().any(|rel| rel.eq_ignore_ascii_case("canonical")) {
            let href = self.attribute(element, "href");
            self.addresses.splice(..0, href);
        }
        Ok(())
    }

    fn see_base(&mut self, _: &Element<'_, '_>) -> HandlerResult {
        self.has_base = true;
        Ok(())
    }

    fn see_amp_audio(&mut self, _: &Element<'_, '_>) -> HandlerResult {
        self.has_amp_audio = true;
        Ok(())
    }

    fn see_title(&mut self, chunk: &TextChunk<'_>) {
        // A picture's title is no RCDATA.
        if chunk.text_type() == TextType::RCData && self.title_end.is_none() && self.title.len() < LONGEST_TITLE {
            self.title.extend(bytes(chunk.as_str()));
        }
    }

    fn title_ends(&mut self, tag: Range<u64>) {
        if self.title_end.is_none() && !self.title.is_empty() {
            self.title_end = Some(tag.end);
        }
    }

    fn head_ends(&mut self, tag: Range<u64>) {
        self.head_end.get_or_insert(tag.start);
        self.content = tag.end;
    }

    fn see_body(&mut self, element: &Element<'_, '_>) -> HandlerResult {
        if self.body.is_none() {
            let place = element.source_location().bytes();
            self.content = place.start as u64;
            self.body = Some(place.end as u64);
            if self.is_whole {
                self.head_end.get_or_insert(self.content);
            }
        }
        Ok(())
    }

    fn see_linked_heading(&mut self, _: &Element<'_, '_>) -> HandlerResult {
        self.is_linked = true;
        Ok(())
    }

    /// Ends the pass.
    fn see_story(&mut self, element: &Element<'_, '_>) -> HandlerResult {
        if std::mem::take(&mut self.is_linked) {
            return Ok(());
        }
        self.story = Some(element.source_location().bytes().start as u64);
        Err(Enough.into())
    }

    fn attribute(&self, element: &Element<'_, '_>, name: &str) -> Option<String> {
        let value = self.decoded(&bytes(&element.get_attribute(name)?));
        Some(value).filter(|value| !value.is_empty())
    }

    fn decoded(&self, bytes: &[u8]) -> String {
        let (text, _) = self.charset().decode_without_bom_handling(bytes);
        unescape(&text).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
