//! What the benchmarks want to reach: each figure is told with its goal, and what falls short fails once all is measured.

use std::ops::{Bound, RangeBounds};
use std::process::ExitCode;

/// The figures that fell short so far.
#[derive(Default)]
pub(crate) struct Goals {
    short: Vec<String>,
}

impl Goals {
    /// Compares a figure with its goal, such as `..=1.2` or `15.0..`; returns both, to be printed.
    pub(crate) fn tell(&mut self, what: &str, value: f64, goal: impl RangeBounds<f64>) -> String {
        let words = match (goal.start_bound(), goal.end_bound()) {
            (Bound::Included(least), _) => format!("at least {least}"),
            (_, Bound::Included(most)) => format!("at most {most}"),
            _ => unreachable!("a goal is a bound that belongs to it"),
        };
        let digits = if value < 1.0 { 4 } else { 2 };
        let told = format!("{value:.digits$} (goal {words})");
        if !goal.contains(&value) {
            self.short.push(format!("{what}: {told}"));
        }
        told
    }

    /// Says what fell short: the end of the benchmark.
    pub(crate) fn end(self) -> ExitCode {
        self.short.iter().for_each(|short| eprintln!("fell short: {short}"));
        if self.short.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
