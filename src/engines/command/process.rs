//! One run of a program: fed, read and timed side by side, and ended with everything it started when it takes too long.

use std::ffi::OsString;
use std::io;
use std::process::{ExitStatus, Stdio};
#[cfg(unix)]
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, ChildStdin, Command};

use crate::speech::EngineError;

/// The most sound that is read: ten minutes of 48 kHz in 16 bits; no sentence has more.
pub(in crate::engines) const MAX_SOUND_BYTES: usize = 64 * 1024 * 1024;
/// The end of what a program complains of, where programs tell what ended them.
const MAX_COMPLAINT_BYTES: usize = 1_000;

/// A program to be run.
pub(in crate::engines) struct Process<'a> {
    pub(in crate::engines) program: &'a str,
    pub(in crate::engines) arguments: Vec<OsString>,
    /// What it is to read on standard input.
    pub(in crate::engines) input: Option<&'a str>,
    pub(in crate::engines) time_limit: Duration,
}

/// What a program that did not fail left behind.
pub(in crate::engines) struct Said {
    /// What it wrote to standard output.
    pub(in crate::engines) output: Vec<u8>,
    /// What it complained of, after a colon; empty when it did not.
    pub(in crate::engines) complaint: String,
}

/// How a program ended.
struct Outcome {
    output: Vec<u8>,
    complaint: Vec<u8>,
    status: ExitStatus,
}

impl Process<'_> {
    /// Runs it and gives what it said.
    ///
    /// # Errors
    /// When it cannot be started, does not end in time, writes too much, or says that it failed.
    pub(in crate::engines) async fn run(self) -> Result<Said, EngineError> {
        let mut child = self.start()?;
        let group = Group::of(&child);
        let Ok(outcome) = tokio::time::timeout(self.time_limit, self.attend(&mut child)).await else {
            let seconds = self.time_limit.as_secs_f64();
            return Err(EngineError::unreachable(format!("`{}` was not done after {seconds} s", self.program)));
        };
        let Outcome { output, complaint, status } = outcome?;
        group.release();
        let complaint = told(&complaint);
        if !status.success() {
            return Err(EngineError::refused(format!("`{}` ended with {status}{complaint}", self.program)));
        }
        Ok(Said { output, complaint })
    }

    fn start(&self) -> Result<Child, EngineError> {
        let input = if self.input.is_some() { Stdio::piped() } else { Stdio::null() };
        let mut command = Command::new(self.program);
        command.args(&self.arguments).stdin(input).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        // A group of its own: Ctrl-C lets the sentence under way end, and a time limit ends whatever a script started.
        #[cfg(unix)]
        command.process_group(0);
        command.spawn().map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => EngineError::refused(format!(
                "there is no program `{}`; install it, or give its place in the voice file: program = {{ file = \"PATH\" }}",
                self.program
            )),
            _ => EngineError::refused(format!("`{}` cannot be started: {error}", self.program)),
        })
    }

    /// Feeds and reads it until it ends. Side by side: a program may speak before it has read everything.
    async fn attend(&self, child: &mut Child) -> Result<Outcome, EngineError> {
        let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let waiting = async {
            let status = child.wait().await;
            status.map_err(|error| EngineError::unreachable(format!("`{}` was lost: {error}", self.program)))
        };
        let (output, complaint, status, ()) =
            tokio::try_join!(all(stdout), end(stderr), waiting, feed(stdin, self.input.unwrap_or_default()))?;
        Ok(Outcome { output, complaint, status })
    }
}

/// Says that a program gave more than any sentence has.
pub(in crate::engines) fn too_large() -> EngineError {
    EngineError::bad_audio(format!("it is larger than {} MB", MAX_SOUND_BYTES / 1024 / 1024))
}

/// Writes the text to standard input. A program that does not read to the end has its reason, which its status tells.
async fn feed(stdin: Option<ChildStdin>, text: &str) -> Result<(), EngineError> {
    if let Some(mut stdin) = stdin {
        let _ = stdin.write_all(format!("{text}\n").as_bytes()).await;
    }
    Ok(())
}

async fn all(stdout: Option<impl AsyncRead + Unpin>) -> Result<Vec<u8>, EngineError> {
    let mut output = Vec::new();
    if let Some(stdout) = stdout {
        // What can no longer be read has ended, and the status tells why.
        let _ = stdout.take(MAX_SOUND_BYTES as u64 + 1).read_to_end(&mut output).await;
    }
    if output.len() > MAX_SOUND_BYTES { Err(too_large()) } else { Ok(output) }
}

/// Reads everything and keeps the end.
async fn end(stderr: Option<impl AsyncRead + Unpin>) -> Result<Vec<u8>, EngineError> {
    let (mut kept, mut part) = (Vec::new(), [0; 4_096]);
    if let Some(mut stderr) = stderr {
        while let Ok(length @ 1..) = stderr.read(&mut part).await {
            kept.extend_from_slice(&part[..length]);
            kept.drain(..kept.len().saturating_sub(MAX_COMPLAINT_BYTES));
        }
    }
    Ok(kept)
}

/// Writes a complaint on one line, after a colon.
fn told(complaint: &[u8]) -> String {
    let text = String::from_utf8_lossy(complaint);
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { String::new() } else { format!(": {}", words.join(" ")) }
}

/// A program and all that it started, ended together unless it is done.
struct Group {
    #[cfg(unix)]
    leader: Option<rustix::process::Pid>,
}

/// The leaders of all groups at work: whoever exits at once drops nothing.
#[cfg(unix)]
static AT_WORK: Mutex<Vec<rustix::process::Pid>> = Mutex::new(Vec::new());

#[cfg(unix)]
impl Group {
    fn of(child: &Child) -> Self {
        let leader = child.id().and_then(|id| rustix::process::Pid::from_raw(id.try_into().ok()?));
        at_work().extend(leader);
        Self { leader }
    }

    fn release(mut self) {
        let leader = self.leader.take();
        at_work().retain(|other| Some(*other) != leader);
    }
}

#[cfg(unix)]
impl Drop for Group {
    fn drop(&mut self) {
        if let Some(leader) = self.leader {
            end_group(leader);
            at_work().retain(|other| *other != leader);
        }
    }
}

#[cfg(unix)]
fn at_work() -> MutexGuard<'static, Vec<rustix::process::Pid>> {
    AT_WORK.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(unix)]
fn end_group(leader: rustix::process::Pid) {
    // An error says that nobody is left.
    let _ = rustix::process::kill_process_group(leader, rustix::process::Signal::KILL);
}

/// Ends every program that speaks, for whoever is about to exit in the middle of it.
pub fn end_programs() {
    #[cfg(unix)]
    at_work().iter().copied().for_each(end_group);
}

#[cfg(not(unix))]
impl Group {
    fn of(_child: &Child) -> Self {
        Self {}
    }

    fn release(self) {}
}
