//! The bucket that machines share, opened as the settings say.

use super::failure::Result;
use crate::secrets::Keyring;
use crate::settings::Settings;
use crate::store::bucket::{Bucket, BucketError, BucketUrl};

/// Opens the bucket that machines share, where the settings name one.
pub(super) async fn bucket(settings: &Settings, keyring: &Keyring) -> Result<Option<Bucket>> {
    settings.check_secrets()?;
    match settings.store.clone() {
        Some(url) => open_bucket(url, settings, keyring).await.map(Some),
        None => Ok(None),
    }
}

/// Opens a bucket with the key that the settings name, and makes sure that it can be used.
pub(super) async fn open_bucket(url: BucketUrl, settings: &Settings, keyring: &Keyring) -> Result<Bucket> {
    if cfg!(not(feature = "s3")) {
        return Err(BucketError::NotBuilt.into());
    }
    let bucket = Bucket::open(url, &settings.s3.access(|place| keyring.key(place))?)?;
    bucket.check().await?;
    Ok(bucket)
}
