//! Cleans text that was scraped from a page: finds the headline, the byline and the story among what stood around them.
//!
//! Each line shows by itself what it may be (`signs`); here its neighbours and its place decide. The story begins at the
//! headline over the byline that most prose follows, and ends where a list of other stories, the comments or the page's
//! foot begin, unless the prose clearly goes on behind them.

use std::collections::HashSet;

use super::super::block::{Block, BlockKind, Verdict};
use super::super::document::Document;
use super::super::reason::{Grounds, Reason};
use super::super::{byline, date, notices, text};
use super::line::{HEADING_WORDS, Line, is_heading_like};
use super::paragraphs::Paragraph;
use super::signs::{self, Sign};
use super::{boxes, dated};

/// So many different lines that only pages have make a text a scraped one. Taste: articles quote one or two.
const LEAST_PAGE_LINES: usize = 3;
/// How many lines may stand between a headline and its byline.
const HEADLINE_REACH: usize = 12;
/// How many lines from a byline on tell whether a story follows it.
const STORY_REACH: usize = 14;
/// The least prose before the head of a list may end the story, in words.
const LEAST_STORY_WORDS: usize = 40;

/// The text of a page.
pub(super) struct Page {
    lines: Vec<Line>,
}

/// Where the parts of the page's story are, by line.
struct Story {
    headline: Option<usize>,
    /// Where lines that tell of the story begin: its headline, or else its byline.
    opening: usize,
    /// The first line of prose.
    first: usize,
    /// The first line behind the story, and why it ends there.
    end: usize,
    why: Reason,
}

impl Page {
    /// Takes a text for a scraped page, if it looks like one.
    pub(super) fn of(paragraphs: &[Paragraph]) -> Option<Self> {
        let line = |paragraph: &Paragraph| Line {
            sign: signs::of(paragraph),
            words: text::words(&paragraph.text),
            paragraph: paragraph.clone(),
        };
        let mut page = Self { lines: paragraphs.iter().map(line).collect() };
        // Releases have addresses, rules of stars and "Contact:", too.
        let is_plain = |text: &&str| text.contains(char::is_alphabetic) && !text.contains(['@', ':']);
        let shown = page.lines.iter().filter(|line| line.sign.is_of_a_page()).map(|line| line.paragraph.text.as_str());
        let shown = shown.filter(|text| is_plain(text) || text.contains(": "));
        if shown.collect::<HashSet<_>>().len() < LEAST_PAGE_LINES {
            return None;
        }
        boxes::mark(&mut page.lines);
        Some(page)
    }

    /// Reads the page's story; none where it has no prose.
    pub(super) fn read(self) -> Option<Document> {
        let story = self.story()?;
        let mut document = Document::default();
        for index in 0..self.lines.len() {
            let (kind, verdict) = self.judge(index, &story);
            let text = self.lines[index].paragraph.text.clone();
            document.blocks.push(Block { verdict, ..Block::kept(kind, text) });
        }
        document.metadata.title = story.headline.map(|at| self.lines[at].paragraph.text.clone());
        let above = &self.lines[story.opening..story.first];
        document.metadata.published = above
            .iter()
            .filter(|line| matches!(line.sign, Sign::Byline | Sign::Dated))
            .find_map(|line| date::normalise(&line.paragraph.text).or_else(|| dated::dated_part(&line.paragraph.text)))
            .or_else(|| {
                above
                    .iter()
                    .filter(|line| line.sign == Sign::Label && line.words <= 8)
                    .find_map(|line| date::normalise(&line.paragraph.text))
            });
        document.metadata.authors = self.authors(&story);
        skip_biography(&mut document);
        Some(document)
    }

    /// Finds the story.
    fn story(&self) -> Option<Story> {
        let start = self.start()?;
        let first = self.first_prose(start)?;
        let (end, why) = self.end(first);
        let headline = self.headline(start, first);
        let opening = headline.unwrap_or(start).min(first);
        Some(Story { headline, opening, first, end, why })
    }

    /// Returns the line from which on the story is: a byline or a date that most prose follows, or the page's first.
    fn start(&self) -> Option<usize> {
        let told = |at: &usize| matches!(self.lines[*at].sign, Sign::Byline | Sign::Dated);
        let starts = std::iter::once(0).chain((0..self.lines.len()).filter(told));
        let prose = |start: usize| -> usize {
            let near = self.lines[start..].iter().take(STORY_REACH);
            near.filter(|line| line.sign == Sign::Prose).map(|line| line.words).sum()
        };
        // The last of equals but for the first: the line nearest to the story names it best.
        starts
            .map(|at| (at, prose(at)))
            .filter(|(_, words)| *words > 0)
            .max_by_key(|(at, words)| (*words, *at > 0, std::cmp::Reverse(*at)))
            .map(|(at, _)| at)
    }

    /// Finds the first prose that other prose follows closely.
    fn first_prose(&self, start: usize) -> Option<usize> {
        const CLOSE: usize = 5;
        let is_prose = |at: &usize| self.lines[*at].sign == Sign::Prose && !self.is_caption(*at);
        let all: Vec<usize> = (start..self.lines.len()).filter(is_prose).collect();
        let close = all.windows(2).find(|pair| pair[1] - pair[0] <= CLOSE).map(|pair| pair[0]);
        close.or(all.first().copied())
    }

    /// Returns whether a line before the story is what stands under a picture: brackets end it, or a credit follows it.
    fn is_caption(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let named = notices::last_brackets(line.paragraph.text.trim_end_matches('.'));
        // "(Azerbaijan's Defense Ministry)": who gave the picture. An abbreviation or a year says something of the text.
        let credited = named.is_some_and(|named| {
            let capital = named.split(' ').next().is_some_and(byline::is_name_word);
            (2..=6).contains(&text::words(named)) && capital && !text::ends_sentence(named)
        });
        let next = self.lines.get(at + 1).filter(|next| next.paragraph.chunk == line.paragraph.chunk);
        credited || next.is_some_and(|next| next.sign == Sign::Notice(Reason::Caption) && next.words <= 8)
    }

    /// Finds where the story ends: at the head of a list, or of the comments, behind which it does not go on.
    fn end(&self, first: usize) -> (usize, Reason) {
        let mut before = 0;
        for (at, line) in self.lines.iter().enumerate().skip(first) {
            match line.sign {
                Sign::Prose => before += line.words,
                Sign::End(why) if before >= LEAST_STORY_WORDS && !self.goes_on(at + 1) => return (at, why),
                Sign::Last(why) if before >= LEAST_STORY_WORDS => return (at, why),
                _ => {}
            }
        }
        (self.lines.len(), Reason::AfterStory)
    }

    /// Returns whether the story goes on behind a list: prose follows prose, and no dates stand between them as in a feed.
    fn goes_on(&self, from: usize) -> bool {
        let mut run = 0;
        for line in &self.lines[from..] {
            match line.sign {
                Sign::Prose => run += 1,
                Sign::Sentence if run > 0 => {}
                Sign::Dated | Sign::Byline | Sign::Last(_) | Sign::End(_) => return false,
                _ => run = 0,
            }
            if run >= 2 {
                return true;
            }
        }
        false
    }

    /// Finds the headline above the byline, or above the first prose where there is none.
    fn headline(&self, start: usize, first: usize) -> Option<usize> {
        let below = if matches!(self.lines[start].sign, Sign::Byline | Sign::Dated) { start } else { first };
        let can = |line: &Line| {
            let sized = (1..=30).contains(&line.words) && line.paragraph.item.is_none();
            sized
                && (line.sign == Sign::Label
                    || matches!(line.sign, Sign::Sentence | Sign::Prose) && is_title_like(&line.paragraph.text))
        };
        // The lines right above the byline that may be it: a kicker, the headline, what is set below it.
        let mut near: Vec<usize> = Vec::new();
        for at in (0..below).rev() {
            let line = &self.lines[at];
            if can(line) {
                near.push(at);
            } else if below - at > HEADLINE_REACH
                || (line.sign.is_of_a_page() && near.iter().any(|at| self.lines[*at].words >= 4))
            {
                break;
            }
        }
        near.reverse();
        let words = |at: &usize| self.lines[*at].words;
        let title =
            near.iter().find(|at| words(at) >= 4).or_else(|| near.iter().rev().max_by_key(|at| words(at))).copied()?;
        // The page's own title is the headline with the site's name: the line without it is taken.
        let starts = |at: &usize| self.lines[title].paragraph.text.starts_with(&self.lines[*at].paragraph.text);
        Some(near.iter().copied().rfind(|at| *at > title && starts(at)).unwrap_or(title))
    }

    /// Returns the names of the byline, or of a line that is a name beside the date.
    fn authors(&self, story: &Story) -> Vec<String> {
        let above = &self.lines[story.opening..story.first];
        if let Some(names) = above.iter().find_map(|line| byline::opening_names(&line.paragraph.text)) {
            return names;
        }
        let Some(dated) = above.iter().position(|line| line.sign == Sign::Dated) else { return Vec::new() };
        if let Some(name) = dated::parts(&above[dated].paragraph.text).find(|part| is_names(part)) {
            return byline::names(name);
        }
        let below = above.iter().enumerate().skip(usize::from(story.headline.is_some()));
        let names = below.filter(|(_, line)| line.sign == Sign::Label && is_names(&line.paragraph.text));
        let nearest = names.min_by_key(|(at, _)| at.abs_diff(dated));
        nearest.map(|(_, line)| byline::names(&line.paragraph.text)).unwrap_or_default()
    }

    /// Says what a line is and whether it is read.
    fn judge(&self, at: usize, story: &Story) -> (BlockKind, Verdict) {
        let line = &self.lines[at];
        let skipped = |why| (BlockKind::Boilerplate, Verdict::Skipped(why));
        if story.headline == Some(at) {
            return (BlockKind::Heading { level: 1 }, Verdict::Kept(Grounds::Headline));
        }
        match line.sign {
            Sign::Notice(Reason::Caption) => return (BlockKind::Caption, Verdict::Skipped(Reason::Caption)),
            Sign::Notice(why) => return skipped(why),
            _ if at < story.opening => return skipped(Reason::BeforeStory),
            _ if at >= story.end => return skipped(story.why),
            Sign::Byline | Sign::Dated => return skipped(Reason::BylineOrDate),
            Sign::End(why) | Sign::Last(why) => return skipped(why),
            _ => {}
        }
        if at < story.first { self.judge_opening(at, story) } else { self.judge_inside(at, story) }
    }

    /// Judges a line between the headline and the first prose: what is set below the headline is read.
    fn judge_opening(&self, at: usize, story: &Story) -> (BlockKind, Verdict) {
        let line = &self.lines[at];
        if self.is_caption(at) {
            return (BlockKind::Caption, Verdict::Skipped(Reason::Caption));
        }
        let headline = story.headline.map(|at| &self.lines[at].paragraph.text);
        let again = headline.is_some_and(|headline| headline.starts_with(&line.paragraph.text));
        let below_headline = story.headline.is_some_and(|headline| at == headline + 1) && line.words >= 6;
        match line.sign {
            _ if again => (BlockKind::Boilerplate, Verdict::Skipped(Reason::Headline)),
            Sign::Prose => (BlockKind::Paragraph, Verdict::Kept(Grounds::Story)),
            Sign::Sentence if line.words >= 6 => (BlockKind::Paragraph, Verdict::Kept(Grounds::Story)),
            Sign::Label if below_headline => (BlockKind::Paragraph, Verdict::Kept(Grounds::BelowHeadline)),
            _ => (BlockKind::Boilerplate, Verdict::Skipped(Reason::Label)),
        }
    }

    /// Judges a line inside the story.
    fn judge_inside(&self, at: usize, story: &Story) -> (BlockKind, Verdict) {
        let line = &self.lines[at];
        let kept = |kind| (kind, Verdict::Kept(Grounds::Story));
        if let Some(number) = line.paragraph.item {
            return kept(BlockKind::ListItem { number });
        }
        if line.sign != Sign::Label {
            return kept(BlockKind::Paragraph);
        }
        let quoted = line.paragraph.text.starts_with(['“', '"', '„', '«']);
        let leads = self.lines[at + 1..story.end].iter().find(|next| !matches!(next.sign, Sign::Notice(_)));
        let leads = leads
            .is_some_and(|next| matches!(next.sign, Sign::Prose | Sign::Sentence) || next.paragraph.item.is_some());
        match line.words {
            _ if !quoted && self.is_teaser(at) => (BlockKind::Boilerplate, Verdict::Skipped(Reason::Related)),
            _ if quoted && self.is_said_elsewhere(at) => (BlockKind::PullQuote, Verdict::Skipped(Reason::SaidInText)),
            _ if quoted => kept(BlockKind::Paragraph),
            _ if !leads => (BlockKind::Boilerplate, Verdict::Skipped(Reason::Label)),
            1..=HEADING_WORDS if is_heading_like(&line.paragraph.text) => kept(BlockKind::Heading { level: 2 }),
            _ => (BlockKind::Boilerplate, Verdict::Skipped(Reason::OtherHeadline)),
        }
    }

    /// Returns whether a line without a sentence stands below the head of a list of other stories, with its like between them.
    fn is_teaser(&self, at: usize) -> bool {
        /// Lists inside stories are short: three stories with a kicker each.
        const LONGEST_LIST: usize = 6;
        let above = self.lines[..at].iter().rev().take(LONGEST_LIST);
        let head =
            above.skip_while(|line| line.sign == Sign::Label).map(|line| (line.sign, &line.paragraph.text)).next();
        // "Read more: The last rope maker": that one names its story itself.
        let is_head = |sign| matches!(sign, Sign::Notice(Reason::Related) | Sign::End(_));
        head.is_some_and(|(sign, text)| is_head(sign) && !text.contains(": "))
    }

    /// Returns whether another line holds this one's words.
    fn is_said_elsewhere(&self, at: usize) -> bool {
        let words = self.lines[at].paragraph.text.trim_matches(|c: char| !c.is_alphanumeric());
        let others = self.lines.iter().enumerate().filter(|(other, _)| *other != at);
        others.map(|(_, line)| &line.paragraph.text).any(|text| text.contains(words))
    }
}

/// Returns whether a line is names and nothing else: "Mara Whitlock and Tom Adeyemi".
fn is_names(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    let is_name = |word: &&str| {
        let word = word.trim_end_matches(',');
        byline::is_name_word(word) && !word.ends_with(':') && !word.contains(|c: char| c.is_ascii_digit())
    };
    let names = byline::names(line);
    let several =
        !names.is_empty() && names.iter().all(|name| (2..=4).contains(&text::words(name)) && !byline::is_role(name));
    several
        && words.iter().all(|word| is_name(word) || matches!(*word, "and" | "und" | "et" | "&" | "von" | "van" | "de"))
}

/// Headlines that are sentences are questions or exclamations, or quotations.
fn is_title_like(line: &str) -> bool {
    line.ends_with(['?', '!', '”', '"', '’', '»'])
}

/// Skips what is said of the author below the story.
fn skip_biography(document: &mut Document) {
    /// How many of the last paragraphs may be a biography.
    const LAST: usize = 2;
    let authors = document.metadata.authors.clone();
    let kept = document.blocks.iter_mut().rev().filter(|block| block.verdict.is_kept()).take(LAST);
    for block in kept.filter(|block| byline::is_biography(&block.text, &authors)) {
        block.verdict = Verdict::Skipped(Reason::Author);
    }
}
