//! The article's own picture, where article and picture are files on this machine.

use std::path::{Component, Path, PathBuf};

use crate::document::Metadata;
use crate::source::{Article, Origin};

/// Returns the file of an article's lead image. It lies in the article's folder or below: an article is data, and may not
/// name any other file of the machine.
pub(super) fn file(article: &Article, metadata: &Metadata) -> Option<PathBuf> {
    let Origin::File(path) = &article.origin else { return None };
    let image = Path::new(metadata.image.as_deref()?);
    let is_below = image.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let beside = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = is_below.then(|| beside.join(image))?;
    // A link may lead out of the folder.
    let (found, folder) = (file.canonicalize().ok()?, beside.canonicalize().ok()?);
    (found.starts_with(folder) && found.is_file()).then_some(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{ListedMetadata, Markup};

    #[test]
    fn only_pictures_below_the_articles_folder_are_taken() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir_all(at("posts/images")).unwrap();
        for name in ["posts/images/a.png", "secret.png"] {
            std::fs::write(at(name), "picture").unwrap();
        }
        let (id, markup) = ("a".to_owned(), Markup::Plain(String::new()));
        let origin = Origin::File(at("posts/story.md"));
        let article = Article { id, origin, markup, known: ListedMetadata::default() };
        let found = |image: &str| file(&article, &Metadata { image: Some(image.into()), ..Metadata::default() });
        assert_eq!(found("images/a.png"), Some(at("posts/images/a.png")));
        assert_eq!(found("./images/a.png"), Some(at("posts/./images/a.png")));
        assert_eq!(found("../secret.png"), None);
        assert_eq!(found(&at("posts/images/a.png").to_string_lossy()), None);
        assert_eq!(found("missing.png"), None);
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(at("secret.png"), at("posts/link.png")).unwrap();
            assert_eq!(found("link.png"), None);
        }
    }
}
