//! Lexicons, as TOML and as PLS: whatever the bytes, an error or entries that are read again as they were written.
#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use aloud::language::Language;
use aloud::script::Lexicon;
use aloud::script::lexicon::{Spoken, read_file, write_file};
use libfuzzer_sys::fuzz_target;

static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("aloud-fuzz-lexicon-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    folder
});

fuzz_target!(|input: (bool, &[u8])| {
    let (is_pls, bytes) = input;
    let path = FOLDER.join(if is_pls { "x.pls" } else { "x.toml" });
    fs::write(&path, bytes).expect("a lexicon");
    let Ok(entries) = read_file(&path) else { return };
    let again = FOLDER.join("again.toml");
    write_file(&again, &entries).expect("a lexicon");
    assert_eq!(read_file(&again).ok().as_ref(), Some(&entries));
    if let Ok(lexicon) = Lexicon::new(entries) {
        let (language, voice) = (Language::english(), "heart");
        let spoken = Spoken { language: &language, voice };
        lexicon.say("The bridge over the Spree, NATO said, reopened.", spoken, &str::to_owned);
    }
});
