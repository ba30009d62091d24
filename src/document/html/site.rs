//! Applies a site's rules: the elements that its selectors name are marked before the page is walked.

use dom_query::Document as Dom;

use super::super::block::Verdict;
use super::super::reason::{Grounds, Reason};
use super::super::selection::Rules;
use super::elements::Ruled;
use super::names::RULED;
use super::passages::Passage;

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

/// Confines the story to the elements that the rules name for it, where the page has them.
pub(super) fn confine(passages: &mut [Passage]) {
    let inside = |passage: &Passage| passage.ruled.is_some();
    if !passages.iter().any(|passage| passage.ruled == Some(Ruled::Story)) {
        return;
    }
    for passage in passages {
        passage.verdict = match inside(passage) {
            true => Verdict::Kept(Grounds::SiteStory),
            false => Verdict::Skipped(Reason::OutsideSiteStory),
        };
    }
}

/// Has the rules' last word on what is kept and dropped.
pub(super) fn decide(passages: &mut [Passage]) {
    for passage in passages {
        passage.verdict = match passage.ruled {
            Some(Ruled::Keep) => Verdict::Kept(Grounds::SiteRule),
            Some(Ruled::Drop) => Verdict::Skipped(Reason::SiteRule),
            _ => passage.verdict,
        };
    }
}
