//! What an element's names tell of what stands in it: captions, share bars, newsletters, related stories.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use dom_query::NodeRef;

use super::super::reason::Reason;
use super::attributes::Attributes;
use super::names::NAMES;
use super::words;

/// Words of class names that say nothing of what stands in an element.
const PLAIN: [&str; 72] = [
    "section", "block", "box", "container", "wrapper", "wrap", "widget", "area", "list", "bar", "link", "links",
    "article", "post", "posts", "entry", "module", "inner", "outer", "content", "contents", "c", "m", "o", "js",
    "item", "items", "unit", "component", "wp", "td", "top", "bottom", "left", "right", "main", "single", "story",
    "stories", "page", "site", "group", "row", "col", "column", "small", "large", "inline", "full", "mobile",
    "desktop", "news", "icons", "icon", "button", "buttons", "btn", "media", "tools", "panel", "text", "title",
    "header", "heading", "footer", "image", "img", "photo", "the", "and", "a", "in",
];

/// The names of the table, looked for all at once: pages have thousands of classes.
static PATTERNS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let mut builder = AhoCorasick::builder();
    builder.ascii_case_insensitive(true).prefilter(false);
    builder.build(NAMES.iter().map(|(pattern, _)| pattern)).expect("a hundred short words make an automaton")
});

/// Returns what an element is for by its tag, role, class and id; none when they tell nothing.
pub(super) fn purpose(element: &NodeRef<'_>, tag: &str, attributes: &Attributes<'_>) -> Option<Reason> {
    match tag {
        "nav" | "footer" | "menu" => return Some(Reason::Navigation),
        "figcaption" => return Some(Reason::Caption),
        "body" | "html" | "article" | "main" => return None,
        _ => {}
    }
    if attributes.role.is_some_and(|role| matches!(role, "navigation" | "contentinfo")) {
        return Some(Reason::Navigation);
    }
    let class = attributes.class.filter(|_| attributes.holds.purpose).and_then(|class| of_names(class, false));
    // An id is made of a heading's words as often as it names what the element is for; on a heading it says nothing.
    if class.is_some() || matches!(tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
        return class;
    }
    let other = || [attributes.itemprop, attributes.data_component].into_iter().flatten();
    let by_id = || {
        let id = attributes.id?;
        of_names(id, true).filter(|_| !is_made_of_heading(element, id))
    };
    other().find_map(|names| of_names(names, false)).or_else(by_id)
}

/// Returns what the first name that says anything says.
fn of_names(names: &str, whole: bool) -> Option<Reason> {
    PATTERNS.is_match(names).then(|| names.split_whitespace().find_map(|name| named(name, whole)))?
}

/// Returns whether an id is made of the words of the heading that stands in its element.
fn is_made_of_heading(element: &NodeRef<'_>, id: &str) -> bool {
    /// Headings stand at the beginning. Taste.
    const LOOKED_AT: usize = 12;
    let is_heading = |node: &NodeRef<'_>| {
        node.node_name().is_some_and(|name| matches!(&*name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6"))
    };
    let heading = element.descendants_it().take(LOOKED_AT).find(is_heading);
    heading.is_some_and(|heading| words::letters(&heading.text()).starts_with(&words::letters(id)))
}

/// Returns what a class name or an id says. Of an id all words must say it, or nothing.
fn named(name: &str, whole: bool) -> Option<Reason> {
    let lower = name.to_ascii_lowercase();
    // WordPress names a whole post by its tags: `tag-sponsors` says nothing of what stands in it.
    if lower.starts_with("tag-") || lower.starts_with("category-") {
        return None;
    }
    // The first of the table, wherever it stands in the name.
    let at = PATTERNS.find_overlapping_iter(&lower).map(|found| found.pattern().as_usize()).min()?;
    let (pattern, reason) = &NAMES[at];
    let rest = lower.replacen(pattern, " ", 1);
    let others = rest.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    // Themes name what a page has, and whether it is open: `comments-open`, `has-sidebar`, `no-related`.
    let is_state = |word: &str| {
        matches!(word, "has" | "no" | "with" | "without" | "open" | "closed" | "enabled" | "disabled" | "layout")
    };
    if rest.split(|c: char| !c.is_ascii_alphabetic()).any(is_state) {
        return None;
    }
    let telling = others.filter(|word| word.len() > 2 && !PLAIN.contains(word)).count();
    // What else stands in the name says more than its pattern does: `sharing-the-load`, `has-sidebar-related`.
    let most = if whole { 0 } else { 2 };
    (telling <= most).then_some(*reason)
}

/// Tells elements of one look: a hash of tag and first class; `None` for an element without a class.
pub(super) fn look(tag: &str, attributes: &Attributes<'_>) -> Option<u64> {
    // The first class names what it is, the others how it differs.
    let class = attributes.class?.split_whitespace().next()?;
    let mut hasher = DefaultHasher::new();
    (tag, class).hash(&mut hasher);
    Some(hasher.finish())
}
