//! The number of a recording in its album.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::document::{HIGHEST_TRACK, track_number};

/// Where the number of a recording in its album comes from, where its article does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub enum Track {
    /// It is this one.
    Number(u32),
    /// It is in the name of the article's file, or in its address.
    Name,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Number(u32),
    Text(String),
}

impl TryFrom<Written> for Track {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        match written {
            Written::Number(number) => number.to_string().parse(),
            Written::Text(text) => text.parse(),
        }
    }
}

impl From<Track> for Written {
    fn from(track: Track) -> Self {
        match track {
            Track::Number(number) => Self::Number(number),
            Track::Name => Self::Text("name".to_owned()),
        }
    }
}

impl FromStr for Track {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.trim() {
            "name" => Ok(Self::Name),
            text => track_number(text)
                .map(Self::Number)
                .ok_or_else(|| format!("unknown track `{text}`: use name, or a number from 1 to {HIGHEST_TRACK}")),
        }
    }
}

impl Track {
    /// Returns the number of the recording of an article that was found at a path or an address.
    #[must_use]
    pub fn of(self, place: &str) -> Option<u32> {
        match self {
            Self::Number(number) => Some(number),
            Self::Name => numbered(place),
        }
    }
}

/// Finds the first number in the last part of a path or an address that is no date: 4 in `essays/04-owls.md`.
fn numbered(place: &str) -> Option<u32> {
    let place = place.split(['?', '#']).next().unwrap_or_default();
    let parts = place.trim_end_matches('/').rsplit('/');
    // A page of its own folder is named by the folder.
    let mut names = parts.map(|name| name.split_once('.').map_or(name, |(stem, _)| stem));
    let name = names.find(|name| !matches!(*name, "index" | "_index" | ""))?;
    let parts: Vec<&str> = name.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let parts = match parts.as_slice() {
        [year, month, day, rest @ ..] if [year.len(), month.len(), day.len()] == [4, 2, 2] => rest,
        parts => parts,
    };
    parts.iter().find_map(|part| track_number(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_in_names_and_dates_are_none() {
        for (place, found) in [
            ("essays/04-owls.md", Some(4)),
            ("https://example.org/episodes/12/", Some(12)),
            ("https://example.org/episodes/12/index.html?x=3", Some(12)),
            ("_posts/2026-11-29-the-ferry.md", None),
            ("_posts/2026-11-29-part-3.md", Some(3)),
            ("2024/the-ferry.md", None),
            ("00-preface.md", None),
            ("story-20261129.md", None),
            ("", None),
        ] {
            assert_eq!(Track::Name.of(place), found, "{place}");
        }
    }

    #[test]
    fn it_is_set_as_a_number_or_as_the_name() {
        let read = |json: &str| serde_json::from_str::<Track>(json).ok();
        assert_eq!(read("7"), Some(Track::Number(7)));
        assert_eq!(read("\"7\""), Some(Track::Number(7)));
        assert_eq!(read("\"name\""), Some(Track::Name));
        assert_eq!((read("0"), read("\"date\""), read("-3")), (None, None, None));
    }
}
