//! The JSON Schema of `aloud.toml`, by which editors complete it: made of the types that read it, and of what people may write.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use super::choices::Choices;
use super::fetch::HeaderText;
use super::keys::{AUDIO_BASE, LISTS, OF_MASTER};
use crate::audio::Depth;
use crate::channel::CHANNEL_KEYS;
use crate::language::Language;
use crate::master::{LoudnessChoice, Output, Track};
use crate::secrets::KeyPlace;
use crate::store::bucket::BucketUrl;

/// Returns the schema of `aloud.toml`.
#[must_use]
pub fn settings_schema() -> Value {
    let settings = SchemaSettings::draft2020_12().for_deserialize();
    let mut schema = settings.into_generator().into_root_schema_for::<Choices>().to_value();
    schema["title"] = json!("aloud.toml");
    schema["description"] = json!("Settings of aloud. A flag wins over an environment variable, that over this file.");
    lenient(&mut schema);
    schema
}

/// Adds the forms that are brought into the usual one when the file is read.
fn lenient(schema: &mut Value) {
    let master = schema["$defs"]["MasterChoices"]["properties"].clone();
    let feed = schema["$defs"]["Channel"]["properties"].clone();
    let also_text = |property: &mut Value| {
        let usual = property.take();
        *property = json!({ "anyOf": [usual, { "type": "string" }] });
    };
    also_text(&mut schema["$defs"]["MasterChoices"]["properties"]["format"]);
    for key in ["story", "keep", "drop"] {
        also_text(&mut schema["$defs"]["Rules"]["properties"][key]);
    }
    let properties = &mut schema["properties"];
    for key in LISTS {
        also_text(&mut properties[key]);
    }
    voices(schema);
    let properties = &mut schema["properties"];
    // All other keys of a channel are settings like those of the file.
    let own: serde_json::Map<_, _> = CHANNEL_KEYS.iter().map(|key| ((*key).to_owned(), json!(true))).collect();
    properties["channel"]["items"] = json!({ "type": "object", "properties": own, "required": ["name"] });
    // Keys of [master] may stand where flags would.
    for key in OF_MASTER {
        if master[key].is_object() {
            properties[key] = master[key].clone();
        }
    }
    also_text(&mut properties["format"]);
    let mut base = feed[AUDIO_BASE].clone();
    base["description"] = json!(
        "Public address of the folder of narrations, for feeds, players, embeds and events; a key of `[feed]` too"
    );
    properties[AUDIO_BASE] = base;
}

/// Describes `[voices]`: the folder, or a table of it, voices by language and by what they say.
fn voices(schema: &mut Value) {
    let by_role = &mut schema["$defs"]["RoleVoices"];
    by_role["additionalProperties"] = json!({ "type": "string" });
    by_role["properties"]["folder"] = json!({ "type": "string", "description": "The folder of your own voice files" });
    let properties = &mut schema["properties"];
    if let Some(properties) = properties.as_object_mut() {
        // Their order is that of the page of keys.
        *properties = std::mem::take(properties).into_iter().filter(|(key, _)| key != "roles").collect();
    }
    properties["voices"] = json!({
        "description": "The folder of your own voice files, or a table of what follows and of voices by language: `de = \"…\"`",
        "anyOf": [{ "type": "string" }, { "$ref": "#/$defs/RoleVoices" }]
    });
}

/// Describes types that are read from a text or a table by hand.
macro_rules! described {
    ($($type:ident: $schema:tt)+) => {
        $(impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        })+
    };
}

described! {
    Language: { "type": "string", "description": "A BCP 47 tag, such as en or de-AT", "examples": ["de"] }
    BucketUrl: { "type": "string", "description": "A folder of a bucket", "pattern": "^s3://", "examples": ["s3://bucket/folder"] }
    Output: { "type": "string", "description": "mp3, opus, m4a, flac, vtt, srt, chapters, html, txt, waveform, svg or png", "examples": ["mp3"] }
    Depth: { "type": "integer", "enum": [16, 24] }
    Track: { "type": ["integer", "string"], "description": "name, or a number from 1 to 9999", "examples": ["name"] }
    LoudnessChoice: { "type": ["string", "number"], "description": "podcast, ebu-r128, alexa, acx, off, or LUFS from -40 to -12", "examples": ["podcast"] }
    KeyPlace: {
        "description": "Where a key is kept, never the key itself",
        "oneOf": [
            { "type": "object", "properties": { "env": { "type": "string" } }, "required": ["env"], "additionalProperties": false },
            { "type": "object", "properties": { "file": { "type": "string" } }, "required": ["file"], "additionalProperties": false }
        ]
    }
    HeaderText: {
        "description": "A header's text, or where it is kept: { env = \"NAME\" } or { file = \"PATH\" }",
        "type": ["string", "object"]
    }
}
