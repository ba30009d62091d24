//! The editor's desk: narrations listened to, mended and approved in a browser, by a page of this machine. It holds the folder
//! of narrations while it is open, or is a part of the service that does. What it changes are files: edits beside the narrations, and the house's lexicon.

mod answer;
mod applied;
mod article_page;
mod article_text;
mod beside;
mod by_rule;
mod concordance;
#[allow(clippy::module_inception, reason = "a type is in the file named after it, this one too")]
mod desk;
mod dry_run;
mod entry;
mod event;
mod events;
mod fix;
mod frame;
mod gate;
mod heard;
mod history;
mod house;
mod let_in;
mod list;
mod list_page;
mod manner;
mod names;
mod opened;
mod own_recording;
mod panel;
mod peaks;
mod refusal;
mod respeak;
mod review;
mod room;
mod router;
mod rules;
mod settings_file;
mod sound;
mod standing;
mod vocabulary;
mod way;
mod wording;

pub use desk::{Desk, Setup};
pub use gate::Gate;
pub use router::{Serving, run};
pub use way::{ReadAgain, Way};
