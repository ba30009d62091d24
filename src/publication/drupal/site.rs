//! A Drupal site: how its nodes are found, and its media made and deleted.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, RequestBuilder, StatusCode, Url};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::publication::upload::{self, Upload};
use crate::publication::web::Web;
use crate::publication::{Episode, PublishError};
use crate::secrets::KeyPlace;

/// The media type of JSON:API.
const JSON_API: &str = "application/vnd.api+json";

/// The table `[drupal]` of the settings file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DrupalSettings {
    /// The site's address.
    pub url: String,
    /// The user's name.
    pub user: String,
    /// Where the password is.
    pub password: KeyPlace,
    /// The content type of the articles.
    #[serde(default = "content")]
    pub content: String,
    /// The field of the content type that refers to media.
    #[serde(default = "field")]
    pub field: String,
    /// The media type of audio files.
    #[serde(default = "media")]
    pub media: String,
    /// The field of the media type that holds the file.
    #[serde(default = "media_field")]
    pub media_field: String,
}

fn content() -> String {
    "article".to_owned()
}

fn field() -> String {
    "field_narration".to_owned()
}

fn media() -> String {
    "audio".to_owned()
}

fn media_field() -> String {
    "field_media_audio_file".to_owned()
}

/// A Drupal site.
pub struct Drupal {
    pub(super) web: Web,
    settings: DrupalSettings,
    authorization: HeaderValue,
}

/// A node as it was found.
pub(super) struct Found {
    id: String,
    /// What its field refers to: a reference, a list of them, or null.
    references: Value,
    /// Our media among them, and the address of its file.
    pub(super) ours: Option<(String, String)>,
}

impl Drupal {
    /// Makes a client for the site.
    ///
    /// # Errors
    /// When the settings do not do.
    pub fn new(settings: &DrupalSettings, password: &SecretString) -> Result<Self, PublishError> {
        let web = Web::new("drupal", &settings.url, password.clone())?;
        let pair = format!("{}:{}", settings.user, password.expose_secret());
        let authorization = web.secret_header("Basic ", &BASE64_STANDARD.encode(pair))?;
        Ok(Self { web, settings: settings.clone(), authorization })
    }

    fn request(&self, method: Method, route: &str, query: &[(&str, &str)]) -> RequestBuilder {
        let mut url: Url = self.web.base.clone();
        url.set_path(&format!("{}jsonapi/{route}", self.web.base.path()));
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let request = self.web.request(method, url).header(AUTHORIZATION, self.authorization.clone());
        request.header(ACCEPT, JSON_API)
    }

    fn send_json(&self, method: Method, route: &str, body: &Value) -> RequestBuilder {
        self.request(method, route, &[]).header(CONTENT_TYPE, JSON_API).body(body.to_string())
    }

    /// Finds the number of the node at an address: by the address itself, or by its alias.
    async fn number(&self, address: &str) -> Result<String, PublishError> {
        let url = Url::parse(address).map_err(|_| PublishError::NoAddress)?;
        let missing = || PublishError::NoPost { place: self.web.place, address: address.to_owned() };
        let path = url.path().strip_prefix(self.web.base.path().trim_end_matches('/')).unwrap_or(url.path());
        let path = path.trim_end_matches('/');
        let number = |path: &str| path.strip_prefix("/node/").map(str::to_owned);
        if let Some(number) = number(path) {
            return Ok(number);
        }
        let query = [("filter[alias]", path), ("page[limit]", "1")];
        let answer = self.web.json(self.request(Method::GET, "path_alias/path_alias", &query)).await?;
        answer["data"][0]["attributes"]["path"].as_str().and_then(number).ok_or_else(missing)
    }

    /// Finds the article's node, with what its field refers to.
    pub(super) async fn find(&self, episode: &Episode) -> Result<Found, PublishError> {
        let address = episode.address().ok_or(PublishError::NoAddress)?;
        let number = self.number(address).await?;
        let DrupalSettings { content, field, media_field, .. } = &self.settings;
        let include = format!("{field},{field}.{media_field}");
        let query = [("filter[drupal_internal__nid]", number.as_str()), ("include", &include)];
        let answer = self.web.json(self.request(Method::GET, &format!("node/{content}"), &query)).await?;
        let missing = || PublishError::NoPost { place: self.web.place, address: address.to_owned() };
        let node = answer["data"].get(0).ok_or_else(missing)?;
        let references = node["relationships"].get(field).map(|field| field["data"].clone());
        let no_field = || PublishError::Setting {
            place: "drupal",
            message: format!("the content type `{content}` has no field `{field}`"),
        };
        Ok(Found {
            id: self.web.understood(node["id"].as_str())?.to_owned(),
            references: references.ok_or_else(no_field)?,
            ours: self.ours(answer["included"].as_array().map_or(&[], Vec::as_slice)),
        })
    }

    /// Finds our media among what came with a node: one whose file we uploaded.
    fn ours(&self, included: &[Value]) -> Option<(String, String)> {
        included.iter().find_map(|media| {
            let file = media["relationships"][self.settings.media_field.as_str()]["data"]["id"].as_str()?;
            let file = included.iter().find(|one| one["id"] == file && one["type"] == "file--file")?;
            let address = file["attributes"]["uri"]["url"].as_str().filter(|address| upload::is_ours(address))?;
            Some((media["id"].as_str()?.to_owned(), address.to_owned()))
        })
    }

    /// Uploads the file and makes a media of it; returns the media's name in the system.
    pub(super) async fn make_media(&self, upload: &Upload, episode: &Episode) -> Result<String, PublishError> {
        let DrupalSettings { media, media_field, .. } = &self.settings;
        let request = self
            .request(Method::POST, &format!("media/{media}/{media_field}"), &[])
            .header(CONTENT_TYPE, "application/octet-stream")
            .header(CONTENT_DISPOSITION, format!("file; filename=\"{}\"", upload.name))
            .body(upload.read()?);
        let answer = self.web.ask(request).await?;
        if answer.status == StatusCode::PAYLOAD_TOO_LARGE {
            return Err(PublishError::TooLarge { place: self.web.place, path: upload.path.clone() });
        }
        if !answer.status.is_success() {
            return Err(self.web.refusal(&answer));
        }
        let file = self.web.understood(answer.json["data"]["id"].as_str())?;
        let body = json!({ "data": {
            "type": format!("media--{media}"),
            "attributes": { "name": episode.disclosure() },
            "relationships": { media_field: { "data": { "type": "file--file", "id": file } } },
        } });
        let made = self.web.json(self.send_json(Method::POST, &format!("media/{media}"), &body)).await?;
        self.web.understood(made["data"]["id"].as_str()).map(str::to_owned)
    }

    /// Writes what the node's field refers to: this media in the place of ours, or ours no more.
    pub(super) async fn refer(&self, found: &Found, media: Option<&str>) -> Result<(), PublishError> {
        let DrupalSettings { content, field, media: kind, .. } = &self.settings;
        let new = media.map(|id| json!({ "type": format!("media--{kind}"), "id": id }));
        let old = found.ours.as_ref().map(|(id, _)| id.as_str());
        let data = match &found.references {
            Value::Array(list) => {
                let others = list.iter().filter(|one| one["id"].as_str() != old).cloned();
                Value::Array(new.into_iter().chain(others).collect())
            }
            _ => new.unwrap_or_default(),
        };
        let body = json!({ "data": {
            "type": format!("node--{content}"), "id": found.id, "relationships": { field: { "data": data } },
        } });
        let route = format!("node/{content}/{}", found.id);
        self.web.json(self.send_json(Method::PATCH, &route, &body)).await.map(drop)
    }

    /// Returns whether the node's field has another's media, and room for no second one.
    pub(super) fn is_taken(found: &Found) -> bool {
        found.ours.is_none() && found.references.is_object()
    }

    /// Deletes our earlier media. Drupal itself deletes files that nothing uses.
    pub(super) async fn forget(&self, found: &Found) -> Result<(), PublishError> {
        let Some((id, _)) = &found.ours else { return Ok(()) };
        let route = format!("media/{}/{id}", self.settings.media);
        let answer = self.web.ask(self.request(Method::DELETE, &route, &[])).await?;
        let is_gone = answer.status.is_success() || answer.status == StatusCode::NOT_FOUND;
        if is_gone { Ok(()) } else { Err(self.web.refusal(&answer)) }
    }
}
