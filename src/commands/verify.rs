//! `aloud verify`: whether recordings are whole, as they were made, and of the article as it is.

use std::fs;
use std::io::{Write, stderr, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;

use super::failure::Result;
use super::finding::Search;
use super::{SOME_FAILED, reader, report};
use crate::cli;
use crate::document::{self, Document, Selection};
use crate::master::{self, Check, Manifest, SignedArticle, Verdict, Verified};
use crate::secrets::Keyring;
use crate::settings::Settings;
use crate::source::{Article, Origin};

/// One line of `--json`; its field names are a promise.
#[derive(Serialize, schemars::JsonSchema)]
pub(super) struct Line<'a> {
    file: &'a Path,
    result: Verdict,
    checks: &'a [Check],
}

/// Looks at each file and prints what was found.
pub(super) async fn run(typed: cli::Verify, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    let trusted = typed.trust.as_ref().map(|file| master::certificates(&file.to_string_lossy())).transpose()?;
    let mut all_good = true;
    for file in files(&typed.files) {
        let manifest = manifest(&file);
        let Verified { mut checks, signed } = master::verify(&file, manifest.as_ref(), trusted.as_deref());
        if typed.find_watermark {
            checks.push(master::watermark(&file));
        }
        checks.extend(compared(&typed, (config, keyring), manifest.as_ref(), signed.as_ref()).await?);
        let has = |verdict| checks.iter().any(|check| check.result == verdict);
        let result = match (has(Verdict::Bad), has(Verdict::Good)) {
            (true, _) => Verdict::Bad,
            (false, true) => Verdict::Good,
            (false, false) => Verdict::Unknown,
        };
        all_good &= result == Verdict::Good;
        print(&Line { file: &file, result, checks: &checks }, typed.json)?;
        if typed.repair && file.extension().is_some_and(|ending| ending == "wav") {
            repair(&file)?;
        }
    }
    Ok(if all_good { ExitCode::SUCCESS } else { ExitCode::from(SOME_FAILED) })
}

/// Compares what was read, as the manifest tells it or else the signature, with the article.
async fn compared(
    typed: &cli::Verify,
    set: (Option<&Path>, &Keyring),
    manifest: Option<&Manifest>,
    signed: Option<&SignedArticle>,
) -> Result<Option<Check>> {
    let selection = manifest.map(|manifest| &manifest.selection).or(signed.map(|signed| &signed.selection));
    let Some(selection) = selection else { return Ok(None) };
    let article = article(typed, set, manifest, selection).await?;
    Ok(match (article, manifest, signed) {
        (None, ..) => Some(Check::new("article", Verdict::Unknown, "not looked at: name it with --article")),
        (Some(article), Some(manifest), _) => Some(master::compare(manifest, &article)),
        (Some(article), None, signed) => signed.map(|signed| master::compare_signed(signed, &article)),
    })
}

/// Returns the files to look at: a manifest stands for every file it names, a folder for its manifests. Feeds, which
/// `aloud feed` writes beside them, are no recordings.
fn files(named: &[PathBuf]) -> Vec<PathBuf> {
    let each = |path: PathBuf| match parse(&path) {
        Some(manifest) => {
            let beside = manifest.files.iter().map(|file| &file.file);
            beside.chain([&manifest.audio]).map(|name| path.with_file_name(name)).collect()
        }
        None if is_json_feed(&path) => Vec::new(),
        None => vec![path],
    };
    let in_folder = |path: &PathBuf| {
        let entries = fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path());
        let mut manifests: Vec<PathBuf> = entries.filter(|path| parse(path).is_some()).collect();
        manifests.sort();
        manifests
    };
    let named = named.iter().flat_map(|path| if path.is_dir() { in_folder(path) } else { vec![path.clone()] });
    named.flat_map(each).collect()
}

/// Returns whether a file is a JSON Feed.
fn is_json_feed(path: &Path) -> bool {
    let is_json = path.extension().is_some_and(|ending| ending == "json");
    is_json && crate::regular_file::read_text(path).is_ok_and(|text| text.contains("jsonfeed.org/version/"))
}

/// Finds the manifest beside a file: of the same name, which other endings may follow.
fn manifest(file: &Path) -> Option<Manifest> {
    let mut stem = file.file_name()?.to_str()?;
    while let Some((shorter, _)) = stem.rsplit_once('.') {
        stem = shorter;
        if let Some(manifest) = parse(&file.with_file_name(format!("{stem}.json"))) {
            return Some(manifest);
        }
    }
    None
}

fn parse(path: &Path) -> Option<Manifest> {
    let is_json = path.extension().is_some_and(|ending| ending == "json");
    serde_json::from_slice(&crate::regular_file::read_data(path).ok().filter(|_| is_json)?).ok()
}

/// Reads the article that was named, else the file it was narrated from, if that is still there.
async fn article(
    typed: &cli::Verify,
    (config, keyring): (Option<&Path>, &Keyring),
    manifest: Option<&Manifest>,
    selection: &Selection,
) -> Result<Option<Document>> {
    let file = manifest.map(|manifest| manifest.file.as_ref().unwrap_or(&manifest.id));
    // A manifest may come from anywhere: what it names is looked for among the articles here, and nowhere else.
    let here = Path::new(".").canonicalize().ok();
    let is_here = |path: &Path| Some(path.canonicalize().ok()?.starts_with(here.as_ref()?));
    let own = || file.map(PathBuf::from).filter(|path| path.is_file() && is_here(path).unwrap_or(false));
    let (input, search) = match typed.article.clone() {
        Some(named) => (named, Search { fetch: Settings::fetching(config)?, ..Search::default() }),
        // A file at hand needs no settings, nor the keys of sites.
        None => match own() {
            Some(file) => (file, Search::default()),
            None => return Ok(None),
        },
    };
    let reader = reader(&typed.finding, search, keyring)?;
    let mut leads = reader.find(vec![input]);
    while let Some(lead) = leads.recv().await {
        let article = reader.read(lead).await?;
        // Of several that a file or feed holds, the one that was narrated counts.
        if typed.article.is_some() || is_of(&article, manifest) {
            return Ok(Some(document::read(&article, selection)));
        }
    }
    Ok(None)
}

/// Returns whether a manifest is of the article; older versions wrote where its file is on the machine.
fn is_of(article: &Article, manifest: Option<&Manifest>) -> bool {
    let named = manifest.map(|manifest| manifest.file.as_ref().unwrap_or(&manifest.id));
    let is_file =
        |path: &PathBuf| named.is_some_and(|named| path.canonicalize().ok() == Path::new(named).canonicalize().ok());
    named == Some(&article.id) || matches!(&article.origin, Origin::File(path) if is_file(path))
}

/// Saves what is left of a file that was cut off, and says what was saved.
fn repair(file: &Path) -> Result<()> {
    match master::repair(file) {
        Ok(None) => {}
        Ok(Some(saved)) => {
            let (path, frames, lost) = (saved.path.display(), saved.frames, saved.lost);
            writeln!(stderr(), "repaired: {path}: {frames} samples are saved, {lost} are lost")?;
        }
        Err(error) => report(&error.into()),
    }
    Ok(())
}

fn print(line: &Line<'_>, json: bool) -> Result<()> {
    let mut out = stdout().lock();
    if json {
        serde_json::to_writer(&mut out, line)?;
        writeln!(out)?;
        return Ok(());
    }
    let word = |verdict| match verdict {
        Verdict::Good => "good",
        Verdict::Bad => "bad",
        Verdict::Unknown => "unknown",
    };
    writeln!(out, "{}: {}", line.file.display(), word(line.result))?;
    for check in line.checks {
        writeln!(out, "  {:<12}{:<9}{}", check.check, word(check.result), check.told)?;
    }
    Ok(())
}
