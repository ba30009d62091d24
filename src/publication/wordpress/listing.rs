//! The published posts of a WordPress site, those of a term or time alone where they are asked for.

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::{Method, StatusCode};
use serde_json::Value;

use super::plugin;
use super::site::{Collection, FIELD, WordPress, addresses};
use crate::publication::PublishError;
use crate::publication::episode::moment;
use crate::publication::posts::{Choice, Post, Term};
use crate::publication::text::unescape;

/// How many posts are asked for at once: the most that WordPress gives.
const PER_PAGE: usize = 100;
/// What is asked of each.
const FIELDS: &str = "link,title,excerpt,content,date_gmt,aloud_narration";

impl WordPress {
    /// Tells of every published post of the choice, those that were made first before the others.
    pub(super) async fn list(&self, choice: &Choice, tell: &mut (dyn FnMut(Post) + Send)) -> Result<(), PublishError> {
        let (collections, mut filter) = match &choice.term {
            Some(term) => self.term(term).await?,
            None => (self.collections().await?, Vec::new()),
        };
        // WordPress compares with the site's own time; a day more on each side holds every zone, and we look again.
        let slack =
            |time: DateTime<Utc>, days| time.checked_add_signed(TimeDelta::days(days)).unwrap_or(time).to_rfc3339();
        filter.extend(choice.since.map(|since| ("after".to_owned(), slack(since, -1))));
        filter.extend(choice.until.map(|until| ("before".to_owned(), slack(until, 1))));
        for collection in collections {
            for page in 1_usize.. {
                let posts = self.page(&collection.name, &filter, page).await?;
                let found = posts.len();
                for post in posts {
                    let post = self.web.understood(read(&post))?;
                    if choice.holds(post.published) {
                        tell(post);
                    }
                }
                if found < PER_PAGE {
                    break;
                }
            }
        }
        Ok(())
    }

    async fn page(
        &self,
        collection: &str,
        filter: &[(String, String)],
        page: usize,
    ) -> Result<Vec<Value>, PublishError> {
        let (page, size) = (page.to_string(), PER_PAGE.to_string());
        // In the order of their numbers, so that a post published meanwhile moves none to a page that was read.
        let mut query =
            vec![("context", "edit"), ("status", "publish"), ("_fields", FIELDS), ("orderby", "id"), ("order", "asc")];
        query.extend([("per_page", size.as_str()), ("page", page.as_str())]);
        query.extend(filter.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let answer = self.web.ask(self.request(Method::GET, collection, &query)).await?;
        // What WordPress says of the page behind the last.
        if answer.json["code"] == "rest_post_invalid_page_number" {
            return Ok(Vec::new());
        }
        self.listed(answer)
    }

    /// Returns the collections that have a taxonomy, and what asks for its term with those below it.
    async fn term(&self, term: &Term) -> Result<(Vec<Collection>, Vec<(String, String)>), PublishError> {
        let name = if term.taxonomy == "tag" { "post_tag" } else { &term.taxonomy };
        let route = format!("taxonomies/{name}");
        let answer = self.web.ask(self.request(Method::GET, &route, &[("context", "edit")])).await?;
        let unknown = || PublishError::NoTerm { place: self.web.place, term: term.to_string() };
        if answer.status == StatusCode::NOT_FOUND && answer.json["code"] == "rest_taxonomy_invalid" {
            return Err(unknown());
        }
        let base = answer.json["rest_base"].as_str().filter(|_| answer.status.is_success());
        let base = base.ok_or_else(|| self.web.refusal(&answer))?;
        let has = |kind: &str| answer.json["types"].as_array().is_some_and(|types| types.iter().any(|one| one == kind));
        let collections = self.collections().await?.into_iter().filter(|collection| has(&collection.kind)).collect();
        let terms = self.web.json(self.request(Method::GET, base, &[("slug", &term.slug)])).await?;
        let id = terms[0]["id"].as_u64().ok_or_else(unknown)?.to_string();
        let filter = if answer.json["hierarchical"] == true {
            vec![(format!("{base}[terms]"), id), (format!("{base}[include_children]"), "true".to_owned())]
        } else {
            vec![(base.to_owned(), id)]
        };
        Ok((collections, filter))
    }
}

/// Reads what WordPress tells of a post.
pub(super) fn read(post: &Value) -> Option<Post> {
    let rendered = |name: &str| Some(post[name]["rendered"].as_str()?.to_owned());
    let (text, audio) = Post::parted(&rendered("content")?);
    Some(Post {
        // Of a post whose time has not come, the address that it will have.
        address: addresses(post).pop()?,
        title: unescape(&rendered("title")?),
        lead: rendered("excerpt").unwrap_or_default(),
        text,
        // In UTC, without saying so.
        published: post["date_gmt"].as_str().and_then(|date| moment(&format!("{date}Z"))),
        audio: post[FIELD].as_str().and_then(plugin::address).or(audio),
    })
}
