//! Takes out of the story what a page puts around and into it: by the part of the page it stands in, by its words, by its
//! links, and by its place before the first or after the last of the prose.

use std::collections::{HashMap, HashSet};

use super::super::block::{BlockKind, Verdict};
use super::super::metadata::Metadata;
use super::super::reason::Reason;
use super::super::{byline, date, notices, text};
use super::passages::Passage;
use super::{neighbours, words};

/// A part of the page that holds more of the story than this is the story's home, whatever its name says.
const HOME_SHARE: f64 = 0.4;
/// A passage with this many words that ends as a sentence is prose.
const PROSE_WORDS: usize = 10;
/// Most words of a caption that stands as a paragraph. Taste.
const CREDIT_WORDS: usize = 40;
/// Most words of a line of links. Taste.
const LINK_WORDS: usize = 30;

/// Marks what is not read among the kept passages.
pub(super) fn skip(passages: &mut [Passage], metadata: &Metadata) {
    by_surroundings(passages);
    for passage in passages.iter_mut().filter(|passage| passage.verdict.is_kept()) {
        let verdict = passage.verdict_of_kind().or_else(|| by_words(passage).map(Verdict::Skipped));
        passage.verdict = verdict.unwrap_or(passage.verdict);
    }
    by_place(passages, metadata);
    by_repetition(passages);
    lonely_headings(passages);
}

/// Skips what stands in a part of the page that has another purpose, unless that part holds much of the story, or is prose.
fn by_surroundings(passages: &mut [Passage]) {
    let mut parts: HashMap<u32, Part> = HashMap::new();
    let mut all = 0;
    for passage in passages.iter().filter(|passage| passage.verdict.is_kept()) {
        all += passage.text.len();
        let is_prose = neighbours::is_prose(passage)
            && text::ends_sentence(&passage.text)
            && notices::why(&passage.text, passage.link_density()).is_none();
        for (_, part) in &passage.parts {
            let part = parts.entry(*part).or_default();
            part.bytes += passage.text.len();
            part.linked += passage.linked_bytes;
            part.prose += if is_prose { passage.text.len() } else { 0 };
        }
    }
    for passage in passages.iter_mut().filter(|passage| passage.verdict.is_kept()) {
        let away = |(reason, part): &&(Reason, u32)| {
            let part = parts.get(part).copied().unwrap_or_default();
            let home = part.bytes as f64 >= HOME_SHARE * all as f64;
            // What is quoted from a social network stands in parts that are named after it.
            let quoted = passage.kind == BlockKind::Quote && *reason == Reason::ShareBar;
            let prose = may_be_prose(*reason) && part.is_prose();
            !(home || quoted || prose)
        };
        if let Some((reason, _)) = passage.parts.iter().find(away) {
            if *reason == Reason::Caption {
                passage.kind = BlockKind::Caption;
            }
            passage.verdict = Verdict::Skipped(*reason);
        }
    }
}

/// What a part of the page holds of the story, in bytes.
#[derive(Debug, Clone, Copy, Default)]
struct Part {
    bytes: usize,
    linked: usize,
    prose: usize,
}

impl Part {
    /// Returns whether it is prose, whatever its name says: a share bar has no paragraphs.
    fn is_prose(self) -> bool {
        /// An appeal is a sentence or two. In bytes; taste.
        const LEAST_PROSE: usize = 150;
        self.prose >= LEAST_PROSE && 10 * self.prose >= 6 * self.bytes && 7 * self.linked <= self.bytes
    }
}

/// Returns whether a part that is named so may be prose all the same: names are made of headings, and of what a theme calls
/// its columns. What is said of an author, by readers or under a picture is prose that is not read.
fn may_be_prose(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::Related
            | Reason::Subscription
            | Reason::ShareBar
            | Reason::Navigation
            | Reason::Advertisement
            | Reason::BylineOrDate
    )
}

/// Returns the reason a passage is no part of the story, by its words and links alone.
fn by_words(passage: &Passage) -> Option<Reason> {
    let words = text::words(&passage.text);
    let letters = passage.text.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 && !matches!(passage.kind, BlockKind::ListItem { .. }) {
        return Some(Reason::SignsOnly);
    }
    if let Some(why) = notices::why(&passage.text, passage.link_density()) {
        return Some(why);
    }
    if leads_to_a_link(passage) {
        return Some(Reason::Related);
    }
    if words <= CREDIT_WORDS && matches!(passage.kind, BlockKind::Paragraph) && notices::has_credit(&passage.text) {
        return Some(Reason::Caption);
    }
    if is_embed(&passage.text) && !(passage.kind == BlockKind::Quote && tells_who_posted(&passage.text)) {
        return Some(Reason::Embed);
    }
    if points_elsewhere(&passage.text) {
        return Some(Reason::CallToAction);
    }
    let all_links = passage.link_density() > 0.85;
    match passage.kind {
        BlockKind::Heading { .. } | BlockKind::ListItem { .. } if all_links && words > 3 => Some(Reason::Links),
        BlockKind::Paragraph if all_links && words <= LINK_WORDS => Some(Reason::Links),
        _ => None,
    }
}

/// Returns whether a passage names another story: a few words up to a colon or a question, and a link behind them.
fn leads_to_a_link(passage: &Passage) -> bool {
    /// Most words before the link, and in all. Taste.
    const MOST_WORDS: (usize, usize) = (8, 30);
    let before = passage.text.len().saturating_sub(passage.linked_bytes);
    let before = passage.text[..passage.text.floor_char_boundary(before)].trim_end();
    let (lead, all) = (text::words(before), text::words(&passage.text));
    let sized = (1..=MOST_WORDS.0).contains(&lead) && all <= MOST_WORDS.1 && all >= lead + 2;
    passage.ends_in_link && sized && before.ends_with([':', '?']) && !matches!(passage.kind, BlockKind::ListItem { .. })
}

/// Returns whether a short line asks to follow or to read somewhere, and ends with the address: "Follow the coverage at https://…".
fn points_elsewhere(line: &str) -> bool {
    const ASKING: [&str; 9] =
        ["follow ", "find ", "visit ", "see more", "read the full", "folgen ", "mehr unter", "suivez ", "siga "];
    let lower = line.to_lowercase();
    let ends_in_address =
        lower.split_whitespace().next_back().is_some_and(|last| last.starts_with("http") || last.starts_with("www."));
    ends_in_address && text::words(line) <= 14 && ASKING.iter().any(|start| lower.starts_with(start))
}

/// Returns whether a line below a post says who wrote it and on which day, and nothing for machines.
fn tells_who_posted(line: &str) -> bool {
    let Some((name, rest)) = line.split_once(" (@") else { return false };
    let day = rest.split_once(')').map_or("", |(_, day)| day.trim());
    let named = name.contains(char::is_alphabetic);
    named && day.contains(' ') && !day.contains([':', '/']) && text::words(day) <= 4
}

/// Returns whether a passage is what stands below a post of a social network: who wrote it, and its address.
fn is_embed(line: &str) -> bool {
    let attributed = line.starts_with(['—', '–', '-']) && line.contains("(@") && text::words(line) <= 16;
    let lower = line.to_lowercase();
    let address = !line.contains(' ')
        && ["pic.twitter.com/", "t.co/", "https://", "http://"].iter().any(|start| lower.starts_with(start));
    attributed || address
}

/// Skips what stands before the first prose, and the headings, names and biographies after the last.
fn by_place(passages: &mut [Passage], metadata: &Metadata) {
    let is_prose = |passage: &Passage| {
        passage.verdict.is_kept()
            && !matches!(passage.kind, BlockKind::Heading { .. })
            && text::words(&passage.text) >= PROSE_WORDS
            && text::ends_sentence(&passage.text)
    };
    let Some(first) = passages.iter().position(is_prose) else { return };
    let last = passages.iter().rposition(is_prose).unwrap_or(first);
    for passage in passages[..first].iter_mut().filter(|passage| passage.verdict.is_kept()) {
        if let Some(why) = opening(passage, metadata) {
            passage.verdict = Verdict::Skipped(why);
        }
    }
    let end = ending(passages, first, metadata, &is_prose);
    // A biography is one of the last paragraphs of prose.
    let biographies =
        passages.iter().enumerate().rev().filter(|(_, passage)| is_prose(passage)).nth(2).map_or(0, |(at, _)| at);
    for (index, passage) in passages.iter_mut().enumerate().filter(|(_, passage)| passage.verdict.is_kept()) {
        if index >= end {
            passage.verdict = Verdict::Skipped(Reason::AfterStory);
        } else if index >= biographies && byline::is_biography(&passage.text, &metadata.authors) {
            passage.verdict = Verdict::Skipped(Reason::Author);
        } else if index >= biographies && is_company(&passage.text, metadata) {
            passage.verdict = Verdict::Skipped(Reason::AfterStory);
        } else if index >= biographies && asks_to_follow(&passage.text) {
            passage.verdict = Verdict::Skipped(Reason::Author);
        } else if index > last && is_signature(passage) {
            passage.verdict = Verdict::Skipped(Reason::BylineOrDate);
        }
    }
}

/// Returns the reason a passage before the first prose is not read: a headline said already, a byline, a date, a label.
fn opening(passage: &Passage, metadata: &Metadata) -> Option<Reason> {
    let title = metadata.title.as_deref().unwrap_or_default();
    if words::are_alike(&passage.text, title) {
        return Some(Reason::Headline);
    }
    let words = text::words(&passage.text);
    // A sentence says more than who wrote it and when.
    let sentence = words >= 5 && text::ends_sentence(&passage.text);
    let named = || !sentence && metadata.authors.iter().any(|author| passage.text.contains(author));
    if byline::line(&passage.text).is_some() || named() {
        return Some(Reason::BylineOrDate);
    }
    if words <= 14 && !sentence && passage.text.chars().any(|c| c.is_ascii_digit()) && holds_date(&passage.text) {
        return Some(Reason::BylineOrDate);
    }
    let label = words <= 4 && !text::ends_sentence(&passage.text) && !matches!(passage.kind, BlockKind::Heading { .. });
    label.then_some(Reason::Label)
}

/// Returns whether a line holds a date: one that is a date as a whole, or a month or clock time in a short line.
fn holds_date(line: &str) -> bool {
    let lower = line.to_lowercase();
    let clock = [" am", " pm", ":"].iter().any(|mark| lower.contains(mark));
    let month = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let year = lower.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4 && digits >= "1900");
    date::normalise(line).is_some() || (year && (clock || month.iter().any(|month| lower.contains(month))))
}

/// Headings that end a story: what follows is about the author, the company or the site.
const END_HEADINGS: &[&str] = &[
    "about the author",
    "about author",
    "about the writer",
    "about us",
    "related",
    "related posts",
    "related stories",
    "related articles",
    "more from",
    "read more",
    "comments",
    "share this",
    "you may also like",
    "recommended",
    "footnotes",
    "most read stories",
    "references",
    "sources",
    "citations",
    "quellen",
    "quellenangaben",
    "nachweise",
    "fuentes",
    "fonti",
    "źródła",
    "external links",
    "see also",
    "further reading",
    "bibliography",
    "works cited",
    "einzelnachweise",
    "weblinks",
    "literatur",
    "siehe auch",
    "über den autor",
    "über die autorin",
    "über uns",
    "das könnte sie auch interessieren",
    "weitere artikel",
    "kommentare",
    "références",
    "notes et références",
    "liens externes",
    "voir aussi",
    "bibliographie",
    "à propos de l’auteur",
    "à lire aussi",
    "commentaires",
    "referencias",
    "enlaces externos",
    "véase también",
    "bibliografía",
    "comentarios",
    "sobre el autor",
    "примітки",
    "посилання",
    "джерела",
    "bibliografia",
    "collegamenti esterni",
    "voci correlate",
    "przypisy",
    "linki zewnętrzne",
    "zobacz też",
    "bronnen",
    "externe links",
    "zie ook",
    "ligações externas",
    "related topics",
    "more on this story",
];

/// Returns the index at which the story ends: at the first such heading after which little of the prose stands.
fn ending(passages: &[Passage], first: usize, metadata: &Metadata, is_prose: &impl Fn(&Passage) -> bool) -> usize {
    /// The most of the prose that may stand behind a story's end: a biography, a company's description. Taste.
    const BEHIND_SHARE: f64 = 0.25;
    let ends = |passage: &Passage| {
        let line = passage.text.trim_end_matches([':', '.']).to_lowercase();
        let heading = matches!(passage.kind, BlockKind::Heading { .. }) || text::words(&passage.text) <= 4;
        heading && END_HEADINGS.contains(&line.as_str())
    };
    // Recipes have notes too; those of a text are numbered.
    let notes = |index: usize| {
        const NOTES: [&str; 8] =
            ["notes", "note", "anmerkungen", "fußnoten", "notas", "noten", "przypisy", "note e riferimenti"];
        let passage = &passages[index];
        let heading = matches!(passage.kind, BlockKind::Heading { .. });
        let next = passages[index + 1..].iter().find(|next| next.verdict.is_kept());
        let is_numbered = next.is_some_and(|next| {
            matches!(next.kind, BlockKind::ListItem { number: Some(_) })
                || next.text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '[' | '^' | '¹' | '↑'))
        });
        heading && is_numbered && NOTES.contains(&passage.text.trim_end_matches(':').to_lowercase().as_str())
    };
    let bytes = |passage: &Passage| if is_prose(passage) { passage.text.len() } else { 0 };
    let all: usize = passages.iter().map(bytes).sum();
    let mut behind = 0;
    let mut end = passages.len();
    for (index, passage) in passages.iter().enumerate().skip(first).rev() {
        behind += bytes(passage);
        if behind as f64 > BEHIND_SHARE * all as f64 {
            break;
        }
        if ends(passage)
            || notes(index)
            || is_about(passage, passages[index + 1..].iter().find(|next| next.verdict.is_kept()), metadata)
        {
            end = index;
        }
    }
    end
}

/// Returns whether a heading begins what is said of the author, the site or a company: "About Ada Low", "About Acme", where
/// the next paragraph begins with that name.
fn is_about(heading: &Passage, next: Option<&Passage>, metadata: &Metadata) -> bool {
    let lower = heading.text.trim_end_matches([':', '.']).to_lowercase();
    let Some(name) =
        ["about ", "über ", "à propos de ", "acerca de ", "sobre "].iter().find_map(|lead| lower.strip_prefix(lead))
    else {
        return false;
    };
    let short = text::words(name) <= 5;
    let own = metadata.authors.iter().chain(&metadata.site).any(|own| own.to_lowercase() == name);
    let described = next.is_some_and(|next| {
        let opening = next.text.to_lowercase();
        let opening = opening.trim_start_matches("the ").trim_start_matches("die ");
        opening.starts_with(name.trim_start_matches("the ").trim_start_matches("die "))
    });
    short && (own || described)
}

/// Returns whether a paragraph describes whoever publishes the page, as press releases end: "Acme is a global provider of …".
fn is_company(text: &str, metadata: &Metadata) -> bool {
    const DESCRIBING: [&str; 10] = [
        " is a global ",
        " is a leading ",
        " is the leading ",
        " is one of the leading ",
        " is headquartered in ",
        " ist ein führende",
        " ist eine führende",
        " hat ihren sitz in ",
        " est un leader ",
        " es una empresa líder ",
    ];
    let lower = text.to_lowercase();
    let Some((name, rest)) = lower.split_once([' ', ',', '(']) else { return false };
    let named = |own: &Option<String>| {
        own.as_deref().is_some_and(|own| text::tokens(&own.to_lowercase()).any(|word| word == name))
    };
    let is_name = name.chars().count() > 2 && text.starts_with(char::is_uppercase);
    let near = format!(" {}", &rest[..rest.floor_char_boundary(160)]);
    is_name && (named(&metadata.site) || named(&metadata.title)) && DESCRIBING.iter().any(|words| near.contains(words))
}

/// Returns whether a paragraph ends with where to follow its author or the paper.
fn asks_to_follow(text: &str) -> bool {
    const ASKING: [&str; 8] = [
        "follow him on ",
        "follow her on ",
        "follow them on ",
        "follow us on ",
        "follow him @",
        "follow her @",
        "folgen sie ihm auf",
        "folgen sie ihr auf",
    ];
    let lower = text.to_lowercase();
    text::words(text) <= 80 && ASKING.iter().any(|words| lower.contains(words))
}

/// Returns whether a passage after the prose only names who wrote it or where it came from.
fn is_signature(passage: &Passage) -> bool {
    let words = text::words(&passage.text);
    let reported = [" reported from ", " berichtete aus "].iter().any(|verb| passage.text.contains(verb));
    let named = words <= 6 && !text::ends_sentence(&passage.text) || words <= 12 && reported;
    matches!(passage.kind, BlockKind::Paragraph) && named
}

/// Skips what was said already: a pull quote that the text says too, a caption or a paragraph shown twice.
fn by_repetition(passages: &mut [Passage]) {
    /// Where more of the passages are said twice, the text is made that way. Taste.
    const MOST_REPEATED: f64 = 0.2;
    let paragraphs: String = passages
        .iter()
        .filter(|passage| passage.verdict.is_kept() && passage.kind == BlockKind::Paragraph)
        .map(|passage| words::spaced(&passage.text))
        .collect();
    // Recipes, plans and verses say things again on purpose.
    let counted = passages.iter().filter(|passage| passage.verdict.is_kept() && text::words(&passage.text) >= 5);
    let (mut said, mut all, mut repeated) = (HashSet::new(), 0, 0);
    for passage in counted {
        all += 1;
        repeated += usize::from(!said.insert(words::spaced(&passage.text)));
    }
    let on_purpose = repeated as f64 > MOST_REPEATED * all as f64;
    said.clear();
    let mut headed = false;
    for passage in passages.iter_mut().filter(|passage| passage.verdict.is_kept()) {
        let spaced = words::spaced(&passage.text);
        // What stands alone below a heading of its own is said again on purpose.
        let below_heading = std::mem::replace(&mut headed, matches!(passage.kind, BlockKind::Heading { level: 2.. }));
        let again = text::words(&passage.text) >= 5 && !said.insert(spaced.clone()) && !on_purpose && !below_heading;
        if passage.kind == BlockKind::PullQuote && paragraphs.contains(spaced.trim_end()) {
            passage.verdict = Verdict::Skipped(Reason::SaidInText);
        } else if again {
            passage.verdict = Verdict::Skipped(Reason::SaidBefore);
        }
    }
}

/// Skips headings that nothing kept follows before the next heading of their level or above.
fn lonely_headings(passages: &mut [Passage]) {
    let mut followed_by: Option<u8> = Some(0);
    for passage in passages.iter_mut().rev().filter(|passage| passage.verdict.is_kept()) {
        match passage.kind {
            BlockKind::Heading { level } => {
                // Nothing kept below this heading: the next thing is a heading that is not under it, or the end.
                if followed_by.is_some_and(|next| next <= level) {
                    passage.verdict = Verdict::Skipped(Reason::EmptyHeading);
                } else {
                    followed_by = Some(level);
                }
            }
            _ => followed_by = None,
        }
    }
}
