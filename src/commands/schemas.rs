//! `aloud schemas`: JSON Schemas of what is read and written, from the types that read and write it.

use std::fs;
use std::io::{Write, stdout};
use std::process::ExitCode;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::failure::{Context, Result};
use super::{doctor, listen, outcome, plan, posts, publish, status, verify};
use crate::cli::Schemas;
use crate::edits;
use crate::master::Manifest;
use crate::publication::Delivery;
use crate::settings::settings_schema;

/// Writes each schema into the folder.
pub(super) fn run(typed: &Schemas) -> Result<ExitCode> {
    let folder = &typed.folder;
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    for (name, schema) in schemas() {
        let path = folder.join(format!("{name}.schema.json"));
        let text = serde_json::to_string_pretty(&schema)? + "\n";
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        writeln!(stdout(), "written  {}", path.display())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Returns every schema by its name.
fn schemas() -> Vec<(&'static str, Value)> {
    vec![
        ("aloud.toml", settings_schema()),
        ("edits", read::<edits::File>("What editors changed in a narration: NAME.edits.toml")),
        ("manifest", written::<Manifest>("The manifest beside each narration")),
        ("narrate", written::<outcome::Line<'_>>("A line of aloud narrate --json")),
        ("dry-run", written::<plan::Line<'_>>("A line of aloud narrate --dry-run --json")),
        ("status", written::<status::Line<'_>>("A line of aloud status --json")),
        ("doctor", written::<doctor::Row>("A line of aloud doctor --json")),
        ("listen", written::<listen::Line<'_>>("A line of aloud listen --json")),
        ("verify", written::<verify::Line<'_>>("A line of aloud verify --json")),
        ("publish", written::<publish::Line<'_>>("A line of aloud publish --json")),
        ("posts", written::<posts::Line<'_>>("A line of aloud publish --status --json")),
        (
            "webhook",
            written::<Delivery<'_>>("What aloud publish webhook, and a channel with a webhook, posts of a narration"),
        ),
    ]
}

/// Returns the schema of what people write.
fn read<T: JsonSchema>(title: &str) -> Value {
    entitled::<T>(title, SchemaSettings::draft2020_12().for_deserialize())
}

/// Returns the schema of what is written.
fn written<T: JsonSchema>(title: &str) -> Value {
    entitled::<T>(title, SchemaSettings::draft2020_12().for_serialize())
}

fn entitled<T: JsonSchema>(title: &str, settings: SchemaSettings) -> Value {
    let mut schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    schema["title"] = json!(title);
    schema
}
