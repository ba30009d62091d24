//! Files of a narration that are pages: its transcript and its embed. They lie in sites too, and nothing is attached to them.

use std::path::Path;

use serde::Deserialize;

/// The part of a manifest that tells of its files.
#[derive(Deserialize)]
struct Brief {
    #[serde(default)]
    files: Vec<File>,
    /// Tells manifests from other JSON.
    #[serde(rename = "sentences")]
    _sentences: serde::de::IgnoredAny,
}

#[derive(Deserialize)]
struct File {
    file: String,
}

/// Returns whether a page is a file of a narration whose manifest lies beside it.
pub(super) fn is_ours(page: &Path) -> bool {
    let Some(name) = page.file_name().and_then(|name| name.to_str()) else { return false };
    let Some((stem, _)) = name.rsplit_once('.') else { return false };
    let embedded = stem.strip_suffix(".embed");
    let manifest = page.with_file_name(format!("{}.json", embedded.unwrap_or(stem)));
    let brief =
        crate::regular_file::read_data(&manifest).ok().and_then(|json| serde_json::from_slice::<Brief>(&json).ok());
    brief.is_some_and(|brief| embedded.is_some() || brief.files.iter().any(|file| file.file == name))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn transcripts_and_embeds_are_told_from_pages() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write("a.json", "{\"sentences\":[],\"files\":[{\"file\":\"a.html\"}]}");
        write("b.json", "{\"sentences\":[],\"files\":[{\"file\":\"b.mp3\"}]}");
        write("c.json", "{\"title\":\"A page's own data\"}");
        for (name, wanted) in
            [("a.html", true), ("a.embed.html", true), ("b.html", false), ("c.html", false), ("d.html", false)]
        {
            assert_eq!(is_ours(&folder.path().join(name)), wanted, "{name}");
        }
    }
}
