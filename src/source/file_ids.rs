//! How files are named: by their path from the project's folder, else from the input's, never by where they are on this
//! machine, since names are published.

use std::fs;
use std::path::{Component, Path, PathBuf};

/// Names the files of one input.
#[derive(Debug, Clone)]
pub(super) struct FileIds {
    /// The project's folder, where `aloud.toml` is, else the working folder.
    project: PathBuf,
    /// The input's folder.
    input: PathBuf,
}

impl FileIds {
    /// Names the files of an input: a folder, a glob or a file.
    pub(super) fn of_input(project: &Path, input: &Path) -> Self {
        let is_plain = |part: &Component<'_>| !part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
        let folder = match input.is_dir() {
            true => input.to_owned(),
            false => input.components().take_while(is_plain).collect(),
        };
        let folder = if folder.is_dir() { folder } else { folder.parent().unwrap_or(Path::new("")).to_owned() };
        Self { project: whole(project), input: whole(&folder) }
    }

    /// Returns the name of a file: `posts/bridge.md` from the project's folder; of one outside, from the input's folder with
    /// that folder's own name before it; of any other, a hash of where it is before its name.
    pub(super) fn id(&self, file: &Path) -> String {
        let file = whole(file);
        if let Ok(inside) = file.strip_prefix(&self.project) {
            return joined(inside);
        }
        if let (Ok(inside), Some(name)) = (file.strip_prefix(&self.input), self.input.file_name()) {
            return joined(&Path::new(name).join(inside));
        }
        let folder = file.parent().unwrap_or(Path::new("")).to_string_lossy();
        let place = &blake3::hash(folder.as_bytes()).to_hex()[..8];
        format!("{place}/{}", file.file_name().unwrap_or_default().to_string_lossy())
    }
}

/// Returns a path from the root, through no links.
fn whole(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    fs::canonicalize(path).or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

/// Writes a path with slashes, the same on every system.
fn joined(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_count_from_the_project_else_from_the_input_and_never_from_the_root() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        for file in ["project/posts/a.md", "site/posts/b.html", "site/c.html"] {
            fs::create_dir_all(at(file).parent().unwrap()).unwrap();
            fs::write(at(file), "words").unwrap();
        }
        let id = |input: &str, file: &str| FileIds::of_input(&at("project"), &at(input)).id(&at(file));
        assert_eq!(id("project/posts", "project/posts/a.md"), "posts/a.md");
        assert_eq!(id("project/posts/a.md", "project/posts/a.md"), "posts/a.md");
        assert_eq!(id("site", "site/posts/b.html"), "site/posts/b.html");
        assert_eq!(id("site/posts/*.html", "site/posts/b.html"), "posts/b.html");
        assert_eq!(id("site/**/*.html", "site/posts/b.html"), "site/posts/b.html");
        assert_eq!(id("site/c.html", "site/c.html"), "site/c.html");
    }
}
