//! Notes set apart: MkDocs' `!!! note`, Docusaurus' and pandoc's `:::`, GitHub's and Obsidian's `> [!NOTE]`. Their words stay,
//! with the title that their author gave them.

/// Opens the notes of a text, line by line.
pub(super) fn open(text: &str) -> String {
    if !["!!!", "???", "===", ":::", "[!"].iter().any(|sign| text.contains(sign)) {
        return text.to_owned();
    }
    let mut opened = String::with_capacity(text.len());
    // How far the bodies are indented that the line stands in.
    let mut bodies: Vec<usize> = Vec::new();
    for line in text.split_inclusive('\n') {
        let width = line.len() - line.trim_start_matches(' ').len();
        if !line.trim().is_empty() {
            while bodies.last().is_some_and(|body| width < *body) {
                bodies.pop();
            }
        }
        let line = &line[bodies.last().copied().unwrap_or(0).min(width)..];
        match title(line) {
            Some(Opened::Indented(words)) => {
                bodies.push(bodies.last().copied().unwrap_or(0) + 4);
                opened.extend(["\n", words, "\n\n"]);
            }
            Some(Opened::Fenced(words)) => opened.extend(["\n", words, "\n\n"]),
            Some(Opened::Quoted(words)) => opened.extend(["> ", words, "\n>\n"]),
            None => opened.push_str(line),
        }
    }
    opened
}

/// A line that opens a note, with the title its author gave it.
enum Opened<'a> {
    /// What follows is indented.
    Indented(&'a str),
    /// What follows goes on to a line of colons.
    Fenced(&'a str),
    /// What follows is quoted.
    Quoted(&'a str),
}

fn title(line: &str) -> Option<Opened<'_>> {
    let line = line.trim();
    let quoted = |rest: &str| -> bool { rest.starts_with('"') };
    for mark in ["!!!", "???+", "???", "===+", "===!", "==="] {
        let Some(rest) = line.strip_prefix(mark).filter(|rest| rest.starts_with(' ')) else { continue };
        let rest = rest.trim();
        let words = rest.split_once('"').and_then(|(_, rest)| rest.split('"').next()).unwrap_or_default();
        let kind = rest.split(' ').next().unwrap_or_default();
        let after = rest[kind.len()..].trim_start();
        let titled = after.is_empty() || after.starts_with('"') || after.starts_with("inline");
        let named = titled && !kind.is_empty() && kind.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        // A tab has a title and no kind; an exclamation has neither.
        if (mark.starts_with('=') && quoted(rest)) || (!mark.starts_with('=') && (named || quoted(rest))) {
            return Some(Opened::Indented(words));
        }
    }
    if let Some(rest) = line.strip_prefix(":::") {
        let rest = rest.trim_start_matches(':').trim();
        return Some(Opened::Fenced(fenced_title(rest)));
    }
    let rest = line.strip_prefix('>')?.trim_start().strip_prefix("[!")?;
    let (kind, title) = rest.split_once(']')?;
    let named =
        !kind.is_empty() && kind.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '|' | ' '));
    named.then(|| Opened::Quoted(title.trim_start_matches(['-', '+']).trim()))
}

/// Returns the title behind the kind of a note in a fence: `tip My title`, `tip[My title]`, `{note} My title`.
fn fenced_title(rest: &str) -> &str {
    if let Some((_, title)) = rest.split_once('[') {
        return title.split(']').next().unwrap_or_default();
    }
    if rest.starts_with('{') {
        return rest.split_once('}').map_or("", |(_, title)| title.trim());
    }
    rest.split_once(' ')
        .map_or("", |(_, title)| title.trim())
        .trim_start_matches(['{', '.'])
        .split('{')
        .next()
        .unwrap_or_default()
}
