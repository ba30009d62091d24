//! Phonemes by the program espeak-ng, for the networks that learned from it: the International Phonetic Alphabet of a hundred
//! languages, clause by clause, with the text's own marks between them. It is called, never linked: its licence is the GPL.

use std::ffi::OsString;
use std::time::Duration;

use super::command::process::Process;
use super::plain_text;
use crate::speech::{EngineError, SpeechRequest};

/// The program, unless a voice names another place.
pub(super) const PROGRAM: &str = "espeak-ng";
/// How long it may take for one sentence; it takes some 20 ms.
const TIME_LIMIT: Duration = Duration::from_secs(20);
/// A length that no clause has: each line is a clause of its own.
const ONE_LINE: &str = "1000000";
/// The marks that networks know, and what they are written for.
const MARKS: &[(&str, char)] =
    &[(".", '.'), ("!", '!'), ("?", '?'), (",", ','), (";", ';'), (":", ':'), ("…", '…'), ("—", '—'), ("–", '—')];

/// The program with a voice of its own.
#[derive(Debug, Clone)]
pub(super) struct Espeak {
    pub(super) program: String,
    /// Its name of the language: `es`, `pt-br`, `en-us`.
    pub(super) voice: String,
    /// Whether sounds that are one are tied, as in `t^ʃ`.
    pub(super) ties: bool,
}

/// A piece of a text that is said without a pause.
#[derive(Debug, PartialEq)]
struct Clause<'a> {
    text: &'a str,
    /// The mark after it.
    mark: Option<char>,
}

impl Espeak {
    /// Returns the phonemes of a request's text, with the sounds given for words of it, and the marks that stood in it.
    ///
    /// # Errors
    /// When the program is missing or fails.
    pub(super) async fn phonemes(&self, request: &SpeechRequest) -> Result<String, EngineError> {
        let mut phonemes = String::new();
        for (piece, given) in request.segments() {
            let spaced = piece.starts_with(char::is_whitespace) || !phonemes.ends_with(|c: char| c.is_alphabetic());
            if spaced && !phonemes.is_empty() && !phonemes.ends_with(' ') {
                phonemes.push(' ');
            }
            match given {
                Some(given) => phonemes.push_str(&given.ipa),
                None => phonemes.push_str(&self.text(&plain_text(piece)).await?),
            }
            if piece.ends_with(char::is_whitespace) {
                phonemes.push(' ');
            }
        }
        Ok(phonemes.trim().to_owned())
    }

    async fn text(&self, text: &str) -> Result<String, EngineError> {
        let clauses = clauses(text);
        let lines: Vec<&str> = clauses.iter().map(|clause| clause.text).filter(|text| !text.is_empty()).collect();
        let mut sounds = self.lines(&lines.join("\n")).await?;
        if sounds.len() != lines.len() {
            // It makes more pauses than the text has marks, or leaves some out: then one by one.
            sounds.clear();
            for line in lines {
                sounds.push(self.lines(line).await?.join(" "));
            }
        }
        let mut sounds = sounds.into_iter();
        let mut phonemes = String::new();
        for clause in clauses {
            if !clause.text.is_empty() {
                phonemes.push_str(&sounds.next().unwrap_or_default());
            }
            phonemes.extend(clause.mark);
            phonemes.push(' ');
        }
        Ok(phonemes.trim_end().to_owned())
    }

    /// Returns what the program makes of lines, a line each.
    async fn lines(&self, text: &str) -> Result<Vec<String>, EngineError> {
        if text.is_empty() {
            return Ok(Vec::new());
        }
        let mut arguments = vec!["-q", "--ipa", "-b", "1", "-l", ONE_LINE, "-v", &self.voice, "--stdin"];
        arguments.extend(self.ties.then_some("--tie=^"));
        let arguments = arguments.into_iter().map(OsString::from).collect();
        let process =
            Process { program: &self.program, arguments, input: Some(text), time_limit: TIME_LIMIT, environment: None };
        let output = process.run().await?.output;
        let output = String::from_utf8_lossy(&output);
        Ok(output.lines().map(without_flags).filter(|line| !line.is_empty()).collect())
    }
}

/// Leaves out the flags of words in another language, `(en)week-end(fr)`, and space that says nothing.
fn without_flags(line: &str) -> String {
    let mut plain = String::new();
    for part in line.split('(') {
        let (flag, rest) = part.split_once(')').unwrap_or(("", part));
        let is_flag = flag.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '^' | '-'));
        plain.push_str(if is_flag { rest } else { part });
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Cuts a text at the marks that a reader pauses at. A point inside is an abbreviation's: the request is one sentence.
fn clauses(text: &str) -> Vec<Clause<'_>> {
    let text = text.trim();
    let mut clauses = Vec::new();
    let mut start = 0;
    for (at, _) in text.char_indices() {
        let Some((sign, mark)) = MARKS.iter().find(|(sign, _)| text[at..].starts_with(sign)) else { continue };
        let after = text[at + sign.len()..].trim_start_matches(['"', '”', '’', '»', '“', ')', ']']);
        let ends = after.is_empty();
        let dash = matches!(sign, &"—" | &"–");
        if at < start || !(ends || (after.starts_with(char::is_whitespace) || dash) && *mark != '.') {
            continue;
        }
        clauses.push(Clause { text: said(&text[start..at]), mark: Some(*mark) });
        start = at + sign.len();
    }
    let rest = said(&text[start..]);
    if !rest.is_empty() {
        clauses.push(Clause { text: rest, mark: None });
    }
    clauses
}

/// Returns the part of a clause that says something; empty when none does.
fn said(clause: &str) -> &str {
    if clause.chars().any(char::is_alphanumeric) { clause.trim() } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_a_reader_pauses() {
        let cut = |text| clauses(text).into_iter().map(|one| (one.text, one.mark)).collect::<Vec<_>>();
        assert_eq!(cut("Ja, er kam; wirklich?"), [("Ja", Some(',')), ("er kam", Some(';')), ("wirklich", Some('?'))]);
        assert_eq!(cut("M. Dupont a 3,5 ans."), [("M. Dupont a 3,5 ans", Some('.'))]);
        assert_eq!(cut("« Oui », dit-il — enfin"), [("« Oui »", Some(',')), ("dit-il", Some('—')), ("enfin", None)]);
        assert_eq!(cut("“Él vino.”"), [("“Él vino", Some('.'))]);
        assert_eq!(cut("…"), [("", Some('…'))]);
        assert_eq!(cut(""), []);
    }

    #[test]
    fn flags_of_other_languages_are_left_out() {
        assert_eq!(without_flags(" (^e^n)wˈiːkˈɛnd(^f^r)  a"), "wˈiːkˈɛnd a");
        assert_eq!(without_flags("(en-us)pˈɑːɹk(fr) ɛ"), "pˈɑːɹk ɛ");
        assert_eq!(without_flags("no flags"), "no flags");
    }
}
