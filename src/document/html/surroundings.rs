//! What an element's names tell of what stands in it: captions, share bars, newsletters, related stories.

use std::hash::{DefaultHasher, Hash, Hasher};

use dom_query::NodeRef;

use super::super::selection::FOOTNOTE;

/// What a part of a page is for, besides the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Caption,
    Related,
    Newsletter,
    Share,
    Author,
    Comments,
    Byline,
    Navigation,
    Advertisement,
    Footnote,
}

impl Purpose {
    /// Returns the reason such a part is not read.
    pub(super) fn why(self) -> &'static str {
        match self {
            Self::Caption => "caption",
            Self::Related => "related stories",
            Self::Newsletter => "newsletter or subscription",
            Self::Share => "share bar",
            Self::Author => "about the author",
            Self::Comments => "comments",
            Self::Byline => "byline or date",
            Self::Navigation => "navigation",
            Self::Advertisement => "advertisement",
            Self::Footnote => FOOTNOTE,
        }
    }
}

/// Parts of class names and ids, in lower case, as content management systems and newsrooms write them.
const NAMES: &[(&str, Purpose)] = &[
    ("caption", Purpose::Caption),
    ("photo-credit", Purpose::Caption),
    ("image-credit", Purpose::Caption),
    ("imagecredit", Purpose::Caption),
    ("photocredit", Purpose::Caption),
    ("media-credit", Purpose::Caption),
    ("gallery", Purpose::Caption),
    ("slideshow", Purpose::Caption),
    ("lightbox", Purpose::Caption),
    ("related", Purpose::Related),
    ("recirc", Purpose::Related),
    ("recommend", Purpose::Related),
    ("trending", Purpose::Related),
    ("most-read", Purpose::Related),
    ("mostread", Purpose::Related),
    ("most-popular", Purpose::Related),
    ("popular-posts", Purpose::Related),
    ("read-more", Purpose::Related),
    ("readmore", Purpose::Related),
    ("read-next", Purpose::Related),
    ("more-stories", Purpose::Related),
    ("also-read", Purpose::Related),
    ("see-also", Purpose::Related),
    ("you-may", Purpose::Related),
    ("teaser", Purpose::Related),
    ("outbrain", Purpose::Related),
    ("taboola", Purpose::Related),
    ("rollup", Purpose::Related),
    ("newsletter", Purpose::Newsletter),
    ("subscri", Purpose::Newsletter),
    ("signup", Purpose::Newsletter),
    ("sign-up", Purpose::Newsletter),
    ("mailchimp", Purpose::Newsletter),
    ("paywall", Purpose::Newsletter),
    ("donat", Purpose::Newsletter),
    ("membership", Purpose::Newsletter),
    ("call-to-action", Purpose::Newsletter),
    ("social", Purpose::Share),
    ("sharedaddy", Purpose::Share),
    ("share-", Purpose::Share),
    ("-share", Purpose::Share),
    ("sharing", Purpose::Share),
    ("addtoany", Purpose::Share),
    ("author-bio", Purpose::Author),
    ("authorbio", Purpose::Author),
    ("author-box", Purpose::Author),
    ("author_box", Purpose::Author),
    ("authorbox", Purpose::Author),
    ("author-info", Purpose::Author),
    ("author-card", Purpose::Author),
    ("about-author", Purpose::Author),
    ("about-the-author", Purpose::Author),
    ("post-author", Purpose::Author),
    ("comments", Purpose::Comments),
    ("comment-", Purpose::Comments),
    ("disqus", Purpose::Comments),
    ("byline", Purpose::Byline),
    ("dateline-", Purpose::Byline),
    ("timestamp", Purpose::Byline),
    ("post-meta", Purpose::Byline),
    ("entry-meta", Purpose::Byline),
    ("article-meta", Purpose::Byline),
    ("article__meta", Purpose::Byline),
    ("posted-on", Purpose::Byline),
    ("publish-date", Purpose::Byline),
    ("pubdate", Purpose::Byline),
    ("breadcrumb", Purpose::Navigation),
    ("pagination", Purpose::Navigation),
    ("post-navigation", Purpose::Navigation),
    ("tag-list", Purpose::Navigation),
    ("taglist", Purpose::Navigation),
    ("post-tags", Purpose::Navigation),
    ("entry-tags", Purpose::Navigation),
    ("article-tags", Purpose::Navigation),
    ("table-of-contents", Purpose::Navigation),
    ("skip-link", Purpose::Navigation),
    ("footnotes", Purpose::Footnote),
    ("footnote-content", Purpose::Footnote),
    ("footnote-definition", Purpose::Footnote),
    ("doc-endnotes", Purpose::Footnote),
    ("advert", Purpose::Advertisement),
    ("sponsor", Purpose::Advertisement),
    ("promo", Purpose::Advertisement),
    ("disclaimer", Purpose::Advertisement),
    ("copyright", Purpose::Advertisement),
];

/// Says what an element is for by its tag, role, class and id; `None` when they tell nothing.
pub(super) fn purpose(element: &NodeRef<'_>, tag: &str) -> Option<Purpose> {
    match tag {
        "nav" | "footer" | "menu" => return Some(Purpose::Navigation),
        "figcaption" => return Some(Purpose::Caption),
        "body" | "html" | "article" | "main" => return None,
        _ => {}
    }
    let names = ["class", "id", "role", "itemprop", "data-component"].map(|name| element.attr(name));
    let names = names.into_iter().flatten().map(|name| name.to_ascii_lowercase()).collect::<Vec<_>>().join(" ");
    if names.is_empty() {
        return None;
    }
    if names.contains("navigation") || names.contains("contentinfo") {
        return Some(Purpose::Navigation);
    }
    // WordPress names a whole post by its tags: `tag-sponsors` says nothing of what stands in it.
    let told = names.split_whitespace().filter(|name| !name.starts_with("tag-") && !name.starts_with("category-"));
    let told = told.collect::<Vec<_>>().join(" ");
    NAMES.iter().find(|(name, _)| told.contains(name)).map(|(_, purpose)| *purpose)
}

/// Tells elements of one look: a hash of tag and first class; `None` for an element without a class.
pub(super) fn look(element: &NodeRef<'_>, tag: &str) -> Option<u64> {
    let classes = element.attr("class")?;
    // The first class names what it is, the others how it differs.
    let class = classes.split_whitespace().next()?;
    let mut hasher = DefaultHasher::new();
    (tag, class).hash(&mut hasher);
    Some(hasher.finish())
}

/// Parts of the class names of what a page only shows when pointed at.
const SHOWN_ON_POINTING: [&str; 5] = ["tooltip", "popover", "hovercard", "rollover-block", "screen-reader"];

/// Returns whether an element is hidden from readers, or shown to them only on request.
pub(super) fn is_hidden(element: &NodeRef<'_>) -> bool {
    let class = element.attr("class").map(|class| class.to_ascii_lowercase()).unwrap_or_default();
    if SHOWN_ON_POINTING.iter().any(|name| class.contains(name)) {
        return true;
    }
    let style = element.attr("style").map(|style| style.replace(' ', "").to_ascii_lowercase());
    element.has_attr("hidden")
        || element.attr("aria-hidden").is_some_and(|hidden| &*hidden == "true")
        || style.is_some_and(|style| style.contains("display:none") || style.contains("visibility:hidden"))
}
