//! Scores the English spoken forms on `written~spoken` lines, a file a kind of form: what is exact, case and punctuation
//! aside. A line counts when it is right both with punctuation taken out and with spaces put for it.
//!
//! `cargo bench --bench spoken -- [--wrong] [FOLDER]`
#![allow(clippy::print_stdout, reason = "a measurement prints its figures")]

mod goals;

use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use aloud::language::Language;
use aloud::script::spoken::spoken;
use goals::Goals;

/// Where the tables lie, beside a checkout that has them.
const TABLES: &str = "../shared/data/spoken/en";

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut goals = Goals::default();
    let (flags, folders): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let folder = folders.first().map_or(TABLES, String::as_str);
    let entries = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    let mut files = entries.collect::<Result<Vec<PathBuf>, _>>()?;
    files.sort();
    let mut total = (0, 0);
    for file in files {
        let table = fs::read_to_string(&file)?;
        let (mut right, mut all) = (0, 0);
        for (written, expected) in table.lines().filter_map(|line| line.split_once('~')) {
            let said = spoken(written, &Language::english());
            all += 1;
            if same(&said, expected) {
                right += 1;
            } else if flags.iter().any(|flag| flag == "--wrong") {
                println!("  {written}\n    said   {said}\n    wanted {expected}");
            }
        }
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        println!("{name:14} {right:3} of {all:3}  {:5.1} %", percent(right, all));
        total = (total.0 + right, total.1 + all);
    }
    let share = goals.tell("spoken forms that are right, %", percent(total.0, total.1), 95.0..);
    println!("{:14} {:3} of {:3}  in %: {share}", "all", total.0, total.1);
    Ok(goals.end())
}

fn percent(right: usize, all: usize) -> f64 {
    100.0 * right as f64 / all.max(1) as f64
}

fn same(said: &str, expected: &str) -> bool {
    folded(said, "") == folded(expected, "") && folded(said, " ") == folded(expected, " ")
}

/// Returns text in small letters with something put for each mark, and single spaces.
fn folded(text: &str, mark: &str) -> String {
    let mut plain = String::new();
    for character in text.to_lowercase().chars() {
        if character.is_alphanumeric() || character.is_whitespace() {
            plain.push(character);
        } else {
            plain.push_str(mark);
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
