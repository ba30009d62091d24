//! `aloud script --explain`: each block of an article, whether it is read, what it is, and why.

use std::io::{self, Write};

use crate::document::{Block, BlockKind};
use crate::script::Script;

/// How much of a block is shown, in characters: with the columns before it, a line of most terminals.
const SHOWN_CHARS: usize = 90;

/// Prints what is known of the article, a line a block, and how many are read.
pub(super) fn print(out: &mut impl Write, script: &Script) -> io::Result<()> {
    let metadata = &script.metadata;
    let authors = Some(metadata.authors.join(", ")).filter(|authors| !authors.is_empty());
    let language = Some(script.language.to_string());
    let known = [
        ("title", metadata.title.clone()),
        ("authors", authors),
        ("published", metadata.published.clone()),
        ("modified", metadata.modified.clone()),
        ("site", metadata.site.clone()),
        ("section", metadata.section.clone()),
        ("url", metadata.url.clone()),
        ("language", language),
    ];
    for (name, value) in known {
        if let Some(value) = value {
            writeln!(out, "{name:10} {value}")?;
        }
    }
    writeln!(out)?;
    let why_width = script.blocks.iter().map(|block| block.verdict.why().chars().count()).max().unwrap_or_default();
    for block in &script.blocks {
        let read = if block.verdict.is_kept() { "read" } else { "skip" };
        writeln!(out, "{read}  {:<11}  {:<why_width$}  {}", kind(block), block.verdict.why(), opening(&block.text))?;
    }
    let read = script.blocks.iter().filter(|block| block.verdict.is_kept()).count();
    writeln!(out, "\n{read} of {} blocks are read, in {} sentences", script.blocks.len(), script.sentences.len())
}

/// Names what a block is.
fn kind(block: &Block) -> String {
    match block.kind {
        BlockKind::Heading { level } => format!("heading {level}"),
        BlockKind::ListItem { number: Some(number) } => format!("item {number}"),
        kind => kind.name().to_owned(),
    }
}

/// Returns how a text begins.
fn opening(text: &str) -> String {
    match text.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
