//! The files that a voice file names, in their places.

use std::path::Path;

use crate::secrets::placed;
use crate::weights::WeightsFolder;

/// Puts the path of a file where a setting says `{ file = "PATH" }` or `{ weights = "NAME" }`.
pub(super) fn place(value: &mut toml::Value, folder: &Path) {
    match value {
        toml::Value::Array(items) => items.iter_mut().for_each(|item| place(item, folder)),
        toml::Value::Table(table) if table.len() == 1 => {
            if let Some(file) = table.get("file").and_then(|file| file.as_str()) {
                *value = placed(Path::new(file), folder).to_string_lossy().into_owned().into();
            } else if let Some(name) = table.get("weights").and_then(|name| name.as_str())
                && let Some(weights) = WeightsFolder::of_the_user()
            {
                *value = weights.place(name).to_string_lossy().into_owned().into();
            }
        }
        _ => {}
    }
}

/// Returns a program that is named by its place as such: a bare name would be looked for on the search path.
pub(super) fn as_path(program: &toml::Value) -> toml::Value {
    let bare = program.as_str().filter(|name| Path::new(name).components().count() == 1);
    bare.map_or_else(|| program.clone(), |name| format!("./{name}").into())
}
