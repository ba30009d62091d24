//! Data: which elements hold no words for readers, and which begin and end a passage. Names are compared as bytes, which the
//! compiler makes a few steps of, however many there are: every element of a page is asked.

/// Returns whether the words of an element are not for reading.
pub(super) fn is_silent(tag: &str) -> bool {
    matches!(
        tag.as_bytes(),
        b"script"
            | b"style"
            | b"noscript"
            | b"template"
            | b"svg"
            | b"iframe"
            | b"object"
            | b"embed"
            | b"button"
            | b"select"
            | b"textarea"
            | b"input"
            | b"head"
            | b"canvas"
            | b"audio"
            | b"video"
            | b"map"
            | b"datalist"
            | b"amp-audio"
            | b"amp-ad"
            | b"amp-embed"
            | b"amp-social-share"
            | b"dialog"
            | b"title"
    )
}

/// Returns whether an element begins and ends a passage; all others, those of no standard too, run along in a line of text.
pub(super) fn is_block(tag: &str) -> bool {
    matches!(
        tag.as_bytes(),
        b"address"
            | b"article"
            | b"aside"
            | b"blockquote"
            | b"body"
            | b"center"
            | b"caption"
            | b"dd"
            | b"details"
            | b"dir"
            | b"div"
            | b"dl"
            | b"dt"
            | b"fieldset"
            | b"figcaption"
            | b"figure"
            | b"footer"
            | b"form"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"header"
            | b"hgroup"
            | b"html"
            | b"legend"
            | b"li"
            | b"main"
            | b"menu"
            | b"nav"
            | b"ol"
            | b"p"
            | b"pre"
            | b"search"
            | b"section"
            | b"summary"
            | b"table"
            | b"td"
            | b"th"
            | b"tr"
            | b"ul"
    )
}
