//! How recordings are signed, but for the key.

use serde::{Deserialize, Serialize};

/// How recordings are signed, but for the key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SigningTerms {
    /// The certificate and those above it, as PEM.
    pub certificate: String,
    /// The algorithm of its key.
    pub algorithm: Algorithm,
    /// The address of a time stamping authority (RFC 3161).
    pub authority: Option<String>,
    /// Whether machines may be trained on the recording.
    pub training_mining: Option<Use>,
}

/// The algorithms that C2PA knows (C2PA 2.2, section 13.2).
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Algorithm {
    /// ECDSA on P-256.
    #[default]
    Es256,
    /// ECDSA on P-384.
    Es384,
    /// ECDSA on P-521.
    Es512,
    /// RSASSA-PSS with SHA-256.
    Ps256,
    /// RSASSA-PSS with SHA-384.
    Ps384,
    /// RSASSA-PSS with SHA-512.
    Ps512,
    /// EdDSA on Curve25519.
    Ed25519,
}

/// What may be done with a recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Use {
    /// It may.
    Allowed,
    /// It may not.
    NotAllowed,
    /// It may, on terms that the publisher tells.
    Constrained,
}
