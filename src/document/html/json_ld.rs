//! What a page says of its article in JSON-LD, as schema.org names things.

use dom_query::{Document as Dom, NodeRef};
use serde_json::Value;

use super::super::text::fold_space;

/// The schema.org types of things that are read.
const TYPES: [&str; 14] = [
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "TechArticle",
    "ScholarlyArticle",
    "SocialMediaPosting",
    "AdvertiserContentArticle",
    "SatiricalArticle",
];

/// What a page describes.
#[derive(Debug, Default)]
pub(super) struct Linked {
    /// The articles.
    pub(super) articles: Vec<Value>,
    /// The page itself and pages of other kinds, such as `MedicalWebPage`, and recipes: believed for dates alone, since their names are
    /// those of the window.
    pub(super) pages: Vec<Value>,
}

/// Returns what a page describes, wherever it stands in its data.
pub(super) fn read(dom: &Dom) -> Linked {
    let mut found = Linked::default();
    let root = dom.root();
    let scripts = root.descendants_it().filter(|node| node.has_name("script"));
    let is_linked =
        |script: &NodeRef<'_>| script.attr("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"));
    for script in scripts.filter(is_linked) {
        let text = script.text();
        // Line breaks inside strings are not JSON, but many pages have them.
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let text = text.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_end_matches("-->");
        let text = text.trim_end_matches("//]]>").trim().trim_end_matches(';');
        if let Ok(value) = serde_json::from_str(text) {
            gather(value, &mut found);
        }
    }
    found
}

fn gather(value: Value, found: &mut Linked) {
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| gather(value, found)),
        Value::Object(mut fields) => {
            if let Some(graph) = fields.remove("@graph") {
                gather(graph, found);
            }
            if let Some(entity @ Value::Object(_)) = fields.remove("mainEntity") {
                gather(entity, found);
            }
            let kind = fields.get("@type").cloned();
            if is_any(kind.as_ref(), |kind| TYPES.contains(&kind)) {
                found.articles.push(Value::Object(fields));
            } else if is_any(kind.as_ref(), |kind| kind.ends_with("WebPage") || kind == "Recipe") {
                found.pages.push(Value::Object(fields));
            }
        }
        _ => {}
    }
}

fn is_any(kind: Option<&Value>, wanted: impl Fn(&str) -> bool) -> bool {
    let is_type = |kind: &Value| kind.as_str().is_some_and(|kind| wanted(kind.trim_start_matches("schema:")));
    match kind {
        Some(Value::Array(kinds)) => kinds.iter().any(is_type),
        Some(kind) => is_type(kind),
        None => false,
    }
}

/// Returns the publisher's copy of the article's text, where there is one.
pub(super) fn body(articles: &[Value]) -> Option<String> {
    articles.iter().find_map(|article| article.get("articleBody")?.as_str()).map(decoded)
}

/// Returns the first text under any of these names.
pub(super) fn text(articles: &[Value], names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| articles.iter().find_map(|article| texts(article.get(*name)?).into_iter().next()))
}

/// Returns every text of a value: a string, an object's name or address, or a list of such.
pub(super) fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => Some(decoded(text)).filter(|text| !text.is_empty()).into_iter().collect(),
        Value::Array(values) => values.iter().flat_map(texts).collect(),
        Value::Object(fields) => {
            let named = ["name", "url", "@id"].iter().find_map(|name| fields.get(*name));
            named.map(texts).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// Undoes the HTML that many pages leave in their data.
pub(super) fn decoded(text: &str) -> String {
    if text.contains(['&', '<']) { fold_space(&Dom::fragment(text).text()) } else { fold_space(text) }
}
