//! What an article says, apart from how it was marked up: metadata and blocks of text. Parsing never fails.

mod block;
mod byline;
mod date;
#[allow(clippy::module_inception, reason = "a type stands in the file named after it, this one too")]
mod document;
mod formula;
mod html;
mod markdown;
mod mended;
mod merge;
mod metadata;
mod notices;
mod plain;
mod read;
mod reason;
mod rule;
mod selection;
mod site_page;
mod story;
mod table;
mod text;
mod unpublished;
mod verse;
mod wishes;

pub use block::{Block, BlockKind, Foreign, Pause, Verdict};
pub use document::Document;
pub use metadata::Metadata;
pub use read::read;
pub use reason::{Grounds, Reason};
pub use rule::Rule;
pub use selection::{BadSelector, Part, Rules, Selection, Site};
pub use site_page::{SitePage, site_page};
pub use story::{NoStory, judge};
pub use unpublished::{Unpublished, published};
pub use verse::LINE_END;
pub use wishes::{HIGHEST_TRACK, Wishes, track_number};
