//! What became of a page.

use std::path::PathBuf;
use std::str::FromStr;

use serde::Serialize;

/// What became of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    /// The player was put into it.
    Attached(Narrated),
    /// It has the player already, and everything is as it should be.
    Unchanged(Narrated),
    /// There is no narration of it.
    NoNarration,
    /// It is a transcript or an embed of ours, which stay as they are.
    Ours,
    /// The player was taken out of it.
    Removed,
    /// There was nothing of ours in it.
    Clean,
}

/// Which narration a page has, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Narrated {
    /// The narration's manifest.
    pub manifest: PathBuf,
    /// How many sentences the story has in it.
    pub sentences: usize,
    /// How many of them were found in the page's text.
    pub found: usize,
    /// In which way the player comes into the page.
    pub way: Way,
    /// The framework that draws the page in the browser, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub framework: Option<&'static str>,
}

/// In which way the player comes into a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// By its script where a framework draws the page, else as an element.
    #[default]
    Auto,
    /// As an element that works without scripts; the text is left as it is.
    Element,
    /// By a script in the head alone: nothing that a framework draws is touched.
    Script,
    /// As an element, and with a mark around each sentence in the text.
    Spans,
}

impl Way {
    /// Returns its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Element => "element",
            Self::Script => "script",
            Self::Spans => "spans",
        }
    }
}

impl FromStr for Way {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let all = [Self::Auto, Self::Element, Self::Script, Self::Spans];
        all.into_iter().find(|way| way.name() == name).ok_or_else(|| "use auto, element, script or spans".to_owned())
    }
}
