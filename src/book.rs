//! Where the pages of the book lie, which hints and new settings files send their readers to.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The book in a clone of the repository and in the archives of a release, from their top.
const IN_SOURCE: &str = "docs/src";
/// The book beside an installed program, from the folder above the one that the program is in.
const INSTALLED: &str = "share/doc/aloud/book";

/// The installed book, where a package put one.
static BOOK: LazyLock<PathBuf> = LazyLock::new(|| {
    let program = env::current_exe().ok();
    let installed = program.as_deref().and_then(installed);
    installed.unwrap_or_else(|| IN_SOURCE.into())
});

/// Returns the path of a page, such as `reference/settings.md`.
pub(crate) fn page(name: &str) -> String {
    BOOK.join(name).display().to_string()
}

/// Returns the book that was installed with a program.
fn installed(program: &Path) -> Option<PathBuf> {
    let book = program.parent()?.parent()?.join(INSTALLED);
    book.is_dir().then_some(book)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_where_the_program_was_installed_else_in_the_source() {
        assert_eq!(page("guide/names.md"), "docs/src/guide/names.md");
        let usr = tempfile::tempdir().unwrap();
        let program = usr.path().join("bin/aloud");
        assert_eq!(installed(&program), None);
        std::fs::create_dir_all(usr.path().join(INSTALLED)).unwrap();
        assert_eq!(installed(&program), Some(usr.path().join("share/doc/aloud/book")));
    }
}
