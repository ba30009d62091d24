//! Which voices say what besides: a part of the table `[voices]`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::language::Language;
use crate::pipeline::Casting;

/// The voices of sections, sites, quotations, headlines and speakers.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RoleVoices {
    /// The voices of articles, by the section they were published in.
    pub section: BTreeMap<String, String>,
    /// The voices of articles, by the host of their site; hosts below it are meant too.
    pub site: BTreeMap<String, String>,
    /// The voice of quotations: those that are set apart, and those of four words or more inside paragraphs.
    pub quote: Option<String>,
    /// The voice of headlines and headings.
    pub title: Option<String>,
    /// The voices of those who speak in an interview, by the names before the colons.
    pub speakers: BTreeMap<String, String>,
}

impl RoleVoices {
    /// Joins them with the voices by language.
    pub(super) fn with(
        self,
        languages: BTreeMap<Language, String>,
        quotations: BTreeMap<Language, String>,
    ) -> Casting<String> {
        let Self { section: sections, site: sites, quote, title, speakers } = self;
        Casting { languages, quotations, sections, sites, quote, title, speakers }
    }

    /// Returns all of them, to be changed.
    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let by_name = self.section.values_mut().chain(self.site.values_mut()).chain(self.speakers.values_mut());
        by_name.chain(&mut self.quote).chain(&mut self.title)
    }

    /// Returns all of them.
    pub(super) fn values(&self) -> impl Iterator<Item = &String> {
        let by_name = self.section.values().chain(self.site.values()).chain(self.speakers.values());
        by_name.chain(&self.quote).chain(&self.title)
    }
}
