//! Data under the name of a text: JSON, tables and XML are not read out.

use std::collections::HashMap;

/// How much of an XML document tells whether it is a page.
const LOOKED_AT_CHARS: usize = 1_000;
/// How many lines tell a table.
const LOOKED_AT: usize = 20;
/// A table has this many lines at least, and as many fields; prose has commas too.
const FEWEST_LINES: usize = 4;
const FEWEST_FIELDS: usize = 3;

/// Returns what a text is if it is data and no prose.
pub(super) fn kind(text: &str) -> Option<&'static str> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if is_json(text) {
        Some("JSON")
    } else if is_xml(text) {
        Some("XML")
    } else if is_table(text) {
        Some("a table")
    } else {
        None
    }
}

/// Returns whether a text begins with a whole JSON object or list that no prose begins with.
fn is_json(text: &str) -> bool {
    if !text.starts_with(['{', '[']) {
        return false;
    }
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<serde_json::Value>();
    let is_data = |value: &serde_json::Value| match value {
        serde_json::Value::Object(fields) => !fields.is_empty(),
        serde_json::Value::Array(items) => items.iter().any(|item| item.is_object() || item.is_array()),
        _ => false,
    };
    values.next().and_then(Result::ok).is_some_and(|first| is_data(&first))
}

/// Returns whether a text is an XML document that is no page.
fn is_xml(text: &str) -> bool {
    let start: String = text.chars().take(LOOKED_AT_CHARS).collect();
    text.starts_with("<?xml") && !start.to_lowercase().contains("<html")
}

/// Returns whether the lines of a text have the same number of fields.
fn is_table(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(LOOKED_AT).collect();
    if lines.len() < FEWEST_LINES {
        return false;
    }
    ['\t', ';', ',', '|'].into_iter().any(|separator| {
        let mut counts: HashMap<usize, usize> = HashMap::new();
        for line in &lines {
            *counts.entry(fields(line, separator)).or_default() += 1;
        }
        let (fields, alike) = counts.into_iter().max_by_key(|(_, lines)| *lines).unwrap_or_default();
        // Most fields of a table are short; the clauses of a list of sentences are not.
        let words = lines.iter().map(|line| line.split_whitespace().count()).sum::<usize>();
        let ends = lines
            .iter()
            .filter(|line| line.trim_end().ends_with(['.', '!', '?', '”', '"']) && !line.contains("\","))
            .count();
        let is_prose = ends * 2 > lines.len() && words > lines.len() * fields;
        fields >= FEWEST_FIELDS && alike * 10 >= lines.len() * 9 && !is_prose
    })
}

/// Counts the fields of a line; separators in quotation marks do not part.
fn fields(line: &str, separator: char) -> usize {
    let mut quoted = false;
    let parts = line.chars().filter(|c| {
        quoted ^= *c == '"';
        *c == separator && !quoted
    });
    parts.count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_told_from_prose() {
        for (text, expected) in [
            ("{\"id\": \"a\", \"text\": \"Words.\"}\n{\"id\": \"b\"}\n", Some("JSON")),
            ("[\n {\"id\": 1}\n]", Some("JSON")),
            ("<?xml version='1.0'?>\n<archive><item/></archive>", Some("XML")),
            ("id,title,date\n1,A,2026\n2,\"B, too\",2026\n3,C,2026\n", Some("a table")),
            ("id\ttitle\tdate\n1\tA\tx\n2\tB\tx\n3\tC\tx\n", Some("a table")),
            ("[1] A footnote begins this text, and it goes on.\nIt ends.", None),
            ("{{< figure >}} A shortcode.", None),
            ("<?xml version='1.0'?><html><body>Words</body></html>", None),
            (
                "One, two and three, said he.\nFour, five and six, said she.\nSeven, eight, nine.\nTen, eleven, twelve.",
                None,
            ),
            (
                "The owl sat late upon the gate,\nThe moon was thin, the hour was great;\nHe asked the wind,\nIt did not wait.",
                None,
            ),
        ] {
            assert_eq!(kind(text), expected, "{text}");
        }
    }
}
