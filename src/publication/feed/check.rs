//! What directories ask of a podcast and this one lacks, each with what to do. Nothing is refused for it.
//!
//! The rules are Apple's ("Podcasts RSS feed requirements"), Spotify's ("Podcast delivery specification") and those of Podcasting 2.0.

use std::collections::BTreeSet;

use url::Url;

use super::channel::{Feed, is_cover};
use crate::publication::Episode;
use crate::publication::links::Links;

/// What a directory asks for and does not get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// Who asks for it.
    pub directory: &'static str,
    /// What is missing or wrong.
    pub what: String,
    /// What to do about it.
    pub hint: &'static str,
}

/// The media types of audio that directories play: Apple's and Spotify's lists.
const PLAYED: [&str; 2] = ["audio/mpeg", "audio/mp4"];
/// Apple's categories (2024), the upper ones.
const CATEGORIES: [&str; 19] = [
    "Arts",
    "Business",
    "Comedy",
    "Education",
    "Fiction",
    "Government",
    "Health & Fitness",
    "History",
    "Kids & Family",
    "Leisure",
    "Music",
    "News",
    "Religion & Spirituality",
    "Science",
    "Society & Culture",
    "Sports",
    "TV & Film",
    "Technology",
    "True Crime",
];

impl Feed<'_> {
    /// Returns what directories of podcasts ask for and do not get.
    #[must_use]
    pub fn check(&self) -> Vec<Complaint> {
        check(self)
    }
}

fn check(feed: &Feed<'_>) -> Vec<Complaint> {
    let mut complaints = channel(feed);
    let mut guids = BTreeSet::new();
    for episode in feed.episodes {
        complaints.extend(item(episode, feed));
        if !guids.insert(episode.guid()) {
            let what = format!("two episodes have the guid {}", episode.guid());
            complaints.push(Complaint {
                directory: "all",
                what,
                hint: "narrate each article into one folder only once",
            });
        }
    }
    complaints
}

fn channel(feed: &Feed<'_>) -> Vec<Complaint> {
    let mut complaints = of_channel(feed);
    for category in &feed.channel.categories {
        let above = category.split('>').next().unwrap_or_default().trim();
        if !CATEGORIES.contains(&above) {
            let what = format!("Apple has no category `{above}`");
            complaints.push(Complaint {
                directory: "Apple",
                what,
                hint: "use a name from Apple's list, such as News or Society & Culture",
            });
        }
    }
    complaints
}

/// Returns what the feed itself lacks.
fn of_channel(feed: &Feed<'_>) -> Vec<Complaint> {
    let channel = feed.channel;
    let missing = |is_missing: bool, directory, what: &str, hint| {
        is_missing.then(|| Complaint { directory, what: what.to_owned(), hint })
    };
    let cover = channel.image.as_deref();
    [
        missing(
            channel.title.is_none(),
            "Apple, Spotify",
            "the feed has no title of its own",
            "set `title` under [feed]",
        ),
        missing(
            channel.description.is_none(),
            "Apple, Spotify",
            "the feed has no description",
            "set `description` under [feed]",
        ),
        missing(channel.author.is_none(), "Apple", "the feed has no author", "set `author` under [feed]"),
        missing(
            channel.email.is_none(),
            "Spotify",
            "the feed has no mail address of its owner",
            "set `email` under [feed]; directories write to it",
        ),
        missing(
            cover.is_none(),
            "Apple, Spotify",
            "the feed has no picture",
            "set `image` under [feed]: a square JPEG or PNG of 1400 to 3000 pixels",
        ),
        missing(
            cover.is_some_and(|cover| !is_cover(cover)),
            "Apple",
            "the picture is neither JPEG nor PNG",
            "set `image` under [feed] to an address that ends in .jpg or .png",
        ),
        missing(
            channel.categories.is_empty(),
            "Apple",
            "the feed has no category",
            "set `categories` under [feed], such as [\"News\"]",
        ),
        missing(feed.language().is_none(), "Apple, Spotify", "the feed has no language", "set `language` under [feed]"),
        missing(
            !feed.base.to_string().starts_with("https:"),
            "Apple",
            "the audio is not published over https",
            "give an --audio-base that begins with https",
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn item(episode: &Episode, feed: &Feed<'_>) -> Vec<Complaint> {
    let links = Links::of(&episode.manifest, feed.base, None);
    let main = links.download();
    let title = episode.title();
    let complaint = |is_so: bool, directory, what: &str, hint| {
        is_so.then(|| Complaint { directory, what: format!("“{title}” {what}"), hint })
    };
    let has = |media_types: &[&str]| {
        episode.manifest.files.iter().any(|file| media_types.contains(&file.media_type.as_str()))
    };
    [
        complaint(
            !PLAYED.contains(&main.media_type.as_str()),
            "Apple, Spotify",
            "has neither MP3 nor AAC",
            "narrate with --format mp3",
        ),
        complaint(main.bytes == 0, "Apple", "has an enclosure of length 0", "narrate it again"),
        complaint(title.trim().is_empty(), "Apple, Spotify", "has no title", "give the article a title"),
        complaint(
            episode.published().is_none(),
            "Apple, Spotify",
            "has no date",
            "give the article a date of publication",
        ),
        complaint(Url::parse(&main.href).is_err(), "all", "has an invalid address", "give a whole --audio-base"),
        complaint(
            !has(&["text/vtt", "application/x-subrip"]),
            "Podcasting 2.0",
            "has no captions",
            "narrate with --format vtt",
        ),
        complaint(
            episode.manifest.chapters.len() > 1 && !has(&["application/json+chapters"]),
            "Podcasting 2.0",
            "has chapters, and no file of them",
            "narrate with --format chapters",
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}
