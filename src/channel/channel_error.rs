//! Why a channel cannot be run, and what mends it.

use crate::error::Hint;

/// Why a channel cannot be run.
#[derive(Debug, thiserror::Error)]
#[error("the channel `{channel}` cannot be run: {message}")]
pub struct ChannelError {
    /// The channel.
    pub channel: String,
    /// The key of its table that is wrong or missing.
    pub key: &'static str,
    /// What is wrong.
    pub message: String,
    /// What mends it.
    pub mend: String,
}

impl Hint for ChannelError {
    fn hint(&self) -> Option<String> {
        Some(self.mend.clone())
    }
}
