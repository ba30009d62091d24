//! What news desks and printers write around a text that is otherwise as somebody wrote it: the mark of its end, where it goes on
//! in the paper, who the author is, when it came out.

use std::sync::LazyLock;

use regex::Regex;

use super::super::block::{Block, BlockKind, Verdict};
use super::super::document::Document;
use super::super::reason::Reason;
use super::super::{byline, text};
use super::dated;

/// So many lines from the end an end's mark may stand: contacts and notes follow it.
const END_REACH: usize = 4;
/// So many lines from the top tell of the author and the day.
const TOP_REACH: usize = 5;
/// Most words of a line about the day or the author's work. Taste.
const MOST_WORDS: usize = 8;

/// Skips such lines. Only what cannot be a sentence of the text goes.
pub(super) fn skip(document: &mut Document) {
    let count = document.blocks.len();
    for at in 1..count {
        let (above, below) = document.blocks.split_at_mut(at);
        let (before, block) = (&above[at - 1], &mut below[0]);
        let why = if at + END_REACH >= count && is_end(&block.text) {
            Reason::SignsOnly
        } else if is_jump(&block.text) {
            Reason::Navigation
        } else if at <= TOP_REACH && tells_the_day(&block.text) {
            Reason::BylineOrDate
        } else if at <= TOP_REACH && is_of_the_author(before, &block.text) {
            Reason::Byline
        } else {
            continue;
        };
        block.kind = BlockKind::Boilerplate;
        block.verdict = Verdict::Skipped(why);
    }
}

/// Returns whether a line marks the end of a text, as desks do: "-30-", "###", "ENDS".
fn is_end(line: &str) -> bool {
    static END: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^(?:[-–—]\s*(?:30|(?i:ends?|ende))\s*[-–—]|[(\[](?i:30|ends?|ende)[)\]]|(?:#\s*){3,}|ENDS?|ENDE)\.?$",
        )
        .expect("a constant that tests compile")
    });
    END.is_match(line.trim())
}

/// Returns whether a line says where a text goes on or comes from in the paper: "Continued on page 4".
fn is_jump(line: &str) -> bool {
    static JUMP: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix)^[(\[]?(?:
                (?:continued|cont(?:'d|\.)?)\ (?:on|from)\ (?:page|p\.)?\ ?[a-z]?-?\d{1,3}
                | see\ [^.!?]{2,40},\ (?:page|p\.)\ [a-z]?-?\d{1,3}
                | (?:please\ )?turn\ to\ page\ [a-z]?\d{1,3}
                | fortsetzung\ (?:auf|von|folgt\ auf)\ seite\ \d{1,3}
                | suite\ (?:en\ |de\ la\ )?page\ \d{1,3}
                | (?:continúa|sigue|viene|pasa)\ (?:en|de|a)\ (?:la\ )?(?:página|pág\.)\ \d{1,3}
                | (?:segue|continua)\ a\ pag(?:ina|\.)\ \d{1,3}
            )\.?[)\]]?$",
        )
        .expect("a constant that tests compile")
    });
    JUMP.is_match(line.trim())
}

/// Returns whether a line only says when a text came out.
fn tells_the_day(line: &str) -> bool {
    let lower = line.to_lowercase();
    let told =
        ["published", "updated", "posted", "veröffentlicht", "aktualisiert", "publié", "mis à jour", "publicado"];
    told.iter().any(|word| lower.starts_with(word)) && dated::is_dated(line, &lower, text::words(line))
}

/// Returns whether a line below the author's name says what he does: "Staff Writer".
fn is_of_the_author(before: &Block, line: &str) -> bool {
    let is_below = before.verdict == Verdict::Skipped(Reason::Byline);
    is_below && text::words(line) <= MOST_WORDS && !text::ends_sentence(line) && byline::is_role(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_the_end_and_of_the_paper_are_known_and_sentences_are_not() {
        for line in ["-30-", "— 30 —", "###", "# # #", "ENDS", "(Ende)", "- ends -"] {
            assert!(is_end(line), "{line}");
        }
        for line in ["It ends.", "30", "The 30 are home.", "Ende gut", "-12-"] {
            assert!(!is_end(line), "{line}");
        }
        for line in [
            "Continued on page 4",
            "(Continued from Page A1)",
            "See BRIDGE, page A4",
            "Fortsetzung auf Seite 3",
            "Suite en page 7",
        ] {
            assert!(is_jump(line), "{line}");
        }
        for line in ["He continued on page 4 with a sigh.", "See you on Monday", "Continued growth is likely."] {
            assert!(!is_jump(line), "{line}");
        }
        assert!(
            tells_the_day("Published 3 March 2026") && !tells_the_day("Published authors met on 3 March 2026 to talk.")
        );
    }
}
