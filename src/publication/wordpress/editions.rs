//! What changed on a WordPress site, drafts and all, and a post as it is now.

use chrono::{DateTime, SecondsFormat, Utc};
use reqwest::{Method, StatusCode};
use serde_json::Value;

use super::site::{WordPress, addresses};
use crate::publication::PublishError;
use crate::publication::edition::{Audience, Edition};
use crate::publication::episode::moment;
use crate::publication::posts::Post;
use crate::publication::text::unescape;

/// How many posts are asked for at once: the most that WordPress gives.
const PER_PAGE: usize = 100;
/// What is asked of each in lists.
const FIELDS: &str = "id,link,slug,status,permalink_template,title,date_gmt,modified_gmt,content.protected";
/// Every status that a post may have which readers saw or will see, and what it has when it is taken from them.
const STATUSES: &str = "publish,future,private,draft,pending,trash";

impl WordPress {
    /// Tells of every post changed at or after a time (`modified_after`, since WordPress 5.7), the earliest change first.
    pub(super) async fn list_changes(
        &self,
        since: Option<DateTime<Utc>>,
        tell: &mut (dyn FnMut(Edition) + Send),
    ) -> Result<(), PublishError> {
        let since = since.map(|since| since.to_rfc3339_opts(SecondsFormat::Secs, true));
        for collection in self.collections().await? {
            for page in 1_usize.. {
                let posts = self.changed(&collection.name, since.as_deref(), page).await?;
                for post in &posts {
                    tell(self.web.understood(read(&collection.name, post))?);
                }
                if posts.len() < PER_PAGE {
                    break;
                }
            }
        }
        Ok(())
    }

    async fn changed(&self, collection: &str, since: Option<&str>, page: usize) -> Result<Vec<Value>, PublishError> {
        let (page, size) = (page.to_string(), PER_PAGE.to_string());
        let mut query = vec![
            ("context", "edit"),
            ("status", STATUSES),
            ("_fields", FIELDS),
            ("orderby", "modified"),
            ("order", "asc"),
            ("per_page", size.as_str()),
            ("page", page.as_str()),
        ];
        query.extend(since.map(|since| ("modified_after", since)));
        let answer = self.web.ask(self.request(Method::GET, collection, &query)).await?;
        // What WordPress says of the page behind the last.
        if answer.json["code"] == "rest_post_invalid_page_number" {
            return Ok(Vec::new());
        }
        self.listed(answer)
    }

    /// Returns a post as it is now; nothing where it is gone.
    pub(super) async fn edition_of(&self, id: &str) -> Result<Option<Edition>, PublishError> {
        let Some((collection, number)) = id.split_once('/') else { return Ok(None) };
        let is_route = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
        if !is_route(collection) || number.parse::<u64>().is_err() {
            return Ok(None);
        }
        let query = [("context", "edit"), ("_embed", "author")];
        let answer = self.web.ask(self.request(Method::GET, id, &query)).await?;
        if answer.status == StatusCode::NOT_FOUND && answer.json["code"] == "rest_post_invalid_id" {
            return Ok(None);
        }
        if !answer.status.is_success() {
            return Err(self.web.refusal(&answer));
        }
        self.web.understood(read(collection, &answer.json)).map(Some)
    }
}

/// Reads what WordPress tells of a post.
fn read(collection: &str, post: &Value) -> Option<Edition> {
    let audience = match post["status"].as_str()? {
        "publish" | "future" if post["content"]["protected"] == true => Audience::Members,
        "publish" => Audience::Everyone,
        "future" => Audience::Scheduled,
        _ => Audience::NoOne,
    };
    // In UTC, without saying so.
    let time = |name: &str| post[name].as_str().and_then(|date| moment(&format!("{date}Z")));
    let html = post["content"]["rendered"].as_str().unwrap_or_default();
    let (text, _) = if html.is_empty() { (String::new(), None) } else { Post::parted(html) };
    let authors = post["_embedded"]["author"].as_array().into_iter().flatten();
    Some(Edition {
        id: format!("{collection}/{}", post["id"].as_u64()?),
        address: addresses(post).pop()?,
        title: unescape(
            post["title"]["raw"].as_str().or_else(|| post["title"]["rendered"].as_str()).unwrap_or_default(),
        ),
        text,
        authors: authors.filter_map(|author| author["name"].as_str()).map(str::to_owned).collect(),
        published: time("date_gmt"),
        changed: time("modified_gmt"),
        audience,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_read_a_post_is_told_by_its_status_and_password() {
        let audience = |status: &str, protected: bool| {
            let post = serde_json::json!({
                "id": 7, "link": "https://example.org/?p=7", "status": status, "content": { "protected": protected },
            });
            read("posts", &post).unwrap().audience
        };
        assert_eq!(audience("publish", false), Audience::Everyone);
        assert_eq!(audience("publish", true), Audience::Members);
        assert_eq!(audience("future", false), Audience::Scheduled);
        for hidden in ["draft", "private", "trash", "pending"] {
            assert_eq!(audience(hidden, false), Audience::NoOne, "{hidden}");
        }
    }
}
