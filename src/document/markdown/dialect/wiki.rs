//! Note books such as Obsidian, Logseq and Foam: links in double brackets, highlights, comments, block marks, fields.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::tags::regex;

/// Puts the words in the place of links between notes, and leaves out what only the note book reads.
pub(super) fn resolve(text: &str) -> String {
    static EMBEDS: LazyLock<Regex> = LazyLock::new(|| regex(r"[ \t]?!\[\[[^\]\n]*\]\]"));
    static LINKS: LazyLock<Regex> = LazyLock::new(|| regex(r"\[\[([^\[\]\n]+)\]\]"));
    static COMMENTS: LazyLock<Regex> = LazyLock::new(|| regex(r"(?s)([ \t]?)%%[^%]{1,2000}%%"));
    static HIGHLIGHTS: LazyLock<Regex> = LazyLock::new(|| regex(r"==([^\s=](?:[^=\n]*[^\s=])?)=="));
    static BLOCK_MARKS: LazyLock<Regex> = LazyLock::new(|| regex(r"(?m)[ \t]+\^[A-Za-z0-9-]{1,40}[ \t]*$"));
    // Lines of nothing but tags, and fields of the form `status:: draft`.
    static FIELDS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?m)^[ \t]*(?:#[\p{L}_][\p{L}\p{N}_/-]*[ \t]*)+$|^[ \t]*[\p{L}][\p{L}\p{N} _-]{0,40}::(?:[ \t].*)?$|[ \t]?[\[(][\p{L}][\p{L}\p{N} _-]{0,40}::[ \t][^\])\n]*[\])]",
        )
    });
    let text = EMBEDS.replace_all(text, "");
    let text = LINKS.replace_all(&text, |found: &Captures<'_>| shown(&found[1]));
    let text = COMMENTS.replace_all(&text, "$1");
    let text = HIGHLIGHTS.replace_all(&text, "$1");
    let text = BLOCK_MARKS.replace_all(&text, "");
    FIELDS.replace_all(&text, "").into_owned()
}

/// Returns what a link shows: its own words, else the note's name, without its folder.
fn shown(link: &str) -> String {
    if matches!(link.to_ascii_lowercase().trim_matches('_'), "toc") {
        return String::new();
    }
    if let Some((_, words)) = link.rsplit_once('|') {
        return words.to_owned();
    }
    let (note, heading) = link.split_once('#').unwrap_or((link, ""));
    let name = if note.is_empty() { heading.trim_start_matches(['#', '^']) } else { note };
    name.rsplit('/').next().unwrap_or(name).trim_end_matches(".md").to_owned()
}
