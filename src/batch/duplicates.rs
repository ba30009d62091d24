//! Tells articles that are the same as another: met in this run, or narrated in one before.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::catalogue::{Catalogue, Mark};

/// The articles met so far in a run.
#[derive(Default)]
pub(super) struct Duplicates(Mutex<Seen>);

#[derive(Default)]
struct Seen {
    /// The name each mark was first met under.
    marks: HashMap<Mark, Arc<str>>,
    names: HashSet<Arc<str>>,
}

/// Narrations of earlier runs that still hold.
pub(super) struct Earlier<'a> {
    pub(super) catalogue: &'a Catalogue,
    /// The hash of the settings they must have been made with.
    pub(super) settings: &'a str,
    pub(super) folder: &'a Path,
}

impl Duplicates {
    /// Notes an article, or gives the name of the one it is the same as.
    pub(super) fn same(&self, name: &str, marks: &[Mark], earlier: &Earlier<'_>) -> Option<String> {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let same = marks.iter().find_map(|mark| seen.marks.get(mark)).map(|of| of.to_string());
        // What was met in this run may have changed since the catalogue was written.
        let same = same.or_else(|| earlier.find(marks).filter(|of| of != name && !seen.names.contains(of.as_str())));
        if same.is_none() {
            let name: Arc<str> = name.into();
            seen.marks.extend(marks.iter().map(|mark| (*mark, Arc::clone(&name))));
            seen.names.insert(name);
        }
        same
    }
}

impl Earlier<'_> {
    fn find(&self, marks: &[Mark]) -> Option<String> {
        // A catalogue that cannot be read is told when it is written.
        let (name, done) = self.catalogue.find_marked(marks).ok().flatten()?;
        (done.settings == self.settings && done.is_whole(self.folder)).then_some(name)
    }
}
