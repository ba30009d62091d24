//! Every engine by its name. To add one: a file here, a row in [`ENGINES`](crate::engines::ENGINES), a voice in `voices/`.

use std::sync::Arc;

use super::{
    BuildError, azure, cartesia, command, deepgram, elevenlabs, gemini, google, hibari, kokoro, openai, own_server,
    piper, polly, tone, wyoming,
};
use crate::secrets::Keyring;
use crate::speech::Engine;
use crate::voice::Voice;

/// Builds an engine for a voice, with the keys the voice names.
pub type BuildEngine = fn(&Voice, &Keyring) -> Result<Arc<dyn Engine>, BuildError>;

/// Every engine, by the name voices use.
pub const ENGINES: &[(&str, BuildEngine)] = &[
    ("azure", azure::build),
    ("cartesia", cartesia::build),
    ("command", command::build),
    ("deepgram", deepgram::build),
    ("elevenlabs", elevenlabs::build),
    ("gemini", gemini::build),
    ("google", google::build),
    ("hibari", hibari::build),
    ("http", own_server::build),
    ("kokoro", kokoro::build),
    ("openai", openai::build),
    ("piper", piper::build),
    ("polly", polly::build),
    ("tone", tone::build),
    ("wyoming", wyoming::build),
];

/// Those whose pitch is in our hands: with the engine's own [`Capabilities`](crate::speech::Capabilities), for whoever asks
/// before it is built.
const MELODIC: [&str; 2] = ["hibari", "kokoro"];

/// Returns whether a voice's engine intones sentences as it is asked to.
#[must_use]
pub fn shapes_pitch(voice: &Voice) -> bool {
    MELODIC.contains(&voice.engine.as_str())
}

/// Builds the engine a voice names.
///
/// # Errors
/// When there is no such engine or it cannot work with the voice's settings.
pub fn build(voice: &Voice, keyring: &Keyring) -> Result<Arc<dyn Engine>, BuildError> {
    match ENGINES.iter().find(|(name, _)| *name == voice.engine) {
        Some((_, build)) => build(voice, keyring),
        None => Err(BuildError::Unknown {
            voice: voice.name.clone(),
            engine: voice.engine.clone(),
            known: ENGINES.iter().map(|(name, _)| *name).collect(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_known_beforehand_which_engines_shape_their_pitch() {
        for voice in crate::voice::all("voices".as_ref()).unwrap() {
            if let Ok(engine) = build(&voice, &Keyring::blank()) {
                assert_eq!(engine.capabilities().shapes_pitch, shapes_pitch(&voice), "{}", voice.name);
            }
        }
    }
}
