//! Which line belongs into `aloud.toml` in place of one that cannot be read, by the schema of the file.

use std::borrow::Cow;

use serde_json::Value;

use super::schema::settings_schema;

/// Returns what to write in place of a line, where the key on it is one that the file or one of its tables has.
/// `message` tells what is wrong with it; the line's number counts from 1.
pub(super) fn instead(text: &str, line: usize, message: &str) -> Option<String> {
    let schema = Schema(settings_schema());
    let written = text.lines().nth(line.checked_sub(1)?)?;
    let own = written.split(['=', ':']).next().map(|key| key.trim().trim_matches(['"', '\'']))?;
    let key = match message.split_once("did you mean `") {
        Some((_, meant)) => meant.split('`').next()?,
        None if written.trim_start().starts_with('[') => message.split('`').nth(1)?,
        None => own,
    };
    let table = table_at(text, line);
    let place = |table: &str| format!(" below [{table}]");
    let found = match table {
        Some(table) => schema.value(table, key).map(|value| (value, String::new())),
        None => schema.own(key).map(|value| (value, String::new())),
    };
    let found = found.or_else(|| Some((schema.own(key)?, " above the first [table]".to_owned())));
    let (value, place) = found.or_else(|| {
        let tables: Vec<&str> = schema.tables().filter(|table| schema.value(table, key).is_some()).collect();
        let value = schema.value(tables.first()?, key)?;
        Some((value, tables.iter().map(|table| place(table)).collect::<Vec<_>>().join(" or")))
    })?;
    Some(
        match value.strip_prefix('[').is_some_and(|rest| rest.ends_with(']') && rest.starts_with(char::is_alphabetic)) {
            true => format!("write a table {value}"),
            false => format!("write {key} = {value}{place}"),
        },
    )
}

/// Returns the table that a line stands in, if it stands in one; those of channels hold what the file does.
fn table_at(text: &str, line: usize) -> Option<&str> {
    let header = text.lines().take(line.saturating_sub(1)).filter(|line| line.trim_start().starts_with('[')).last()?;
    let name = header.trim().trim_start_matches('[').split(']').next()?.trim();
    let name = name.strip_prefix("channel.").unwrap_or(name);
    (name != "channel").then_some(name)
}

/// The schema of the settings file.
struct Schema(Value);

impl Schema {
    /// Returns an example of what a key at the top of the file holds.
    fn own(&self, key: &str) -> Option<String> {
        let found = &self.0["properties"][key];
        if found.is_null() {
            return None;
        }
        if self.properties(found).is_some() {
            return Some(format!("[{key}]"));
        }
        Some(self.example(found).into_owned())
    }

    /// Returns an example of what a key of a table holds.
    fn value(&self, table: &str, key: &str) -> Option<String> {
        let found = &self.properties(&self.0["properties"][table])?[key];
        (!found.is_null()).then(|| self.example(found).into_owned())
    }

    /// Returns the tables of the file.
    fn tables(&self) -> impl Iterator<Item = &str> {
        let all = self.0["properties"].as_object().into_iter().flatten();
        all.filter(|(_, value)| self.properties(value).is_some()).map(|(name, _)| name.as_str())
    }

    /// Returns the keys of what a key holds, where it holds a table.
    fn properties<'a>(&'a self, value: &'a Value) -> Option<&'a Value> {
        self.forms(value).into_iter().map(|form| &form["properties"]).find(|keys| keys.is_object())
    }

    /// Returns an example of a value: one that the schema gives, its default where that is known, else one of its kind.
    fn example(&self, value: &Value) -> Cow<'static, str> {
        let forms = self.forms(value);
        if let Some(given) = forms.iter().find_map(|form| form["examples"].as_array()?.first()) {
            return given.to_string().into();
        }
        if let Some(items) = forms.iter().map(|form| &form["items"]).find(|items| !items.is_null()) {
            return format!("[{}]", self.example(items)).into();
        }
        let told = forms.iter().find_map(|form| form["description"].as_str()).unwrap_or_default();
        let default = told.split_once("[default: ").and_then(|(_, rest)| rest.split([']', ',', ' ']).next());
        let is = |kind: &str| {
            let named =
                |own: &Value| own == kind || own.as_array().is_some_and(|own| own.iter().any(|own| own == kind));
            forms.iter().any(|form| named(&form["type"]))
        };
        let first = forms.iter().find_map(|form| form["enum"].as_array()?.first());
        if let Some(first) = first.filter(|first| !first.is_null()) {
            return first.to_string().into();
        }
        match default {
            Some(default) if is("boolean") || is("integer") || is("number") => {
                let plain = default.parse::<f64>().is_ok() || ["true", "false"].contains(&default);
                if plain { default.to_owned().into() } else { "1".into() }
            }
            _ if is("boolean") => "true".into(),
            _ if is("string") => "\"…\"".into(),
            _ if is("integer") || is("number") => "1".into(),
            _ => "{ … }".into(),
        }
    }

    /// Returns the forms that a value may have, references followed.
    fn forms<'a>(&'a self, value: &'a Value) -> Vec<&'a Value> {
        let mut forms = vec![value];
        let mut at = 0;
        while let Some(form) = forms.get(at).copied() {
            for list in ["anyOf", "oneOf"] {
                forms.extend(form[list].as_array().into_iter().flatten());
            }
            let name = form["$ref"].as_str().and_then(|path| path.rsplit('/').next());
            forms.extend(name.map(|name| &self.0["$defs"][name]));
            at += 1;
        }
        forms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_to_write_is_told() {
        for (text, line, message, told) in [
            ("speed = 'fast'", 1, "", Some("write speed = 100")),
            ("voice = 3", 1, "", Some("write voice = \"…\"")),
            ("voice: tone", 1, "", Some("write voice = \"…\"")),
            ("lang = 'de'\nformat = true", 2, "", Some("write format = [\"mp3\"]")),
            ("watermark = 'maybe'", 1, "", Some("write watermark = false")),
            ("bits = 12", 1, "", Some("write bits = 16")),
            ("loudness = []", 1, "", Some("write loudness = \"podcast\"")),
            ("fallback = 3", 1, "", Some("write fallback = [\"…\"]")),
            ("[master]\nvoice = 'tone'", 2, "", Some("write voice = \"…\" above the first [table]")),
            ("audio_base = 3", 1, "", Some("write audio_base = \"…\"")),
            ("email = 'x'", 1, "", Some("write email = \"…\" below [feed]")),
            ("[feed]\nalbum = 'x'", 2, "", Some("write album = \"…\" above the first [table]")),
            ("[[channel]]\nspeed = 'fast'", 2, "", Some("write speed = 100")),
            ("master = 'mp3'", 1, "", Some("write a table [master]")),
            ("voic = 'x'", 1, "unknown key `voic`; did you mean `voice`?", Some("write voice = \"…\"")),
            ("colour = 'red'", 1, "unknown key `colour`", None),
            ("", 7, "", None),
        ] {
            assert_eq!(instead(text, line, message).as_deref(), told, "{text}");
        }
    }
}
