//! The server of a voice file as a service: its template filled, its answer read.

use std::sync::Arc;

use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, Url};
use serde_json::Value;

use super::fields;
use super::fill::{Escape, Fixed, Template, percent};
use super::settings::{Places, Settings};
use crate::audio::Clip;
use crate::engines::http::{Answer, HttpEngine, JSON, Profile, Request, Service, Wire, endpoint, sound_at};
use crate::engines::key::VoiceKeys;
use crate::engines::length;
use crate::engines::pace::pace;
use crate::engines::pieces::Limit;
use crate::engines::readable::one_line;
use crate::engines::{BuildError, settings, sound};
use crate::secrets::Keyring;
use crate::speech::{Engine, EngineError, SpeechRequest};
use crate::voice::Voice;

/// Headers that carry keys, which have no place in a voice file.
const OF_KEYS: &[&str] = &[
    "authorization",
    "proxy-authorization",
    "cookie",
    "x-api-key",
    "api-key",
    "apikey",
    "xi-api-key",
    "x-goog-api-key",
];

/// A server that a voice file describes.
pub(super) struct Server {
    method: Method,
    url: Template,
    headers: Vec<(HeaderName, Template)>,
    body: Body,
    fixed: Fixed,
    speed_percent: [u16; 2],
    has_pace: bool,
    answer: Places,
}

/// What is sent.
enum Body {
    None,
    Json(Json),
    Form(Vec<(String, Template)>),
    Text { kind: HeaderValue, escape: Escape, template: Template },
}

/// A value of JSON with blanks in its texts.
enum Json {
    Text(Template),
    List(Vec<Json>),
    Table(Vec<(String, Json)>),
    Fixed(Value),
}

/// Builds the engine.
pub(in crate::engines) fn build(voice: &Voice, keyring: &Keyring) -> Result<Arc<dyn Engine>, BuildError> {
    let settings: Settings = settings(voice)?;
    let host = host(voice, &settings.url)?;
    let mut profile = Profile::new(format!("http/{}", host.host_str().unwrap_or_default()), settings.at_once.max(1));
    profile.limit = settings.max_chars.map_or(Limit::NONE, Limit::chars);
    let server = Server::for_voice(voice, settings, keyring)?;
    let wire = Wire::new(&host, VoiceKeys::of(voice, keyring)?)?;
    Ok(HttpEngine::start(server, profile, wire))
}

/// Reads the scheme and the host, in which no blank has a place: a text must not choose who gets the key.
fn host(voice: &Voice, url: &str) -> Result<Url, BuildError> {
    let start = url.find("://").map_or(0, |at| at + 3);
    let end = url[start..].find(['/', '?', '#']).map_or(url.len(), |at| start + at);
    if url[..end].contains('{') {
        return Err(BuildError::setting(voice, format!("the url `{url}` has a blank in its host")));
    }
    endpoint(voice, &url[..end], "")
}

impl Server {
    /// Reads the templates of a voice, and gathers its keys.
    pub(super) fn for_voice(voice: &Voice, settings: Settings, keyring: &Keyring) -> Result<Self, BuildError> {
        let keys = VoiceKeys::of(voice, keyring)?;
        let named = voice.keys.keys().map(|name| Ok((name.clone(), keys.need(voice, name)?)));
        let keys = named.collect::<Result<_, BuildError>>()?;
        let fixed = Fixed { voice: settings.voice.clone(), language: settings.language.clone(), keys };
        Self::of(settings, fixed).map_err(|message| BuildError::setting(voice, message))
    }

    fn of(settings: Settings, fixed: Fixed) -> Result<Self, String> {
        let url = Template::parse(&settings.url, &fixed)?;
        let headers = settings.headers.iter().map(|(name, value)| header(name, value, &fixed));
        let headers = headers.collect::<Result<Vec<_>, _>>()?;
        let body = Body::of(&settings, &fixed)?;
        let method = match (&settings.method, &body) {
            (None, Body::None) => Method::GET,
            (None, _) => Method::POST,
            (Some(name), _) => Method::from_bytes(name.to_uppercase().as_bytes())
                .map_err(|_| format!("unknown method `{name}`; use GET, POST or PUT"))?,
        };
        let templates = || std::iter::once(&url).chain(headers.iter().map(|(_, value)| value)).chain(body.templates());
        if !templates().any(Template::holds_text) {
            return Err("{text} stands nowhere in `url`, `headers`, `body` or `form`".to_owned());
        }
        let has_pace = templates().any(Template::holds_pace);
        let (speed_percent, answer) = (settings.speed_percent, settings.answer);
        Ok(Self { method, url, headers, body, fixed, speed_percent, has_pace, answer })
    }
}

fn header(name: &str, value: &str, fixed: &Fixed) -> Result<(HeaderName, Template), String> {
    let wrong = |_| format!("`{name}` is not the name of a header");
    let parsed = HeaderName::from_bytes(name.as_bytes()).map_err(wrong)?;
    let template = Template::parse(value, fixed)?;
    if OF_KEYS.contains(&parsed.as_str()) && !template.holds_key() {
        return Err(format!(
            "the header `{name}` holds a key; name it under [keys] and write {{key.NAME}} in its place"
        ));
    }
    Ok((parsed, template))
}

impl Body {
    fn of(settings: &Settings, fixed: &Fixed) -> Result<Self, String> {
        match (&settings.body, &settings.form) {
            (Some(_), Some(_)) => Err("use `body` or `form`, not both".to_owned()),
            (None, None) => Ok(Self::None),
            (None, Some(form)) => {
                let fields = form.iter().map(|(name, value)| Ok((name.clone(), Template::parse(value, fixed)?)));
                fields.collect::<Result<_, String>>().map(Self::Form)
            }
            (Some(toml::Value::String(text)), None) => {
                let kind = HeaderValue::from_str(&settings.content_type)
                    .map_err(|_| format!("`{}` is not a content type", settings.content_type))?;
                let lower = settings.content_type.to_ascii_lowercase();
                let escape = match () {
                    () if lower.contains("json") => Escape::Json,
                    () if lower.contains("xml") => Escape::Xml,
                    () if lower.contains("urlencoded") => Escape::Percent,
                    () => Escape::None,
                };
                Ok(Self::Text { kind, escape, template: Template::parse(text, fixed)? })
            }
            (Some(value), None) => Ok(Self::Json(Json::of(value, fixed)?)),
        }
    }

    /// Returns every template in it.
    fn templates(&self) -> Vec<&Template> {
        match self {
            Self::None => Vec::new(),
            Self::Json(json) => json.templates(),
            Self::Form(fields) => fields.iter().map(|(_, value)| value).collect(),
            Self::Text { template, .. } => vec![template],
        }
    }
}

impl Json {
    fn of(value: &toml::Value, fixed: &Fixed) -> Result<Self, String> {
        Ok(match value {
            toml::Value::String(text) => Self::Text(Template::parse(text, fixed)?),
            toml::Value::Array(items) => {
                Self::List(items.iter().map(|item| Self::of(item, fixed)).collect::<Result<_, _>>()?)
            }
            toml::Value::Table(fields) => {
                let fields = fields.iter().map(|(name, value)| Ok((name.clone(), Self::of(value, fixed)?)));
                Self::Table(fields.collect::<Result<_, String>>()?)
            }
            other => Self::Fixed(serde_json::to_value(other).map_err(|error| error.to_string())?),
        })
    }

    fn templates(&self) -> Vec<&Template> {
        match self {
            Self::Text(template) => vec![template],
            Self::List(items) => items.iter().flat_map(Self::templates).collect(),
            Self::Table(fields) => fields.iter().flat_map(|(_, value)| value.templates()).collect(),
            Self::Fixed(_) => Vec::new(),
        }
    }

    fn fill(&self, ask: &SpeechRequest, fixed: &Fixed) -> Value {
        match self {
            Self::Text(template) => template.fill_value(ask, fixed),
            Self::List(items) => items.iter().map(|item| item.fill(ask, fixed)).collect(),
            Self::Table(fields) => fields.iter().map(|(name, value)| (name.clone(), value.fill(ask, fixed))).collect(),
            Self::Fixed(value) => value.clone(),
        }
    }
}

impl Service for Server {
    fn request(&self, ask: &SpeechRequest) -> Result<Request, EngineError> {
        let [slowest, fastest] = if self.has_pace { self.speed_percent } else { [100, 100] };
        pace(ask, slowest..=fastest)?;
        let url = self.url.fill(ask, &self.fixed, Escape::Percent);
        let url = Url::parse(&url).map_err(EngineError::refused)?;
        let mut headers = HeaderMap::new();
        let body = match &self.body {
            Body::None => Vec::new(),
            Body::Json(json) => {
                headers.insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
                json.fill(ask, &self.fixed).to_string().into_bytes()
            }
            Body::Form(fields) => {
                headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
                let field = |(name, value): &(String, Template)| {
                    format!("{}={}", percent(name), value.fill(ask, &self.fixed, Escape::Percent))
                };
                fields.iter().map(field).collect::<Vec<_>>().join("&").into_bytes()
            }
            Body::Text { kind, escape, template } => {
                headers.insert(CONTENT_TYPE, kind.clone());
                template.fill(ask, &self.fixed, *escape).into_bytes()
            }
        };
        for (name, value) in &self.headers {
            let mut filled = HeaderValue::from_str(&value.fill(ask, &self.fixed, Escape::Line))
                .map_err(|_| EngineError::refused(format!("the header `{name}` cannot hold this text")))?;
            filled.set_sensitive(value.holds_key());
            headers.insert(name.clone(), filled);
        }
        Ok(Request { method: self.method.clone(), url, headers, body })
    }

    fn read(&self, answer: Answer, _ask: &SpeechRequest) -> Result<Clip, EngineError> {
        let json = answer.json::<Value>().ok();
        if let Some(error) = self.error_in(json.as_ref()) {
            return Err(error);
        }
        let Some(place) = &self.answer.sound else { return answer.sound(self.answer.samples) };
        match json.as_ref().and_then(|json| fields::at(json, place)).and_then(sound_at) {
            Some(bytes) => sound::clip(bytes, self.answer.samples),
            None => Err(answer.refusal()),
        }
    }

    fn refuse(&self, answer: &Answer) -> EngineError {
        let json = answer.json::<Value>().ok();
        match self.error_in(json.as_ref()) {
            Some(error @ (EngineError::Busy { .. } | EngineError::TooLong(_))) => error,
            Some(error) => match error.cause() {
                Some(words) => answer.refusal().because(Arc::clone(words)),
                None => error,
            },
            None => answer.refusal(),
        }
    }
}

impl Server {
    /// Reads the error that stands where the voice says.
    fn error_in(&self, json: Option<&Value>) -> Option<EngineError> {
        let value = |place: &Option<String>| fields::at(json?, place.as_deref()?);
        let message = value(&self.answer.error).and_then(fields::error).map(|message| one_line(&message));
        if let Some(after) = value(&self.answer.wait).and_then(fields::wait) {
            let why = message.unwrap_or_else(|| "it is not ready yet".to_owned());
            return Some(EngineError::busy_because(Some(after), why));
        }
        let message = message?;
        let is_long = length::is_too_long(&message.to_lowercase());
        Some(if is_long { EngineError::too_long(message) } else { EngineError::refused(message) })
    }
}
