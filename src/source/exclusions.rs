//! Files that are passed over, by globs: `drafts`, `*.txt`, `tags/**`.

use std::path::Path;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::SourceError;

/// Files that are passed over.
#[derive(Debug, Clone, Default)]
pub struct Exclusions {
    /// Globs of whole paths, from any folder on.
    paths: GlobSet,
    /// Globs of names, of files and of folders.
    names: GlobSet,
}

impl Exclusions {
    /// Reads globs. One without a slash means files and folders of that name; one with slashes a path, from any folder on.
    ///
    /// # Errors
    /// When one is not a well-formed glob.
    pub fn new(globs: &[String]) -> Result<Self, SourceError> {
        let (mut paths, mut names) = (GlobSetBuilder::new(), GlobSetBuilder::new());
        for glob in globs {
            let bad = |error: globset::Error| SourceError::Glob { glob: glob.clone(), why: error.kind().to_string() };
            let build = |text: &str| GlobBuilder::new(text).literal_separator(true).build().map_err(bad);
            let plain = glob.trim_start_matches("./").trim_matches('/');
            if plain.contains('/') {
                for text in [plain.to_owned(), format!("**/{plain}"), format!("{plain}/**"), format!("**/{plain}/**")] {
                    paths.add(build(&text)?);
                }
            } else {
                names.add(build(plain)?);
            }
        }
        let built = |set: GlobSetBuilder| set.build().unwrap_or_default();
        Ok(Self { paths: built(paths), names: built(names) })
    }

    /// Returns whether a file is passed over.
    #[must_use]
    pub fn hold(&self, path: &Path) -> bool {
        let path = path.strip_prefix(".").unwrap_or(path);
        self.paths.is_match(path) || path.iter().any(|name| self.names.is_match(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_paths_are_excluded() {
        let globs = ["404.html", "tags", "*.draft.md", "blog/page/**", "old/2019"].map(str::to_owned);
        let exclusions = Exclusions::new(&globs).unwrap();
        for path in [
            "public/404.html",
            "public/tags/boats/index.html",
            "a.draft.md",
            "site/blog/page/2/index.html",
            "old/2019/a.md",
        ] {
            assert!(exclusions.hold(Path::new(path)), "{path}");
        }
        for path in ["public/posts/404.html.md", "public/tagsoup.html", "a.md", "site/blog/page.html", "old/2020/a.md"]
        {
            assert!(!exclusions.hold(Path::new(path)), "{path}");
        }
        assert!(Exclusions::new(&["[".to_owned()]).is_err());
    }
}
