//! Sets up a narrator: who speaks, how, and where things are kept, each with a good default.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::direction::Voices;
use super::{Cast, Casting, Direction, Guests, Narrator, Run, SetupError, Speaker, Storage, Takeover};
use crate::edits::Shelf;
use crate::listen::{Hearing, Listening};
use crate::master::{self, OutputFolder, Signing, SigningTerms};
use crate::script::lexicon::Starter;
use crate::script::{Lexicon, Reading};
use crate::secrets::{KeyPlace, Keyring};
use crate::speech::{Bound, ClipCache, Engine, Purse, SharedClips};
use crate::voice::{self, Voice};

/// The voice used when none is named: the one that is built in.
pub const DEFAULT_VOICE: &str = "heart";
/// The folder of narrations where none is named.
pub const DEFAULT_OUT: &str = "narrations";
/// The folder of the user's voice files where none is named.
pub const DEFAULT_VOICES: &str = "voices";

/// Sets up a [`Narrator`].
///
/// ```no_run
/// use aloud::{Narrator, pipeline::Takeover};
///
/// let narrator = Narrator::builder()
///     .voice("elevenlabs")
///     .fallback(["heart"], Takeover::Article)
///     .keyring(aloud::secrets::Keyring::new(|name| std::env::var(name).ok(), std::time::SystemTime::now))
///     .build()?;
/// # Ok::<(), aloud::pipeline::SetupError>(())
/// ```
#[derive(Default)]
pub struct NarratorBuilder {
    voice: Option<String>,
    engine: Option<(Voice, Arc<dyn Engine>)>,
    casting: Casting<String>,
    guests: Option<BTreeSet<String>>,
    project: PathBuf,
    understudies: Vec<String>,
    takeover: Takeover,
    voices: Option<PathBuf>,
    direction: Direction,
    lexicon: Option<Arc<Lexicon>>,
    signing: Option<(SigningTerms, KeyPlace)>,
    out: Option<PathBuf>,
    cache: Option<PathBuf>,
    cache_max_bytes: Option<u64>,
    shared: Option<SharedClips>,
    keyring: Option<Keyring>,
    purse: Arc<Purse>,
    listening: Option<Hearing>,
    run: Run,
}

impl Narrator {
    /// Starts a narrator with good defaults: the built-in voice, the folder `narrations`, clips in the user's cache folder,
    /// the starter lexicon.
    #[must_use]
    pub fn builder() -> NarratorBuilder {
        NarratorBuilder::default()
    }
}

impl NarratorBuilder {
    /// Sets who speaks: a voice's name, or the path of a voice file.
    #[must_use]
    pub fn voice(self, name: impl Into<String>) -> Self {
        Self { voice: Some(name.into()), ..self }
    }

    /// Sets who speaks: a voice and an engine of one's own.
    #[must_use]
    pub fn engine(self, voice: Voice, engine: Arc<dyn Engine>) -> Self {
        Self { engine: Some((voice, engine)), ..self }
    }

    /// Sets which voices say what besides: articles by language, section and site, quotations, headlines, interviews.
    #[must_use]
    pub fn casting(self, casting: Casting<String>) -> Self {
        Self { casting, ..self }
    }

    /// Sets which voices articles may ask for, by their names; any that is built in or in the folder of voices unless said.
    #[must_use]
    pub fn guests(self, names: BTreeSet<String>) -> Self {
        Self { guests: Some(names), ..self }
    }

    /// Sets the project's folder, below which lexicons are that articles may ask for; the working folder unless said.
    #[must_use]
    pub fn project(self, folder: impl Into<PathBuf>) -> Self {
        Self { project: folder.into(), ..self }
    }

    /// Sets who takes over when the voice fails, in this order, and when.
    #[must_use]
    pub fn fallback(self, voices: impl IntoIterator<Item = impl Into<String>>, takeover: Takeover) -> Self {
        Self { understudies: voices.into_iter().map(Into::into).collect(), takeover, ..self }
    }

    /// Sets the folder of the user's own voice files; it may be missing.
    #[must_use]
    pub fn voices(self, folder: impl Into<PathBuf>) -> Self {
        Self { voices: Some(folder.into()), ..self }
    }

    /// Sets what shapes the sound besides the voices.
    #[must_use]
    pub fn direction(self, direction: Direction) -> Self {
        Self { direction, ..self }
    }

    /// Sets how names are said, in place of the starter lexicon.
    #[must_use]
    pub fn lexicon(self, lexicon: Arc<Lexicon>) -> Self {
        Self { lexicon: Some(lexicon), ..self }
    }

    /// Has the recordings signed, by the key that is kept in a place.
    #[must_use]
    pub fn signing(self, terms: SigningTerms, key: KeyPlace) -> Self {
        Self { signing: Some((terms, key)), ..self }
    }

    /// Sets the folder of the narrations.
    #[must_use]
    pub fn out(self, folder: impl Into<PathBuf>) -> Self {
        Self { out: Some(folder.into()), ..self }
    }

    /// Sets the folder of the spoken clips.
    #[must_use]
    pub fn cache(self, folder: impl Into<PathBuf>) -> Self {
        Self { cache: Some(folder.into()), ..self }
    }

    /// Bounds the folder of the spoken clips: those used least recently go first.
    #[must_use]
    pub fn cache_max_bytes(self, bytes: Option<u64>) -> Self {
        Self { cache_max_bytes: bytes, ..self }
    }

    /// Shares the spoken clips with other machines.
    #[must_use]
    pub fn sharing(self, shared: Option<SharedClips>) -> Self {
        Self { shared, ..self }
    }

    /// Sets where keys of services are found; without it there are none.
    #[must_use]
    pub fn keyring(self, keyring: Keyring) -> Self {
        Self { keyring: Some(keyring), ..self }
    }

    /// Sets what services are paid from, to bound what is spent.
    #[must_use]
    pub fn purse(self, purse: Arc<Purse>) -> Self {
        Self { purse, ..self }
    }

    /// Sets what hears the spoken clips, to doubt those that lack or repeat words.
    #[must_use]
    pub fn listening(self, listening: Option<Hearing>) -> Self {
        Self { listening, ..self }
    }

    /// Sets what concerns this run only.
    #[must_use]
    pub fn run(self, run: Run) -> Self {
        Self { run, ..self }
    }

    /// Hashes everything that shapes narrations besides the articles and the engines, as [`Narrator::shape`] does; no engine
    /// is built and no key is asked for.
    ///
    /// # Errors
    /// When a voice or the starter lexicon cannot be read.
    pub fn shape(&self) -> Result<String, SetupError> {
        let lead = self.lead_voice()?;
        let casting = self.casting.try_map(|name| self.find(name))?;
        let understudies = self.understudies.iter().map(|name| self.find(name)).collect::<Result<Vec<_>, _>>()?;
        let voices =
            Voices { lead: &lead, casting: casting.map(|voice| voice), understudies: understudies.iter().collect() };
        let terms = self.signing.as_ref().map(|(terms, _)| terms);
        Ok(self.directed()?.shape(&voices, terms))
    }

    /// Builds it. The engines are built first: they load while articles are read.
    ///
    /// # Errors
    /// When a voice cannot be had, its engine cannot be built, or a folder cannot be used.
    pub fn build(self) -> Result<Narrator, SetupError> {
        let keyring = self.keyring.clone().unwrap_or_else(no_keys);
        let mut cast = self.cast(&keyring)?;
        if let Some(hearing) = &self.listening {
            let hearing = hearing.clone();
            cast = cast.behind(move |speaker| {
                Arc::new(Listening::new(Arc::clone(&speaker.engine), hearing.of(&speaker.voice)))
            });
        }
        let mut direction = self.directed()?;
        if let Some((terms, key)) = &self.signing {
            // Before the key is asked for.
            master::can_sign()?;
            let outputs = &direction.finish.outputs;
            direction.finish.signing = Some(Signing::new(terms.clone(), keyring.text(key)?, outputs)?);
        }
        let cache = match self.cache {
            Some(folder) => folder,
            None => default_cache().ok_or(SetupError::NoCacheFolder)?,
        };
        let cache = ClipCache::new(cache, Bound::new(self.cache_max_bytes, keyring.clock())).sharing(self.shared);
        let folder = OutputFolder::open(self.out.unwrap_or_else(|| DEFAULT_OUT.into()))?;
        let run = Run { clock: self.run.clock.or(self.keyring.as_ref().map(Keyring::clock)), ..self.run };
        let edits = Arc::new(Shelf::new(folder.path()));
        let storage = Storage { cache: Arc::new(cache), folder, edits };
        Ok(Narrator { cast, direction, storage, run })
    }

    /// Hires everyone.
    fn cast(&self, keyring: &Keyring) -> Result<Cast, SetupError> {
        let hire = |name: &String| Speaker::hire(self.find(name)?, &self.purse, keyring);
        Ok(Cast {
            lead: match &self.engine {
                Some((voice, engine)) => Speaker::dependable(voice.clone(), Arc::clone(engine), &self.purse),
                None => Speaker::hire(self.lead_voice()?, &self.purse, keyring)?,
            },
            casting: self.casting.try_map(hire)?,
            guest: None,
            hired: Vec::new(),
            understudies: self.understudies.iter().map(hire).collect::<Result<_, _>>()?,
            takeover: self.takeover,
            // A voice file that cannot be read is no help here, and no reason to fail.
            roster: voice::all(self.folder()).unwrap_or_default().into(),
            guests: Some(Arc::new(Guests {
                project: self.project.clone(),
                folder: self.folder().to_owned(),
                admitted: self.guests.clone(),
                purse: Arc::clone(&self.purse),
                keyring: keyring.clone(),
                hired: Mutex::default(),
            })),
            wraps: Vec::new(),
        })
    }

    /// Returns the direction with its lexicon.
    fn directed(&self) -> Result<Direction, SetupError> {
        let lexicon = match &self.lexicon {
            Some(lexicon) => Arc::clone(lexicon),
            None => Arc::new(Lexicon::open(&[], Starter::Included)?),
        };
        let reading = Reading { lexicon, ..self.direction.reading.clone() };
        Ok(Direction { reading, ..self.direction.clone() })
    }

    fn lead_voice(&self) -> Result<Voice, SetupError> {
        match &self.engine {
            Some((voice, _)) => Ok(voice.clone()),
            None => self.find(self.voice.as_deref().unwrap_or(DEFAULT_VOICE)),
        }
    }

    fn find(&self, name: &str) -> Result<Voice, SetupError> {
        Ok(Voice::find(name, self.folder())?)
    }

    fn folder(&self) -> &Path {
        self.voices.as_deref().unwrap_or(Path::new(DEFAULT_VOICES))
    }
}

/// Finds no key; a bound of the cache is kept by when clips were written.
fn no_keys() -> Keyring {
    Keyring::new(|_| None, || std::time::SystemTime::UNIX_EPOCH)
}

/// Returns the folder of spoken clips in the user's cache folder.
#[must_use]
pub fn default_cache() -> Option<PathBuf> {
    use etcetera::BaseStrategy as _;
    let folders = etcetera::choose_base_strategy().ok()?;
    Some(folders.cache_dir().join("aloud").join("clips"))
}
