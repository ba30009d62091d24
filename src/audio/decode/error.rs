//! Why bytes are not usable sound.

use super::bounds::MAX_SECONDS;

/// Why bytes are not usable sound.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// They are in no format known here.
    #[error("it is in no sound format known here")]
    UnknownFormat,
    /// They are in a format that is known by name and not read.
    #[error("it is {0}, which is not read here")]
    Foreign(&'static str),
    /// They are text.
    #[error("it is text, not sound: “{0}”")]
    Text(String),
    /// They are no samples of any kind that is known: what comes of them is noise.
    #[error("it is noise in whatever way its bytes are read")]
    Noise,
    /// They are samples of telephony, of which no one says how many there are in a second.
    #[error("it looks like µ-law or A-law samples, and nothing says at which rate")]
    UnknownRate,
    /// There is no sound in it.
    #[error("it holds no sound")]
    NoSound,
    /// It ends before it should.
    #[error("it is cut off")]
    CutOff,
    /// It lasts longer than any speech that is asked for.
    #[error("it lasts longer than {} minutes", MAX_SECONDS / 60)]
    TooLong,
    /// It says a rate that no sound of speech or music has.
    #[error("its rate of {0} Hz is not one of recorded sound")]
    Rate(u32),
    /// It says a number of channels that no recording has.
    #[error("it says that it has {0} channels")]
    Channels(usize),
    /// The format's reader gave up.
    #[error("it cannot be decoded: {0}")]
    Broken(String),
}

pub(super) fn broken(error: impl ToString) -> DecodeError {
    DecodeError::Broken(error.to_string())
}
