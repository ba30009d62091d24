//! Proof of where a recording comes from: C2PA manifests, signed with the publisher's key, read again by anybody. Built in with the cargo
//! feature `provenance`.

#[cfg(not(feature = "provenance"))]
mod absent;
mod certificates;
mod error;
#[cfg(feature = "provenance")]
mod keys;
#[cfg(feature = "provenance")]
mod read;
mod seal;
#[cfg(feature = "provenance")]
mod sign;
mod signature;
mod signed_article;
mod signing;
#[cfg(feature = "provenance")]
mod stamp;
mod terms;

pub use certificates::certificates;
pub use error::ProvenanceError;
pub use seal::{can_sign, make_keys};
pub use signed_article::SignedArticle;
pub use signing::Signing;
pub use terms::{Algorithm, SigningTerms, Use};

pub(super) use signature::signature;
