//! What single elements make of their words: headings, quotations, marks of notes, tables of data.

use dom_query::NodeRef;

use super::super::block::BlockKind;
use super::attributes::Attributes;
use super::names::PULL_QUOTES;

/// What a site's rules say of an element and all that stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ruled {
    Story,
    Keep,
    Drop,
}

/// Reads what the rules say of an element.
pub(super) fn ruled(attributes: &Attributes<'_>) -> Option<Ruled> {
    match attributes.ruled? {
        "story" => Some(Ruled::Story),
        "keep" => Some(Ruled::Keep),
        "drop" => Some(Ruled::Drop),
        _ => None,
    }
}

/// Returns the kind of passage an element makes of its words, where it makes one.
pub(super) fn kind(node: &NodeRef<'_>, tag: &str, attributes: &Attributes<'_>, item: Option<u64>) -> Option<BlockKind> {
    let is_pull_quote = attributes.holds.pull_quote;
    Some(match tag {
        "h1" => BlockKind::Heading { level: 1 },
        "h2" => BlockKind::Heading { level: 2 },
        "h3" => BlockKind::Heading { level: 3 },
        "h4" => BlockKind::Heading { level: 4 },
        "h5" => BlockKind::Heading { level: 5 },
        "h6" => BlockKind::Heading { level: 6 },
        "li" => BlockKind::ListItem { number: item },
        "pre" if is_verse(tag, attributes) => BlockKind::Paragraph,
        "pre" => BlockKind::Code,
        "figure" if is_pull_quote => BlockKind::PullQuote,
        "figure" | "figcaption" => BlockKind::Caption,
        "blockquote" | "aside" | "div" | "p" | "section" if is_pull_quote => BlockKind::PullQuote,
        // What WordPress calls a pull quote is a block quote inside a figure of that class.
        "blockquote" if in_pull_quote(node) => BlockKind::PullQuote,
        "blockquote" => BlockKind::Quote,
        _ => return None,
    })
}

/// Returns whether an element holds verse by its name, with line feeds as line ends.
pub(super) fn is_verse(tag: &str, attributes: &Attributes<'_>) -> bool {
    let named = |name: &str| attributes.class.is_some_and(|class| class.to_ascii_lowercase().contains(name));
    tag == "pre" && ["verse", "poem", "poetry", "lyrics", "stanza"].iter().any(|name| named(name))
}

fn in_pull_quote(node: &NodeRef<'_>) -> bool {
    let parent = node.parent().and_then(|parent| parent.attr("class"));
    let class = parent.map(|class| class.to_ascii_lowercase());
    class.is_some_and(|class| PULL_QUOTES.iter().any(|name| class.contains(name)))
}

/// Returns whether a link is the mark of a note: a number that leads to a note on the page, or back from it.
pub(super) fn is_note_link(node: &NodeRef<'_>) -> bool {
    let named = node.attr("class").is_some_and(|class| class.contains("footnote"));
    let noted = || node.attr("href").is_some_and(|href| href.starts_with("#fn") || href.starts_with("#footnote"));
    if !named && !noted() {
        return false;
    }
    let text = node.text();
    let mark = text.trim().trim_matches(['[', ']', '(', ')']);
    mark.is_empty() || mark == "↩" || (mark.len() <= 3 && mark.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Returns whether raised text is the mark of a note: a number, a letter or a sign, alone or in brackets.
pub(super) fn is_note_mark(node: &NodeRef<'_>) -> bool {
    let text = node.text();
    let mark = text.trim().trim_matches(['[', ']', '(', ')']);
    let short = mark.len() <= 3 && mark.chars().all(|c| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | '§'));
    let linked =
        node.children_it(false).any(|child| child.has_name("a")) || node.parent().is_some_and(|up| up.has_name("a"));
    let after_digit = node.prev_sibling().is_some_and(|before| before.text().ends_with(|c: char| c.is_ascii_digit()));
    mark.is_empty() || (short && (linked || !after_digit) && !is_unit_power(node, mark)) || (linked && mark.len() <= 4)
}

/// Returns the square or cube of a variable as raised digits: <i>x</i><sup>2</sup> is "x²".
pub(super) fn power(node: &NodeRef<'_>) -> Option<&'static str> {
    let text = node.text();
    let raised = match text.trim() {
        "2" => "²",
        "3" => "³",
        _ => return None,
    };
    is_on_variable(node).then_some(raised)
}

/// Returns whether raised text stands behind one letter in italics, as variables are set.
fn is_on_variable(node: &NodeRef<'_>) -> bool {
    node.prev_sibling().is_some_and(|before| {
        let is_italic = ["i", "em", "var"].iter().any(|tag| before.has_name(tag));
        is_italic && before.text().trim().chars().count() == 1
    })
}

/// "km<sup>2</sup>" is a unit, not a note: the word before is one to three letters without a full stop.
fn is_unit_power(node: &NodeRef<'_>, mark: &str) -> bool {
    let before = node.prev_sibling().map(|before| before.text()).unwrap_or_default();
    let unit = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    is_on_variable(node)
        || matches!(mark, "2" | "3") && (1..=3).contains(&unit.len()) && unit.chars().all(|c| c.is_ascii_lowercase())
}

/// Returns whether a table holds data: rows of short cells, and no blocks of text as tables made for layout have.
pub(super) fn is_data_table(node: &NodeRef<'_>) -> bool {
    /// A cell longer than this holds a paragraph, in bytes. Taste.
    const LONGEST_CELL_BYTES: usize = 200;
    let (mut cells, mut rows, mut cell_bytes) = (0, 0, 0);
    for inner in node.descendants_it() {
        if inner.is_text() {
            cell_bytes += inner.text().trim().len();
            if cell_bytes > LONGEST_CELL_BYTES {
                return false;
            }
        }
        let Some(tag) = inner.node_name() else { continue };
        match tag.to_ascii_lowercase().as_str() {
            "tr" => rows += 1,
            "td" | "th" => (cells, cell_bytes) = (cells + 1, 0),
            "table" | "h1" | "h2" | "h3" | "ul" | "ol" | "form" | "article" => return false,
            _ => {}
        }
    }
    rows >= 2 && cells >= 2 * rows
}
