//! An engine without a voice: a steady tone, exactly as long as the text asks for. For tests and demonstrations.

use std::f32::consts::TAU;
use std::sync::Arc;

use async_trait::async_trait;

use super::BuildError;
use crate::audio::{Clip, SampleRate};
use crate::secrets::Keyring;
use crate::speech::{Capabilities, Engine, EngineError, SpeechRequest, Spoken};
use crate::voice::Voice;

/// Frames for each character at 100 % speed: 50 ms at 24 kHz, about the pace of English speech (20 characters a second).
const FRAMES_PER_CHAR: u64 = 1_200;
/// 400 Hz: a whole number of periods in every character, so that each clip ends where the next begins.
const PERIOD_FRAMES: u64 = 60;

struct Tone;

/// Builds the engine; it takes no settings.
#[allow(clippy::unnecessary_wraps, reason = "the signature of every row in ENGINES")]
pub(super) fn build(_voice: &Voice, _keyring: &Keyring) -> Result<Arc<dyn Engine>, BuildError> {
    Ok(Arc::new(Tone))
}

#[async_trait]
impl Engine for Tone {
    fn identity(&self) -> &'static str {
        "tone/1"
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities::default()
    }

    async fn speak(&self, request: &SpeechRequest) -> Result<Spoken, EngineError> {
        let chars = request.text.chars().count() as u64;
        let frames = chars * FRAMES_PER_CHAR * 100 / u64::from(request.speed_percent.max(1));
        let sample = |frame: u64| 0.25 * (TAU * (frame % PERIOD_FRAMES) as f32 / PERIOD_FRAMES as f32).sin();
        let samples = (0..frames).map(sample).collect();
        Ok(Clip { samples, rate: SampleRate::MASTER, words: Vec::new() }.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn length_follows_the_text_and_the_speed() {
        let voice = Voice::parse(include_str!("../../voices/tone.toml"), "tone").expect("a voice");
        let engine = build(&voice, &Keyring::blank()).expect("tone needs nothing");
        let mut request = SpeechRequest::new("Ten chars.", Arc::new(voice));
        assert_eq!(engine.speak(&request).await.expect("tone speaks").clip.samples.len(), 12_000);
        request.speed_percent = 200;
        assert_eq!(engine.speak(&request).await.expect("tone speaks").clip.samples.len(), 6_000);
    }
}
