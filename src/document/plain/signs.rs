//! What a line of a scraped page shows of itself: prose, a label, a notice, who wrote it and when, the head of a list.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::super::reason::Reason;
use super::super::text::tokens;
use super::super::{byline, notices, text};
use super::paragraphs::Paragraph;
use super::words::LABEL_WORDS;
use super::{dated, words};

/// A line with this many words that ends as a sentence is prose: captions and teasers have fewer. Taste.
const PROSE_WORDS: usize = 12;
/// Most words of an appeal; the longest at hand had 60. Longer paragraphs are text.
const APPEAL_WORDS: usize = 90;

/// What a line shows of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// Sentences of a length that only stories have.
    Prose,
    /// A short sentence, or a line that leads to what follows: "Three things stand out:".
    Sentence,
    /// Words without a sentence: a headline, a heading, a link.
    Label,
    /// Who wrote it, perhaps with the date.
    Byline,
    /// When it was written, or how long it takes to read.
    Dated,
    /// What a page says to its visitors; with the reason it is not read.
    Notice(Reason),
    /// The head of a list of other stories.
    End(Reason),
    /// The head of the comments, or the page's foot.
    Last(Reason),
}

impl Sign {
    /// Returns whether the line is one that only pages have.
    pub(super) fn is_of_a_page(self) -> bool {
        matches!(self, Self::Notice(_) | Self::End(_) | Self::Last(_))
    }
}

/// Tells what a line is, by itself alone.
pub(super) fn of(paragraph: &Paragraph) -> Sign {
    let line = paragraph.text.as_str();
    let lower = line.to_lowercase();
    let count = text::words(line);
    let is_sentence = text::ends_sentence(line);
    if let Some(sign) = end(&lower, count) {
        return sign;
    }
    if byline::opening_names(line).is_some() {
        return Sign::Byline;
    }
    if dated::is_dated(line, &lower, count) || (count <= LABEL_WORDS && dated::dated_part(line).is_some()) {
        return Sign::Dated;
    }
    match notice(line, &lower, count) {
        Some(Reason::BylineOrDate) => return Sign::Dated,
        Some(why) => return Sign::Notice(why),
        None => {}
    }
    match is_sentence {
        true if count >= PROSE_WORDS => Sign::Prose,
        true => Sign::Sentence,
        false if count >= 3 * PROSE_WORDS => Sign::Prose,
        false if line.ends_with([':', ',', ';']) && count >= 4 => Sign::Sentence,
        false => Sign::Label,
    }
}

/// Returns the reason a line is a notice.
fn notice(line: &str, lower: &str, count: usize) -> Option<Reason> {
    if !line.contains(char::is_alphabetic) {
        return Some(Reason::SignsOnly);
    }
    if notices::has_credit(line) {
        return Some(Reason::Caption);
    }
    if let Some(why) = notices::why(line, 0.0) {
        return Some(why);
    }
    let is_sentence = text::ends_sentence(line);
    if !is_sentence
        && count <= LABEL_WORDS
        && (is_links(lower) || is_sections(line) || dated::is_trail(line) || is_address(lower))
    {
        return Some(Reason::Navigation);
    }
    if !is_sentence
        && count <= 8
        && tokens(lower).any(|word| matches!(word, "audio" | "listen" | "anhören" | "écouter"))
    {
        return Some(Reason::Audio);
    }
    if !is_sentence && count <= 5 && lower.contains("newsletter") {
        return Some(Reason::Subscription);
    }
    if is_call(lower, count) {
        return Some(Reason::CallToAction);
    }
    is_appeal(lower, count).then_some(Reason::Subscription)
}

/// Tells the head of a list of other stories and the page's last part.
fn end(lower: &str, count: usize) -> Option<Sign> {
    if count > LABEL_WORDS {
        return None;
    }
    if lower.starts_with(['©', 'Ⓒ']) || lower.starts_with("copyright ") {
        return Some(Sign::Last(Reason::Notice));
    }
    let bare = lower.trim_matches(|c: char| !c.is_alphabetic());
    if words::LAST.contains(&bare) {
        return Some(Sign::Last(Reason::Comments));
    }
    let headed = words::END_STARTS.iter().any(|start| lower.starts_with(start)) && !text::ends_sentence(lower);
    (headed || words::ENDS.contains(&bare)).then_some(Sign::End(Reason::Related))
}

/// Returns whether a line is links alone: every word is one of those that links are made of.
fn is_links(lower: &str) -> bool {
    let mut some = false;
    let all = tokens(lower).all(|word| {
        let is_link = words::LINKS.contains(&word);
        some |= is_link;
        is_link || words::FILLERS.contains(&word) || word.chars().all(|c| c.is_ascii_digit())
    });
    all && some
}

/// Returns whether a line is the names of a site's sections: two words of five are such, and none is of a sentence.
fn is_sections(line: &str) -> bool {
    let count = text::words(line);
    let links = tokens(&line.to_lowercase()).filter(|word| words::LINKS.contains(word)).count();
    count >= 4 && 5 * links >= 2 * count && line.split_whitespace().all(|word| !word.starts_with(char::is_lowercase))
}

/// Returns whether a line is an address of the web or of mail.
fn is_address(lower: &str) -> bool {
    !lower.contains(' ') && (lower.contains("://") || lower.starts_with("www.") || lower.contains('@'))
}

/// Returns whether a line calls to action: it begins with such a verb and offers what a site has to offer.
fn is_call(lower: &str, count: usize) -> bool {
    static OFFERS: LazyLock<AhoCorasick> = LazyLock::new(|| automaton(words::OFFERS));
    let personal =
        || tokens(lower).any(|word| words::PERSONAL.contains(&word) || matches!(word, "now" | "today" | "free"));
    let calls = tokens(lower).next().is_some_and(|first| words::CALLS.contains(&first));
    calls && count <= 25 && personal() && OFFERS.is_match(lower)
}

/// Returns whether a line appeals to the visitor for money, an address or consent. What stands in quotation marks is
/// somebody's, not the page's.
fn is_appeal(lower: &str, count: usize) -> bool {
    static APPEALS: LazyLock<AhoCorasick> = LazyLock::new(|| automaton(words::APPEALS));
    if count > APPEAL_WORDS {
        return false;
    }
    let own = without_quotations(lower);
    let personal = tokens(&own).any(|word| words::PERSONAL.contains(&word));
    // The field of a form: "Type your email…".
    if personal
        && count <= 6
        && ["email", "e-mail", "correo"].iter().any(|word| own.contains(word))
        && !own.ends_with(['.', '?', '!'])
    {
        return true;
    }
    let mut found: Vec<_> = APPEALS.find_iter(&own).map(|found| found.pattern()).collect();
    found.sort_unstable();
    found.dedup();
    // A long paragraph meets two such words by chance.
    let least = if count > 35 { 3 } else { 2 };
    personal && found.len() >= least
}

fn automaton(parts: &[&str]) -> AhoCorasick {
    AhoCorasick::new(parts).expect("a few dozen short words make an automaton")
}

/// Returns a text without what stands in quotation marks.
fn without_quotations(line: &str) -> String {
    let mut inside = false;
    let own = line.chars().filter(|c| {
        let mark = match c {
            '“' | '«' => Some(true),
            '”' | '»' => Some(false),
            '"' => Some(!inside),
            _ => None,
        };
        inside = mark.unwrap_or(inside);
        mark.is_none() && !inside
    });
    own.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sign(line: &str) -> Sign {
        of(&Paragraph::line(line))
    }

    #[test]
    fn lines_show_what_they_are() {
        let table = [
            ("Skip to content", Sign::Notice(Reason::Navigation)),
            ("Log in Subscribe Menu", Sign::Notice(Reason::Navigation)),
            ("Home / Region / Coast", Sign::Notice(Reason::Navigation)),
            ("Become a member Gift membership", Sign::Notice(Reason::Subscription)),
            ("3:44 PM", Sign::Dated),
            ("September 19, 2026 9:12 AM · 3 min read", Sign::Dated),
            ("vor 3 Stunden", Sign::Dated),
            ("March 2, 2026 / Ines Okafor / 12 Comments", Sign::Dated),
            ("News Sport What's On Jobs Property Notices", Sign::Notice(Reason::Navigation)),
            ("Type your email…", Sign::Notice(Reason::Subscription)),
            ("Publié le 12 juin 2024 à 14h51", Sign::Dated),
            ("By Owen Castellan", Sign::Byline),
            ("by Ada Low and The Daily Post news desk June 12, 2024 2:51 PM 2 min read", Sign::Byline),
            ("By the end of June he had left the house on the hill", Sign::Label),
            ("Most read", Sign::End(Reason::Related)),
            ("Comments (14)", Sign::Last(Reason::Comments)),
            ("This audio is created with AI assistance", Sign::Notice(Reason::Audio)),
            ("The light, seen from the mole. (Photo: Ann Low / Gazette)", Sign::Notice(Reason::Caption)),
            ("A small boat under the bridge at dawn. Foto: dpa", Sign::Notice(Reason::Caption)),
            ("Three things stand out here:", Sign::Sentence),
            ("“They asked us to support our members with a gift,” she said of the newsletter.", Sign::Prose),
            (
                "It’s thanks to readers like you that we can go on. Help fund our mission today.",
                Sign::Notice(Reason::Subscription),
            ),
            ("Get your tools ready.", Sign::Sentence),
        ];
        for (line, expected) in table {
            assert_eq!(sign(line), expected, "{line}");
        }
    }
}
