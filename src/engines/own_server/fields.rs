//! Values inside an answer of JSON, by their place.

use std::time::Duration;

use serde_json::Value;

/// Returns the value at a place: names with dots between them, numbers for items of lists.
pub(super) fn at<'a>(json: &'a Value, place: &str) -> Option<&'a Value> {
    let names = place.trim_start_matches(['$', '.', '/']).split(['.', '/']);
    names.filter(|name| !name.is_empty()).try_fold(json, |value, name| match value {
        Value::Array(items) => items.get(name.parse::<usize>().ok()?),
        value => value.get(name),
    })
}

/// Returns what a value says of an error; nothing when it says that there is none.
pub(super) fn error(value: &Value) -> Option<String> {
    match value {
        Value::Null | Value::Bool(false) => None,
        Value::String(text) if text.trim().is_empty() => None,
        Value::Number(number) if number.as_f64() == Some(0.0) => None,
        Value::Array(items) if items.is_empty() => None,
        Value::Object(fields) if fields.is_empty() => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// Returns a wait in seconds; nothing when it is none.
pub(super) fn wait(value: &Value) -> Option<Duration> {
    let seconds = value.as_f64().or_else(|| value.as_str()?.trim().trim_end_matches('s').parse().ok())?;
    Duration::try_from_secs_f64(seconds).ok().filter(|wait| !wait.is_zero())
}
