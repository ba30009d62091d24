//! What a page keeps from its readers' eyes, or shows on request: some of it is for nobody, some is the story folded up.

use dom_query::NodeRef;

use super::super::text;
use super::attributes::Attributes;
use super::names::BOXES;

/// Parts of the names of what folds up, which is there to be read.
const FOLDS: [&str; 12] = [
    "accordion", "collaps", "faq", "panel", "answer", "toggle", "expand", "disclosure", "akkordeon", "spoiler", "tabs",
    "tab-",
];
/// Parts of the names of what is no text, folded up or not.
const NO_TEXT: [&str; 12] = [
    "modal", "dialog", "cookie", "consent", "popup", "overlay", "newsletter", "menu", "nav", "login", "search", "share",
];

/// Returns whether an element is hidden from readers, or shown to them only on request and no part of the text.
pub(super) fn is_hidden(element: &NodeRef<'_>, tag: &str, attributes: &Attributes<'_>) -> bool {
    if let Some(class) = attributes.class.filter(|_| attributes.holds.for_screen_readers) {
        return !class.to_ascii_lowercase().contains("not-sr-only");
    }
    if attributes.holds.a_box {
        return !is_pointed_at(element, tag);
    }
    let hides = |style: &str| {
        let style = style.replace(' ', "").to_ascii_lowercase();
        style.contains("display:none") || style.contains("visibility:hidden")
    };
    let hidden = attributes.hidden.is_some()
        || attributes.aria_hidden.is_some_and(|hidden| hidden == "true")
        || attributes.style.is_some_and(hides);
    hidden && !is_folded_text(element, tag)
}

/// Returns whether an element that is named after a box is what the box is shown for: words in a line of text.
fn is_pointed_at(element: &NodeRef<'_>, tag: &str) -> bool {
    // A line's words, not a card with pictures and links of its own.
    let few = element.attr("class").is_some_and(|class| class.to_ascii_lowercase().contains("tooltip"))
        && text::words(&element.text()) <= 12;
    let inline = few && matches!(tag, "span" | "a" | "abbr" | "dfn" | "em" | "i" | "b" | "strong" | "mark" | "button");
    let names = |node: &NodeRef<'_>| node.attr("class").map(|class| class.to_ascii_lowercase()).unwrap_or_default();
    let is_box = |node: &NodeRef<'_>| {
        let class = names(node);
        node.attr("role").is_some_and(|role| &*role == "tooltip")
            || BOXES.iter().any(|name| {
                class.split(name).skip(1).any(|rest| {
                    let rest = rest.trim_start_matches(['-', '_']);
                    ["text", "content", "body", "inner", "box", "bubble", "message", "tip"]
                        .iter()
                        .any(|part| rest.starts_with(part))
                })
            })
    };
    // The box itself stands inside the words that it explains.
    let inside_words = element.parent().is_some_and(|parent| {
        let inline = parent.node_name().is_some_and(|name| matches!(&*name, "span" | "a" | "abbr" | "dfn" | "button"));
        inline && parent.text().trim().len() > element.text().trim().len()
    });
    inline && !is_box(element) && !inside_words
}

/// Returns whether an element that is hidden is text folded up: a panel below its heading or button.
fn is_folded_text(element: &NodeRef<'_>, tag: &str) -> bool {
    if !matches!(tag, "div" | "section" | "dd" | "ul" | "ol" | "p" | "article") {
        return false;
    }
    let names = |node: &NodeRef<'_>| {
        let names = ["class", "id", "role"]
            .map(|name| node.attr(name).map(|name| name.to_ascii_lowercase()).unwrap_or_default());
        names.join(" ")
    };
    let own = names(element);
    if NO_TEXT.iter().any(|name| own.contains(name)) {
        return false;
    }
    let parent = element.parent().map(|parent| names(&parent)).unwrap_or_default();
    let folds = FOLDS.iter().any(|name| own.contains(name) || parent.contains(name));
    let headed = element.prev_element_sibling().is_some_and(|before| {
        let name = before.node_name().unwrap_or_default().to_ascii_lowercase();
        matches!(name.as_str(), "h2" | "h3" | "h4" | "h5" | "h6" | "button" | "summary" | "dt")
            || before.attr("role").is_some_and(|role| &*role == "button")
    });
    let words = element.text();
    (folds || headed) && text::words(&words) >= 5 && words.contains(['.', '!', '?', '。'])
}

/// Returns whether a button is the heading of text that folds up below it: a question over its answer.
pub(super) fn heads_folded_text(button: &NodeRef<'_>) -> bool {
    /// Longer labels are no headings. Taste.
    const MOST_WORDS: usize = 25;
    let folds = button.has_attr("aria-expanded")
        || button.has_attr("aria-controls")
        || ["data-toggle", "data-bs-toggle"]
            .iter()
            .any(|name| button.attr(name).is_some_and(|value| &*value == "collapse"));
    let words = text::words(&button.text());
    if !folds || !(2..=MOST_WORDS).contains(&words) {
        return false;
    }
    // The button may stand in a heading of its own.
    let parent = button.parent();
    let in_heading = parent.as_ref().filter(|parent| {
        parent.node_name().is_some_and(|name| matches!(&*name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "dt"))
    });
    let panel = button.next_element_sibling().or_else(|| in_heading?.next_element_sibling());
    panel.is_some_and(|panel| {
        let words = panel.text();
        text::words(&words) >= 5 && words.contains(['.', '!', '?', '。'])
    })
}

/// Returns whether deleted text is beside the text that was put in its place, or marked as deleted.
pub(super) fn is_deleted(element: &NodeRef<'_>, tag: &str) -> bool {
    let is_insertion = |node: Option<NodeRef<'_>>| node.is_some_and(|node| node.has_name("ins"));
    match tag {
        "del" => true,
        "s" | "strike" => is_insertion(element.next_element_sibling()) || is_insertion(element.prev_element_sibling()),
        _ => false,
    }
}
