//! Marks that only a converter reads: attributes of kramdown and pandoc, citations, tables of contents, editors' marks.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::tags::regex;

/// Leaves out attributes, citations and the like.
pub(super) fn leave_out(text: &str) -> String {
    // A list of one item that a table of contents is put in the place of, and such a place by itself.
    static CONTENTS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?mi)^[ \t]*(?:[*+-]|\d+\.)[ \t].*\n[ \t]*\{:toc[^}\n]*\}[ \t]*$|^[ \t]*(?:\[toc\]|\[\[_?toc_?\]\]|\$\{toc\}|@\[toc\].*)[ \t]*$",
        )
    });
    static ATTRIBUTES: LazyLock<Regex> = LazyLock::new(|| regex(r"[ \t]?\{::?[^}\n]*\}"));
    static SPANS: LazyLock<Regex> = LazyLock::new(|| regex(r"(^|[^!\]])\[([^\[\]\n]*)\]\{[^{}\n]*\}"));
    static AFTER: LazyLock<Regex> =
        LazyLock::new(|| regex(r#"([)\u{e001}*_])\{[#.][^{}\n]*\}|([)\u{e001}])\{[\w-]+=[^{}\n]*\}"#));
    static CITATIONS: LazyLock<Regex> =
        LazyLock::new(|| regex(r"[ \t]?\[(?:[^\[\]\n]*[ ;])?-?@[\p{L}][^\[\]\n]*\](\()?"));
    static NOTES: LazyLock<Regex> = LazyLock::new(|| regex(r"\^\[[^\[\]\n]*\]"));
    static EDITS: LazyLock<Regex> =
        LazyLock::new(|| regex(r"\{\+\+(.*?)\+\+\}|\{--.*?--\}|\{~~.*?~>(.*?)~~\}|\{==(.*?)==\}|[ \t]?\{>>.*?<<\}"));
    // Page breaks and other commands of a printer's, on lines of their own, and definitions of abbreviations.
    static COMMANDS: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?m)^[ \t]*\\[a-z]+(?:\{[^}\n]*\})*[ \t]*$|^\*\[[^\]\n]+\]:.*$"));
    static RAISED: LazyLock<Regex> = LazyLock::new(|| regex(r"([\p{L}\p{N})])\^([\p{L}\p{N}+-]{1,12})\^"));
    // "H~2~O".
    static LOWERED: LazyLock<Regex> = LazyLock::new(|| regex(r"([\p{L}\p{N})])~([\p{L}\p{N}+-]{1,12})~"));
    // A line of attributes above or below the block that has them.
    static LINES: LazyLock<Regex> = LazyLock::new(|| regex(r"(?m)^[ \t]*\{[.#][^{}\n]*\}[ \t]*$\n?"));
    static EMOJIS: LazyLock<Regex> = LazyLock::new(|| regex(r"[ \t]?:([a-z0-9_+-]{2,40}):"));
    let text = CONTENTS.replace_all(text, "");
    let text = EMOJIS.replace_all(&text, |found: &Captures<'_>| match emojis::get_by_shortcode(&found[1]) {
        Some(_) => String::new(),
        None => found[0].to_owned(),
    });
    let text = EDITS.replace_all(&text, "$1$2$3");
    let text = ATTRIBUTES.replace_all(&text, "");
    let text = LINES.replace_all(&text, "");
    let text = LOWERED.replace_all(&text, "$1$2");
    let text = SPANS.replace_all(&text, "$1$2");
    let text = AFTER.replace_all(&text, "$1$2");
    // A bracket that is followed by a parenthesis is a link to somebody's page.
    let citation = |found: &Captures<'_>| if found.get(1).is_some() { found[0].to_owned() } else { String::new() };
    let text = CITATIONS.replace_all(&text, citation);
    let text = NOTES.replace_all(&text, "");
    let text = COMMANDS.replace_all(&text, "");
    RAISED.replace_all(&text, |found: &Captures<'_>| format!("{}{}", &found[1], raised(&found[2]))).into_owned()
}

/// Writes a power with raised digits, so that it is read as one; other raised text stands as it is: "2nd".
fn raised(text: &str) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let power = text.trim_start_matches('-').chars().all(|c| c.is_ascii_digit());
    let raise = |c: char| c.to_digit(10).map_or('⁻', |digit| DIGITS[digit as usize]);
    if power { text.chars().map(raise).collect() } else { text.to_owned() }
}
