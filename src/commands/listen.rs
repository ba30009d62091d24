//! `aloud listen`: hears narrations and prints where they differ from what was to be said.

use std::io::{Write, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use futures::{StreamExt, stream};
use serde::Serialize;

use super::SOME_FAILED;
use super::failure::{Context, Failure, Result};
use crate::audio::{self, Clip, Frames};
use crate::cli;
use crate::language::Language;
use crate::listen::{Finding, Hearing, ListenError, Moonshine, Recognizer, TranscriptionService};
use crate::master::{Cue, Manifest};
use crate::secrets::Keyring;
use crate::settings::Settings;
use crate::weights::WeightsFolder;

/// A sentence of `--json`; its field names are a promise.
#[derive(Serialize, schemars::JsonSchema)]
pub(super) struct Line<'a> {
    file: &'a Path,
    sentence: usize,
    start_ms: u64,
    spoken: &'a str,
    heard: &'a str,
    /// The most letters in a row that are missing, and that are extra.
    missing: &'a str,
    extra: &'a str,
    word_errors: usize,
    words: usize,
    doubtful: bool,
}

/// A sentence of a narration, and which it is, from 1.
struct Sentence<'a> {
    number: usize,
    cue: &'a Cue,
}

/// Words that were to be said, and those that differ.
#[derive(Default)]
struct Total {
    sentences: usize,
    doubtful: usize,
    errors: usize,
    words: usize,
}

/// Hears each narration.
pub(super) async fn run(typed: cli::Listen, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    let settings = Settings::settle(typed.choices, config)?;
    let hearing = hearing(&settings, keyring)?;
    let mut total = Total::default();
    for named in &typed.files {
        let (file, manifest) = narration(named)?;
        let language =
            settings.language.clone().or(manifest.article.language.clone()).unwrap_or_else(Language::english);
        if !hearing.understands(&language) {
            let (file, who) = (file.display(), hearing.identity());
            return Err(Failure::new(format!(
                "{file} is in the language `{language}`, which {who} does not understand"
            )));
        }
        let bytes = crate::regular_file::read_data(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let clip = audio::decode(bytes, None);
        let clip = clip.map_err(|error| Failure::new(format!("cannot read {}: {error}", file.display())))?;
        let at_once = thread::available_parallelism().map_or(1, usize::from);
        let cues = manifest.sentences.iter().map(|cue| heard(cue, &clip, &language, &hearing));
        let mut findings = stream::iter(cues).buffered(at_once);
        for (number, cue) in (1..).zip(&manifest.sentences) {
            let Some(finding) = findings.next().await.transpose()? else { break };
            print(&file, &Sentence { number, cue }, &finding, typed.json)?;
            total.add(&finding);
        }
    }
    if !typed.json {
        let Total { sentences, doubtful, errors, words } = total;
        let rate = 100.0 * errors as f64 / words.max(1) as f64;
        writeln!(
            stdout(),
            "{sentences} sentences, {words} words: {errors} differ ({rate:.1} %), {doubtful} sentences doubtful"
        )?;
    }
    Ok(if total.doubtful == 0 { ExitCode::SUCCESS } else { ExitCode::from(SOME_FAILED) })
}

impl Total {
    fn add(&mut self, finding: &Finding) {
        self.sentences += 1;
        self.doubtful += usize::from(finding.is_doubtful);
        self.errors += finding.comparison.word_errors;
        self.words += finding.comparison.words;
    }
}

/// Sets up what hears.
pub(super) fn hearing(settings: &Settings, keyring: &Keyring) -> Result<Hearing> {
    settings.check_listening()?;
    let settings = &settings.listen;
    let recognizer: Arc<dyn Recognizer> = match &settings.url {
        Some(url) => {
            let key = settings.key.as_ref().map(|place| keyring.key(place)).transpose()?;
            Arc::new(TranscriptionService::new(url, settings.model.as_deref().unwrap_or("whisper-1"), key)?)
        }
        None => Arc::new(Moonshine::new(WeightsFolder::of_the_user().ok_or(ListenError::NoWeights)?)?),
    };
    Ok(Hearing::new(recognizer, settings.letters))
}

/// Finds a recording and the manifest that tells what it says, from the name of either.
fn narration(named: &Path) -> Result<(PathBuf, Manifest)> {
    let is_manifest = named.extension().is_some_and(|ending| ending == "json");
    let manifest_path = if is_manifest { named.to_owned() } else { named.with_extension("json") };
    let json = crate::regular_file::read_data(&manifest_path)
        .with_context(|| format!("cannot read {}, which tells what is said", manifest_path.display()))?;
    let manifest: Manifest =
        serde_json::from_slice(&json).with_context(|| format!("{} is not a manifest", manifest_path.display()))?;
    let file = if is_manifest { named.with_file_name(&manifest.audio) } else { named.to_owned() };
    Ok((file, manifest))
}

async fn heard(cue: &Cue, clip: &Clip, language: &Language, hearing: &Hearing) -> Result<Finding> {
    let frame = |ms: u64| {
        let frames = Frames::from_duration(std::time::Duration::from_millis(ms), clip.rate).0;
        usize::try_from(frames).unwrap_or(usize::MAX).min(clip.samples.len())
    };
    let (start, end) = (frame(cue.start_ms), frame(cue.end_ms));
    let samples = clip.samples[start..end.max(start)].to_vec();
    Ok(hearing.hear(&Clip { samples, rate: clip.rate, words: Vec::new() }, &cue.spoken, language).await?)
}

/// Prints a sentence that differs, or each as JSON.
fn print(file: &Path, sentence: &Sentence<'_>, finding: &Finding, json: bool) -> Result<()> {
    let (compared, Sentence { number, cue }) = (&finding.comparison, sentence);
    let mut out = stdout().lock();
    if json {
        let line = Line {
            file,
            sentence: *number,
            start_ms: cue.start_ms,
            spoken: &cue.spoken,
            heard: &finding.heard,
            missing: &compared.missing.text,
            extra: &compared.extra.text,
            word_errors: compared.word_errors,
            words: compared.words,
            doubtful: finding.is_doubtful,
        };
        writeln!(out, "{}", serde_json::to_string(&line)?)?;
    } else if compared.word_errors > 0 {
        let sign = if finding.is_doubtful { "doubtful" } else { "differs" };
        let (seconds, errors) = (cue.start_ms / 1000, compared.word_errors);
        writeln!(out, "{} {number} at {}:{:02}  {sign}, {errors} words", file.display(), seconds / 60, seconds % 60)?;
        writeln!(out, "  said   {}\n  heard  {}", cue.spoken, finding.heard)?;
    }
    Ok(())
}
