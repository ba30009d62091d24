//! WordPress, over its REST API with an application password: one audio block of ours in a post, and its file in the media
//! library.

mod block;
mod listing;

use async_trait::async_trait;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use reqwest::header::{AUTHORIZATION, CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, RequestBuilder, StatusCode, Url};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};

use super::address;
use super::posts::{COLLECTIONS, Choice, Post};
use super::upload::Upload;
use super::web::{Answer, Web};
use super::{Episode, Outcome, PublishError, Publisher, Run};
use crate::secrets::KeyPlace;

/// Elements that WordPress drops from the text of users without the right `unfiltered_html` (`wp_kses_post`, WordPress 6.1), of
/// those that posts have.
const FILTERED: [&str; 9] =
    ["<iframe", "<script", "<style", "<form", "<input", "<select", "<svg", "<embed", "<noscript"];

/// The table `[wordpress]` of the settings file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordPressSettings {
    /// The site's address.
    pub url: String,
    /// The user's name.
    pub user: String,
    /// Where the application password is.
    pub password: KeyPlace,
}

/// A WordPress site.
pub struct WordPress {
    web: Web,
    authorization: HeaderValue,
}

/// A post or page as it is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    collection: &'static str,
    id: u64,
    /// Its text, with block comments.
    text: String,
}

impl WordPress {
    /// Makes a client for the site.
    ///
    /// # Errors
    /// When the settings do not do.
    pub fn new(settings: &WordPressSettings, password: &SecretString) -> Result<Self, PublishError> {
        let web = Web::new("wordpress", &settings.url, password.clone())?;
        let pair = format!("{}:{}", settings.user, password.expose_secret());
        let authorization = web.secret_header("Basic ", &BASE64_STANDARD.encode(pair))?;
        Ok(Self { web, authorization })
    }

    /// Begins a request to a route. `rest_route` works with every setting of permalinks.
    fn request(&self, method: Method, route: &str, query: &[(&str, &str)]) -> RequestBuilder {
        let mut url: Url = self.web.base.clone();
        url.query_pairs_mut().append_pair("rest_route", &format!("/wp/v2/{route}")).extend_pairs(query);
        self.web.request(method, url).header(AUTHORIZATION, self.authorization.clone())
    }

    fn post_json(&self, route: &str, body: &Value) -> RequestBuilder {
        self.request(Method::POST, route, &[]).header(CONTENT_TYPE, "application/json").body(body.to_string())
    }

    /// Finds the post at an address: its collection and what is told of it.
    async fn find(&self, address: &str) -> Result<(&'static str, Value), PublishError> {
        let url = Url::parse(address).map_err(|_| PublishError::NoAddress)?;
        let number =
            url.query_pairs().find(|(name, _)| name == "p" || name == "page_id").map(|(_, id)| id.into_owned());
        let slug = url.path().trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
        for collection in COLLECTIONS {
            let by = number.as_deref().map_or(("slug", slug.as_str()), |number| ("include", number));
            let query = [by, ("context", "edit"), ("status", "any"), ("per_page", "100")];
            let answer = self.web.ask(self.request(Method::GET, collection, &query)).await?;
            let is_it = |post: &Value| {
                number.is_some() || post["link"].as_str().is_some_and(|link| address::are_same(link, address))
            };
            if let Some(post) = self.listed(answer)?.into_iter().find(is_it) {
                return Ok((collection, post));
            }
        }
        Err(PublishError::NoPost { place: self.web.place, address: address.to_owned() })
    }

    /// Finds the article's post.
    async fn post_of(&self, episode: &Episode) -> Result<Found, PublishError> {
        let (collection, post) = self.find(episode.address().ok_or(PublishError::NoAddress)?).await?;
        let found =
            || Some(Found { collection, id: post["id"].as_u64()?, text: post["content"]["raw"].as_str()?.to_owned() });
        self.web.understood(found())
    }

    /// Returns the posts of an answer.
    fn listed(&self, mut answer: Answer) -> Result<Vec<Value>, PublishError> {
        // Who may edit no posts is told that "any" is a wrong status; the true one stands deeper.
        let why = &answer.json["data"]["details"]["status"];
        if why["code"] == "rest_forbidden_status" {
            let (place, message) = (self.web.place, "the user may not edit posts".to_owned());
            return Err(match why["data"]["status"].as_u64() {
                Some(401) => PublishError::Unauthorised { place, message: "not signed in".to_owned() },
                _ => PublishError::Forbidden { place, message },
            });
        }
        match answer.json.take() {
            Value::Array(posts) if answer.status.is_success() => Ok(posts),
            json => Err(self.web.refusal(&Answer { status: answer.status, json })),
        }
    }

    /// Returns the file's number and address in the media library, uploading it unless it is there: a run that was killed may
    /// have left it.
    async fn media(&self, upload: &Upload, episode: &Episode, post: &Found) -> Result<(u64, String), PublishError> {
        let known = self.request(Method::GET, "media", &[("slug", upload.stem()), ("context", "edit")]);
        let known = self.web.json(known).await?;
        let media = match known.as_array().and_then(|list| list.first()) {
            Some(media) => media.clone(),
            None => self.send(upload).await?,
        };
        let id = self.web.understood(media["id"].as_u64())?;
        let address = self.web.understood(media["source_url"].as_str())?;
        let title = episode.title();
        let caption = super::disclosure(episode);
        let body = json!({ "title": title, "caption": caption, "description": title, "post": post.id });
        self.web.json(self.post_json(&format!("media/{id}"), &body)).await?;
        Ok((id, address.to_owned()))
    }

    async fn send(&self, upload: &Upload) -> Result<Value, PublishError> {
        let request = self
            .request(Method::POST, "media", &[])
            .header(CONTENT_TYPE, &upload.media_type)
            .header(CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", upload.name))
            .body(upload.read()?);
        let answer = self.web.ask(request).await?;
        // Networks of sites have a limit of their own. PHP's limits are on forms, and this is none.
        let is_beyond = answer.json["code"] == "rest_upload_file_too_big";
        if answer.status == StatusCode::PAYLOAD_TOO_LARGE || is_beyond {
            return Err(PublishError::TooLarge { place: self.web.place, path: upload.path.clone() });
        }
        if answer.status.is_success() { Ok(answer.json) } else { Err(self.web.refusal(&answer)) }
    }

    /// Makes sure that saving keeps the post's text: of users without the right to it, WordPress drops elements of old text too.
    async fn check_rights(&self, post: &Found) -> Result<(), PublishError> {
        let lower = post.text.to_ascii_lowercase();
        let Some(element) = FILTERED.into_iter().find(|element| lower.contains(element)) else { return Ok(()) };
        let user = self.web.json(self.request(Method::GET, "users/me", &[("context", "edit")])).await?;
        if user["capabilities"]["unfiltered_html"] == true {
            return Ok(());
        }
        Err(PublishError::Filtered { place: self.web.place, element: element.trim_start_matches('<') })
    }

    /// Writes the post's text, unless somebody changed it since it was read: WordPress itself does not look.
    async fn write(&self, post: &Found, text: String) -> Result<(), PublishError> {
        let route = format!("{}/{}", post.collection, post.id);
        let now = self.web.json(self.request(Method::GET, &route, &[("context", "edit")])).await?;
        if now["content"]["raw"].as_str() != Some(post.text.as_str()) {
            return Err(PublishError::Conflict);
        }
        let saved = self.web.json(self.post_json(&route, &json!({ "content": text }))).await?;
        if saved["content"]["raw"] == text { Ok(()) } else { Err(PublishError::Altered { place: self.web.place }) }
    }

    /// Deletes a file that we uploaded. One that is gone already is no failure.
    async fn forget(&self, media: Option<u64>) -> Result<(), PublishError> {
        let Some(id) = media else { return Ok(()) };
        let answer = self.web.ask(self.request(Method::DELETE, &format!("media/{id}"), &[("force", "true")])).await?;
        let is_gone = answer.status.is_success() || answer.status == StatusCode::NOT_FOUND;
        if is_gone { Ok(()) } else { Err(self.web.refusal(&answer)) }
    }
}

#[async_trait]
impl Publisher for WordPress {
    async fn attach(&self, episode: &Episode, run: Run) -> Result<Outcome, PublishError> {
        let post = self.post_of(episode).await?;
        let (upload, old) = (Upload::of(episode), block::find(&post.text));
        if old.as_ref().is_some_and(|old| upload.is_at(&old.address)) {
            return Ok(Outcome::Unchanged);
        }
        let outcome = if old.is_some() { Outcome::Replaced } else { Outcome::Attached };
        if run == Run::Dry {
            return Ok(outcome);
        }
        self.check_rights(&post).await?;
        let (id, address) = self.media(&upload, episode, &post).await?;
        let new = block::written(id, &address, &super::disclosure(episode));
        let text = match &old {
            Some(old) => format!("{}{new}{}", &post.text[..old.place.start], &post.text[old.place.end..]),
            None => new + &post.text,
        };
        self.write(&post, text).await?;
        self.forget(old.and_then(|old| old.media)).await?;
        Ok(outcome)
    }

    async fn remove(&self, episode: &Episode, run: Run) -> Result<Outcome, PublishError> {
        let post = self.post_of(episode).await?;
        let Some(old) = block::find(&post.text) else { return Ok(Outcome::Unchanged) };
        if run == Run::Real {
            self.check_rights(&post).await?;
            let text = format!("{}{}", &post.text[..old.place.start], &post.text[old.place.end..]);
            self.write(&post, text).await?;
            self.forget(old.media).await?;
        }
        Ok(Outcome::Removed)
    }

    async fn post(&self, address: &str) -> Result<Post, PublishError> {
        let (_, post) = self.find(address).await?;
        self.web.understood(listing::read(&post))
    }

    async fn posts(&self, choice: &Choice, tell: &mut (dyn FnMut(Post) + Send)) -> Result<(), PublishError> {
        self.list(choice, tell).await
    }
}
