//! Languages by their BCP 47 tags, parsed once and compared without case.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use oxilangtag::LanguageTag;
use serde::{Deserialize, Deserializer, Serialize};

/// A language, by its tag in the usual form of RFC 5646, section 2.1.1: `de`, `en-GB`, `zh-Hant-TW`.
///
/// Tags are parsed leniently, as pages write them (`EN_us` is `en-US`), so that equal languages are equal values.
///
/// ```
/// use aloud::language::Language;
///
/// let austrian: Language = "DE_at".parse().unwrap();
/// assert_eq!(austrian.as_str(), "de-AT");
/// assert_eq!(austrian.primary(), "de");
/// assert!(austrian.is_like(&"de".parse().unwrap()));
/// assert!("no language".parse::<Language>().is_err());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(Arc<str>);

/// What was given is not a language tag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a language tag")]
pub struct NotALanguage(String);

impl Language {
    /// Returns the language that articles are in unless something says otherwise.
    #[must_use]
    pub fn english() -> Self {
        Self(Arc::from("en"))
    }

    /// Reads a tag; none for what is not one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().replace('_', "-");
        let tag = LanguageTag::parse_and_normalize(&text).ok()?;
        // Longer first parts are registered for no language that has a shorter one; pages write names there: `english`.
        let is_language = (2..=3).contains(&tag.primary_language().len());
        is_language.then(|| Self(Arc::from(tag.as_str())))
    }

    /// Returns the tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the first part of the tag, the language without script and region: `de` of `de-AT`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// Returns the language without script and region.
    #[must_use]
    pub fn to_primary(&self) -> Self {
        Self(Arc::from(self.primary()))
    }

    /// Returns the region, where the tag has one: `AT` of `de-AT`, `419` of `es-419`.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        // RFC 5646, section 2.2.4; a single letter begins an extension, in which such parts mean something else.
        let parts = self.0.split('-').skip(1).take_while(|part| part.len() > 1);
        let is_region = |part: &str| match part.len() {
            2 => part.bytes().all(|byte| byte.is_ascii_uppercase()),
            3 => part.bytes().all(|byte| byte.is_ascii_digit()),
            _ => false,
        };
        parts.into_iter().find(|part| is_region(part))
    }

    /// Returns whether both are one language, whatever the region: `en-US` is like `en-GB`.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        self.primary() == other.primary()
    }
}

/// Reads the language of something stored long ago or elsewhere: what is not a tag is no language, not an error.
///
/// # Errors
/// When the value is neither a string nor nothing.
pub(crate) fn lenient<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Language>, D::Error> {
    Ok(Option::<String>::deserialize(value)?.as_deref().and_then(Language::parse))
}

impl FromStr for Language {
    type Err = NotALanguage;

    fn from_str(text: &str) -> Result<Self, NotALanguage> {
        Self::parse(text).ok_or_else(|| NotALanguage(text.to_owned()))
    }
}

impl TryFrom<String> for Language {
    type Error = NotALanguage;

    fn try_from(text: String) -> Result<Self, NotALanguage> {
        text.parse()
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0.as_ref().to_owned()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_take_their_usual_form() {
        for (given, usual, primary, region) in [
            ("en_us", "en-US", "en", Some("US")),
            ("EN", "en", "en", None),
            (" zh-hant-tw ", "zh-Hant-TW", "zh", Some("TW")),
            ("es-419", "es-419", "es", Some("419")),
            ("de-x-1996", "de-x-1996", "de", None),
            ("ast", "ast", "ast", None),
        ] {
            let language = Language::parse(given).unwrap();
            assert_eq!((language.as_str(), language.primary(), language.region()), (usual, primary, region), "{given}");
            let json = serde_json::to_string(&language).unwrap();
            assert_eq!(serde_json::from_str::<Language>(&json).unwrap(), language);
        }
        for given in ["", "e", "english", "en--US", "42", "én"] {
            assert_eq!(Language::parse(given), None, "{given}");
        }
    }
}
