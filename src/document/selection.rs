//! What the publisher chooses to have read: kinds of blocks, and on each site the elements to read or to leave out.

use std::fmt;
use std::str::FromStr;

use dom_query::Matcher;
use serde::{Deserialize, Serialize};

use super::block::{Block, BlockKind, Verdict};
use super::document::Document;
use super::metadata::Metadata;
use super::reason::{Grounds, Reason};
use crate::source::{Article, Origin};

/// A kind of block that can be kept or dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Headings inside the story.
    Headings,
    /// Block quotations.
    Quotes,
    /// Quotations set out as a display, where the text does not say them too.
    PullQuotes,
    /// Items of lists.
    Lists,
    /// What stands under pictures.
    Captions,
    /// Tables, a sentence a row.
    Tables,
    /// Program text. A note is said in its place unless it is kept or dropped.
    Code,
    /// Footnotes.
    Notes,
}

/// The kinds with the names they are chosen by.
const NAMES: [(Part, &str); 8] = [
    (Part::Headings, "headings"),
    (Part::Quotes, "quotes"),
    (Part::PullQuotes, "pull-quotes"),
    (Part::Lists, "lists"),
    (Part::Captions, "captions"),
    (Part::Tables, "tables"),
    (Part::Code, "code"),
    (Part::Notes, "notes"),
];

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = NAMES.iter().find(|(part, _)| part == self).map_or("", |(_, name)| name);
        f.write_str(name)
    }
}

impl FromStr for Part {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let name = text.trim().to_ascii_lowercase();
        let found = NAMES.iter().find(|(_, own)| *own == name).map(|(part, _)| *part);
        found.ok_or_else(|| format!("use {}", NAMES.map(|(_, name)| name).join(", ")))
    }
}

impl Part {
    fn holds(self, block: &Block) -> bool {
        let is_note = block.verdict == Verdict::Skipped(Reason::Footnote);
        match block.kind {
            _ if is_note => self == Self::Notes,
            // The headline is no part of the story that could be dropped: `headline = false` leaves it out.
            BlockKind::Heading { level } => self == Self::Headings && level > 1,
            BlockKind::Quote => self == Self::Quotes,
            BlockKind::PullQuote => self == Self::PullQuotes,
            BlockKind::ListItem { .. } => self == Self::Lists,
            BlockKind::Caption => self == Self::Captions,
            BlockKind::Table => self == Self::Tables,
            BlockKind::Code => self == Self::Code,
            BlockKind::Paragraph | BlockKind::Boilerplate => false,
        }
    }
}

/// What is chosen to be read, beside the story.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Selection {
    /// Kinds of blocks that are read though they are skipped by themselves.
    pub keep: Vec<Part>,
    /// Kinds of blocks that are not read.
    pub drop: Vec<Part>,
    /// The rules of sites; of several that fit, the one that names the site most closely counts.
    pub sites: Vec<Site>,
}

/// The rules of one site, as CSS selectors that were found well formed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Site {
    /// The host; its subdomains are meant too.
    pub host: String,
    /// What the rules say.
    pub rules: Rules,
}

/// CSS selectors of elements.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Rules {
    /// The elements the story stands in; nothing outside them is read.
    pub story: Vec<String>,
    /// Elements that are read whatever else is thought of them.
    pub keep: Vec<String>,
    /// Elements that are not read.
    pub drop: Vec<String>,
}

/// A selector that is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{selector}` is not a CSS selector")]
pub struct BadSelector {
    /// What was given.
    pub selector: String,
}

impl Rules {
    /// Checks that every selector is one.
    ///
    /// # Errors
    /// With the first that is not.
    pub fn check(&self) -> Result<(), BadSelector> {
        let mut all = self.story.iter().chain(&self.keep).chain(&self.drop);
        let bad = all.find(|selector| Matcher::new(selector).is_err());
        bad.map_or(Ok(()), |selector| Err(BadSelector { selector: selector.clone() }))
    }
}

impl Selection {
    /// Returns whether nothing was chosen.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// Returns what counts for one article: the kinds that were chosen, and the rules of its site alone.
    #[must_use]
    pub fn of(&self, article: &Article, metadata: &Metadata) -> Self {
        let sites = self.site(article, metadata).into_iter().cloned().collect();
        Self { keep: self.keep.clone(), drop: self.drop.clone(), sites }
    }

    /// Returns the rules of the site that an article is from.
    pub(super) fn rules(&self, article: &Article, metadata: &Metadata) -> Option<&Rules> {
        self.site(article, metadata).map(|site| &site.rules)
    }

    /// Returns the host under which the rules of an article's site stand, or would stand.
    pub(super) fn host(&self, article: &Article, metadata: &Metadata) -> Option<String> {
        let own = || {
            let host = host_of(article, metadata)?;
            Some(host.strip_prefix("www.").map(str::to_owned).unwrap_or(host))
        };
        self.site(article, metadata).map(|site| site.host.clone()).or_else(own)
    }

    fn site(&self, article: &Article, metadata: &Metadata) -> Option<&Site> {
        let host = host_of(article, metadata)?;
        let fits = self.sites.iter().filter(|site| {
            let parent = host.strip_suffix(site.host.as_str());
            parent.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        });
        fits.max_by_key(|site| site.host.len())
    }

    /// Keeps and drops the kinds of blocks that were chosen.
    pub(super) fn apply(&self, document: &mut Document) {
        for block in &mut document.blocks {
            let chosen = |parts: &[Part]| parts.iter().any(|part| part.holds(block));
            let (keep, drop) = (chosen(&self.keep), chosen(&self.drop));
            let by_kind = matches!(block.verdict, Verdict::Skipped(why) if why.is_of_kind());
            if drop && (block.verdict.is_kept() || by_kind) {
                block.verdict = Verdict::Skipped(Reason::Choice);
            } else if keep && by_kind {
                block.verdict = Verdict::Kept(Grounds::Choice);
            }
        }
    }
}

/// Returns the host of the address that an article has or names, in small letters.
fn host_of(article: &Article, metadata: &Metadata) -> Option<String> {
    let found = match &article.origin {
        Origin::Web(url) => Some(url),
        _ => article.known.url.as_ref().or(metadata.url.as_ref()),
    };
    host(found?).map(str::to_ascii_lowercase)
}

/// Returns the host of an address.
fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    Some(host.split(':').next().unwrap_or(host)).filter(|host| !host.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{ListedMetadata, Markup};

    fn article(url: &str) -> Article {
        let markup = Markup::Html(String::new());
        Article { id: "x".into(), origin: Origin::Web(url.into()), markup, known: ListedMetadata::default() }
    }

    #[test]
    fn a_site_is_found_by_its_host_and_the_closest_counts() {
        let site =
            |host: &str| Site { host: host.into(), rules: Rules { drop: vec![host.into()], ..Rules::default() } };
        let selection =
            Selection { sites: vec![site("example.org"), site("news.example.org")], ..Selection::default() };
        let found = |url: &str| selection.rules(&article(url), &Metadata::default()).map(|rules| rules.drop[0].clone());
        assert_eq!(found("https://www.example.org/a").as_deref(), Some("example.org"));
        assert_eq!(found("https://News.example.org:8080/a").as_deref(), Some("news.example.org"));
        assert_eq!(found("https://badexample.org/"), None);
    }

    #[test]
    fn kinds_are_kept_and_dropped() {
        let selection =
            Selection { keep: vec![Part::Tables], drop: vec![Part::Lists, Part::Code], ..Selection::default() };
        let blocks = vec![
            Block::skipped(BlockKind::Table, "a", Reason::Table),
            Block::skipped(BlockKind::Table, "b", Reason::OutsideStory),
            Block::kept(BlockKind::ListItem { number: None }, "c"),
            Block::skipped(BlockKind::Code, "d", Reason::Code),
            Block::kept(BlockKind::Paragraph, "e"),
        ];
        let mut document = Document { blocks, ..Document::default() };
        selection.apply(&mut document);
        let whys: Vec<_> = document.blocks.iter().map(|block| block.verdict.why()).collect();
        assert_eq!(whys, ["kept by choice", "outside the story", "dropped by choice", "dropped by choice", "story"]);
    }

    #[test]
    fn a_bad_selector_is_named() {
        let rules = Rules { drop: vec!["aside.x".into(), "div[".into()], ..Rules::default() };
        assert_eq!(rules.check(), Err(BadSelector { selector: "div[".into() }));
    }
}
