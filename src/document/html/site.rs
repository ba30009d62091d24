//! Applies a site's rules: the elements that its selectors name are marked before the page is walked.

use dom_query::{Document as Dom, NodeRef};

use super::super::Verdict;
use super::super::selection::Rules;
use super::passages::Passage;

/// The attribute that carries what a site's rules say of an element.
const RULED: &str = "data-aloud-rule";

/// What a site's rules say of an element and all that stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ruled {
    Story,
    Keep,
    Drop,
}

/// Marks the elements that the rules name; where several name one, dropping goes over keeping, and both over the story.
pub(super) fn mark(dom: &Dom, rules: &Rules) {
    for (selectors, name) in [(&rules.story, "story"), (&rules.keep, "keep"), (&rules.drop, "drop")] {
        for selector in selectors {
            // Settings were checked; a selector that is none finds nothing.
            let found = dom.try_select(selector);
            for element in found.iter().flat_map(|found| found.nodes()) {
                element.set_attr(RULED, name);
            }
        }
    }
}

/// Reads what the rules say of an element.
pub(super) fn ruled(element: &NodeRef<'_>) -> Option<Ruled> {
    match &*element.attr(RULED)? {
        "story" => Some(Ruled::Story),
        "keep" => Some(Ruled::Keep),
        "drop" => Some(Ruled::Drop),
        _ => None,
    }
}

/// Confines the story to the elements that the rules name for it, where the page has them.
pub(super) fn confine(passages: &mut [Passage]) {
    let inside = |passage: &Passage| passage.ruled.is_some();
    if !passages.iter().any(|passage| passage.ruled == Some(Ruled::Story)) {
        return;
    }
    for passage in passages {
        passage.verdict = match inside(passage) {
            true => Verdict::Kept("in the site's story"),
            false => Verdict::Skipped("outside the site's story"),
        };
    }
}

/// Has the rules' last word on what is kept and dropped.
pub(super) fn decide(passages: &mut [Passage]) {
    for passage in passages {
        passage.verdict = match passage.ruled {
            Some(Ruled::Keep) => Verdict::Kept("kept by the site's rules"),
            Some(Ruled::Drop) => Verdict::Skipped("dropped by the site's rules"),
            _ => passage.verdict,
        };
    }
}
