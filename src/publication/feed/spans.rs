//! Where the values of a JSON text stand, so that one can be put in or taken out and every other byte stays.
//! The text has been read as JSON before, so it is well formed.

use std::ops::Range;

/// Returns the places of a list's elements.
pub(in crate::publication) fn elements(text: &str, list: &Range<usize>) -> Vec<Range<usize>> {
    let mut elements = Vec::new();
    let mut at = next(text, list.start + 1);
    while at < list.end - 1 {
        let end = value_end(text, at);
        elements.push(at..end);
        at = next(text, end);
    }
    elements
}

/// Returns the place of an object's member; of several of one name the last, as readers do.
pub(in crate::publication) fn member(text: &str, object: &Range<usize>, wanted: &str) -> Option<Range<usize>> {
    let mut found = None;
    let mut at = next(text, object.start + 1);
    while at < object.end - 1 {
        let name = at..value_end(text, at);
        let start = next(text, name.end);
        let end = value_end(text, start);
        if serde_json::from_str::<String>(&text[name]).is_ok_and(|name| name == wanted) {
            found = Some(start..end);
        }
        at = next(text, end);
    }
    found
}

/// Returns the place of the whole value, without the space around it.
pub(in crate::publication) fn whole(text: &str) -> Range<usize> {
    let start = next(text, 0);
    start..value_end(text, start)
}

/// Skips space, commas and colons, and the byte order mark at the beginning.
fn next(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    at + rest.find(|c: char| !c.is_ascii_whitespace() && !matches!(c, ',' | ':' | '\u{feff}')).unwrap_or(rest.len())
}

/// Returns where the value that begins here ends.
fn value_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (start, 0_usize);
    while at < bytes.len() {
        match bytes[at] {
            b'"' => at = string_end(bytes, at),
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth > 0 => depth -= 1,
            // A number or a word ends where something else begins.
            b'}' | b']' | b',' | b' ' | b'\t' | b'\r' | b'\n' if depth == 0 => return at,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 1;
        if depth == 0 {
            return at;
        }
    }
    at
}

/// Returns where the last quotation mark of the string that begins here stands.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_where_they_stand() {
        let text = " {\"a\" : [1, \"]}\\\"\",{\"b\":[ ]} , true ], \"c\":-1.5e3}\n";
        let all = whole(text);
        assert_eq!(&text[all.clone()], text.trim());
        let list = member(text, &all, "a").unwrap();
        let found: Vec<_> = elements(text, &list).into_iter().map(|place| &text[place]).collect();
        assert_eq!(found, ["1", "\"]}\\\"\"", "{\"b\":[ ]}", "true"]);
        assert_eq!(&text[member(text, &all, "c").unwrap()], "-1.5e3");
        assert_eq!(member(text, &all, "b"), None);
        assert!(elements("[ ]", &(0..3)).is_empty());
    }
}
