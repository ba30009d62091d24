//! Puts narrations where readers are, by what their manifests say: on pages, in feeds, into content systems.

mod address;
pub mod companions;
mod embed;
mod episode;
mod error;
pub mod feed;
mod full_text;
mod ghost;
mod links;
pub mod narrations;
pub mod page;
mod player;
mod post_status;
mod posts;
mod publisher;
mod s3;
mod schema;
mod text;
mod upload;
mod web;
mod webhook;
mod wordpress;

pub use embed::{Embed, write_embed};
pub use episode::{Episode, episodes};
pub use error::PublishError;
pub use full_text::FullText;
pub use ghost::{Ghost, GhostSettings};
pub use links::AudioBase;
pub use narrations::Narrations;
pub use player::{FILE_NAME as PLAYER_FILE_NAME, SCRIPT as PLAYER_SCRIPT};
pub use post_status::{Changes, PostStatus, standing};
pub use posts::{Choice, Post, Term};
pub use publisher::{Cms, Outcome, Publisher, Run};
pub use s3::S3;
pub use webhook::{Webhook, WebhookSettings};
pub use wordpress::{WordPress, WordPressSettings};
