//! What changed on a Ghost site, drafts and all, and a post as it is now.

use chrono::{DateTime, Utc};
use reqwest::{Method, StatusCode, Url};
use serde_json::Value;

use super::site::Ghost;
use crate::publication::PublishError;
use crate::publication::edition::{Audience, Edition};
use crate::publication::episode::moment;
use crate::publication::posts::{COLLECTIONS, Post};

/// How many posts are asked for at once: the most that every version of Ghost gives.
const PER_PAGE: usize = 100;
/// What is asked of each in lists.
const FIELDS: &str = "id,url,title,slug,status,visibility,published_at,updated_at";

impl Ghost {
    /// Tells of every post changed at or after a time, the earliest change first.
    pub(super) async fn list_changes(
        &self,
        since: Option<DateTime<Utc>>,
        tell: &mut (dyn FnMut(Edition) + Send),
    ) -> Result<(), PublishError> {
        // As its databases write it, so that SQLite compares the texts as times.
        let filter = since.map(|since| format!("updated_at:>='{}'", since.format("%Y-%m-%d %H:%M:%S")));
        for collection in COLLECTIONS {
            for page in 1_usize.. {
                let (page, size) = (page.to_string(), PER_PAGE.to_string());
                let mut query = vec![
                    ("fields", FIELDS),
                    ("order", "updated_at asc"),
                    ("limit", size.as_str()),
                    ("page", page.as_str()),
                ];
                query.extend(filter.as_deref().map(|filter| ("filter", filter)));
                let answer = self.web.json(self.request(Method::GET, collection, &query)?).await?;
                let posts = self.web.understood(answer[collection].as_array())?;
                for post in posts {
                    tell(self.web.understood(read(collection, post, &self.web.base))?);
                }
                if posts.len() < PER_PAGE {
                    break;
                }
            }
        }
        Ok(())
    }

    /// Returns a post as it is now; nothing where it is gone.
    pub(super) async fn edition_of(&self, id: &str) -> Result<Option<Edition>, PublishError> {
        let Some((collection, _)) = id.split_once('/').filter(|(collection, _)| COLLECTIONS.contains(collection))
        else {
            return Ok(None);
        };
        let query = [("formats", "html"), ("include", "authors")];
        let answer = self.web.ask(self.request(Method::GET, id, &query)?).await?;
        if answer.status == StatusCode::NOT_FOUND && answer.json["errors"].is_array() {
            return Ok(None);
        }
        if !answer.status.is_success() {
            return Err(self.web.refusal(&answer));
        }
        self.web.understood(read(collection, &answer.json[collection][0], &self.web.base)).map(Some)
    }
}

/// Reads what Ghost tells of a post. Of one that is not public, `url` is that of its preview, and its slug says where it will be, on sites
/// that keep Ghost's own form of addresses.
fn read(collection: &str, post: &Value, site: &Url) -> Option<Edition> {
    let own = |name: &str| post[name].as_str();
    let audience = match (own("status")?, own("visibility").unwrap_or("public")) {
        ("published", "public") => Audience::Everyone,
        ("published" | "scheduled", "members" | "paid" | "tiers") => Audience::Members,
        ("scheduled", _) => Audience::Scheduled,
        _ => Audience::NoOne,
    };
    let html = own("html").unwrap_or_default();
    let (html, _) = if html.is_empty() { (String::new(), None) } else { Post::parted(html) };
    let slug = own("slug").filter(|_| own("status") != Some("published"));
    let coming = slug.and_then(|slug| site.join(&format!("{slug}/")).ok()).map(String::from);
    let names = post["authors"].as_array().into_iter().flatten().filter_map(|author| author["name"].as_str());
    Some(Edition {
        id: format!("{collection}/{}", own("id")?),
        address: coming.or_else(|| own("url").map(str::to_owned))?,
        title: own("title").unwrap_or_default().to_owned(),
        text: html,
        authors: names.map(str::to_owned).collect(),
        published: own("published_at").and_then(moment),
        changed: own("updated_at").and_then(moment),
        audience,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_read_a_post_is_told_by_status_and_visibility() {
        let site = Url::parse("https://example.org/").unwrap();
        let audience = |status: &str, visibility: &str| {
            let post = serde_json::json!({ "id": "1", "url": "https://example.org/a/", "status": status, "visibility": visibility });
            read("posts", &post, &site).unwrap().audience
        };
        assert_eq!(audience("published", "public"), Audience::Everyone);
        assert_eq!(audience("published", "paid"), Audience::Members);
        assert_eq!(audience("scheduled", "public"), Audience::Scheduled);
        assert_eq!(audience("draft", "public"), Audience::NoOne);
        assert_eq!(audience("sent", "public"), Audience::NoOne);
        let coming =
            serde_json::json!({ "id": "1", "url": "https://example.org/p/7/", "slug": "a", "status": "scheduled" });
        assert_eq!(read("posts", &coming, &site).unwrap().address, "https://example.org/a/");
    }
}
