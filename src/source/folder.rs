//! Folders and globs: the articles in them, in the order of their names, found one by one.

use std::io::Read;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use walkdir::{DirEntry, WalkDir};

use super::{SourceError, kind};

/// Extensions that articles have.
const ARTICLE_EXTENSIONS: [&str; 12] =
    ["md", "markdown", "mdown", "mkd", "html", "htm", "xhtml", "xht", "txt", "text", "jsonl", "ndjson"];

/// Extensions that feeds and sitemaps have, and much else that is none.
const LIST_EXTENSIONS: [&str; 5] = ["xml", "rss", "atom", "rdf", "json"];
/// How much of a file is looked at to tell whether it lists articles: prologues and comments stay under this. Taste.
const LOOKED_AT_BYTES: u64 = 4096;

/// Returns whether a file's name says that it lists articles, or may.
pub(super) fn is_list(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase);
    extension.is_some_and(|extension| {
        LIST_EXTENSIONS.contains(&extension.as_str()) || ["jsonl", "ndjson", "gz"].contains(&extension.as_str())
    })
}

/// Returns whether a path that names no file is a glob.
pub(super) fn is_glob(path: &Path) -> bool {
    path.to_str().is_some_and(|path| path.contains(['*', '?', '[', '{']))
}

/// Finds the articles of a folder and its folders, and the feeds and sitemaps that list some. What begins with a dot is left out, and links to folders are not
/// followed, so that nothing is found twice.
pub(super) fn walk(folder: &Path) -> impl Iterator<Item = Result<PathBuf, SourceError>> + use<> {
    let is_article = |path: &Path| {
        let extension = path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase);
        extension.is_some_and(|extension| {
            ARTICLE_EXTENSIONS.contains(&extension.as_str())
                || LIST_EXTENSIONS.contains(&extension.as_str()) && begins_as_list(path)
                || extension == "gz"
                    && path.file_stem().is_some_and(|stem| Path::new(stem).extension() == Some("xml".as_ref()))
        })
    };
    files(folder).filter(move |found| found.as_ref().map_or(true, |path| is_article(path)))
}

/// Returns whether a file begins as feeds and sitemaps do; one that cannot be read is opened later, and the error told. Our own feeds
/// list narrations of what is found here anyway.
fn begins_as_list(path: &Path) -> bool {
    beginning(path).is_none_or(|start| kind::is_list(&start) && !is_our_feed(path, &start))
}

/// Returns how a file begins, where it can be read.
fn beginning(path: &Path) -> Option<String> {
    let mut start = Vec::new();
    let read = crate::regular_file::open(path).and_then(|file| file.take(LOOKED_AT_BYTES).read_to_end(&mut start));
    read.ok().map(|_| String::from_utf8_lossy(&start).into_owned())
}

/// Returns whether a feed is ours: a podcast that says so, or the JSON Feed beside one, which has no place to say it.
fn is_our_feed(path: &Path, start: &str) -> bool {
    const SAYS_SO: &str = "<generator>aloud ";
    let beside = || beginning(&path.with_file_name("podcast.xml"));
    start.contains(SAYS_SO)
        || path.ends_with("podcast.feed.json") && beside().is_some_and(|start| start.contains(SAYS_SO))
}

/// Finds the files that a glob names: `*` stays within a folder, `**` crosses them.
///
/// # Errors
/// When it is no well-formed glob.
pub(super) fn expand(glob: &Path) -> Result<impl Iterator<Item = Result<PathBuf, SourceError>> + use<>, SourceError> {
    let matcher = matcher(glob)?;
    let base: PathBuf = glob.components().take_while(|part| !is_glob(Path::new(part))).collect();
    let root = if base.as_os_str().is_empty() { PathBuf::from(".") } else { base };
    let strip = !glob.starts_with(".");
    let files = Some(&root).filter(|root| root.is_dir()).map(|root| files(root)).into_iter().flatten();
    Ok(files.filter_map(move |found| match found {
        Ok(path) => {
            let path = if strip { path.strip_prefix(".").map(Path::to_owned).unwrap_or(path) } else { path };
            matcher.is_match(&path).then_some(Ok(path))
        }
        Err(error) => Some(Err(error)),
    }))
}

fn matcher(glob: &Path) -> Result<GlobMatcher, SourceError> {
    let text = glob.to_str().unwrap_or_default();
    let built = GlobBuilder::new(text).literal_separator(true).build();
    let wrong = |error: globset::Error| SourceError::Glob { glob: text.to_owned(), why: error.kind().to_string() };
    Ok(built.map_err(wrong)?.compile_matcher())
}

/// Walks the files below a folder, in the order of their names.
fn files(root: &Path) -> impl Iterator<Item = Result<PathBuf, SourceError>> + use<> {
    let visible = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    let walk = WalkDir::new(root).sort_by_file_name().into_iter().filter_entry(visible);
    walk.filter_map(|entry| match entry {
        Ok(entry) if entry.path().is_file() => Some(Ok(entry.into_path())),
        Ok(_) => None,
        Err(error) => {
            let name = error.path().map(|path| path.display().to_string()).unwrap_or_default();
            let source = error.into_io_error().unwrap_or_else(|| std::io::ErrorKind::Other.into());
            Some(Err(SourceError::Unreadable { name, source }))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let names = ["b.md", "a.TXT", "deep/er/c.html", "deep/d.md", "deep/picture.png", ".hidden/e.md", ".f.md"];
        let texts = names.map(|name| (name, "text")).into_iter().chain([
            ("deep/feed.xml", "<?xml version='1.0'?><!-- ours --><rss version='2.0'>"),
            ("deep/feed.json", "{ \"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [] }"),
            ("deep/layout.xml", "<layout/>"),
            ("deep/package.json", "{ \"version\": \"1.0.0\" }"),
            ("deep/sitemap.xml.gz", "packed"),
            ("deep/dump.sql.gz", "packed"),
        ]);
        for (name, text) in texts {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        folder
    }

    fn names(found: impl Iterator<Item = Result<PathBuf, SourceError>>, folder: &Path) -> Vec<String> {
        found.map(|path| path.unwrap().strip_prefix(folder).unwrap().display().to_string()).collect()
    }

    #[test]
    fn folders_give_their_articles_in_order() {
        let folder = folder();
        assert_eq!(
            names(walk(folder.path()), folder.path()),
            ["a.TXT", "b.md", "deep/d.md", "deep/er/c.html", "deep/feed.json", "deep/feed.xml", "deep/sitemap.xml.gz",]
        );
        assert!(walk(&folder.path().join("none")).next().unwrap().is_err());
    }

    #[test]
    fn globs_give_what_they_name() {
        let folder = folder();
        let found = |glob: &str| names(expand(&folder.path().join(glob)).unwrap(), folder.path());
        assert_eq!(found("*.md"), ["b.md"]);
        assert_eq!(found("**/*.md"), ["b.md", "deep/d.md"]);
        assert_eq!(found("deep/p*"), ["deep/package.json", "deep/picture.png"]);
        assert_eq!(found("{b,x}.md"), ["b.md"]);
        assert_eq!(found("none/*.md").len(), 0);
        assert!(expand(Path::new("a[b")).is_err());
    }
}
