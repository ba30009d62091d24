//! That no text makes the rules slow: twice as much of anything takes about twice as long to be composed.

use std::time::Duration;

use super::{LanguageChoice, Reading, compose};
use crate::document::{Block, BlockKind, Document};
use crate::language::Language;

/// What rules look at, without an end: signs, numbers and short forms of both kinds of reader, with spaces and without.
const PATTERNS: [&str; 54] = [
    "IV-", "1.1.2020-", "$1.5-", "1x", "A.", "a.", "1/2/", "a/", "1. ", "1.", "(1) ", "\"A. ", "\" ", "a\n\n", "'a ",
    "a-b-", "1:2:", "§ 1 ", "№", "1,000,", "é.", "…", "--", "((", "))", "[1]", "U.S. ", "No. 1 ", "III ", "a@b.c ",
    "www.a.", "#a", "+1 ", "12 st ", "½", "★", "1° ", "Art. ", "z. B. ", "am 1. ", "1 km ", "1-2-", "I ", "4/5 ",
    "911 ", "Gen. 1:1 ", "€0.92 ", "2020-12 ", "... ", "— ", "“a ", "`c` ", "[a](b) ", "- [ ] ",
];

/// How much longer twice the text may take.
const MOST: f64 = 2.3;
/// How much text is measured first; a clock that others disturb gets more.
const LENGTH: usize = 2_000;
/// How often a pattern is measured before it counts as slow.
const TRIES: u32 = 5;

/// Returns how long this thread has worked, which others on the machine do not change.
#[cfg(unix)]
fn worked() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap())
}

/// Returns the time of a clock.
#[cfg(not(unix))]
fn worked() -> Duration {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap()
}

/// Returns the least time of three that a text takes.
fn time(text: &str, language: &str) -> Duration {
    let choice = LanguageChoice { asked: Language::parse(language), ..LanguageChoice::default() };
    let reading = Reading { language: choice, ..Reading::default() };
    let times = (0..3).map(|_| {
        let blocks = vec![Block::kept(BlockKind::Paragraph, text)];
        let begun = worked();
        let script = compose(Document { blocks, ..Document::default() }, &reading);
        assert!(script.blocks.len() == 1);
        worked() - begun
    });
    times.min().unwrap()
}

#[test]
fn twice_the_text_takes_twice_the_time() {
    let mut slow = Vec::new();
    for language in ["en", "de"] {
        for pattern in PATTERNS {
            let grows = |tries: u32| {
                let times = LENGTH * tries as usize / pattern.len();
                // Marks without end stand behind words, too.
                let text = |times: usize| format!("It is said. {}", pattern.repeat(times));
                let (one, two) = (time(&text(times), language), time(&text(2 * times), language));
                // What takes no time cannot be compared.
                two > Duration::from_millis(5) && two.as_secs_f64() > MOST * one.as_secs_f64()
            };
            if (1..=TRIES).all(grows) {
                slow.push(format!("{language}: {pattern:?}"));
            }
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}
