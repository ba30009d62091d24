//! Buckets of S3-compatible storage: how a folder of one is named, how the service is reached, and what is asked of it.
//! A build without the feature `s3` can name a bucket and not open it.

#[cfg(not(feature = "s3"))]
mod absent;
mod error;
#[cfg(feature = "s3")]
mod open;

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use secrecy::SecretString;
use serde::Deserialize;

use crate::secrets::KeyPlace;

#[cfg(not(feature = "s3"))]
pub use absent::Bucket;
pub use error::BucketError;
#[cfg(feature = "s3")]
pub use open::Bucket;

/// The region that services other than Amazon's want to hear, and Amazon's own first.
const DEFAULT_REGION: &str = "us-east-1";

/// A folder of a bucket, written `s3://bucket/folder`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct BucketUrl {
    bucket: String,
    /// Without a slash at either end; empty for the whole bucket.
    folder: String,
}

/// How a storage service is reached: the table `[s3]` of the settings file.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct S3Settings {
    /// Address of a service that is not Amazon's, such as `https://s3.example.org`.
    pub endpoint: Option<String>,
    /// Region of the bucket; without it `us-east-1`.
    pub region: Option<String>,
    /// Where `aloud publish s3` puts narrations; this and the rest are set in `aloud.toml` alone.
    pub url: Option<BucketUrl>,
    /// Where the id of the access key is kept; without it the environment variable `AWS_ACCESS_KEY_ID`.
    pub key_id: Option<KeyPlace>,
    /// Where the secret access key is kept; without it `AWS_SECRET_ACCESS_KEY`.
    pub secret: Option<KeyPlace>,
    /// Where the token of a key lent for a while is kept; without it `AWS_SESSION_TOKEN`, if that is set.
    pub session_token: Option<KeyPlace>,
    /// For how many seconds browsers may play what is published without asking whether it changed.
    pub max_age_seconds: Option<u32>,
}

/// A service and the key to it.
#[derive(Debug, Clone)]
pub struct Access {
    /// The service's address, where it is not Amazon's.
    pub endpoint: Option<String>,
    /// The bucket's region.
    pub region: String,
    /// The id of the access key.
    pub key_id: SecretString,
    /// The secret access key.
    pub secret: SecretString,
    /// The token of a key that is lent for a while.
    pub session_token: Option<SecretString>,
}

/// What an object's own headers say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Label {
    /// Its media type.
    pub media_type: Option<String>,
    /// How long it may be kept by browsers and by caches on the way.
    pub cache_control: Option<String>,
    /// The BLAKE3 hash of its bytes, in hexadecimal.
    pub hash: Option<String>,
}

/// What is to be stored.
#[derive(Debug, Clone, Copy)]
pub enum Stored<'a> {
    /// These bytes.
    Bytes(&'a [u8]),
    /// What is in a file.
    File(&'a Path),
}

impl BucketUrl {
    /// Returns the whole name of an object in the folder.
    #[cfg(feature = "s3")]
    fn key(&self, name: &str) -> String {
        if self.folder.is_empty() { name.to_owned() } else { format!("{}/{name}", self.folder) }
    }

    /// Returns the address of an object in the folder.
    #[must_use]
    pub fn join(&self, name: &str) -> String {
        format!("{self}/{name}")
    }
}

impl FromStr for BucketUrl {
    type Err = BucketError;

    fn from_str(text: &str) -> Result<Self, BucketError> {
        let (bucket, folder) =
            text.strip_prefix("s3://").map(|rest| rest.split_once('/').unwrap_or((rest, ""))).unzip();
        let bucket = bucket.unwrap_or_default();
        let folder = folder.unwrap_or_default().trim_matches('/');
        // Amazon's rules for names of buckets; other services take no others.
        let is_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
        let is_folder = folder.is_empty() || folder.split('/').all(|part| !matches!(part, "" | "." | ".."));
        if (3..=63).contains(&bucket.len()) && bucket.bytes().all(is_name) && is_folder {
            Ok(Self { bucket: bucket.to_owned(), folder: folder.to_owned() })
        } else {
            Err(BucketError::NoAddress { text: text.to_owned() })
        }
    }
}

impl TryFrom<String> for BucketUrl {
    type Error = BucketError;

    fn try_from(text: String) -> Result<Self, BucketError> {
        text.parse()
    }
}

impl fmt::Display for BucketUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let slash = if self.folder.is_empty() { "" } else { "/" };
        write!(f, "s3://{}{slash}{}", self.bucket, self.folder)
    }
}

impl S3Settings {
    /// Counts the key files named from a folder.
    pub fn count_from(&mut self, base: &Path) {
        let keys = [&mut self.key_id, &mut self.secret, &mut self.session_token];
        keys.into_iter().flatten().for_each(|place| place.count_from(base));
    }

    /// Gets the key by `get` and gives how the service is reached.
    ///
    /// # Errors
    /// Those of `get`.
    pub fn access<E>(&self, get: impl Fn(&KeyPlace) -> Result<SecretString, E>) -> Result<Access, E> {
        let own =
            |place: &Option<KeyPlace>, name: &str| place.clone().unwrap_or_else(|| KeyPlace::Env(name.to_owned()));
        let session_token = match &self.session_token {
            Some(place) => Some(get(place)?),
            // Keys that are not lent have none.
            None => get(&KeyPlace::Env("AWS_SESSION_TOKEN".to_owned())).ok(),
        };
        Ok(Access {
            endpoint: self.endpoint.clone(),
            region: self.region.clone().unwrap_or_else(|| DEFAULT_REGION.to_owned()),
            key_id: get(&own(&self.key_id, "AWS_ACCESS_KEY_ID"))?,
            secret: get(&own(&self.secret, "AWS_SECRET_ACCESS_KEY"))?,
            session_token,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_buckets_are_read_and_written() {
        for (text, written) in [
            ("s3://audio", "s3://audio"),
            ("s3://audio/", "s3://audio"),
            ("s3://my.audio-2/2026/stories/", "s3://my.audio-2/2026/stories"),
        ] {
            let url: BucketUrl = text.parse().unwrap();
            assert_eq!(url.to_string(), written);
            assert_eq!(url.join("a.wav"), format!("{written}/a.wav"));
        }
        for wrong in [
            "audio",
            "s3:/audio",
            "s3://",
            "s3://ab",
            "s3://Audio",
            "s3://a b c",
            "s3://audio/a//b",
            "s3://audio/../b",
            "https://s3.example.org/audio",
        ] {
            assert!(matches!(wrong.parse::<BucketUrl>(), Err(BucketError::NoAddress { .. })), "{wrong}");
        }
    }

    #[test]
    fn keys_come_from_the_usual_variables_unless_the_settings_name_others() {
        let get = |place: &KeyPlace| match place {
            KeyPlace::Env(name) if name != "AWS_SESSION_TOKEN" => Ok(SecretString::from(name.as_str())),
            _ => Err(()),
        };
        let settings = S3Settings { secret: Some(KeyPlace::Env("MINE".to_owned())), ..S3Settings::default() };
        let access = settings.access(get).unwrap();
        let shown = |secret: &SecretString| secrecy::ExposeSecret::expose_secret(secret).to_owned();
        assert_eq!((shown(&access.key_id).as_str(), shown(&access.secret).as_str()), ("AWS_ACCESS_KEY_ID", "MINE"));
        assert!(access.session_token.is_none() && access.region == "us-east-1");
        assert!(!format!("{access:?}").contains("MINE"));
    }
}
