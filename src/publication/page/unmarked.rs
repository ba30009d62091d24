//! Finds what is ours in pages whose comments are gone: minifiers take them out, and the quotes of attributes with them.

use std::cell::RefCell;
use std::io::Read;
use std::ops::Range;
use std::rc::Rc;

use lol_html::html_content::Element;
use lol_html::{HandlerResult, element};

use super::splice::Edit;
use super::survey::{Shared, SurveyError, at_end, on, pass, settings, taken};

/// Elements that go with all they hold: the player, its scripts and styles; one that a site has put there itself names its data.
const WHOLE: &str = "aloud-player:not([src]), script[data-aloud], style[data-aloud], aside[data-aloud], \
    script[src*='aloud-player.js?v=']";
/// Elements without an end.
const VOID: &str = "meta[data-aloud], link[data-aloud]";
/// Sentences, which stay when their marks go.
const SENTENCES: &str = "span[data-aloud]";

/// What is found while a page goes by.
#[derive(Default)]
struct Found {
    cuts: Vec<Range<u64>>,
    /// Where elements begin that are still open, the outermost first.
    open: Vec<u64>,
    /// The marks of sentences that are still open.
    sentences: Vec<Option<Range<u64>>>,
}

/// Finds what is to be cut so that nothing of ours is left, in order.
///
/// # Errors
/// When the page cannot be read.
pub(super) fn cuts(page: impl Read) -> Result<Vec<Edit>, SurveyError> {
    let state: Shared<Found> = Rc::new(RefCell::new(Found::default()));
    let settings = settings()
        .append_element_content_handler(element!(WHOLE, on(&state, Found::opens)))
        .append_element_content_handler(element!(WHOLE, at_end(&state, Found::ends)))
        .append_element_content_handler(element!(VOID, on(&state, Found::is_void)))
        .append_element_content_handler(element!(SENTENCES, on(&state, Found::sentence)))
        .append_element_content_handler(element!(SENTENCES, at_end(&state, Found::sentence_ends)));
    pass(page, settings)?;
    let mut cuts = taken(state).cuts;
    cuts.sort_by_key(|cut| (cut.start, std::cmp::Reverse(cut.end)));
    let mut end = 0;
    cuts.retain(|cut| {
        let is_outer = cut.start >= end;
        end = end.max(cut.end);
        is_outer
    });
    Ok(cuts.into_iter().map(|cut| Edit::cut(cut.start, cut.end)).collect())
}

fn tag(element: &Element<'_, '_>) -> Range<u64> {
    let place = element.source_location().bytes();
    place.start as u64..place.end as u64
}

impl Found {
    fn opens(&mut self, element: &Element<'_, '_>) -> HandlerResult {
        self.open.push(tag(element).start);
        Ok(())
    }

    fn ends(&mut self, tag: Range<u64>) {
        if let Some(start) = self.open.pop() {
            self.cuts.push(start..tag.end);
        }
    }

    fn is_void(&mut self, element: &Element<'_, '_>) -> HandlerResult {
        self.cuts.push(tag(element));
        Ok(())
    }

    fn sentence(&mut self, element: &Element<'_, '_>) -> HandlerResult {
        let number = element.get_attribute("data-aloud").unwrap_or_default();
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        self.sentences.push(is_number.then(|| tag(element)));
        Ok(())
    }

    fn sentence_ends(&mut self, end: Range<u64>) {
        if let Some(Some(start)) = self.sentences.pop() {
            self.cuts.extend([start, end]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::splice::Spliced;
    use super::*;

    fn cleaned(page: &str) -> String {
        let mut text = String::new();
        let cuts = cuts(page.as_bytes()).unwrap();
        Spliced::new(page.as_bytes(), &cuts).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn what_is_ours_is_found_without_comments_and_quotes() {
        let minified = "<head><meta data-aloud property=og:audio content=a><script type=application/ld+json data-aloud>{}</script></head>\
            <h1><span data-aloud=00000>A</span></h1><aloud-player data-aloud class=aloud><aside><audio></audio></aside><script>{}</script>\
            </aloud-player><script src=/aloud-player.js?v=1 defer></script><p><span data-aloud=00001>One.</span> <span>Two.</span>";
        assert_eq!(cleaned(minified), "<head></head><h1>A</h1><p>One. <span>Two.</span>");
        for theirs in [
            "<aloud-player src=\"/a.player.json\"></aloud-player>",
            "<span data-aloud=\"reading\">A</span>",
            "<pre>&lt;aloud-player></pre>",
        ] {
            assert_eq!(cleaned(theirs), theirs);
        }
    }
}
