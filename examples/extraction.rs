//! Measures the extraction of articles on pages with ground truth, by the metric of the article-extraction-benchmark:
//! precision, recall and F1 of runs of four words, averaged over pages.
//!
//! `cargo run --release --example extraction -- [FOLDER] [--worst N] [--text FILE]`; FOLDER holds `ground-truth.json`
//! and `html/*.html.gz`, by default those of `../shared/data/extraction`. `--text` writes what was extracted, as JSON.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement prints its figures and stops at surprises")]

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use aloud::document::{self, Document};
use aloud::source::{Article, Markup, Origin};
use serde_json::Value;

/// How many words make a run.
const RUN: usize = 4;

/// The share of runs found, invented and missed on a page; together 1.
#[derive(Clone, Copy, Default)]
struct Score {
    found: f64,
    invented: f64,
    missed: f64,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let option =
        |name: &str| arguments.iter().position(|argument| argument == name).map(|at| arguments[at + 1].clone());
    let folder = arguments
        .first()
        .filter(|first| !first.starts_with("--"))
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/extraction"), PathBuf::from);
    if !folder.join("ground-truth.json").exists() {
        println!("skipped: {} holds no ground truth", folder.display());
        return;
    }
    let truth: BTreeMap<String, Value> =
        serde_json::from_slice(&fs::read(folder.join("ground-truth.json")).unwrap()).unwrap();
    let mut scores = Vec::new();
    let mut extracted = BTreeMap::new();
    let mut spent = Duration::ZERO;
    for (id, page) in &truth {
        let html = unzipped(&folder.join(format!("html/{id}.html.gz")));
        let origin = Origin::File(id.into());
        let article = Article { id: id.clone(), origin, markup: Markup::Html(html), known: Default::default() };
        let start = Instant::now();
        let document = document::read(&article);
        spent += start.elapsed();
        let text = story(&document);
        scores.push((score(page["articleBody"].as_str().unwrap(), &text), page["url"].to_string(), id));
        extracted.insert(id, serde_json::json!({ "articleBody": text, "title": document.metadata.title, "published": document.metadata.published }));
    }
    let sum = |share: fn(&Score) -> f64| scores.iter().map(|(score, ..)| share(score)).sum::<f64>();
    let (found, invented, missed) = (sum(|s| s.found), sum(|s| s.invented), sum(|s| s.missed));
    let (precision, recall) = (found / (found + invented), found / (found + missed));
    println!(
        "{} pages: F1 {:.4} (goal 0.970), precision {precision:.4} (goal 0.96), recall {recall:.4}; {:.0} pages a second on one core (goal 200)",
        scores.len(),
        2.0 * precision * recall / (precision + recall),
        scores.len() as f64 / spent.as_secs_f64(),
    );
    scores.sort_by(|(one, ..), (other, ..)| one.found.total_cmp(&other.found));
    for (score, url, id) in scores.iter().take(option("--worst").map_or(0, |worst| worst.parse().unwrap())) {
        println!("invented {:.2} missed {:.2} {} {url}", score.invented, score.missed, &id[..8]);
    }
    if let Some(file) = option("--text") {
        fs::write(file, serde_json::to_vec(&extracted).unwrap()).unwrap();
    }
}

fn unzipped(path: &Path) -> String {
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(fs::File::open(path).unwrap()).read_to_end(&mut bytes).unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn story(document: &Document) -> String {
    let kept = document.blocks.iter().filter(|block| block.verdict.is_kept());
    kept.map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// Compares the runs of two texts, each counted as often as it stands there.
fn score(truth: &str, extracted: &str) -> Score {
    let (truth, extracted) = (runs(truth), runs(extracted));
    let mut score = Score::default();
    for run in truth.keys().chain(extracted.keys().filter(|run| !truth.contains_key(*run))) {
        let (wanted, got) = (truth.get(run).copied().unwrap_or(0.0), extracted.get(run).copied().unwrap_or(0.0));
        score.found += f64::min(wanted, got);
        score.invented += f64::max(got - wanted, 0.0);
        score.missed += f64::max(wanted - got, 0.0);
    }
    let all = (score.found + score.invented + score.missed).max(1.0);
    Score { found: score.found / all, invented: score.invented / all, missed: score.missed / all }
}

fn runs(text: &str) -> HashMap<String, f64> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect();
    let mut runs = HashMap::new();
    for start in 0..words.len().saturating_sub(RUN - 1).max(1) {
        *runs.entry(words[start..words.len().min(start + RUN)].join(" ")).or_default() += 1.0;
    }
    runs
}
