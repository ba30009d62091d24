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
use crate::master::Manifest;
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
        ("manifest", written::<Manifest>("The manifest beside each narration")),
        ("narrate", written::<outcome::Line<'_>>("A line of aloud narrate --json")),
        ("dry-run", written::<plan::Line<'_>>("A line of aloud narrate --dry-run --json")),
        ("status", written::<status::Line<'_>>("A line of aloud status --json")),
        ("doctor", written::<doctor::Row>("A line of aloud doctor --json")),
        ("listen", written::<listen::Line<'_>>("A line of aloud listen --json")),
        ("verify", written::<verify::Line<'_>>("A line of aloud verify --json")),
        ("publish", written::<publish::Line<'_>>("A line of aloud publish --json")),
        ("posts", written::<posts::Line<'_>>("A line of aloud publish --status --json")),
    ]
}

/// Returns the schema of what is written.
fn written<T: JsonSchema>(title: &str) -> Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<T>().to_value();
    schema["title"] = json!(title);
    schema
}
