//! Marks what stands around a scraped page's story in boxes: forms, lists of teasers, labels that come again and again.

use std::collections::HashMap;

use super::super::reason::Reason;
use super::line::{HEADING_WORDS, Line};
use super::signs::Sign;

/// Marks what its neighbours show to be no part of a story.
pub(super) fn mark(lines: &mut [Line]) {
    mark_repeated(lines);
    mark_boxes(lines);
    mark_cards(lines);
    mark_last_card(lines);
}

/// Marks labels that stand on the page again and again, such as a form's.
fn mark_repeated(lines: &mut [Line]) {
    let mut times: HashMap<String, usize> = HashMap::new();
    for line in lines.iter() {
        *times.entry(line.paragraph.text.to_lowercase()).or_default() += 1;
    }
    for line in lines.iter_mut().filter(|line| line.sign == Sign::Label) {
        // A headline stands in the page's title, too; what is said three times is no headline.
        let often = if line.words <= 3 { 2 } else { 3 };
        if times.get(&line.paragraph.text.to_lowercase()).is_some_and(|count| *count >= often) {
            line.sign = Sign::Notice(Reason::Repeated);
        }
    }
}

/// Marks what stands among notices: a label between two, and everything in a box that is mostly notices.
fn mark_boxes(lines: &mut [Line]) {
    /// Boxes have few lines; a page without blank lines is one long stretch.
    const BOX_LINES: usize = 14;
    let is_notice = |line: &Line| matches!(line.sign, Sign::Notice(_));
    for at in 1..lines.len().saturating_sub(1) {
        let around = [&lines[at - 1], &lines[at + 1]];
        let chunk = lines[at].paragraph.chunk;
        let among = around.iter().all(|line| is_notice(line));
        let inside = among && around.iter().all(|line| line.paragraph.chunk == chunk);
        let appeals = |line: &&Line| matches!(line.sign, Sign::Notice(Reason::CallToAction | Reason::Subscription));
        let short = among && around.iter().all(appeals) && lines[at].sign == Sign::Sentence;
        if short || (inside && lines[at].sign == Sign::Label) {
            lines[at].sign = Sign::Notice(Reason::AmongNotices);
        }
    }
    for chunk in lines.chunk_by_mut(|one, other| one.paragraph.chunk == other.paragraph.chunk) {
        let notices = chunk.iter().filter(|line| is_notice(line)).count();
        if (3..=BOX_LINES).contains(&chunk.len()) && 2 * notices >= chunk.len() && notices >= 2 {
            let open = chunk.iter_mut().filter(|line| matches!(line.sign, Sign::Label | Sign::Sentence | Sign::Prose));
            open.for_each(|line| line.sign = Sign::Notice(Reason::AmongNotices));
        }
    }
}

/// Marks the teasers of other stories: a headline with one paragraph right below it, where the story's own paragraphs
/// stand apart.
fn mark_cards(lines: &mut [Line]) {
    let prose = lines.iter().filter(|line| line.sign == Sign::Prose);
    let (alone, all) = prose.fold((0, 0), |(alone, all), line| (alone + usize::from(line.paragraph.alone), all + 1));
    if 3 * alone < 2 * all {
        return;
    }
    let Some(first) = lines.iter().position(|line| line.sign == Sign::Prose && line.paragraph.alone) else {
        return;
    };
    for at in first..lines.len().saturating_sub(1) {
        let [title, teaser] = &lines[at..at + 2] else { return };
        let together = title.paragraph.chunk == teaser.paragraph.chunk;
        let apart = |other: Option<&Line>| other.is_none_or(|other| other.paragraph.chunk != title.paragraph.chunk);
        let two = together && apart(lines.get(at + 2)) && apart(at.checked_sub(1).map(|before| &lines[before]));
        let teases = matches!(teaser.sign, Sign::Prose | Sign::Sentence);
        if two && title.sign == Sign::Label && title.words >= HEADING_WORDS && teases {
            lines[at].sign = Sign::Notice(Reason::Teaser);
            lines[at + 1].sign = Sign::Notice(Reason::Teaser);
        }
    }
}

/// Marks the teaser below a story's last paragraph where no blank lines tell it apart: a long headline, one paragraph,
/// and nothing of the story behind it.
fn mark_last_card(lines: &mut [Line]) {
    /// Longer than headings are. Taste.
    const LONG_WORDS: usize = 9;
    for at in 1..lines.len().saturating_sub(1) {
        let [before, title, teaser] = &lines[at - 1..at + 2] else { return };
        let shaped = before.sign == Sign::Prose && title.sign == Sign::Label && title.words >= LONG_WORDS;
        let mut behind = lines[at + 2..].iter().map(|line| line.sign);
        let next = behind.find(|sign| !matches!(sign, Sign::Notice(_)));
        let last = lines.get(at + 2).is_some_and(|line| line.sign.is_of_a_page());
        if shaped && teaser.sign == Sign::Prose && last && next != Some(Sign::Prose) {
            lines[at].sign = Sign::Notice(Reason::Teaser);
            lines[at + 1].sign = Sign::Notice(Reason::Teaser);
        }
    }
}
