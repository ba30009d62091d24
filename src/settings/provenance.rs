//! How recordings are signed: the table `[provenance]` and its flags.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::error::SettingsError;
use crate::master::{Algorithm, ProvenanceError, SigningTerms, Use, certificates};
use crate::secrets::KeyPlace;

/// The variable that holds the key where no other place is named.
const KEY_VARIABLE: &str = "ALOUD_SIGN_KEY";

/// How recordings are signed, as far as somebody says so.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, clap::Args, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ProvenanceChoices {
    /// Sign recordings (C2PA); needs a build with the feature `provenance`
    #[arg(long)]
    pub sign: bool,
    /// Certificate chain: a PEM file, or PEM itself in the variable
    #[arg(long = "sign-certificate", env = "ALOUD_SIGN_CERTIFICATE", value_name = "FILE")]
    pub certificate: Option<String>,
    /// Key of the certificate, a PEM file [default: PEM itself in the environment variable ALOUD_SIGN_KEY]
    #[arg(long = "sign-key", value_name = "FILE")]
    #[serde(skip)]
    pub sign_key: Option<PathBuf>,
    /// Where the key is kept; set in `aloud.toml` alone.
    #[arg(skip)]
    pub key: Option<KeyPlace>,
    /// The key's algorithm; set in `aloud.toml` alone.
    #[arg(skip)]
    pub algorithm: Option<Algorithm>,
    /// Time stamping authority, RFC 3161 [default: none]
    #[arg(long = "sign-authority", env = "ALOUD_SIGN_AUTHORITY", value_name = "URL")]
    pub authority: Option<String>,
    /// Whether machines may be trained on the recordings; set in `aloud.toml` alone.
    #[arg(skip)]
    pub training_mining: Option<Use>,
}

/// How recordings are signed, and where the key is.
#[derive(Debug, Clone, PartialEq)]
pub struct SigningChoice {
    /// How.
    pub terms: SigningTerms,
    /// Where the key is kept.
    pub key: KeyPlace,
}

impl ProvenanceChoices {
    /// Settles each: what was typed first, then the file.
    pub(super) fn settle(self, file: Self) -> Result<Option<SigningChoice>, SettingsError> {
        if !self.sign && !file.sign {
            return Ok(None);
        }
        let authority = self.authority.or(file.authority);
        if let Some(authority) = authority.as_ref().filter(|authority| !is_web(authority)) {
            return Err(SettingsError::Authority { authority: authority.clone() });
        }
        let certificate = self.certificate.or(file.certificate);
        let terms = SigningTerms {
            // A build that cannot sign says so when it is to, and not for want of a certificate.
            certificate: match certificate {
                Some(certificate) => certificates(&certificate)?,
                None if cfg!(feature = "provenance") => return Err(ProvenanceError::NotNamed.into()),
                None => String::new(),
            },
            algorithm: file.algorithm.unwrap_or_default(),
            authority,
            training_mining: file.training_mining,
        };
        let key = self.sign_key.map(KeyPlace::File).or(file.key);
        Ok(Some(SigningChoice { terms, key: key.unwrap_or_else(|| KeyPlace::Env(KEY_VARIABLE.to_owned())) }))
    }

    /// Counts the files named from a folder.
    pub(super) fn count_from(&mut self, base: &Path) {
        if let Some(certificate) = &mut self.certificate {
            *certificate = base.join(&*certificate).to_string_lossy().into_owned();
        }
        if let Some(key) = &mut self.key {
            key.count_from(base);
        }
    }
}

fn is_web(address: &str) -> bool {
    url::Url::parse(address).is_ok_and(|url| ["http", "https"].contains(&url.scheme()))
}
