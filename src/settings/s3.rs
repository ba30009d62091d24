//! How storage services are reached, as it is typed.

use crate::store::bucket::S3Settings;

/// How a storage service is reached, as it is typed.
#[derive(Debug, Clone, Default, PartialEq, clap::Args)]
pub struct S3Choices {
    /// Address of a service other than Amazon's, such as `https://s3.example.org`
    #[arg(long, env = "ALOUD_ENDPOINT", value_name = "URL")]
    pub endpoint: Option<String>,
    /// Region of the bucket [default: us-east-1]
    #[arg(long, env = "AWS_REGION", value_name = "NAME")]
    pub region: Option<String>,
}

impl S3Choices {
    /// Settles each: what was typed first, then the file.
    #[must_use]
    pub fn over(self, file: S3Settings) -> S3Settings {
        S3Settings { endpoint: self.endpoint.or(file.endpoint), region: self.region.or(file.region), ..file }
    }
}
