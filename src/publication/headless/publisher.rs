//! Narrations put into a field of an entry and taken out of it.

use async_trait::async_trait;
use reqwest::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use reqwest::{Method, RequestBuilder, StatusCode, Url};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::recipe::{Recipe, Step};
use super::settings::HeadlessSettings;
use super::template::{self, Names};
use crate::publication::links::{AudioBase, Links};
use crate::publication::web::Web;
use crate::publication::{Episode, Outcome, PublishError, Publisher, Run, companions};

/// A headless content system.
pub struct Headless {
    web: Web,
    settings: HeadlessSettings,
    recipe: Recipe,
    base: AudioBase,
    header: (HeaderName, HeaderValue),
}

/// An entry as it was found.
struct Entry {
    names: Names,
    json: Value,
    /// What its field holds; null for nothing.
    current: Value,
}

impl Headless {
    /// Makes a client for the system.
    ///
    /// # Errors
    /// When the settings do not do.
    pub fn new(settings: &HeadlessSettings, key: &SecretString) -> Result<Self, PublishError> {
        let setting = |message: String| PublishError::Setting { place: "headless", message };
        let web = Web::new("headless", &settings.url, key.clone())?;
        let name = HeaderName::from_bytes(settings.header.as_bytes())
            .map_err(|_| setting(format!("invalid header `{}`", settings.header)))?;
        let value = web.secret_header("", &settings.says.replace("{key}", key.expose_secret()))?;
        let base = AudioBase::of_place("headless", &settings.audio_base)?;
        Ok(Self { web, recipe: Recipe::of(settings)?, settings: settings.clone(), base, header: (name, value) })
    }

    fn request(&self, method: Method, path: &str) -> Result<RequestBuilder, PublishError> {
        let url = self.web.base.join(path).ok().filter(|url| url.origin() == self.web.base.origin());
        let message = || format!("`{path}` is no address below `url`");
        let url = url.ok_or_else(|| PublishError::Setting { place: self.web.place, message: message() })?;
        let (name, value) = &self.header;
        Ok(self.web.request(method, url).header(name, value.clone()))
    }

    /// Returns what names stand for in a narration's requests, before its entry is known.
    fn names(&self, address: &str) -> Result<Names, PublishError> {
        let url = Url::parse(address).map_err(|_| PublishError::NoAddress)?;
        let path = url.path().trim_end_matches('/');
        let slug = path.rsplit('/').next().unwrap_or_default();
        let slug = slug.rsplit_once('.').map_or(slug, |(stem, _)| stem);
        let settings = &self.settings;
        let mut names = Names::from([
            ("address", address.into()),
            ("path", path.into()),
            ("slug", slug.into()),
            ("by", Recipe::by(settings).into()),
            ("field", settings.field.clone().into()),
            ("collection", settings.collection.clone().unwrap_or_default().into()),
            ("dataset", settings.dataset.clone().into()),
            ("locale", settings.locale.clone().into()),
        ]);
        names.insert("match", template::text(&settings.matching, &names).into());
        Ok(names)
    }

    /// Finds the article's entry.
    async fn find(&self, episode: &Episode) -> Result<Entry, PublishError> {
        let address = episode.address().ok_or(PublishError::NoAddress)?;
        let mut names = self.names(address)?;
        let at = |pointer: &str, names: &Names| template::text(pointer, names);
        let answer = self.web.json(self.request(Method::GET, &template::address(&self.recipe.find, &names))?).await?;
        let entries = self.web.understood(answer.pointer(&at(&self.recipe.entries, &names)))?;
        let missing = || PublishError::NoPost { place: self.web.place, address: address.to_owned() };
        let entry = match entries {
            Value::Array(list) if list.len() > 1 => return Err(self.ambiguous(&names)),
            Value::Array(list) => list.first().ok_or_else(missing)?,
            Value::Null => return Err(missing()),
            one => one,
        };
        let id = self.web.understood(entry.pointer(&at(&self.recipe.id, &names)))?.clone();
        names.insert("id", id);
        if let Some(version) = &self.recipe.version {
            names.insert("version", self.web.understood(entry.pointer(&at(version, &names)))?.clone());
        }
        let current = entry.pointer(&at(&self.recipe.current, &names)).cloned().unwrap_or_default();
        Ok(Entry { names, json: entry.clone(), current })
    }

    fn ambiguous(&self, names: &Names) -> PublishError {
        let message = template::text("more than one entry has the {by} `{match}`", names);
        PublishError::Refused { place: self.web.place, status: StatusCode::OK, message }
    }

    /// Makes what the field is to hold.
    fn value(&self, episode: &Episode) -> Value {
        let manifest = &episode.manifest;
        let links = Links::of(manifest, &self.base, None);
        let mark: String = manifest.fingerprint.chars().take(8).collect();
        // A narration made again is another address, so that nothing keeps the old one.
        let player = format!("{}?v={mark}", self.base.join(&companions::data_name(manifest)));
        let names = Names::from([
            ("player", player.into()),
            ("audio", links.audio.first().map(|link| link.href.clone()).into()),
            ("download", links.download().href.clone().into()),
            ("transcript", links.transcript.as_ref().map(|link| link.href.clone()).into()),
            ("title", episode.title().into()),
            ("duration", (manifest.duration_ms as f64 / 1_000.0).into()),
            ("fingerprint", manifest.fingerprint.clone().into()),
        ]);
        template::json(&self.settings.value, &names)
    }

    /// Writes the field, and returns the entry's version after it.
    async fn write(&self, entry: Entry, value: Value) -> Result<(), PublishError> {
        let Entry { mut names, json, .. } = entry;
        names.insert("value", value);
        let saved = self.send(self.recipe.write(&names, &json)).await?;
        // Of an answer that says nothing of it, the version is the one before.
        let version = self.recipe.version.as_ref().and_then(|at| saved.pointer(&template::text(at, &names)).cloned());
        names.extend(version.map(|version| ("version", version)));
        if let Some(then) = self.recipe.then(&names) {
            self.send(then).await?;
        }
        Ok(())
    }

    async fn send(&self, step: Step) -> Result<Value, PublishError> {
        let mut request = self.request(step.method, &step.path)?;
        if !step.body.is_null() {
            let is_own = step.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
            request = if is_own { request } else { request.header(CONTENT_TYPE, "application/json") };
            request = request.body(step.body.to_string());
        }
        for (name, value) in &step.headers {
            request = request.header(name, value);
        }
        let answer = self.web.ask(request).await?;
        if answer.status.is_success() { Ok(answer.json) } else { Err(self.web.refusal(&answer)) }
    }
}

/// Returns whether a field holds a value: some systems give JSON back as its text, or with more in it.
fn holds(current: &Value, value: &Value) -> bool {
    if let (Value::String(text), Value::Object(_) | Value::Array(_)) = (current, value) {
        return serde_json::from_str(text).is_ok_and(|current: Value| holds(&current, value));
    }
    match (current, value) {
        (Value::Object(current), Value::Object(value)) => {
            value.iter().all(|(name, value)| holds(current.get(name).unwrap_or(&Value::Null), value))
        }
        (current, value) => current == value,
    }
}

#[async_trait]
impl Publisher for Headless {
    async fn attach(&self, episode: &Episode, run: Run) -> Result<Outcome, PublishError> {
        let entry = self.find(episode).await?;
        let value = self.value(episode);
        if holds(&entry.current, &value) {
            return Ok(Outcome::Unchanged);
        }
        let outcome = if is_empty(&entry.current) { Outcome::Attached } else { Outcome::Replaced };
        if run == Run::Real {
            let path = episode.folder.join(format!("{}.json", episode.manifest.name()));
            companions::write_data(&path, &episode.manifest)
                .map_err(|source| PublishError::Unreadable { path, source })?;
            self.write(entry, value).await?;
        }
        Ok(outcome)
    }

    async fn remove(&self, episode: &Episode, run: Run) -> Result<Outcome, PublishError> {
        let entry = self.find(episode).await?;
        if is_empty(&entry.current) {
            return Ok(Outcome::Unchanged);
        }
        if run == Run::Real {
            self.write(entry, Value::Null).await?;
        }
        Ok(Outcome::Removed)
    }
}

fn is_empty(current: &Value) -> bool {
    current.is_null() || current == ""
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_field_holds_what_was_written_however_it_comes_back() {
        let value = json!({ "player": "a", "duration": 3.5 });
        for same in [
            value.clone(),
            json!("{\"duration\":3.5,\"player\":\"a\"}"),
            json!({ "player": "a", "duration": 3.5, "_key": 1 }),
        ] {
            assert!(holds(&same, &value), "{same}");
        }
        for other in [Value::Null, json!("a"), json!({ "player": "a" }), json!("{\"player\":\"b\",\"duration\":3.5}")] {
            assert!(!holds(&other, &value), "{other}");
        }
        assert!(holds(&json!("a"), &json!("a")) && !holds(&json!("a"), &json!("b")));
    }
}
