//! MDX: components, expressions in braces, imports and exports go; the words between a component's tags stay.

/// The longest tag or expression that is looked for, in bytes: what does not end is text. Taste.
const LONGEST_BYTES: usize = 10_000;

/// Returns whether a text is MDX: it imports or exports, or uses a component.
pub(super) fn is_used(text: &str) -> bool {
    text.lines().any(is_module_line)
        || text.contains("{/*")
        || text.match_indices('{').any(|(at, _)| is_call(&text[at..]))
        || text
            .match_indices('<')
            .any(|(at, _)| component(&text[at..]).is_some_and(|tag| tag.name.starts_with(char::is_uppercase)))
}

/// Returns whether braces hold a call, as no text for readers does: "{new Date().getFullYear()}".
fn is_call(text: &str) -> bool {
    /// What is longer is no call: braces without an end are not looked at to the end of the text.
    const LONGEST_CALL: usize = 400;
    let near = &text[1..text.floor_char_boundary(LONGEST_CALL).max(1)];
    let inside = || near.split(['}', '\n']).next().filter(|inside| inside.len() < near.len());
    near.starts_with(|c: char| c.is_ascii_alphabetic())
        && inside().is_some_and(|inside| inside.contains('(') && inside.ends_with(')'))
}

fn is_module_line(line: &str) -> bool {
    let imports =
        |rest: &str| rest.starts_with(['{', '*', '"', '\'']) || rest.contains(" from '") || rest.contains(" from \"");
    let exports = |rest: &str| {
        ["const ", "let ", "var ", "default ", "function ", "async ", "{", "*"]
            .iter()
            .any(|word| rest.starts_with(word))
    };
    line.strip_prefix("import ").is_some_and(imports) || line.strip_prefix("export ").is_some_and(exports)
}

/// Leaves out what is program, and keeps the words.
pub(super) fn leave_out(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    let mut depth = 0usize;
    let mut line_start = true;
    while let Some(first) = rest.chars().next() {
        if line_start && is_module_line(rest.lines().next().unwrap_or_default()) {
            // A block of imports ends at the next blank line.
            rest = rest.find("\n\n").map_or("", |end| &rest[end..]);
            continue;
        }
        if line_start && depth > 0 {
            // What stands in a component is indented for the eye, which in Markdown would make it code.
            rest = rest.trim_start_matches([' ', '\t']);
            line_start = false;
            continue;
        }
        line_start = first == '\n';
        if let Some(tag) = component(rest) {
            depth = tag.kind.depth_behind(depth);
            rest = &rest[tag.length..];
            if put(&tag, &mut kept) {
                line_start = true;
                rest = rest.strip_prefix('\n').unwrap_or(rest);
            }
            continue;
        }
        if first == '{'
            && let Some(length) = balanced(rest)
        {
            kept.push_str(literal(&rest[1..length - 1]));
            rest = &rest[length..];
            continue;
        }
        kept.push(first);
        rest = &rest[first.len_utf8()..];
    }
    kept
}

/// Puts what a component's tag says, and returns whether it begins a block.
fn put(tag: &Tag<'_>, kept: &mut String) -> bool {
    let is_block = kept.trim_end_matches([' ', '\t']).ends_with('\n') || kept.trim().is_empty();
    if is_block {
        kept.push_str("\n\n");
    }
    if let (TagKind::Opens, Some(title)) = (tag.kind, tag.title) {
        kept.extend([title, "\n\n"]);
    }
    is_block
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum TagKind {
    Opens,
    Closes,
    Alone,
}

impl TagKind {
    /// Returns in how many components stands what follows the tag.
    fn depth_behind(self, depth: usize) -> usize {
        match self {
            Self::Opens => depth + 1,
            Self::Closes => depth.saturating_sub(1),
            Self::Alone => depth,
        }
    }
}

struct Tag<'a> {
    name: &'a str,
    kind: TagKind,
    length: usize,
    /// The value of its attribute `title` or `label`.
    title: Option<&'a str>,
}

/// Reads the tag of a component, or of an element with an expression among its attributes, which HTML has not.
fn component(text: &str) -> Option<Tag<'_>> {
    let inside = text.strip_prefix('<')?;
    let closes = inside.starts_with('/');
    let named = inside.trim_start_matches('/');
    let name =
        &named[..named.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-')).unwrap_or(named.len())];
    if name.is_empty() && !named.starts_with('>') {
        return None;
    }
    let length = tag_length(text)?;
    let tag = &text[..length];
    // `<https://…>` is a link, `a <B and c` is no tag.
    let after = tag[tag.len().min(1 + usize::from(closes) + name.len())..].chars().next();
    let is_component = name.is_empty()
        || name.starts_with(|c: char| c.is_ascii_uppercase())
        || name.contains('.')
        || tag.contains('{');
    if !is_component || !matches!(after, Some('>' | '/' | ' ' | '\n' | '\t')) {
        return None;
    }
    let kind = match (closes, tag.ends_with("/>")) {
        (true, _) => TagKind::Closes,
        (_, true) => TagKind::Alone,
        _ => TagKind::Opens,
    };
    let title = [" title=\"", " label=\""].iter().find_map(|name| tag.split_once(name)?.1.split('"').next());
    Some(Tag { name, kind, length, title: title.filter(|title| title.contains(char::is_alphabetic)) })
}

/// Returns how long a tag is, with quotes and braces inside it that hold whatever they hold.
fn tag_length(text: &str) -> Option<usize> {
    let (mut quote, mut depth) = (None, 0usize);
    for (at, byte) in text.bytes().enumerate().take(LONGEST_BYTES).skip(1) {
        match (quote, byte) {
            (Some(open), _) if byte == open => {
                quote = None;
            }
            (None, b'"' | b'\'' | b'`') if at > 1 => quote = Some(byte),
            (None, b'{') => depth += 1,
            (None, b'}') => depth = depth.saturating_sub(1),
            (None, b'>') if depth == 0 => return Some(at + 1),
            (None, b'<') if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// Returns the length of an expression in braces.
fn balanced(text: &str) -> Option<usize> {
    let (mut quote, mut depth) = (None, 0usize);
    for (at, byte) in text.bytes().enumerate().take(LONGEST_BYTES) {
        match (quote, byte) {
            (Some(open), _) if byte == open => {
                quote = None;
            }
            (None, b'"' | b'\'' | b'`') => quote = Some(byte),
            (None, b'{') => depth += 1,
            (None, b'}') if depth == 1 => return Some(at + 1),
            (None, b'}') => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Returns the words of an expression that is a string and nothing else.
fn literal(expression: &str) -> &str {
    let expression = expression.trim();
    let quoted = ['"', '\'', '`'].iter().find_map(|mark| expression.strip_prefix(*mark)?.strip_suffix(*mark));
    quoted.filter(|words| !words.contains(['"', '\'', '`', '$'])).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_without_an_end_are_no_calls_and_take_no_time() {
        for open in ["{\"a\":", "{a:", "{a("] {
            assert!(!is_used(&open.repeat(50_000)), "{open}");
        }
        assert!(is_used("It is {new Date().getFullYear()}."));
    }
}
