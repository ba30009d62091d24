//! Many articles: several at once within the engine's limits, each outcome told as soon as it is known.

mod again;
mod article;
mod deliver;
mod duplicates;
mod fair_queue;
mod outcome;
mod overview;
mod prepare;
mod run;
mod survey;
mod vain;
mod ways;
mod work;

pub use again::{again, narrate};
pub use article::made;
pub use deliver::{Parcel, deliver};
#[cfg(feature = "cli")]
pub(crate) use fair_queue::{FairQueue, InTurn};
pub use outcome::{ArticleReport, Finished, Outcome};
pub use overview::{Item, Outlook, Overview, Status, overview};
pub use prepare::{NotPrepared, is_chosen, prepare};
pub use run::run;
pub use survey::{Forecast, Surveyed, survey};
pub use ways::Ways;
pub use work::{Batch, Lists};
