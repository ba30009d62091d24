//! Scores the sentence splitter on golden rules, a line of JSON each: `{"lang", "text", "sents"}`; prints what is right
//! by language, and with `--wrong` what is not.
//!
//! `cargo run --release --example sentences -- [--wrong] [FILE]`
#![allow(clippy::print_stdout, reason = "a measurement prints its figures")]

use std::collections::BTreeMap;
use std::error::Error;

use aloud::script::segment::sentences;
use serde::Deserialize;

/// Where the rules lie, beside a checkout that has them.
const RULES: &str = "../shared/data/sentences/golden_rules.jsonl";

#[derive(Deserialize)]
struct Rule {
    lang: String,
    text: String,
    sents: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let (flags, files): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let file = files.first().map_or(RULES, String::as_str);
    let mut scores: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for line in std::fs::read_to_string(file)?.lines() {
        let rule: Rule = serde_json::from_str(line)?;
        let found: Vec<String> = sentences(&rule.text, &rule.lang).into_iter().map(spaced).collect();
        let expected: Vec<String> = rule.sents.iter().map(|sentence| spaced(sentence)).collect();
        let score = scores.entry(rule.lang.clone()).or_default();
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
    Ok(())
}

/// Puts single spaces for runs of white space: the rules do not agree on line breaks.
fn spaced(sentence: &str) -> String {
    sentence.split_whitespace().collect::<Vec<_>>().join(" ")
}
