//! What a terminal shows of a run: a line for each article, cut to the terminal's width, and the table at the end.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use console::{Style, Term, measure_text_width};

/// Columns of an article's length, right-aligned.
const CLOCK_COLUMNS: usize = 7;
/// Columns between two fields, and before details.
const GAP: usize = 2;
const INDENT: usize = 4;
/// Columns of a path's end that stay when it is cut: the last word of a name, and its ending.
const PLACE_END: usize = 12;
/// A terminal that is wider is used to here: eyes lose the line. Taste.
const WIDEST: usize = 132;
/// One that is narrower is written beyond its edge.
const NARROWEST: usize = 40;

/// How it went with an article, as the first letter of its line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Narrated,
    /// Someone is to listen to it.
    Doubtful,
    Failed,
    /// Nothing was done about it.
    PassedOver,
}

/// A line on an article, and what is to be said besides.
#[derive(Debug)]
pub(super) struct ArticleLine {
    pub(super) mark: Mark,
    pub(super) title: String,
    /// How long it lasts, of a narration.
    pub(super) length: Option<String>,
    /// Where it is, or what became of it.
    pub(super) rest: String,
    pub(super) details: Vec<String>,
    /// What to do about it: said once in a run.
    pub(super) hint: Option<String>,
}

/// A terminal that shows a run.
#[derive(Debug, Default)]
pub(super) struct Screen {
    hints: Mutex<HashSet<String>>,
}

impl Screen {
    /// Writes an article's lines.
    pub(super) fn lines(&self, line: ArticleLine) -> String {
        let hint = line.hint.clone().filter(|hint| self.is_new(hint));
        write(line, hint, columns())
    }

    fn is_new(&self, hint: &str) -> bool {
        self.hints.lock().unwrap_or_else(PoisonError::into_inner).insert(hint.to_owned())
    }
}

/// Returns how many columns are written into.
pub(super) fn columns() -> usize {
    usize::from(Term::stderr().size().1).saturating_sub(1).clamp(NARROWEST, WIDEST)
}

/// Puts two texts at the ends of a line, where there is room, or below one another, where it is long on several lines.
pub(super) fn two_ends(left: &str, right: &str, columns: usize) -> String {
    let room = columns.saturating_sub(measure_text_width(left) + measure_text_width(right));
    if room >= GAP && !right.is_empty() {
        return format!("{left}{}{right}\n", " ".repeat(room));
    }
    let lines = [left, right].into_iter().filter(|text| !text.is_empty()).flat_map(|text| wrapped(text, columns));
    lines.fold(String::new(), |all, line| all + &line + "\n")
}

fn write(line: ArticleLine, hint: Option<String>, columns: usize) -> String {
    let ArticleLine { mark, title, length, rest, mut details, .. } = line;
    let (title, rest) = (plain(&title), plain(&rest));
    let (sign, style) = match mark {
        Mark::Narrated => (' ', Style::new()),
        Mark::Doubtful => ('!', Style::new().yellow()),
        Mark::Failed => ('x', Style::new().red()),
        Mark::PassedOver => ('-', Style::new().dim()),
    };
    let place = columns * 2 / 5;
    let fields = match length {
        Some(length) => {
            let title_columns = columns - GAP - GAP - CLOCK_COLUMNS - GAP - place;
            let title = padded(&cut(&title, title_columns, title_columns / 3), title_columns);
            format!("{title}  {length:>CLOCK_COLUMNS$}  {}", cut(&rest, place, PLACE_END))
        }
        None => {
            let title = cut(&title, columns - GAP, columns / 3);
            if measure_text_width(&title) + GAP + measure_text_width(&rest) + GAP > columns {
                details.insert(0, rest);
                title
            } else {
                two_ends(&title, &rest, columns - GAP)
            }
        }
    };
    let mut text = format!("{}\n", style.for_stderr().apply_to(format!("{sign} {fields}").trim_end()));
    details.extend(hint.map(|hint| format!("hint: {hint}")));
    for detail in details {
        for piece in wrapped(&plain(&detail), columns - INDENT) {
            text.push_str(&format!("{}{piece}\n", " ".repeat(INDENT)));
        }
    }
    text
}

/// Takes out what is no text for a terminal: control characters and what turns the order of letters.
fn plain(text: &str) -> String {
    let is_turning = |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let spaced: String =
        text.chars().filter(|c| !is_turning(*c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Cuts a text in its middle, so that so many columns of its end stay.
fn cut(text: &str, columns: usize, end: usize) -> String {
    if measure_text_width(text) <= columns {
        return text.to_owned();
    }
    let first = taken(text.chars(), columns.saturating_sub(end + 1));
    let last: String = taken(text.chars().rev(), end.min(columns)).chars().rev().collect();
    format!("{}…{}", first.trim_end(), last.trim_start())
}

/// Takes as many letters as have room in so many columns.
fn taken(letters: impl Iterator<Item = char>, columns: usize) -> String {
    let (mut taken, mut used) = (String::new(), 0);
    for letter in letters {
        used += measure_text_width(letter.encode_utf8(&mut [0; 4]));
        if used > columns {
            break;
        }
        taken.push(letter);
    }
    taken
}

fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(measure_text_width(text))))
}

/// Breaks a text into lines between its words, and inside those that are wider than a line.
fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for mut word in text.split(' ') {
        while measure_text_width(word) > columns {
            let first = taken(word.chars(), columns).len();
            lines.push(word[..first].to_owned());
            word = &word[first..];
        }
        match lines.last_mut() {
            Some(line) if measure_text_width(line) + 1 + measure_text_width(word) <= columns => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(title: &str, length: Option<&str>, rest: &str) -> String {
        let line = ArticleLine {
            mark: Mark::Narrated,
            title: title.to_owned(),
            length: length.map(str::to_owned),
            rest: rest.to_owned(),
            details: Vec::new(),
            hint: None,
        };
        write(line, None, 79)
    }

    #[test]
    fn lines_fill_the_terminal_and_no_more() {
        let long = "Council Votes to Keep the Old Library Open on Sundays After All";
        let told = line(long, Some("0:39"), "narrations/council-votes-to-keep-the-old-library.wav");
        assert!(
            told.starts_with("  Council Votes to")
                && told.ends_with("-library.wav\n")
                && told.contains("   0:39  narra")
        );
        assert_eq!(measure_text_width(told.trim_end_matches('\n')), 79);
        let wide = line("図書館は日曜日も開館を続けると市議会が決定しました", Some("1:02:39"), "narrations/a.wav");
        assert!(measure_text_width(wide.trim_end()) <= 79, "{wide}");
        assert!(line("a\u{1b}]0;b\u{7}\u{202E}c", Some("0:01"), "d").starts_with("  a ]0;b c  "));
        let failed = line("late-edition.html", None, "no story on this page");
        assert_eq!(failed.len(), 80);
        let told_below = line("late-edition.html", None, &"many words ".repeat(9));
        assert!(told_below.lines().count() == 3 && told_below.lines().all(|line| line.len() < 80), "{told_below}");
    }
}
