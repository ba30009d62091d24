//! Ghost, over its Admin API: one card of ours at the top of a post's Lexical tree. The tree's text is changed in that
//! one place, and with `updated_at`, so that Ghost itself refuses when an editor saved in between.

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE};
use reqwest::{Method, RequestBuilder, StatusCode, Url};
use ring::hmac;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use super::card::GhostCard;
use crate::publication::posts::COLLECTIONS;
use crate::publication::upload::Upload;
use crate::publication::web::Web;
use crate::publication::{Episode, PublishError, address, player};
use crate::secrets::KeyPlace;

/// How long a token holds; Ghost allows five minutes.
const TOKEN_LASTS: Duration = Duration::from_secs(240);
/// Separates the parts of an upload; no audio file has it, and none of the names we give.
const BOUNDARY: &str = "aloud-4f1c9a3e7b2d4c58a6e0";

/// The table `[ghost]` of the settings file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GhostSettings {
    /// The site's address.
    pub url: String,
    /// Where the Admin API key is.
    pub key: KeyPlace,
    /// What a post is given: `html`, a card with the player that follows along in the text, or `audio`, a card of Ghost's own.
    #[serde(default)]
    pub card: GhostCard,
}

/// A Ghost site.
pub struct Ghost {
    pub(super) web: Web,
    /// The key's name, and what signs.
    id: String,
    signing: hmac::Key,
    clock: fn() -> SystemTime,
    pub(super) card: GhostCard,
    /// Where the player's script is, once that is known.
    script: OnceCell<String>,
}

/// A post or page as it is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    collection: &'static str,
    id: String,
    updated_at: String,
    pub(super) lexical: String,
    /// Whether it was written before there were trees.
    mobiledoc: bool,
}

impl Found {
    /// Returns whether it has no tree yet, and a text that one can be made of.
    pub(super) fn is_older(&self) -> bool {
        self.lexical.is_empty() && self.mobiledoc
    }
}

impl Ghost {
    /// Makes a client for the site.
    ///
    /// # Errors
    /// When the settings do not do.
    pub fn new(settings: &GhostSettings, key: &SecretString, clock: fn() -> SystemTime) -> Result<Self, PublishError> {
        let parts = key.expose_secret().split_once(':').and_then(|(id, secret)| Some((id.to_owned(), unhex(secret)?)));
        let message = || "the key is not an Admin API key, which has the form id:secret".to_owned();
        let (id, secret) = parts.ok_or_else(|| PublishError::Setting { place: "ghost", message: message() })?;
        let web = Web::new("ghost", &settings.url, key.clone())?;
        let signing = hmac::Key::new(hmac::HMAC_SHA256, &secret);
        Ok(Self { web, id, signing, clock, card: settings.card, script: OnceCell::new() })
    }

    /// Signs a token (RFC 7519) as Ghost's Admin API wants it.
    fn token(&self) -> String {
        let now = (self.clock)().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let encode = |json: Value| BASE64_URL_SAFE_NO_PAD.encode(json.to_string());
        let header = encode(json!({ "alg": "HS256", "kid": self.id, "typ": "JWT" }));
        let ends = (now + TOKEN_LASTS).as_secs();
        let claims = encode(json!({ "aud": "/admin/", "exp": ends, "iat": now.as_secs() }));
        let signature = hmac::sign(&self.signing, format!("{header}.{claims}").as_bytes());
        format!("{header}.{claims}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature))
    }

    pub(super) fn request(
        &self,
        method: Method,
        route: &str,
        query: &[(&str, &str)],
    ) -> Result<RequestBuilder, PublishError> {
        let mut url: Url = self.web.base.clone();
        url.set_path(&format!("{}ghost/api/admin/{route}/", self.web.base.path()));
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let token = self.web.secret_header("Ghost ", &self.token())?;
        Ok(self.web.request(method, url).header(AUTHORIZATION, token).header("accept-version", "v5.0"))
    }

    /// Finds the post at an address: its collection and what is told of it.
    pub(super) async fn find(&self, address: &str) -> Result<(&'static str, Value), PublishError> {
        let url = Url::parse(address).map_err(|_| PublishError::NoAddress)?;
        let slug = url.path().trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
        for collection in COLLECTIONS {
            let route = format!("{collection}/slug/{slug}");
            let mut answer =
                self.web.ask(self.request(Method::GET, &route, &[("formats", "lexical,mobiledoc,html")])?).await?;
            if answer.status == StatusCode::NOT_FOUND && answer.json["errors"].is_array() {
                continue;
            }
            if !answer.status.is_success() {
                return Err(self.web.refusal(&answer));
            }
            let post = answer.json[collection][0].take();
            // What was taken back, or is yet to come, has the address of a preview, and its name still.
            let is_hidden = post["status"] != "published" && url.host() == self.web.base.host();
            if is_hidden || post["url"].as_str().is_some_and(|link| address::are_same(link, address)) {
                return Ok((collection, post));
            }
        }
        Err(PublishError::NoPost { place: self.web.place, address: address.to_owned() })
    }

    /// Finds the article's post.
    pub(super) async fn post_of(&self, episode: &Episode) -> Result<Found, PublishError> {
        let (collection, post) = self.find(episode.address().ok_or(PublishError::NoAddress)?).await?;
        let text = |name: &str| Some(post[name].as_str()?.to_owned());
        let lexical = text("lexical").unwrap_or_default();
        let mobiledoc = post["mobiledoc"].is_string();
        let found = || Some(Found { collection, id: text("id")?, updated_at: text("updated_at")?, lexical, mobiledoc });
        self.web.understood(found())
    }

    /// Uploads the file and gives its address.
    pub(super) async fn send(&self, upload: &Upload) -> Result<String, PublishError> {
        let file = File { name: &upload.name, media_type: &upload.media_type, bytes: upload.read()? };
        let answer = self.web.ask(self.upload("media/upload", file)?).await?;
        if answer.status == StatusCode::PAYLOAD_TOO_LARGE {
            return Err(PublishError::TooLarge { place: self.web.place, path: upload.path.clone() });
        }
        let address = answer.json["media"][0]["url"].as_str().map(str::to_owned);
        address.filter(|_| answer.status.is_success()).ok_or_else(|| self.web.refusal(&answer))
    }

    /// Returns the address of the player's script, uploading it unless it is there since this month.
    pub(super) async fn script(&self) -> Result<String, PublishError> {
        self.script.get_or_try_init(|| self.find_script()).await.cloned()
    }

    async fn find_script(&self) -> Result<String, PublishError> {
        let name = format!("{}.js", script_stem());
        let month = DateTime::<Utc>::from((self.clock)()).format("%Y/%m");
        let there = self.web.base.join(&format!("content/files/{month}/{name}")).ok();
        if let Some(url) = there
            && self.web.ask(self.web.request(Method::HEAD, url.clone())).await?.status.is_success()
        {
            return Ok(url.into());
        }
        let file = File { name: &name, media_type: "text/javascript", bytes: player::SCRIPT.into() };
        let answer = self.web.ask(self.upload("files/upload", file)?).await?;
        let address = answer.json["files"][0]["url"].as_str().map(str::to_owned);
        address.filter(|_| answer.status.is_success()).ok_or_else(|| self.web.refusal(&answer))
    }

    /// Begins the upload of a file, as a form.
    fn upload(&self, route: &str, file: File<'_>) -> Result<RequestBuilder, PublishError> {
        let mut body = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{}\"\r\nContent-Type: {}\r\n\r\n",
            file.name, file.media_type
        )
        .into_bytes();
        body.extend(file.bytes);
        body.extend(format!("\r\n--{BOUNDARY}--\r\n").into_bytes());
        let request = self.request(Method::POST, route, &[])?;
        Ok(request.header(CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}")).body(body))
    }

    /// Has Ghost make a tree of a post in its older format, and returns the post as it is then.
    pub(super) async fn convert(&self, post: &Found) -> Result<Found, PublishError> {
        let body = json!({ post.collection: [{ "updated_at": post.updated_at }] });
        let route = format!("{}/{}", post.collection, post.id);
        let query = [("convert_to_lexical", "true"), ("formats", "lexical,mobiledoc")];
        let request = self.request(Method::PUT, &route, &query)?;
        let request = request.header(CONTENT_TYPE, "application/json").body(body.to_string());
        let answer = self.web.json(request).await?;
        let saved = &answer[post.collection][0];
        let text = |name: &str| Some(saved[name].as_str()?.to_owned());
        let found = || {
            let lexical = text("lexical").unwrap_or_default();
            Some(Found { updated_at: text("updated_at")?, lexical, mobiledoc: false, ..post.clone() })
        };
        self.web.understood(found())
    }

    /// Writes the tree, if the post is as it was read.
    pub(super) async fn write(&self, post: &Found, lexical: String) -> Result<(), PublishError> {
        let body = json!({ post.collection: [{ "lexical": lexical, "updated_at": post.updated_at }] });
        let request = self.request(Method::PUT, &format!("{}/{}", post.collection, post.id), &[])?;
        let request = request.header(CONTENT_TYPE, "application/json").body(body.to_string());
        self.web.json(request).await.map(|_| ())
    }
}

/// A file on its way.
struct File<'a> {
    name: &'a str,
    media_type: &'a str,
    bytes: Vec<u8>,
}

/// Returns what the name of the script's file begins with: it is kept for a year by browsers, so that each version has its own.
pub(super) fn script_stem() -> String {
    format!("aloud-player-{}", player::version())
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok().filter(|pair| pair.len() == 2)?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_from_hexadecimal() {
        assert_eq!(unhex("00ff10"), Some(vec![0, 255, 16]));
        assert_eq!((unhex("0"), unhex("zz"), unhex("é0")), (None, None, None));
    }
}
