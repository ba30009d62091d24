//! From the mix to the finished files: made as often as the loudness needs, signed, and put into their place together.

use super::parts::Parts;
use super::{Finish, Manifest, Master, MasterError, Mix, OutputFolder, chain, chapters};

/// How far from the target the finished sound may lie before it is made again with another gain: the limiter takes some
/// loudness away where it works hard.
const CLOSE_ENOUGH_DB: f64 = 0.1;
/// How often the sound is made at most.
const MOST_ROUNDS: usize = 6;
/// How far from the target it may lie with the gain it had before, which leaves what did not change as it was. Taste.
const CLOSE_ENOUGH_KEPT_DB: f64 = 0.5;
/// The least that a decibel of gain is taken to add to the loudness; where it adds less, the limiter takes nearly all of it.
const LEAST_EFFECT: f64 = 0.2;

/// Writes the master of a mix into the folder: makes the audio beside its place, then puts audio and manifest there
/// together. `manifest` comes with the wished file name, without size and loudness, and with a gain where that is to be kept.
///
/// # Errors
/// When the folder cannot be written or the clips cannot be read; nothing half-written is left.
pub fn write(
    mix: Mix<'_>,
    mut manifest: Manifest,
    finish: &Finish,
    folder: &OutputFolder,
) -> Result<Master, MasterError> {
    let failed = |source| MasterError::Write { path: folder.path().to_owned(), source };
    finish.check_length(mix.timeline.length.duration(mix.timeline.rate)).map_err(MasterError::Sign)?;
    manifest.chapters = chapters::chapters(&manifest);
    let mut parts = Parts::open(folder.path(), finish.kept()).map_err(failed)?;
    let kept = manifest.gain_db.take().filter(|_| finish.target.is_some());
    let first = || finish.target.as_ref().map_or(0.0, |target| chain::first_gain(mix.timeline, target));
    let mut gain_db = kept.unwrap_or_else(first);
    let mut before = None;
    for round in 1.. {
        parts.make(mix, finish, gain_db, &mut manifest)?;
        let off = finish.target.as_ref().and_then(|target| Some(target.level - target.reached(&manifest.loudness)?));
        let enough = if kept == Some(gain_db) { CLOSE_ENOUGH_KEPT_DB } else { CLOSE_ENOUGH_DB };
        let Some(off) = off.filter(|off| off.abs() > enough && round < MOST_ROUNDS) else { break };
        let tried = Tried { gain_db, off };
        gain_db += off / tried.effect_since(before);
        before = Some(tried);
    }
    manifest.gain_db = finish.target.is_some().then_some(gain_db);
    if let Some(signing) = &finish.signing {
        parts.sign(signing, &manifest)?;
    }
    folder.publish(parts, manifest).map_err(failed)
}

/// One making of the sound.
#[derive(Clone, Copy)]
struct Tried {
    gain_db: f64,
    /// How far the target lay above what was reached.
    off: f64,
}

impl Tried {
    /// Returns how much louder a decibel of gain made the sound since the making before.
    fn effect_since(self, before: Option<Self>) -> f64 {
        let effect = before.map_or(1.0, |before| (before.off - self.off) / (self.gain_db - before.gain_db));
        if effect.is_finite() { effect.clamp(LEAST_EFFECT, 1.0) } else { 1.0 }
    }
}
