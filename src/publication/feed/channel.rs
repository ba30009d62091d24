//! A feed to be written: what it says of itself, and whose narrations are in it.

use serde::Deserialize;
use url::Url;

use crate::audio::SourceType;
use crate::language::Language;
use crate::publication::{AudioBase, Episode, FullText};

/// The podcast's file name. Narrations write no such name.
pub const RSS_NAME: &str = "podcast.xml";
/// The JSON Feed's file name: manifests have no dot within their names.
pub const JSON_NAME: &str = "podcast.feed.json";

/// What a feed says of itself: the table `[feed]` of the settings file.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Channel {
    /// The feed's title; without it the site's name, as the first narration gives it.
    pub title: Option<String>,
    /// The address of the site; without it that of the audio.
    pub link: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// Who makes it.
    pub author: Option<String>,
    /// The owner's mail address, which podcast directories write to.
    pub email: Option<String>,
    /// The address of its picture, JPEG or PNG, 1 400 to 3 000 pixels square for podcast directories.
    pub image: Option<String>,
    /// Its language; without it that of the latest narration.
    pub language: Option<Language>,
    /// Whose rights it is under.
    pub copyright: Option<String>,
    /// Its categories as Apple Podcasts names them: `News`, or `News > Daily News`.
    pub categories: Vec<String>,
    /// Whether it is not for children.
    pub explicit: bool,
    /// The address of the folder the narrations are published in.
    pub audio_base: Option<String>,
}

/// A feed to be written.
#[derive(Debug, Clone, Copy)]
pub struct Feed<'a> {
    /// What it says of itself.
    pub channel: &'a Channel,
    /// Where the narrations are published.
    pub base: &'a AudioBase,
    /// The narrations, the latest first.
    pub episodes: &'a [Episode],
    /// Whether the words of the stories are told.
    pub full_text: FullText,
}

impl Feed<'_> {
    pub(super) fn title(&self) -> String {
        let site = || self.episodes.iter().find_map(|episode| episode.manifest.article.site.clone());
        self.channel.title.clone().or_else(site).unwrap_or_else(|| "Narrations".to_owned())
    }

    pub(super) fn link(&self) -> String {
        self.channel.link.clone().unwrap_or_else(|| self.base.to_string())
    }

    pub(super) fn description(&self) -> String {
        let is_composite = |episode: &Episode| episode.manifest.source_type() == SourceType::Composite;
        let part = if self.episodes.iter().any(is_composite) { " in part" } else { "" };
        let usual = || format!("{}, read{part} by a synthetic voice", self.title());
        self.channel.description.clone().unwrap_or_else(usual)
    }

    pub(super) fn author(&self) -> String {
        self.channel.author.clone().unwrap_or_else(|| self.title())
    }

    pub(super) fn language(&self) -> Option<&Language> {
        self.channel.language.as_ref().or_else(|| self.usual_language())
    }

    /// Returns the language of the most narrations, of as many the one that comes first.
    fn usual_language(&self) -> Option<&Language> {
        let all = || self.episodes.iter().filter_map(|episode| episode.manifest.article.language.as_ref());
        let count = |language: &Language| all().filter(|other| *other == language).count();
        all().rev().max_by_key(|language| count(language))
    }
}

/// Returns whether a picture is of a kind that podcast directories take.
pub(super) fn is_cover(address: &str) -> bool {
    let is_picture = |url: Url| {
        let path = url.path().to_lowercase();
        [".jpg", ".jpeg", ".png"].iter().any(|ending| path.ends_with(ending))
    };
    Url::parse(address).is_ok_and(is_picture)
}

/// Drops the characters that XML 1.0 cannot hold (section 2.2), and with them what no text needs.
pub(super) fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}
