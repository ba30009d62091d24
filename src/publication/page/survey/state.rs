//! What a survey remembers while the page goes by.

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use lol_html::HandlerResult;
use lol_html::html_content::{Element, TextChunk, TextType};

use super::{Going, Heading, Survey, SurveyError, Surveyor};
use crate::publication::text::unescape;

/// A text node is handed on in parts of this size, so that one of any length takes no more memory.
const PART_BYTES: usize = 64 << 10;
/// How many headings are remembered (taste).
const MOST_HEADINGS: usize = 200;
/// How much of a title is remembered, in bytes (taste).
const LONGEST_TITLE: usize = 1_000;

/// The end of a survey that has seen enough.
#[derive(Debug, thiserror::Error)]
#[error("enough was seen")]
pub(super) struct Enough;

/// A survey under way.
pub(super) struct State<S> {
    pub(super) page: Survey,
    pub(super) surveyor: S,
    met: bool,
    /// The text node being read.
    node: Vec<u8>,
    node_start: u64,
    /// How many elements are open in which no sentence may be marked.
    closed: usize,
    title: Vec<u8>,
    title_end: Option<u64>,
    /// The heading being read: whether it is of level 1, and where its words begin.
    open_heading: Option<(bool, usize)>,
}

impl<S: Surveyor> State<S> {
    pub(super) fn new(surveyor: S) -> Self {
        Self {
            page: Survey::default(),
            surveyor,
            met: false,
            node: Vec::new(),
            node_start: 0,
            closed: 0,
            title: Vec::new(),
            title_end: None,
            open_heading: None,
        }
    }

    pub(super) fn see_html(&mut self, element: &Element<'_, '_>) -> HandlerResult {
        self.page.is_whole = true;
        // The AMP page's other sign is U+26A1, here as its bytes.
        self.page.is_amp |= element.has_attribute("amp") || element.has_attribute("\u{e2}\u{161}\u{a1}");
        self.page.language = self.attribute(element, "lang");
        Ok(())
    }

    pub(super) fn see_meta(&mut self, element: &Element<'_, '_>) -> HandlerResult {
        let declared = element.get_attribute("charset").or_else(|| {
            let content = element.get_attribute("content")?.to_ascii_lowercase();
            element.get_attribute("http-equiv").filter(|name| name.eq_ignore_ascii_case("content-type"))?;
            Some(content.split_once("charset=")?.1.trim().to_owned())
        });
        if let Some(found) = declared.and_then(|label| Encoding::for_label(label.as_bytes()))
            && self.page.charset.is_none()
        {
            self.set_charset(found)?;
        }
        let name = element.get_attribute("property").or_else(|| element.get_attribute("name"));
        match name.as_deref() {
            Some("og:url") => self.page.addresses.extend(self.attribute(element, "content")),
            Some("og:title") => self.page.titles.extend(self.attribute(element, "content")),
            _ => {}
        }
        Ok(())
    }

    fn set_charset(&mut self, found: &'static Encoding) -> HandlerResult {
        if found == ISO_2022_JP {
            return Err(SurveyError::Charset(found.name()).into());
        }
        // A declaration that can be read as ASCII is not UTF-16 (HTML standard, 13.2.3.2).
        self.page.charset = Some(if found == UTF_16LE || found == UTF_16BE { UTF_8 } else { found });
        Ok(())
    }

    pub(super) fn see_link(&mut self, element: &Element<'_, '_>) -> HandlerResult {
        let rel = element.get_attribute("rel").unwrap_or_default();
        if rel.split_ascii_whitespace().any(|rel| rel.eq_ignore_ascii_case("canonical")) {
            let href = self.attribute(element, "href");
            self.page.addresses.splice(..0, href);
        }
        Ok(())
    }

    pub(super) fn see_amp_audio(&mut self, _: &Element<'_, '_>) -> HandlerResult {
        self.page.has_amp_audio = true;
        Ok(())
    }

    pub(super) fn see_title(&mut self, chunk: &TextChunk<'_>) {
        // A picture's title is no RCDATA.
        if chunk.text_type() == TextType::RCData && self.title_end.is_none() && self.title.len() < LONGEST_TITLE {
            self.title.extend(bytes(chunk.as_str()));
        }
    }

    pub(super) fn title_ends(&mut self, end: u64) {
        if self.title_end.is_none() && !self.title.is_empty() {
            self.title_end = Some(end);
        }
    }

    pub(super) fn see_container(&mut self, element: &Element<'_, '_>) -> HandlerResult {
        let (name, place) = (element.tag_name(), element.source_location().bytes());
        if name == "body" && self.page.head_end.is_none() && self.page.is_whole {
            self.page.head_end = Some(place.start as u64);
        }
        let index = ["article", "main", "body"].iter().position(|known| **known == name).unwrap_or(2);
        self.page.containers[index].get_or_insert(place.end as u64);
        self.meet()
    }

    pub(super) fn see_heading(&mut self, element: &Element<'_, '_>) -> HandlerResult {
        self.meet()?;
        let heading = (element.tag_name() == "h1", self.page.keys.text.len());
        self.open_heading = Some(heading).filter(|_| self.closed == 0 && self.page.headings.len() < MOST_HEADINGS);
        Ok(())
    }

    pub(super) fn see_linked_heading(&mut self, _: &Element<'_, '_>) -> HandlerResult {
        self.open_heading = None;
        Ok(())
    }

    pub(super) fn heading_ends(&mut self, end: u64) {
        if let Some((is_first, start)) = self.open_heading.take() {
            self.page.headings.push(Heading { is_first, keys: start..self.page.keys.text.len(), end });
        }
    }

    pub(super) fn see_closed(&mut self, element: &Element<'_, '_>) -> HandlerResult {
        self.closed += usize::from(element.can_have_content());
        Ok(())
    }

    pub(super) fn closed_ends(&mut self) {
        self.closed -= 1;
    }

    pub(super) fn see_asked_for(&mut self, element: &Element<'_, '_>) -> HandlerResult {
        if !element.can_have_content() {
            self.asked_for_ends(element.source_location().bytes().end as u64);
        }
        Ok(())
    }

    pub(super) fn asked_for_ends(&mut self, end: u64) {
        self.page.at.get_or_insert(end);
    }

    pub(super) fn see_text(&mut self, chunk: &TextChunk<'_>) -> HandlerResult {
        if chunk.text_type() != TextType::Data || self.closed > 0 || self.page.keys.is_full() {
            return Ok(());
        }
        if self.node.is_empty() {
            self.node_start = chunk.source_location().bytes().start as u64;
        }
        let text = chunk.as_str();
        if text.is_ascii() {
            self.node.extend(text.as_bytes())
        } else {
            self.node.extend(bytes(text))
        }
        if chunk.last_in_text_node() {
            self.read_node(self.node.len())
        } else if self.node.len() >= PART_BYTES {
            // A part ends at white space, within no character and no reference.
            let end = self.node.iter().rposition(u8::is_ascii_whitespace).map_or(self.node.len(), |space| space + 1);
            self.read_node(end)
        } else {
            Ok(())
        }
    }

    fn read_node(&mut self, end: usize) -> HandlerResult {
        if self.node[..end].iter().all(u8::is_ascii_whitespace) {
            self.node.drain(..end);
            self.node_start += end as u64;
            return Ok(());
        }
        let charset = self.page.charset();
        self.page.keys.add_node(&self.node[..end], self.node_start, charset);
        self.node.drain(..end);
        self.node_start += end as u64;
        // What a byte-order mark leaves before the first tag is no text.
        if self.page.keys.text.is_empty() {
            return Ok(());
        }
        self.meet()?;
        go(self.surveyor.read(&self.page))
    }

    /// Introduces the page to the surveyor as soon as its head is over.
    fn meet(&mut self) -> HandlerResult {
        if std::mem::replace(&mut self.met, true) {
            return Ok(());
        }
        let title = self.decoded(&self.title);
        self.page.titles.extend(Some(title).filter(|title| !title.is_empty()));
        if self.page.head_end.is_none() {
            self.page.head_end = self.title_end;
        }
        go(self.surveyor.meet(&self.page))
    }

    fn attribute(&self, element: &Element<'_, '_>, name: &str) -> Option<String> {
        let value = element.get_attribute(name)?;
        let value = self.decoded(&bytes(&value).collect::<Vec<_>>());
        Some(value).filter(|value| !value.is_empty())
    }

    fn decoded(&self, bytes: &[u8]) -> String {
        let (text, _) = self.page.charset().decode_without_bom_handling(bytes);
        unescape(&text).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Gives back the bytes that a text was read from.
fn bytes(text: &str) -> impl Iterator<Item = u8> {
    let (bytes, ..) = WINDOWS_1252.encode(text);
    bytes.into_owned().into_iter()
}

fn go(going: Going) -> HandlerResult {
    match going {
        Going::On => Ok(()),
        Going::Stop => Err(Enough.into()),
    }
}
