//! A way in which narrations of the folder were made: who reads the articles again, and who narrates them.

use std::path::PathBuf;
use std::sync::Arc;

use futures::future::BoxFuture;

use crate::catalogue::Record;
use crate::pipeline::SharedNarrator;
use crate::script::lexicon::{Lexicon, LexiconError, Starter};
use crate::source::{Article, Reader};

/// Reads an article again that the catalogue has a record of, or says why it cannot be read.
pub type ReadAgain = Arc<dyn Fn(&Record) -> BoxFuture<'static, Result<Article, String>> + Send + Sync>;

/// A way in which narrations of the folder were made.
#[derive(Clone)]
pub struct Way {
    /// The flags by which the catalogue knows what was made so; none for the usual way.
    pub flags: Vec<String>,
    /// Reads the articles again.
    pub reader: Arc<Reader>,
    /// Reads them again where they come from a content system.
    pub again: Option<ReadAgain>,
    /// Narrates them again.
    pub narrator: SharedNarrator,
    /// The lexicons of the project.
    pub lexicons: Vec<PathBuf>,
    /// Whether the lexicon that is built in counts too.
    pub starter: Starter,
    /// Whether narrations are published only when they are approved.
    pub approval: bool,
}

impl Way {
    /// Opens its lexicons as they are now, with that of the house.
    pub(super) fn lexicon(&self, house: &PathBuf) -> Result<Lexicon, LexiconError> {
        let mut once: Vec<PathBuf> = Vec::new();
        for file in self.lexicons.iter().chain([house]).filter(|file| file.exists()) {
            if !once.contains(file) {
                once.push(file.clone());
            }
        }
        Lexicon::open(&once, self.starter)
    }
}
