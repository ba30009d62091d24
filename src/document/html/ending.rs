//! Finds where a story ends: at the heading over sources, related stories or the author, and at what is said of who made it.

use super::super::block::BlockKind;
use super::super::metadata::Metadata;
use super::super::text;
use super::passages::Passage;

/// Headings that end a story: what follows is about the author, the company or the site.
const END_HEADINGS: &[&str] = &[
    "about the author",
    "about the authors",
    "about the writers",
    "about our authors",
    "über die autoren",
    "about author",
    "about the writer",
    "about us",
    "related",
    "related posts",
    "related stories",
    "related articles",
    "more from",
    "read more",
    "comments",
    "share this",
    "you may also like",
    "recommended",
    "footnotes",
    "most read stories",
    "references",
    "sources",
    "citations",
    "quellen",
    "quellenangaben",
    "nachweise",
    "fuentes",
    "fonti",
    "źródła",
    "external links",
    "see also",
    "further reading",
    "bibliography",
    "works cited",
    "einzelnachweise",
    "weblinks",
    "literatur",
    "siehe auch",
    "über den autor",
    "über die autorin",
    "über uns",
    "das könnte sie auch interessieren",
    "weitere artikel",
    "kommentare",
    "références",
    "notes et références",
    "liens externes",
    "voir aussi",
    "bibliographie",
    "à propos de l’auteur",
    "à lire aussi",
    "commentaires",
    "referencias",
    "enlaces externos",
    "véase también",
    "bibliografía",
    "comentarios",
    "sobre el autor",
    "примітки",
    "посилання",
    "джерела",
    "bibliografia",
    "collegamenti esterni",
    "voci correlate",
    "przypisy",
    "linki zewnętrzne",
    "zobacz też",
    "bronnen",
    "externe links",
    "zie ook",
    "ligações externas",
    "related topics",
    "more on this story",
];

/// Returns the index at which the story ends: at the first such heading after which little of the prose stands.
pub(super) fn ending(
    passages: &[Passage],
    first: usize,
    metadata: &Metadata,
    is_prose: &impl Fn(&Passage) -> bool,
) -> usize {
    /// The most of the prose that may stand behind a story's end: a biography, a company's description. Taste.
    const BEHIND_SHARE: f64 = 0.25;
    let ends = |passage: &Passage| {
        if !matches!(passage.kind, BlockKind::Heading { .. }) && passage.words > 4 {
            return false;
        }
        let line = passage.text.trim_end_matches([':', '.']).to_lowercase();
        END_HEADINGS.contains(&line.as_str()) || names_sources(&line)
    };
    let bytes = |passage: &Passage| if is_prose(passage) { passage.text.len() } else { 0 };
    let all: usize = passages.iter().map(bytes).sum();
    let mut behind = 0;
    let mut end = passages.len();
    for (index, passage) in passages.iter().enumerate().skip(first).rev() {
        behind += bytes(passage);
        if behind as f64 > BEHIND_SHARE * all as f64 {
            break;
        }
        let next = passages[index + 1..].iter().find(|next| next.verdict.is_kept());
        if ends(passage) || begins_notes(passage, next) || is_about(passage, next, metadata) {
            end = index;
        }
    }
    end
}

/// Returns whether a passage is the heading of a text's notes. Recipes have notes too; those of a text are numbered.
fn begins_notes(passage: &Passage, next: Option<&Passage>) -> bool {
    const NOTES: [&str; 8] =
        ["notes", "note", "anmerkungen", "fußnoten", "notas", "noten", "przypisy", "note e riferimenti"];
    let is_heading = matches!(passage.kind, BlockKind::Heading { .. });
    let is_numbered = next.is_some_and(|next| {
        matches!(next.kind, BlockKind::ListItem { number: Some(_) })
            || next.text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '[' | '^' | '¹' | '↑'))
    });
    is_heading && is_numbered && NOTES.contains(&passage.text.trim_end_matches(':').to_lowercase().as_str())
}

/// Returns whether a heading in lower case names nothing but what a text rests on: "notes and references", "sources &
/// further reading".
fn names_sources(line: &str) -> bool {
    const SOURCES: [&str; 27] = [
        "notes", "references", "sources", "footnotes", "endnotes", "citations", "bibliography", "literature", "links",
        "external", "further", "reading", "works", "cited", "see", "also", "anmerkungen", "quellen", "literatur",
        "einzelnachweise", "weblinks", "nachweise", "notas", "referencias", "fuentes", "références", "liens",
    ];
    const BETWEEN: [&str; 6] = ["and", "&", "und", "et", "y", "e"];
    let words: Vec<&str> = line.split_whitespace().collect();
    words.len() >= 2
        && words.iter().filter(|word| SOURCES.contains(word)).count() >= 2
        && words.iter().all(|word| SOURCES.contains(word) || BETWEEN.contains(word))
}

/// Returns whether a heading begins what is said of the author, the site or a company: "About Ada Low", "About Acme", where
/// the next paragraph begins with that name.
fn is_about(heading: &Passage, next: Option<&Passage>, metadata: &Metadata) -> bool {
    /// Most words of a name, and of what leads it.
    const MOST_WORDS: (usize, usize) = (5, 3);
    if heading.words > MOST_WORDS.0 + MOST_WORDS.1 {
        return false;
    }
    let lower = heading.text.trim_end_matches([':', '.']).to_lowercase();
    let Some(name) =
        ["about ", "über ", "à propos de ", "acerca de ", "sobre "].iter().find_map(|lead| lower.strip_prefix(lead))
    else {
        return false;
    };
    let short = text::words(name) <= MOST_WORDS.0;
    let own = metadata.authors.iter().chain(&metadata.site).any(|own| own.to_lowercase() == name);
    let described = next.is_some_and(|next| {
        let opening = next.text.to_lowercase();
        let opening = opening.trim_start_matches("the ").trim_start_matches("die ");
        opening.starts_with(name.trim_start_matches("the ").trim_start_matches("die "))
    });
    short && (own || described)
}

/// Returns whether a paragraph describes whoever publishes the page, as press releases end: "Acme is a global provider of …".
pub(super) fn is_company(text: &str, metadata: &Metadata) -> bool {
    const DESCRIBING: [&str; 10] = [
        " is a global ",
        " is a leading ",
        " is the leading ",
        " is one of the leading ",
        " is headquartered in ",
        " ist ein führende",
        " ist eine führende",
        " hat ihren sitz in ",
        " est un leader ",
        " es una empresa líder ",
    ];
    let lower = text.to_lowercase();
    let Some((name, rest)) = lower.split_once([' ', ',', '(']) else { return false };
    let named = |own: &Option<String>| {
        own.as_deref().is_some_and(|own| text::tokens(&own.to_lowercase()).any(|word| word == name))
    };
    let is_name = name.chars().count() > 2 && text.starts_with(char::is_uppercase);
    let near = format!(" {}", &rest[..rest.floor_char_boundary(160)]);
    is_name && (named(&metadata.site) || named(&metadata.title)) && DESCRIBING.iter().any(|words| near.contains(words))
}

/// Returns whether a paragraph ends with where to follow its author or the paper.
pub(super) fn asks_to_follow(text: &str) -> bool {
    const ASKING: [&str; 16] = [
        "can be reached at ",
        "can be contacted at ",
        "reach him at ",
        "reach her at ",
        "reach them at ",
        "email him at ",
        "email her at ",
        "ist erreichbar unter ",
        "follow him on ",
        "follow her on ",
        "follow them on ",
        "follow us on ",
        "follow him @",
        "follow her @",
        "folgen sie ihm auf",
        "folgen sie ihr auf",
    ];
    if text::words(text) > 80 {
        return false;
    }
    let lower = text.to_lowercase();
    ASKING.iter().any(|words| lower.contains(words))
}

/// Returns whether a passage after the prose only names who wrote it or where it came from.
pub(super) fn is_signature(passage: &Passage) -> bool {
    let words = passage.words;
    let reported = [" reported from ", " berichtete aus "].iter().any(|verb| passage.text.contains(verb));
    let named = words <= 6 && !text::ends_sentence(&passage.text) || words <= 12 && reported;
    matches!(passage.kind, BlockKind::Paragraph) && named
}
