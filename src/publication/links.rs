//! The addresses a narration's files have on the web: what a manifest lists, below the folder it is published in.

use url::Url;

use super::error::PublishError;
use crate::master::Manifest;

/// The address of the folder that narrations are published in: whole, or from the site's root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AudioBase(String);

impl std::fmt::Display for AudioBase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for AudioBase {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let slash = if text.ends_with('/') { "" } else { "/" };
        let whole = Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        if whole || text.starts_with('/') {
            Ok(Self(format!("{text}{slash}")))
        } else {
            Err("give an address such as https://audio.example.org/stories/, or a path from the site's root such as /audio/".to_owned())
        }
    }
}

impl AudioBase {
    /// Reads the `audio_base` of a place's settings.
    ///
    /// # Errors
    /// When it is missing, which is an empty text, or no address.
    pub fn of_place(place: &'static str, text: &str) -> Result<Self, PublishError> {
        text.parse().map_err(|message: String| {
            let how = if text.is_empty() { "missing" } else { "wrong" };
            PublishError::Setting { place, message: format!("its `audio_base` is {how}: {message}") }
        })
    }

    /// Returns the folder that something lies in itself.
    pub(super) fn beside() -> Self {
        Self(String::new())
    }

    /// Returns the whole address of the folder, for pages in which `/` does not mean their own site; as it is when the page's address
    /// is not known.
    pub(super) fn seen_from(&self, page: Option<&Url>) -> Self {
        page.and_then(|page| page.join(&self.0).ok()).map_or_else(|| self.clone(), |whole| Self(whole.into()))
    }

    /// Returns the address of a file in the folder.
    pub(super) fn join(&self, file: &str) -> String {
        let mut name = Url::parse("http://localhost").expect("it is an address");
        name.path_segments_mut().expect("it has a path").push(file);
        format!("{}{}", self.0, &name.path()[1..])
    }
}

/// One file of a narration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    /// Where it is, as a page's link says it.
    pub(super) href: String,
    /// Where it is, whole; nothing when the page's own address is not known.
    pub(super) whole: Option<String>,
    /// Its media type.
    pub(super) media_type: String,
    /// Its length.
    pub(super) bytes: u64,
}

/// The files of a narration that pages name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Links {
    /// The audio in each form, the smallest first: browsers take the first they can play.
    pub(super) audio: Vec<Link>,
    /// The transcript to read, if there is one.
    pub(super) transcript: Option<Link>,
}

/// What people download and feeds carry, the first that there is.
const DOWNLOADS: [&str; 3] = ["audio/mpeg", "audio/mp4", "audio/wav"];
/// The transcripts to read, the first that there is.
const TRANSCRIPTS: [&str; 3] = ["text/html", "text/plain", "text/vtt"];

impl Links {
    /// Lists a narration's files; `page` is the page's address, where it is known.
    pub(super) fn of(manifest: &Manifest, base: &AudioBase, page: Option<&Url>) -> Self {
        let link = |file: &str, media_type: &str, bytes| {
            let href = base.join(file);
            let whole = page.map_or_else(|| Url::parse(&href), |page| page.join(&href)).ok().map(String::from);
            Link { href, whole, media_type: media_type.to_owned(), bytes }
        };
        let beside: Vec<_> = manifest.files.iter().map(|file| link(&file.file, &file.media_type, file.bytes)).collect();
        let mut audio = vec![link(&manifest.audio, manifest.audio_type(), manifest.audio_bytes)];
        audio.extend(beside.iter().filter(|link| link.media_type.starts_with("audio/")).cloned());
        audio.sort_by_key(|link| link.bytes);
        let of_type = |wanted: &&str| beside.iter().find(|link| link.media_type == *wanted);
        Self { audio, transcript: TRANSCRIPTS.iter().find_map(of_type).cloned() }
    }

    /// Returns the audio that every program plays, else the smallest.
    pub(super) fn download(&self) -> &Link {
        let of_type = |wanted: &&str| self.audio.iter().find(|link| link.media_type == *wanted);
        DOWNLOADS.iter().find_map(of_type).unwrap_or(&self.audio[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_an_address_or_a_path() {
        let join = |base: &str| base.parse::<AudioBase>().map(|base| base.join("a b?.wav"));
        assert_eq!(join("https://cdn.example.org/a").as_deref(), Ok("https://cdn.example.org/a/a%20b%3F.wav"));
        assert_eq!(join("/audio/").as_deref(), Ok("/audio/a%20b%3F.wav"));
        for wrong in ["audio", "javascript:alert(1)", "", "ftp://example.org/"] {
            assert!(join(wrong).is_err(), "{wrong}");
        }
    }
}
