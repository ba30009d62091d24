//! Which of the articles that are found are taken: those since a day, those of a section, a site, an author, a language.

use std::str::FromStr;

use chrono::{DateTime, Utc};

use super::since;

/// Which articles are taken; all unless something is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Those that are dated at or after this time.
    pub since: Option<DateTime<Utc>>,
    /// Those that all of these hold of.
    pub conditions: Vec<Condition>,
}

/// What must hold of an article: a field that is one of some values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    field: Field,
    /// In small letters.
    values: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Section,
    Site,
    Author,
    Language,
}

/// What is known of an article; what is not known is empty.
#[derive(Debug, Clone, Copy, Default)]
pub struct Facts<'a> {
    /// The section it was published in.
    pub section: Option<&'a str>,
    /// The name of its site.
    pub site: Option<&'a str>,
    /// Its authors.
    pub authors: &'a [String],
    /// Its language.
    pub language: Option<&'a str>,
    /// When it was published, and when it was changed.
    pub dates: [Option<&'a str>; 2],
}

impl FromStr for Condition {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let usage = || "use section=sport, site=…, author=… or language=…; several values with commas".to_owned();
        let (field, values) = text.split_once('=').ok_or_else(usage)?;
        let field = match field.trim().to_ascii_lowercase().as_str() {
            "section" => Field::Section,
            "site" => Field::Site,
            "author" => Field::Author,
            "language" | "lang" => Field::Language,
            _ => return Err(usage()),
        };
        let values = values.split(',').map(|value| value.trim().to_lowercase()).filter(|value| !value.is_empty());
        let values: Vec<String> = values.collect();
        if values.is_empty() { Err(usage()) } else { Ok(Self { field, values }) }
    }
}

impl Condition {
    /// Returns whether it holds; none where the field is not known.
    fn holds(&self, facts: &Facts<'_>) -> Option<bool> {
        let is_one = |value: &str| self.values.contains(&value.trim().to_lowercase());
        match self.field {
            Field::Section => facts.section.map(is_one),
            Field::Site => facts.site.map(is_one),
            Field::Author => (!facts.authors.is_empty()).then(|| facts.authors.iter().any(|author| is_one(author))),
            Field::Language => facts.language.map(|own| {
                let primary = own.split('-').next().unwrap_or(own);
                is_one(own) || is_one(primary)
            }),
        }
    }
}

impl Chosen {
    /// Returns whether all articles are taken.
    #[must_use]
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }

    /// Returns whether an article is taken of which all is known that ever will be: what is not known does not hold.
    #[must_use]
    pub fn takes(&self, facts: &Facts<'_>) -> bool {
        self.conditions.iter().all(|condition| condition.holds(facts) == Some(true)) && self.is_recent(facts)
    }

    /// Returns whether an article may be taken as far as a list tells of it.
    #[must_use]
    pub fn may_take(&self, facts: &Facts<'_>) -> bool {
        self.conditions.iter().all(|condition| condition.holds(facts) != Some(false))
    }

    /// Returns whether an article is dated since the day asked for; without a date it is not.
    #[must_use]
    pub fn is_recent(&self, facts: &Facts<'_>) -> bool {
        let latest = || facts.dates.iter().flatten().filter_map(|date| since::parse(date)).max();
        self.since.is_none_or(|since| latest().is_some_and(|date| date >= since))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_hold_of_what_is_known() {
        let chosen = |conditions: &[&str], since: Option<&str>| Chosen {
            since: since.and_then(since::parse),
            conditions: conditions.iter().map(|text| text.parse().unwrap()).collect(),
        };
        let authors = ["Ann Li".to_owned()];
        let facts = Facts {
            section: Some("Sport"),
            authors: &authors,
            language: Some("en-GB"),
            dates: [Some("2026-03-01"), Some("Mon, 02 Mar 2026 10:00:00 GMT")],
            ..Facts::default()
        };
        for (conditions, since, takes, may_take) in [
            (&["section=sport"][..], None, true, true),
            (&["section=news,sport", "author=ann li"], None, true, true),
            (&["section=news"], None, false, false),
            (&["site=example.org"], None, false, true),
            (&["language=en"], Some("2026-03-02"), true, true),
            (&[], Some("2026-03-03"), false, true),
        ] {
            let chosen = chosen(conditions, since);
            assert_eq!((chosen.takes(&facts), chosen.may_take(&facts)), (takes, may_take), "{conditions:?} {since:?}");
        }
        assert!("sport".parse::<Condition>().is_err() && "colour=red".parse::<Condition>().is_err());
    }
}
