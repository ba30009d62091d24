//! What a rule found in a text: its groups, and the words around it.

use regex::Captures;

/// Returns a numbered group of a rule.
pub(crate) fn value(found: &Captures, group: &str) -> Option<u64> {
    found.name(group)?.as_str().parse().ok()
}

/// Returns a named group of a rule, empty where it has none.
pub(crate) fn part<'t>(found: &Captures<'t>, group: &str) -> &'t str {
    found.name(group).map_or("", |part| part.as_str())
}

/// Longer runs without a space are no words; looking at all of them for each number in them would take its time. In bytes.
const LONGEST_WORD: usize = 120;

/// Returns the last word of a text, in small letters, without the marks around it.
pub(crate) fn last_word(text: &str) -> String {
    let text = text.trim_end();
    let near = &text[text.ceil_char_boundary(text.len().saturating_sub(LONGEST_WORD))..];
    let word = near.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Returns a pattern of any of the words: the longest first, `km/h` before `km`.
pub(super) fn longest_first(mut words: Vec<String>) -> String {
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.iter().map(|word| regex::escape(word)).collect::<Vec<_>>().join("|")
}

/// Returns whether nothing but marks that close something follows: a dot before it is the full stop too.
pub(super) fn is_closed(after: &str) -> bool {
    after.chars().all(|c| matches!(c, '”' | '“' | '»' | '"' | ')' | ' '))
}

/// Returns the full stop that the dot of a unit or a scale at the end of a text also is; a fragment, "3 Min.", has none.
pub(super) fn full_stop(found: &Captures, text: &str) -> &'static str {
    let dotted = ["scale", "unit", "only"].iter().any(|group| part(found, group).ends_with('.'));
    let end = found.get(0).map_or(text.len(), |whole| whole.end());
    let is_sentence = !text.starts_with(|c: char| c.is_ascii_digit());
    if dotted && is_sentence && is_closed(part(found, "end")) && is_closed(&text[end..]) { "." } else { "" }
}

/// Returns whether a sign begins with a short form and the text after that goes on with the rest: "кв. м".
pub(super) fn is_prefix(sign: &str, short: &str, after: &str) -> bool {
    sign.strip_prefix(short).is_some_and(|rest| after.starts_with(rest))
}

/// Returns whether a text ends in the name of one who builds aircraft, whose models have two numbers: "Boeing 737-800".
pub(super) fn is_aircraft(before: &str) -> bool {
    const BUILDERS: [&str; 8] = ["Boeing", "Airbus", "Embraer", "Bombardier", "Fokker", "Douglas", "ATR", "Dash"];
    BUILDERS.iter().any(|builder| before.trim_end().ends_with(builder))
}

/// Returns whether a word behind a slash names those who pay another price: nothing is counted for one of them.
pub(super) fn is_price_for_some(word: &str) -> bool {
    ["ermäßigt", "frei", "kostenlos", "gratis", "gratuit", "réduit", "reducida", "reducido", "ridotto", "gereduceerd"]
        .contains(&word)
}

/// Returns the full stop that the dot of a short form at the end of a text also is, with the marks that close it: the group `end`.
pub(crate) fn stop(found: &Captures) -> String {
    found.name("end").map(|end| format!(".{}", end.as_str())).unwrap_or_default()
}

/// Names the unit of two sums behind both: "de € 1,20 a 1,50 euro". Digits with a dash between them are joined by the words
/// `to`.
pub(crate) fn both_sums(found: &Captures, to: &str) -> Option<String> {
    let join = &found["join"];
    let join = if join.trim().starts_with(['-', '–']) { format!(" {to} ") } else { join.to_owned() };
    Some(format!("{} {}{join}{}", &found["from"], &found["unit"], &found["to"]))
}

/// A sign of comparison before a number.
pub(crate) const COMPARED: &str = r#"(?P<before>^|\b\p{L} |[\p{L}\d]|[\s(«„“"])(?P<sign>[<>≤≥≈±~]) ?(?P<n>[\d€$£])"#;

/// Says a sign of comparison before a number, the group `n`. The words are those for less and more in a formula, for less, more,
/// at most, at least, plus or minus, and about.
pub(crate) fn compared(found: &Captures, words: [&str; 8]) -> String {
    let before = part(found, "before");
    // Behind a number or a letter it is a formula's.
    let is_formula = before.trim_end().ends_with(char::is_alphanumeric);
    let said = match (&found["sign"], is_formula) {
        ("<", true) => words[0],
        (">", true) => words[1],
        ("<", false) => words[2],
        (">", false) => words[3],
        ("≤", _) => words[4],
        ("≥", _) => words[5],
        ("±", _) => words[6],
        _ => words[7],
    };
    let space = if before.ends_with(char::is_alphanumeric) { " " } else { "" };
    format!("{before}{space}{said} {}", &found["n"])
}
