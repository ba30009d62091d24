//! Music around and under the speech: an intro, an outro, and a bed that makes way for the voice.

use std::fmt;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;

use super::Timeline;
use crate::audio::{DecodeError, Frames, Resampler, SampleRate, SpeechLevel, decode, from_db};
use crate::regular_file;

/// Longest piece of music: it is held in memory, and a bed is played again and again.
const LONGEST: Duration = Duration::from_secs(600);
/// The largest file: ten minutes of stereo at 96 kHz in 24 bits, twice.
const MAX_BYTES: u64 = 1 << 30;
/// EBU R 128's level.
const USUAL_LUFS: f64 = -23.0;
/// How much louder the bed is where nobody speaks, in dB (taste; broadcasters duck by 6 to 12).
const CLEAR_DB: f64 = 10.0;
/// The bed starts to make way this long before the voice, and comes back when the voice has been silent for so long: the pauses
/// between sentences are shorter, and music that fills each is restless (taste).
const LEAD: Duration = Duration::from_millis(400);
const HOLD: Duration = Duration::from_millis(1_500);
/// How fast the bed changes its level: 63 % of the way in this time (taste).
const GLIDE: Duration = Duration::from_millis(250);
/// The bed fades in and out at its ends (taste).
const EDGE: Duration = Duration::from_millis(1_000);
/// The end of the bed goes over into its beginning during this time.
const SEAM: Duration = Duration::from_millis(50);

/// Which files hold the music.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MusicFiles {
    /// Played before the speech.
    pub intro: Option<PathBuf>,
    /// Played after it.
    pub outro: Option<PathBuf>,
    /// Played under it, again and again.
    pub bed: Option<PathBuf>,
    /// How far the bed lies from the speech while somebody speaks, in LU.
    pub bed_db: f64,
}

/// Why music cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MusicError {
    /// The file cannot be read.
    #[error("cannot read the music {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is not sound.
    #[error("the music {} cannot be used", path.display())]
    NotSound {
        /// The file.
        path: PathBuf,
        /// Why.
        source: DecodeError,
    },
    /// It is silent or too short to have a loudness.
    #[error("the music {} is silent, or shorter than half a second", path.display())]
    Silent {
        /// The file.
        path: PathBuf,
    },
    /// It is too long.
    #[error("the music {} is longer than {} minutes", path.display(), LONGEST.as_secs() / 60)]
    TooLong {
        /// The file.
        path: PathBuf,
    },
}

impl MusicFiles {
    /// Reads the music.
    ///
    /// # Errors
    /// When a file cannot be read or holds no sound that can be used.
    pub fn open(&self) -> Result<Music, MusicError> {
        let open = |path: &Option<PathBuf>| path.as_deref().map(Sound::open).transpose();
        Ok(Music {
            intro: open(&self.intro)?,
            outro: open(&self.outro)?,
            bed: open(&self.bed)?.map(Sound::without_seam),
            bed_db: self.bed_db,
        })
    }
}

/// The music of a narration, at the rate of the timeline.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Music {
    intro: Option<Sound>,
    outro: Option<Sound>,
    bed: Option<Sound>,
    bed_db: f64,
}

/// One piece, known by the hash of its file.
#[derive(Clone, PartialEq, Serialize)]
struct Sound {
    hash: String,
    #[serde(skip)]
    samples: Arc<[f32]>,
    #[serde(skip)]
    lufs: f64,
}

impl fmt::Debug for Sound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sound({})", self.hash)
    }
}

impl Sound {
    fn open(path: &Path) -> Result<Self, MusicError> {
        let owned = || path.to_owned();
        let bytes =
            regular_file::read(path, MAX_BYTES).map_err(|source| MusicError::Unreadable { path: owned(), source })?;
        let hash = blake3::hash(&bytes).to_hex().to_string();
        let mut clip = decode(bytes, None).map_err(|source| MusicError::NotSound { path: owned(), source })?;
        if clip.length().duration(clip.rate) > LONGEST {
            return Err(MusicError::TooLong { path: owned() });
        }
        if clip.rate != SampleRate::MASTER {
            let mut samples = Vec::new();
            let mut resampler = Resampler::new(clip.rate, SampleRate::MASTER);
            resampler.add(&clip.samples, &mut samples);
            resampler.finish(&mut samples);
            (clip.samples, clip.rate) = (samples, SampleRate::MASTER);
        }
        let level = SpeechLevel::of(&clip, 0..clip.length().0);
        let lufs = level.lufs().ok_or_else(|| MusicError::Silent { path: owned() })?;
        Ok(Self { hash, samples: clip.samples.into(), lufs })
    }

    /// Lets the end go over into the beginning, so that no click is heard when the piece is played again.
    fn without_seam(self) -> Self {
        let seam = (frames(SEAM) as usize).min(self.samples.len() / 4);
        let (samples, end) = self.samples.split_at(self.samples.len() - seam);
        let mut samples = samples.to_vec();
        for (i, (sample, end)) in samples.iter_mut().zip(end).enumerate() {
            let share = i as f32 / seam as f32;
            *sample = *sample * share + end * (1.0 - share);
        }
        Self { samples: samples.into(), ..self }
    }

    /// Returns the samples as loud as speech, or as far from it as asked.
    fn at(&self, lufs: f64) -> Vec<f32> {
        let gain = from_db(lufs - self.lufs);
        self.samples.iter().map(|sample| sample * gain).collect()
    }
}

impl Music {
    /// Returns whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.intro.is_none() && self.outro.is_none() && self.bed.is_none()
    }

    /// Returns how long the intro is.
    #[must_use]
    pub fn intro_length(&self) -> Frames {
        length(&self.intro)
    }

    /// Returns how long the outro is.
    #[must_use]
    pub fn outro_length(&self) -> Frames {
        length(&self.outro)
    }

    /// Returns the intro, as loud as the speech.
    pub(super) fn intro(&self, timeline: &Timeline) -> Vec<f32> {
        self.intro.as_ref().map(|sound| sound.at(speech_lufs(timeline))).unwrap_or_default()
    }

    /// Returns the outro, as loud as the speech.
    pub(super) fn outro(&self, timeline: &Timeline) -> Vec<f32> {
        self.outro.as_ref().map(|sound| sound.at(speech_lufs(timeline))).unwrap_or_default()
    }

    /// Returns the bed, ready to be played from the timeline's start.
    pub(super) fn bed<'a>(&self, timeline: &'a Timeline) -> Option<Bed<'a>> {
        let samples = self.bed.as_ref()?.at(speech_lufs(timeline) + self.bed_db);
        let under = self.intro_length().0..timeline.length.0.saturating_sub(self.outro_length().0);
        let glide = 1.0 - (-1.0 / frames(GLIDE) as f32).exp();
        let gain = from_db(CLEAR_DB);
        Some(Bed { samples, timeline, under, at: 0, span: 0, gain, glide })
    }
}

fn length(sound: &Option<Sound>) -> Frames {
    Frames(sound.as_ref().map_or(0, |sound| sound.samples.len() as u64))
}

fn frames(duration: Duration) -> u64 {
    Frames::from_duration(duration, SampleRate::MASTER).0
}

/// Returns how loud the speech is; what is too short to tell is taken to be as loud as speech is in broadcasting.
fn speech_lufs(timeline: &Timeline) -> f64 {
    let level = SpeechLevel::lufs_of_all(timeline.spans.iter().map(|span| (&span.level, span.gain_db)));
    level.unwrap_or(USUAL_LUFS)
}

/// A bed being played.
pub(super) struct Bed<'a> {
    samples: Vec<f32>,
    timeline: &'a Timeline,
    /// Where it is heard.
    under: Range<u64>,
    /// The frame of the timeline that comes next.
    at: u64,
    /// The sentence under way, or the next one.
    span: usize,
    gain: f32,
    glide: f32,
}

impl Bed<'_> {
    /// Adds the bed to the next samples of the timeline.
    pub(super) fn add_to(&mut self, samples: &mut [f32]) {
        let (edge, clear) = (frames(EDGE) as f32, from_db(CLEAR_DB));
        for sample in samples {
            if self.under.contains(&self.at) {
                let wanted = if self.is_spoken() { 1.0 } else { clear };
                self.gain += (wanted - self.gain) * self.glide;
                let place = self.at - self.under.start;
                let from_edge = place.min(self.under.end - self.at) as f32;
                *sample += self.samples[place as usize % self.samples.len()] * self.gain * (from_edge / edge).min(1.0);
            }
            self.at += 1;
        }
    }

    /// Returns whether somebody speaks here, or just before or after.
    fn is_spoken(&mut self) -> bool {
        let spans = &self.timeline.spans;
        while spans.get(self.span).is_some_and(|span| span.end().0 + frames(HOLD) < self.at) {
            self.span += 1;
        }
        spans.get(self.span).is_some_and(|span| self.at + frames(LEAD) >= span.start.0)
    }
}
