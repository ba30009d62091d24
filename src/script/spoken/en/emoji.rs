//! Emoji: the name that Unicode gives them, once for a row of the same.

use super::rule::{Found, Rule};

pub(super) const RULES: &[Rule] = &[Rule {
    starts: |byte| matches!(byte, 0xe2 | 0xe3 | 0xf0),
    pattern: r"(?:[\u{1f1e6}-\u{1f1ff}]{2}|[\u{203c}-\u{3299}\u{1f000}-\u{1faff}][\u{1f3fb}-\u{1f3ff}\u{20e3}\u{fe0f}]?(?:\u{200d}[\u{2190}-\u{2bff}\u{1f000}-\u{1faff}][\u{1f3fb}-\u{1f3ff}\u{fe0f}]?)*)",
    say,
}];

fn say(found: &Found) -> Option<String> {
    let name = name(found.whole())?;
    if found.before.trim_end().ends_with(found.whole()) {
        return Some(String::new());
    }
    // At the end of what is said its name is no part of it: a pause parts them.
    let ends = found.before.trim_end().ends_with(char::is_alphanumeric)
        && !found.after.trim_start().starts_with(char::is_alphanumeric);
    let comma = if ends { ", " } else { " " };
    Some(format!("{comma}{name} "))
}

/// Returns an emoji's name, without the tone of its skin.
fn name(emoji: &str) -> Option<String> {
    let name = emojis::get(emoji)?.name();
    Some(match name.split_once(": ") {
        Some(("flag", country)) => format!("flag of {country}"),
        Some((name, _)) => name.to_owned(),
        None => name.to_owned(),
    })
}
