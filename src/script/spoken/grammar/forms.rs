//! The forms of words that numbers ask for: genders, cases, counted nouns.

/// A noun that is counted: its forms after one, after few (Slavic languages: 2 to 4), after many.
pub(crate) type Noun = (&'static str, [&'static str; 3], Gender);

/// The gender that a number agrees with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    /// Masculine.
    Masculine,
    /// Feminine.
    Feminine,
    /// Neuter.
    Neuter,
}

/// The case that a number stands in, where it is not its first form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// "до п’яти".
    Genitive,
    /// "п’ятьом", "mit einem".
    Dative,
    /// "одну годину".
    Accusative,
    /// "п’ятьма".
    Instrumental,
    /// "у двохстах".
    Locative,
}

/// Returns a noun after decimals as after many.
pub(crate) fn as_after_many((_, forms, _): &Noun, _whole: &str) -> String {
    forms[2].to_owned()
}

/// One, or many.
pub(crate) fn one_or_many(number: u64) -> usize {
    if number == 1 { 0 } else { 2 }
}
