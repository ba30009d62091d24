//! Scores the sentence splitter on golden rules or on paragraphs of a treebank, a line of JSON each: `{"lang", "text",
//! "sents"}`; prints what is right by language, how well the boundaries inside the texts are found, and with `--wrong` what
//! is not.
//!
//! `cargo bench --bench sentences -- [--wrong] [FILE]`
#![allow(clippy::print_stdout, reason = "a measurement prints its figures")]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use aloud::language::Language;
use aloud::script::segment::sentences;
use serde::Deserialize;

/// Where the rules lie, beside a checkout that has them.
const RULES: &str = "../shared/data/sentences/golden_rules.jsonl";

#[derive(Deserialize)]
struct Rule {
    lang: Language,
    text: String,
    sents: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let (flags, files): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let file = files.first().map_or(RULES, String::as_str);
    let mut boundaries = Boundaries::default();
    let mut scores: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for line in std::fs::read_to_string(file)?.lines() {
        let rule: Rule = serde_json::from_str(line)?;
        let found: Vec<String> = sentences(&rule.text, &rule.lang).into_iter().map(spaced).collect();
        let expected: Vec<String> = rule.sents.iter().map(|sentence| spaced(sentence)).collect();
        boundaries.add(&found, &expected);
        let score = scores.entry(rule.lang.to_string()).or_default();
        score.1 += 1;
        if found == expected {
            score.0 += 1;
        } else if flags.iter().any(|flag| flag == "--wrong") {
            println!("{}: expected {expected:#?}\nfound {found:#?}", rule.lang);
        }
    }
    for (language, (right, all)) in &scores {
        println!("{language}: {right} of {all}");
    }
    let (right, all) = scores.values().fold((0, 0), |sum, score| (sum.0 + score.0, sum.1 + score.1));
    println!("all: {right} of {all}, {:.1} %", 100.0 * right as f64 / all as f64);
    boundaries.print();
    Ok(())
}

/// How the boundaries inside texts were found.
#[derive(Default)]
struct Boundaries {
    found: usize,
    expected: usize,
    right: usize,
}

impl Boundaries {
    fn add(&mut self, found: &[String], expected: &[String]) {
        let (found, expected) = (ends(found), ends(expected));
        self.right += found.intersection(&expected).count();
        self.found += found.len();
        self.expected += expected.len();
    }

    fn print(&self) {
        let share = |of: usize| self.right as f64 / of.max(1) as f64;
        let (precision, recall) = (share(self.found), share(self.expected));
        let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
        println!("boundaries: {} expected, F1 {f1:.3} (P {precision:.3}, R {recall:.3})", self.expected);
    }
}

/// Returns where sentences end inside a text: how many characters besides white space stand before.
fn ends(sentences: &[String]) -> BTreeSet<usize> {
    let mut end = 0;
    let ends = sentences.iter().map(|sentence| {
        end += sentence.chars().filter(|c| !c.is_whitespace()).count();
        end
    });
    let mut ends: BTreeSet<usize> = ends.collect();
    ends.pop_last();
    ends
}

/// Puts single spaces for runs of white space: the rules do not agree on line breaks.
fn spaced(sentence: &str) -> String {
    sentence.split_whitespace().collect::<Vec<_>>().join(" ")
}
