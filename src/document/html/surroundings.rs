//! What an element's names tell of what stands in it: captions, share bars, newsletters, related stories.

use std::hash::{DefaultHasher, Hash, Hasher};

use dom_query::NodeRef;

use super::super::reason::Reason;

/// Parts of class names and ids, in lower case, as content management systems and newsrooms write them.
const NAMES: &[(&str, Reason)] = &[
    ("caption", Reason::Caption),
    ("photo-credit", Reason::Caption),
    ("image-credit", Reason::Caption),
    ("imagecredit", Reason::Caption),
    ("photocredit", Reason::Caption),
    ("media-credit", Reason::Caption),
    ("gallery", Reason::Caption),
    ("slideshow", Reason::Caption),
    ("lightbox", Reason::Caption),
    ("related", Reason::Related),
    ("recirc", Reason::Related),
    ("recommend", Reason::Related),
    ("trending", Reason::Related),
    ("most-read", Reason::Related),
    ("mostread", Reason::Related),
    ("most-popular", Reason::Related),
    ("popular-posts", Reason::Related),
    ("read-more", Reason::Related),
    ("readmore", Reason::Related),
    ("read-next", Reason::Related),
    ("more-stories", Reason::Related),
    ("also-read", Reason::Related),
    ("see-also", Reason::Related),
    ("you-may", Reason::Related),
    ("teaser", Reason::Related),
    ("outbrain", Reason::Related),
    ("taboola", Reason::Related),
    ("rollup", Reason::Related),
    ("newsletter", Reason::Subscription),
    ("subscri", Reason::Subscription),
    ("signup", Reason::Subscription),
    ("sign-up", Reason::Subscription),
    ("mailchimp", Reason::Subscription),
    ("paywall", Reason::Subscription),
    ("donat", Reason::Subscription),
    ("membership", Reason::Subscription),
    ("call-to-action", Reason::Subscription),
    ("social", Reason::ShareBar),
    ("sharedaddy", Reason::ShareBar),
    ("share-", Reason::ShareBar),
    ("-share", Reason::ShareBar),
    ("sharing", Reason::ShareBar),
    ("addtoany", Reason::ShareBar),
    ("author-bio", Reason::Author),
    ("authorbio", Reason::Author),
    ("author-box", Reason::Author),
    ("author_box", Reason::Author),
    ("authorbox", Reason::Author),
    ("author-info", Reason::Author),
    ("author-card", Reason::Author),
    ("about-author", Reason::Author),
    ("about-the-author", Reason::Author),
    ("post-author", Reason::Author),
    ("comments", Reason::Comments),
    ("comment-", Reason::Comments),
    ("disqus", Reason::Comments),
    ("byline", Reason::BylineOrDate),
    ("dateline-", Reason::BylineOrDate),
    ("timestamp", Reason::BylineOrDate),
    ("post-meta", Reason::BylineOrDate),
    ("entry-meta", Reason::BylineOrDate),
    ("article-meta", Reason::BylineOrDate),
    ("article__meta", Reason::BylineOrDate),
    ("posted-on", Reason::BylineOrDate),
    ("publish-date", Reason::BylineOrDate),
    ("pubdate", Reason::BylineOrDate),
    ("breadcrumb", Reason::Navigation),
    ("pagination", Reason::Navigation),
    ("post-navigation", Reason::Navigation),
    ("tag-list", Reason::Navigation),
    ("taglist", Reason::Navigation),
    ("post-tags", Reason::Navigation),
    ("entry-tags", Reason::Navigation),
    ("article-tags", Reason::Navigation),
    ("table-of-contents", Reason::Navigation),
    ("skip-link", Reason::Navigation),
    ("footnotes", Reason::Footnote),
    ("footnote-content", Reason::Footnote),
    ("footnote-definition", Reason::Footnote),
    ("doc-endnotes", Reason::Footnote),
    ("advert", Reason::Advertisement),
    ("sponsor", Reason::Advertisement),
    ("promo", Reason::Advertisement),
    ("disclaimer", Reason::Advertisement),
    ("copyright", Reason::Advertisement),
];

/// Says what an element is for by its tag, role, class and id; `None` when they tell nothing.
pub(super) fn purpose(element: &NodeRef<'_>, tag: &str) -> Option<Reason> {
    match tag {
        "nav" | "footer" | "menu" => return Some(Reason::Navigation),
        "figcaption" => return Some(Reason::Caption),
        "body" | "html" | "article" | "main" => return None,
        _ => {}
    }
    let names = ["class", "id", "role", "itemprop", "data-component"].map(|name| element.attr(name));
    let names = names.into_iter().flatten().map(|name| name.to_ascii_lowercase()).collect::<Vec<_>>().join(" ");
    if names.is_empty() {
        return None;
    }
    if names.contains("navigation") || names.contains("contentinfo") {
        return Some(Reason::Navigation);
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
