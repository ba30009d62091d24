//! The kinds of hooks there are, by how they are signed and what they look like.

use serde::Deserialize;

/// A kind of hook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HookKind {
    /// Ghost's webhooks.
    Ghost,
    /// Our own: the WordPress plugin's, and whoever signs as our outgoing webhook does.
    Aloud,
    /// Contentful's.
    Contentful,
    /// Sanity's.
    Sanity,
    /// Strapi's, by a header that stays the same.
    Strapi,
    /// Those of Directus' flows, likewise.
    Directus,
    /// `X-Hub-Signature-256`, as Drupal's module, GitHub and WebSub sign.
    #[serde(alias = "drupal", alias = "hub")]
    Github,
    /// Standard Webhooks.
    Standard,
    /// Anything, by a header or a word in the address that stays the same.
    Bearer,
}
