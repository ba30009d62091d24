//! What an element says of itself, read in one pass: of each of a page's thousands of elements a dozen things are asked.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use dom_query::Element;

use super::names::{BOXES, FOR_SCREEN_READERS, NAMES, PULL_QUOTES, RULED};

/// The attributes of an element that are asked for.
#[derive(Debug, Default)]
pub(super) struct Attributes<'e> {
    pub(super) class: Option<&'e str>,
    pub(super) id: Option<&'e str>,
    pub(super) role: Option<&'e str>,
    pub(super) itemprop: Option<&'e str>,
    pub(super) data_component: Option<&'e str>,
    pub(super) hidden: Option<&'e str>,
    pub(super) aria_hidden: Option<&'e str>,
    pub(super) style: Option<&'e str>,
    pub(super) lang: Option<&'e str>,
    pub(super) xml_lang: Option<&'e str>,
    pub(super) start: Option<&'e str>,
    pub(super) ruled: Option<&'e str>,
    /// What its class holds.
    pub(super) holds: Held,
}

impl<'e> Attributes<'e> {
    /// Reads an element's attributes.
    pub(super) fn of(element: &'e Element) -> Self {
        let mut found = Self::default();
        for attribute in &element.attrs {
            let place = match &*attribute.name.local {
                "class" => &mut found.class,
                "id" => &mut found.id,
                "role" => &mut found.role,
                "itemprop" => &mut found.itemprop,
                "data-component" => &mut found.data_component,
                "hidden" => &mut found.hidden,
                "aria-hidden" => &mut found.aria_hidden,
                "style" => &mut found.style,
                "lang" => &mut found.lang,
                "xml:lang" => &mut found.xml_lang,
                "start" => &mut found.start,
                RULED => &mut found.ruled,
                _ => continue,
            };
            place.get_or_insert(&attribute.value);
        }
        found.holds = found.class.map(Held::by).unwrap_or_default();
        found
    }
}

/// Which tables of names have one that a class holds, in capitals or not.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Held {
    pub(super) for_screen_readers: bool,
    pub(super) a_box: bool,
    pub(super) pull_quote: bool,
    pub(super) purpose: bool,
}

impl Held {
    /// Looks for the names of all tables at once.
    fn by(class: &str) -> Self {
        static TABLES: LazyLock<AhoCorasick> = LazyLock::new(|| {
            let purposes = NAMES.iter().map(|(name, _)| *name);
            let names = FOR_SCREEN_READERS.into_iter().chain(BOXES).chain(PULL_QUOTES).chain(purposes);
            let mut builder = AhoCorasick::builder();
            // Classes are short: what is meant to find where a name may begin takes longer than the search.
            builder.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA)).prefilter(false);
            builder.build(names).expect("a hundred short words make an automaton")
        });
        let mut held = Self::default();
        // Most classes hold none, which is told sooner than which they hold.
        if !TABLES.is_match(class) {
            return held;
        }
        for found in TABLES.find_overlapping_iter(class) {
            let at = found.pattern().as_usize();
            let boxes = FOR_SCREEN_READERS.len();
            let pull_quotes = boxes + BOXES.len();
            let place = if at < boxes {
                &mut held.for_screen_readers
            } else if at < pull_quotes {
                &mut held.a_box
            } else if at < pull_quotes + PULL_QUOTES.len() {
                &mut held.pull_quote
            } else {
                &mut held.purpose
            };
            *place = true;
        }
        held
    }
}

#[cfg(test)]
mod tests {
    use super::Held;

    #[test]
    fn a_class_is_looked_through_for_all_tables_at_once() {
        let held = Held::by("Show-For-SR c-tooltip PullQuote--wide share-bar");
        assert!(held.for_screen_readers && held.a_box && held.pull_quote && held.purpose);
        let held = Held::by("pullquotes entry");
        assert!(!held.for_screen_readers && !held.a_box && held.pull_quote && !held.purpose);
    }
}
