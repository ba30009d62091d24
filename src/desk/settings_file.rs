//! A rule written into the settings file: one line is added or changed, all others stay as people wrote them.

use toml::{Table, Value};

use crate::document::Rule;

/// Why a rule cannot be written for someone: the lines to write by hand.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ByHand(pub(super) String);

/// Returns the text of a settings file with a rule more.
///
/// # Errors
/// When the file has the rule's place in a form that is not changed without losing something.
pub(super) fn with_rule(text: &str, rule: &Rule, is_read: bool) -> Result<String, ByHand> {
    let Place { head, key, value } = place(rule, is_read);
    let by_hand = || {
        ByHand(format!(
            "{}{key} = [{}]",
            head.as_ref().map(|head| format!("[{head}] ")).unwrap_or_default(),
            quoted(&value)
        ))
    };
    let table: Table = toml::from_str(text).map_err(|_| by_hand())?;
    let mut wanted = table.clone();
    if !add(&mut wanted, rule, key, &value) {
        return Ok(text.to_owned());
    }
    let written = match &head {
        // What belongs to no table stands before the first.
        None => in_section(text, (0, first_table(text)), key, &value),
        Some(head) => match section(text, head) {
            Some(range) => in_section(text, range, key, &value),
            None => Some(format!("{}\n[{head}]\n{key} = [{}]\n", with_end(text), quoted(&value))),
        },
    };
    let says = |written: &String| toml::from_str::<Table>(written).is_ok_and(|table| table == wanted);
    written.filter(says).ok_or_else(by_hand)
}

/// Where a rule stands in the file.
struct Place {
    /// The head of its table; none at the top.
    head: Option<String>,
    key: &'static str,
    value: String,
}

fn place(rule: &Rule, is_read: bool) -> Place {
    let key = if is_read { "keep" } else { "drop" };
    match rule {
        Rule::Elements { host, selector } => {
            Place { head: Some(format!("site.{}", quoted(host))), key, value: selector.clone() }
        }
        Rule::Kind { part } => Place { head: None, key, value: part.to_string() },
    }
}

/// Adds a rule to what the file says; returns whether that is another now.
fn add(table: &mut Table, rule: &Rule, key: &str, value: &str) -> bool {
    let place = match rule {
        Rule::Kind { .. } => Some(table),
        Rule::Elements { host, .. } => {
            let empty = || Value::Table(Table::new());
            let sites = table.entry("site").or_insert_with(empty).as_table_mut();
            sites.and_then(|sites| sites.entry(host).or_insert_with(empty).as_table_mut())
        }
    };
    let Some(place) = place else { return true };
    let own = place.entry(key).or_insert_with(|| Value::Array(Vec::new()));
    match own {
        Value::Array(values) if values.iter().any(|own| own.as_str() == Some(value)) => false,
        Value::Array(values) => {
            values.push(Value::String(value.to_owned()));
            true
        }
        // A string that is a list too becomes one.
        Value::String(before) => {
            *own = Value::Array(vec![Value::String(before.clone()), Value::String(value.to_owned())]);
            true
        }
        _ => true,
    }
}

/// Writes a value into a list of a section, which lies between these bytes.
fn in_section(text: &str, (start, end): (usize, usize), key: &str, value: &str) -> Option<String> {
    let section = text.get(start..end)?;
    let mut at = start;
    for line in section.split_inclusive('\n') {
        let is_key = line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
        if is_key {
            return Some(format!("{}{}{}", &text[..at], changed(line, value)?, &text[at + line.len()..]));
        }
        at += line.len();
    }
    // A new line stands after the last that says something.
    let last = start + section.trim_end().len();
    let (before, after) = text.split_at(last);
    let gap = if before.is_empty() { "" } else { "\n" };
    Some(format!("{before}{gap}{key} = [{}]{}", quoted(value), if after.is_empty() { "\n" } else { after }))
}

/// Adds a value to a list that stands in one line, or makes a list of the one value that does.
fn changed(line: &str, value: &str) -> Option<String> {
    let (key, old) = line.split_once('=')?;
    let (old, end) = (old.trim(), if line.ends_with('\n') { "\n" } else { "" });
    let inner = match old.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(inner) => inner.trim().trim_end_matches(',').to_owned(),
        None if old.starts_with(['"', '\'']) => old.to_owned(),
        None => return None,
    };
    let gap = if inner.is_empty() { "" } else { ", " };
    Some(format!("{}= [{inner}{gap}{}]{end}", key, quoted(value)))
}

/// Returns the bytes of a table's lines, after its head.
fn section(text: &str, head: &str) -> Option<(usize, usize)> {
    let plain = |head: &str| head.replace(['"', '\'', ' '], "");
    let mut at = 0;
    let mut begun = None;
    for line in text.split_inclusive('\n') {
        let name = line.trim().strip_prefix('[').and_then(|rest| rest.split(']').next());
        if name.is_some() {
            if let Some(start) = begun {
                return Some((start, at));
            }
            if name.is_some_and(|name| plain(name) == plain(head)) {
                begun = Some(at + line.len());
            }
        }
        at += line.len();
    }
    begun.map(|start| (start, text.len()))
}

/// Returns where the first table begins.
fn first_table(text: &str) -> usize {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with('[') {
            return at;
        }
        at += line.len();
    }
    text.len()
}

fn with_end(text: &str) -> String {
    if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") }
}

/// Writes a text as TOML does.
fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Part;

    fn elements(selector: &str) -> Rule {
        Rule::Elements { host: "example.org".into(), selector: selector.into() }
    }

    #[test]
    fn a_rule_is_one_line_and_all_others_stay() {
        for (before, after) in [
            ("", "\n[site.\"example.org\"]\ndrop = [\"div.promo\"]\n"),
            ("voice = 'tone' # ours", "voice = 'tone' # ours\n\n[site.\"example.org\"]\ndrop = [\"div.promo\"]\n"),
            (
                "[site.'example.org'] # the paper\nstory = ['article']\n\n[run]\njobs = 2\n",
                "[site.'example.org'] # the paper\nstory = ['article']\ndrop = [\"div.promo\"]\n\n[run]\njobs = 2\n",
            ),
            (
                "[site.\"example.org\"]\ndrop = ['aside.x']\n",
                "[site.\"example.org\"]\ndrop = ['aside.x', \"div.promo\"]\n",
            ),
            (
                "[site.\"example.org\"]\ndrop = 'aside.x'\n",
                "[site.\"example.org\"]\ndrop = ['aside.x', \"div.promo\"]\n",
            ),
        ] {
            assert_eq!(with_rule(before, &elements("div.promo"), false).as_deref(), Ok(after), "{before}");
        }
        let there = "[site.\"example.org\"]\ndrop = ['div.promo']\n";
        assert_eq!(with_rule(there, &elements("div.promo"), false).as_deref(), Ok(there));
        let captions = Rule::Kind { part: Part::Captions };
        let text = "voice = 'tone'\n\n[run]\njobs = 2\n";
        assert_eq!(
            with_rule(text, &captions, true).unwrap(),
            "voice = 'tone'\nkeep = [\"captions\"]\n\n[run]\njobs = 2\n"
        );
    }

    #[test]
    fn what_cannot_be_changed_safely_is_left_to_people() {
        for text in [
            "[site.\"example.org\"]\ndrop = [\n  'aside.x',\n]\n",
            "site = { 'example.org' = { drop = ['a'] } }\n",
            "[site.\"example.org\"]\ndrop = ['a'] # b ]\n",
            "voice = ",
        ] {
            let ByHand(line) = with_rule(text, &elements("div.promo"), false).unwrap_err();
            assert_eq!(line, "[site.\"example.org\"] drop = [\"div.promo\"]", "{text}");
        }
    }
}
