//! The engine that starts a program for each sentence.

use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use async_trait::async_trait;
use serde::Deserialize;

use super::environment::Environment;
use super::process::{Process, Said};
use super::sound_file::SoundFile;
use super::template::{Blank, Template, Values};
use crate::audio::SampleRate;
use crate::engines::pieces::{Limit, Pieced};
use crate::engines::{BuildError, plain_text, settings, sound};
use crate::secrets::Keyring;
use crate::speech::{Advised, Capabilities, Engine, EngineError, SpeechRequest, Spoken};
use crate::voice::{Positive, Voice};

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
    /// Variables of the environment that it needs besides those that every program gets.
    #[serde(default)]
    environment: Vec<String>,
}

struct Program {
    identity: String,
    program: String,
    template: Template,
    words_per_minute: Option<u16>,
    raw: Option<SampleRate>,
    time_limit: Duration,
    environment: Environment,
}

/// Builds the engine. Whether the program is there is seen when it is started.
pub(in crate::engines) fn build(voice: &Voice, keyring: &Keyring) -> Result<Arc<dyn Engine>, BuildError> {
    let settings: Settings = settings(voice)?;
    let wrong = |message: String| BuildError::setting(voice, message);
    let template = Template::parse(&settings.arguments).map_err(wrong)?;
    if template.uses(Blank::WordsPerMinute) && settings.words_per_minute.is_none() {
        return Err(wrong("{wpm} needs the setting words_per_minute, the program's own pace".to_owned()));
    }
    let raw = settings.raw_hz.map(|hz| SampleRate::new(hz).ok_or_else(|| wrong("raw_hz is 0".to_owned())));
    let program = Program {
        identity: identity(&settings),
        template,
        words_per_minute: settings.words_per_minute,
        raw: raw.transpose()?,
        time_limit: settings.time_limit_s.map_or(TIME_LIMIT, |limit| Duration::from_secs_f64(limit.get())),
        environment: Environment::of(voice, &settings.environment, keyring)?,
        program: settings.program,
    };
    Ok(Arc::new(Pieced::new(program, Limit::NONE)))
}

/// Names the program, and by what is in them the files that the voice file names: another program or model under the same name
/// speaks otherwise.
fn identity(settings: &Settings) -> String {
    const SHOWN: usize = 8;
    let name = Path::new(&settings.program).file_name().unwrap_or_default().to_string_lossy();
    let mut hasher = blake3::Hasher::new();
    // What is found on the search path is the system's, and changes with its updates.
    let named = std::iter::once(&settings.program).chain(&settings.arguments).map(Path::new);
    let files = named.filter(|path| path.components().count() > 1);
    // One that cannot be read is told when the program is started.
    let read =
        files.filter_map(|path| hasher.update_reader(crate::regular_file::open(path).ok()?).ok().map(drop)).count();
    match read {
        0 => format!("command/{name}"),
        _ => format!("command/{name}/{}", &hasher.finalize().to_hex()[..SHOWN]),
    }
}

#[async_trait]
impl Engine for Program {
    fn identity(&self) -> &str {
        &self.identity
    }

    fn capabilities(&self) -> Capabilities {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        Capabilities { concurrency: cores, varies: true, ..Capabilities::default() }
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
        let file = self.template.uses(Blank::File).then(SoundFile::new).transpose()?;
        let values = Values {
            text: &text,
            file: file.as_ref().map(SoundFile::path),
            speed_percent: request.speed_percent,
            words_per_minute: self.words_per_minute,
        };
        let process = Process {
            program: &self.program,
            arguments: self.template.fill(&values),
            input: (!self.template.uses(Blank::Text)).then_some(&*text),
            time_limit: self.time_limit,
            environment: Some(&self.environment),
        };
        let Said { output, complaint } = process.run().await?;
        let bytes = match file {
            Some(file) => file.read().await?,
            None => output,
        };
        if bytes.is_empty() {
            return Err(self.no_sound(&complaint));
        }
        Ok(sound::clip(bytes, self.raw.map(Into::into))?.into())
    }
}

impl Program {
    /// Some programs complain of a wrong option and say that all went well; others write where no one looks.
    fn no_sound(&self, complaint: &str) -> EngineError {
        let hint = if self.template.uses(Blank::File) {
            "`{file}` must stand where the program takes the name of the file to write; nothing was written there"
        } else {
            "let the program write to standard output, or put `{file}` where it takes the name of the file to write"
        };
        let message = format!("`{}` gave no sound{complaint}", self.program);
        EngineError::refused(Advised { message, hint: hint.to_owned() })
    }
}
