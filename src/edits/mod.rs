//! What editors changed: one small file a narration, readable and made for version control, applied wherever the article is
//! narrated. Each edit is anchored in the words it is about and is found again in a changed text, or told as lost; never
//! guessed.

mod anchor;
mod apply;
mod differ;
mod edit;
mod error;
mod file;
mod place;
mod shelf;
mod words;

pub use anchor::Anchor;
pub use apply::Applied;
pub use differ::difference;
pub use edit::{Change, Edit, Edits, Said, Standing, VERSION};
pub use error::EditsError;
#[cfg(feature = "cli")]
pub(crate) use file::File;
pub use file::{ENDING, SPEEDS};
pub use shelf::{Shelf, Shelved};
pub use words::{normal, occurrences};

#[cfg(test)]
mod tests;
