//! Files of edits: whatever the bytes, an error or edits that are read again as they were written, and applied to a story.
#![no_main]

use std::path::Path;

use aloud::document::{Block, BlockKind, Document};
use aloud::edits::Edits;
use aloud::script::{self, Reading};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let Ok(edits) = Edits::parse(&text, Path::new("x.edits.toml")) else { return };
    assert_eq!(Edits::parse(&edits.write(), Path::new("x.edits.toml")).ok().as_ref(), Some(&edits));
    let paragraph = |text: &str| Block::kept(BlockKind::Paragraph, text.to_owned());
    let blocks = vec![paragraph("The bridge reopened. A van crossed it."), paragraph("The ferry went home.")];
    let mut document = Document { blocks, ..Document::default() };
    edits.apply_to_blocks(&mut document, &|_| true);
    let mut script = script::compose(document, &Reading::default());
    edits.apply_to_script(&mut script, &|_| true);
});
