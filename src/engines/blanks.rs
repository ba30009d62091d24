//! Templates: text with blanks such as `{text}` in it.

/// A part of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// What stands there.
    Literal(String),
    /// The name of what is filled in.
    Blank(String),
}

/// Cuts a template into its parts. Braces around anything but a lower-case name stand for themselves.
pub(super) fn parts(template: &str) -> Vec<Part> {
    let (mut parts, mut literal, mut rest) = (Vec::new(), String::new(), template);
    while let Some((before, after)) = rest.split_once('{') {
        literal.push_str(before);
        match after.split_once('}').filter(|(name, _)| is_name(name)) {
            None => {
                literal.push('{');
                rest = after;
            }
            Some((name, behind)) => {
                parts.push(Part::Literal(std::mem::take(&mut literal)));
                parts.push(Part::Blank(name.to_owned()));
                rest = behind;
            }
        }
    }
    literal.push_str(rest);
    parts.push(Part::Literal(literal));
    parts.retain(|part| *part != Part::Literal(String::new()));
    parts
}

/// Returns whether a text is the name of a blank: a word, or `key.` and the name of a key in any writing.
fn is_name(name: &str) -> bool {
    let is_word = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let is_key =
        |key: &str| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    is_word(name) || name.strip_prefix("key.").is_some_and(is_key)
}
