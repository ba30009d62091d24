//! Which voice says what, besides the one that reads: by language, section, site, and by what is said.

use std::collections::BTreeMap;
use std::convert::Infallible;

use serde::{Deserialize, Serialize};

use crate::language::Language;

/// Who says what, besides the one who reads. Each is a voice's name, the voice, or whoever speaks by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>"), default)]
pub struct Casting<T> {
    /// Articles in other languages, by that language without its region.
    pub languages: BTreeMap<Language, T>,
    /// Quotations in another language than the article's, by that language without its region.
    pub quotations: BTreeMap<Language, T>,
    /// Articles of a section, by its name in small letters.
    pub sections: BTreeMap<String, T>,
    /// Articles of a site, by its host in small letters.
    pub sites: BTreeMap<String, T>,
    /// Quotations, those set apart and those inside paragraphs.
    pub quote: Option<T>,
    /// Headlines and headings.
    pub title: Option<T>,
    /// Those who speak in an interview, by the names before the colons, in small letters.
    pub speakers: BTreeMap<String, T>,
}

impl<T> Default for Casting<T> {
    fn default() -> Self {
        Self {
            languages: BTreeMap::new(),
            quotations: BTreeMap::new(),
            sections: BTreeMap::new(),
            sites: BTreeMap::new(),
            quote: None,
            title: None,
            speakers: BTreeMap::new(),
        }
    }
}

impl<T> Casting<T> {
    /// Returns all of them.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        let by_language = self.languages.values().chain(self.quotations.values());
        let by_name = self.sections.values().chain(self.sites.values()).chain(self.speakers.values());
        by_language.chain(by_name).chain(&self.quote).chain(&self.title)
    }

    /// Returns all of them, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        let by_language = self.languages.values_mut().chain(self.quotations.values_mut());
        let by_name = self.sections.values_mut().chain(self.sites.values_mut()).chain(self.speakers.values_mut());
        by_language.chain(by_name).chain(&mut self.quote).chain(&mut self.title)
    }

    /// Makes something else of each.
    ///
    /// # Errors
    /// The first of `make`.
    pub fn try_map<'a, U, E>(&'a self, mut make: impl FnMut(&'a T) -> Result<U, E>) -> Result<Casting<U>, E> {
        Ok(Casting {
            languages: by_key(&self.languages, Language::to_primary, &mut make)?,
            quotations: by_key(&self.quotations, Language::to_primary, &mut make)?,
            sections: by_key(&self.sections, |name| name.to_lowercase(), &mut make)?,
            sites: by_key(&self.sites, |host| host.to_lowercase(), &mut make)?,
            quote: self.quote.as_ref().map(&mut make).transpose()?,
            title: self.title.as_ref().map(&mut make).transpose()?,
            speakers: by_key(&self.speakers, |name| name.to_lowercase(), &mut make)?,
        })
    }

    /// Makes something else of each that is made without fail.
    #[must_use]
    pub fn map<'a, U>(&'a self, mut make: impl FnMut(&'a T) -> U) -> Casting<U> {
        let Ok(made) = self.try_map(|value| Ok::<U, Infallible>(make(value)));
        made
    }

    /// Returns who reads the articles of a site and of those below it, the one that names it most closely.
    #[must_use]
    pub fn of_site(&self, host: &str) -> Option<&T> {
        let host = host.to_lowercase();
        let is_of = |site: &str| host.strip_suffix(site).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        self.sites.iter().filter(|(site, _)| is_of(site)).max_by_key(|(site, _)| site.len()).map(|(_, value)| value)
    }
}

fn by_key<'a, K: Ord, T, U, E>(
    all: &'a BTreeMap<K, T>,
    key: impl Fn(&K) -> K,
    make: &mut impl FnMut(&'a T) -> Result<U, E>,
) -> Result<BTreeMap<K, U>, E> {
    all.iter().map(|(own, value)| Ok((key(own), make(value)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_site_counts_and_names_are_in_small_letters() {
        let voice = |name: &str| name.to_owned();
        let casting = Casting {
            sites: [("Example.org".to_owned(), voice("a")), ("news.example.org".to_owned(), voice("b"))].into(),
            speakers: [("Ann Li".to_owned(), voice("c"))].into(),
            quote: Some(voice("d")),
            ..Casting::default()
        };
        let casting = casting.map(Clone::clone);
        assert_eq!(casting.of_site("www.example.org").map(String::as_str), Some("a"));
        assert_eq!(casting.of_site("NEWS.example.org").map(String::as_str), Some("b"));
        assert_eq!(casting.of_site("badexample.org"), None);
        assert_eq!(casting.speakers.get("ann li").map(String::as_str), Some("c"));
        assert_eq!(casting.values().count(), 4);
    }
}
