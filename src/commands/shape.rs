//! What shapes narrations besides the articles and the engine, as hashes: of two that differ it can be told what was changed.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::Context as _;

use crate::pipeline::MASTER_FORMAT;
use crate::secrets::KeyPlace;
use crate::settings::Settings;
use crate::voice::{Limits, Voice};

/// Between the hashes of a shape.
const BETWEEN: char = '-';
/// Digits of each: 64 bits, of which no two that an output folder sees are the same by chance.
const DIGITS: usize = 16;
/// What each hash of a shape is of, in their order.
const CHANGED: [&str; 5] = [
    "aloud makes narrations otherwise since",
    "the voice's file was changed since",
    "a lexicon was changed since",
    "the sound of narrations, their music or cover, or what is written beside them was changed since",
    "what is read and said was changed since",
];

/// Hashes everything that shapes narrations besides the articles and the engine: the version of the program, what the voices'
/// files and the lexicons hold, how the master is to sound, and every other setting.
pub(super) fn shape(settings: &Settings) -> anyhow::Result<String> {
    let version = format!("{} {MASTER_FORMAT}", env!("CARGO_PKG_VERSION"));
    let finish = format!("{:?}", settings.finish);
    let parts = [version, voices(settings)?, lexicons(settings)?, finish, rest(settings)];
    let hashes = parts.map(|part| blake3::hash(part.as_bytes()).to_hex()[..DIGITS].to_owned());
    Ok(hashes.join(&BETWEEN.to_string()))
}

/// Says what was changed between two shapes.
pub(super) fn change(before: &str, now: &str) -> Option<&'static str> {
    let differ = before.split(BETWEEN).zip(now.split(BETWEEN)).position(|(before, now)| before != now);
    // One of another form was made by an older version.
    let otherwise = (before != now).then_some(CHANGED[0]);
    differ.and_then(|part| CHANGED.get(part).copied()).or(otherwise)
}

/// What voices are, but for what their services allow and where their keys are.
fn voices(settings: &Settings) -> anyhow::Result<String> {
    let others = settings.quotations.values().chain(&settings.fallback);
    let mut voices = String::new();
    for name in std::iter::once(&settings.voice).chain(others) {
        let voice = Voice::find(name, &settings.voices)?;
        voices.push_str(&format!("{:?}", Voice { limits: Limits::default(), keys: BTreeMap::new(), ..voice }));
    }
    Ok(voices)
}

fn lexicons(settings: &Settings) -> anyhow::Result<String> {
    let hash = |path: &PathBuf| {
        let lexicon = fs::read(path).with_context(|| format!("cannot read the lexicon {}", path.display()))?;
        Ok(blake3::hash(&lexicon).to_hex().to_string())
    };
    settings.lexicons.iter().map(hash).collect()
}

/// The other settings: where things are kept and what is done with them afterwards shapes nothing.
fn rest(settings: &Settings) -> String {
    let mut rest = Settings {
        cache_max_bytes: None,
        fetch: Default::default(),
        voice: String::new(),
        lexicons: Vec::new(),
        finish: Default::default(),
        store: None,
        s3: Default::default(),
        feed: Default::default(),
        wordpress: None,
        ghost: None,
        webhook: None,
        ..settings.clone()
    };
    for place in [&mut rest.out, &mut rest.cache, &mut rest.voices] {
        *place = PathBuf::new();
    }
    if let Some(signing) = &mut rest.signing {
        signing.key = KeyPlace::Env(String::new());
    }
    format!("{rest:?}")
}
