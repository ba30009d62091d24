//! WordPress, over its REST API with an application password: one audio block of ours in a post, and its file in the media
//! library.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use reqwest::header::{AUTHORIZATION, CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, RequestBuilder, StatusCode, Url};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};

use super::block;
use crate::publication::posts::COLLECTIONS;
use crate::publication::upload::{self, Upload};
use crate::publication::web::{Answer, Web};
use crate::publication::{Episode, PublishError, address};
use crate::secrets::KeyPlace;

/// The field of a post that our plugin shows.
pub(super) const FIELD: &str = "aloud_narration";
/// Elements that WordPress drops from the text of users without the right `unfiltered_html` (`wp_kses_post`, WordPress 6.1), of
/// those that posts have.
const FILTERED: [&str; 9] =
    ["<iframe", "<script", "<style", "<form", "<input", "<select", "<svg", "<embed", "<noscript"];

/// The table `[wordpress]` of the settings file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
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
    pub(super) web: Web,
    authorization: HeaderValue,
}

/// A post or page as it is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) collection: String,
    pub(super) id: u64,
    /// Its text, with block comments.
    pub(super) text: String,
    /// The narration that our plugin shows on it, where the site has the plugin; empty for none.
    pub(super) narration: Option<String>,
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
    pub(super) fn request(&self, method: Method, route: &str, query: &[(&str, &str)]) -> RequestBuilder {
        let mut url: Url = self.web.base.clone();
        url.query_pairs_mut().append_pair("rest_route", &format!("/wp/v2/{route}")).extend_pairs(query);
        self.web.request(method, url).header(AUTHORIZATION, self.authorization.clone())
    }

    pub(super) fn post_json(&self, route: &str, body: &Value) -> RequestBuilder {
        self.request(Method::POST, route, &[]).header(CONTENT_TYPE, "application/json").body(body.to_string())
    }

    /// Finds the post at an address: its collection and what is told of it.
    pub(super) async fn find(&self, address: &str) -> Result<(String, Value), PublishError> {
        let usual = COLLECTIONS.map(|name| Collection { name: name.to_owned(), kind: String::new() });
        if let Some(found) = self.find_in(&usual, address).await? {
            return Ok(found);
        }
        let own: Vec<_> =
            self.collections().await?.into_iter().filter(|one| !COLLECTIONS.contains(&&*one.name)).collect();
        let missing = || PublishError::NoPost { place: self.web.place, address: address.to_owned() };
        self.find_in(&own, address).await?.ok_or_else(missing)
    }

    async fn find_in(
        &self,
        collections: &[Collection],
        address: &str,
    ) -> Result<Option<(String, Value)>, PublishError> {
        let url = Url::parse(address).map_err(|_| PublishError::NoAddress)?;
        let number =
            url.query_pairs().find(|(name, _)| name == "p" || name == "page_id").map(|(_, id)| id.into_owned());
        let slug = url.path().trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
        for collection in collections {
            let by = number.as_deref().map_or(("slug", slug.as_str()), |number| ("include", number));
            let query = [by, ("context", "edit"), ("status", "any"), ("per_page", "100")];
            let answer = self.web.ask(self.request(Method::GET, &collection.name, &query)).await?;
            let is_it =
                |post: &Value| number.is_some() || addresses(post).iter().any(|own| address::are_same(own, address));
            if let Some(post) = self.listed(answer)?.into_iter().find(is_it) {
                return Ok(Some((collection.name.clone(), post)));
            }
        }
        Ok(None)
    }

    /// Returns the collections that readers see posts of: posts, pages, then those of the site's own types.
    pub(super) async fn collections(&self) -> Result<Vec<Collection>, PublishError> {
        let types = self.web.json(self.request(Method::GET, "types", &[("context", "edit")])).await?;
        let mut found: Vec<Collection> =
            types.as_object().into_iter().flatten().filter_map(|(kind, told)| collection(kind, told)).collect();
        let rank =
            |one: &Collection| COLLECTIONS.iter().position(|name| *name == one.name).unwrap_or(COLLECTIONS.len());
        found.sort_by_key(rank);
        Ok(found)
    }

    /// Finds the article's post.
    pub(super) async fn post_of(&self, episode: &Episode) -> Result<Found, PublishError> {
        let (collection, post) = self.find(episode.address().ok_or(PublishError::NoAddress)?).await?;
        let found = || {
            Some(Found {
                collection,
                id: post["id"].as_u64()?,
                text: post["content"]["raw"].as_str()?.to_owned(),
                narration: post[FIELD].as_str().map(str::to_owned),
            })
        };
        self.web.understood(found())
    }

    /// Returns the posts of an answer.
    pub(super) fn listed(&self, mut answer: Answer) -> Result<Vec<Value>, PublishError> {
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
            json => Err(self.web.refusal(&Answer { json, ..answer })),
        }
    }

    /// Returns the file's number and address in the media library, uploading it unless it is there: a run that was killed may
    /// have left it.
    pub(super) async fn media(
        &self,
        upload: &Upload,
        episode: &Episode,
        post: &Found,
    ) -> Result<(u64, String), PublishError> {
        let media = match self.media_named(upload.stem()).await? {
            Some(media) => media,
            None => self.send(upload).await?,
        };
        let id = self.web.understood(media["id"].as_u64())?;
        let address = self.web.understood(media["source_url"].as_str())?;
        // A caption and a description are HTML, in which WordPress looks for shortcodes; a title is text.
        let (title, caption) = (episode.title(), block::escape(&episode.disclosure()));
        let description = block::escape(&title);
        let body = json!({ "title": title, "caption": caption, "description": description, "post": post.id });
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
    pub(super) async fn check_rights(&self, post: &Found) -> Result<(), PublishError> {
        let lower = post.text.to_ascii_lowercase();
        let Some(element) = FILTERED.into_iter().find(|element| lower.contains(element)) else { return Ok(()) };
        let user = self.web.json(self.request(Method::GET, "users/me", &[("context", "edit")])).await?;
        if user["capabilities"]["unfiltered_html"] == true {
            return Ok(());
        }
        Err(PublishError::Filtered { place: self.web.place, element: element.trim_start_matches('<') })
    }

    /// Writes the post's text, unless somebody changed it since it was read: WordPress itself does not look.
    pub(super) async fn write(&self, post: &Found, text: String) -> Result<(), PublishError> {
        let route = format!("{}/{}", post.collection, post.id);
        let now = self.web.json(self.request(Method::GET, &route, &[("context", "edit")])).await?;
        if now["content"]["raw"].as_str() != Some(post.text.as_str()) {
            return Err(PublishError::Conflict);
        }
        let saved = self.web.json(self.post_json(&route, &json!({ "content": text }))).await?;
        if saved["content"]["raw"] == text { Ok(()) } else { Err(PublishError::Altered { place: self.web.place }) }
    }

    /// Deletes the file of an earlier audio, unless it is the one that is played now. Where the text does not name it, it is found
    /// by its name.
    pub(super) async fn forget_other(&self, old: Option<&block::Found>, now: u64) -> Result<(), PublishError> {
        let Some(old) = old else { return Ok(()) };
        let id = match old.media {
            Some(id) => Some(id),
            None => self.media_named(upload::stem_of(&old.address)).await?.and_then(|media| media["id"].as_u64()),
        };
        self.forget(id.filter(|id| *id != now)).await
    }

    /// Returns what the media library says of the file of a name.
    pub(super) async fn media_named(&self, stem: &str) -> Result<Option<Value>, PublishError> {
        let known = self.request(Method::GET, "media", &[("slug", stem), ("context", "edit")]);
        Ok(self.web.json(known).await?.as_array().and_then(|list| list.first()).cloned())
    }

    /// Deletes a file that we uploaded. One that is gone already is no failure.
    pub(super) async fn forget(&self, media: Option<u64>) -> Result<(), PublishError> {
        let Some(id) = media else { return Ok(()) };
        let answer = self.web.ask(self.request(Method::DELETE, &format!("media/{id}"), &[("force", "true")])).await?;
        let is_gone = answer.status.is_success() || answer.status == StatusCode::NOT_FOUND;
        if is_gone { Ok(()) } else { Err(self.web.refusal(&answer)) }
    }
}

/// A collection of posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Collection {
    /// Its name in addresses of the interface.
    pub(super) name: String,
    /// The type of its posts.
    pub(super) kind: String,
}

/// Reads what WordPress says of a type of posts; nothing of types that have no pages for readers.
fn collection(kind: &str, told: &Value) -> Option<Collection> {
    let is_seen = told["viewable"] == true && kind != "attachment";
    let is_usual = told["rest_namespace"].as_str().is_none_or(|namespace| namespace == "wp/v2");
    let name = told["rest_base"].as_str().filter(|_| is_seen && is_usual)?;
    Some(Collection { name: name.to_owned(), kind: kind.to_owned() })
}

/// Returns the addresses of a post: its own, and the one that it will have when its time has come.
pub(super) fn addresses(post: &Value) -> Vec<String> {
    let own = post["link"].as_str().map(str::to_owned);
    let slug = post["slug"].as_str().filter(|slug| !slug.is_empty() && post["status"] != "publish");
    let coming = post["permalink_template"].as_str().zip(slug);
    let coming = coming.map(|(form, slug)| form.replace("%postname%", slug).replace("%pagename%", slug));
    own.into_iter().chain(coming).collect()
}

/// Returns a post's text without our audio.
pub(super) fn without(text: &str, ours: &block::Found) -> String {
    format!("{}{}", &text[..ours.place.start], &text[ours.place.end..])
}
