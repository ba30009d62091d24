//! W3C Pronunciation Lexicon Specification 1.0 (<https://www.w3.org/TR/pronunciation-lexicon/>): read and written.

use std::path::Path;

use roxmltree::{Document, Node, ParsingOptions};

use super::{Boundary, Case, Entry, LexiconError};
use crate::language::Language;

/// Section 4.1 of the specification.
const NAMESPACE: &str = "http://www.w3.org/2005/01/pronunciation-lexicon";
/// The language of a file whose entries name none: the specification wants one.
const LANGUAGE: &str = "en";

/// Reads entries from PLS; `path` names the file in errors. Of several pronunciations the preferred one counts, else the
/// first; roles, examples and metadata are passed over.
///
/// # Errors
/// [`LexiconError::Malformed`] with line and column for what is no XML, no lexicon, or no usable entry.
pub fn read(text: &str, path: &Path) -> Result<Vec<Entry>, LexiconError> {
    let malformed = |line: u32, column: u32, message: String| LexiconError::Malformed {
        path: path.to_owned(),
        line: line as usize,
        column: column as usize,
        message,
    };
    let options = ParsingOptions { allow_dtd: false, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options)
        .map_err(|error| malformed(error.pos().row, error.pos().col, error.to_string()))?;
    let root = document.root_element();
    lexicon(root).map_err(|(node, message)| {
        let at = document.text_pos_at(node.range().start);
        malformed(at.row, at.col, message)
    })
}

/// What is wrong, and where.
type Fault<'a, 'input> = (Node<'a, 'input>, String);

fn lexicon<'a, 'input>(root: Node<'a, 'input>) -> Result<Vec<Entry>, Fault<'a, 'input>> {
    if !root.has_tag_name("lexicon") && !root.has_tag_name((NAMESPACE, "lexicon")) {
        return Err((root, format!("`{}` is not the `lexicon` of a pronunciation lexicon", root.tag_name().name())));
    }
    let tag = root.attribute(("http://www.w3.org/XML/1998/namespace", "lang"));
    let language = tag.map(str::parse::<Language>).transpose().map_err(|error| (root, error.to_string()))?;
    let alphabet = root.attribute("alphabet").unwrap_or("ipa");
    let lexemes = root.children().filter(|node| node.tag_name().name() == "lexeme");
    lexemes.map(|lexeme| entry(lexeme, alphabet, language.as_ref())).collect()
}

fn entry<'a, 'input>(
    lexeme: Node<'a, 'input>,
    alphabet: &str,
    language: Option<&Language>,
) -> Result<Entry, Fault<'a, 'input>> {
    let named = |name: &'static str| lexeme.children().filter(move |node| node.tag_name().name() == name);
    let preferred = |name| named(name).find(|node| node.attribute("prefer") == Some("true")).or(named(name).next());
    let phoneme = preferred("phoneme");
    if let Some(node) = phoneme {
        let alphabet = node.attribute("alphabet").unwrap_or(alphabet);
        if !alphabet.eq_ignore_ascii_case("ipa") {
            return Err((node, format!("the alphabet `{alphabet}` is not known; only `ipa` is")));
        }
    }
    let text = |node: Node| node.text().unwrap_or_default().trim().to_owned();
    let entry = Entry {
        written: named("grapheme").map(text).collect(),
        alias: preferred("alias").map(text),
        ipa: phoneme.map(text),
        language: language.cloned(),
        ..Entry::new("")
    };
    match entry.fault() {
        Some(fault) => Err((lexeme, fault)),
        None => Ok(entry),
    }
}

/// Writes entries as PLS, and gives those that it cannot hold: of another language than the first entry that names one,
/// for parts of words, for some sentences or a voice alone, or said by the spelling of another language.
#[must_use]
pub fn write(entries: &[Entry]) -> (String, Vec<&Entry>) {
    let language = entries.iter().find_map(|entry| entry.language.as_ref()).map_or(LANGUAGE, Language::as_str);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<lexicon version=\"1.0\" xmlns=\"{NAMESPACE}\" alphabet=\"ipa\" \
         xml:lang=\"{}\">\n",
        escape(language)
    );
    let mut left_out = Vec::new();
    for entry in entries {
        let same_language = entry.language.as_ref().is_none_or(|own| own.as_str() == language);
        let is_for_some = entry.within.is_some() || entry.voice.is_some();
        if !same_language || entry.boundary == Boundary::Any || is_for_some || entry.spoken_in.is_some() {
            left_out.push(entry);
            continue;
        }
        xml.push_str("  <lexeme>\n");
        for form in forms(entry) {
            xml.push_str(&format!("    <grapheme>{}</grapheme>\n", escape(&form)));
        }
        if let Some(ipa) = &entry.ipa {
            xml.push_str(&format!("    <phoneme>{}</phoneme>\n", escape(ipa)));
        }
        if let Some(alias) = &entry.alias {
            xml.push_str(&format!("    <alias>{}</alias>\n", escape(alias)));
        }
        xml.push_str("  </lexeme>\n");
    }
    xml.push_str("</lexicon>\n");
    (xml, left_out)
}

/// Returns the forms of an entry in every case it holds for, since PLS has no case rule.
fn forms(entry: &Entry) -> Vec<String> {
    let mut forms = entry.written.clone();
    if entry.case == Case::Any {
        forms.extend(entry.written.iter().flat_map(|form| [form.to_lowercase(), form.to_uppercase()]));
    }
    let mut seen = std::collections::HashSet::new();
    forms.retain(|form| seen.insert(form.clone()));
    forms
}

/// Writes text so that XML takes it for text; what XML 1.0 has no form for (section 2.2) is left out.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' => escaped.push(' '),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => {}
            _ => escaped.push(character),
        }
    }
    escaped
}
