//! Reads bylines: "By Ada Lovelace and Charles Babbage" is two names.

use super::{fold_space, text};

/// Words that lead a byline, in the languages whose bylines were at hand.
const LEADS: [&str; 12] = [
    "written by ",
    "reported by ",
    "story by ",
    "words by ",
    "text by ",
    "by ",
    "von ",
    "par ",
    "por ",
    "di ",
    "door ",
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
    for part in rest.split([',', ';', '&', '•', '·']).flat_map(|part| part.split(" and ")) {
        let name = part.trim().trim_start_matches("and ").trim();
        if name.chars().any(char::is_alphabetic) && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// Says whether a whole line is a byline, and gives its names: it leads with "By" and all its words are names.
pub(super) fn line(text: &str) -> Option<Vec<String>> {
    let text = fold_space(text);
    let rest = strip_lead(&text)?;
    let sized = text::words(rest) <= LONGEST_WORDS && !text::ends_sentence(rest);
    let named = rest.split(' ').all(|word| is_name_word(word) || CONNECTING.contains(&word));
    (sized && named).then(|| names(rest)).filter(|names| !names.is_empty())
}

/// Words inside names and between them.
const CONNECTING: [&str; 14] =
    ["and", "&", "von", "van", "de", "der", "den", "da", "di", "la", "le", "bin", "al", "the"];

/// Says whether a word can be part of a name: a capital first, or a script without capitals.
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
        assert_eq!(names("Ada, Grace & Edsger"), ["Ada", "Grace", "Edsger"]);
        assert_eq!(names("Ana, Ben, and Cy Dee"), ["Ana", "Ben", "Cy Dee"]);
        assert!(names(" - ").is_empty());
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
