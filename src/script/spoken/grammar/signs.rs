//! How the signs in addresses are called.

/// The names of the signs in addresses.
pub(crate) struct Signs {
    /// `.`
    pub(crate) dot: &'static str,
    /// `@`
    pub(crate) at: &'static str,
    /// `/`
    pub(crate) slash: &'static str,
    /// `-`
    pub(crate) dash: &'static str,
    /// `_`
    pub(crate) underscore: &'static str,
    /// `:`
    pub(crate) colon: &'static str,
    /// `&`, between words.
    pub(crate) and: &'static str,
    /// `#`, before a word.
    pub(crate) tag: &'static str,
}
