//! What one article is narrated by, where it asks for a voice, a speed or a lexicon of its own.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use super::hash::hash;
use super::{NarrateError, Narrator, Speaker};
use crate::document::Wishes;
use crate::edits::{Change, Edit, Edits};
use crate::script::lexicon::{self, Lexicon};
use crate::source::{Article, Origin};

/// What one article is narrated by besides what all are.
#[derive(Clone, Default)]
pub(super) struct Own {
    /// Who reads it.
    pub(super) guest: Option<Speaker>,
    /// Whom editors had say something.
    hired: Vec<Speaker>,
    speed_percent: Option<u16>,
    /// Its number in the album.
    pub(super) track: Option<u32>,
    lexicon: Option<Arc<Lexicon>>,
    /// What it asks for and does not get.
    pub(super) warnings: Vec<String>,
    /// Hashes what it asks; empty where it asks for nothing.
    pub(super) hash: String,
}

impl Own {
    /// Returns whether whoever a change names is hired; true of changes that name no one.
    pub(super) fn has(&self, change: &Change) -> bool {
        let is_hired = |name: &str| self.hired.iter().any(|speaker| speaker.voice.name == name);
        match change {
            Change::Voice(name) => is_hired(name),
            Change::Recording(recording) => is_hired(&recording.speaker()),
            _ => true,
        }
    }
}

impl Narrator {
    /// Returns what an article is narrated by, as far as it asks for something that it may ask for.
    ///
    /// # Errors
    /// When its voice's engine cannot be built, or its lexicon is wrong.
    pub(super) fn own(&self, article: &Article) -> Result<Own, NarrateError> {
        let wishes = Wishes::of(article);
        if wishes.is_empty() {
            return Ok(Own::default());
        }
        let mut own = Own {
            speed_percent: wishes.speed_percent,
            track: wishes.track,
            warnings: wishes.meaningless,
            ..Own::default()
        };
        if let Some(name) = &wishes.voice {
            own.guest = self.guest(name)?;
            if own.guest.is_none() {
                own.warnings.push(format!("`voice: {name}` is no voice that an article may name here"));
            }
        }
        let mut entries = Vec::new();
        for name in &wishes.lexicons {
            match self.file(name, article) {
                Some(path) => entries.extend(lexicon::read_file(&path)?),
                None => {
                    own.warnings.push(format!("`lexicon: {name}` is no file beside the article or below the project"))
                }
            }
        }
        own.lexicon = match wishes.lexicons.is_empty() {
            true => None,
            false => Some(Arc::new(self.direction.reading.lexicon.behind(entries)?)),
        };
        own.hash = hash(&Asked {
            voice: own.guest.as_ref().map(|guest| guest.engine.identity()),
            speed_percent: own.speed_percent,
            lexicon: own.lexicon.as_deref(),
            warnings: &own.warnings,
            track: own.track,
        });
        Ok(own)
    }

    /// Hires whom editors had say something in an article: voices as articles may ask for them, and recordings of their own.
    ///
    /// # Errors
    /// When the engine of a voice cannot be built.
    pub(super) fn hire(&self, edits: &Edits, own: &mut Own) -> Result<(), NarrateError> {
        if let Some(name) = &edits.voice {
            match self.guest(name)? {
                Some(guest) => own.guest = Some(guest),
                None => own.warnings.push(format!("`voice = {name}` in its edits is no voice that may be named here")),
            }
        }
        for change in edits.edits.iter().map(|edit| &edit.change) {
            if own.has(change) {
                continue;
            }
            match change {
                Change::Voice(name) => own.hired.extend(self.guest(name)?),
                Change::Recording(recording) => {
                    own.hired.extend(Speaker::of_recording(recording, self.storage.folder.path()));
                }
                _ => {}
            }
        }
        let is_named = |edit: &Edit| matches!(edit.change, Change::Voice(_) | Change::Recording(_));
        if edits.voice.is_some() || edits.edits.iter().any(is_named) {
            // Whoever is named may be another by the next run, or gone.
            let people = own.guest.iter().chain(&own.hired);
            let people: Vec<_> = people.map(|speaker| (speaker.engine.identity(), &*speaker.voice)).collect();
            own.hash = hash(&(&own.hash, people, &own.warnings));
        }
        Ok(())
    }

    /// Hires whom an article asks for: one who is there anyway, or a guest.
    fn guest(&self, name: &str) -> Result<Option<Speaker>, NarrateError> {
        if let Some(speaker) = self.cast.speakers().find(|speaker| speaker.voice.name == name) {
            return Ok(Some(speaker.clone()));
        }
        let Some(guests) = &self.cast.guests else { return Ok(None) };
        let hired = guests.hire(name);
        let hired = hired.map_err(|source| NarrateError::Guest { voice: name.to_owned(), source: Box::new(source) })?;
        Ok(hired.map(|speaker| self.cast.wrapped(speaker)))
    }

    /// Finds a file that an article names: beside it, or below the project's folder, and nowhere else.
    fn file(&self, name: &str, article: &Article) -> Option<PathBuf> {
        let is_below =
            Path::new(name).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        let beside = match &article.origin {
            Origin::File(path) => path.parent().map(Path::to_owned),
            _ => None,
        };
        let project = self.cast.guests.as_ref().map(|guests| guests.project.clone());
        let found = |folder: PathBuf| {
            let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
            let file = folder.join(name);
            // A link may lead out of the folder.
            let (whole, folder) = (file.canonicalize().ok()?, folder.canonicalize().ok()?);
            (whole.starts_with(folder) && whole.is_file()).then_some(file)
        };
        beside.into_iter().chain(project).filter(|_| is_below).find_map(found)
    }

    /// Returns the narrator of one article.
    pub(super) fn suited(&self, own: &Own) -> Self {
        let mut narrator = self.clone();
        narrator.cast.guest.clone_from(&own.guest);
        narrator.cast.hired.clone_from(&own.hired);
        narrator.direction.speed_percent = own.speed_percent.unwrap_or(self.direction.speed_percent);
        if let Some(lexicon) = &own.lexicon {
            narrator.direction.reading.lexicon = Arc::clone(lexicon);
        }
        narrator
    }
}

/// What an article asks for and gets.
#[derive(Serialize)]
struct Asked<'a> {
    voice: Option<&'a str>,
    speed_percent: Option<u16>,
    lexicon: Option<&'a Lexicon>,
    warnings: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    track: Option<u32>,
}
