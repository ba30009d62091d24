//! Fetches what an address on the web names, within bounds: where it may lead, how large it may be, how long it may take.

mod cookies;
mod error;
mod reach;
mod robots;
mod version;

use crate::error::causes;
use std::time::Duration;

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, LOCATION, USER_AGENT};
use reqwest::{Client, Response, StatusCode, redirect};
use tracing::debug;
use url::{Host, Url};

use super::{SourceError, address};
use cookies::Jar;
pub use error::FetchError;
pub use reach::{NotPublic, Reach};
pub(super) use robots::Robots;
pub use version::Version;

/// How many redirects are followed: five are the most an article was seen to need, browsers give up at twenty. Taste.
const MAX_REDIRECTS: usize = 10;
/// What we like best, as browsers say it; feeds and sitemaps are XML.
const ACCEPTED: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
/// Path segments that name login pages.
const LOGIN_SEGMENTS: [&str; 9] =
    ["login", "log-in", "signin", "sign-in", "sign_in", "wp-login.php", "sso", "authenticate", "anmelden"];
/// First labels of hosts that hold nothing but login pages.
const LOGIN_HOSTS: [&str; 5] = ["login", "signin", "accounts", "auth", "sso"];

/// How to ask.
#[derive(Debug, Clone)]
pub struct Fetching {
    /// Which addresses may be asked.
    pub reach: Reach,
    /// Headers to send: `User-Agent` everywhere, others only to the origin that was asked for, never to where it leads.
    /// They may hold secrets.
    pub headers: HeaderMap,
    /// Headers of sites: to this host and those below it, whoever leads there.
    pub site_headers: Vec<(String, HeaderMap)>,
    /// How long one page may take, redirects and all.
    pub timeout: Duration,
}

/// Reads a header as it is typed: `Name: value`.
#[must_use]
pub fn parse_header(typed: &str) -> Option<(HeaderName, HeaderValue)> {
    let (name, value) = typed.split_once(':')?;
    let mut value = HeaderValue::from_str(value.trim()).ok()?;
    // Not shown by any debugging output.
    value.set_sensitive(true);
    Some((name.trim().parse().ok()?, value))
}

/// What an address gave.
#[derive(Debug, Clone)]
pub(super) struct Fetched {
    /// Where it was found in the end.
    pub(super) url: Url,
    /// What the server says it is: the media type, in lower case, and the charset.
    pub(super) media_type: Option<String>,
    pub(super) charset: Option<String>,
    /// Its bytes, decompressed.
    pub(super) bytes: Vec<u8>,
    /// What the server calls this version of it.
    pub(super) version: Version,
}

/// What bounds a fetch.
#[derive(Clone, Copy)]
pub(super) struct Bounds<'a> {
    /// The most bytes that are taken.
    pub(super) limit_bytes: u64,
    /// The version that is there already: only a newer one is wanted.
    pub(super) than: &'a Version,
}

/// What a request says beside the user's headers.
#[derive(Clone, Copy)]
struct Conditions<'a> {
    than: &'a Version,
    jar: &'a Jar,
}

/// Fetches.
pub(super) struct Fetcher {
    client: Client,
    fetching: Fetching,
}

impl Fetcher {
    /// Sets up a client.
    pub(super) fn new(mut fetching: Fetching) -> Result<Self, FetchError> {
        let mut builder =
            crate::http_client::builder().redirect(redirect::Policy::none()).dns_resolver(fetching.reach.resolver());
        if fetching.reach == Reach::Public {
            // Behind a proxy it is the proxy that connects, and no address can be checked.
            builder = builder.no_proxy();
        }
        if let Some(agent) = fetching.headers.remove(USER_AGENT) {
            builder = builder.user_agent(agent);
        }
        let client = builder.build().map_err(|error| FetchError::Setup(crate::error::root_cause(&error)))?;
        Ok(Self { client, fetching })
    }

    /// Fetches an address, following redirects. `home` is an address whose host may see the headers.
    ///
    /// # Errors
    /// When it leads out of reach, is refused, is larger than the limit, or takes too long. Errors name `url`.
    pub(super) async fn fetch(&self, url: &Url, home: Option<&Url>, limit_bytes: u64) -> Result<Fetched, SourceError> {
        let (limit, than) = (limit_bytes, &Version::default());
        let fetched = self.fetch_newer(url, home, Bounds { limit_bytes: limit, than }).await?;
        let unasked = || SourceError::Web { url: address::shown(url), why: FetchError::Status { code: 304 } };
        fetched.ok_or_else(unasked)
    }

    /// Fetches what is newer than a version; `None` when that is still the newest.
    ///
    /// # Errors
    /// As for [`Fetcher::fetch`].
    pub(super) async fn fetch_newer(
        &self,
        url: &Url,
        home: Option<&Url>,
        bounds: Bounds<'_>,
    ) -> Result<Option<Fetched>, SourceError> {
        let limit_bytes = bounds.limit_bytes;
        let slow = || FetchError::Slow { seconds: self.fetching.timeout.as_secs() };
        let fetched = tokio::time::timeout(self.fetching.timeout, self.follow(url, home, bounds)).await;
        fetched.unwrap_or_else(|_| Err(Stop::Fetch(slow()))).map_err(|stop| match stop {
            Stop::Fetch(why) => SourceError::Web { url: address::shown(url), why },
            Stop::TooLarge => SourceError::TooLarge { name: address::shown(url), limit_bytes },
        })
    }

    /// Posts the fields of a form, and returns the status of the answer; redirects are not followed.
    ///
    /// # Errors
    /// When it is out of reach, or does not answer in time.
    pub(super) async fn post_form(&self, url: &Url, fields: &[(&str, &str)]) -> Result<u16, FetchError> {
        self.fetching.reach.check(url).map_err(FetchError::NotPublic)?;
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self.client.post(url.clone()).timeout(self.fetching.timeout);
        let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(body);
        Ok(request.send().await.map_err(|error| failure(&error))?.status().as_u16())
    }

    async fn follow(
        &self,
        url: &Url,
        home: Option<&Url>,
        Bounds { limit_bytes, than }: Bounds<'_>,
    ) -> Result<Option<Fetched>, Stop> {
        let (mut at, mut jar) = (url.clone(), Jar::default());
        let mut seen = vec![(at.clone(), String::new())];
        loop {
            let response = self.ask(&at, home, Conditions { than, jar: &jar }).await?;
            if response.status() == StatusCode::NOT_MODIFIED && !than.is_unknown() {
                return Ok(None);
            }
            if !response.status().is_redirection() || !response.headers().contains_key(LOCATION) {
                return receive(at, response, limit_bytes).await.map(Some);
            }
            jar.take(response.headers(), &at);
            at = redirect_target(&at, &response)?;
            if is_login(&at) && !is_login(url) {
                return Err(FetchError::LoginWall { to: address::shown(&at) }.into());
            }
            // A page that is come back to with a cookie it did not see before may open.
            let step = (at.clone(), jar.sent_to(&at));
            if seen.contains(&step) {
                return Err(FetchError::RedirectLoop.into());
            }
            if seen.len() > MAX_REDIRECTS {
                return Err(FetchError::Redirects { limit: MAX_REDIRECTS }.into());
            }
            seen.push(step);
        }
    }

    async fn ask(
        &self,
        url: &Url,
        home: Option<&Url>,
        Conditions { than, jar }: Conditions<'_>,
    ) -> Result<Response, FetchError> {
        self.fetching.reach.check(url).map_err(FetchError::NotPublic)?;
        let mut headers = self.headers(url, home);
        jar.add_to(&mut headers, url);
        let request = self.client.get(url.clone()).header(ACCEPT, ACCEPTED).headers(than.conditions());
        let request = request.headers(headers);
        let answer = request.send().await.map_err(|error| failure(&error));
        let status = answer.as_ref().map_or(0, |answer| answer.status().as_u16());
        debug!(url = address::shown(url), status, "asked for a page");
        answer
    }

    /// Returns the user's headers for an address: those of its site, and over them those that were typed.
    fn headers(&self, url: &Url, home: Option<&Url>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        // Not in the clear when what was asked for was asked by TLS.
        let may_be_seen = url.scheme() == "https" || home.is_some_and(|home| home.scheme() == "http");
        let of_site = |host: &str| url.host_str().is_some_and(|asked| is_within(asked, host));
        for (_, of_site) in self.fetching.site_headers.iter().filter(|(host, _)| may_be_seen && of_site(host)) {
            headers.extend(of_site.clone());
        }
        if home.is_some_and(|home| home.origin() == url.origin()) {
            headers.extend(self.fetching.headers.clone());
        }
        headers
    }
}

/// Returns whether a host is this one or lies below it.
fn is_within(asked: &str, host: &str) -> bool {
    asked.strip_suffix(host).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// Why a fetch stopped.
enum Stop {
    Fetch(FetchError),
    TooLarge,
}

impl From<FetchError> for Stop {
    fn from(error: FetchError) -> Self {
        Self::Fetch(error)
    }
}

fn redirect_target(from: &Url, response: &Response) -> Result<Url, FetchError> {
    let location = response.headers().get(LOCATION).map(HeaderValue::as_bytes).unwrap_or_default();
    let location = String::from_utf8_lossy(location);
    address::join(Some(from), &location).ok_or_else(|| FetchError::BadRedirect { to: address::shown_text(&location) })
}

/// Returns whether an address is that of a login page.
fn is_login(url: &Url) -> bool {
    let segment = |segment: &str| LOGIN_SEGMENTS.contains(&segment.to_ascii_lowercase().as_str());
    let named = url.path_segments().is_some_and(|mut segments| segments.any(segment));
    let host = match url.host() {
        Some(Host::Domain(name)) => name.split('.').next().is_some_and(|label| LOGIN_HOSTS.contains(&label)),
        _ => false,
    };
    named || host
}

/// Reads an answer to its end, but no more than the limit: a few bytes may unpack to gigabytes, and a length may lie.
async fn receive(url: Url, mut response: Response, limit_bytes: u64) -> Result<Fetched, Stop> {
    if !response.status().is_success() {
        return Err(FetchError::Status { code: response.status().as_u16() }.into());
    }
    let declared = response.headers().get(CONTENT_TYPE).map(HeaderValue::as_bytes).map(String::from_utf8_lossy);
    let declared = declared.map(|declared| declared.to_ascii_lowercase()).unwrap_or_default();
    let media_type = declared.split(';').next().map(str::trim).filter(|kind| !kind.is_empty()).map(str::to_owned);
    if let Some(kind) = media_type.as_deref().filter(|kind| is_no_page(kind)) {
        return Err(FetchError::NotAPage(kind_name(kind)).into());
    }
    if response.content_length().is_some_and(|length| length > limit_bytes) {
        return Err(Stop::TooLarge);
    }
    let version = Version::of(response.headers());
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| failure(&error))? {
        if (bytes.len() + chunk.len()) as u64 > limit_bytes {
            return Err(Stop::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    let charset = declared.split_once("charset=").map(|(_, rest)| rest.trim_matches(['"', '\'', ' ']).to_owned());
    Ok(Fetched { url, media_type, charset, bytes, version })
}

/// Returns whether a media type is one that no article comes as, so that a film is not downloaded to find out.
fn is_no_page(kind: &str) -> bool {
    let family = ["image/", "audio/", "video/", "font/"].iter().any(|family| kind.starts_with(family));
    family
        || ["application/pdf", "application/zip", "text/css", "text/javascript", "application/javascript"]
            .contains(&kind)
}

fn kind_name(kind: &str) -> String {
    match (kind, kind.split_once('/')) {
        ("application/pdf", _) => "a PDF".to_owned(),
        (_, Some(("image", format))) => format!("an image ({format})"),
        (_, Some(("audio", format))) => format!("a recording ({format})"),
        (_, Some(("video", format))) => format!("a film ({format})"),
        _ => format!("of the type {}", address::shown_text(kind)),
    }
}

/// Tells what a failed request means.
fn failure(error: &reqwest::Error) -> FetchError {
    if let Some(refused) = causes(error).find_map(|cause| cause.downcast_ref::<NotPublic>()) {
        return FetchError::NotPublic(*refused);
    }
    if error.is_timeout() {
        FetchError::Unreachable("no connection within 10 s".to_owned())
    } else if error.is_connect() {
        FetchError::Unreachable(crate::error::root_cause(error))
    } else {
        FetchError::BrokenOff(crate::error::root_cause(error))
    }
}

#[cfg(test)]
mod tests;
