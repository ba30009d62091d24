//! Bounds how deep a page nests, before it is parsed: parsers take time that grows with the square of the depth.

use std::borrow::Cow;

/// The deepest nesting kept. Browsers stop at 512 (Chromium's `kMaximumHTMLParserDOMTreeDepth`); pages stay under 60.
const DEEPEST: usize = 512;

/// Returns whether a tag begins with the name of an element that is only closed by its own end tag, so that counting tags
/// tells the depth.
fn is_counted(tag: &str) -> bool {
    /// The longest of the names.
    const LONGEST: usize = 10;
    let mut name = [0; LONGEST];
    let length = tag.bytes().take(LONGEST + 1).take_while(u8::is_ascii_alphanumeric).count();
    let Some(name) = name.get_mut(..length) else { return false };
    name.copy_from_slice(&tag.as_bytes()[..length]);
    name.make_ascii_lowercase();
    matches!(
        &*name,
        b"div"
            | b"span"
            | b"section"
            | b"article"
            | b"main"
            | b"aside"
            | b"header"
            | b"footer"
            | b"nav"
            | b"blockquote"
            | b"table"
            | b"ul"
            | b"ol"
            | b"dl"
            | b"figure"
            | b"form"
            | b"font"
            | b"b"
            | b"i"
            | b"u"
            | b"em"
            | b"strong"
            | b"small"
            | b"big"
            | b"a"
            | b"center"
            | b"button"
            | b"label"
            | b"details"
            | b"q"
    )
}

/// Returns the page with the tags left out that nest deeper than [`DEEPEST`]; their words stay.
pub(super) fn bounded(page: &str) -> Cow<'_, str> {
    let mut kept = String::new();
    let (mut copied, mut depth, mut at) = (0, 0usize, 0);
    while let Some(open) = page[at..].find('<').map(|open| at + open) {
        at = open + 1;
        let tag = &page[open + 1..];
        let closing = tag.starts_with('/');
        if !is_counted(tag.trim_start_matches('/')) {
            continue;
        }
        if closing && depth <= DEEPEST {
            depth = depth.saturating_sub(1);
            continue;
        }
        depth = if closing { depth - 1 } else { depth + 1 };
        if depth > DEEPEST || closing {
            kept.push_str(&page[copied..open]);
            copied = tag.find('>').map_or(page.len(), |end| open + 1 + end + 1);
            at = copied;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(page);
    }
    kept.push_str(&page[copied..]);
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_usual_depth_is_left_as_it_is() {
        let page = "<div><p>One <b>two</b> <three></div>".repeat(50);
        assert!(matches!(bounded(&page), Cow::Borrowed(_)));
    }

    #[test]
    fn what_nests_too_deep_loses_its_tags_and_keeps_its_words() {
        let page = format!("{}words{}<p>after</p>", "<div>".repeat(600), "</div>".repeat(600));
        let bounded = bounded(&page);
        assert_eq!(bounded.matches("<div>").count(), 512);
        assert_eq!(bounded.matches("</div>").count(), 512);
        assert!(bounded.contains("words") && bounded.ends_with("<p>after</p>"));
    }
}
