//! The places that narrations go to, each by its publisher, and what to do when one fails.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use reqwest::StatusCode;
use url::Url;

use super::delivery::Remedy;
use crate::error::{Hint, whole_message};
use crate::publication::feed::{self, Feed};
use crate::publication::page::{self, Attaching, PageError, Way};
use crate::publication::{
    AudioBase, Cms, Episode, FullText, Narrations, Outcome, PublishError, Publisher, Run, S3, companions, episodes,
};
use crate::store::bucket::BucketError;

/// A place that narrations go to.
pub enum Place {
    /// A place with an interface.
    Publisher(Box<dyn Publisher>),
    /// A content system, whose posts may be followed too.
    Cms(Arc<dyn Cms>),
    /// The feeds in the folder of narrations.
    Feed {
        /// What they say of themselves.
        channel: Box<feed::Channel>,
        /// Where the narrations are published.
        base: AudioBase,
        /// The bucket that they go to as well.
        bucket: Option<S3>,
    },
    /// Pages on this machine.
    Pages {
        /// The site's folder.
        folder: PathBuf,
        /// Where the narrations are published.
        base: AudioBase,
    },
}

/// Why a place did not take a narration.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// Its publisher says why.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// A page could not be changed.
    #[error(transparent)]
    Page(#[from] PageError),
    /// There is no such page yet.
    #[error("the site has no page of {address} yet")]
    NoPage {
        /// The article.
        address: String,
    },
    /// The folder holds another recording by now.
    #[error("another recording of it was made meanwhile")]
    Superseded,
    /// A file cannot be read or written.
    #[error("the files of the narrations cannot be used")]
    Files(#[from] io::Error),
}

impl PlaceError {
    /// Returns what to do about it.
    #[must_use]
    pub fn remedy(&self) -> Remedy {
        match self {
            Self::Publish(error) => remedy(error),
            Self::Page(PageError::Markup { .. } | PageError::NoPlace { .. }) => Remedy::Never,
            Self::Page(_) | Self::NoPage { .. } | Self::Superseded | Self::Files(_) => Remedy::Later,
        }
    }

    /// Returns its message with those of its causes.
    #[must_use]
    pub fn message(&self) -> String {
        whole_message(self)
    }
}

impl Hint for PlaceError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Publish(error) => error.hint(),
            Self::Page(error) => error.hint(),
            Self::NoPage { .. } | Self::Superseded | Self::Files(_) => None,
        }
    }
}

fn remedy(error: &PublishError) -> Remedy {
    let may_pass = |status: &StatusCode| status.is_server_error() || matches!(status.as_u16(), 408 | 425 | 429);
    match error {
        PublishError::Busy { retry_after, .. } => Remedy::PlaceLater(*retry_after),
        PublishError::Unreachable { .. } => Remedy::PlaceLater(None),
        PublishError::Refused { status, .. } if may_pass(status) => Remedy::PlaceLater(None),
        PublishError::Bucket(BucketError::File { .. }) => Remedy::Never,
        PublishError::Bucket(_) => Remedy::PlaceLater(None),
        PublishError::Unauthorised { .. }
        | PublishError::Forbidden { .. }
        | PublishError::NoInterface { .. }
        | PublishError::SwitchedOff { .. }
        | PublishError::Setting { .. }
        | PublishError::TellsNothing => Remedy::Pause,
        // A post may be seen a moment later, and an editor has saved by then.
        PublishError::NoPost { .. } | PublishError::Conflict => Remedy::Later,
        PublishError::NoTerm { .. }
        | PublishError::NoAddress
        | PublishError::Filtered { .. }
        | PublishError::Altered { .. }
        | PublishError::TooLarge { .. }
        | PublishError::Unreadable { .. }
        | PublishError::Refused { .. } => Remedy::Never,
    }
}

impl Place {
    /// Puts a narration on, in place of an earlier one. `hidden` are the audio files that the place is not to have.
    ///
    /// # Errors
    /// When the place does not take it.
    pub async fn put(&self, episode: &Episode, hidden: &HashSet<String>) -> Result<(), PlaceError> {
        match self {
            Self::Publisher(publisher) => drop(publisher.attach(episode, Run::Real).await?),
            Self::Cms(cms) => drop(cms.attach(episode, Run::Real).await?),
            Self::Feed { .. } => self.write_feeds(&episode.folder, hidden).await?,
            Self::Pages { folder, base } => attach(folder, base, episode)?,
        }
        Ok(())
    }

    /// Writes the podcast and the JSON Feed of a folder, and takes them along to the bucket that the narrations are in.
    async fn write_feeds(&self, folder: &Path, hidden: &HashSet<String>) -> Result<(), PlaceError> {
        let Self::Feed { channel, base, bucket } = self else { return Ok(()) };
        let mut episodes = episodes(folder)?;
        episodes.retain(|episode| !hidden.contains(&episode.manifest.audio));
        let feed = Feed { channel, base, episodes: &episodes, full_text: FullText::default() };
        companions::write_file(&folder.join(feed::RSS_NAME), feed.rss().as_bytes())?;
        companions::write_file(&folder.join(feed::JSON_NAME), feed.json().as_bytes())?;
        if let Some(bucket) = bucket {
            bucket.put_feeds(folder, Run::Real).await?;
        }
        Ok(())
    }

    /// Takes a narration off. `hidden` are the audio files that the place is not to have, this one among them.
    ///
    /// # Errors
    /// When the place does not let it go.
    pub async fn take_off(&self, episode: &Episode, hidden: &HashSet<String>) -> Result<(), PlaceError> {
        match self {
            Self::Feed { .. } => self.write_feeds(&episode.folder, hidden).await,
            _ => self.remove(episode, Run::Real).await.map(drop),
        }
    }

    /// Takes a narration off, or finds out whether it is there. Feeds are written as a whole, and are left as they are.
    ///
    /// # Errors
    /// When the place does not let it go.
    pub async fn remove(&self, episode: &Episode, run: Run) -> Result<Outcome, PlaceError> {
        let removed = match self {
            Self::Publisher(publisher) => publisher.remove(episode, run).await,
            Self::Cms(cms) => cms.remove(episode, run).await,
            Self::Feed { .. } => Ok(Outcome::Unchanged),
            Self::Pages { folder, .. } => return from_page(folder, episode, run),
        };
        match removed {
            // Whoever deleted the post took the narration with it, and what has no address never had a post.
            Err(PublishError::NoPost { .. } | PublishError::NoAddress) => Ok(Outcome::Unchanged),
            other => Ok(other?),
        }
    }
}

/// Takes the player out of the article's page.
fn from_page(folder: &Path, episode: &Episode, run: Run) -> Result<Outcome, PlaceError> {
    let Some(page) = page_of(folder, episode) else { return Ok(Outcome::Unchanged) };
    Ok(match page::remove(&page, run)? {
        page::Outcome::Removed => Outcome::Removed,
        _ => Outcome::Unchanged,
    })
}

/// Puts the player into the article's page.
fn attach(folder: &Path, base: &AudioBase, episode: &Episode) -> Result<(), PlaceError> {
    let no_page = || PlaceError::NoPage { address: episode.guid() };
    let page = page_of(folder, episode).ok_or_else(no_page)?;
    companions::write_script(&episode.folder)?;
    let attaching = Attaching {
        narrations: Arc::new(Narrations::open(&episode.folder)?),
        audio_base: base.clone(),
        player_base: base.clone(),
        at: None,
        csp_nonce: None,
        way: Way::default(),
        full_text: FullText::default(),
    };
    match page::attach(&page, Some(folder), &attaching)? {
        page::Outcome::NoNarration => Err(no_page()),
        _ => Ok(()),
    }
}

/// Finds the file of an article's page in the folder of its site.
fn page_of(folder: &Path, episode: &Episode) -> Option<PathBuf> {
    let url = Url::parse(episode.address()?).ok()?;
    let path = url.path().trim_matches('/');
    // An address has no `..` left, and what is encoded in it names no other folder.
    if path.contains('%') || path.contains('\\') {
        return None;
    }
    let file = folder.join(path);
    let with = |ending: &str| folder.join(format!("{path}{ending}"));
    [file.join("index.html"), with(".html"), with(".htm"), file].into_iter().find(|file| file.is_file())
}

/// How a place is, as its last answers tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Health {
    /// Why nothing is tried there until someone has seen to it.
    pub paused: Option<String>,
    /// Until when nothing is tried there.
    pub until_ms: u64,
    /// How often in a row it failed.
    pub failures: u32,
}

impl Health {
    /// Returns whether it may be tried.
    #[must_use]
    pub fn is_open(&self, now_ms: u64) -> bool {
        self.paused.is_none() && self.until_ms <= now_ms
    }

    /// Notes that it took something.
    pub fn well(&mut self) {
        *self = Self::default();
    }

    /// Notes a failure, and returns whether it is one that someone should hear of: the first of a row.
    pub fn failed(&mut self, remedy: Remedy, error: &str, now_ms: u64, name: &str) -> bool {
        match remedy {
            Remedy::Pause => {
                let is_first = self.paused.is_none();
                self.paused = Some(error.to_owned());
                is_first
            }
            Remedy::PlaceLater(after) => {
                self.failures += 1;
                let pause = after.map_or_else(
                    || super::delivery::pause_ms(self.failures, name),
                    |after| u64::try_from(after.as_millis()).unwrap_or(u64::MAX),
                );
                self.until_ms = now_ms.saturating_add(pause);
                self.failures == DOWN_AFTER
            }
            Remedy::Later | Remedy::Never => false,
        }
    }
}

/// After how many failures in a row a place counts as down. Taste.
pub(super) const DOWN_AFTER: u32 = 3;

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_place_that_refuses_the_key_is_left_alone_and_one_that_is_busy_rests() {
        let place = "ghost";
        let status = |code| StatusCode::from_u16(code).unwrap();
        let refused = |code| PublishError::Refused { place, status: status(code), message: String::new() };
        assert_eq!(remedy(&PublishError::Unauthorised { place, message: String::new() }), Remedy::Pause);
        let after = Some(Duration::from_secs(9));
        let busy = PublishError::Busy { place, status: status(429), message: String::new(), retry_after: after };
        assert_eq!(remedy(&busy), Remedy::PlaceLater(after));
        assert_eq!(remedy(&refused(502)), Remedy::PlaceLater(None));
        assert_eq!(remedy(&refused(422)), Remedy::Never);
        assert_eq!(remedy(&PublishError::Conflict), Remedy::Later);

        let mut health = Health::default();
        let told: Vec<bool> = (0..4).map(|_| health.failed(Remedy::PlaceLater(None), "502", 1_000, place)).collect();
        assert_eq!(told, [false, false, true, false], "once, when it counts as down");
        assert!(!health.is_open(1_000) && health.is_open(1_000 + 15 * 60_000));
        health.well();
        assert!(health.is_open(0));
        assert!(health.failed(Remedy::Pause, "401", 0, place) && !health.failed(Remedy::Pause, "401", 0, place));
        assert!(!health.is_open(u64::MAX));
    }
}
