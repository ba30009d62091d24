//! An answer of a kind, made of a sentence's sound.

use std::path::Path;

use super::kinds::{Kind, Make};
use super::speech::{Sentence, quoted, run, wav};

/// Makes the answer of this kind; `None` where a program is missing.
pub(super) fn answer(kind: &Kind, sentence: &Sentence) -> Option<Vec<u8>> {
    match kind.make {
        Make::Line(line) => by_line(line, &sentence.wav()),
        Make::Changed(line, change) => by_line(line, &sentence.wav()).map(change),
        Make::Thirds(line) => thirds(line, sentence),
        Make::ThirdsChanged(line, change) => thirds(line, sentence).map(change),
        Make::Hand(make) => Some(make(sentence.wav())),
    }
}

fn thirds(line: &str, sentence: &Sentence) -> Option<Vec<u8>> {
    let parts = sentence.samples.chunks(sentence.samples.len().div_ceil(3));
    let made: Option<Vec<_>> = parts.map(|part| by_line(line, &wav(part))).collect();
    made.map(|parts| parts.concat())
}

fn by_line(line: &str, wav: &[u8]) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("in.wav"), folder.path().join("out"));
    std::fs::write(&from, wav).unwrap();
    let set = |name: &str, path: &Path| format!("{name}={}; ", quoted(path));
    run(&format!("{}{}{line}", set("in", &from), set("out", &to)))?;
    Some(std::fs::read(to).unwrap())
}
