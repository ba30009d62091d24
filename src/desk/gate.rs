//! Who is let in: by a link that holds once, which becomes a cookie; or by the word of a proxy that is trusted.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::http::HeaderMap;
use axum::http::header::COOKIE;

use crate::secrets;

/// The most editors that are let in at once: whoever opens links for ever fills no memory.
const MOST: usize = 256;

/// Names whoever a proxy has let in.
const FORWARDED_USER: &str = "x-forwarded-user";
/// The longest name of an editor, in characters.
pub(super) const LONGEST_NAME: usize = 60;

/// Who is let in, and by which links others may come.
#[derive(Debug, Default)]
pub struct Gate {
    /// The port, which the cookie is named by: cookies do not tell ports apart.
    port: u16,
    /// The addresses of proxies that know who asks.
    proxies: Vec<IpAddr>,
    state: Mutex<Doors>,
}

#[derive(Debug, Default)]
struct Doors {
    /// Links that were not used yet, by the hash of what they hold, with the name of whoever they are for.
    links: HashMap<blake3::Hash, Arc<str>>,
    /// Who has a cookie.
    editors: HashMap<blake3::Hash, Arc<str>>,
}

/// Whoever asks, by name.
#[derive(Debug, Clone)]
pub(super) struct Editor(pub(super) Arc<str>);

impl Gate {
    /// Opens a gate for a desk at a port.
    #[must_use]
    pub fn new(port: u16) -> Self {
        Self { port, proxies: Vec::new(), state: Mutex::default() }
    }

    /// Believes these proxies when they say who asks.
    #[must_use]
    pub fn trusting(self, proxies: Vec<IpAddr>) -> Self {
        Self { proxies, ..self }
    }

    /// Makes a link's secret, by which one browser comes in, once, under this name.
    ///
    /// # Panics
    /// When this machine has no random numbers.
    #[must_use]
    pub fn invite(&self, name: &str) -> String {
        let token = secrets::word();
        let mut doors = self.doors();
        if doors.links.len() >= MOST {
            doors.links.clear();
        }
        doors.links.insert(blake3::hash(token.as_bytes()), name.into());
        token
    }

    /// Lets whoever has a link in, and returns the cookie that is theirs from now on.
    pub(super) fn admit(&self, token: &str) -> Option<String> {
        let mut doors = self.doors();
        let name = doors.links.remove(&blake3::hash(token.as_bytes()))?;
        let cookie = secrets::word();
        if doors.editors.len() >= MOST {
            doors.editors.clear();
        }
        doors.editors.insert(blake3::hash(cookie.as_bytes()), name);
        Some(format!("{}={cookie}; HttpOnly; SameSite=Strict; Path=/", self.cookie()))
    }

    /// Returns whoever asks, from this address.
    pub(super) fn editor(&self, headers: &HeaderMap, peer: Option<IpAddr>) -> Option<Editor> {
        if peer.is_some_and(|peer| self.proxies.contains(&peer))
            && let Some(name) = headers.get(FORWARDED_USER)
        {
            // A proxy that passes on what anyone says would say it twice.
            let is_one = headers.get_all(FORWARDED_USER).iter().count() == 1;
            let name = name.to_str().unwrap_or_default().trim();
            let is_name = !name.is_empty() && name.chars().count() <= LONGEST_NAME;
            return (is_one && is_name).then(|| Editor(name.into()));
        }
        let name = self.cookie();
        let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut own = cookies.flat_map(|line| line.split(';')).filter_map(|cookie| cookie.trim().split_once('='));
        let (_, cookie) = own.find(|(cookie, _)| *cookie == name)?;
        self.doors().editors.get(&blake3::hash(cookie.as_bytes())).cloned().map(Editor)
    }

    fn cookie(&self) -> String {
        format!("aloud_desk_{}", self.port)
    }

    fn doors(&self) -> MutexGuard<'_, Doors> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderName;

    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect()
    }

    #[test]
    fn a_link_lets_one_browser_in_once() {
        let gate = Gate::new(8_765);
        let token = gate.invite("ana");
        let cookie = gate.admit(&token).unwrap();
        assert!(cookie.starts_with("aloud_desk_8765=") && cookie.contains("HttpOnly; SameSite=Strict"), "{cookie}");
        assert_eq!(gate.admit(&token), None);
        let own = cookie.split(';').next().unwrap();
        let editor = gate.editor(&headers(&[("cookie", &format!("other=1; {own}"))]), None);
        assert_eq!(&*editor.unwrap().0, "ana");
        assert!(gate.editor(&headers(&[("cookie", "aloud_desk_8765=1")]), None).is_none());
        assert!(gate.editor(&headers(&[("cookie", &own.replace("8765", "8766"))]), None).is_none());
    }

    #[test]
    fn proxies_that_are_trusted_say_who_asks_and_no_one_else_does() {
        let [proxy, other] = ["10.0.0.2", "10.0.0.3"].map(|address| address.parse::<IpAddr>().unwrap());
        let gate = Gate::new(8_765).trusting(vec![proxy]);
        let name = |user: &str, peer| gate.editor(&headers(&[("x-forwarded-user", user)]), peer).map(|editor| editor.0);
        assert_eq!(name("ana@example.org", Some(proxy)).as_deref(), Some("ana@example.org"));
        assert_eq!(name("ana", Some(other)), None);
        assert_eq!(name("ana", None), None);
        assert_eq!(name(" ", Some(proxy)), None);
        let mut twice = headers(&[("x-forwarded-user", "ana")]);
        twice.append("x-forwarded-user", "ben".parse().unwrap());
        assert!(gate.editor(&twice, Some(proxy)).is_none());
        assert!(Gate::new(1).editor(&headers(&[("x-forwarded-user", "ana")]), Some(proxy)).is_none());
    }
}
