//! The posts of a content system, as much of each as tells how its narration stands.

use chrono::{DateTime, Utc};
use dom_query::Document as Dom;

use super::upload;

/// The collections a story may be in, as content systems call them.
pub(super) const COLLECTIONS: [&str; 2] = ["posts", "pages"];
/// The elements that content systems make of our block or card.
const PLAYERS: &str = "aloud-player, figure.aloud, figure.wp-block-audio, div.kg-audio-card, audio";

/// A post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Its address on the site.
    pub address: String,
    /// Its title, as text.
    pub title: String,
    /// What stands above it in lists and, with some themes, above its text: HTML.
    pub lead: String,
    /// Its text without our player: HTML.
    pub text: String,
    /// When it was published.
    pub published: Option<DateTime<Utc>>,
    /// The address of the narration that is on it.
    pub audio: Option<String>,
}

/// Which posts are asked about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// Those of this term alone.
    pub term: Option<Term>,
    /// Those published on or after this time.
    pub since: Option<DateTime<Utc>>,
    /// Those published before this time.
    pub until: Option<DateTime<Utc>>,
}

/// A term of a taxonomy, such as a category's or tag's name as addresses have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The taxonomy: `category`, `tag`, or one of the site's own.
    pub taxonomy: String,
    /// The term's slug.
    pub slug: String,
}

impl std::str::FromStr for Term {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let is_name = |name: &str| !name.is_empty() && !name.contains(['/', '?', '#', '\'']);
        let parts = text.split_once('=').filter(|(taxonomy, slug)| is_name(taxonomy) && is_name(slug));
        let (taxonomy, slug) = parts.ok_or(
            "give a taxonomy and the name that its pages have in their address, such as category=news or tag=bridges",
        )?;
        Ok(Self { taxonomy: taxonomy.to_owned(), slug: slug.to_owned() })
    }
}

impl std::fmt::Display for Term {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}={}", self.taxonomy, self.slug)
    }
}

impl Choice {
    /// Returns whether what was published then is asked about.
    #[must_use]
    pub fn holds(&self, published: Option<DateTime<Utc>>) -> bool {
        let since = self.since.is_none_or(|since| published.is_some_and(|published| published >= since));
        since && self.until.is_none_or(|until| published.is_some_and(|published| published < until))
    }
}

impl Post {
    /// Takes our player out of a text as the content system shows it; gives the rest, and the address of the audio.
    pub(super) fn parted(shown: &str) -> (String, Option<String>) {
        let dom = Dom::fragment(shown);
        for player in dom.select(PLAYERS).iter() {
            let sounds = player.select("audio[src], source[src]").iter().filter_map(|one| one.attr("src"));
            let own = player.attr("src").into_iter().chain(sounds);
            if let Some(address) = own.filter(|address| upload::is_ours(address)).last() {
                player.remove();
                return (dom.html().to_string(), Some(address.to_string()));
            }
        }
        (shown.to_owned(), None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_have_a_taxonomy_and_a_name() {
        assert_eq!("category=news".parse::<Term>().map(|term| term.to_string()), Ok("category=news".to_owned()));
        for wrong in ["news", "=news", "category=", "category=a/b", "category=a?b"] {
            assert!(wrong.parse::<Term>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn our_player_is_told_from_the_text() {
        let ours = "<figure class=\"wp-block-audio\"><audio src=\"/u/a-aloud-0123456789ab.mp3\"></audio><figcaption>A, read</figcaption></figure>";
        let theirs = "<figure class=\"wp-block-audio\"><audio src=\"/u/song.mp3\"></audio></figure><p>Text</p>";
        let (text, audio) = Post::parted(&format!("{ours}{theirs}"));
        assert!(text.contains(theirs) && !text.contains("read"), "{text}");
        assert_eq!(audio.as_deref(), Some("/u/a-aloud-0123456789ab.mp3"));
        assert_eq!(Post::parted(theirs), (theirs.to_owned(), None));
    }
}
