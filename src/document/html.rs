//! Reads HTML.

use super::{Block, BlockKind, fold_space};

/// Reads a piece of HTML that stands in Markdown: its words, all kept.
pub(super) fn fragment(html: &str) -> Vec<Block> {
    let mut text = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        text.push(' ');
        rest = rest[open..].find('>').map_or("", |close| &rest[open + close + 1..]);
    }
    text.push_str(rest);
    let text = fold_space(&text);
    if text.is_empty() { Vec::new() } else { vec![Block::kept(BlockKind::Paragraph, text)] }
}
