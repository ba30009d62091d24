//! Whether the words of stories go out beside their sound.

use std::str::FromStr;

/// Whether the words of a story stand in structured data and feeds, where machines take them from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FullText {
    /// They do.
    #[default]
    On,
    /// They do not: the story is behind a paywall.
    Off,
}

impl FromStr for FullText {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "on" => Ok(Self::On),
            "off" => Ok(Self::Off),
            _ => Err("use on or off".to_owned()),
        }
    }
}
