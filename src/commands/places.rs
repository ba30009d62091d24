//! The places that narrations are published at, made from their tables in the settings.

use std::sync::Arc;

use clap::ValueEnum as _;

use super::failure::Result;
use super::open_bucket;
use crate::channel::{CmsKind, Place, PlaceKind, PlaceSettings};
use crate::cli::Receiver;
use crate::publication::{AudioBase, Cms, Drupal, Ghost, Headless, PublishError, Publisher, S3, Webhook, WordPress};
use crate::secrets::Keyring;
use crate::settings::Settings;

/// Makes places, once it is sure that they may be sent their secrets.
pub(super) struct Places<'a> {
    settings: &'a Settings,
    keyring: &'a Keyring,
}

/// A place, made.
pub(super) enum Made {
    /// One that tells what posts it has.
    Cms(Arc<dyn Cms>),
    /// A bucket, where more than the narrations goes along.
    Bucket(Box<S3>),
    /// Any other.
    Other(Box<dyn Publisher>),
}

impl<'a> Places<'a> {
    /// Looks at the tables of the settings.
    ///
    /// # Errors
    /// When the file that names places was only found, and its folder is not trusted.
    pub(super) fn of(settings: &'a Settings, keyring: &'a Keyring) -> Result<Self> {
        settings.check_places()?;
        Ok(Self { settings, keyring })
    }

    /// Returns the kinds of places that the settings name.
    pub(super) fn named(&self) -> impl Iterator<Item = Receiver> {
        let Settings { wordpress, ghost, drupal, headless, webhook, s3, .. } = self.settings;
        let is_named = move |kind: &Receiver| match kind {
            Receiver::Wordpress => wordpress.is_some(),
            Receiver::Ghost => ghost.is_some(),
            Receiver::Drupal => drupal.is_some(),
            Receiver::Headless => headless.is_some(),
            Receiver::Webhook => webhook.is_some(),
            Receiver::S3 => s3.url.is_some(),
        };
        Receiver::value_variants().iter().copied().filter(is_named)
    }

    /// Makes a place; of all, only a bucket is asked whether it can be used.
    ///
    /// # Errors
    /// When the settings have no such table, its key is not to be found, or what it says does not do.
    pub(super) async fn make(&self, kind: Receiver) -> Result<Made> {
        let Self { settings, keyring } = *self;
        Ok(match kind {
            Receiver::Wordpress => Made::Cms(self.cms(CmsKind::WordPress)?),
            Receiver::Ghost => Made::Cms(self.cms(CmsKind::Ghost)?),
            Receiver::Drupal => {
                let table = settings.drupal.as_ref().ok_or_else(|| missing("drupal"))?;
                Made::Other(Box::new(Drupal::new(table, &keyring.key(&table.password)?)?))
            }
            Receiver::Headless => {
                let table = settings.headless.as_ref().ok_or_else(|| missing("headless"))?;
                Made::Other(Box::new(Headless::new(table, &keyring.key(&table.key)?)?))
            }
            Receiver::Webhook => {
                let table = settings.webhook.as_ref().ok_or_else(|| missing("webhook"))?;
                Made::Other(Box::new(Webhook::new(table, &keyring.key(&table.secret)?, keyring.clock())?))
            }
            Receiver::S3 => Made::Bucket(Box::new(self.bucket().await?)),
        })
    }

    /// Makes a content system whose posts can be followed.
    ///
    /// # Errors
    /// As for [`make`](Self::make).
    pub(super) fn cms(&self, kind: CmsKind) -> Result<Arc<dyn Cms>> {
        Ok(match kind {
            CmsKind::Ghost => Arc::new(self.ghost()?),
            CmsKind::WordPress => {
                let table = self.settings.wordpress.as_ref().ok_or_else(|| missing("wordpress"))?;
                Arc::new(WordPress::new(table, &self.keyring.key(&table.password)?)?)
            }
        })
    }

    /// Makes the Ghost site.
    ///
    /// # Errors
    /// As for [`make`](Self::make).
    pub(super) fn ghost(&self) -> Result<Ghost> {
        let table = self.settings.ghost.as_ref().ok_or_else(|| missing("ghost"))?;
        Ok(Ghost::new(table, &self.keyring.key(&table.key)?, self.keyring.clock())?)
    }

    /// Opens the bucket that is published from.
    ///
    /// # Errors
    /// As for [`make`](Self::make).
    pub(super) async fn bucket(&self) -> Result<S3> {
        let no_address = || PublishError::Setting { place: "s3", message: "`[s3]` has no `url`".to_owned() };
        let url = self.settings.s3.url.clone().ok_or_else(no_address)?;
        Ok(S3::new(open_bucket(url, self.settings, self.keyring).await?, self.settings.s3.max_age_seconds))
    }

    /// Makes one of the places of a channel of `aloud run`.
    ///
    /// # Errors
    /// As for [`make`](Self::make), and when it is not said where the narrations are published.
    pub(super) async fn of_channel(&self, place: &PlaceSettings, all: &[PlaceSettings]) -> Result<Place> {
        let (feed, feed_base) = (&self.settings.feed, self.settings.feed.audio_base.as_deref());
        Ok(match (place.to, receiver(place.to)) {
            (_, Some(kind)) => self.make(kind).await?.into_place(),
            (PlaceKind::Attach, None) => Place::Pages {
                folder: place.pages.clone().unwrap_or_default(),
                base: AudioBase::of_place("attach", place.audio_base.as_deref().or(feed_base).unwrap_or_default())?,
            },
            (_, None) => {
                let base = AudioBase::of_place("feed", feed_base.unwrap_or_default())?;
                // What is beside the narrations in the bucket is read from there.
                let goes_along = all.iter().any(|place| place.to == PlaceKind::S3);
                let bucket = if goes_along { Some(self.bucket().await?) } else { None };
                Place::Feed { channel: Box::new(feed.clone()), base, bucket }
            }
        })
    }
}

impl Made {
    pub(super) fn publisher(&self) -> &dyn Publisher {
        match self {
            Self::Cms(cms) => cms.as_ref(),
            Self::Bucket(bucket) => bucket.as_ref(),
            Self::Other(publisher) => publisher.as_ref(),
        }
    }

    /// Returns it as a place that narrations are put on and taken off.
    pub(super) fn into_place(self) -> Place {
        match self {
            Self::Cms(cms) => Place::Cms(cms),
            Self::Bucket(bucket) => Place::Publisher(bucket),
            Self::Other(publisher) => Place::Publisher(publisher),
        }
    }
}

/// Returns the kind of a place that has a table of its own.
fn receiver(kind: PlaceKind) -> Option<Receiver> {
    Some(match kind {
        PlaceKind::WordPress => Receiver::Wordpress,
        PlaceKind::Ghost => Receiver::Ghost,
        PlaceKind::Drupal => Receiver::Drupal,
        PlaceKind::Headless => Receiver::Headless,
        PlaceKind::Webhook => Receiver::Webhook,
        PlaceKind::S3 => Receiver::S3,
        PlaceKind::Feed | PlaceKind::Attach => return None,
    })
}

fn missing(place: &'static str) -> PublishError {
    PublishError::Setting { place, message: format!("the settings have no table `[{place}]`") }
}
