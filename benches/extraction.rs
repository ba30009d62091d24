//! Measures the extraction of articles on pages with ground truth: the text by the metric of the
//! article-extraction-benchmark (precision, recall and F1 of runs of four words, averaged over pages), title and date
//! against what the pages state, and how hostile pages end.
//!
//! `cargo bench --bench extraction -- [FOLDER] [--worst N] [--text FILE]`; FOLDER holds `ground-truth.json`
//! and `html/*.html.gz`, by default those of `../shared/data/extraction`. `--text` writes what was extracted, as JSON.
//!
//! The truth of title and date is told by the page itself, read here in another way than the library reads it: by plain
//! search for `"headline"` and `"datePublished"` in its JSON-LD and for the OpenGraph elements in its source. A page counts
//! where it states the value; it is right where the library's value is one of those stated: a title by its letters, but for
//! the site's name at its end, a date by its day.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement prints its figures and stops at surprises")]

mod goals;

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use aloud::document::{self, Document, Selection};
use aloud::source::{Article, Markup, Origin};
use goals::Goals;
use regex::Regex;
use serde_json::Value;

/// How many words make a run.
const RUN: usize = 4;

/// F1 and precision that are wanted on the pages that were looked at while the rules were written, and on any others. Taste: above
/// what other readers reach there.
const GOALS: [(f64, f64); 2] = [(0.97, 0.96), (0.92, 0.93)];
/// How many of a hundred stated titles and dates are to be right, and pages a second of one core. Taste.
const STATED: f64 = 95.0;
const PAGES_A_SECOND: f64 = 250.0;

/// The share of runs found, invented and missed on a page; together 1.
#[derive(Clone, Copy, Default)]
struct Score {
    found: f64,
    invented: f64,
    missed: f64,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let option =
        |name: &str| arguments.iter().position(|argument| argument == name).map(|at| arguments[at + 1].clone());
    if let Some(name) = option("--hostile") {
        return end_of_hostile(&name);
    }
    let folder = arguments
        .first()
        .filter(|first| !first.starts_with("--"))
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/extraction"), PathBuf::from);
    let mut goals = Goals::default();
    if folder.join("ground-truth.json").exists() {
        measure(&folder, &mut goals, option("--worst").map_or(0, |worst| worst.parse().unwrap()), option("--text"));
    } else {
        println!("skipped: {} holds no ground truth", folder.display());
    }
    let mut ended_well = 0;
    for name in HOSTILE {
        // Each in a process of its own, so that its peak of memory is its own.
        let program = std::env::current_exe().unwrap();
        let told = Command::new(program).args(["--hostile", name]).output().unwrap();
        ended_well += usize::from(told.status.success());
        print!("{}{}", String::from_utf8_lossy(&told.stdout), String::from_utf8_lossy(&told.stderr));
    }
    let all = HOSTILE.len() as f64;
    println!("hostile pages that end well: {}", goals.tell("hostile pages that end well", ended_well as f64, all..));
    goals.end()
}

/// Reads the pages of a folder and prints how they compare with the truth.
fn measure(folder: &Path, goals: &mut Goals, worst: usize, text_file: Option<String>) {
    let truth: BTreeMap<String, Value> =
        serde_json::from_slice(&fs::read(folder.join("ground-truth.json")).unwrap()).unwrap();
    let (mut scores, mut extracted, mut spent) = (Vec::new(), BTreeMap::new(), Duration::ZERO);
    let mut stated = Stated::new();
    for (id, page) in &truth {
        let html = unzipped(&folder.join(format!("html/{id}.html.gz")));
        let start = processor_time();
        let document = read(&html);
        spent += processor_time() - start;
        stated.compare(&html, &document, page["url"].as_str().unwrap());
        let text = story(&document);
        scores.push((score(page["articleBody"].as_str().unwrap(), &text), page["url"].to_string(), id));
        extracted.insert(id, serde_json::json!({ "articleBody": text, "title": document.metadata.title, "published": document.metadata.published }));
    }
    let sum = |share: fn(&Score) -> f64| scores.iter().map(|(score, ..)| share(score)).sum::<f64>();
    let (found, invented, missed) = (sum(|s| s.found), sum(|s| s.invented), sum(|s| s.missed));
    let (precision, recall) = (found / (found + invented), found / (found + missed));
    let wanted = GOALS[usize::from(!folder.ends_with("data/extraction"))];
    println!(
        "{} pages: F1 {}, precision {}, recall {recall:.4}; pages a second of one core's time: {}",
        scores.len(),
        goals.tell("F1", 2.0 * precision * recall / (precision + recall), wanted.0..),
        goals.tell("precision", precision, wanted.1..),
        goals.tell("pages a second", scores.len() as f64 / spent.as_secs_f64(), PAGES_A_SECOND..),
    );
    stated.print(goals, worst > 0);
    scores.sort_by(|(one, ..), (other, ..)| one.found.total_cmp(&other.found));
    for (score, url, id) in scores.iter().take(worst) {
        println!("invented {:.2} missed {:.2} {} {url}", score.invented, score.missed, &id[..8]);
    }
    if let Some(file) = text_file {
        fs::write(file, serde_json::to_vec(&extracted).unwrap()).unwrap();
    }
}

fn read(html: &str) -> Document {
    let markup = Markup::Html(html.to_owned());
    let article = Article { id: "x".into(), origin: Origin::Stdin, markup, known: Default::default() };
    document::read(&article, &Selection::default())
}

/// Returns the time that this thread has had a processor, so that other work on the machine does not count; where the system
/// does not tell, the time that has passed.
fn processor_time() -> Duration {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(
        || {
            static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
            START.get_or_init(Instant::now).elapsed()
        },
        Duration::from_nanos,
    )
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

/// How often title and date are those that the pages state.
struct Stated {
    headline: Regex,
    title_meta: Regex,
    date: Regex,
    date_meta: Regex,
    content: Regex,
    titles: (usize, usize),
    dates: (usize, usize),
    wrong: Vec<String>,
}

impl Stated {
    fn new() -> Self {
        let regex = |pattern: &str| Regex::new(pattern).unwrap();
        Self {
            headline: regex(r#""headline"\s*:\s*"((?:[^"\\]|\\.)+)""#),
            title_meta: regex(r#"(?i)<meta[^>]+property=["']og:title["'][^>]*>"#),
            date: regex(r#""datePublished"\s*:\s*"([^"]+)""#),
            date_meta: regex(r#"(?i)<meta[^>]+(?:property|name)=["']article:published_time["'][^>]*>"#),
            content: regex(r#"(?i)content=(?:"([^"]*)"|'([^']*)')"#),
            titles: (0, 0),
            dates: (0, 0),
            wrong: Vec::new(),
        }
    }

    fn compare(&mut self, html: &str, document: &Document, url: &str) {
        let linked = |regex: &Regex| -> Vec<String> {
            let strings = regex.captures_iter(html).map(|found| format!("\"{}\"", &found[1]));
            strings.filter_map(|string| serde_json::from_str(&string).ok()).collect()
        };
        let meta = |regex: &Regex| -> Vec<String> {
            let elements = regex.find_iter(html).filter_map(|element| self.content.captures(element.as_str()));
            let values =
                elements.filter_map(|found| found.get(1).or_else(|| found.get(2)).map(|text| text.as_str().to_owned()));
            values.filter(|value| !value.trim().is_empty()).collect()
        };
        let titles = [linked(&self.headline), meta(&self.title_meta)].concat();
        let dates = [linked(&self.date), meta(&self.date_meta)].concat();
        let days: Vec<String> =
            dates.iter().filter_map(|date| date.get(..10)).filter(|day| is_day(day)).map(str::to_owned).collect();
        let title = document.metadata.title.clone().unwrap_or_default();
        let published = document.metadata.published.clone().unwrap_or_default();
        if !titles.is_empty() {
            let right = titles.iter().any(|stated| is_title(&letters(&title), &letters(stated)));
            self.titles = (self.titles.0 + usize::from(right), self.titles.1 + 1);
            if !right {
                self.wrong.push(format!("title “{title}” where {titles:?} is stated: {url}"));
            }
        }
        if !days.is_empty() {
            let right = days.iter().any(|day| published.starts_with(day));
            self.dates = (self.dates.0 + usize::from(right), self.dates.1 + 1);
            if !right {
                self.wrong.push(format!("date {published} where {days:?} is stated: {url}"));
            }
        }
    }

    fn print(&self, goals: &mut Goals, all: bool) {
        let share = |(right, of): (usize, usize)| 100.0 * right as f64 / of.max(1) as f64;
        let ((title, titles), (date, dates)) = (self.titles, self.dates);
        println!(
            "title right on {title} of {titles} pages that state one, in %: {}; date on {date} of {dates}: {}",
            goals.tell("titles, %", share(self.titles), STATED..),
            goals.tell("dates, %", share(self.dates), STATED..),
        );
        for wrong in self.wrong.iter().filter(|_| all) {
            println!("{wrong}");
        }
    }
}

fn is_day(text: &str) -> bool {
    // Some systems state the first day of the calendar where they know none.
    !text.starts_with('0')
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() })
}

/// Returns whether a title is the stated one, or the stated one without the site's name at its end.
fn is_title(title: &str, stated: &str) -> bool {
    /// A site's name has no more letters than this; what is cut off a title beyond it is missing.
    const LONGEST_SITE: usize = 40;
    title == stated || (title.len() >= 8 && stated.strip_prefix(title).is_some_and(|site| site.len() <= LONGEST_SITE))
}

/// Returns the letters and digits of a text in lower case, entities read.
fn letters(text: &str) -> String {
    let text = text.replace("&#039;", "'").replace("&#39;", "'").replace("&#x27;", "'").replace("&amp;", "&");
    let text = text
        .replace("&quot;", "\"")
        .replace("&#8217;", "’")
        .replace("&#8216;", "‘")
        .replace("&rsquo;", "’")
        .replace("&nbsp;", " ");
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The hostile pages.
const HOSTILE: [&str; 5] =
    ["10 MB of story", "100 000 nested tags", "100 000 nested lists", "only divs", "10 MB of one line"];

/// Makes a hostile page.
fn hostile(name: &str) -> String {
    let paragraph =
        "<p>The committee met again on day nine, and again its members did not agree on what had to be done.</p>\n";
    match name {
        "10 MB of story" => format!("<article>{}</article>", paragraph.repeat(10_000_000 / paragraph.len())),
        "100 000 nested tags" => format!("{}deep{}", "<div>".repeat(100_000), "</div>".repeat(100_000)),
        "100 000 nested lists" => format!("{}deep", "<ul><li>".repeat(50_000)),
        "only divs" => "<div></div>".repeat(10_000_000 / 11),
        _ => "word ".repeat(2_000_000),
    }
}

/// Reads a hostile page and prints how long it took and the peak of memory.
fn end_of_hostile(name: &str) -> ExitCode {
    let page = hostile(name);
    let (passed, start) = (Instant::now(), processor_time());
    let blocks = read(&page).blocks.len();
    let took = processor_time() - start;
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak_kb =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    let mut goals = Goals::default();
    println!(
        "{name} ({:.1} MB): {blocks} blocks, seconds of one core {}, {:.2} s passed, peak in MB {}",
        page.len() as f64 / 1e6,
        goals.tell("seconds of one core", took.as_secs_f64(), ..=2.0),
        passed.elapsed().as_secs_f64(),
        peak_kb.map_or_else(|| "unknown".to_owned(), |peak| goals.tell("peak, MB", peak as f64 / 1024.0, ..=500.0)),
    );
    goals.end()
}
