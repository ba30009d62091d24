//! Reads bylines: "By Ada Lovelace and Charles Babbage" is two names.

use super::date;
use super::text::{self, fold_space};

/// Words that lead a byline, in the languages whose bylines were at hand.
const LEADS: [&str; 12] = [
    "written by ", "reported by ", "story by ", "words by ", "text by ", "by ", "von ", "par ", "por ", "di ", "door ",
    "af ",
];

/// Longest byline taken for one, in words: four names of three words with "and" between. Taste.
const LONGEST_WORDS: usize = 16;

/// Splits a byline's value into names: at commas, "and", "&", semicolons; "By" is dropped.
pub(super) fn names(byline: &str) -> Vec<String> {
    let byline = fold_space(byline);
    let mut rest = strip_lead(&byline).unwrap_or(&byline);
    // "Ada Lovelace, Science Correspondent": what follows a bar is never a name.
    rest = rest.split(" | ").next().unwrap_or(rest);
    let mut names: Vec<String> = Vec::new();
    for part in rest.split([',', ';', '•', '·']) {
        let several = [" and ", " und ", " et ", " & "]
            .iter()
            .fold(vec![part], |parts, mark| parts.into_iter().flat_map(|part| part.split(mark)).collect());
        for name in several.iter().map(|name| name.trim().trim_start_matches("and ").trim_start_matches("& ").trim()) {
            // "Katrin Lohse, Daun": where the first has two names, a single one after a comma is a place.
            let place =
                several.len() == 1 && !name.contains(' ') && names.first().is_some_and(|first| first.contains(' '));
            let left_out = !names.is_empty() && (place || is_role(name));
            let name = calm(name);
            if name.chars().any(char::is_alphabetic) && !left_out && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// Writes a name in capitals as names are written: "JOANNE PARDEW". A single word in capitals is an agency.
fn calm(name: &str) -> String {
    let shouted =
        name.split(' ').filter(|word| word.chars().count() >= 3).count() >= 2 && !name.contains(char::is_lowercase);
    if !shouted {
        return name.to_owned();
    }
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or(String::new(), |first| first.to_string() + &letters.as_str().to_lowercase())
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Returns whether a part of a byline is what the person before it does: "Science Correspondent".
pub(super) fn is_role(part: &str) -> bool {
    const ROLES: [&str; 14] = [
        "correspondent", "editor", "reporter", "writer", "columnist", "contributor", "producer", "journalist", "staff",
        "korrespondent", "korrespondentin", "redakteur", "redakteurin", "correspondante",
    ];
    part.rsplit(' ').next().is_some_and(|last| ROLES.contains(&last.to_lowercase().as_str()))
}

/// Returns whether a paragraph is about one of the authors: "Ada Lovelace is a reporter …".
pub(super) fn is_biography(text: &str, authors: &[String]) -> bool {
    /// The longest at hand had 70 words.
    const LONGEST_WORDS: usize = 80;
    const VERBS: [&str; 24] = [
        "is", "was", "has", "writes", "covers", "reports", "works", "joined", "lives", "teaches", "specializes",
        "specialises", "edits", "ist", "war", "schreibt", "arbeitet", "berichtet", "lebt", "est", "écrit", "couvre",
        "es", "escribe",
    ];
    /// What biographies tell: an office, a craft, where somebody lives or writes. A story tells what somebody did.
    const OFFICES: &[&str] = &[
        "report", "journalist", "write", "editor", "author", "correspond", "column", "contribut", "professor",
        "lectur", "research", "fellow", "founder", "director", "chief", "cover", "live", "based", "teach", "work",
        "freelanc", "produc", "photograph", "critic", "consult", "expert", "student", "president", "manag", "analyst",
        "blog", "podcast", "speciali", "edits", "join", "staff", "autor", "redakt", "schreib", "arbeit", "bericht",
        "lebt", "leit", "studier", "journaliste", "écrit", "dirige", "chercheu", "enseign", "escrib", "periodista",
        "dirig",
    ];
    // "About Ada Low: She writes …" names whom it is about in front.
    if let Some((lead, rest)) = text.split_once(": ") {
        let named = authors.iter().any(|author| lead.ends_with(author.as_str())) && text::words(lead) <= 6;
        if named && text::words(rest) <= LONGEST_WORDS {
            return true;
        }
    }
    let office = || {
        let lower = text.to_lowercase();
        lower.split_whitespace().any(|word| OFFICES.iter().any(|office| word.starts_with(office)))
    };
    let told = |author: &String| {
        let rest = text.strip_prefix(author.as_str()).filter(|rest| rest.starts_with([' ', ',']));
        let first = |rest: &str| rest.split_whitespace().next().is_some_and(|verb| VERBS.contains(&verb));
        // "Ada Low, a former teacher, lives in Hill".
        let inserted = |rest: &str| {
            rest.strip_prefix(',').and_then(|rest| rest.split_once(", ")).is_some_and(|(_, rest)| first(rest))
        };
        author.contains(' ') && rest.is_some_and(|rest| first(rest.trim_start_matches(',')) || inserted(rest))
    };
    authors.iter().any(told) && text::words(text) <= LONGEST_WORDS && office()
}

/// Returns whether a whole line is a byline, and gives its names: it leads with "By" and all its words are names.
pub(super) fn line(text: &str) -> Option<Vec<String>> {
    let text = fold_space(text);
    let rest = strip_lead(&text)?;
    let sized = text::words(rest) <= LONGEST_WORDS && !text::ends_sentence(rest);
    let named = rest.split(' ').all(|word| is_name_word(word) || CONNECTING.contains(&word));
    (sized && named).then(|| names(rest)).filter(|names| !names.is_empty())
}

/// Reads the names of a byline, which may go on with the place, the date and how long it takes to read.
pub(super) fn opening_names(line: &str) -> Option<Vec<String>> {
    /// Words that begin what follows the names.
    const AFTER: &[&str] = &[
        "published", "updated", "posted", "publié", "mis", "veröffentlicht", "aktualisiert", "stand", "on", "am", "le",
        "in", "à", "for", "für", "pour", "at", "aus", "|", "·", "•", "—", "–", "-", "/",
    ];
    let rest = strip_lead(line)?;
    let (mut end, mut at) = (rest.len(), 0);
    let has_digit = |word: Option<&&str>| word.is_some_and(|word| word.contains(|c: char| c.is_ascii_digit()));
    let words: Vec<&str> = rest.split(' ').collect();
    for (index, word) in words.iter().enumerate() {
        let lower = word.to_lowercase();
        let bare = lower.trim_matches(|c: char| c.is_ascii_punctuation() && !matches!(c, '|' | '-' | '/'));
        // A name may be like a month's: April, May, Jan. A date has a number beside it.
        let is_month =
            date::is_month(bare) && (has_digit(words.get(index + 1)) || has_digit(words.get(index.wrapping_sub(1))));
        let is_date = word.starts_with(|c: char| c.is_ascii_digit()) || is_month || date::is_weekday(bare);
        if (is_date && at > 0) || AFTER.contains(&bare) {
            end = at;
            break;
        }
        at += word.len() + 1;
    }
    let named = rest[..end.min(rest.len())].trim_end_matches([' ', ',', ';', '|']);
    let count = text::words(named);
    let capitals = named.split(' ').filter(|word| is_name_word(word)).count();
    let first = named.split(' ').next().is_some_and(is_name_word);
    let sized = (1..=12).contains(&count) && text::words(line) <= 30;
    let is_names = sized && first && 2 * capitals >= count && !text::ends_sentence(named) && !text::ends_sentence(line);
    is_names.then(|| names(named)).filter(|names| !names.is_empty())
}

/// Words inside names and between them.
const CONNECTING: [&str; 14] =
    ["and", "&", "von", "van", "de", "der", "den", "da", "di", "la", "le", "bin", "al", "the"];

/// Returns whether a word can be part of a name: a capital first, or a script without capitals.
pub(super) fn is_name_word(word: &str) -> bool {
    let first = word.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
}

/// Drops the word that leads a byline.
pub(super) fn strip_lead(text: &str) -> Option<&str> {
    let lead =
        LEADS.iter().find(|lead| text.get(..lead.len()).is_some_and(|start| start.eq_ignore_ascii_case(lead)))?;
    Some(text[lead.len()..].trim_start_matches(':').trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split() {
        assert_eq!(names("By Ada Lovelace and Charles Babbage"), ["Ada Lovelace", "Charles Babbage"]);
        assert_eq!(names("Ada Low, Science Correspondent und Bo Li"), ["Ada Low", "Bo Li"]);
        assert_eq!(names("Von Katrin Lohse, Daun"), ["Katrin Lohse"]);
        assert_eq!(names("JOANNE PARDEW and AFP"), ["Joanne Pardew", "AFP"]);
        assert_eq!(names("Ada, Grace & Edsger"), ["Ada", "Grace", "Edsger"]);
        assert_eq!(names("Ana, Ben, and Cy Dee"), ["Ana", "Ben", "Cy Dee"]);
        assert!(names(" - ").is_empty());
    }

    #[test]
    fn biographies_are_about_an_author() {
        let authors = ["Ada Low".to_owned()];
        assert!(is_biography("Ada Low is a reporter at the Gazette.", &authors));
        assert!(!is_biography("Ada Lowell is a reporter.", &authors));
        assert!(!is_biography("Bo Li is a reporter.", &authors));
    }

    #[test]
    fn a_sentence_is_no_byline() {
        assert_eq!(line("By Jane Doe"), Some(vec!["Jane Doe".to_owned()]));
        assert_eq!(line("by Ludwig van Beethoven and The Daily desk"), None);
        assert_eq!(line("By the end of June he had left."), None);
        assert_eq!(line("By noon"), None);
        assert_eq!(line("Bystanders Were Seen"), None);
    }
}
