//! One run of a program: fed, read and timed side by side, and ended with everything it started when it takes too long.

use std::ffi::OsString;
use std::io;
use std::process::{ExitStatus, Stdio};
#[cfg(unix)]
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, ChildStdin, Command};

use super::environment::Environment;
use crate::engines::length;
use crate::engines::readable::{one_line, text, up_to};
use crate::speech::EngineError;

/// The most sound that is read: ten minutes of 48 kHz in 16 bits; no sentence has more.
pub(in crate::engines) const MAX_SOUND_BYTES: usize = 64 * 1024 * 1024;
/// The end of what a program complains of, where programs tell what ended them.
const MAX_COMPLAINT_BYTES: usize = 1_000;
/// How long the output of a program that has ended is waited for: what it started may hold it open. Taste.
const GRACE: Duration = Duration::from_secs(1);
/// Exit codes of wrong use: by custom, by sysexits.h, and the shell's of programs that are not there or cannot be run.
const WRONG_USE: &[i32] = &[2, 64, 126, 127];
/// Words by which programs say that their arguments are wrong, in lower case.
const WRONG_WORDS: &[&str] = &[
    "usage:", "unknown", "unrecogni", "invalid", "illegal option", "no such", "not found", "unsupported",
    "not supported", "does not exist",
];

/// A program to be run.
pub(in crate::engines) struct Process<'a> {
    pub(in crate::engines) program: &'a str,
    pub(in crate::engines) arguments: Vec<OsString>,
    /// What it is to read on standard input.
    pub(in crate::engines) input: Option<&'a str>,
    pub(in crate::engines) time_limit: Duration,
    /// What it finds in its environment; without one, what we have ourselves.
    pub(in crate::engines) environment: Option<&'a Environment>,
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
            return Err(self.failed(status, &complaint));
        }
        Ok(Said { output, complaint })
    }

    /// Sorts a failure: a program that was used wrongly will fail again, one that crashed may not.
    fn failed(&self, status: ExitStatus, complaint: &str) -> EngineError {
        let message = format!("`{}` ended with {status}{complaint}", self.program);
        let complaint = complaint.to_lowercase();
        let is_wrong_use = status.code().is_some_and(|code| WRONG_USE.contains(&code))
            || status.code().is_some() && WRONG_WORDS.iter().any(|word| complaint.contains(word));
        match () {
            () if length::is_too_long(&complaint) => EngineError::too_long(message),
            () if is_wrong_use => EngineError::refused(message),
            () => EngineError::unreachable(message),
        }
    }

    fn start(&self) -> Result<Child, EngineError> {
        let input = if self.input.is_some() { Stdio::piped() } else { Stdio::null() };
        let mut command = Command::new(self.program);
        command.args(&self.arguments).stdin(input).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        if let Some(environment) = self.environment {
            // Keys of other services are none of its business.
            command.env_clear().envs(environment.variables());
        }
        // A group of its own: Ctrl-C lets the sentence under way end, and a time limit ends whatever a script started.
        #[cfg(unix)]
        command.process_group(0);
        command.spawn().map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => EngineError::refused(format!(
                "there is no program `{}`; install it, or give its place in the voice file: program = {{ file = \"PATH\" }}",
                self.program
            )),
            io::ErrorKind::ArgumentListTooLong => EngineError::too_long(error),
            _ => EngineError::refused(format!("`{}` cannot be started: {error}", self.program)),
        })
    }

    /// Feeds and reads it until it ends. Side by side: a program may speak before it has read everything.
    async fn attend(&self, child: &mut Child) -> Result<Outcome, EngineError> {
        let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (mut output, mut complaint) = (Vec::new(), Vec::new());
        let status = {
            let feeding = feed(stdin, self.input.unwrap_or_default());
            let reading = async { tokio::try_join!(all(stdout, &mut output), end(stderr, &mut complaint), feeding) };
            tokio::pin!(reading);
            let mut is_read = false;
            let status = loop {
                tokio::select! {
                    read = &mut reading, if !is_read => {
                        read?;
                        is_read = true;
                    }
                    status = child.wait() => break status,
                }
            };
            if !is_read && let Ok(read) = tokio::time::timeout(GRACE, reading).await {
                read?;
            }
            status
        };
        let status =
            status.map_err(|error| EngineError::unreachable(format!("`{}` was lost: {error}", self.program)))?;
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

async fn all(stdout: Option<impl AsyncRead + Unpin>, output: &mut Vec<u8>) -> Result<(), EngineError> {
    if let Some(stdout) = stdout {
        // What can no longer be read has ended, and the status tells why.
        let _ = stdout.take(MAX_SOUND_BYTES as u64 + 1).read_to_end(output).await;
    }
    if output.len() > MAX_SOUND_BYTES { Err(too_large()) } else { Ok(()) }
}

/// Reads everything and keeps the end.
async fn end(stderr: Option<impl AsyncRead + Unpin>, kept: &mut Vec<u8>) -> Result<(), EngineError> {
    let mut part = [0; 4_096];
    if let Some(mut stderr) = stderr {
        while let Ok(length @ 1..) = stderr.read(&mut part).await {
            kept.extend_from_slice(&part[..length]);
            kept.drain(..kept.len().saturating_sub(MAX_COMPLAINT_BYTES));
        }
    }
    Ok(())
}

/// Writes a complaint on one line, after a colon.
fn told(complaint: &[u8]) -> String {
    // The end may begin in the middle of a character.
    let start = complaint.iter().position(|byte| byte & 0xC0 != 0x80).unwrap_or_default().min(3);
    let line = text(&complaint[start..]).map(|text| up_to(&one_line(&text), MAX_COMPLAINT_BYTES)).unwrap_or_default();
    if line.is_empty() { String::new() } else { format!(": {line}") }
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
