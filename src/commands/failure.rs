//! What ends a command: what failed, its causes, and what to do about it.

use std::error::Error;
use std::fmt::{self, Display};

use crate::error::{Hint, causes};

/// The result of a command.
pub(super) type Result<T, E = Failure> = std::result::Result<T, E>;

/// A failure on its way to the person who typed the command. Only errors that answer [`Hint`] become one.
#[derive(Debug)]
pub(super) struct Failure {
    /// What was being done, the outermost last.
    contexts: Vec<String>,
    error: Box<dyn Error + Send + Sync>,
    hint: Option<String>,
}

impl Failure {
    /// Makes a failure of a message that no one can do more about than it says.
    pub(super) fn new(message: impl Into<String>) -> Self {
        let error = Box::<dyn Error + Send + Sync>::from(message.into());
        Self { contexts: Vec::new(), error, hint: None }
    }

    /// Says what was being done when it failed.
    pub(super) fn context(mut self, doing: impl Display) -> Self {
        self.contexts.push(doing.to_string());
        self
    }

    /// Returns the message and what caused it, the outermost first.
    pub(super) fn messages(&self) -> Vec<String> {
        let error: &(dyn Error + 'static) = &*self.error;
        self.contexts.iter().rev().cloned().chain(causes(error).map(ToString::to_string)).collect()
    }

    /// Returns whether no one reads any more what the command prints.
    pub(super) fn is_broken_pipe(&self) -> bool {
        let is_pipe = |cause: &(dyn Error + 'static)| {
            let io = cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
            let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
            io.or(json) == Some(std::io::ErrorKind::BrokenPipe)
        };
        causes(&*self.error).any(is_pipe)
    }

    /// Returns what to do, where we know.
    pub(super) fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }
}

impl<E: Hint + Send + Sync + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        Self { contexts: Vec::new(), hint: error.hint(), error: Box::new(error) }
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.messages().join(": "))
    }
}

/// Adds to an error what was being done.
pub(super) trait Context<T> {
    /// Says what was being done when it failed.
    fn with_context<D: Display>(self, doing: impl FnOnce() -> D) -> Result<T>;

    /// Says what was being done when it failed, in words that are there already.
    fn context(self, doing: impl Display) -> Result<T>
    where
        Self: Sized,
    {
        self.with_context(|| doing)
    }
}

impl<T, E: Into<Failure>> Context<T> for Result<T, E> {
    fn with_context<D: Display>(self, doing: impl FnOnce() -> D) -> Result<T> {
        self.map_err(|error| error.into().context(doing()))
    }
}

impl<T> Context<T> for Option<T> {
    fn with_context<D: Display>(self, doing: impl FnOnce() -> D) -> Result<T> {
        self.ok_or_else(|| Failure::new(doing().to_string()))
    }
}

/// Errors of others, which know what went wrong and not what to do: that depends on what was being done.
macro_rules! without_a_hint {
    ($($error:ty),+) => {
        $(impl Hint for $error {
            fn hint(&self) -> Option<String> {
                None
            }
        })+
    };
}

without_a_hint!(std::io::Error, serde_json::Error, walkdir::Error, hound::Error);
