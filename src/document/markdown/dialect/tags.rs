//! Tags of site generators: Hugo's shortcodes, and Liquid, Jinja and Nunjucks as Jekyll, Eleventy and GitBook write them.

use std::sync::LazyLock;

use regex::{Captures, Regex};

/// What tags are called that hold code, charts or formulas rather than words.
const CODE: &str = "highlight|code|codeblock|mermaid|plantuml|graphviz|chart|katex|math|latex|gist|raw-html|rawhtml";

/// Leaves out tags and comments, and keeps the words between paired tags.
pub(super) fn leave_out(text: &str) -> String {
    static COMMENTS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?s)\{\{[<%]?\s*/\*.*?\*/\s*[>%]?\}\}|\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}|\{\{[<%]\s*comment\s*[>%]\}\}.*?\{\{[<%]\s*/\s*comment\s*[>%]\}\}|\{#\s.*?#\}|\{::comment\}.*?\{:/(?:comment)?\}",
        )
    });
    static CODES: LazyLock<Regex> = LazyLock::new(|| {
        let tag = |name: &str, end: &str| format!(r"\{{\{{[<%]\s*{end}\s*(?:{name})\b[^}}]*[>%]\}}\}}");
        let liquid = |name: &str, end: &str| format!(r"\{{%-?\s*{end}(?:{name})\b[^}}]*%\}}");
        let pair = |open: String, close: String| format!("{open}(?s:.*?){close}");
        let hugo = pair(tag(CODE, ""), tag(CODE, "/"));
        let liquid = pair(liquid(CODE, ""), liquid(CODE, "end"));
        regex(&format!("{hugo}|{liquid}"))
    });
    static TAGS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"([ \t]?)(?:\{\{[<%](?s:.{0,2000}?)[>%]\}\}|\{%(?s:.{0,2000}?)%\}|\{\{\{?[^{}\n]{0,500}\}?\}\})([.,;:!?)]?)",
        )
    });
    if !text.contains("{{") && !text.contains("{%") && !text.contains("{#") && !text.contains("{::") {
        return text.to_owned();
    }
    let text = COMMENTS.replace_all(text, "");
    let text = CODES.replace_all(&text, |found: &Captures<'_>| {
        // A fence inside is hidden already, and says itself that it is code.
        let hidden = found[0].split_once('\u{e000}').and_then(|(_, rest)| rest.split_once('\u{e001}'));
        match hidden {
            Some((number, _)) => format!("\n\n\u{e000}{number}\u{e001}\n\n"),
            None => "\n\n```\ncode\n```\n\n".to_owned(),
        }
    });
    // A mark that followed the tag follows the word before it.
    let tag = |found: &Captures<'_>| if found[2].is_empty() { found[1].to_owned() } else { found[2].to_owned() };
    TAGS.replace_all(&text, tag).into_owned()
}

/// Compiles a pattern that is written in this program.
pub(super) fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is a constant that tests compile")
}
