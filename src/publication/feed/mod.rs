//! Feeds of narrations: a podcast as RSS 2.0 and a JSON Feed of our own, and enclosures added to a feed that is there.
//!
//! Nothing in them depends on when they are written: while the narrations are the same, so are the bytes.

mod channel;
mod check;
mod existing;
mod json;
mod rss;
pub(super) mod spans;
mod without;

pub use channel::{Channel, Feed, JSON_NAME, RSS_NAME};
pub use check::Complaint;
pub use existing::{Amended, FeedError, amend};
pub use without::{NAMES, without};
