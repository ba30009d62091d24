//! The narrator: everything a narration needs besides the article.

use std::sync::Arc;

use super::direction::Voices;
use super::{Cast, Direction, Run};
use crate::edits::Shelf;
use crate::master::OutputFolder;
use crate::speech::ClipCache;

/// Everything a narration needs besides the article: who speaks, what shapes the sound, where things are kept, and what
/// concerns this run only. Cheap to clone.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let folder = tempfile::tempdir()?;
/// # std::env::set_current_dir(&folder)?;
/// # std::fs::write("story.md", "# The ferry\n\nThe ferry is late again. Everyone waits.")?;
/// let narrator = aloud::Narrator::builder().voice("tone").out("narrations").cache("clips").build()?;
/// let narration = narrator.narrate(&aloud::Article::open("story.md")?).await?;
/// assert!(narration.master.audio.ends_with("narrations/the-ferry.wav"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Narrator {
    /// Who speaks.
    pub cast: Cast,
    /// What shapes the sound besides the voices.
    pub direction: Direction,
    /// Where things are kept.
    pub storage: Storage,
    /// What concerns this run only.
    pub run: Run,
}

/// Where things are kept.
#[derive(Clone)]
pub struct Storage {
    /// The spoken clips.
    pub cache: Arc<ClipCache>,
    /// The narrations.
    pub folder: OutputFolder,
    /// What editors changed in them.
    pub edits: Arc<Shelf>,
}

impl Narrator {
    /// Hashes everything that shapes narrations besides the articles and the engines.
    #[must_use]
    pub fn shape(&self) -> String {
        let signing = self.direction.finish.signing.as_ref().map(|signing| &signing.terms);
        let casting = self.cast.casting.map(|speaker| &*speaker.voice);
        let understudies = self.cast.understudies.iter().map(|speaker| &*speaker.voice).collect();
        self.direction.shape(&Voices { lead: &self.cast.lead.voice, casting, understudies }, signing)
    }
}
