//! Finished narrations taken to a depot, every file under the hash of its bytes.

use crate::master::Master;
use crate::store::{SharedStore, StoreError};

/// The objects that a narration is in a depot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// The manifest.
    pub manifest: String,
    /// The audio, then the files beside it in the manifest's order.
    pub files: Vec<String>,
}

/// Takes a narration to a depot; what is there already is not sent again. The manifest goes last: where it is, all is.
///
/// # Errors
/// When a file cannot be read or the depot does not take it.
pub async fn deliver(master: &Master, depot: &SharedStore) -> Result<Parcel, StoreError> {
    let mut files = vec![depot.put_file(&master.audio).await?];
    for beside in &master.manifest.files {
        files.push(depot.put_file(&master.audio.with_file_name(&beside.file)).await?);
    }
    Ok(Parcel { manifest: depot.put_file(&master.manifest_path).await?, files })
}
