//! Rules made of one block: what would have it read, or left out, wherever its like is found.

use dom_query::{Document as Dom, NodeRef};
use serde::{Deserialize, Serialize};

use super::block::{Block, BlockKind};
use super::mended;
use super::metadata::Metadata;
use super::selection::{Part, Rules, Selection, Site};
use crate::source::{Article, Markup};

/// How far up from the element of a block names are looked for. Taste: above that stands the page.
const UP: usize = 5;
/// The most rules that are offered. Taste.
const MOST: usize = 6;
/// Elements that are told by their names.
const TELLING: [&str; 8] = ["aside", "figcaption", "figure", "footer", "nav", "details", "form", "header"];

/// What a rule is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "kebab-case")]
pub enum Rule {
    /// Elements of a site.
    Elements {
        /// The site's host, as the settings have it.
        host: String,
        /// A CSS selector.
        selector: String,
    },
    /// A kind of blocks, of all sites.
    Kind {
        /// The kind.
        part: Part,
    },
}

impl Rule {
    /// Returns the rules that a block could be the model of, the narrowest first.
    #[must_use]
    pub fn of_block(article: &Article, metadata: &Metadata, block: &Block, selection: &Selection) -> Vec<Self> {
        let host = selection.host(article, metadata);
        let selectors = match &article.markup {
            Markup::Html(text) => selectors(&mended::characters(text), &block.text),
            _ => Vec::new(),
        };
        let of_site = host.into_iter().flat_map(|host| {
            let rule = |selector: &String| Self::Elements { host: host.clone(), selector: selector.clone() };
            selectors.iter().take(MOST).map(rule).collect::<Vec<_>>()
        });
        let by_kind = Part::of(block).map(|part| Self::Kind { part });
        of_site.chain(by_kind).collect()
    }
}

impl Selection {
    /// Returns the choice with a rule more, that its blocks are read or are not.
    #[must_use]
    pub fn with(&self, rule: &Rule, is_read: bool) -> Self {
        let mut chosen = self.without(rule, !is_read);
        match rule {
            Rule::Kind { part } => {
                let parts = if is_read { &mut chosen.keep } else { &mut chosen.drop };
                if !parts.contains(part) {
                    parts.push(*part);
                }
            }
            Rule::Elements { host, selector } => {
                let at = chosen.sites.iter().position(|site| site.host == *host);
                let at = at.unwrap_or_else(|| {
                    chosen.sites.push(Site { host: host.clone(), rules: Rules::default() });
                    chosen.sites.len() - 1
                });
                let rules = &mut chosen.sites[at].rules;
                let selectors = if is_read { &mut rules.keep } else { &mut rules.drop };
                if !selectors.contains(selector) {
                    selectors.push(selector.clone());
                }
            }
        }
        chosen
    }

    /// Returns the choice without a rule, that its blocks are read or are not.
    #[must_use]
    pub fn without(&self, rule: &Rule, is_read: bool) -> Self {
        let mut chosen = self.clone();
        match rule {
            Rule::Kind { part } => {
                (if is_read { &mut chosen.keep } else { &mut chosen.drop }).retain(|other| other != part);
            }
            Rule::Elements { host, selector } => {
                for site in chosen.sites.iter_mut().filter(|site| site.host == *host) {
                    let selectors = if is_read { &mut site.rules.keep } else { &mut site.rules.drop };
                    selectors.retain(|other| other != selector);
                }
            }
        }
        chosen
    }
}

impl Part {
    /// Returns the kind that a block is of, where it can be kept and dropped.
    fn of(block: &Block) -> Option<Self> {
        Some(match block.kind {
            BlockKind::Heading { level } if level > 1 => Self::Headings,
            BlockKind::Quote => Self::Quotes,
            BlockKind::PullQuote => Self::PullQuotes,
            BlockKind::ListItem { .. } => Self::Lists,
            BlockKind::Caption => Self::Captions,
            BlockKind::Table => Self::Tables,
            BlockKind::Code => Self::Code,
            BlockKind::Heading { .. } | BlockKind::Paragraph | BlockKind::Boilerplate => return None,
        })
    }
}

/// Returns selectors of the element that says a text and of those around it, from the inside out.
fn selectors(html: &str, text: &str) -> Vec<String> {
    let (dom, wanted) = (Dom::from(html), letters(text));
    if wanted.is_empty() {
        return Vec::new();
    }
    let all = dom.select("body *");
    let holding = all.nodes().iter().filter(|node| node.is_element()).filter_map(|node| {
        let own = letters(&node.text());
        own.contains(&wanted).then_some((own.len(), node))
    });
    // Of those that say no more the innermost comes last.
    let mut found: Option<(usize, &NodeRef<'_>)> = None;
    for (length, node) in holding {
        if found.is_none_or(|(shortest, _)| length <= shortest) {
            found = Some((length, node));
        }
    }
    let mut selectors = Vec::new();
    let mut at = found.map(|(_, node)| *node);
    for _ in 0..UP {
        let Some(node) = at else { break };
        for selector in names(&node) {
            if !selectors.contains(&selector) {
                selectors.push(selector);
            }
        }
        at = node.parent().filter(|up| !up.has_name("body") && !up.has_name("html"));
    }
    selectors
}

/// Returns selectors by which an element is told from others.
fn names(node: &NodeRef<'_>) -> Vec<String> {
    let tag = node.node_name().unwrap_or_default().to_ascii_lowercase();
    let classes = node.attr("class").map(|classes| classes.to_string()).unwrap_or_default();
    let mut names: Vec<String> = classes
        .split_whitespace()
        .filter(|class| is_name(class))
        .map(|class| format!("{tag}.{class}"))
        .take(2)
        .collect();
    names.extend(node.attr("id").filter(|id| is_name(id)).map(|id| format!("#{id}")));
    if names.is_empty() && TELLING.contains(&&*tag) {
        names.push(tag);
    }
    names
}

/// Returns whether a class or an id is a word that someone chose, and not one that a program makes up for every page.
fn is_name(name: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let digits = name.chars().filter(char::is_ascii_digit).count();
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_letter) && digits < 3 && name.len() < 60
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::read;
    use crate::source::{ListedMetadata, Origin};

    const PAGE: &str = "<html><body><article><h1>The bridge</h1><p>The bridge reopened on Saturday after a long winter of work.</p>\
        <div class='promo x12345'><p class=lead>Become a member today.</p></div><p>Everyone crossed it, and nobody was hurt.</p></article></body></html>";

    fn article() -> Article {
        let markup = Markup::Html(PAGE.to_owned());
        Article {
            id: "x".into(),
            origin: Origin::Web("https://www.example.org/a".into()),
            markup,
            known: ListedMetadata::default(),
        }
    }

    #[test]
    fn a_block_is_the_model_of_rules_from_the_inside_out() {
        let (article, selection) = (article(), Selection::default());
        let document = read(&article, &selection);
        let block = document.blocks.iter().find(|block| block.text.starts_with("Become")).unwrap();
        let rules = Rule::of_block(&article, &document.metadata, block, &selection);
        let elements = |selector: &str| Rule::Elements { host: "example.org".into(), selector: selector.into() };
        assert_eq!(rules, [elements("p.lead"), elements("div.promo")]);
        let is_read = |selection: &Selection| {
            let document = read(&article, selection);
            document.blocks.iter().any(|block| block.text.starts_with("Become") && block.verdict.is_kept())
        };
        let with = selection.with(&rules[1], true);
        assert!(is_read(&with));
        assert!(!is_read(&with.with(&rules[1], false)), "the other way round it takes its place");
        assert_eq!(with.without(&rules[1], true).sites[0].rules, Rules::default());
    }

    #[test]
    fn a_kind_is_a_rule_of_all_sites() {
        let block = Block::kept(BlockKind::Caption, "A van.");
        let plain = Article { markup: Markup::Plain("A van.".into()), ..article() };
        let rules = Rule::of_block(&plain, &Metadata::default(), &block, &Selection::default());
        assert_eq!(rules, [Rule::Kind { part: Part::Captions }]);
        assert_eq!(Selection::default().with(&rules[0], false).drop, [Part::Captions]);
    }
}
