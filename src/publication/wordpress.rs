//! WordPress, over its REST API with an application password: one audio block of ours in a post, and its file in the media
//! library.

use std::ops::Range;

use async_trait::async_trait;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use reqwest::header::{AUTHORIZATION, CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, RequestBuilder, StatusCode, Url};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};

use super::upload::{self, Upload};
use super::web::Web;
use super::{Episode, Outcome, PublishError, Publisher, Run};
use crate::voice::KeyPlace;

/// What begins and ends an audio block in a post's text.
const BLOCK: (&str, &str) = ("<!-- wp:audio ", "<!-- /wp:audio -->");
/// The collections a story may be in.
const COLLECTIONS: [&str; 2] = ["posts", "pages"];

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

/// A post or page.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Post {
    collection: &'static str,
    id: u64,
    /// Its text, with block comments.
    text: String,
}

/// Our block in a post's text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Block {
    place: Range<usize>,
    media: Option<u64>,
    address: String,
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

    /// Finds the article's post by its address.
    async fn find(&self, episode: &Episode) -> Result<Post, PublishError> {
        let address = episode.address().ok_or(PublishError::NoAddress)?;
        let url = Url::parse(address).map_err(|_| PublishError::NoAddress)?;
        let number =
            url.query_pairs().find(|(name, _)| name == "p" || name == "page_id").map(|(_, id)| id.into_owned());
        let slug = url.path().trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
        for collection in COLLECTIONS {
            let by = number.as_deref().map_or(("slug", slug.as_str()), |number| ("include", number));
            let query = [by, ("context", "edit"), ("status", "any"), ("per_page", "100")];
            let answer = self.web.ask(self.request(Method::GET, collection, &query)).await?;
            // Who may edit no posts is told that "any" is a wrong status; the true one stands deeper.
            let why = &answer.json["data"]["details"]["status"];
            if why["code"] == "rest_forbidden_status" {
                let (place, message) = (self.web.place, "the user may not edit posts".to_owned());
                return Err(match why["data"]["status"].as_u64() {
                    Some(401) => PublishError::Unauthorised { place, message: "not signed in".to_owned() },
                    _ => PublishError::Forbidden { place, message },
                });
            }
            if !answer.status.is_success() || !answer.json.is_array() {
                return Err(self.web.refusal(&answer));
            }
            for post in answer.json.as_array().into_iter().flatten() {
                let link = post["link"].as_str().unwrap_or_default().to_owned();
                if episode.is_at(&[link]) || number.is_some() {
                    return post_of(collection, post).ok_or_else(|| self.not_understood());
                }
            }
        }
        Err(PublishError::NoPost { place: self.web.place, address: address.to_owned() })
    }

    fn not_understood(&self) -> PublishError {
        let message = "its answer lacks what WordPress's answers have".to_owned();
        PublishError::Refused { place: self.web.place, status: StatusCode::OK, message }
    }

    /// Gives the file's number and address in the media library, uploading it unless it is there: a run that was killed may
    /// have left it.
    async fn media(&self, upload: &Upload, episode: &Episode, post: &Post) -> Result<(u64, String), PublishError> {
        let known = self.request(Method::GET, "media", &[("slug", upload.stem()), ("context", "edit")]);
        let known = self.web.json(known).await?;
        let media = match known.as_array().and_then(|list| list.first()) {
            Some(media) => media.clone(),
            None => self.send(upload).await?,
        };
        let about = (media["id"].as_u64(), media["source_url"].as_str());
        let (Some(id), Some(address)) = about else { return Err(self.not_understood()) };
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
        // PHP drops a body beyond its limit without a word: WordPress then finds no data.
        let is_dropped = answer.json["code"] == "rest_upload_no_data";
        if answer.status == StatusCode::PAYLOAD_TOO_LARGE || is_dropped {
            return Err(PublishError::TooLarge { place: self.web.place, path: upload.path.clone() });
        }
        if answer.status.is_success() { Ok(answer.json) } else { Err(self.web.refusal(&answer)) }
    }

    /// Writes the post's text, unless somebody changed it since it was read: WordPress itself does not look.
    async fn write(&self, post: &Post, text: String) -> Result<(), PublishError> {
        let route = format!("{}/{}", post.collection, post.id);
        let now = self.web.json(self.request(Method::GET, &route, &[("context", "edit")])).await?;
        if now["content"]["raw"].as_str() != Some(post.text.as_str()) {
            return Err(PublishError::Conflict);
        }
        self.web.json(self.post_json(&route, &json!({ "content": text }))).await.map(|_| ())
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
        let post = self.find(episode).await?;
        let (upload, old) = (Upload::of(episode), block(&post.text));
        if old.as_ref().is_some_and(|old| upload.is_at(&old.address)) {
            return Ok(Outcome::Unchanged);
        }
        let outcome = if old.is_some() { Outcome::Replaced } else { Outcome::Attached };
        if run == Run::Dry {
            return Ok(outcome);
        }
        let (id, address) = self.media(&upload, episode, &post).await?;
        let new = block_text(id, &address, &super::disclosure(episode));
        let text = match &old {
            Some(old) => format!("{}{new}{}", &post.text[..old.place.start], &post.text[old.place.end..]),
            None => new + &post.text,
        };
        self.write(&post, text).await?;
        self.forget(old.and_then(|old| old.media)).await?;
        Ok(outcome)
    }

    async fn remove(&self, episode: &Episode, run: Run) -> Result<Outcome, PublishError> {
        let post = self.find(episode).await?;
        let Some(old) = block(&post.text) else { return Ok(Outcome::Unchanged) };
        if run == Run::Real {
            let text = format!("{}{}", &post.text[..old.place.start], &post.text[old.place.end..]);
            self.write(&post, text).await?;
            self.forget(old.media).await?;
        }
        Ok(Outcome::Removed)
    }
}

fn post_of(collection: &'static str, post: &Value) -> Option<Post> {
    Some(Post { collection, id: post["id"].as_u64()?, text: post["content"]["raw"].as_str()?.to_owned() })
}

/// Writes the block as WordPress's editor does, so that it finds it valid.
fn block_text(id: u64, address: &str, caption: &str) -> String {
    let escape =
        |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    let (address, caption) = (escape(address), escape(caption));
    format!(
        "{}{{\"id\":{id}}} -->\n<figure class=\"wp-block-audio\"><audio controls src=\"{address}\" preload=\"none\"></audio>\
         <figcaption class=\"wp-element-caption\">{caption}</figcaption></figure>\n{}\n\n",
        BLOCK.0, BLOCK.1
    )
}

/// Finds the audio block whose file we uploaded.
fn block(text: &str) -> Option<Block> {
    text.match_indices(BLOCK.0).find_map(|(start, _)| {
        let end = start + text[start..].find(BLOCK.1)? + BLOCK.1.len();
        let inside = &text[start..end];
        let address = inside.split_once(" src=\"")?.1.split('"').next()?.to_owned();
        let number = inside.split_once("\"id\":").map(|(_, rest)| rest.chars().take_while(char::is_ascii_digit));
        let media = number.and_then(|digits| digits.collect::<String>().parse().ok());
        let gap = if text[end..].starts_with("\n\n") { 2 } else { 0 };
        upload::is_ours(&address).then_some(Block { place: start..end + gap, media, address })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_block_is_told_from_those_of_others() {
        let theirs = "<!-- wp:audio {\"id\":3} -->\n<figure class=\"wp-block-audio\"><audio controls src=\"https://e.org/song.mp3\">\
            </audio></figure>\n<!-- /wp:audio -->\n\n<p>Text</p>";
        assert_eq!(block(theirs), None);
        let ours = block_text(9, "https://e.org/a-aloud-0123456789ab.mp3", "Read by \"them\" & <us>");
        let text = format!("{theirs}{ours}<p>More</p>");
        let found = block(&text).unwrap();
        assert_eq!((&text[found.place.clone()], found.media), (ours.as_str(), Some(9)));
        assert!(ours.contains("&lt;us&gt;"));
    }
}
