//! Voices whose weights can be fetched: the table `voices/offers/offers.toml`, written out.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::sex::Sex;
use super::terms::Terms;
use crate::language::Language;

/// Voices that have something in common.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    engine: String,
    licence: Option<String>,
    longest_chars: usize,
    #[serde(default)]
    settings: BTreeMap<String, toml::Value>,
    voices: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    languages: Vec<Language>,
    sex: Option<Sex>,
    licence: Option<String>,
    terms: Option<Terms>,
    description: String,
    settings: BTreeMap<String, toml::Value>,
}

#[derive(Deserialize)]
struct Table {
    family: Vec<Family>,
}

/// A voice of the table, its files not yet in their places.
pub(super) struct Offer {
    pub(super) name: String,
    pub(super) engine: String,
    pub(super) languages: Vec<Language>,
    pub(super) licence: String,
    pub(super) description: String,
    pub(super) sex: Option<Sex>,
    pub(super) terms: Option<Terms>,
    pub(super) longest_chars: usize,
    pub(super) settings: BTreeMap<String, toml::Value>,
}

/// Returns the voices of the table.
pub(super) fn all() -> impl Iterator<Item = Offer> {
    let table: Table =
        toml::from_str(include_str!("../../voices/offers/offers.toml")).expect("the table is well formed");
    table.family.into_iter().flat_map(Family::offers)
}

impl Family {
    fn offers(self) -> impl Iterator<Item = Offer> {
        let Self { engine, licence, longest_chars, settings, voices } = self;
        voices.into_iter().map(move |row| Offer {
            name: row.name,
            engine: engine.clone(),
            languages: row.languages,
            licence: row.licence.or_else(|| licence.clone()).expect("a voice of the table has a licence"),
            description: row.description,
            sex: row.sex,
            terms: row.terms,
            longest_chars,
            settings: settings.clone().into_iter().chain(row.settings).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weights;

    #[test]
    fn every_voice_of_the_table_has_weights_of_the_other_table() {
        let voices: Vec<Offer> = all().collect();
        for voice in &voices {
            let files = voice.settings.values().filter_map(|value| value.get("weights")?.as_str());
            let files: Vec<&str> = files.collect();
            assert!(!files.is_empty(), "{}", voice.name);
            for file in files {
                assert!(weights::find(file).is_some(), "{}: {file}", voice.name);
            }
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(voice.name.chars().all(plain), "{}", voice.name);
            assert_eq!(
                voices.iter().filter(|other| other.name == voice.name).count(),
                1,
                "{} is there twice",
                voice.name
            );
        }
    }
}
