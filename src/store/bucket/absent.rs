//! The bucket of a build that knows nothing of them: it cannot be opened, so nothing can be asked of it.

use std::io::{Seek, Write};

use super::{Access, BucketError, BucketUrl, Label, Stored};

/// A bucket, which this build cannot open.
#[derive(Debug, Clone)]
pub enum Bucket {}

impl Bucket {
    /// Opens nothing.
    ///
    /// # Errors
    /// Always.
    pub fn open(_url: BucketUrl, _access: &Access) -> Result<Self, BucketError> {
        Err(BucketError::NotBuilt)
    }

    /// Returns the folder it is.
    #[must_use]
    pub fn url(&self) -> &BucketUrl {
        match *self {}
    }

    /// Looks whether the bucket is there and the key may use it.
    ///
    /// # Errors
    /// There is nobody to ask.
    pub async fn check(&self) -> Result<(), BucketError> {
        match *self {}
    }

    /// Returns what an object says of itself.
    ///
    /// # Errors
    /// There is nobody to ask.
    pub async fn find(&self, _name: &str) -> Result<Option<Label>, BucketError> {
        match *self {}
    }

    /// Stores an object.
    ///
    /// # Errors
    /// There is nobody to ask.
    pub async fn put(&self, _name: &str, _stored: Stored<'_>, _label: &Label) -> Result<(), BucketError> {
        match *self {}
    }

    /// Copies an object.
    ///
    /// # Errors
    /// There is nobody to ask.
    pub async fn get(&self, _name: &str, _to: &mut (impl Write + Seek + Send)) -> Result<bool, BucketError> {
        match *self {}
    }

    /// Removes an object.
    ///
    /// # Errors
    /// There is nobody to ask.
    pub async fn remove(&self, _name: &str) -> Result<(), BucketError> {
        match *self {}
    }
}
