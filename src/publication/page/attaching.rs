//! How players are put into pages.

use std::sync::Arc;

use super::{Place, Way};
use crate::publication::FullText;
use crate::publication::links::AudioBase;
use crate::publication::narrations::Narrations;

/// Where the player goes and where it finds its audio.
#[derive(Debug, Clone)]
pub struct Attaching {
    /// The narrations to attach.
    pub narrations: Arc<Narrations>,
    /// Where the audio is published.
    pub audio_base: AudioBase,
    /// Where the player's script is published.
    pub player_base: AudioBase,
    /// After which element the player goes; after the headline when none is named.
    pub at: Option<Place>,
    /// The nonce of the site's content security policy.
    pub csp_nonce: Option<String>,
    /// In which way the player comes into pages.
    pub way: Way,
    /// Whether the words of the story go out with its structured data.
    pub full_text: FullText,
}
