//! Hubs of feeds, by WebSub (W3C Recommendation of January 2018): who says when something appears in a feed.

use url::Url;

use super::{MAX_KEPT_BYTES, Reader, texts, web_address};
use crate::source::feed::{self, Hub};
use crate::source::web::FetchError;
use crate::source::{SourceError, address};

impl Reader {
    /// Returns the hub that a feed names; `None` for what is no feed on the web or names none.
    ///
    /// # Errors
    /// When the feed cannot be fetched.
    pub async fn hub(&self, input: &str) -> Result<Option<Hub>, SourceError> {
        let Some(Some(url)) = web_address(input) else { return Ok(None) };
        let fetched = self.fetcher.fetch(&url, Some(&url), MAX_KEPT_BYTES as u64).await?;
        let text = texts::text_of(fetched.bytes, fetched.charset.as_deref(), input)?;
        Ok(feed::hub(&text, &fetched.url))
    }

    /// Asks a hub to call an address whenever its topic changes, for at most so many seconds.
    ///
    /// # Errors
    /// When the hub is out of reach or refuses.
    pub async fn subscribe(&self, hub: &Hub, callback: &Url, lease_s: u64) -> Result<(), SourceError> {
        let lease = lease_s.to_string();
        let fields = [
            ("hub.mode", "subscribe"),
            ("hub.topic", hub.topic.as_str()),
            ("hub.callback", callback.as_str()),
            ("hub.lease_seconds", &lease),
        ];
        let failed = |why| SourceError::Web { url: address::shown(&hub.hub), why };
        match self.fetcher.post_form(&hub.hub, &fields).await.map_err(failed)? {
            200..=299 => Ok(()),
            code => Err(failed(FetchError::Status { code })),
        }
    }
}
