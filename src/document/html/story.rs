//! Chooses the passages of the story: by two extractors that judge each other, by what the page says of its story, by their
//! neighbours, and by the publisher's own copy of the text.

use dom_query::Document as Dom;
use dom_smoothie::{Article, Config, ParsePolicy, Readability};

use super::super::block::{BlockKind, Verdict};
use super::super::metadata::Metadata;
use super::super::reason::{Grounds, Reason};
use super::super::text;
use super::neighbours::{self, is_prose};
use super::passages::{Gathered, MARK, Passage};
use super::whole::Whole;
use super::{region, words};

/// Shorter copies of the text in a page's data are summaries; longer ones than any article are not looked through. Bytes of
/// letters and digits; taste.
const OWN_WORDS_BYTES: std::ops::RangeInclusive<usize> = 400..=1_000_000;
/// The share of the choice that must be found in the publisher's copy before that is believed.
const LEAST_AGREEMENT: f64 = 0.6;
/// What the library leaves at the least, in characters, to be content with a strict reading of the page: its own default.
const ENOUGH_CHARACTERS: usize = 500;
/// The share of the page's prose that a choice holds, at the least, to be taken without another look. Tried on pages.
const SURE_SHARE: f64 = 0.7;
/// The same where it begins below the headline and what else was found does not.
const LEAST_SHARE: f64 = 0.2;

/// What a page says of its story beside telling it.
pub(super) struct Told<'a> {
    pub(super) metadata: &'a Metadata,
    /// The publisher's own copy of the text.
    pub(super) own_words: Option<&'a str>,
}

/// A page as the library needs it, which takes apart what it is given.
pub(super) struct Untouched<'a> {
    pub(super) dom: Dom,
    /// Makes it once more.
    pub(super) again: &'a dyn Fn() -> Dom,
}

/// Sets each passage's verdict: kept when it is of the story. Without a `page` the library is not asked.
pub(super) fn choose(page: Option<Untouched<'_>>, gathered: &mut Gathered, told: &Told<'_>) {
    let Gathered { passages, tree } = gathered;
    let first = first_below_headline(passages, told.metadata);
    let counted = region::densest(passages, tree, first).map(|element| region::inside(passages, tree, element));
    let by_library = page.map(|page| {
        let article = article(page, has_enough(passages, counted.as_deref()));
        by_marks(passages, &story_marks(article, tree.len()))
    });
    let choice = better(passages, by_library, counted, first);
    for (passage, kept) in passages.iter_mut().zip(choice) {
        passage.verdict = if kept { Verdict::Kept(Grounds::Story) } else { Verdict::Skipped(Reason::OutsideStory) };
    }
    neighbours::take_in(passages, tree, told.metadata);
    if let Some(own_words) = told.own_words {
        heed(passages, own_words);
    }
}

/// Returns the better of two choices, or what both come to. The library's is the finer one, unless it misses most of the
/// page's prose or where the story begins; paragraphs that it drops among its own are the story's all the same.
fn better(
    passages: &[Passage],
    library: Option<Vec<bool>>,
    counted: Option<Vec<bool>>,
    first: Option<usize>,
) -> Vec<bool> {
    let (Some(library), Some(counted)) = (&library, &counted) else {
        return library.or(counted).unwrap_or_else(|| vec![false; passages.len()]);
    };
    let held = |choice: &[bool]| -> f64 {
        passages.iter().zip(choice).filter(|(_, kept)| **kept).map(|(passage, _)| region::weight(passage)).sum()
    };
    let begins = |choice: &[bool]| first.is_none_or(|first| choice[first]);
    let share = held(library) / held(counted).max(1.0);
    let is_sure = match (begins(library), begins(counted)) {
        (true, false) => share >= LEAST_SHARE,
        (false, true) => false,
        _ => share >= SURE_SHARE,
    };
    if !is_sure {
        return counted.clone();
    }
    let is_sentences = |passage: &Passage| {
        is_prose(passage)
            && passage.parts.is_empty()
            && passage.link_density() < 0.2
            && text::ends_sentence(&passage.text)
    };
    let both = passages.iter().zip(library.iter().zip(counted));
    both.map(|(passage, (library, counted))| *library || (*counted && is_sentences(passage))).collect()
}

/// Returns the first prose below the page's headline: the heading that says the title, else the first of the first level.
fn first_below_headline(passages: &[Passage], metadata: &Metadata) -> Option<usize> {
    /// How many passages may lie between them. Taste.
    const REACH: usize = 40;
    let title = metadata.title.as_deref().unwrap_or_default();
    let below = |at: usize| {
        let mut near = passages[at..].iter().take(REACH);
        near.position(|passage| is_prose(passage) && region::weight(passage) > 0.4 * passage.text.len() as f64)
            .map(|prose| at + prose)
    };
    let headings =
        || passages.iter().enumerate().filter(|(_, passage)| matches!(passage.kind, BlockKind::Heading { .. }));
    let titled = headings().filter(|(_, heading)| words::are_alike(&heading.text, title)).find_map(|(at, _)| below(at));
    let first = || {
        headings().filter(|(_, heading)| heading.kind == BlockKind::Heading { level: 1 }).find_map(|(at, _)| below(at))
    };
    titled.or_else(first)
}

/// Returns which passages the library left, by the marks of their elements.
fn by_marks(passages: &[Passage], story: &[bool]) -> Vec<bool> {
    let is_story = |passage: &Passage| {
        let held = |inside: bool| -> usize {
            passage.marks.iter().filter(|(mark, _)| story[*mark as usize] == inside).map(|(_, bytes)| bytes).sum()
        };
        held(true) > 0 && held(true) >= held(false)
    };
    passages.iter().map(is_story).collect()
}

/// Returns for each of the page's `count` elements whether the library left it.
fn story_marks(article: Option<Article>, count: usize) -> Vec<bool> {
    let mut left = vec![false; count];
    let Some(article) = article else { return left };
    let content = article.content;
    let values = content.match_indices(MARK).map(|(at, _)| &content[at + MARK.len()..]);
    let numbers = values.filter_map(|rest| rest.strip_prefix("=\"")?.split('"').next()?.parse::<usize>().ok());
    for number in numbers.filter(|number| *number < count) {
        left[number] = true;
    }
    left
}

/// Returns whether the library will likely be content with a strict reading of a page: whether what was counted has twice as
/// much as it asks for.
fn has_enough(passages: &[Passage], counted: Option<&[bool]>) -> bool {
    let inside = passages.iter().zip(counted.unwrap_or_default()).filter(|(_, inside)| **inside);
    inside.map(|(passage, _)| passage.text.len()).sum::<usize>() >= 2 * ENOUGH_CHARACTERS
}

/// Lets the library take the page apart: as strictly as it can, and less and less strictly where that leaves too little.
fn article(page: Untouched<'_>, has_enough: bool) -> Option<Article> {
    let config =
        Config { disable_json_ld: true, keep_classes: true, char_threshold: ENOUGH_CHARACTERS, ..Config::default() };
    let mut reader = Readability::with_document(page.dom, None, Some(config.clone())).ok()?;
    if !has_enough {
        return reader.parse().ok();
    }
    // Of its own accord it copies the whole page before each attempt, and the first is the last on nearly all pages.
    if let Ok(article) = reader.parse_with_policy(ParsePolicy::Strict) {
        // White space, which it counts too, may be lost behind its count; what is enough without is enough.
        let is_enough = |text: &str| text.chars().filter(|c| !c.is_whitespace()).nth(ENOUGH_CHARACTERS).is_some();
        if is_enough(&article.text_content) {
            return Some(article);
        }
    }
    Readability::with_document((page.again)(), None, Some(config)).ok()?.parse().ok()
}

/// Follows the publisher's copy of the text where most of the choice is found in it, or where the choice is not: what is not
/// in it goes, what is comes.
fn heed(passages: &mut [Passage], own_words: &str) {
    let own = words::letters(own_words);
    if !OWN_WORDS_BYTES.contains(&own.len()) {
        return;
    }
    let own = Whole::of(&own);
    let counted = |passage: &Passage| passage.words >= 5;
    let is_own: Vec<bool> =
        passages.iter().map(|passage| counted(passage) && own.holds(&words::letters(&passage.text))).collect();
    let bytes = |wanted: &dyn Fn(usize, &Passage) -> bool| -> usize {
        passages
            .iter()
            .enumerate()
            .filter(|(at, passage)| counted(passage) && wanted(*at, passage))
            .map(|(_, passage)| passage.text.len())
            .sum()
    };
    let all = bytes(&|_, passage| passage.verdict.is_kept());
    let found = bytes(&|at, passage| passage.verdict.is_kept() && is_own[at]);
    let elsewhere = bytes(&|at, passage| !passage.verdict.is_kept() && is_own[at] && is_prose(passage));
    // The choice is another text than the copy, which the page holds too.
    let wrong = elsewhere > 2 * found && elsewhere as f64 > LEAST_AGREEMENT * own.len() as f64;
    if !wrong && (all == 0 || (found as f64) < LEAST_AGREEMENT * all as f64) {
        return;
    }
    for (passage, is_own) in passages.iter_mut().zip(is_own) {
        let words = passage.words;
        // Headings between paragraphs are often left out of the copy.
        let is_heading = matches!(passage.kind, BlockKind::Heading { .. });
        // The copy begins below the lead.
        let is_lead = passage.verdict == Verdict::Kept(Grounds::BelowHeadline);
        if passage.verdict.is_kept() && words >= 5 && !is_heading && !is_lead && !is_own {
            passage.verdict = Verdict::Skipped(Reason::NotInCopy);
        } else if !passage.verdict.is_kept() && words >= 8 && passage.parts.is_empty() && is_own {
            passage.verdict = Verdict::Kept(Grounds::Copy);
        }
    }
}
