//! Any text composes a script in any language: no panic, and every pronunciation lies on its word.

#![no_main]

use aloud::document::{Block, BlockKind, Document};
use aloud::script::{self, LanguageChoice, Reading};
use libfuzzer_sys::fuzz_target;

const LANGUAGES: [&str; 6] = ["en", "de", "es", "fr", "uk", "it"];

fuzz_target!(|input: (u8, String)| {
    let (language, text) = input;
    let asked = LANGUAGES[usize::from(language) % LANGUAGES.len()].parse().ok();
    let language = LanguageChoice { asked, ..LanguageChoice::default() };
    let reading = Reading { language, ..Reading::default() };
    let blocks = vec![Block::kept(BlockKind::Paragraph, text)];
    let script = script::compose(Document { blocks, ..Document::default() }, &reading);
    for sentence in script.sentences {
        for told in sentence.pronunciations {
            assert!(sentence.spoken.get(told.range).is_some());
        }
    }
});
