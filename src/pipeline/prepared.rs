//! An article's script, ready to be spoken, and whether the folder holds its narration already.

use std::path::PathBuf;

use super::hash::{hash, text_hash};
use super::own::Own;
use super::{Cast, Edited, Narrator, Speaker};
use crate::document::Document;
use crate::edits::{Applied, Shelved};
use crate::master::{Manifest, Master, MasterError};
use crate::script::Script;
use crate::source::Article;
use crate::speech::{ClipKey, DoubtfulClips, SpeechRequest};

/// An article's script, ready to be spoken.
pub struct Prepared {
    /// What is said.
    pub script: Script,
    /// Names of the project's lexicon that the engine has to guess: it takes no IPA, and they have no alias.
    pub guessed: Vec<String>,
    /// What became of what editors changed.
    pub edited: Edited,
    /// Each sentence as it would be said had no one edited it.
    pub unedited: Vec<String>,
    /// Who reads it.
    pub(super) lead: Speaker,
    pub(super) requests: Vec<SpeechRequest>,
    pub(super) keys: Vec<ClipKey>,
    pub(super) understudies: Understudies,
    pub(super) manifest: Manifest,
    /// The article's own picture.
    pub(super) picture: Option<PathBuf>,
    pub(super) known_as: KnownAs,
    pub(super) own: Own,
}

/// How older versions named the same narration.
pub(super) struct KnownAs {
    pub(super) older_ids: Vec<String>,
    pub(super) older_fingerprint: String,
}

/// What is ready for the voices that may take over.
pub(super) enum Understudies {
    /// The same sentences as requests to each of them, for sentences that fail; none where no one takes over.
    Sentences(Vec<Vec<SpeechRequest>>),
    /// The article, for whoever begins it again.
    Article(Box<Understood>),
}

/// An article, what it says, and what editors changed in it.
#[derive(Clone)]
pub(super) struct Understood {
    pub(super) article: Article,
    pub(super) document: Document,
    pub(super) shelved: Option<Shelved>,
    /// What became of the edits of its blocks.
    pub(super) blocks: Vec<(usize, Applied)>,
    pub(super) own: Own,
}

impl Prepared {
    /// Hashes headline and story: articles that are the same text have the same.
    #[must_use]
    pub fn text_hash(&self) -> String {
        text_hash(&self.script)
    }

    /// Hashes every sentence as it is spoken, with the pauses.
    #[must_use]
    pub fn script_hash(&self) -> String {
        hash(&self.script.sentences)
    }

    /// Hashes what the article asks for itself; empty where it asks for nothing.
    #[must_use]
    pub fn own_hash(&self) -> &str {
        &self.own.hash
    }

    /// Returns the article's identity, as the manifest has it.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.manifest.id
    }

    /// Returns the file it was read from, as the manifest has it.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        self.manifest.file.as_deref()
    }

    /// Has it take the place of an earlier narration of the article: under that one's file name, whatever its identity was.
    pub fn continue_from(&mut self, id: &str, audio: &str) {
        self.known_as.older_ids.push(id.to_owned());
        self.manifest.audio = audio.to_owned();
    }

    /// Returns the fingerprint of everything the audio depends on.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.manifest.fingerprint
    }

    /// Returns the narration that the folder holds, if this one would be the same: by the voice that is to speak, or by an
    /// understudy that spoke in its place.
    #[must_use]
    pub fn current(&self, narrator: &Narrator) -> Option<Master> {
        let master = narrator.storage.folder.find(self.slug(), &self.ids())?;
        if narrator.run.again.is_some() {
            return None;
        }
        let mut doubtful = master.manifest.doubtful();
        let is_wanted = narrator.run.doubtful == DoubtfulClips::Reuse
            || doubtful.all(|(sentence, _, doubt)| self.edited.is_heard(sentence, doubt));
        drop(doubtful);
        (is_wanted && self.is_of(&master.manifest, &narrator.cast)).then_some(master)
    }

    /// Has the master made with the gain of the narration that the folder holds.
    pub(super) fn keep_gain(&mut self, narrator: &Narrator) {
        let before = narrator.storage.folder.find(self.slug(), &self.ids());
        self.manifest.gain_db = before.and_then(|before| before.manifest.gain_db);
    }

    /// Gives a narration that an older version made its new identity, so that it is found and written over.
    pub(super) fn take_over(&self, narrator: &Narrator) -> Result<(), MasterError> {
        narrator.storage.folder.take_over(self.slug(), &self.ids())
    }

    fn slug(&self) -> &str {
        self.manifest.name()
    }

    /// Returns the article's identity, and those that older versions gave it.
    fn ids(&self) -> Vec<&str> {
        let older = self.known_as.older_ids.iter().map(String::as_str);
        std::iter::once(self.manifest.id.as_str()).chain(older).collect()
    }

    /// Returns whether a narration is what this script would become.
    fn is_of(&self, made: &Manifest, cast: &Cast) -> bool {
        let is_own = |print: &str| print == self.manifest.fingerprint || print == self.known_as.older_fingerprint;
        let spoke = |other: &Speaker| other.voice.name == made.voice && other.engine.identity() == made.engine;
        is_own(&made.fingerprint)
            || made.in_place_of.as_deref().is_some_and(is_own) && cast.understudies.iter().any(spoke)
    }
}
