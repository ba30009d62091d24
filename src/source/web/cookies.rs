//! Cookies that servers set on the way to a page: kept from one redirect to the next, as consent pages and session checks
//! ask for, and forgotten once the page is there.

use cookie_store::CookieStore;
use reqwest::header::{COOKIE, HeaderMap, HeaderValue, SET_COOKIE};
use url::Url;

/// The cookies of one fetch.
#[derive(Debug, Default)]
pub(super) struct Jar(CookieStore);

impl Jar {
    /// Takes what an answer from this address sets.
    pub(super) fn take(&mut self, headers: &HeaderMap, from: &Url) {
        for cookie in headers.get_all(SET_COOKIE).iter().filter_map(|set| set.to_str().ok()) {
            // A cookie that may not be set is passed over, as browsers do.
            let _ = self.0.parse(cookie, from);
        }
    }

    /// Returns what an address is sent.
    pub(super) fn sent_to(&self, url: &Url) -> String {
        let mut pairs: Vec<String> =
            self.0.get_request_values(url).map(|(name, value)| format!("{name}={value}")).collect();
        pairs.sort_unstable();
        pairs.join("; ")
    }

    /// Adds what an address is sent to the headers of a request; a cookie of the user's gives way to the server's own of
    /// that name.
    pub(super) fn add_to(&self, headers: &mut HeaderMap, url: &Url) {
        let set = self.sent_to(url);
        if set.is_empty() {
            return;
        }
        let name = |pair: &str| pair.split('=').next().unwrap_or_default().trim().to_owned();
        let replaced: Vec<String> = set.split("; ").map(name).collect();
        let own = headers.get(COOKIE).and_then(|own| own.to_str().ok()).unwrap_or_default();
        let own = own.split(';').map(str::trim).filter(|pair| !pair.is_empty() && !replaced.contains(&name(pair)));
        let all: Vec<&str> = own.chain([set.as_str()]).collect();
        if let Ok(mut value) = HeaderValue::from_str(&all.join("; ")) {
            value.set_sensitive(true);
            headers.insert(COOKIE, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_go_back_to_where_they_came_from_beside_the_users_own() {
        let (here, there) = ("https://news.example/a", "https://other.example/");
        let url = |text: &str| Url::parse(text).unwrap();
        let mut answer = HeaderMap::new();
        answer.append(SET_COOKIE, HeaderValue::from_static("consent=yes; Path=/; Secure"));
        answer.append(SET_COOKIE, HeaderValue::from_static("session=new"));
        answer.append(SET_COOKIE, HeaderValue::from_static("alien=1; Domain=other.example"));
        answer.append(SET_COOKIE, HeaderValue::from_static("gone=1; Max-Age=0"));
        let mut jar = Jar::default();
        jar.take(&answer, &url(here));
        assert_eq!(jar.sent_to(&url(here)), "consent=yes; session=new");
        assert_eq!(jar.sent_to(&url("http://news.example/a")), "session=new", "not in the clear");
        assert_eq!(jar.sent_to(&url(there)), "");
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, HeaderValue::from_static("session=old; theme=dark"));
        jar.add_to(&mut headers, &url(there));
        assert_eq!(headers[COOKIE], "session=old; theme=dark");
        jar.add_to(&mut headers, &url(here));
        assert_eq!(headers[COOKIE], "theme=dark; consent=yes; session=new");
    }
}
