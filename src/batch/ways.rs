//! By which flags articles were narrated, for whoever looks at their narrations.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::catalogue::{Calls, Record};

/// Which flags count for which article: those typed now where some are, else those of its last run.
#[derive(Debug, Clone, Default)]
pub struct Ways {
    typed: Vec<String>,
    calls: Calls,
}

impl Ways {
    /// Takes flags that were typed, and how runs were called.
    #[must_use]
    pub fn new(typed: Vec<String>, calls: Calls) -> Self {
        Self { typed, calls }
    }

    /// Returns the flags that count for an article of an input.
    #[must_use]
    pub fn flags<'a>(&'a self, record: Option<&'a Record>, input: &str) -> &'a [String] {
        match record.and_then(|record| record.flags.as_ref()) {
            _ if !self.typed.is_empty() => &self.typed,
            Some(flags) => flags,
            None => self.calls.flags(record.map_or(input, |record| &record.input)),
        }
    }

    /// Returns the flags that count for any article.
    pub fn all<'a>(&self, records: impl Iterator<Item = &'a Record>) -> BTreeSet<Vec<String>> {
        let known = records.map(|record| self.flags(Some(record), &record.input).to_vec());
        known.chain(self.calls.inputs().map(|input| self.flags(None, input).to_vec())).collect()
    }

    /// Sorts inputs as runs looked through them; those of no run come first.
    #[must_use]
    pub fn in_order(&self, inputs: BTreeSet<PathBuf>) -> Vec<PathBuf> {
        let place = |input: &PathBuf| self.calls.inputs().position(|own| Path::new(own) == input);
        let mut inputs: Vec<PathBuf> = inputs.into_iter().collect();
        inputs.sort_by_key(place);
        inputs
    }
}
