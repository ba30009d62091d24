//! Any program that speaks: started for each sentence with arguments made from a template, without a shell.

pub(super) mod process;
mod template;

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use async_trait::async_trait;
use serde::Deserialize;

use super::{BuildError, plain_text, settings, sound};
use crate::audio::SampleRate;
use crate::regular_file;
use crate::secrets::Keyring;
use crate::speech::{Capabilities, Engine, EngineError, SpeechRequest, Spoken};
use crate::voice::{Positive, Voice};
pub use process::end_programs;
use process::{MAX_SOUND_BYTES, Process, Said};
use template::{Blank, Template, Values};

/// How long a program may take for one sentence unless the voice says otherwise; the same as for a server. Taste.
const TIME_LIMIT: Duration = Duration::from_secs(120);

/// The `[settings]` of a voice.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// The program: a name on the search path, or `{ file = "PATH" }`.
    program: String,
    /// Its arguments, with blanks such as `{text}`.
    #[serde(default)]
    arguments: Vec<String>,
    /// The program's own pace, for the blank `{wpm}`.
    words_per_minute: Option<u16>,
    /// The rate of bare 16-bit samples, for a program that gives no sound file.
    raw_hz: Option<u32>,
    /// How long it may take for one sentence, in seconds.
    time_limit_s: Option<Positive>,
}

struct Program {
    identity: String,
    program: String,
    template: Template,
    words_per_minute: Option<u16>,
    raw: Option<SampleRate>,
    time_limit: Duration,
}

/// Builds the engine. Whether the program is there is seen when it is started.
pub(super) fn build(voice: &Voice, _keyring: &Keyring) -> Result<Arc<dyn Engine>, BuildError> {
    let settings: Settings = settings(voice)?;
    let wrong = |message: String| BuildError::Setting { voice: voice.name.clone(), message };
    let template = Template::parse(&settings.arguments).map_err(wrong)?;
    if template.uses(Blank::WordsPerMinute) && settings.words_per_minute.is_none() {
        return Err(wrong("{wpm} needs the setting words_per_minute, the program's own pace".to_owned()));
    }
    let raw = settings.raw_hz.map(|hz| SampleRate::new(hz).ok_or_else(|| wrong("raw_hz is 0".to_owned())));
    let name = Path::new(&settings.program).file_name().unwrap_or_default().to_string_lossy();
    Ok(Arc::new(Program {
        identity: format!("command/{name}"),
        template,
        words_per_minute: settings.words_per_minute,
        raw: raw.transpose()?,
        time_limit: settings.time_limit_s.map_or(TIME_LIMIT, |limit| Duration::from_secs_f64(limit.get())),
        program: settings.program,
    }))
}

#[async_trait]
impl Engine for Program {
    fn identity(&self) -> &str {
        &self.identity
    }

    fn capabilities(&self) -> Capabilities {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        Capabilities { concurrency: cores, uses_context: false, takes_ipa: false }
    }

    async fn speak(&self, request: &SpeechRequest) -> Result<Spoken, EngineError> {
        if request.speed_percent != 100 && !self.template.sets_speed() {
            return Err(EngineError::refused(format!(
                "a speed of {} % is not possible: the voice's arguments have none of {{percent}}, {{speed}}, {{stretch}}, \
                 {{wpm}}",
                request.speed_percent
            )));
        }
        let text = plain_text(&request.text);
        let folder = tempfile::tempdir().map_err(|error| refused("no folder for its sound", &error))?;
        let file = self.template.uses(Blank::File).then(|| folder.path().join("speech.wav"));
        let values = Values {
            text: &text,
            file: file.as_deref(),
            speed_percent: request.speed_percent,
            words_per_minute: self.words_per_minute,
        };
        let process = Process {
            program: &self.program,
            arguments: self.template.fill(&values),
            input: (!self.template.uses(Blank::Text)).then_some(&*text),
            time_limit: self.time_limit,
        };
        let Said { output, complaint } = process.run().await?;
        let bytes = match file {
            Some(file) => read(file).await?,
            None => output,
        };
        if bytes.is_empty() {
            // Some programs complain of a wrong option and say that all went well.
            return Err(EngineError::refused(format!("`{}` gave no sound{complaint}", self.program)));
        }
        Ok(sound::clip(bytes, self.raw.map(Into::into))?.into())
    }
}

/// Reads what a program wrote to its file; nothing when there is none.
async fn read(file: PathBuf) -> Result<Vec<u8>, EngineError> {
    let reading = tokio::task::spawn_blocking(move || {
        let mut bytes = Vec::new();
        // What a program leaves there may be a pipe, which nobody writes to any more.
        match regular_file::open(&file) {
            Ok(file) => file.take(MAX_SOUND_BYTES as u64 + 1).read_to_end(&mut bytes).map(|_| bytes),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(bytes),
            Err(error) => Err(error),
        }
    });
    let read = reading.await.unwrap_or_else(|fault| Err(std::io::Error::other(fault)));
    let bytes = read.map_err(|error| refused("its sound cannot be read", &error))?;
    if bytes.len() > MAX_SOUND_BYTES { Err(process::too_large()) } else { Ok(bytes) }
}

fn refused(what: &str, error: &std::io::Error) -> EngineError {
    EngineError::refused(format!("{what}: {error}"))
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
