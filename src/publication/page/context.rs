//! What stands anywhere in a page and matters to us: signs of the framework that draws it, and the article that its own
//! structured data describe.

use std::io::{self, Read};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use memchr::memmem;
use serde_json::Value;

use crate::publication::schema::OwnArticle;

/// How much of a page is looked at (taste: beyond it stand the data of a framework, whose signs have come before).
const MOST_BYTES: u64 = 4 << 20;

/// The signs by which pages are known that a framework takes over in the browser; of several the first counts.
const SIGNS: [(&str, &str); 20] = [
    ("__NEXT_DATA__", "Next.js"),
    ("self.__next_f", "Next.js"),
    ("___gatsby", "Gatsby"),
    ("__NUXT", "Nuxt"),
    ("__docusaurus", "Docusaurus"),
    ("__VP_HASH_MAP__", "VitePress"),
    ("__sveltekit_", "SvelteKit"),
    ("__remixContext", "Remix"),
    ("__reactRouterContext", "React Router"),
    ("data-reactroot", "React"),
    ("data-server-rendered", "Vue"),
    ("ng-server-context", "Angular"),
    ("q:container", "Qwik"),
    ("data-hk=", "Solid"),
    ("data-svelte-h", "Svelte"),
    ("<!--[-->", "Vue or Svelte"),
    ("<!--$-->", "React"),
    ("hydrateRoot(", "React"),
    ("createSSRApp(", "Vue"),
    ("<!--lit-part", "Lit"),
];
/// Elements that frameworks are given to draw in; the page has been drawn before where they hold anything.
const ROOTS: [&str; 4] = ["root", "app", "__next", "svelte"];
/// What such an element is called that no sign tells of.
const UNNAMED: &str = "JavaScript";

/// Finds signs, and behind them roots, in one pass: a search for each would take longer than all else that is done to a page.
static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let roots = ROOTS
        .iter()
        .flat_map(|root| [format!("<div id=\"{root}\""), format!("<div id='{root}'"), format!("<div id={root}>")]);
    let sought = SIGNS.iter().map(|(sign, _)| (*sign).to_owned()).chain(roots);
    // Only leftmost finds leap (aho-corasick, `packed`).
    let kind = MatchKind::LeftmostFirst;
    AhoCorasick::builder().match_kind(kind).build(sought).expect("a few short patterns make a small automaton")
});

/// The types of schema.org that are an article, beside those whose names end in `Article` or `Posting`.
const ARTICLES: [&str; 3] = ["Report", "Review", "Recipe"];

/// What was found in a page.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Context {
    /// The framework that draws it in the browser.
    pub(super) framework: Option<&'static str>,
    /// The article of its structured data.
    pub(super) article: Option<OwnArticle>,
}

impl Context {
    /// Reads a page.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn of(page: impl Read) -> io::Result<Self> {
        let mut bytes = Vec::new();
        page.take(MOST_BYTES).read_to_end(&mut bytes)?;
        Ok(Self { framework: framework(&bytes), article: article(&bytes) })
    }
}

/// Returns the name of the framework whose sign comes first in the table.
fn framework(page: &[u8]) -> Option<&'static str> {
    let known = FINDER.find_iter(page).filter_map(|found| {
        let index = found.pattern().as_usize();
        match SIGNS.get(index) {
            Some((_, name)) => Some((index, *name)),
            None => is_drawn(&page[found.end() - 1..]).then_some((index, UNNAMED)),
        }
    });
    known.min_by_key(|(index, _)| *index).map(|(_, name)| name)
}

/// Returns whether the element whose tag goes on here holds what was drawn before.
fn is_drawn(tag: &[u8]) -> bool {
    let end = memchr::memchr(b'>', tag);
    let inside = end.map(|end| tag[end + 1..].trim_ascii_start());
    inside.is_some_and(|inside| inside.starts_with(b"<") && !inside.starts_with(b"</"))
}

/// Finds the article in the page's structured data (JSON-LD).
fn article(page: &[u8]) -> Option<OwnArticle> {
    memmem::find_iter(page, b"application/ld+json").find_map(|at| {
        let rest = &page[at..];
        let start = rest.iter().position(|byte| *byte == b'>')? + 1;
        let end = memmem::find(&rest[start..], b"</script")?;
        within(&serde_json::from_slice(&rest[start..start + end]).ok()?)
    })
}

/// Finds the article in what one block of structured data says: it may be a list, or a graph.
fn within(data: &Value) -> Option<OwnArticle> {
    match data {
        Value::Array(list) => list.iter().find_map(within),
        Value::Object(object) => {
            let kind = object.get("@type").unwrap_or(&Value::Null);
            if is_article(kind) {
                let id = object.get("@id").and_then(Value::as_str).filter(|id| !id.is_empty()).map(str::to_owned);
                return Some(OwnArticle { kind: kind.clone(), id });
            }
            ["@graph", "mainEntity"].iter().find_map(|name| within(object.get(*name)?))
        }
        _ => None,
    }
}

fn is_article(kind: &Value) -> bool {
    let is_one = |name: &str| {
        let name = name.rsplit(['/', '#', ':']).next().unwrap_or_default();
        name.ends_with("Article") || name.ends_with("Posting") || ARTICLES.contains(&name)
    };
    match kind {
        Value::String(name) => is_one(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(is_one),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context(page: &str) -> Context {
        Context::of(page.as_bytes()).unwrap()
    }

    #[test]
    fn pages_that_a_framework_draws_are_known() {
        for (page, wanted) in [
            (
                "<div id=\"__next\"><main></main></div><script id=\"__NEXT_DATA__\" type=\"application/json\">",
                Some("Next.js"),
            ),
            ("<div id=___gatsby><p></div>", Some("Gatsby")),
            ("<div id=\"app\"><!--[--><h1>A</h1><!--]--></div>", Some("Vue or Svelte")),
            ("<div id=\"root\" class=a> <article>", Some("JavaScript")),
            ("<div id=\"root\"></div><article>", None),
            ("<div id=\"app-shell\"><article>", None),
            ("<article><h1>A page</h1>", None),
        ] {
            assert_eq!(context(page).framework, wanted, "{page}");
        }
    }

    #[test]
    fn the_pages_own_article_is_found() {
        let ld = |json: &str| context(&format!("<head><script type=\"application/ld+json\">{json}</script>")).article;
        let graph = ld(
            "{\"@graph\":[{\"@type\":\"WebPage\",\"@id\":\"w\"},{\"@type\":[\"Article\",\"BlogPosting\"],\"@id\":\"https://e.org/a#article\"}]}",
        );
        assert_eq!(graph.unwrap().id.as_deref(), Some("https://e.org/a#article"));
        let plain = ld("{\"@type\":\"http://schema.org/ReportageNewsArticle\",\"headline\":\"A\"}").unwrap();
        assert_eq!((plain.kind, plain.id), ("http://schema.org/ReportageNewsArticle".into(), None));
        for other in ["{\"@type\":\"WebSite\"}", "[]", "no json", "{\"@type\":3}"] {
            assert_eq!(ld(other), None, "{other}");
        }
    }
}
