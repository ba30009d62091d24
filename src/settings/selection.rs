//! Settles which parts of articles are read.

use std::collections::BTreeMap;

use crate::document::{BadSelector, Part, Rules, Selection, Site};
use crate::error::Hint;

/// Why what is to be kept and dropped cannot be.
#[derive(Debug, thiserror::Error)]
pub enum SelectionError {
    /// A site's rules hold a selector that is none.
    #[error("the rules of the site `{site}` are wrong: {why}")]
    Selector {
        /// The site.
        site: String,
        /// Which selector.
        why: BadSelector,
    },
    /// A kind of block is to be both kept and dropped.
    #[error("`{part}` is both kept and dropped")]
    KeptAndDropped {
        /// The kind, as it is typed.
        part: String,
    },
}

impl Hint for SelectionError {
    fn hint(&self) -> Option<String> {
        Some(
            match self {
                Self::Selector { .. } => {
                    "write CSS selectors, such as \"aside.newsletter\", \"#comments\" or \"div[data-kind=promo] p\""
                }
                Self::KeptAndDropped { .. } => "list it under `keep` or `drop`, not both",
            }
            .to_owned(),
        )
    }
}

/// Checks what is chosen against itself, and the selectors of the rules.
pub(super) fn settle(
    keep: Vec<Part>,
    drop: Vec<Part>,
    rules: BTreeMap<String, Rules>,
) -> Result<Selection, SelectionError> {
    if let Some(part) = keep.iter().find(|part| drop.contains(part)) {
        return Err(SelectionError::KeptAndDropped { part: part.to_string() });
    }
    let site = |(host, rules): (String, Rules)| match rules.check() {
        Ok(()) => Ok(Site { host: host.to_ascii_lowercase(), rules }),
        Err(why) => Err(SelectionError::Selector { site: host, why }),
    };
    Ok(Selection { keep, drop, sites: rules.into_iter().map(site).collect::<Result<_, _>>()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_contradicts_itself_or_is_no_selector_is_told() {
        let both = settle(vec![Part::PullQuotes], vec![Part::PullQuotes], BTreeMap::new()).unwrap_err();
        assert_eq!(both.to_string(), "`pull-quotes` is both kept and dropped");
        let rules = |selector: &str| Rules { drop: vec![selector.to_owned()], ..Rules::default() };
        let wrong = settle(Vec::new(), Vec::new(), [("Example.org".to_owned(), rules("div["))].into()).unwrap_err();
        assert_eq!(wrong.to_string(), "the rules of the site `Example.org` are wrong: `div[` is not a CSS selector");
        let right = settle(Vec::new(), Vec::new(), [("Example.org".to_owned(), rules("aside.x"))].into()).unwrap();
        assert_eq!(right.sites[0].host, "example.org");
    }
}
